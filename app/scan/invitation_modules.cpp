#include "scan/invitation_modules.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numeric>
#include <string_view>
#include <utility>
#include <vector>

#include "scan/reed_solomon.h"

namespace yingbin {
namespace {

// ISO/IEC 18004 for version 6-M: four blocks of 27 data and 16 check bytes, interleaved.
constexpr int kBlocks = 4, kData = 27, kChecks = 16, kBlock = kData + kChecks;
constexpr int kBytes = kBlocks * kBlock;
constexpr int kDataBits = kBlocks * kData * 8;
constexpr int kTiming = 6;      // the row and the column of the timing patterns
constexpr int kAlignment = 34;  // middle of the alignment pattern
constexpr int kMasks = 8;
constexpr int kMasksTried = 3;    // of both orientations together, the likeliest first
constexpr int kDoubtfulMax = 14;  // of 16: two check bytes left to tell right from wrong
constexpr std::string_view kSigns = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
constexpr std::string_view kBeginning = "YB1.";
constexpr int kLength = 134;  // kInvitationCodeLength
constexpr int kModeBits = 4, kCountBits = 9, kPairBits = 11;
constexpr int kAlphanumeric = 2;  // the mode
constexpr float kCertain = std::numeric_limits<float>::infinity();

struct Place {
  int x, y;
};

std::size_t index(Place place) { return static_cast<std::size_t>(place.y * kSide + place.x); }

// The finder pattern of the corner nearest to a module, with its light border; nothing elsewhere.
std::optional<bool> finder_at(Place at) {
  const bool right = at.x >= kSide - 8, bottom = at.y >= kSide - 8;
  if ((right && bottom) || (!right && at.x > 7) || (!bottom && at.y > 7)) return std::nullopt;
  const int dx = std::abs(at.x - (right ? kSide - 4 : 3));
  const int dy = std::abs(at.y - (bottom ? kSide - 4 : 3));
  const int ring = std::max(dx, dy);
  return ring != 2 && ring != 4;
}

std::optional<bool> fixed_at(Place at) {
  if (const auto finder = finder_at(at)) return finder;
  const int ring = std::max(std::abs(at.x - kAlignment), std::abs(at.y - kAlignment));
  if (ring <= 2) return ring != 1;
  if (at.x == kTiming) return at.y % 2 == 0;
  if (at.y == kTiming) return at.x % 2 == 0;
  if (at.x == 8 && at.y == kSide - 8) return true;  // the dark module
  return std::nullopt;
}

bool holds_format(Place at) {
  return (at.x == 8 && (at.y <= 8 || at.y >= kSide - 8)) ||
         (at.y == 8 && (at.x <= 8 || at.x >= kSide - 8));
}

ModuleValues make_fixed() {
  ModuleValues fixed{};
  for (int y = 0; y < kSide; ++y) {
    for (int x = 0; x < kSide; ++x) {
      if (const auto dark = fixed_at({x, y})) fixed[index({x, y})] = *dark ? 1.F : -1.F;
    }
  }
  return fixed;
}

// The modules of the bytes, in order: two columns at a time, up and down, from the right.
std::vector<Place> make_path() {
  std::vector<Place> path;
  bool upwards = true;
  for (int right = kSide - 1; right > 0; right -= 2, upwards = !upwards) {
    if (right == kTiming) --right;
    for (int i = 0; i < kSide; ++i) {
      const int y = upwards ? kSide - 1 - i : i;
      for (int x : {right, right - 1}) {
        if (!fixed_at({x, y}) && !holds_format({x, y})) path.push_back({x, y});
      }
    }
  }
  return path;
}

bool flips(int mask, Place at) {
  const int i = at.y, j = at.x;
  switch (mask) {
    case 0:
      return (i + j) % 2 == 0;
    case 1:
      return i % 2 == 0;
    case 2:
      return j % 3 == 0;
    case 3:
      return (i + j) % 3 == 0;
    case 4:
      return (i / 2 + j / 3) % 2 == 0;
    case 5:
      return i * j % 2 + i * j % 3 == 0;
    case 6:
      return (i * j % 2 + i * j % 3) % 2 == 0;
    default:
      return ((i + j) % 2 + i * j % 3) % 2 == 0;
  }
}

// The 15 format bits of level M (00) and a mask: BCH(15, 5), masked itself.
int format_bits(int mask) {
  int rest = mask << 10;
  for (int bit = 14; bit >= 10; --bit) {
    if (rest >> bit & 1) rest ^= 0x537 << (bit - 10);
  }
  return (mask << 10 | rest) ^ 0x5412;
}

std::array<Place, 2> format_places(int bit) {
  const Place second = bit < 8 ? Place{kSide - 1 - bit, 8} : Place{8, kSide - 15 + bit};
  if (bit < 6) return {Place{8, bit}, second};
  if (bit == 6) return {Place{8, 7}, second};
  if (bit == 7) return {Place{8, 8}, second};
  if (bit == 8) return {Place{7, 8}, second};
  return {Place{14 - bit, 8}, second};
}

float format_fit(const ModuleValues& values, int mask) {
  float fit = 0;
  const int bits = format_bits(mask);
  for (int bit = 0; bit < 15; ++bit) {
    for (const Place& place : format_places(bit)) {
      fit += (bits >> bit & 1) != 0 ? values[index(place)] : -values[index(place)];
    }
  }
  return fit;
}

ModuleValues mirrored(const ModuleValues& values) {
  ModuleValues result{};
  for (int y = 0; y < kSide; ++y) {
    for (int x = 0; x < kSide; ++x) result[index({x, y})] = values[index({y, x})];
  }
  return result;
}

// A byte of a block and how sure its least sure bit is.
struct DoubtfulByte {
  std::uint8_t value = 0;
  float certainty = 0;
};
using Blocks = std::array<std::array<DoubtfulByte, kBlock>, kBlocks>;

// The data bits that are the same in every invitation, where they stand.
std::vector<std::int8_t> make_known_bits() {
  std::vector<std::int8_t> bits;
  const auto add = [&](int value, int count) {
    for (int bit = count - 1; bit >= 0; --bit) {
      bits.push_back(static_cast<std::int8_t>(value >> bit & 1));
    }
  };
  const auto value = [](char sign) { return static_cast<int>(kSigns.find(sign)); };
  add(kAlphanumeric, kModeBits);
  add(kLength, kCountBits);
  for (std::size_t i = 0; i < kBeginning.size(); i += 2) {
    add(value(kBeginning[i]) * 45 + value(kBeginning[i + 1]), kPairBits);
  }
  bits.resize(kModeBits + kCountBits + kLength / 2 * kPairBits, -1);
  add(0, kModeBits);  // the end
  while (bits.size() % 8 != 0) bits.push_back(0);
  for (int padding = 0xEC; bits.size() < kDataBits; padding ^= 0xEC ^ 0x11) add(padding, 8);
  return bits;
}

Blocks blocks_of(const ModuleValues& values, int mask) {
  static const std::vector<Place> kPath = make_path();
  static const std::vector<std::int8_t> kKnown = make_known_bits();
  Blocks blocks;
  for (int byte = 0; byte < kBytes; ++byte) {
    const int block = byte % kBlocks, position = byte / kBlocks;
    DoubtfulByte result{0, kCertain};
    for (int bit = 0; bit < 8; ++bit) {
      const Place place = kPath[static_cast<std::size_t>(byte * 8 + bit)];
      const float value = flips(mask, place) ? -values[index(place)] : values[index(place)];
      const int known = position < kData
                            ? kKnown[static_cast<std::size_t>((block * kData + position) * 8 + bit)]
                            : -1;
      if (known < 0) result.certainty = std::min(result.certainty, std::abs(value));
      const bool set = known < 0 ? value > 0 : known == 1;
      result.value = static_cast<std::uint8_t>(result.value << 1 | (set ? 1 : 0));
    }
    blocks[static_cast<std::size_t>(block)][static_cast<std::size_t>(position)] = result;
  }
  return blocks;
}

using Bytes = std::array<std::uint8_t, kBlock>;

int bits_at(std::span<const std::uint8_t> bytes, int first, int count) {
  int value = 0;
  for (int bit = first; bit < first + count; ++bit) {
    value = value << 1 | (bytes[static_cast<std::size_t>(bit / 8)] >> (7 - bit % 8) & 1);
  }
  return value;
}

bool in_base32(int sign) { return (sign >= 2 && sign <= 7) || (sign >= 10 && sign <= 35); }

// Whether all pairs of characters that lie within the block are of our alphabet, and what is known
// of it stands there.
bool may_be_ours(int block, std::span<const std::uint8_t> bytes) {
  static const std::vector<std::int8_t> kKnown = make_known_bits();
  const int from = block * kData * 8, to = from + kData * 8;
  for (int bit = from; bit < to; ++bit) {
    const int known = kKnown[static_cast<std::size_t>(bit)];
    if (known >= 0 && known != bits_at(bytes, bit - from, 1)) return false;
  }
  for (int pair = static_cast<int>(kBeginning.size()) / 2; pair < kLength / 2; ++pair) {
    const int first = kModeBits + kCountBits + pair * kPairBits;
    if (first < from || first + kPairBits > to) continue;
    const int value = bits_at(bytes, first - from, kPairBits);
    if (!in_base32(value / 45) || !in_base32(value % 45)) return false;
  }
  return true;
}

// Takes ever more of the least sure bytes for lost (generalised minimum distance, Forney 1966).
std::optional<Bytes> corrected(int block, const std::array<DoubtfulByte, kBlock>& read) {
  Bytes bytes{};
  std::array<int, kBlock> order{};
  std::iota(order.begin(), order.end(), 0);
  const auto certainty = [&](int i) { return read[static_cast<std::size_t>(i)].certainty; };
  std::stable_sort(order.begin(), order.end(),
                   [&](int a, int b) { return certainty(a) < certainty(b); });
  for (std::size_t doubtful = 0; doubtful <= kDoubtfulMax; doubtful += 2) {
    std::transform(read.begin(), read.end(), bytes.begin(),
                   [](const DoubtfulByte& one) { return one.value; });
    const std::span<const int> lost = std::span(order).first(doubtful);
    if (correct_block(bytes, kChecks, lost) && may_be_ours(block, bytes)) return bytes;
  }
  return std::nullopt;
}

std::optional<std::string> text_of(const Blocks& blocks) {
  std::vector<std::uint8_t> data;
  for (int block = 0; block < kBlocks; ++block) {
    const auto bytes = corrected(block, blocks[static_cast<std::size_t>(block)]);
    if (!bytes) return std::nullopt;
    data.insert(data.end(), bytes->begin(), bytes->begin() + kData);
  }
  std::string text;
  for (int pair = 0; pair < kLength / 2; ++pair) {
    const int value = bits_at(data, kModeBits + kCountBits + pair * kPairBits, kPairBits);
    if (value >= 45 * 45) return std::nullopt;
    text += kSigns[static_cast<std::size_t>(value / 45)];
    text += kSigns[static_cast<std::size_t>(value % 45)];
  }
  return text;
}

}  // namespace

const ModuleValues& fixed_modules() {
  static const ModuleValues kFixed = make_fixed();
  return kFixed;
}

std::optional<std::string> decode_modules(const ModuleValues& values) {
  const std::array<ModuleValues, 2> sides = {values, mirrored(values)};
  struct Guess {
    float fit;
    std::size_t side;
    int mask;
  };
  std::vector<Guess> guesses;
  for (std::size_t side = 0; side < sides.size(); ++side) {
    for (int mask = 0; mask < kMasks; ++mask) {
      guesses.push_back({format_fit(sides[side], mask), side, mask});
    }
  }
  std::stable_sort(guesses.begin(), guesses.end(),
                   [](const Guess& a, const Guess& b) { return a.fit > b.fit; });
  guesses.resize(kMasksTried);
  for (const Guess& guess : guesses) {
    if (auto text = text_of(blocks_of(sides[guess.side], guess.mask))) return text;
  }
  return std::nullopt;
}

}  // namespace yingbin
