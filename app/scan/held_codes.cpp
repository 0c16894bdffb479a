#include "scan/held_codes.h"

#include <algorithm>

namespace yingbin {

void HeldCodes::advance(FrameTime at) {
  if (last_look_) looked_ += std::clamp<Looked>(at - *last_look_, Looked{0}, kLookMax);
  last_look_ = at;
  std::erase_if(held_, [&](const Held& held) { return looked_ - held.seen >= kAway; });
}

HeldCodes::Held& HeldCodes::hold(const SeenCode& seen) {
  const auto same = [&](const Held& held) { return held.text == seen.text; };
  auto at = std::find_if(held_.begin(), held_.end(), same);
  if (at == held_.end()) {
    if (held_.size() == kHeldMax) {
      // Confetti of codes must not push an invitation out.
      const auto older = [](const Held& a, const Held& b) {
        return a.invitation != b.invitation ? b.invitation : a.seen < b.seen;
      };
      held_.erase(std::min_element(held_.begin(), held_.end(), older));
    }
    held_.push_back({seen.text});
    at = std::prev(held_.end());
  }
  at->invitation = at->invitation || seen.invitation;
  at->seen = looked_;
  return *at;
}

bool HeldCodes::in_sight(const Held& held) const { return looked_ - held.seen < kOutOfSight; }

bool HeldCodes::somebody_elses_turn() const {
  if (turn_of_.empty() || looked_ - turn_began_ >= kTurn) return false;
  return std::any_of(held_.begin(), held_.end(),
                     [&](const Held& held) { return held.text == turn_of_ && in_sight(held); });
}

std::vector<std::string> HeldCodes::count_invitation() {
  Held* next = nullptr;
  for (Held& held : held_) {
    const bool waits = held.invitation && !held.counted && held.seen == looked_;
    if (waits && (!next || held.turns < next->turns)) next = &held;
  }
  if (!next || (next->text != turn_of_ && somebody_elses_turn())) return {};
  next->counted = true;
  ++next->turns;
  turn_of_ = next->text;
  turn_began_ = looked_;
  return {next->text};
}

std::vector<std::string> HeldCodes::count_others() {
  std::vector<std::string> counted;
  for (Held& held : held_) {
    if (held.invitation && in_sight(held)) return {};
  }
  for (Held& held : held_) {
    if (held.invitation || held.counted || held.seen != looked_) continue;
    held.counted = true;
    ++held.turns;
    counted.push_back(held.text);
  }
  return counted;
}

std::vector<std::string> HeldCodes::look(const std::vector<SeenCode>& seen, FrameTime at) {
  advance(at);
  for (const SeenCode& code : seen) {
    if (!code.text.empty()) hold(code);
  }
  auto counted = count_invitation();
  return counted.empty() ? count_others() : counted;
}

void HeldCodes::confirm(const std::string& text) {
  for (Held& held : held_) {
    if (held.text != text) continue;
    held.invitation = true;
    turn_of_ = text;
    turn_began_ = looked_;
  }
}

void HeldCodes::forget() {
  for (Held& held : held_) held.counted = false;
  turn_of_.clear();
}

}  // namespace yingbin
