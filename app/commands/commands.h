// What each command of `yingbin` takes and does (DESIGN 11): results on standard output, one JSON
// object a line with --json; messages on standard error. Every function returns the exit code: 0
// done, 1 refused or failed with a reason, 2 wrong use.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace yingbin {

struct CommonOptions {
  std::filesystem::path data;  // empty: today's event
  std::string language = "zh_CN";
  std::string staff;
  std::string door = "1 号门";
  bool json = false;
};

struct AdmitOptions {
  std::vector<std::string> inputs;  // codes, image files, folders, "-" for codes on standard input
  std::optional<int> persons;
  bool stand_in = false;    // somebody else comes on the invitation
  std::string approved_by;  // the coordinator who was asked
  std::string happened_at;  // "09:05", for paper typed in later
  std::string coach;        // a rep whose guests all came in one coach
};

struct InviteOptions {
  std::filesystem::path out;
  bool codes_only = false;  // the codes as text, one a line
};

struct CameraOptions {
  std::string camera;            // a device, a folder of pictures, a video, none; empty: the best
  std::string mode;              // "1280x720@30"; empty: the best
  std::filesystem::path record;  // check: folder to keep its frames in
  int seconds = 10;              // so long
};

struct WindowChoice {
  std::string windowed;  // "1280x800"; empty: full screen
  int monitor = 0;       // counted from 1; 0: the main one
  std::filesystem::path screenshot;
  bool wait = false;              // for an event, on the screen
  double after_s = 0;             // with screenshot: take it then and leave
  std::string sound = "default";  // ALSA's name of the device, or none
  int volume = 80;
  std::string scanner;  // the device of a serial one; empty: none
  int scanner_baud = 115'200;
  std::filesystem::path walk;  // demo: folder for the pictures of a walk through the sample cards
  CameraOptions camera;
};

int new_event(const CommonOptions& common, const std::filesystem::path& venue);
int import_list(const CommonOptions& common, const std::filesystem::path& list, bool dry_run);
int seat_everybody(const CommonOptions& common, const std::string& zone);
int make_invitations(const CommonOptions& common, const InviteOptions& options);
int admit_codes(const CommonOptions& common, const AdmitOptions& options);
int read_images(const CommonOptions& common, const std::vector<std::string>& images, bool as_video);
int find_guests(const CommonOptions& common, const std::string& text);
int report_day(const CommonOptions& common, const std::string& format);
int show_records(const CommonOptions& common);
int show_digest(const CommonOptions& common);
int check_station(const CommonOptions& common, const WindowChoice& window);
// Each sound after the other, named while it plays; 1 without a device.
int play_sounds(const CommonOptions& common, const WindowChoice& window);

// Amending by hand; `code` is whatever names an invitation: its code, short code or id in hex.
int undo_admission(const CommonOptions& common, const std::string& record,
                   const std::string& reason);
int revoke_invitation(const CommonOptions& common, const std::string& code,
                      const std::string& reason, bool reissue);
int move_party(const CommonOptions& common, const std::string& code, const std::string& seats,
               bool insist);
int free_seats(const CommonOptions& common, const std::string& code);
int release_absent(const CommonOptions& common, const std::string& rep);
int pass_door(const CommonOptions& common, const std::string& code, int out);
int settle_admissions(const CommonOptions& common, const std::string& code, int persons);
int erase_guest(const CommonOptions& common, const std::string& code, const std::string& reason);

struct EnrolOptions {
  std::vector<std::string> words;  // the hub's address and a token, or the text of its QR code
  std::string station;             // what people call this one; empty: --door
};
int enrol_station(const CommonOptions& common, const EnrolOptions& options);
// Exchanges with the hub until nothing is left. `moved_to`: its new address, kept once it answered.
int sync_once(const CommonOptions& common, const std::string& moved_to);

// Records from another station's folder into this one, and the other way round.
int exchange_records(const CommonOptions& common, const std::filesystem::path& other);

int open_station(const CommonOptions& common, const WindowChoice& window);
int open_demo(const CommonOptions& common, const WindowChoice& window);

// The composition root's whole work.
int run(int argc, char** argv);

}  // namespace yingbin
