// The cameras in `yingbin check`, played by the test: one that hangs must not hold up the rest.
#include "commands/check_camera.h"

#include <gtest/gtest.h>

#include <future>

namespace yingbin {
namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;

// The driver hangs until the test is over, and longer than the check waits.
class CheckOfCameras : public testing::Test {
 protected:
  CheckOfCameras() {
    world_.list = [] {
      return std::vector<VideoDevice>{{"/dev/video0", "hangs"}, {"/dev/video2", "refuses"}};
    };
    world_.open = [until =
                       ended_](const CameraChoice& choice) -> Result<std::unique_ptr<FrameSource>> {
      if (choice.path == "/dev/video0") until.wait();
      return Failure{choice.path.string() + " refuses"};
    };
  }
  ~CheckOfCameras() override { over_.set_value(); }

  std::promise<void> over_;
  std::shared_future<void> ended_ = over_.get_future().share();
  CameraWorld world_;
};

TEST_F(CheckOfCameras, a_camera_whose_driver_hangs_is_told_and_the_next_is_tried) {
  const auto lines = check_cameras({}, world_, {minutes(1), milliseconds(1000)});
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0].health, Health::lacking);
  EXPECT_NE(lines[0].words.find("hangs (/dev/video0) does not answer"), std::string::npos)
      << lines[0].words;
  EXPECT_EQ(lines[1].words, "/dev/video2 refuses");
}

TEST_F(CheckOfCameras, a_machine_whose_cameras_cannot_even_be_counted_is_told) {
  world_.list = [until = ended_] {
    until.wait();
    return std::vector<VideoDevice>();
  };
  const auto lines = check_cameras({}, world_, {milliseconds(1), minutes(1)});
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_EQ(lines[0].health, Health::lacking);
  EXPECT_NE(lines[0].words.find("does not answer"), std::string::npos) << lines[0].words;
}

}  // namespace
}  // namespace yingbin
