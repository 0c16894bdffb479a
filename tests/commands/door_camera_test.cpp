// The camera of a door: which of several codes is scanned, and what staff are told.
#include "commands/door_camera.h"

#include <gtest/gtest.h>

#include "station/guest_import.h"
#include "support/event_station.h"

namespace yingbin {
namespace {

class Wakes {
 public:
  std::function<void()> wake() {
    return [this] {
      const std::lock_guard lock(mutex_);
      ++count_;
      changed_.notify_all();
    };
  }
  // Until it was woken once more; false after a minute.
  bool wait() {
    std::unique_lock lock(mutex_);
    const bool woken =
        changed_.wait_for(lock, std::chrono::minutes(1), [this] { return count_ > seen_; });
    seen_ = count_;
    return woken;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  int count_ = 0;
  int seen_ = 0;
};

// DESIGN 7: codes issued elsewhere, any text in the list's `code` column, work too.
class AtTheDoor : public testing::Test {
 protected:
  AtTheDoor() {
    GuestImport import(
        *station_, [](const Rejection& rejection) { ADD_FAILURE() << rejection.reason; },
        [](std::uint64_t, std::uint64_t) { return true; });
    const auto summary =
        import.run(event_.write_list("姓名,手机,人数,邀请码\n王小明,13800000001,1,FOREIGN-77\n"
                                     "李小红,13800000002,1,\n"));
    EXPECT_TRUE(summary) << summary.message();
    for (InvitationId id : station_->state().invitation_ids()) {
      if (auto text = station_->code_text(id); text && text->starts_with("YB1.")) ours_ = *text;
    }
  }
  EventStation event_;
  std::unique_ptr<Station> station_ = event_.found();
  std::string ours_;
};

TEST_F(AtTheDoor, of_several_codes_the_invitation_is_scanned_whoever_issued_it) {
  ASSERT_FALSE(ours_.empty());
  const std::string menu = "https://example.org/menu";
  EXPECT_EQ(chosen_code(*station_, {menu, ours_}), ours_);
  EXPECT_EQ(chosen_code(*station_, {menu, "FOREIGN-77"}), "FOREIGN-77");
  EXPECT_EQ(chosen_code(*station_, {menu, std::string(4000, 'x')}), menu);
  EXPECT_EQ(chosen_code(*station_, {}), "");
  EXPECT_TRUE(is_invitation(*station_, ours_));
  EXPECT_FALSE(is_invitation(*station_, menu));
  EXPECT_FALSE(is_invitation(*station_, ""));
}

TEST_F(AtTheDoor, a_camera_that_nobody_asked_for_is_not_missed) {
  Wakes wakes;
  DoorCamera none({}, wakes.wake());
  EXPECT_TRUE(none.take(*station_, {}).codes.empty());
  EXPECT_EQ(none.alert(), "");
  EXPECT_FALSE(none.gives_pictures());
  EXPECT_FALSE(none.has_another());
}

TEST_F(AtTheDoor, a_camera_that_was_asked_for_and_is_missing_is_told_in_words_for_staff) {
  Wakes wakes;
  DoorCamera camera(*choose_camera("/dev/video987", ""), wakes.wake());
  ASSERT_TRUE(wakes.wait());
  EXPECT_TRUE(camera.take(*station_, std::chrono::steady_clock::now()).codes.empty());
  EXPECT_NE(camera.alert().find("/dev/video987"), std::string::npos) << camera.alert();
  EXPECT_FALSE(camera.gives_pictures());
}

// Issue 3: two cameras are switchable, also when the second is plugged in later.
TEST_F(AtTheDoor, a_camera_plugged_in_later_can_be_gone_on_to_without_a_restart) {
  class Source final : public FrameSource {
   public:
    explicit Source(std::string name) : name_(std::move(name)) {}
    Result<std::optional<CameraFrame>> take(std::chrono::milliseconds) override {
      GrayFrame picture;
      picture.width = picture.height = picture.stride = 8;
      picture.pixels.assign(64, 128);
      at_ += std::chrono::milliseconds(100);
      return std::optional(CameraFrame{std::move(picture), at_, ++number_});
    }
    void interrupt() override {}
    std::string name() const override { return name_; }

   private:
    std::string name_;
    FrameTime at_{};
    std::uint64_t number_ = 0;
  };
  std::atomic<int> plugged = 1;
  CameraWorld world;
  world.list = [&] {
    std::vector<VideoDevice> devices = {{"/dev/video0", "one"}, {"/dev/video2", "two"}};
    devices.resize(static_cast<std::size_t>(plugged.load()));
    return devices;
  };
  world.names = [&] { return std::vector<std::string>(static_cast<std::size_t>(plugged.load())); };
  world.open = [](const CameraChoice& choice) -> Result<std::unique_ptr<FrameSource>> {
    return std::unique_ptr<FrameSource>(std::make_unique<Source>(choice.path.string()));
  };
  Wakes wakes;
  DoorCamera camera({CameraKind::best, {}, {}}, wakes.wake(), world);
  const auto until = [&](const auto& holds) {
    while (!holds()) {
      ASSERT_TRUE(wakes.wait());
      static_cast<void>(camera.take(*station_, std::chrono::steady_clock::now()));
    }
  };
  until([&] { return camera.gives_pictures(); });
  EXPECT_FALSE(camera.has_another());
  plugged = 2;
  until([&] { return camera.has_another(); });
  EXPECT_EQ(camera.source(), "/dev/video0");
  camera.use_another();
  until([&] { return camera.source() == "/dev/video2"; });
  EXPECT_EQ(camera.alert(), "");
}

}  // namespace
}  // namespace yingbin
