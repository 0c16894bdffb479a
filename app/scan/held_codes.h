// Which of the codes that a camera sees count now: a code held in view counts once, and again after
// it was away for three seconds or by a tap. Pure; the scanning thread feeds it every frame.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "scan/frame_source.h"

namespace yingbin {

struct SeenCode {
  std::string text;
  bool invitation = false;  // has the form of ours
};

// 1. Time is what the camera has looked: while it stalls, nothing that is held goes away.
// 2. Of several invitations one counts; the next when the first is out of sight, or its turn over,
//    so that nobody's page is wiped away at once. Whoever has not counted comes first.
// 3. Beside an invitation other codes (a web address on the card, a poster) do not count.
// 4. Without one, all new codes of a picture are given back, in order: one may be an invitation
//    that somebody else issued. Tell it by `confirm`; from then on it is one.
class HeldCodes {
 public:
  static constexpr std::chrono::milliseconds kAway{3000};
  static constexpr std::chrono::milliseconds kOutOfSight{1000};  // not merely misread
  static constexpr std::chrono::milliseconds kTurn{2000};
  static constexpr std::chrono::milliseconds kLookMax{500};  // a longer gap is a stall
  static constexpr std::size_t kHeldMax = 64;

  // What counts of the codes in one picture.
  [[nodiscard]] std::vector<std::string> look(const std::vector<SeenCode>& seen, FrameTime at);
  // This text, which counted, turned out to be an invitation.
  void confirm(const std::string& text);
  // The tap: whatever is in view may count again.
  void forget();

 private:
  using Looked = std::chrono::steady_clock::duration;
  struct Held {
    std::string text;
    bool invitation = false;
    bool counted = false;
    int turns = 0;  // how often it counted
    Looked seen{};
  };
  void advance(FrameTime at);
  Held& hold(const SeenCode& seen);
  [[nodiscard]] bool in_sight(const Held& held) const;
  [[nodiscard]] bool somebody_elses_turn() const;
  [[nodiscard]] std::vector<std::string> count_invitation();
  [[nodiscard]] std::vector<std::string> count_others();

  std::vector<Held> held_;  // in the order in which they came
  Looked looked_{};
  std::optional<FrameTime> last_look_;
  std::string turn_of_;  // the invitation that counted last; empty: none
  Looked turn_began_{};
};

}  // namespace yingbin
