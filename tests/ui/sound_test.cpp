#include "ui/sound.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace yingbin::ui {
namespace {

using Samples = std::vector<std::int16_t>;

constexpr int kPerMs = kSoundRate / 1000;

// How strong one pitch is in some samples (Goertzel 1958), 1 for a pure tone at full scale.
double strength_of(double hz, std::span<const std::int16_t> samples) {
  double cosine = 0;
  double sine = 0;
  for (std::size_t i = 0; i < samples.size(); ++i) {
    const double angle = 2 * std::numbers::pi * hz * static_cast<double>(i) / kSoundRate;
    cosine += samples[i] * std::cos(angle);
    sine += samples[i] * std::sin(angle);
  }
  return 2 * std::hypot(cosine, sine) / (32768.0 * static_cast<double>(samples.size()));
}

// The strongest pitch between 300 and 3,000 Hz, to 10 Hz.
double pitch_of(std::span<const std::int16_t> samples) {
  double best = 0;
  double strongest = 0;
  for (double hz = 300; hz <= 3000; hz += 10) {
    const double strength = strength_of(hz, samples);
    if (strength <= strongest) continue;
    strongest = strength;
    best = hz;
  }
  return best;
}

// What an ear tells two tunes apart by, measured from the samples alone.
struct Heard {
  double length_ms = 0;
  int knocks = 0;  // stretches of sound between silences of 30 ms
  double first_hz = 0;
  double last_hz = 0;
};

Heard heard(Sound sound) {
  const Samples samples = samples_of(sound);
  Heard result;
  result.length_ms = static_cast<double>(samples.size()) / kPerMs;
  std::size_t silent = 30 * kPerMs;
  for (std::int16_t sample : samples) {
    if (std::abs(sample) < 300) {
      ++silent;
      continue;
    }
    if (silent >= 30 * kPerMs) ++result.knocks;
    silent = 0;
  }
  const std::span<const std::int16_t> all(samples);
  result.first_hz = pitch_of(all.subspan(10 * kPerMs, 60 * kPerMs));
  result.last_hz = pitch_of(all.last(80 * kPerMs).first(60 * kPerMs));
  return result;
}

int differences(const Heard& one, const Heard& other) {
  const auto apart = [](double a, double b, double ratio) {
    return std::max(a, b) >= ratio * std::min(a, b);
  };
  return int{apart(one.length_ms, other.length_ms, 1.2)} + int{one.knocks != other.knocks} +
         int{apart(one.first_hz, other.first_hz, 1.1)} +
         int{apart(one.last_hz, other.last_hz, 1.1)};
}

// Rule D1: each verdict sounds different.
TEST(Sound, no_two_sounds_can_be_mistaken_for_each_other) {
  std::vector<Heard> tunes;
  for (Sound sound : kSounds) tunes.push_back(heard(sound));
  for (std::size_t one = 0; one < tunes.size(); ++one) {
    for (std::size_t other = 0; other < one; ++other)
      EXPECT_GE(differences(tunes[one], tunes[other]), 2) << one << " and " << other;
  }
}

TEST(Sound, only_the_admission_and_the_question_of_who_it_is_end_higher_than_they_began) {
  for (Sound sound : kSounds) {
    const Heard tune = heard(sound);
    const bool rises = tune.last_hz > 1.1 * tune.first_hz;
    EXPECT_EQ(rises, sound == Sound::admitted || sound == Sound::unknown)
        << static_cast<int>(sound);
  }
}

TEST(Sound, every_note_is_where_old_ears_hear_well_and_is_no_pure_tone) {
  for (Sound sound : kSounds) {
    const Samples samples = samples_of(sound);
    std::size_t at = 0;
    for (const Note& note : notes_of(sound)) {
      EXPECT_GE(note.hz, 600);
      EXPECT_LE(note.hz, 2000);
      const std::span<const std::int16_t> sounding =
          std::span(samples).subspan(at, static_cast<std::size_t>(note.length_ms) * kPerMs);
      EXPECT_GT(strength_of(note.hz, sounding), 0.3);
      EXPECT_GT(strength_of(2 * note.hz, sounding), 0.2 * strength_of(note.hz, sounding));
      at += static_cast<std::size_t>(note.length_ms + note.pause_ms) * kPerMs;
    }
    EXPECT_EQ(at, samples.size()) << "as long as its notes and pauses";
  }
}

TEST(Sound, the_next_guest_is_not_kept_waiting_by_the_tune_of_the_last) {
  for (Sound sound : kSounds) {
    const double length_ms = static_cast<double>(samples_of(sound).size()) / kPerMs;
    EXPECT_GE(length_ms, 80);
    EXPECT_LE(length_ms, sound == Sound::attention ? 1500 : 1000) << static_cast<int>(sound);
  }
}

TEST(Sound, nothing_is_clipped_and_nothing_is_too_soft) {
  for (Sound sound : kSounds) {
    const Samples samples = samples_of(sound);
    const auto [least, most] = std::ranges::minmax(samples);
    EXPECT_LE(most, 29'000);
    EXPECT_GE(least, -29'000);
    EXPECT_GE(most, 16'000);
  }
}

TEST(Sound, nothing_clicks) {
  // The steepest that a note of its partials can be at full volume; a step is steeper.
  constexpr double kSteepest =
      0.8 * 32767 * 2 * std::numbers::pi * 1319 / kSoundRate * (1.0 + 2 * 0.4 + 3 * 0.15) / 1.55;
  for (Sound sound : kSounds) {
    const Samples samples = samples_of(sound);
    EXPECT_LE(std::abs(samples.front()), 50);
    EXPECT_LE(std::abs(samples.back()), 50);
    // And each note rises from silence: its first millisecond is soft.
    std::size_t at = 0;
    for (const Note& note : notes_of(sound)) {
      for (std::size_t i = 0; i < kPerMs / 2; ++i) EXPECT_LE(std::abs(samples[at + i]), 1'500);
      at += static_cast<std::size_t>(note.length_ms + note.pause_ms) * kPerMs;
    }
    for (std::size_t i = 1; i < samples.size(); ++i)
      ASSERT_LE(std::abs(samples[i] - samples[i - 1]), kSteepest) << i;
  }
}

}  // namespace
}  // namespace yingbin::ui
