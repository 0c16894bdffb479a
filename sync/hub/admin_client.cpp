#include "hub/admin_client.h"

#include <curl/curl.h>

#include <memory>

#include "text/say.h"

namespace yingbin {

namespace {

struct CloseCurl {
  void operator()(CURL* curl) const { curl_easy_cleanup(curl); }
};

std::size_t append(const char* bytes, std::size_t size, std::size_t count, void* body) {
  static_cast<std::string*>(body)->append(bytes, size * count);
  return size * count;
}

}  // namespace

Result<Response> ask_own_hub(const std::filesystem::path& socket, const Request& request) {
  const std::unique_ptr<CURL, CloseCurl> curl(curl_easy_init());
  Response response;
  curl_easy_setopt(curl.get(), CURLOPT_UNIX_SOCKET_PATH, socket.c_str());
  curl_easy_setopt(curl.get(), CURLOPT_URL, ("http://hub" + request.target).c_str());
  curl_easy_setopt(curl.get(), CURLOPT_TIMEOUT, 20L);
  curl_easy_setopt(curl.get(), CURLOPT_WRITEFUNCTION, &append);
  curl_easy_setopt(curl.get(), CURLOPT_WRITEDATA, &response.body);
  if (request.method == "POST") {
    curl_easy_setopt(curl.get(), CURLOPT_POST, 1L);
    curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDSIZE, 0L);
  }
  if (curl_easy_perform(curl.get()) != CURLE_OK) {
    return Failure{
        say("No hub answers at {}. Start one with `yingbin-hub serve`, or name its "
            "folder with --data.",
            socket.string())};
  }
  long status = 0;
  curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &status);
  response.status = static_cast<int>(status);
  return response;
}

}  // namespace yingbin
