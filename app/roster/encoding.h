// In which encoding a text list is written, and its text as UTF-8, piece by piece. Statistics guess
// wrong on short lists, so only strict tests count: byte order mark, the zeros of UTF-16, UTF-8
// without a fault, GB18030 without a fault (ICU). Used by the CSV reader.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>

#include "roster/byte_source.h"
#include "text/result.h"

namespace yingbin {

enum class TextEncoding { utf8, utf8_with_faults, utf16_le, utf16_be, gb18030 };

[[nodiscard]] const char* encoding_name(TextEncoding encoding);

// Reads the whole source once or twice. Nothing when it is no text in any of these.
[[nodiscard]] std::optional<TextEncoding> detect_encoding(ByteSource& source);

// `take` gets UTF-8 without a byte order mark and the bytes of the source used so far; it returns
// false to stop. Bytes that mean nothing become U+FFFD, NUL bytes are left out.
using TakeText = std::function<bool(std::string_view utf8, std::uint64_t done)>;
[[nodiscard]] Result<void> decode_text(ByteSource& source, TextEncoding encoding,
                                       const TakeText& take);

}  // namespace yingbin
