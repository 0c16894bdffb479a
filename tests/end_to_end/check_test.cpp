// `yingbin check` says in words what works on this machine and what to do; 1 when something that is
// needed is broken.
#include <gtest/gtest.h>

#include "end_to_end/event_folder.h"
#include "support/pseudo_scanner.h"
#include "support/sound_file.h"
#include "ui/sound.h"

namespace yingbin {
namespace {

class Check : public testing::Test {
 protected:
  // Without a screen and without events, but for what `settings` say ("NAME=value").
  [[nodiscard]] Ended check(const Command& settings, const Command& words,
                            const char* language = "en") const {
    Command all{"env", "-u", "DISPLAY", "XDG_DATA_HOME=" + (folder / "data").string()};
    all.insert(all.end(), settings.begin(), settings.end());
    all.insert(all.end(), {yingbin_program(), "--language", language});
    all.insert(all.end(), words.begin(), words.end());
    return run_program(all);
  }
  [[nodiscard]] Json line(const Ended& ended, const std::string& what) const {
    for (const Json& one : json_lines(ended.out)) {
      if (one.value("what", "") == what) return one;
    }
    ADD_FAILURE() << "no line about " << what << ": " << ended.out;
    return Json::object();
  }

  TemporaryFolder folder;
  test::SoundFile speaker;
};

TEST_F(Check, a_machine_that_waits_for_its_event_is_in_order) {
  const Ended ended = check({}, {"--json", "check"});
  EXPECT_EQ(ended.exit_code, 0) << ended.out << ended.err;
  for (const char* what : {"display", "fonts", "sound", "scanner", "disk", "event", "clock"})
    EXPECT_FALSE(line(ended, what).value("broken", true)) << what;
  EXPECT_NE(line(ended, "display").value("words", "").find("DISPLAY"), std::string::npos);
  EXPECT_NE(line(ended, "event").value("words", "").find("event new"), std::string::npos);
}

TEST_F(Check, everything_is_said_in_chinese_too) {
  const Ended ended = check({}, {"check"}, "zh_CN");
  for (const char* title : {"屏幕", "文字", "声音", "磁盘", "活动", "时钟"})
    EXPECT_NE(ended.out.find(title), std::string::npos) << title << " in " << ended.out;
}

TEST_F(Check, an_event_that_was_named_must_be_there) {
  const Ended ended = check({}, {"--json", "--data", (folder / "none").string(), "check"});
  EXPECT_EQ(ended.exit_code, 1);
  EXPECT_TRUE(line(ended, "event").value("broken", false));
}

TEST_F(Check, without_chinese_characters_nobody_can_read_the_door) {
  write_file(folder / "fonts.conf", "<fontconfig></fontconfig>");
  const Ended ended =
      check({"FONTCONFIG_FILE=" + (folder / "fonts.conf").string()}, {"--json", "check"});
  EXPECT_EQ(ended.exit_code, 1);
  EXPECT_NE(line(ended, "fonts").value("words", "").find("fonts-noto-cjk"), std::string::npos);
}

TEST_F(Check, a_loudspeaker_that_works_is_named_and_one_that_is_gone_is_no_error) {
  speaker.plug_in();
  const std::string config = "ALSA_CONFIG_PATH=" + speaker.config().string();
  const Ended with = check({config}, {"--json", "--sound", test::SoundFile::device(), "check"});
  EXPECT_TRUE(line(with, "sound").value("works", false)) << with.out;
  speaker.unplug();
  const Ended without = check({config}, {"--json", "--sound", test::SoundFile::device(), "check"});
  EXPECT_EQ(without.exit_code, 0);
  EXPECT_NE(line(without, "sound").value("words", "").find("aplay -L"), std::string::npos);
}

TEST_F(Check, each_sound_is_played_and_named) {
  speaker.plug_in();
  const Ended ended =
      check({"ALSA_CONFIG_PATH=" + speaker.config().string()},
            {"--sound", test::SoundFile::device(), "--volume", "100", "check", "--sound"});
  EXPECT_EQ(ended.exit_code, 0) << ended.err;
  EXPECT_EQ(lines_of(ended.out).size(), ui::kSounds.size()) << ended.out;
  const auto played = speaker.played();
  auto from = played.begin();
  for (ui::Sound sound : ui::kSounds) {
    const auto samples = ui::samples_of(sound);
    from = std::search(from, played.end(), samples.begin() + 1, samples.end() - 1);
    ASSERT_NE(from, played.end()) << static_cast<int>(sound);
  }
}

TEST_F(Check, a_test_of_the_sounds_without_a_device_fails_with_what_to_do) {
  const Ended ended = check({}, {"--sound", "none", "check", "--sound"});
  EXPECT_EQ(ended.exit_code, 1);
  EXPECT_NE(ended.out.find("--sound none"), std::string::npos);
}

TEST_F(Check, a_scanner_is_tried_and_what_is_wrong_with_it_is_no_error) {
  test::PseudoScanner scanner;
  const Command words{"--json", "--scanner", scanner.device().string(), "check"};
  const Ended without = check({}, words);
  EXPECT_EQ(without.exit_code, 0);
  EXPECT_NE(line(without, "scanner").value("words", "").find("plug it in"), std::string::npos);
  scanner.plug_in();
  EXPECT_TRUE(line(check({}, words), "scanner").value("works", false));
}

TEST_F(Check, a_disk_that_cannot_be_written_is_broken) {
  const Ended ended = check({}, {"--json", "--data", "/proc/none", "check"});
  EXPECT_EQ(ended.exit_code, 1);
  EXPECT_TRUE(line(ended, "disk").value("broken", false)) << ended.out;
}

}  // namespace
}  // namespace yingbin
