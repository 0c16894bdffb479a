#include "hub/server.h"

#include <sys/stat.h>

#include <atomic>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl.hpp>
#include <cctype>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

#include "hub/openapi.h"
#include "text/say.h"

namespace yingbin {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
namespace ssl = asio::ssl;
using asio::awaitable;
using asio::use_awaitable;
using Tcp = asio::ip::tcp;
using Local = asio::local::stream_protocol;
using PlainStream = beast::basic_stream<Local>;
using TlsStream = beast::ssl_stream<beast::tcp_stream>;

constexpr int kBacklog = 1'024;
constexpr std::chrono::milliseconds kLivePace(250);

// Who may say what to whom: stations to the hub, its owner to its administration.
using Ask = void (*)(Hub&, Request, Reply);

void ask_hub(Hub& hub, Request request, Reply reply) {
  hub.ask(std::move(request), std::move(reply));
}

void ask_administration(Hub& hub, Request request, Reply reply) { hub.administer(request, reply); }

// Connections that wait for an answer. Answers come from threads of the hub, which outlives its
// sockets: what comes after those were closed is dropped.
class Waiting {
 public:
  std::uint64_t add(Reply resume) {
    const std::lock_guard lock(mutex_);
    waiting_.emplace(++last_, std::move(resume));
    return last_;
  }
  void answer(std::uint64_t which, Response response) {
    const std::lock_guard lock(mutex_);
    const auto at = waiting_.find(which);
    if (at == waiting_.end()) return;
    at->second(std::move(response));
    waiting_.erase(at);
  }
  void close() {
    std::map<std::uint64_t, Reply> gone;
    const std::lock_guard lock(mutex_);
    gone.swap(waiting_);
  }

 private:
  std::mutex mutex_;
  std::uint64_t last_ = 0;
  std::map<std::uint64_t, Reply> waiting_;
};

// Waits for the hub's answer without holding a thread; goes on where the connection lives.
awaitable<Response> answer_of(const std::shared_ptr<Waiting>& waiting, Hub& hub, Ask ask,
                              Request request) {
  return asio::async_initiate<const asio::use_awaitable_t<>, void(Response)>(
      [waiting, &hub, ask](auto handler, Request asked) {
        auto shared = std::make_shared<decltype(handler)>(std::move(handler));
        const std::uint64_t which = waiting->add([shared](Response response) {
          const auto executor = asio::get_associated_executor(*shared);
          asio::post(executor, [shared, answer = std::move(response)]() mutable {
            std::move (*shared)(std::move(answer));
          });
        });
        ask(hub, std::move(asked),
            [waiting, which](Response response) { waiting->answer(which, std::move(response)); });
      },
      use_awaitable, std::move(request));
}

std::string lower(std::string_view text) {
  std::string out;
  for (char c : text) out += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

Request to_request(http::request<http::string_body>& message) {
  Request request;
  request.method = std::string(message.method_string());
  request.target = std::string(message.target());
  for (const auto& field : message) {
    request.headers[lower(field.name_string())] = std::string(field.value());
  }
  request.body = std::move(message.body());
  return request;
}

http::response<http::string_body> to_message(Response response, unsigned version, bool keep_alive) {
  http::response<http::string_body> message(static_cast<http::status>(response.status), version);
  message.set(http::field::server, "yingbin-hub");
  for (const auto& [name, value] : response.headers) message.set(name, value);
  message.keep_alive(keep_alive);
  message.body() = std::move(response.body);
  message.prepare_payload();
  return message;
}

std::optional<Response> refusal_of(const beast::error_code& error) {
  if (error == http::error::body_limit) {
    return problem(413, "too_large", say("This is more than the hub takes at once."));
  }
  if (error == http::error::header_limit) {
    return problem(431, "head_too_large", say("This is more than the hub takes at once."));
  }
  const bool http_error =
      error.category() == http::make_error_code(http::error::bad_method).category();
  if (http_error && error != http::error::end_of_stream && error != http::error::partial_message) {
    return problem(400, "http", say("This is not HTTP as the hub understands it."));
  }
  return std::nullopt;
}

// One of so many; given back when it goes.
class Share {
 public:
  Share(std::atomic<std::size_t>& taken, std::size_t max) : taken_(taken), had_(++taken <= max) {}
  Share(const Share&) = delete;
  Share& operator=(const Share&) = delete;
  ~Share() { --taken_; }
  [[nodiscard]] bool had() const { return had_; }

 private:
  std::atomic<std::size_t>& taken_;
  bool had_;
};

}  // namespace

struct Server::Sockets {
  Sockets(Hub& of, const ServerOptions& how)
      : hub(of), options(how), tls(ssl::context::tls_server), acceptor(io), admin(io) {}

  Result<void> open();
  Result<void> open_admin();
  awaitable<void> accept();
  awaitable<void> accept_admin();
  awaitable<void> serve_tls(Tcp::socket socket);
  awaitable<void> serve_admin(Local::socket socket);
  template <class Stream>
  awaitable<void> serve(Stream& stream, Ask ask);
  template <class Stream>
  awaitable<void> write(Stream& stream, http::response<http::string_body> message);
  template <class Stream>
  awaitable<void> feed(Stream& stream, Request request);

  Hub& hub;
  ServerOptions options;
  asio::io_context io;
  ssl::context tls;
  Tcp::acceptor acceptor;
  Local::acceptor admin;
  std::atomic<std::size_t> connections = 0;
  std::atomic<std::size_t> viewers = 0;
  std::vector<std::thread> threads;
  std::shared_ptr<Waiting> waiting = std::make_shared<Waiting>();
};

Result<void> Server::Sockets::open() {
  beast::error_code error;
  tls.set_options(ssl::context::default_workarounds | ssl::context::no_sslv2 |
                      ssl::context::no_sslv3 | ssl::context::no_tlsv1 | ssl::context::no_tlsv1_1,
                  error);
  tls.use_certificate_chain_file(options.tls.certificate.string(), error);
  if (!error) tls.use_private_key_file(options.tls.key.string(), ssl::context::pem, error);
  if (error) {
    return Failure{say("The certificate {} cannot be used: {}.", options.tls.certificate.string(),
                       error.message())};
  }
  const auto address = asio::ip::make_address(options.host, error);
  const Tcp::endpoint end(address, options.port);
  if (!error) acceptor.open(end.protocol(), error);
  if (!error) acceptor.set_option(asio::socket_base::reuse_address(true), error);
  if (!error) acceptor.bind(end, error);
  if (!error) acceptor.listen(kBacklog, error);
  if (!error) return {};
  return Failure{say("The hub cannot listen at {}:{}: {}. Choose another with --listen.",
                     options.host, options.port, error.message())};
}

Result<void> Server::Sockets::open_admin() {
  if (options.admin_socket.empty()) return {};
  beast::error_code error;
  std::filesystem::remove(options.admin_socket);
  admin.open(Local(), error);
  // Made for its owner only: who may connect may do all.
  const mode_t before = umask(0177);
  if (!error) admin.bind(Local::endpoint(options.admin_socket.string()), error);
  umask(before);
  if (!error) admin.listen(kBacklog, error);
  if (!error) return {};
  return Failure{say("The hub cannot make the socket {}: {}. Choose another folder with --data.",
                     options.admin_socket.string(), error.message())};
}

awaitable<void> Server::Sockets::accept() {
  while (acceptor.is_open()) {
    auto [error, socket] =
        co_await acceptor.async_accept(asio::make_strand(io), asio::as_tuple(use_awaitable));
    if (error == asio::error::operation_aborted) co_return;
    if (error) {
      // Out of file descriptors, most likely: others must leave first.
      asio::steady_timer pause(io, std::chrono::milliseconds(50));
      co_await pause.async_wait(use_awaitable);
      continue;
    }
    const auto executor = socket.get_executor();
    asio::co_spawn(executor, serve_tls(std::move(socket)), asio::detached);
  }
}

awaitable<void> Server::Sockets::accept_admin() {
  while (admin.is_open()) {
    auto [error, socket] =
        co_await admin.async_accept(asio::make_strand(io), asio::as_tuple(use_awaitable));
    if (error) co_return;
    const auto executor = socket.get_executor();
    asio::co_spawn(executor, serve_admin(std::move(socket)), asio::detached);
  }
}

awaitable<void> Server::Sockets::serve_tls(Tcp::socket socket) {
  const Share share(connections, options.limits.connections_max);
  if (!share.had()) co_return;
  beast::error_code error;
  socket.set_option(Tcp::no_delay(true), error);
  TlsStream stream(beast::tcp_stream(std::move(socket)), tls);
  try {
    beast::get_lowest_layer(stream).expires_after(std::chrono::seconds(options.limits.handshake_s));
    co_await stream.async_handshake(ssl::stream_base::server, use_awaitable);
    co_await serve(stream, &ask_hub);
    beast::get_lowest_layer(stream).expires_after(std::chrono::seconds(options.limits.handshake_s));
    co_await stream.async_shutdown(use_awaitable);
  } catch (const boost::system::system_error&) {
    // Whoever it was is gone, or too slow. What came whole was answered.
  }
}

awaitable<void> Server::Sockets::serve_admin(Local::socket socket) {
  const Share share(connections, options.limits.connections_max);
  if (!share.had()) co_return;
  PlainStream stream(std::move(socket));
  try {
    co_await serve(stream, &ask_administration);
  } catch (const boost::system::system_error&) {
    // As above.
  }
}

template <class Stream>
awaitable<void> Server::Sockets::write(Stream& stream, http::response<http::string_body> message) {
  beast::get_lowest_layer(stream).expires_after(std::chrono::seconds(options.limits.answer_s));
  co_await http::async_write(stream, message, use_awaitable);
}

template <class Stream>
awaitable<void> Server::Sockets::serve(Stream& stream, Ask ask) {
  beast::flat_buffer buffer(options.limits.head_bytes_max + (64 << 10));
  while (true) {
    http::request_parser<http::string_body> parser;
    parser.header_limit(static_cast<std::uint32_t>(options.limits.head_bytes_max));
    parser.body_limit(options.limits.body_bytes_max);
    beast::get_lowest_layer(stream).expires_after(std::chrono::seconds(options.limits.request_s));
    auto [error, bytes] =
        co_await http::async_read(stream, buffer, parser, asio::as_tuple(use_awaitable));
    if (error) {
      auto refusal = refusal_of(error);
      if (refusal) co_await write(stream, to_message(*std::move(refusal), 11, false));
      co_return;
    }
    const unsigned version = parser.get().version();
    const bool keep_alive = parser.get().keep_alive();
    Request request = to_request(parser.get());
    if (request.path().ends_with("/live")) co_return co_await feed(stream, std::move(request));
    Response response;
    if (request.path() == "/openapi.json") {
      response = {200, {{header::kContentType, media::kJson}}, std::string(openapi())};
    } else {
      // A download may wait longer than a slow head may take.
      beast::get_lowest_layer(stream).expires_never();
      response = co_await answer_of(waiting, hub, ask, std::move(request));
    }
    co_await write(stream, to_message(std::move(response), version, keep_alive));
    if (!keep_alive) co_return;
  }
}

// Server-sent events (WHATWG HTML, 9.2): the figures of the day whenever they change, four times a
// second at most.
template <class Stream>
awaitable<void> Server::Sockets::feed(Stream& stream, Request request) {
  const Share share(viewers, options.limits.viewers_max);
  if (!share.had()) {
    co_return co_await write(
        stream,
        to_message(problem(503, "busy", say("Too many watch the live figures.")), 11, false));
  }
  const std::string path = request.path();
  request.target = path.substr(0, path.size() - 4) + "figures?after=0&wait=0";
  Response response = co_await answer_of(waiting, hub, &ask_hub, request);
  if (response.status != 200) {
    co_return co_await write(stream, to_message(std::move(response), 11, false));
  }
  http::response<http::empty_body> head(http::status::ok, 11);
  head.set(http::field::content_type, "text/event-stream");
  head.set(http::field::cache_control, "no-store");
  head.chunked(true);
  http::response_serializer<http::empty_body> serializer(head);
  beast::get_lowest_layer(stream).expires_after(std::chrono::seconds(options.limits.answer_s));
  co_await http::async_write_header(stream, serializer, use_awaitable);
  asio::steady_timer pace(co_await asio::this_coro::executor);
  while (response.status == 200) {
    const std::string event = "data: " + response.body + "\n\n";
    beast::get_lowest_layer(stream).expires_after(std::chrono::seconds(options.limits.answer_s));
    co_await asio::async_write(stream, http::make_chunk(asio::buffer(event)), use_awaitable);
    pace.expires_after(kLivePace);
    co_await pace.async_wait(use_awaitable);
    request.target = path.substr(0, path.size() - 4) +
                     "figures?after=" + response.header_of(header::kCursor) + "&wait=20";
    beast::get_lowest_layer(stream).expires_never();
    response = co_await answer_of(waiting, hub, &ask_hub, request);
  }
  co_await asio::async_write(stream, http::make_chunk_last(), use_awaitable);
}

Server::Server(std::unique_ptr<Sockets> sockets) : sockets_(std::move(sockets)) {}

Result<std::unique_ptr<Server>> Server::start(Hub& hub, const ServerOptions& options) {
  auto sockets = std::make_unique<Sockets>(hub, options);
  if (auto opened = sockets->open(); !opened) return opened.failure();
  if (auto opened = sockets->open_admin(); !opened) return opened.failure();
  Sockets* running = sockets.get();
  std::unique_ptr<Server> server(new Server(std::move(sockets)));
  asio::co_spawn(running->io, running->accept(), asio::detached);
  if (running->admin.is_open())
    asio::co_spawn(running->io, running->accept_admin(), asio::detached);
  for (int i = 0; i < options.threads; ++i) {
    running->threads.emplace_back([running] { running->io.run(); });
  }
  return server;
}

Server::~Server() {
  sockets_->io.stop();
  for (std::thread& thread : sockets_->threads) thread.join();
  sockets_->waiting->close();
  std::error_code error;
  if (!sockets_->options.admin_socket.empty()) {
    std::filesystem::remove(sockets_->options.admin_socket, error);
  }
}

std::uint16_t Server::port() const { return sockets_->acceptor.local_endpoint().port(); }

}  // namespace yingbin
