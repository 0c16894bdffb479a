#include "event/identity.h"

#include <charconv>

namespace yingbin {

std::string hex(std::uint64_t value, int digits) {
  std::string text(static_cast<std::size_t>(digits), '0');
  for (auto at = text.rbegin(); at != text.rend(); ++at, value >>= 4) {
    *at = "0123456789abcdef"[value & 15];
  }
  return text;
}

std::optional<std::uint64_t> parse_hex(std::string_view text) {
  if (text.empty() || text.size() > 16) return std::nullopt;
  for (char c : text) {
    if (!(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'f')) return std::nullopt;
  }
  std::uint64_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value, 16);
  return value;
}

namespace {

template <class Number>
bool take_number(std::string_view& text, Number& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{}) return false;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return true;
}

bool take(std::string_view& text, char expected) {
  if (text.empty() || text.front() != expected) return false;
  text.remove_prefix(1);
  return true;
}

}  // namespace

std::string to_text(SeatId seat) {
  return std::to_string(seat.zone) + "." + std::to_string(seat.row) + "." +
         std::to_string(seat.number);
}

std::optional<SeatId> parse_seat(std::string_view text) {
  SeatId seat;
  const bool whole = take_number(text, seat.zone) && take(text, '.') &&
                     take_number(text, seat.row) && take(text, '.') &&
                     take_number(text, seat.number) && text.empty();
  if (!whole || !seat) return std::nullopt;
  return seat;
}

std::string to_text(RecordId record) {
  return hex(record.origin.value) + ":" + std::to_string(record.seq);
}

std::optional<RecordId> parse_record_id(std::string_view text) {
  const auto colon = text.find(':');
  if (colon != 16) return std::nullopt;
  const auto origin = parse_hex(text.substr(0, colon));
  text.remove_prefix(colon + 1);
  RecordId id;
  if (!origin || !take_number(text, id.seq) || !text.empty() || !id) return std::nullopt;
  id.origin = OriginId{*origin};
  return id;
}

std::string to_text(const RecordName& record) {
  return to_text(record.id) + ":" + hex(record.digest);
}

std::optional<RecordName> parse_record_name(std::string_view text) {
  const auto colon = text.rfind(':');
  if (colon == std::string_view::npos || text.size() - colon - 1 != 16) return std::nullopt;
  const auto id = parse_record_id(text.substr(0, colon));
  const auto digest = parse_hex(text.substr(colon + 1));
  if (!id || !digest) return std::nullopt;
  return RecordName{*id, *digest};
}

}  // namespace yingbin
