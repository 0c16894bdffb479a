// What stations ask of an event at a hub: "METHOD TARGET\n", headers as "name: value" lines, an
// empty line, the body. Whoever asks is enrolled, so that everything behind the door is reached.
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string_view>

#include "hub/event_host.h"
#include "protocol/batch.h"
#include "support/temporary_folder.h"

namespace {

using namespace yingbin;

constexpr EventId kEvent{0xabcd};

struct Opened {
  Opened() {
    HostOptions options;
    options.folder = folder / "hub";
    options.event = kEvent;
    host = *EventHost::open(std::move(options));
    EnrolRequest founder;
    founder.station = "1";
    founder.event = kEvent;
    founder.founder = OriginId{7};
    const auto answer = parse_enrol_answer(host->enrol(founder, StationRole::door).body);
    credential = to_text(Credential{OriginId{7}, answer->credential});
  }

  TemporaryFolder folder;
  std::unique_ptr<EventHost> host;
  std::string credential;
};

std::string_view line_of(std::string_view& rest) {
  const std::size_t end = std::min(rest.find('\n'), rest.size());
  const std::string_view line = rest.substr(0, end);
  rest.remove_prefix(std::min(rest.size(), end + 1));
  return line;
}

Request parse(std::string_view rest) {
  Request request;
  const std::string_view first = line_of(rest);
  const std::size_t space = std::min(first.find(' '), first.size());
  request.method = first.substr(0, space);
  request.target = event_path(kEvent, first.substr(std::min(space + 1, first.size())));
  for (std::string_view line = line_of(rest); !line.empty(); line = line_of(rest)) {
    const std::size_t colon = line.find(": ");
    if (colon == std::string_view::npos) continue;
    request.headers[std::string(line.substr(0, colon))] = line.substr(colon + 2);
  }
  request.body = rest;
  return request;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static Opened opened;
  Request request = parse({reinterpret_cast<const char*>(data), size});
  request.headers[header::kAuthorization] = opened.credential;
  if (request.target.ends_with("/enrol")) {
    const auto asked = parse_enrol_request(request.body);
    if (asked) static_cast<void>(opened.host->enrol(*asked, StationRole::door));
    return 0;
  }
  if (request.header_of(header::kContentType) == media::kBatch) {
    // Behind the packing, which keeps a fuzzer out.
    if (auto records = decode_batch(std::string(kBatchMagic) + request.body)) {
      request.body = pack_batch(*records);
    }
  }
  const auto response = opened.host->handle(request, 1);
  opened.host->forget(1);
  if (response && response->status < 200) std::abort();
  return 0;
}
