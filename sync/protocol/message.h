// A request to a hub and its answer as values: what HTTP carries, without a socket. The server
// turns connections into these, the client the other way, the simulator hands them over.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "event/identity.h"

namespace yingbin {

namespace media {
inline constexpr const char* kJson = "application/json";
inline constexpr const char* kBatch = "application/vnd.yingbin.batch+zstd";
inline constexpr const char* kProblem = "application/problem+json";  // RFC 9457
inline constexpr const char* kText = "text/plain; charset=utf-8";
}  // namespace media

// Lower case, as HTTP compares names without it.
namespace header {
inline constexpr const char* kAuthorization = "authorization";
inline constexpr const char* kContentType = "content-type";
inline constexpr const char* kCursor = "yingbin-cursor";  // how far an answer reaches
inline constexpr const char* kRun = "yingbin-run";        // another one after each start of the hub
inline constexpr const char* kMore = "yingbin-more";      // "1": there is more already
inline constexpr const char* kUnsent = "yingbin-unsent";  // records that only the sender holds
inline constexpr const char* kTold = "yingbin-told";  // the hub's origin that was told all I hold
}  // namespace header

using Headers = std::map<std::string, std::string>;

struct Request {
  std::string method;  // "GET", "POST"
  std::string target;  // "/v1/events/9c2e11a0/records?after=12-00f1…&wait=25"
  Headers headers;
  std::string body;

  [[nodiscard]] std::string path() const { return target.substr(0, target.find('?')); }
  [[nodiscard]] std::string query(std::string_view name) const;  // empty where it is not
  [[nodiscard]] std::string header_of(const std::string& name) const;
};

struct Response {
  int status = 0;
  Headers headers;
  std::string body;

  [[nodiscard]] std::string header_of(const std::string& name) const;
};

// How far the records of a hub were read: the position of the last, and the run of the hub that
// gave it, by which a hub that was restored from a backup is noticed. "0-0" is the beginning.
struct Cursor {
  std::uint64_t position = 0;
  std::uint64_t run = 0;
  bool operator==(const Cursor&) const = default;
};
std::string to_text(const Cursor& cursor);
std::optional<Cursor> parse_cursor(std::string_view text);

// Who asks: "Bearer origin.credential", both in hex.
struct Credential {
  OriginId origin;
  std::string secret;  // 64 hex digits
};
std::string to_text(const Credential& credential);
std::optional<Credential> parse_credential(std::string_view authorization);

// "/v1/events/<id>/<what>"
std::string event_path(EventId event, std::string_view what);

}  // namespace yingbin
