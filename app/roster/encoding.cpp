#include "roster/encoding.h"

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include <unicode/ucnv.h>

#include "roster/list_text.h"
#include "text/say.h"

namespace yingbin {
namespace {

constexpr std::size_t kPieceBytes = 64 * 1024;
constexpr std::size_t kUtf8BytesMax = 4;     // of one character
constexpr std::uint64_t kGoodPerFault = 50;  // a UTF-8 list may hold a few broken characters

using Converter = std::unique_ptr<UConverter, decltype(&ucnv_close)>;

const char* icu_name(TextEncoding encoding) {
  switch (encoding) {
    case TextEncoding::utf8:
    case TextEncoding::utf8_with_faults:
      return "UTF-8";
    case TextEncoding::utf16_le:
      return "UTF-16LE";
    case TextEncoding::utf16_be:
      return "UTF-16BE";
    case TextEncoding::gb18030:
      return "gb18030";
  }
  return "UTF-8";
}

Converter open_converter(const char* name) {
  UErrorCode error = U_ZERO_ERROR;
  return {ucnv_open(name, &error), &ucnv_close};
}

struct Utf8Tally {
  std::uint64_t good = 0;  // characters of several bytes
  std::uint64_t faults = 0;
};

// Counts over pieces; an unfinished character at a piece's end is taken over into the next.
Utf8Tally tally_utf8(ByteSource& source) {
  Utf8Tally tally;
  std::vector<char> buffer(kPieceBytes);
  std::size_t kept = 0;
  for (std::uint64_t offset = 0; offset < source.size();) {
    const std::size_t got = source.read_at(offset, buffer.data() + kept, kPieceBytes - kept);
    if (got == 0) break;
    offset += got;
    const std::string_view piece(buffer.data(), kept + got);
    const bool last = offset >= source.size();
    std::size_t i = 0;
    while (i < piece.size() && (last || piece.size() - i >= kUtf8BytesMax)) {
      const std::size_t before = i;
      const char32_t c = next_code_point(piece, i);
      if (c == kNoCodePoint) ++tally.faults;
      if (c != kNoCodePoint && i - before > 1) ++tally.good;
    }
    kept = piece.size() - i;
    std::copy(piece.begin() + static_cast<std::ptrdiff_t>(i), piece.end(), buffer.begin());
  }
  return tally;
}

bool decodes_strictly(ByteSource& source, TextEncoding encoding) {
  const Converter converter = open_converter(icu_name(encoding));
  if (!converter) return false;
  UErrorCode error = U_ZERO_ERROR;
  ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &error);
  std::vector<char> bytes(kPieceBytes);
  std::vector<UChar> text(kPieceBytes * 2);
  for (std::uint64_t offset = 0; offset < source.size();) {
    const std::size_t got = source.read_at(offset, bytes.data(), bytes.size());
    if (got == 0) return false;
    offset += got;
    const char* from = bytes.data();
    UChar* to = text.data();
    ucnv_toUnicode(converter.get(), &to, text.data() + text.size(), &from, bytes.data() + got,
                   nullptr, offset >= source.size(), &error);
    if (U_FAILURE(error)) return false;
    // A text has no control characters but white space; a picture or program is full of them.
    if (std::any_of(text.data(), to, [](UChar c) {
          return c < 0x20 && c != '\t' && c != '\r' && c != '\n' && c != 0 && c != 0x1B &&
                 c != 0x1A;
        })) {
      return false;
    }
  }
  return true;
}

// Every second byte of UTF-16 separators and line ends is zero, and only every second.
std::optional<TextEncoding> utf16_by_zeros(ByteSource& source) {
  if (source.size() % 2 != 0) return std::nullopt;
  std::vector<char> sample(kPieceBytes);
  sample.resize(source.read_at(0, sample.data(), sample.size()));
  std::size_t zeros[2] = {0, 0};
  for (std::size_t i = 0; i < sample.size(); ++i) {
    if (sample[i] == 0) ++zeros[i % 2];
  }
  if ((zeros[0] + zeros[1]) * 20 < sample.size()) return std::nullopt;
  if (zeros[1] > 9 * zeros[0] && decodes_strictly(source, TextEncoding::utf16_le)) {
    return TextEncoding::utf16_le;
  }
  if (zeros[0] > 9 * zeros[1] && decodes_strictly(source, TextEncoding::utf16_be)) {
    return TextEncoding::utf16_be;
  }
  return std::nullopt;
}

std::size_t mark_bytes(std::string_view head, TextEncoding encoding) {
  const bool utf8 = encoding == TextEncoding::utf8 || encoding == TextEncoding::utf8_with_faults;
  if (utf8 && head.starts_with("\xEF\xBB\xBF")) return 3;
  if (encoding == TextEncoding::utf16_le && head.starts_with("\xFF\xFE")) return 2;
  if (encoding == TextEncoding::utf16_be && head.starts_with("\xFE\xFF")) return 2;
  if (encoding == TextEncoding::gb18030 && head.starts_with("\x84\x31\x95\x33")) return 4;
  return 0;
}

std::string head_of(ByteSource& source) {
  std::string head(4, '\0');
  head.resize(source.read_at(0, head.data(), head.size()));
  return head;
}

}  // namespace

const char* encoding_name(TextEncoding encoding) {
  switch (encoding) {
    case TextEncoding::utf8:
    case TextEncoding::utf8_with_faults:
      return "UTF-8";
    case TextEncoding::utf16_le:
      return "UTF-16 LE";
    case TextEncoding::utf16_be:
      return "UTF-16 BE";
    case TextEncoding::gb18030:
      return "GB18030";
  }
  return "";
}

std::optional<TextEncoding> detect_encoding(ByteSource& source) {
  const std::string head = head_of(source);
  if (head.starts_with("\xFF\xFE")) return TextEncoding::utf16_le;
  if (head.starts_with("\xFE\xFF")) return TextEncoding::utf16_be;
  if (const auto utf16 = utf16_by_zeros(source)) return utf16;
  const Utf8Tally tally = tally_utf8(source);
  if (tally.faults == 0) return TextEncoding::utf8;
  // Chinese in UTF-8 is often GB18030 without a fault too, but hardly ever the other way round.
  if (head.starts_with("\xEF\xBB\xBF") || tally.good > tally.faults * kGoodPerFault) {
    return TextEncoding::utf8_with_faults;
  }
  if (decodes_strictly(source, TextEncoding::gb18030)) return TextEncoding::gb18030;
  return std::nullopt;
}

Result<void> decode_text(ByteSource& source, TextEncoding encoding, const TakeText& take) {
  const Converter from = open_converter(icu_name(encoding));
  const Converter to = open_converter("UTF-8");
  if (!from || !to) {
    return Failure{say("This machine cannot read {} text. Save the list as .xlsx and import that.",
                       encoding_name(encoding))};
  }
  std::vector<char> bytes(kPieceBytes);
  std::vector<char> utf8(kPieceBytes);
  std::vector<UChar> pivot(kPieceBytes);
  UChar* pivot_from = pivot.data();
  UChar* pivot_to = pivot.data();
  UErrorCode error = U_ZERO_ERROR;
  std::uint64_t offset = mark_bytes(head_of(source), encoding);
  bool first = true;
  for (bool last = false; !last;) {
    const std::size_t got = source.read_at(offset, bytes.data(), bytes.size());
    offset += got;
    last = got == 0;  // one more round, empty, lets the converters finish
    const char* in = bytes.data();
    do {
      char* out = utf8.data();
      error = U_ZERO_ERROR;
      ucnv_convertEx(to.get(), from.get(), &out, utf8.data() + utf8.size(), &in, bytes.data() + got,
                     pivot.data(), &pivot_from, &pivot_to, pivot.data() + pivot.size(), first, last,
                     &error);
      first = false;
      char* kept = std::remove(utf8.data(), out, '\0');
      const auto length = static_cast<std::size_t>(kept - utf8.data());
      if (length > 0 && !take({utf8.data(), length}, offset)) return {};
    } while (error == U_BUFFER_OVERFLOW_ERROR);
    if (U_FAILURE(error)) break;
  }
  if (offset < source.size()) {
    return Failure{
        say("The file could not be read to its end. Copy it to this machine's disk and "
            "import that copy.")};
  }
  return {};
}

}  // namespace yingbin
