#include "client/http.h"

#include <curl/curl.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <algorithm>
#include <atomic>
#include <cctype>
#include <mutex>

#include "text/say.h"

namespace yingbin {

namespace {

constexpr const char* kPort = "8443";  // the hub's own choice
constexpr std::size_t kHeaderBytes_max = 64 << 10;
constexpr long kSlow_bytes_per_s = 1;
constexpr int kTick_ms = 1'000;

struct Library {
  Library() { curl_global_init(CURL_GLOBAL_DEFAULT); }
};

std::string lower(std::string_view text) {
  std::string out;
  for (char c : text) out += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r\n";
  const std::size_t start = text.find_first_not_of(kBlank);
  if (start == std::string_view::npos) return {};
  return text.substr(start, text.find_last_not_of(kBlank) - start + 1);
}

// What one request has received so far.
struct Incoming {
  Response response;
  std::size_t header_bytes = 0;
  bool too_large = false;
};

std::size_t take_body(const char* bytes, std::size_t, std::size_t size, void* to) {
  auto& incoming = *static_cast<Incoming*>(to);
  incoming.too_large = incoming.response.body.size() + size > HubConnection::kBodyBytes_max;
  if (incoming.too_large) return 0;
  incoming.response.body.append(bytes, size);
  return size;
}

std::size_t take_header(const char* bytes, std::size_t, std::size_t size, void* to) {
  auto& incoming = *static_cast<Incoming*>(to);
  incoming.header_bytes += size;
  incoming.too_large = incoming.header_bytes > kHeaderBytes_max;
  if (incoming.too_large) return 0;
  const std::string_view line(bytes, size);
  if (line.starts_with("HTTP/")) incoming.response.headers.clear();  // after a 100
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) return size;
  incoming.response.headers[lower(line.substr(0, colon))] = trimmed(line.substr(colon + 1));
  return size;
}

// Of the certificate that was shown: "sha256//" and Base64 of the SHA-256 of its public key.
std::string pin_of(CURL* easy) {
  curl_certinfo* shown = nullptr;
  curl_easy_getinfo(easy, CURLINFO_CERTINFO, &shown);
  if (!shown || shown->num_of_certs < 1) return {};
  constexpr std::string_view kField = "Cert:";
  for (const curl_slist* line = shown->certinfo[0]; line; line = line->next) {
    std::string_view pem = line->data;
    if (!pem.starts_with(kField)) continue;
    pem.remove_prefix(kField.size());
    using Memory = std::unique_ptr<BIO, decltype(&BIO_free)>;
    using Certificate = std::unique_ptr<X509, decltype(&X509_free)>;
    const Memory memory(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), &BIO_free);
    const Certificate certificate(PEM_read_bio_X509(memory.get(), nullptr, nullptr, nullptr),
                                  &X509_free);
    if (!certificate) return {};
    unsigned char* der = nullptr;
    const int size = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(certificate.get()), &der);
    if (size <= 0) return {};
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned int bytes = 0;
    EVP_Digest(der, static_cast<std::size_t>(size), digest, &bytes, EVP_sha256(), nullptr);
    OPENSSL_free(der);
    unsigned char base64[4 * ((EVP_MAX_MD_SIZE + 2) / 3) + 1];
    EVP_EncodeBlock(base64, digest, static_cast<int>(bytes));
    return "sha256//" + std::string(reinterpret_cast<const char*>(base64));
  }
  return {};
}

Failure words_of(CURLcode code, const std::string& url, const Incoming& incoming) {
  if (incoming.too_large) return not_a_hub(url);
  switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
      return {say("There is no machine called {}. Check the hub's address.", url)};
    case CURLE_COULDNT_CONNECT:
      return {
          say("Nothing answers at {}. Check that the hub runs and that this machine is in the "
              "same network.",
              url)};
    case CURLE_OPERATION_TIMEDOUT:
      return {say("The hub at {} does not answer in time. It will be tried again.", url)};
    case CURLE_SSL_PINNEDPUBKEYNOTMATCH:
      return {
          say("Somebody else than the hub answers at {}. Nothing was sent. If the hub was set "
              "up anew, enrol this station again.",
              url)};
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_HTTP2:
      return not_a_hub(url);
    default:
      return {say("The connection to the hub at {} broke: {}. It will be tried again.", url,
                  curl_easy_strerror(code))};
  }
}

struct ListFree {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using List = std::unique_ptr<curl_slist, ListFree>;

List list_of(const Headers& headers) {
  List list(curl_slist_append(nullptr, "Expect:"));  // no waiting for a 100
  for (const auto& [name, value] : headers) {
    curl_slist_append(list.get(), (name + ": " + value).c_str());
  }
  if (!headers.contains(header::kContentType)) curl_slist_append(list.get(), "Content-Type:");
  return list;
}

}  // namespace

bool is_from_hub(const Response& response) {
  const std::string type = response.header_of(header::kContentType);
  if (response.status == 200) return type == media::kJson || type == media::kBatch;
  return type == media::kProblem;
}

Failure not_a_hub(const std::string& url) {
  return {
      say("Something else than a hub answers at {}, perhaps the login page of this network. "
          "Open it in a browser and log in, or check the address.",
          url)};
}

Result<std::string> hub_url(std::string_view typed) {
  constexpr std::string_view kScheme = "https://";
  const Failure wrong{say("{} is no address of a hub. Write it like https://192.168.1.10:8443.",
                          std::string(typed))};
  std::string_view rest = trimmed(typed);
  const bool named = lower(rest.substr(0, kScheme.size())) == kScheme;
  if (named) rest.remove_prefix(kScheme.size());
  while (rest.ends_with('/')) rest.remove_suffix(1);
  const auto fits = [](unsigned char c) {
    return std::isalnum(c) != 0 ||
           std::string_view(".-:[]").find(static_cast<char>(c)) != std::string_view::npos;
  };
  if (rest.empty() || rest.size() > 255 || !std::all_of(rest.begin(), rest.end(), fits)) {
    return wrong;
  }
  std::string url = std::string(kScheme) + std::string(rest);
  const bool with_port =
      rest.find(':', rest.find(']') == std::string_view::npos ? 0 : rest.find(']')) !=
      std::string_view::npos;
  if (!named && !with_port) url += std::string(":") + kPort;
  const std::unique_ptr<CURLU, decltype(&curl_url_cleanup)> parsed(curl_url(), &curl_url_cleanup);
  if (curl_url_set(parsed.get(), CURLUPART_URL, url.c_str(), 0) != CURLUE_OK) return wrong;
  return url;
}

struct HubConnection::Handles {
  explicit Handles(std::string address, std::string pin)
      : url(std::move(address)), tls_pin(std::move(pin)) {
    static const Library library;
    multi = curl_multi_init();
    easy = curl_easy_init();
  }
  ~Handles() {
    curl_easy_cleanup(easy);
    curl_multi_cleanup(multi);
  }

  void prepare(const Request& request, int timeout_s, Incoming& incoming, const std::string& to);
  void trust();
  CURLcode exchange();

  CURLM* multi = nullptr;
  CURL* easy = nullptr;
  std::mutex mutex;
  std::string url;  // under the mutex
  std::string tls_pin;
  std::atomic<bool> interrupted = false;
};

void HubConnection::Handles::prepare(const Request& request, int timeout_s, Incoming& incoming,
                                     const std::string& to) {
  curl_easy_reset(easy);  // keeps the connection
  curl_easy_setopt(easy, CURLOPT_URL, (to + request.target).c_str());
  curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "https");
  curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, long{CURL_HTTP_VERSION_1_1});
  curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);  // a hub sends nobody elsewhere
  curl_easy_setopt(easy, CURLOPT_PROXY, "");           // nor does the environment
  curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L);  // no waiting for a slow name server
  curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT, long{kConnect_s});
  curl_easy_setopt(easy, CURLOPT_TIMEOUT, static_cast<long>(timeout_s));
  curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, kSlow_bytes_per_s);
  curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, long{kSilence_s});
  curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, &take_body);
  curl_easy_setopt(easy, CURLOPT_WRITEDATA, &incoming);
  curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, &take_header);
  curl_easy_setopt(easy, CURLOPT_HEADERDATA, &incoming);
  trust();
  if (request.method == "POST") {
    curl_easy_setopt(easy, CURLOPT_POST, 1L);
    curl_easy_setopt(easy, CURLOPT_POSTFIELDS, request.body.data());
    curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE,
                     static_cast<curl_off_t>(request.body.size()));
  }
}

// The pin is the trust: no authority, no name, no date is asked, so that a hub with an address of
// its own and a station with a wrong clock meet.
void HubConnection::Handles::trust() {
  curl_easy_setopt(easy, CURLOPT_SSLVERSION, long{CURL_SSLVERSION_TLSv1_2});
  curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 0L);
  curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 0L);
  if (tls_pin.empty()) {
    curl_easy_setopt(easy, CURLOPT_CERTINFO, 1L);
  } else {
    curl_easy_setopt(easy, CURLOPT_PINNEDPUBLICKEY, tls_pin.c_str());
  }
}

CURLcode HubConnection::Handles::exchange() {
  curl_multi_add_handle(multi, easy);
  CURLcode result = CURLE_ABORTED_BY_CALLBACK;
  int running = 1;
  while (running > 0 && !interrupted) {
    if (curl_multi_perform(multi, &running) != CURLM_OK) break;
    if (running > 0) curl_multi_poll(multi, nullptr, 0, kTick_ms, nullptr);
  }
  int left = 0;
  while (const CURLMsg* told = curl_multi_info_read(multi, &left)) {
    if (told->msg == CURLMSG_DONE) result = told->data.result;
  }
  curl_multi_remove_handle(multi, easy);
  return result;
}

HubConnection::HubConnection(std::string url, std::string tls_pin)
    : handles_(std::make_unique<Handles>(std::move(url), std::move(tls_pin))) {}
HubConnection::~HubConnection() = default;

const std::string& HubConnection::tls_pin() const { return handles_->tls_pin; }

Result<Response> HubConnection::perform(const Request& request, int timeout_s) {
  std::string url;
  {
    const std::lock_guard lock(handles_->mutex);
    url = handles_->url;
  }
  Incoming incoming;
  handles_->prepare(request, timeout_s, incoming, url);
  const List headers = list_of(request.headers);
  curl_easy_setopt(handles_->easy, CURLOPT_HTTPHEADER, headers.get());
  const CURLcode code = handles_->exchange();
  if (handles_->interrupted.exchange(false)) return Failure{say("The exchange was ended here.")};
  if (code != CURLE_OK) return words_of(code, url, incoming);
  long status = 0;
  curl_easy_getinfo(handles_->easy, CURLINFO_RESPONSE_CODE, &status);
  incoming.response.status = static_cast<int>(status);
  if (handles_->tls_pin.empty()) handles_->tls_pin = pin_of(handles_->easy);
  return std::move(incoming.response);
}

void HubConnection::interrupt() {
  handles_->interrupted = true;
  curl_multi_wakeup(handles_->multi);
}

void HubConnection::forget_interruption() { handles_->interrupted = false; }

void HubConnection::set_url(const std::string& url) {
  const std::lock_guard lock(handles_->mutex);
  handles_->url = url;
}

}  // namespace yingbin
