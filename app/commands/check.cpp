// check: what works on this machine and what to do.
#include <functional>

#include <fmt/core.h>

#include "commands/check_camera.h"
#include "commands/check_lines.h"
#include "commands/folders.h"
#include "commands/json_line.h"
#include "commands/opening.h"
#include "commands/print_line.h"
#include "text/say.h"
#include "ui/sound_player.h"

namespace yingbin {

namespace {

// The keys as people read them.
std::string title_of(const std::string& what) {
  if (what == "display") return say("screen");
  if (what == "fonts") return say("characters");
  if (what == "sound") return say("sound");
  if (what == "scanner") return say("hand scanner");
  if (what == "camera") return say("camera");
  if (what == "disk") return say("disk");
  if (what == "clock") return say("clock");
  if (what == "event") return say("event");
  if (what == "journal") return say("journal");
  if (what == "set aside") return say("set aside");
  if (what == "copied disk") return say("copied disk");
  if (what == "findings") return say("findings");
  if (what == "finding") return say("finding");
  if (what == "keys") return say("keys");
  return what;
}

const char* mark_of(Health health) {
  switch (health) {
    case Health::works:
      return "✓";
    case Health::lacking:
      return "–";
    case Health::broken:
      return "✗";
  }
  return "";
}

void print(const CommonOptions& common, const CheckLine& line) {
  if (common.json) {
    print_json({{"what", line.what},
                {"works", line.health == Health::works},
                {"broken", line.health == Health::broken},
                {"words", line.words}});
  } else {
    print_line(fmt::format("{} {}: {}", mark_of(line.health), title_of(line.what), line.words));
  }
}

std::vector<CheckLine> check_machine(const CommonOptions& common, const WindowChoice& window) {
  std::vector<CheckLine> lines{check_display(), check_fonts(), check_sound(window),
                               check_scanner(window)};
  for (CheckLine& line : check_cameras(window.camera)) lines.push_back(std::move(line));
  auto folder = choose_event(common.data);
  if (folder) {
    lines.push_back(check_disk(*folder));
    for (CheckLine& line : check_event(common, *folder)) lines.push_back(std::move(line));
    return lines;
  }
  // A machine that is prepared for an event has none yet; an event that was named must be there.
  const Health without = common.data.empty() ? Health::lacking : Health::broken;
  if (!common.data.empty()) fail(folder.failure());
  lines.push_back(check_disk(common.data.empty() ? events_folder() : common.data));
  lines.push_back({"event", without, folder.message()});
  lines.push_back(check_clock(Clock(SystemTime(), 0).read().state));
  return lines;
}

std::string name_in_words(ui::Sound sound) {
  switch (sound) {
    case ui::Sound::admitted:
      return say("admitted, and welcome back");
    case ui::Sound::already_in:
      return say("already in");
    case ui::Sound::party_full:
      return say("party full");
    case ui::Sound::revoked:
      return say("revoked");
    case ui::Sound::other_event:
      return say("another event's");
    case ui::Sound::forged:
      return say("forged");
    case ui::Sound::unknown:
      return say("unknown invitation");
    case ui::Sound::unreadable:
      return say("unreadable");
    case ui::Sound::attention:
      return say("a coordinator is needed");
    case ui::Sound::undone:
      return say("undone");
  }
  return {};
}

}  // namespace

int check_station(const CommonOptions& common, const WindowChoice& window) {
  if (!window.camera.record.empty()) return record_frames(common, window.camera);
  bool broken = false;
  for (const CheckLine& line : check_machine(common, window)) {
    print(common, line);
    broken = broken || line.health == Health::broken;
  }
  return broken ? 1 : 0;
}

int play_sounds(const CommonOptions& common, const WindowChoice& window) {
  ui::SoundPlayer player({window.sound, window.volume});
  player.wait_until_quiet();
  const CheckLine state = check_sound(window);
  if (state.health != Health::works) {
    print(common, state);
    return 1;
  }
  for (ui::Sound sound : ui::kSounds) {
    print(common, {"sound", Health::works, name_in_words(sound)});
    std::fflush(stdout);
    player.play(sound);
    player.wait_until_quiet();
  }
  return 0;
}

}  // namespace yingbin
