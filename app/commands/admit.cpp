// A door without a screen: codes, pictures and folders of pictures, one verdict a line.
#include <algorithm>
#include <chrono>
#include <iostream>

#include <fmt/core.h>

#include "commands/json_line.h"
#include "commands/opening.h"
#include "commands/print_line.h"
#include "scan/image_file.h"
#include "scan/reader.h"
#include "screens/words.h"
#include "text/say.h"

namespace yingbin {

namespace fs = std::filesystem;

namespace {

double ms_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start)
      .count();
}

struct Told {
  std::string zone;
  std::string row;
  std::string seat;
};

Told told_of(const Venue& venue, const SeatOffer& offer) {
  Told told;
  if (!offer.seated()) return told;
  const Zone& zone = venue.zones[static_cast<std::size_t>(offer.zone - 1)];
  told.zone = zone.name;
  if (zone.rows.empty() || offer.seats.empty()) return told;
  told.row = zone.rows[offer.seats.front().row - 1U].label;
  for (SeatId seat : offer.seats) {
    if (!told.seat.empty()) told.seat += ",";
    const bool elsewhere = seat.row != offer.seats.front().row;
    if (elsewhere) told.seat += zone.rows[seat.row - 1U].label + "-";
    told.seat += std::to_string(seat.number);
  }
  return told;
}

class Door {
 public:
  Door(Station& station, const CommonOptions& common) : station_(station), common_(common) {}

  // Admits and prints; false when the disk failed.
  bool take(const std::string& input, const DoorQuestion& question, double spent_ms) {
    const auto start = std::chrono::steady_clock::now();
    auto answer = station_.admit(question);
    if (!answer) {
      fail(answer.failure());
      return false;
    }
    print(input, *answer, spent_ms + ms_since(start));
    return true;
  }

  void print(const std::string& input, const DoorAnswer& answer, double ms) {
    all_admitted_ = all_admitted_ && answer.verdict.outcome == DoorOutcome::admitted;
    if (common_.json) {
      print_as_json(input, answer, ms);
    } else {
      print_as_text(input, answer);
    }
  }

  [[nodiscard]] bool all_admitted() const { return all_admitted_; }

 private:
  void print_as_json(const std::string& input, const DoorAnswer& answer, double ms) {
    const EventState& state = station_.state();
    const DoorVerdict& verdict = answer.verdict;
    const Told told = told_of(state.venue(), verdict.seat);
    JsonLine next = JsonLine::array();
    for (NextAct act : verdict.next) next.push_back(name_of(act));
    print_json({{"input", input},
                {"verdict", name_of(verdict.outcome)},
                {"certain", verdict.certain},
                {"guest", verdict.guest ? hex(verdict.guest.value) : ""},
                {"name", guest_name(state, verdict.guest)},
                {"persons", verdict.persons},
                {"left", verdict.left},
                {"zone", told.zone},
                {"row", told.row},
                {"seat", told.seat},
                {"rep", staff_name(state, rep_of(state, verdict.guest))},
                {"earlier", verdict.earlier ? to_text(verdict.earlier) : ""},
                {"next", next},
                {"record", answer.record ? to_text(answer.record) : ""},
                {"ms", ms}});
  }

  void print_as_text(const std::string& input, const DoorAnswer& answer) {
    const EventState& state = station_.state();
    const DoorVerdict& verdict = answer.verdict;
    std::string line = outcome_title(verdict.outcome);
    const std::string name = guest_name(state, verdict.guest);
    if (!name.empty()) line += "  " + name;
    if (verdict.outcome == DoorOutcome::admitted) {
      line +=
          fmt::format("  x{}  {} {}", verdict.persons, zone_words(state.venue(), verdict.seat.zone),
                      place_words(state.venue(), verdict.seat.seats));
      if (!verdict.certain) line += "  " + say("not certain: mark the guest");
    } else if (const Admission* earlier = state.admission(verdict.invitation, verdict.earlier)) {
      line += "  " + say("came in at {} through {}", time_words(state.venue(), earlier->at()),
                         earlier->told->door);
    } else if (name.empty()) {
      line.append("  ").append(start_of(input, 60));
    }
    print_line(line);
  }

  Station& station_;
  const CommonOptions& common_;
  bool all_admitted_ = true;
};

bool is_picture(const fs::path& path) {
  std::string ending = path.extension().string();
  std::transform(ending.begin(), ending.end(), ending.begin(),
                 [](unsigned char c) { return std::tolower(c); });
  static const std::vector<std::string> kEndings{".png", ".jpg",  ".jpeg", ".bmp",
                                                 ".gif", ".webp", ".tif",  ".tiff"};
  return std::find(kEndings.begin(), kEndings.end(), ending) != kEndings.end();
}

std::vector<fs::path> pictures_in(const fs::path& folder) {
  std::vector<fs::path> pictures;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    if (is_picture(entry.path())) pictures.push_back(entry.path());
  }
  std::sort(pictures.begin(), pictures.end());
  return pictures;
}

class Inputs {
 public:
  Inputs(Station& station, Door& door, DoorQuestion question)
      : station_(station), door_(door), question_(std::move(question)) {}

  bool take(const std::string& input) {
    std::error_code error;
    if (input == "-") return take_lines();
    const bool may_be_path = input.size() < 4096 && input.find('\0') == std::string::npos;
    if (may_be_path && fs::is_directory(input, error)) return take_folder(input);
    if (may_be_path && fs::is_regular_file(input, error)) return take_picture(input);
    return take_code(input);
  }

 private:
  bool take_code(const std::string& code) {
    DoorQuestion question = question_;
    const auto start = std::chrono::steady_clock::now();
    const Shown shown = question.presented.shown;
    question.presented = station_.presented(code);
    if (shown == Shown::paper) question.presented.shown = shown;
    return door_.take(code, question, ms_since(start));
  }

  bool take_lines() {
    std::string line;
    while (std::getline(std::cin, line)) {
      if (!line.empty() && !take_code(line)) return false;
      std::fflush(stdout);
    }
    return true;
  }

  bool take_folder(const fs::path& folder) {
    const auto pictures = pictures_in(folder);
    if (pictures.empty()) {
      fail(say("There is no picture in {}.", folder.string()));
      return false;
    }
    return std::all_of(pictures.begin(), pictures.end(),
                       [&](const fs::path& one) { return take_picture(one); });
  }

  // A file that is no picture is an unreadable code at the door, and its reason is told beside it.
  bool take_picture(const fs::path& path) {
    const auto start = std::chrono::steady_clock::now();
    DoorQuestion question = question_;
    question.presented = {};
    question.presented.readable = false;
    auto frame = read_image_file(path);
    if (!frame) {
      fail(frame.failure());
      return door_.take(path.string(), question, ms_since(start));
    }
    const Reading reading = read_codes(*frame);
    if (!reading.codes.empty()) question.presented = station_.presented(reading.codes.front().text);
    return door_.take(path.string(), question, ms_since(start));
  }

  Station& station_;
  Door& door_;
  DoorQuestion question_;
};

// "09:05" on the hall's clock, on the day of the event, in ms UTC; 0 when it is no such time.
std::int64_t time_of_day(const Venue& venue, const std::string& text) {
  int hours = 0;
  int minutes = 0;
  char rest = 0;
  const int read = std::sscanf(text.c_str(), "%2d:%2d%c", &hours, &minutes, &rest);
  if (read != 2 || hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return 0;
  constexpr std::int64_t kDayMs = 24LL * 60 * 60 * 1000;
  const std::int64_t offset = venue.utc_offset_minutes * 60'000LL;
  const std::int64_t midnight = (venue.doors_open_at + offset) / kDayMs * kDayMs - offset;
  return midnight + (hours * 60LL + minutes) * 60'000;
}

int admit_coach(Station& station, Door& door, const std::string& rep, std::int64_t happened_at) {
  const EventState& state = station.state();
  const StaffId id = staff_named(state, rep);
  if (!id) return 1;
  std::vector<InvitationId> party;
  for (InvitationId one : state.invitation_ids()) {
    const Invitation& invitation = *state.invitation(one);
    const bool may_come = invitation.issued && !invitation.revoked && invitation.left() > 0;
    if (may_come && rep_of(state, invitation.guest()) == id) party.push_back(one);
  }
  if (party.empty()) return fail(say("None of {}'s guests is still to come.", rep));
  auto answers = station.admit_coach(party, happened_at);
  if (!answers) return fail(answers.failure());
  for (std::size_t i = 0; i < answers->size(); ++i)
    door.print(hex(party[i].value), (*answers)[i], 0);
  return door.all_admitted() ? 0 : 1;
}

}  // namespace

int admit_codes(const CommonOptions& common, const AdmitOptions& options) {
  if (options.inputs.empty() && options.coach.empty()) {
    fail(say("Give codes, pictures of cards, a folder, or - for codes on standard input."));
    return 2;
  }
  auto station = open_event(common, Access::write);
  if (!station) return 1;
  DoorQuestion question;
  question.persons = options.persons;
  question.stand_in = options.stand_in;
  if (!options.happened_at.empty()) {
    question.happened_at = time_of_day(station->state().venue(), options.happened_at);
    question.presented.shown = Shown::paper;
    if (question.happened_at == 0) {
      fail(say("{} is not a time. Write it like 09:05.", options.happened_at));
      return 2;
    }
  }
  if (!options.approved_by.empty()) {
    question.approved_by = staff_named(station->state(), options.approved_by);
    if (!question.approved_by) return 1;
    const Staff& staff = *station->state().staff(question.approved_by);
    if (!Actor{question.approved_by, staff.named->roles}.may(Permission::approve)) {
      return fail(say("{} is no coordinator.", options.approved_by));
    }
  }
  Door door(*station, common);
  if (!options.coach.empty())
    return admit_coach(*station, door, options.coach, question.happened_at);
  Inputs inputs(*station, door, question);
  for (const std::string& input : options.inputs) {
    if (!inputs.take(input)) return 1;
  }
  return door.all_admitted() ? 0 : 1;
}

int read_images(const CommonOptions& common, const std::vector<std::string>& images,
                bool as_video) {
  CameraReader camera;
  bool all_read = true;
  int frames = 0;
  for (const std::string& input : images) {
    const auto start = std::chrono::steady_clock::now();
    auto frame = read_image_file(input);
    if (!frame) {
      fail(frame.failure());
      all_read = false;
      continue;
    }
    ++frames;
    const Reading reading = as_video ? camera.next(*frame) : read_codes(*frame);
    const std::string text = reading.codes.empty() ? "" : reading.codes.front().text;
    if (as_video && text.empty()) continue;
    JsonLine line{{"input", input}, {"text", text}, {"ms", ms_since(start)}};
    if (as_video) line["frames"] = frames;
    if (common.json) {
      print_json(line);
    } else {
      print_line(input + "\t" + text);
    }
    if (as_video) return 0;
    all_read = all_read && !text.empty();
  }
  return all_read && !as_video ? 0 : 1;
}

}  // namespace yingbin
