// The real program with a folder of pictures as its camera: the door, `check`, and keeping frames.
#include <chrono>

#include "end_to_end/event_folder.h"
#include "ui/virtual_screen.h"

namespace yingbin {
namespace {

class Camera : public testing::Test {
 protected:
  void SetUp() override { (void)event.done({"invite", "--out", cards.string()}); }

  [[nodiscard]] std::string camera_line(const Command& options) const {
    Command words{"check"};
    words.insert(words.end(), options.begin(), options.end());
    std::string told;
    for (const Json& line : event.json(words)) {
      if (line.value("what", "") == "camera") told += line.dump();
    }
    return told;
  }

  TemporaryFolder folder;
  EventFolder event = event_with_list_in(folder / "event", "王小明,13800000001,1\n");
  fs::path cards = folder / "cards";
};

TEST_F(Camera, a_card_before_the_camera_is_admitted) {
  test::VirtualScreen screen("1280x800");
  if (!screen.works()) GTEST_SKIP() << "Xvfb is not installed";
  Program door(event.command({"--windowed", "1280x800", "--camera", cards.string()}));
  const auto until = std::chrono::steady_clock::now() + std::chrono::minutes(2);
  int admitted = 0;
  while (admitted == 0 && std::chrono::steady_clock::now() < until) {
    for (const Json& record : event.records()) admitted += record["kind"] == "admit_guest";
  }
  EXPECT_EQ(admitted, 1);
  door.kill();
}

TEST_F(Camera, check_says_in_words_whether_it_works) {
  const std::string works = camera_line({"--camera", cards.string()});
  EXPECT_NE(works.find("\"works\":true"), std::string::npos) << works;
  EXPECT_NE(works.find("874x1232"), std::string::npos) << works;
  const std::string missing = camera_line({"--camera", "/dev/video987"});
  EXPECT_NE(missing.find("\"works\":false"), std::string::npos) << missing;
  EXPECT_NE(missing.find("Plug it in"), std::string::npos) << missing;
}

// Issue 3: on request, with a visible warning, never by default.
TEST_F(Camera, frames_are_kept_only_on_request_and_can_be_played_again) {
  const fs::path kept = folder / "kept";
  const Command words{"check",     "--camera", cards.string(), "--record", kept.string(),
                      "--seconds", "1"};
  const Ended first = event.run(words);
  EXPECT_EQ(first.exit_code, 0) << first.err;
  EXPECT_NE(first.err.find("WARNING: pictures of people"), std::string::npos) << first.err;
  EXPECT_NE(first.err.find(kept.string()), std::string::npos) << first.err;
  EXPECT_EQ(fs::status(kept).permissions() & fs::perms(0077), fs::perms::none);
  EXPECT_NE(camera_line({"--camera", kept.string()}).find("874x1232"), std::string::npos);
  const auto read = event.json({"read", (kept / "frame_000001.png").string()});
  ASSERT_EQ(read.size(), 1U);
  EXPECT_EQ(read[0]["text"], event.codes().at(0));
  // Another complaint's pictures are not mixed with these.
  EXPECT_EQ(event.run(words).exit_code, 1);
}

TEST_F(Camera, what_is_no_camera_is_wrong_use) {
  EXPECT_EQ(event.run({"--camera", (folder / "nothing").string()}).exit_code, 2);
  EXPECT_EQ(event.run({"--camera-mode", "large"}).exit_code, 2);
}

}  // namespace
}  // namespace yingbin
