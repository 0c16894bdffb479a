// Which camera is opened next, in a world of cameras that the test plugs in and pulls (issue 3).
#include "scan/camera_pick.h"

#include <gtest/gtest.h>

#include <map>

#include "scan/scan_support.h"

namespace yingbin {
namespace {

using std::chrono::milliseconds;

struct PlayedCamera {
  bool opens = true;
  bool gives = true;
  std::string mode = "1920x1080";  // the one it knows besides that of its own choice
};

class CameraPickTest : public testing::Test {
 protected:
  class Source final : public FrameSource {
   public:
    Source(std::string path, bool gives) : path_(std::move(path)), gives_(gives) {}
    Result<std::optional<CameraFrame>> take(milliseconds) override {
      if (!gives_) return std::optional<CameraFrame>();
      return std::optional(CameraFrame{blank_frame(8, 8), {}, ++number_});
    }
    void interrupt() override {}
    std::string name() const override { return path_; }

   private:
    std::string path_;
    bool gives_;
    std::uint64_t number_ = 0;
  };

  CameraWorld world() {
    CameraWorld world;
    world.list = [this] {
      ++listed_;
      std::vector<VideoDevice> devices;
      for (const auto& [path, camera] : plugged_) devices.push_back({path, path});
      return devices;
    };
    world.names = [this] {
      std::vector<std::string> names;
      for (const auto& [path, camera] : plugged_) names.push_back(path);
      return names;
    };
    world.open = [this](const CameraChoice& choice) -> Result<std::unique_ptr<FrameSource>> {
      const auto at = plugged_.find(choice.path);
      if (at == plugged_.end() || !at->second.opens) return Failure{"not there"};
      const bool known = !choice.mode || at->second.mode == "1280x720";
      if (!known) return Failure{"no such mode"};
      return std::unique_ptr<FrameSource>(std::make_unique<Source>(at->first, at->second.gives));
    };
    return world;
  }
  std::shared_ptr<CameraPick> pick(const std::string& camera, const std::string& mode = "") {
    CameraChoice choice = *choose_camera(camera, mode);
    return std::make_shared<CameraPick>(choice, world());
  }
  // The camera that is opened; it is looked through for a while and closed.
  static std::string opened(CameraPick& pick, int takes = 1) {
    auto source = pick.open();
    if (!source) return source.message();
    for (int i = 0; i < takes; ++i) EXPECT_TRUE((*source)->take(milliseconds(0)));
    return (*source)->name();
  }

  std::map<std::string, PlayedCamera> plugged_ = {
      {"/dev/video0", {}}, {"/dev/video2", {}}, {"/dev/video4", {}}};
  int listed_ = 0;
};

TEST_F(CameraPickTest, the_best_camera_is_the_first_that_opens_and_it_is_kept) {
  plugged_["/dev/video0"].opens = false;
  const auto best = pick("");
  EXPECT_EQ(opened(*best), "/dev/video2");
  EXPECT_EQ(best->count(), 3);
  plugged_["/dev/video0"].opens = true;
  EXPECT_EQ(opened(*best), "/dev/video2") << "lost for a moment, it is the same again";
  plugged_.erase("/dev/video2");
  EXPECT_EQ(opened(*best), "/dev/video0");
}

TEST_F(CameraPickTest, a_camera_that_opens_and_gives_nothing_is_not_the_best) {
  plugged_["/dev/video0"].gives = false;
  plugged_["/dev/video2"].gives = false;
  const auto best = pick("");
  EXPECT_EQ(opened(*best), "/dev/video0");
  EXPECT_EQ(opened(*best), "/dev/video2");
  EXPECT_EQ(opened(*best), "/dev/video4");
  EXPECT_EQ(opened(*best), "/dev/video4") << "this one gives pictures";
}

TEST_F(CameraPickTest, when_none_gives_pictures_each_is_tried_again_in_turn) {
  for (auto& [path, camera] : plugged_) camera.gives = false;
  const auto best = pick("");
  std::vector<std::string> tried;
  for (int i = 0; i < 6; ++i) tried.push_back(opened(*best));
  EXPECT_EQ(tried, (std::vector<std::string>{"/dev/video0", "/dev/video2", "/dev/video4",
                                             "/dev/video0", "/dev/video2", "/dev/video4"}));
}

TEST_F(CameraPickTest, the_camera_that_somebody_went_on_to_is_opened_again_whatever_befalls_it) {
  const auto named = pick("/dev/video2");
  EXPECT_EQ(opened(*named), "/dev/video2");
  named->go_on();
  EXPECT_EQ(opened(*named), "/dev/video4");
  EXPECT_EQ(opened(*named), "/dev/video4");
  const PlayedCamera pulled = plugged_.extract("/dev/video4").mapped();
  EXPECT_EQ(opened(*named), "not there");
  plugged_["/dev/video4"] = pulled;
  EXPECT_EQ(opened(*named), "/dev/video4");
  named->go_on();
  EXPECT_EQ(opened(*named), "/dev/video0") << "round and round";
}

TEST_F(CameraPickTest, a_mode_is_a_demand_on_the_camera_named_with_it_and_a_wish_to_others) {
  plugged_["/dev/video2"].mode = "1280x720";
  const auto named = pick("/dev/video0", "1280x720");
  EXPECT_EQ(opened(*named), "no such mode");
  named->go_on();
  EXPECT_EQ(opened(*named), "/dev/video2");
  named->go_on();
  EXPECT_EQ(opened(*named), "/dev/video4") << "which lacks the mode";
  EXPECT_EQ(opened(*pick("", "1280x720")), "/dev/video0");
}

TEST_F(CameraPickTest, a_camera_plugged_in_later_is_counted_while_another_is_looked_through) {
  plugged_ = {{"/dev/video0", {}}};
  const auto best = pick("");
  auto source = best->open();
  ASSERT_TRUE(source);
  EXPECT_EQ(best->count(), 1);
  plugged_["/dev/video2"] = {};
  for (int i = 0; i < CameraPick::kLookEvery; ++i) EXPECT_TRUE((*source)->take(milliseconds(0)));
  EXPECT_EQ(best->count(), 2);
  const int listed = listed_;
  for (int i = 0; i < 5 * CameraPick::kLookEvery; ++i)
    EXPECT_TRUE((*source)->take(milliseconds(0)));
  EXPECT_EQ(listed_, listed) << "drivers are asked only when something changed";
  plugged_.erase("/dev/video2");
  for (int i = 0; i < CameraPick::kLookEvery; ++i) EXPECT_TRUE((*source)->take(milliseconds(0)));
  EXPECT_EQ(best->count(), 1);
}

TEST_F(CameraPickTest, without_any_camera_it_says_so) {
  plugged_.clear();
  const auto best = pick("");
  EXPECT_EQ(opened(*best), "No camera is plugged in.");
  EXPECT_EQ(best->count(), 0);
  best->go_on();
  EXPECT_EQ(opened(*best), "No camera is plugged in.");
}

}  // namespace
}  // namespace yingbin
