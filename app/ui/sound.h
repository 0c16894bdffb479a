// What the station can be heard to say: a short tune for each kind of news at the door (rule D1),
// made from a table of notes, so that no file is needed. Tunes differ in pitch, rhythm and length,
// within what ears of 60 and more hear well. Played by SoundPlayer.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace yingbin::ui {

enum class Sound : std::uint8_t {
  admitted,     // rising
  already_in,   // two equal knocks
  party_full,   // three equal knocks
  revoked,      // falling, the last note long
  other_event,  // falling, twice
  forged,       // falling, four times and fast
  unknown,      // falling, then up like a question
  unreadable,   // one short low knock
  attention,    // a slow call for the coordinator
  undone,       // the admission backwards
};

inline constexpr std::array kSounds = {
    Sound::admitted, Sound::already_in, Sound::party_full, Sound::revoked,   Sound::other_event,
    Sound::forged,   Sound::unknown,    Sound::unreadable, Sound::attention, Sound::undone};

struct Note {
  double hz = 0;
  int length_ms = 0;
  int pause_ms = 0;  // after it
};

inline constexpr int kSoundRate = 48'000;  // samples a second

[[nodiscard]] std::span<const Note> notes_of(Sound sound);

// One channel at kSoundRate, full volume, silent at both ends.
[[nodiscard]] std::vector<std::int16_t> samples_of(Sound sound);

}  // namespace yingbin::ui
