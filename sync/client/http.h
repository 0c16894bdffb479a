// One connection to a hub: HTTPS over libcurl, kept open between requests. The hub is known by its
// public key and nothing else is asked, so a login page of some network is not taken for it. Used
// by one thread, which another may call back.
#pragma once

#include <memory>
#include <string>

#include "protocol/message.h"
#include "text/result.h"

namespace yingbin {

// What came is no answer of a hub but a page of somebody else's, with any status: the login page of
// a network, a router.
[[nodiscard]] bool is_from_hub(const Response& response);
Failure not_a_hub(const std::string& url);

// "https://192.168.1.10:8443" from what people type: the scheme and the port may be missing.
Result<std::string> hub_url(std::string_view typed);

class HubConnection {
 public:
  static constexpr int kConnect_s = 5;
  static constexpr int kSilence_s = 20;  // of a line that is dead; longer than a download waits
  static constexpr std::size_t kBodyBytes_max = 32 << 20;

  // Without a pin the first one to answer is believed to be the hub, and only that one after it.
  HubConnection(std::string url, std::string tls_pin);
  ~HubConnection();
  HubConnection(const HubConnection&) = delete;
  HubConnection& operator=(const HubConnection&) = delete;

  // Any status is an answer; the failure says why there was none.
  Result<Response> perform(const Request& request, int timeout_s);
  [[nodiscard]] const std::string& tls_pin() const;  // empty: nobody answered yet

  // From any thread: ends the request that is under way, else the next one.
  void interrupt();
  void forget_interruption();            // of a request that is not wanted any more
  void set_url(const std::string& url);  // from the next request on

 private:
  struct Handles;
  std::unique_ptr<Handles> handles_;
};

}  // namespace yingbin
