#include "protocol/message.h"

#include <charconv>

namespace yingbin {

namespace {

std::string value_of(const Headers& headers, const std::string& name) {
  const auto at = headers.find(name);
  return at == headers.end() ? "" : at->second;
}

constexpr std::string_view kBearer = "Bearer ";

}  // namespace

std::string Request::query(std::string_view name) const {
  const std::size_t start = target.find('?');
  std::string_view rest =
      start == std::string::npos ? "" : std::string_view(target).substr(start + 1);
  while (!rest.empty()) {
    const std::string_view pair = rest.substr(0, rest.find('&'));
    rest.remove_prefix(std::min(rest.size(), pair.size() + 1));
    const std::size_t equals = pair.find('=');
    if (pair.substr(0, equals) != name || equals == std::string_view::npos) continue;
    return std::string(pair.substr(equals + 1));
  }
  return {};
}

std::string Request::header_of(const std::string& name) const { return value_of(headers, name); }
std::string Response::header_of(const std::string& name) const { return value_of(headers, name); }

std::string to_text(const Cursor& cursor) {
  return std::to_string(cursor.position) + "-" + hex(cursor.run);
}

std::optional<Cursor> parse_cursor(std::string_view text) {
  Cursor cursor;
  const char* end = text.data() + text.size();
  const auto [at, error] = std::from_chars(text.data(), end, cursor.position);
  if (error != std::errc{} || at == end || *at != '-') return std::nullopt;
  const auto run = parse_hex({at + 1, static_cast<std::size_t>(end - at - 1)});
  if (!run) return std::nullopt;
  cursor.run = *run;
  return cursor;
}

std::string to_text(const Credential& credential) {
  return std::string(kBearer) + hex(credential.origin.value) + "." + credential.secret;
}

std::optional<Credential> parse_credential(std::string_view text) {
  if (!text.starts_with(kBearer)) return std::nullopt;
  text.remove_prefix(kBearer.size());
  const std::size_t dot = text.find('.');
  if (dot == std::string_view::npos) return std::nullopt;
  const auto origin = parse_hex(text.substr(0, dot));
  if (!origin || *origin == 0) return std::nullopt;
  return Credential{OriginId{*origin}, std::string(text.substr(dot + 1))};
}

std::string event_path(EventId event, std::string_view what) {
  return "/v1/events/" + hex(event.value, 8) + "/" + std::string(what);
}

}  // namespace yingbin
