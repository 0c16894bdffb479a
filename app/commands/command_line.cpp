#include <csignal>
#include <cstdlib>
#include <functional>

#include <sys/stat.h>
#include <CLI/CLI.hpp>

#include "commands/commands.h"
#include "commands/folders.h"
#include "text/installed.h"
#include "text/say.h"

namespace yingbin {

namespace {

using Action = std::function<int()>;

// Everything the parser writes into; the actions read it after parsing.
struct Parsed {
  CommonOptions common;
  AdmitOptions admit;
  InviteOptions invite;
  EnrolOptions enrol;
  WindowChoice window;
  std::filesystem::path file;
  std::vector<std::string> words;
  std::string text;
  std::string reason;
  std::string format = "text";
  std::string seats;
  int count = 0;
  bool flag = false;
  Action action;
};

CLI::App* command(CLI::App& app, Parsed& parsed, const char* name, std::string does,
                  std::function<int(const Parsed&)> act) {
  CLI::App* sub = app.add_subcommand(name, std::move(does));
  sub->fallthrough();
  sub->callback(
      [&parsed, act = std::move(act)] { parsed.action = [&parsed, act] { return act(parsed); }; });
  return sub;
}

void add_camera_options(CLI::App& app, CameraOptions& camera) {
  app.add_option("--camera", camera.camera,
                 say("a device, a folder of pictures, a video file, or none; else the best there "
                     "is"));
  app.add_option("--camera-mode", camera.mode, say("the camera's mode, like 1280x720@30"));
}

void add_window_options(CLI::App& app, WindowChoice& window) {
  app.add_option("--windowed", window.windowed,
                 say("a window of this size instead of the full screen"));
  app.add_option("--monitor", window.monitor,
                 say("which screen, as `yingbin check` counts them; else the main one"))
      ->check(CLI::Range(1, 16));
  app.add_option("--screenshot", window.screenshot, say("save a picture of the screen and leave"));
  app.add_option("--after", window.after_s, say("seconds before the picture is taken"));
  add_camera_options(app, window.camera);
  app.add_option("--sound", window.sound,
                 say("the sound device as `aplay -L` names it, or none for silence"));
  app.add_option("--volume", window.volume, say("how loud the sounds are, 0 to 100"))
      ->check(CLI::Range(0, 100));
  app.add_option("--scanner", window.scanner,
                 say("the device of a serial hand scanner, like /dev/ttyACM0"));
  app.add_option("--scanner-baud", window.scanner_baud, say("its speed, where it is no USB one"))
      ->check(CLI::IsMember({9'600, 19'200, 38'400, 57'600, 115'200}));
}

void add_planning(CLI::App& app, Parsed& parsed) {
  CLI::App* event = app.add_subcommand("event", say("start an event"));
  event->require_subcommand(1);
  event->fallthrough();
  auto* fresh = command(*event, parsed, "new", say("start an event from a venue file"),
                        [](const Parsed& p) { return new_event(p.common, p.file); });
  fresh->add_option("VENUE", parsed.file)->required();

  auto* list = command(app, parsed, "import", say("take a guest list in"),
                       [](const Parsed& p) { return import_list(p.common, p.file, p.flag); });
  list->add_option("LIST", parsed.file)->required();
  list->add_flag("--dry-run", parsed.flag, say("show what would happen, record nothing"));

  auto* seat = command(app, parsed, "seat", say("seat everybody who is invited, before the day"),
                       [](const Parsed& p) { return seat_everybody(p.common, p.text); });
  seat->add_option("--zone", parsed.text, say("only the guests meant for this zone"));

  auto* invite =
      command(app, parsed, "invite", say("make the invitation cards"), [](const Parsed& p) {
        InviteOptions options = p.invite;
        options.codes_only = p.format == "code";
        return make_invitations(p.common, options);
      });
  invite->add_option("--out", parsed.invite.out, say("folder for the cards"));
  invite->add_option("--format", parsed.format, say("cards, or code for the codes as text"))
      ->check(CLI::IsMember({"cards", "code"}));
}

void add_door(CLI::App& app, Parsed& parsed) {
  auto* admit = command(app, parsed, "admit", say("a door without a screen"),
                        [](const Parsed& p) { return admit_codes(p.common, p.admit); });
  admit->add_option(
      "INPUT", parsed.admit.inputs,
      say("codes, pictures of cards, folders of pictures, or - for codes on standard input"));
  admit->add_option("--persons", parsed.admit.persons, say("how many come now"))
      ->check(CLI::Range(1, 99));
  admit->add_flag("--stand-in", parsed.admit.stand_in,
                  say("somebody else comes on the invitation"));
  admit->add_option("--approved-by", parsed.admit.approved_by,
                    say("the coordinator who was asked"));
  admit->add_option("--at", parsed.admit.happened_at,
                    say("when it happened, HH:MM, for what was done on paper"));
  admit->add_option("--coach", parsed.admit.coach,
                    say("all guests of this rep, come in one coach"));

  auto* read = command(app, parsed, "read", say("what the reader sees in pictures"),
                       [](const Parsed& p) { return read_images(p.common, p.words, p.flag); });
  read->add_option("IMAGE", parsed.words)->required();
  read->add_flag("--as-video", parsed.flag, say("the pictures are the frames of one camera"));

  auto* find =
      command(app, parsed, "find", say("find a guest by name, pinyin, phone digits, code or rep"),
              [](const Parsed& p) { return find_guests(p.common, p.text); });
  find->add_option("TEXT", parsed.text)->required();

  auto* undo = command(app, parsed, "undo", say("take a mistaken admission back"),
                       [](const Parsed& p) { return undo_admission(p.common, p.text, p.reason); });
  undo->add_option("RECORD", parsed.text)->required();
  undo->add_option("--reason", parsed.reason);

  auto* out = command(app, parsed, "out", say("how many of a party are outside for a while"),
                      [](const Parsed& p) { return pass_door(p.common, p.text, p.count); });
  out->add_option("CODE", parsed.text)->required();
  out->add_option("PERSONS", parsed.count)->required()->check(CLI::Range(0, 99));
}

void add_amending(CLI::App& app, Parsed& parsed) {
  auto* revoke = command(app, parsed, "revoke", say("end an invitation"), [](const Parsed& p) {
    return revoke_invitation(p.common, p.text, p.reason, p.flag);
  });
  revoke->add_option("CODE", parsed.text)->required();
  revoke->add_option("--reason", parsed.reason);
  revoke->add_flag("--reissue", parsed.flag,
                   say("and issue a new one for those who have not come"));

  auto* move = command(app, parsed, "move", say("give a party other seats"), [](const Parsed& p) {
    return move_party(p.common, p.text, p.seats, p.flag);
  });
  move->add_option("CODE", parsed.text)->required();
  move->add_option("SEATS", parsed.seats)->required();
  move->add_flag("--insist", parsed.flag, say("even if a seat may then be given twice"));

  auto* free = command(app, parsed, "free", say("free the seats of an invitation"),
                       [](const Parsed& p) { return free_seats(p.common, p.text); });
  free->add_option("CODE", parsed.text)->required();

  auto* absent =
      command(app, parsed, "release-absent", say("free the seats of all who did not come"),
              [](const Parsed& p) { return release_absent(p.common, p.text); });
  absent->add_option("--rep", parsed.text, say("only this rep's guests"));

  auto* settle =
      command(app, parsed, "settle", say("how many of an invitation are really in"),
              [](const Parsed& p) { return settle_admissions(p.common, p.text, p.count); });
  settle->add_option("CODE", parsed.text)->required();
  settle->add_option("PERSONS", parsed.count)->required()->check(CLI::Range(0, 99));

  auto* erase = command(app, parsed, "erase", say("forget for ever who a guest was"),
                        [](const Parsed& p) { return erase_guest(p.common, p.text, p.reason); });
  erase->add_option("CODE", parsed.text)->required();
  erase->add_option("--reason", parsed.reason);
}

void add_looking(CLI::App& app, Parsed& parsed) {
  auto* report = command(app, parsed, "report", say("the day so far"),
                         [](const Parsed& p) { return report_day(p.common, p.format); });
  report->add_option("--format", parsed.format)->check(CLI::IsMember({"text", "json", "csv"}));
  command(app, parsed, "records", say("the journal as JSON lines"),
          [](const Parsed& p) { return show_records(p.common); });
  command(app, parsed, "digest", say("one hash of the whole state"),
          [](const Parsed& p) { return show_digest(p.common); });
  auto* check = command(
      app, parsed, "check", say("what works on this machine and what to do"), [](const Parsed& p) {
        return p.flag ? play_sounds(p.common, p.window) : check_station(p.common, p.window);
      });
  check->add_flag("--sound", parsed.flag, say("play each sound and name it"));
  add_camera_options(*check, parsed.window.camera);
  check->add_option("--record", parsed.window.camera.record,
                    say("keep the camera's pictures in this new folder; people will be on them"));
  check->add_option("--seconds", parsed.window.camera.seconds, say("for so long"))
      ->check(CLI::Range(1, 3600));
  auto* exchange =
      command(app, parsed, "exchange", say("hand records over between two stations' folders"),
              [](const Parsed& p) { return exchange_records(p.common, p.file); });
  exchange->add_option("FOLDER", parsed.file)->required();
  auto* demo = command(app, parsed, "demo", say("the sample event, with sample cards to scan"),
                       [](const Parsed& p) { return open_demo(p.common, p.window); });
  add_window_options(*demo, parsed.window);
  demo->add_option("--walk", parsed.window.walk,
                   say("scan sample cards by itself, pictures into this folder"));
}

void add_hub(CLI::App& app, Parsed& parsed) {
  auto* enrol = command(app, parsed, "enrol", say("connect this station to a hub"),
                        [](const Parsed& p) { return enrol_station(p.common, p.enrol); });
  enrol
      ->add_option("URL TOKEN", parsed.enrol.words,
                   say("the hub's address and a token, or the text of its QR code"))
      ->required()
      ->expected(1, 4);
  enrol->add_option("--station", parsed.enrol.station, say("what people call this station"));

  auto* sync = command(app, parsed, "sync", say("exchange records with the hub"),
                       [](const Parsed& p) { return sync_once(p.common, p.text); });
  sync->add_flag("--once", parsed.flag, say("until nothing is left, then end"))->required();
  sync->add_option("--hub", parsed.text, say("the hub's new address, where it moved"));
}

}  // namespace

namespace {

// The language must be known before the first sentence of --help.
std::string language_of(int argc, char** argv, std::string language) {
  const std::string_view option = "--language";
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    if (word == option && i + 1 < argc) language = argv[i + 1];
    if (word.starts_with("--language=")) language = word.substr(option.size() + 1);
  }
  return language;
}

}  // namespace

int run(int argc, char** argv) {
  // A file at its size limit then fails like a full disk, with words, instead of ending the
  // program.
  std::signal(SIGXFSZ, SIG_IGN);
  // Whatever is made holds names and phones: only its owner may read it.
  umask(077);
  Parsed parsed;
  parsed.common.language = language_of(argc, argv, parsed.common.language);
  choose_language(parsed.common.language, locale_folder().string());
  CLI::App app(say("yingbin: the check-in station for the day of an event"), "yingbin");
  const auto formatter = app.get_formatter();
  formatter->label("Usage", say("Usage"));
  formatter->label("Positionals", say("Arguments"));
  formatter->label("Options", say("Options"));
  formatter->label("Subcommands", say("Subcommands"));
  formatter->label("REQUIRED", say("required"));
  app.require_subcommand(0, 1);
  app.set_version_flag("--version", YINGBIN_VERSION, say("which version this is"));
  app.add_option("--data", parsed.common.data, say("the event's folder; without it today's event"));
  app.add_option("--language", parsed.common.language, "zh_CN | en")
      ->check(CLI::IsMember({"zh_CN", "en"}));
  app.add_option("--staff", parsed.common.staff, say("who acts"));
  app.add_option("--door", parsed.common.door, say("what this station is called"));
  app.add_flag("--json", parsed.common.json, say("one JSON object a line"));
  add_window_options(app, parsed.window);
  app.add_flag("--wait", parsed.window.wait,
               say("without an event, say so on the screen and wait for it"));
  add_planning(app, parsed);
  add_door(app, parsed);
  add_amending(app, parsed);
  add_looking(app, parsed);
  add_hub(app, parsed);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  if (!parsed.action) return open_station(parsed.common, parsed.window);
  return parsed.action();
}

}  // namespace yingbin
