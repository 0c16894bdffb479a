#include "ui/sound.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace yingbin::ui {

namespace {

constexpr Note kAdmitted[] = {{784, 120, 0}, {1175, 260, 0}};
constexpr Note kAlreadyIn[] = {{880, 120, 90}, {880, 120, 0}};
constexpr Note kPartyFull[] = {{880, 120, 90}, {880, 120, 90}, {880, 120, 0}};
constexpr Note kRevoked[] = {{740, 180, 0}, {622, 520, 0}};
constexpr Note kOtherEvent[] = {{740, 180, 0}, {622, 180, 120}, {740, 180, 0}, {622, 180, 0}};
constexpr Note kForged[] = {{988, 90, 0}, {622, 90, 40}, {988, 90, 0}, {622, 90, 40},
                            {988, 90, 0}, {622, 90, 40}, {988, 90, 0}, {622, 90, 0}};
constexpr Note kUnknown[] = {{740, 180, 0}, {622, 180, 60}, {988, 160, 0}};
constexpr Note kUnreadable[] = {{660, 100, 0}};
constexpr Note kAttention[] = {{1047, 320, 80}, {1319, 320, 80}, {1047, 320, 0}};
constexpr Note kUndone[] = {{1175, 120, 0}, {784, 260, 0}};

// Beside the tone itself its octave and twelfth: small loudspeakers and old ears lose pure tones.
constexpr double kPartials[] = {1.0, 0.4, 0.15};
constexpr double kPeak = 0.8 * 32767;
// A tone that starts or stops at once clicks.
constexpr double kRise_s = 0.006;
constexpr double kFall_s = 0.020;

std::size_t samples_in(int ms) { return static_cast<std::size_t>(ms) * kSoundRate / 1000; }

// From 0 to 1 over `length_s`, without a corner at either end.
double ramp(double at_s, double length_s) {
  const double share = std::clamp(at_s / length_s, 0.0, 1.0);
  return 0.5 - 0.5 * std::cos(std::numbers::pi * share);
}

double wave(double hz, double at_s) {
  double sum = 0;
  double whole = 0;
  double multiple = 1;
  for (double strength : kPartials) {
    sum += strength * std::sin(2 * std::numbers::pi * hz * multiple * at_s);
    whole += strength;
    multiple += 1;
  }
  return sum / whole;
}

void append(std::vector<std::int16_t>& samples, const Note& note) {
  const std::size_t count = samples_in(note.length_ms);
  for (std::size_t i = 0; i < count; ++i) {
    const double at_s = static_cast<double>(i) / kSoundRate;
    const double left_s = static_cast<double>(count - 1 - i) / kSoundRate;
    const double loudness = ramp(at_s, kRise_s) * ramp(left_s, kFall_s);
    samples.push_back(static_cast<std::int16_t>(kPeak * loudness * wave(note.hz, at_s)));
  }
  samples.insert(samples.end(), samples_in(note.pause_ms), 0);
}

}  // namespace

std::span<const Note> notes_of(Sound sound) {
  switch (sound) {
    case Sound::admitted:
      return kAdmitted;
    case Sound::already_in:
      return kAlreadyIn;
    case Sound::party_full:
      return kPartyFull;
    case Sound::revoked:
      return kRevoked;
    case Sound::other_event:
      return kOtherEvent;
    case Sound::forged:
      return kForged;
    case Sound::unknown:
      return kUnknown;
    case Sound::unreadable:
      return kUnreadable;
    case Sound::attention:
      return kAttention;
    case Sound::undone:
      return kUndone;
  }
  return {};
}

std::vector<std::int16_t> samples_of(Sound sound) {
  std::vector<std::int16_t> samples;
  for (const Note& note : notes_of(sound)) append(samples, note);
  return samples;
}

}  // namespace yingbin::ui
