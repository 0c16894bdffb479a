#include "station/pinyin.h"

#include <algorithm>
#include <deque>
#include <mutex>
#include <optional>
#include <unordered_map>
#include <utility>

#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include "station/pinyin_readings.h"
#include "text/say.h"

namespace yingbin {
namespace {

constexpr char32_t kUmlautU = U'\u00FC';

// Tones go, ü stays: it decides which readings there are.
constexpr char16_t kHanToLatin[] =
    u"Han-Latin/Names; NFD; [\\u0300\\u0301\\u0304\\u030C] Remove; NFC; Lower";
constexpr char16_t kLatinToAscii[] = u"[[:Latin:]-[\\u00FC]] Latin-ASCII";

std::unique_ptr<icu::Transliterator> open_transliterator(const char16_t* id) {
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<icu::Transliterator> opened(
      icu::Transliterator::createInstance(id, UTRANS_FORWARD, status));
  if (U_FAILURE(status) != 0) opened.reset();
  return opened;
}

bool is_han(char32_t c) {
  return u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_IDEOGRAPHIC) != 0;
}

// Code points; U+FFFD for what is no UTF-8.
std::u32string decode(std::string_view text) {
  std::u32string decoded;
  decoded.reserve(text.size());
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto length = static_cast<std::int64_t>(text.size());
  for (std::int64_t i = 0; i < length;) {
    UChar32 c = 0;
    U8_NEXT_OR_FFFD(bytes, i, length, c);
    decoded += static_cast<char32_t>(c);
  }
  return decoded;
}

std::u32string decode(const icu::UnicodeString& text) {
  std::u32string decoded;
  for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    decoded += static_cast<char32_t>(text.char32At(i));
  }
  return decoded;
}

icu::UnicodeString encode(std::u32string_view text) {
  icu::UnicodeString encoded;
  for (char32_t c : text) encoded.append(static_cast<UChar32>(c));
  return encoded;
}

// ASCII and the hanzi of everyday: nothing there for ICU's normaliser to do.
bool is_plain(char32_t c) { return c < 0x80 || (c >= 0x4E00 && c <= 0x9FFF); }

// The folded form of one normalised character; nothing for marks.
std::optional<char32_t> folded(char32_t c) {
  if (c < 0x80 && c >= U'A' && c <= U'Z') return c - U'A' + U'a';
  const auto point = static_cast<UChar32>(c);
  if (is_spelling_letter(c) || is_han(c)) return c;
  const auto mask = U_GET_GC_MASK(point);
  if ((mask & U_GC_M_MASK) != 0) return std::nullopt;
  if ((mask & (U_GC_L_MASK | U_GC_N_MASK)) != 0) return c;
  constexpr std::u32string_view kListMarks = U",;|/\\\u3001\u3002";
  const bool gap =
      (mask & (U_GC_Z_MASK | U_GC_C_MASK)) != 0 || kListMarks.find(c) != std::u32string_view::npos;
  return gap ? Pinyin::kGap : Pinyin::kJoint;
}

void add_reading(std::vector<std::string>& readings, std::string reading) {
  if (reading.empty() || std::ranges::find(readings, reading) != readings.end()) return;
  readings.push_back(std::move(reading));
}

// ü is typed as v by whoever learnt it on a keyboard and as u by everybody else: lü is lv and lu.
void add_spellings(std::vector<std::string>& readings, std::u32string_view latin) {
  std::string with_v;
  std::string with_u;
  for (char32_t c : latin) {
    if (!is_spelling_letter(c)) return;
    with_v += c == kUmlautU ? 'v' : static_cast<char>(c);
    with_u += c == kUmlautU ? 'u' : static_cast<char>(c);
  }
  add_reading(readings, std::move(with_v));
  add_reading(readings, std::move(with_u));
}

// "lv" and "nve" of the tables: there v always stands for ü.
std::u32string umlauted(std::string_view syllable) {
  std::u32string spelled(syllable.begin(), syllable.end());
  std::ranges::replace(spelled, U'v', kUmlautU);
  return spelled;
}

struct TableRow {
  std::u32string written;
  std::vector<std::u32string> readings;
};

// A table of pinyin_readings.h: hanzi, then readings parted by /, rows parted by blanks.
std::vector<TableRow> read_table(std::string_view table) {
  std::vector<TableRow> rows;
  while (!table.empty()) {
    const std::string_view row = table.substr(0, table.find(' '));
    table.remove_prefix(std::min(table.size(), row.size() + 1));
    const std::size_t hanzi = row.find_first_of("abcdefghijklmnopqrstuvwxyz");
    TableRow read{decode(row.substr(0, hanzi)), {}};
    for (std::size_t at = hanzi; at < row.size();) {
      const std::size_t end = std::min(row.find('/', at), row.size());
      read.readings.push_back(umlauted(row.substr(at, end - at)));
      at = end + 1;
    }
    if (!read.written.empty()) rows.push_back(std::move(read));
  }
  return rows;
}

}  // namespace

// Asks ICU once a character and remembers: it takes 45 µs, and an event has some 3,000 characters.
struct Pinyin::Reader {
  std::unique_ptr<icu::Transliterator> han_to_latin;
  std::unique_ptr<icu::Transliterator> latin_to_ascii;
  const icu::Normalizer2* normaliser = nullptr;
  std::unordered_map<char32_t, std::vector<std::u32string>> more_readings;
  std::unordered_map<char32_t, std::u32string> usual_surnames;
  std::unordered_map<std::u32string, std::vector<std::u32string>> long_surnames;

  std::mutex mutex;  // guards what follows, and the transliterators
  std::deque<NamePart> parts;
  std::unordered_map<std::u32string, const NamePart*> part_of;

  void read_tables();
  const NamePart* part(const std::u32string& written);
  void read_hanzi(NamePart& part);
  std::u32string to_ascii(std::u32string_view text);
  std::u32string normalised(std::u32string_view text);
};

void Pinyin::Reader::read_tables() {
  for (TableRow& row : read_table(kReadings)) {
    auto& readings = more_readings[row.written.front()];
    readings.insert(readings.end(), row.readings.begin(), row.readings.end());
  }
  for (TableRow& row : read_table(kUsualSurnames)) {
    usual_surnames[row.written.front()] = row.readings.front();
  }
  for (TableRow& row : read_table(kLongSurnames)) {
    for (std::size_t i = 0; i < row.written.size() && i < row.readings.size(); ++i) {
      more_readings[row.written[i]].push_back(row.readings[i]);
    }
    long_surnames[row.written] = std::move(row.readings);
  }
}

void Pinyin::Reader::read_hanzi(NamePart& part) {
  // ICU reads the surname of the character in front, and the everyday reading after another hanzi.
  icu::UnicodeString both = encode(part.written);
  both.append(u'|').append(u'一').append(encode(part.written));
  han_to_latin->transliterate(both);
  const std::u32string read = decode(both);
  const std::size_t bar = read.find(U'|');
  const std::size_t gap = read.rfind(U' ');
  if (bar == std::u32string::npos || gap == std::u32string::npos || gap < bar) return;

  const char32_t hanzi = part.written.front();
  std::u32string surname = to_ascii(read.substr(0, bar));
  surname.erase(std::remove(surname.begin(), surname.end(), U' '), surname.end());
  add_spellings(part.readings, to_ascii(read.substr(gap + 1)));
  add_spellings(part.readings, surname);
  if (const auto more = more_readings.find(hanzi); more != more_readings.end()) {
    for (const std::u32string& reading : more->second) add_spellings(part.readings, reading);
  }
  if (const auto usual = usual_surnames.find(hanzi); usual != usual_surnames.end()) {
    surname = usual->second;
  }
  std::vector<std::string> in_front;
  add_spellings(in_front, surname);
  if (in_front.empty()) return;
  const auto found = std::ranges::find(part.readings, in_front.front());
  if (found != part.readings.end()) {
    part.surname_reading = static_cast<std::size_t>(found - part.readings.begin());
  }
}

const NamePart* Pinyin::Reader::part(const std::u32string& written) {
  const auto [place, is_new] = part_of.try_emplace(written, nullptr);
  if (!is_new) return place->second;
  NamePart& part = parts.emplace_back();
  part.number = static_cast<std::uint32_t>(parts.size() - 1);
  part.written = written;
  if (is_han(written.front())) {
    read_hanzi(part);
  } else {
    add_spellings(part.readings, written);
  }
  place->second = &part;
  return &part;
}

std::u32string Pinyin::Reader::to_ascii(std::u32string_view text) {
  icu::UnicodeString latin = encode(text);
  latin_to_ascii->transliterate(latin);
  return decode(latin);
}

std::u32string Pinyin::Reader::normalised(std::u32string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::UnicodeString normal = normaliser->normalize(encode(text), status);
  const std::lock_guard lock(mutex);
  return to_ascii(U_SUCCESS(status) != 0 ? decode(normal) : text);
}

Result<std::unique_ptr<Pinyin>> Pinyin::open() {
  auto reader = std::make_unique<Reader>();
  UErrorCode status = U_ZERO_ERROR;
  reader->han_to_latin = open_transliterator(kHanToLatin);
  reader->latin_to_ascii = open_transliterator(kLatinToAscii);
  reader->normaliser = icu::Normalizer2::getNFKCCasefoldInstance(status);
  if (!reader->han_to_latin || !reader->latin_to_ascii || reader->normaliser == nullptr) {
    return Failure{
        say("The pinyin data of the ICU library is missing. Reinstall the package libicu72.")};
  }
  reader->read_tables();
  return std::unique_ptr<Pinyin>(new Pinyin(std::move(reader)));
}

Pinyin::Pinyin(std::unique_ptr<Reader> reader) : reader_(std::move(reader)) {}
Pinyin::~Pinyin() = default;

std::u32string Pinyin::fold(std::string_view text) const {
  std::u32string normal = decode(text);
  if (!std::ranges::all_of(normal, is_plain)) normal = reader_->normalised(normal);
  std::u32string result;
  result.reserve(normal.size());
  for (char32_t c : normal) {
    if (const auto kept = folded(c)) result += *kept;
  }
  return result;
}

std::vector<const NamePart*> Pinyin::parts(std::string_view name) const {
  const std::u32string text = fold(name);
  std::vector<const NamePart*> result;
  std::u32string written;
  const std::lock_guard lock(reader_->mutex);
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at + 1;
    if (is_spelling_letter(text[at])) {
      while (end < text.size() && is_spelling_letter(text[end])) ++end;
    }
    written.assign(text, at, end - at);
    at = end;
    if (written[0] == kGap || written[0] == kJoint) continue;
    result.push_back(reader_->part(written));
  }
  return result;
}

std::string Pinyin::spelling(const std::vector<const NamePart*>& name) const {
  std::string spelled;
  const auto add = [&](std::string_view syllable) {
    if (!spelled.empty()) spelled += ' ';
    spelled += syllable;
  };
  std::size_t next = 0;
  if (name.size() > 2) {  // 单于 alone may be anybody's name; a third character makes it a surname
    const auto found = reader_->long_surnames.find(name[0]->written + name[1]->written);
    if (found != reader_->long_surnames.end()) {
      for (const std::u32string& syllable : found->second) {
        add(std::string(syllable.begin(), syllable.end()));
        ++next;
      }
    }
  }
  for (; next < name.size(); ++next) {
    const NamePart& part = *name[next];
    if (part.readings.empty()) {
      std::string written;
      add(encode(part.written).toUTF8String(written));
    } else {
      add(part.readings[next == 0 ? part.surname_reading : 0]);
    }
  }
  return spelled;
}

}  // namespace yingbin
