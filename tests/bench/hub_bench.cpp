// A whole hub over real HTTPS on loopback: records verified and durable, against bare inserts of
// the same bytes in transactions of the same size; and how soon one station's news is at another.
#include <fmt/core.h>

#include <thread>

#include "bench/bare_rows.h"
#include "bench/bench.h"
#include "client/http.h"
#include "hub/postgres_connection.h"
#include "hub/server.h"
#include "protocol/batch.h"
#include "protocol/signed_head.h"
#include "support/big_event.h"
#include "support/postgres_cluster.h"

namespace yingbin::bench {

namespace {

constexpr EventId kEvent{0xbe};
constexpr int kStations = 4;
constexpr int kBatches = 60;  // of each station
constexpr std::size_t kBatch = 500;

Act short_act(std::uint64_t number) {
  PassDoor act;
  act.invitation = {number * 0xC2B2AE3D27D4EB4FULL};
  act.out = 1;
  act.door = "1 号门，东侧大厅入口，靠近衣帽间";
  return act;
}

// A station's own chain, and what it would send of it.
class Sender {
 public:
  Sender() : journal_(must(Journal::create(folder_.path() / "station", kEvent))) {}

  [[nodiscard]] OriginId origin() const { return journal_.origin(); }
  // Whatever was written since the last call, signed; its bytes for the bare insert, too.
  std::string write(std::span<const Act> acts, std::vector<std::string>* bytes = nullptr) {
    const std::uint64_t before = journal_.count();
    must(journal_.append(acts, StaffId{7}, [](const Subject&) { return std::uint64_t{0}; }));
    auto outgoing = must(journal_.outgoing_of(origin(), before, SIZE_MAX));
    sign_own(key, outgoing.records);
    for (const SealedRecord& sealed : outgoing.records) {
      if (bytes) encode_record(sealed.record, bytes->emplace_back());
    }
    return pack_batch(outgoing.records);
  }
  std::string write_some(std::size_t count, std::vector<std::string>* bytes = nullptr) {
    std::vector<Act> acts;
    for (std::size_t i = 0; i < count; ++i) {
      acts.push_back(short_act(origin().value + journal_.count() + i));
    }
    return write(acts, bytes);
  }

  DeviceSecretKey key;

 private:
  ScratchFolder folder_;
  Journal journal_;
};

// Hub and sockets in this process; stations known by the founder's word.
class RunningHub {
 public:
  explicit RunningHub(const std::string& database) {
    ServerOptions options;
    options.tls = must(own_tls_identity(folder_.path()));
    options.host = "127.0.0.1";
    options.port = 0;
    hub_ = must(Hub::open({folder_.path() / "hub", database, options.tls.pin}));
    server_ = must(Server::start(*hub_, options));
    url = "https://127.0.0.1:" + std::to_string(server_->port());
    pin = options.tls.pin;
    enrol();
  }

  [[nodiscard]] Request post(std::string body) const {
    Request request{"POST", event_path(kEvent, "records"), {}, std::move(body)};
    request.headers[header::kAuthorization] = credential_;
    request.headers[header::kContentType] = media::kBatch;
    return request;
  }
  [[nodiscard]] Request get(const std::string& after, int wait_s) const {
    Request request{"GET",
                    event_path(kEvent, "records") + "?after=" + after +
                        "&wait=" + std::to_string(wait_s) + "&mine=0",
                    {},
                    {}};
    request.headers[header::kAuthorization] = credential_;
    return request;
  }

  std::string url;
  std::string pin;
  std::vector<Sender> senders{kStations};

 private:
  void enrol() {
    std::string token;
    hub_->administer({"POST", "/admin/token", {}, {}}, [&](const Response& made) {
      token = made.body.substr(made.body.find("\"token\":\"") + 9, 10);
    });
    Sender& founder = senders.front();
    EnrolRequest request{token, "1", founder.key.public_key(), kEvent, founder.origin()};
    HubConnection line(url, pin);
    const auto answer = must(line.perform({"POST", "/v1/enrol", {}, to_json(request)}, 10));
    const auto enrolled = parse_enrol_answer(answer.body);
    if (!enrolled) throw std::runtime_error(answer.body);
    credential_ = to_text(Credential{enrolled->origin, enrolled->credential});
    std::vector<Act> names;
    for (Sender& sender : senders) {
      names.push_back(NameOrigin{sender.origin(), sender.key.public_key(), "2", StationRole::door});
    }
    must(line.perform(post(founder.write(names)), 10));
  }

  ScratchFolder folder_;
  std::string credential_;
  std::unique_ptr<Hub> hub_;
  std::unique_ptr<Server> server_;
};

double cpu_of_process_ms() {
  timespec used{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
  return static_cast<double>(used.tv_sec) * 1e3 + static_cast<double>(used.tv_nsec) * 1e-6;
}

struct Written {
  std::vector<std::vector<std::string>> batches;  // one body for each request, by station
  std::vector<std::vector<std::string>> bytes;    // of each batch, for the bare insert
};

using BareInsert = std::function<void(const std::vector<std::string>&)>;

std::vector<Figure> ingest(const std::string& where, RunningHub& hub, double rate,
                           const BareInsert& bare) {
  Written written;
  for (Sender& sender : hub.senders) {
    auto& bodies = written.batches.emplace_back();
    for (int i = 0; i < kBatches; ++i) {
      bodies.push_back(sender.write_some(kBatch, &written.bytes.emplace_back()));
    }
  }
  const double records = static_cast<double>(kStations) * kBatches * kBatch;
  const double cpu_before = cpu_of_process_ms();
  const double ours = milliseconds_of([&] {
    std::vector<std::jthread> threads;
    for (const auto& bodies : written.batches) {
      threads.emplace_back([&] {
        HubConnection line(hub.url, hub.pin);
        for (const std::string& body : bodies) {
          const Response response = must(line.perform(hub.post(body), 60));
          if (response.status != 200 || response.body.find("\"refused\":[]") == std::string::npos) {
            throw std::runtime_error(response.body);
          }
        }
      });
    }
  });
  const double cpu = cpu_of_process_ms() - cpu_before;
  const double theirs = milliseconds_of([&] {
    for (const auto& bytes : written.bytes) bare(bytes);
  });
  const std::string what = fmt::format("hub on {}, {} a batch, HTTPS", where, kBatch);
  return {ratio_at_most(what + ", a record", "us", ours * 1e3 / records, theirs * 1e3 / records,
                        1 / rate),
          value_at_most(what + ", CPU a record with its senders", "us", cpu * 1e3 / records, 0, 0)};
}

std::vector<Figure> measure_sqlite() {
  RunningHub hub("");
  ScratchFolder folder;
  Bare bare(folder.path() / "bare.db");
  std::int64_t seq = 0;
  return ingest("SQLite", hub, 0.6, [&](const std::vector<std::string>& bytes) {
    SQLite::Transaction transaction(bare.database);
    for (const std::string& one : bytes) bare.insert(bare.one, ++seq, one);
    transaction.commit();
  });
}

constexpr const char* kBareTable =
    "CREATE TABLE bare (id bigint PRIMARY KEY, origin bigint NOT NULL, seq bigint NOT NULL, "
    "bytes bytea NOT NULL, UNIQUE (origin, seq))";
constexpr Statement kBareInsert{
    "bare",
    "INSERT INTO bare (id, origin, seq, bytes) SELECT seq, origin, seq, bytes "
    "FROM unnest($1::bigint[], $2::bigint[], $3::bytea[]) AS sent (origin, seq, bytes)"};

std::vector<Figure> measure_postgres() {
  PostgresCluster* cluster = PostgresCluster::shared();
  if (!cluster) {
    fmt::print(stderr, "left out: {}\n", PostgresCluster::why());
    return {};
  }
  const std::string url = cluster->new_database();
  RunningHub hub(url);
  PostgresConnection connection(must(PostgresAddress::read(url)));
  connection.command(kBareTable);
  std::uint64_t seq = 0;
  return ingest("PostgreSQL", hub, 0.8, [&](const std::vector<std::string>& bytes) {
    BinaryArray origins(ElementType::number);
    BinaryArray seqs(ElementType::number);
    BinaryArray rows(ElementType::bytes);
    for (const std::string& one : bytes) {
      origins.add_number(7);
      seqs.add_number(++seq);
      rows.add_bytes(one);
    }
    connection.run(kBareInsert,
                   Parameters().view(origins.bytes()).view(seqs.bytes()).view(rows.bytes()));
  });
}

// From the push of one act to its records at another station that waits for them.
std::vector<Figure> measure_news() {
  RunningHub hub("");
  HubConnection pusher(hub.url, hub.pin);
  HubConnection waiter(hub.url, hub.pin);
  std::string cursor = must(waiter.perform(hub.get("0-0", 0), 10)).header_of(header::kCursor);
  std::vector<double> times;
  for (int i = 0; i < 500; ++i) {
    const std::string body = hub.senders[1].write_some(1);
    std::chrono::steady_clock::time_point heard;
    std::jthread waiting([&] {
      const Response news = must(waiter.perform(hub.get(cursor, 20), 30));
      heard = std::chrono::steady_clock::now();
      cursor = news.header_of(header::kCursor);
    });
    std::this_thread::sleep_for(std::chrono::milliseconds(3));  // the question is with the hub
    const auto start = std::chrono::steady_clock::now();
    must(pusher.perform(hub.post(body), 30));
    waiting.join();
    times.push_back(std::chrono::duration<double, std::milli>(heard - start).count());
  }
  return {
      value_at_most("hub: news at another station, p50", "ms", percentile(times, 0.5), 0, 0),
      value_at_most("hub: news at another station, p99", "ms", percentile(times, 0.99), 0, 100)};
}

const Registered kSqlite{"hub-sqlite", measure_sqlite};
const Registered kPostgres{"hub-postgres", measure_postgres};
const Registered kNews{"hub-news", measure_news};

}  // namespace

}  // namespace yingbin::bench
