// The real program in a real window with a serial scanner and a loudspeaker: what is scanned is
// admitted and heard, also after the scanner was pulled out.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>

#include "end_to_end/event_folder.h"
#include "support/pseudo_scanner.h"
#include "support/sound_file.h"
#include "ui/sound.h"
#include "ui/virtual_screen.h"

namespace yingbin {
namespace {

class SerialDoor : public testing::Test {
 protected:
  // Waits for the records to tell so many admissions; asks the real program again and again.
  [[nodiscard]] bool admitted(int count) const {
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    while (std::chrono::steady_clock::now() < until) {
      if (count_by(event.records(), "kind")["admit_guest"] >= count) return true;
    }
    return false;
  }

  TemporaryFolder folder;
  test::SoundFile speaker;
  test::PseudoScanner scanner;
  EventFolder event =
      event_with_list_in(folder / "event", "张伟,13800001234,1\n李娜,13900005678,1\n");
  std::vector<std::string> codes = event.codes();
};

TEST_F(SerialDoor, admits_what_is_scanned_and_lets_it_be_heard) {
  test::VirtualScreen screen("1280x800");
  if (!screen.works()) GTEST_SKIP() << "Xvfb is not installed";
  speaker.plug_in();
  scanner.plug_in();
  Program door(event.command({"--scanner", scanner.device().string(), "--sound",
                              test::SoundFile::device(), "--volume", "100"}));
  scanner.send(codes[0] + "\r\n");
  EXPECT_TRUE(admitted(1));
  scanner.unplug();
  scanner.plug_in();
  scanner.send("]Q1" + codes[1] + "\r\n");
  EXPECT_TRUE(admitted(2));
  // The last tune is written within moments of its record.
  const auto tune = ui::samples_of(ui::Sound::admitted);
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(60);
  bool heard = false;
  while (!heard && std::chrono::steady_clock::now() < until) {
    const auto played = speaker.played();
    const auto first = std::search(played.begin(), played.end(), tune.begin() + 1, tune.end() - 1);
    heard = first != played.end() &&
            std::search(first + 1, played.end(), tune.begin() + 1, tune.end() - 1) != played.end();
  }
  EXPECT_TRUE(heard);
  door.kill();
  (void)door.wait();
}

TEST_F(SerialDoor, a_kiosk_waits_for_its_event_and_opens_the_door_by_itself) {
  test::VirtualScreen screen("1280x800");
  if (!screen.works()) GTEST_SKIP() << "Xvfb is not installed";
  scanner.plug_in();
  const fs::path elsewhere = folder / "elsewhere";
  fs::rename(event.path(), elsewhere);
  Program door({"sh", "-c", "exec \"$@\" 2>&1", "sh", yingbin_program(), "--language", "en",
                "--data", event.path().string(), "--wait", "--sound", "none", "--scanner",
                scanner.device().string()});
  const auto said = door.next_line(std::chrono::steady_clock::now() + std::chrono::seconds(60));
  ASSERT_TRUE(said);
  EXPECT_NE(said->find("There is no event in"), std::string::npos) << *said;
  fs::rename(elsewhere, event.path());
  scanner.send(codes[0] + "\r\n");
  EXPECT_TRUE(admitted(1));
  door.kill();
  (void)door.wait();
}

}  // namespace
}  // namespace yingbin
