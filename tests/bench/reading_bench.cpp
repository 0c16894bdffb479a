// Issue 3, speed: ours against plain ZXing and zbar on the same frames, of the eight nuisances and
// four levels. New pictures on every run; YINGBIN_SEED=… repeats one, YINGBIN_ROUNDS=… takes more.
#include <algorithm>
#include <array>
#include <cstdlib>
#include <random>
#include <string>

#include <fmt/core.h>

#include "bench/bench.h"
#include "bench/door_pictures.h"
#include "bench/other_readers.h"
#include "scan/reader.h"
#include "support/dice.h"

namespace yingbin::bench {
namespace {

constexpr int kStillsEach = 7;     // of a nuisance at a level
constexpr int kSequencesEach = 2;  // of a nuisance at a level
constexpr int kFrames = 15;        // of a sequence: half a second
constexpr int kEasy = 40;
constexpr double kRecallGoal = 1.17;
constexpr double kEasyGoal = 1.1;
constexpr double kNone = 0.5;  // the goal of a count that must be 0

enum Reader { zxing, zxing_harder, zbar, ours, kReaders };
constexpr std::array kReaderNames = {"ZXing", "ZXing, TryHarder", "zbar", "ours"};

template <class T>
using OfEach = std::array<T, kReaders>;

std::uint64_t number_in_environment(const char* name, std::uint64_t otherwise) {
  const char* given = std::getenv(name);
  return given == nullptr ? otherwise : std::strtoull(given, nullptr, 10);
}

std::uint64_t chosen_seed() {
  static const std::uint64_t kSeed = [] {
    const auto seed = number_in_environment("YINGBIN_SEED", std::random_device()());
    fmt::print(stderr, "reading: YINGBIN_SEED={}\n", seed);
    return seed;
  }();
  return kSeed;
}

int rounds(int each) { return each * static_cast<int>(number_in_environment("YINGBIN_ROUNDS", 1)); }

Texts texts_of(const Reading& reading) {
  Texts texts;
  for (const FoundCode& code : reading.codes) texts.insert(code.text);
  return texts;
}

// What each reader made of the pictures of one nuisance.
struct Tally {
  int pictures = 0;
  int lost = 0;   // read by plain ZXing, either way, and not by ours
  int wrong = 0;  // texts of ours that were not there
  OfEach<int> read{};
  OfEach<int> frames{};
  OfEach<std::vector<double>> times;
};
using Tallies = std::array<Tally, std::size(kNuisances)>;

Tally total(const Tallies& tallies) {
  Tally all;
  for (const Tally& one : tallies) {
    all.pictures += one.pictures;
    all.lost += one.lost;
    all.wrong += one.wrong;
    for (std::size_t i = 0; i < kReaders; ++i) {
      all.read[i] += one.read[i];
      all.frames[i] += one.frames[i];
      all.times[i].insert(all.times[i].end(), one.times[i].begin(), one.times[i].end());
    }
  }
  return all;
}

Texts read_by(Reader reader, const GrayFrame& frame, CameraReader* camera) {
  switch (reader) {
    case zxing:
      return read_by_zxing(frame, Effort::quick);
    case zxing_harder:
      return read_by_zxing(frame, Effort::harder);
    case zbar:
      return read_by_zbar(frame).value_or(Texts{});
    default:
      return texts_of(camera != nullptr ? camera->next(frame) : read_codes(frame));
  }
}

// Whether the reader found the text in the frame.
bool reads(Reader reader, const GrayFrame& frame, const std::string& text, CameraReader* camera,
           Tally& tally) {
  Texts texts;
  tally.times[reader].push_back(
      cpu_milliseconds_of([&] { texts = read_by(reader, frame, camera); }));
  const bool found = texts.erase(text) > 0;
  if (reader == ours) tally.wrong += static_cast<int>(texts.size());
  return found;
}

DoorCase case_of(Nuisance nuisance, int level, Dice& dice) {
  const bool large = dice.chance(20);
  return {nuisance, level, large ? 1920 : 1280, large ? 1080 : 720, dice.next()};
}

void read_still(const DoorCase& about, Tally& tally) {
  DoorPicture picture(about);
  const GrayFrame frame = picture.next();
  OfEach<bool> found{};
  for (int i = 0; i < kReaders; ++i) {
    const auto reader = static_cast<Reader>(i);
    found[reader] = reads(reader, frame, picture.text(), nullptr, tally);
    tally.read[reader] += found[reader] ? 1 : 0;
  }
  ++tally.pictures;
  tally.lost += (found[zxing] || found[zxing_harder]) && !found[ours] ? 1 : 0;
}

void read_sequence(const DoorCase& about, Tally& tally) {
  DoorPicture picture(about);
  OfEach<bool> found{};
  CameraReader camera;
  for (int number = 1; number <= kFrames; ++number) {
    if (std::ranges::all_of(found, [](bool one) { return one; })) break;
    const GrayFrame frame = picture.next();
    for (int i = 0; i < kReaders; ++i) {
      const auto reader = static_cast<Reader>(i);
      if (found[reader]) continue;
      ++tally.frames[reader];
      found[reader] = reads(reader, frame, picture.text(), &camera, tally);
    }
  }
  ++tally.pictures;
  for (std::size_t i = 0; i < kReaders; ++i) tally.read[i] += found[i] ? 1 : 0;
  tally.lost += (found[zxing] || found[zxing_harder]) && !found[ours] ? 1 : 0;
}

Tallies measured(void (*read)(const DoorCase&, Tally&), int each, std::uint64_t salt) {
  Dice dice(chosen_seed() ^ salt);
  Tallies tallies;
  for (std::size_t i = 0; i < tallies.size(); ++i) {
    for (int level = 1; level <= kLevels; ++level) {
      for (int n = 0; n < rounds(each); ++n) {
        read(case_of(kNuisances[i], level, dice), tallies[i]);
      }
    }
  }
  return tallies;
}

double percent(const Tally& tally, Reader reader) {
  return 100.0 * tally.read[reader] / tally.pictures;
}

bool zbar_is_there() {
  if (read_by_zbar({}).has_value()) return true;
  fmt::print(stderr, "reading: zbar was not found when this was built and is left out\n");
  return false;
}

std::vector<Figure> shares_read(const std::string& what, const Tallies& tallies) {
  const Tally all = total(tallies);
  std::vector<Figure> figures;
  for (Reader reader : {zxing, zxing_harder, zbar, ours}) {
    if (reader == zbar && !zbar_is_there()) continue;
    figures.push_back(
        value_at_most(what + " read by " + kReaderNames[reader], "%", percent(all, reader), 0, 0));
  }
  for (std::size_t i = 0; i < tallies.size(); ++i) {
    figures.push_back(value_at_most(what + ", " + name_of(kNuisances[i]) + ": ours, plain", "%",
                                    percent(tallies[i], ours), percent(tallies[i], zxing_harder),
                                    0));
  }
  return figures;
}

std::vector<Figure> measure_stills() {
  const std::string what = "reading: stills";
  const Tallies tallies = measured(read_still, kStillsEach, 0x571115);
  const Tally all = total(tallies);
  std::vector<Figure> figures = shares_read(what, tallies);
  figures.push_back(ratio_at_most(what + " read by plain ÷ ours", "", all.read[zxing_harder],
                                  all.read[ours], 1 / kRecallGoal));
  figures.push_back(value_at_most(what + " that only plain read", "", all.lost, 0, kNone));
  figures.push_back(value_at_most(what + ", wrong texts", "", all.wrong, 0, kNone));
  figures.push_back(value_at_most(what + ", ours, CPU, median", "ms",
                                  percentile(all.times[ours], 0.5),
                                  percentile(all.times[zxing_harder], 0.5), 0));
  figures.push_back(value_at_most(what + ", ours, CPU, p99", "ms",
                                  percentile(all.times[ours], 0.99),
                                  percentile(all.times[zxing_harder], 0.99), 1000));
  return figures;
}

std::vector<Figure> measure_sequences() {
  const std::string what = "reading: sequences";
  const Tallies tallies = measured(read_sequence, kSequencesEach, 0x5E0);
  const Tally all = total(tallies);
  std::vector<Figure> figures = shares_read(what, tallies);
  const auto mean = [&](Reader reader) { return 1.0 * all.frames[reader] / all.pictures; };
  for (Reader other : {zxing, zxing_harder, zbar}) {
    if (other == zbar && !zbar_is_there()) continue;
    figures.push_back(ratio_at_most(what + ", frames until read, ours ÷ " + kReaderNames[other], "",
                                    mean(ours), mean(other), 0.99));
  }
  figures.push_back(value_at_most(what + " that only plain read", "", all.lost, 0, kNone));
  figures.push_back(value_at_most(what + ", wrong texts", "", all.wrong, 0, kNone));
  for (double share : {0.5, 0.99}) {
    figures.push_back(value_at_most(
        what + (share < 0.9 ? ", ours, CPU a frame, median" : ", ours, CPU a frame, p99"), "ms",
        percentile(all.times[ours], share), percentile(all.times[zxing_harder], share), 0));
  }
  return figures;
}

std::vector<Figure> measure_easy() {
  Dice dice(chosen_seed() ^ 0xEA5);
  Tally first, later;
  for (int i = 0; i < kEasy; ++i) {
    DoorPicture picture(case_of(Nuisance::motion, 0, dice));
    CameraReader camera;
    const GrayFrame frame = picture.next(), moved = picture.next();
    for (Reader reader : {zxing, ours}) {
      static_cast<void>(reads(reader, frame, picture.text(), &camera, first));
    }
    static_cast<void>(reads(ours, moved, picture.text(), &camera, later));
  }
  return {ratio_at_most("reading: easy frames, ours ÷ one plain call, median", "ms",
                        percentile(first.times[ours], 0.5), percentile(first.times[zxing], 0.5),
                        kEasyGoal),
          value_at_most("reading: easy frames, where the code was, median", "ms",
                        percentile(later.times[ours], 0.5), 0, 1)};
}

const Registered stills{"reading-stills", measure_stills};
const Registered sequences{"reading-sequences", measure_sequences};
const Registered easy{"reading-easy", measure_easy};

}  // namespace
}  // namespace yingbin::bench
