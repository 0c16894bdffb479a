// What a hub takes in: batches of sealed records through the journal, against bare inserts of the
// same bytes on the same database in the same run. Its promises are rates, 0.8 of the bare one on
// PostgreSQL and 0.6 on SQLite; times say the same the other way round.
#include <fmt/core.h>

#include <functional>

#include "bench/bare_rows.h"
#include "bench/bench.h"
#include "hub/postgres_connection.h"
#include "hub/postgres_ledger.h"
#include "journal/journal.h"
#include "support/big_event.h"
#include "support/postgres_cluster.h"

namespace yingbin::bench {

namespace {

constexpr EventId kEvent{1};

// Acts whose records are about 300 bytes on the wire.
Act short_act(std::uint64_t number) {
  PassDoor act;
  act.invitation = {number * 0xC2B2AE3D27D4EB4FULL};
  act.out = 1;
  act.door = "1 号门，东侧大厅入口，靠近衣帽间";
  return act;
}

// What stations would send: batches of one origin, signed at their end.
class Batches {
 public:
  explicit Batches(std::size_t size)
      : journal_(must(Journal::create(folder_.path() / "station", kEvent))), size_(size) {}

  std::vector<SealedRecord> next() {
    std::vector<Act> acts;
    for (std::size_t i = 0; i < size_; ++i) acts.push_back(short_act(journal_.count() + i + 1));
    const std::uint64_t before = journal_.count();
    must(journal_.append(acts, StaffId{7}, [](const Subject&) { return std::uint64_t{0}; }));
    std::vector<SealedRecord> batch;
    for (StoredRecord& record : must(journal_.records_after(journal_.origin(), before, size_))) {
      batch.push_back({std::move(record), std::nullopt, false});
    }
    batch.back().signature.emplace();
    return batch;
  }

 private:
  ScratchFolder folder_;
  Journal journal_;
  std::size_t size_;
};

std::vector<std::string> bytes_of(const std::vector<SealedRecord>& batch) {
  std::vector<std::string> bytes;
  for (const SealedRecord& sealed : batch) encode_record(sealed.record, bytes.emplace_back());
  return bytes;
}

using BareInsert =
    std::function<void(const std::vector<SealedRecord>&, const std::vector<std::string>&)>;

// In turn, so that the disk's moods strike both alike.
std::vector<Figure> compare(const std::string& where, Journal& journal, std::size_t size,
                            int rounds, double rate, const BareInsert& bare) {
  Batches batches(size);
  std::vector<double> ours;
  std::vector<double> theirs;
  double cpu = 0;
  std::size_t wire = 0;
  const double records = static_cast<double>(size);
  for (int round = 0; round < rounds; ++round) {
    const auto batch = batches.next();
    const auto bytes = bytes_of(batch);
    for (const std::string& one : bytes) wire += one.size();
    ours.push_back(milliseconds_of([&] {
                     cpu += cpu_milliseconds_of([&] {
                       must(journal.receive(std::span(batch), {{"cursor", std::to_string(round)}}));
                     });
                   }) *
                   1e3 / records);
    theirs.push_back(milliseconds_of([&] { bare(batch, bytes); }) * 1e3 / records);
  }
  const double all = records * rounds;
  const std::string what = fmt::format("ingest on {}, {} a batch", where, size);
  return {ratio_at_most(what + ", a record", "us", percentile(ours, 0.5), percentile(theirs, 0.5),
                        1 / rate),
          value_at_most(what + ", hub's CPU a record", "us", cpu * 1e3 / all, 0, 0),
          value_at_most(what + ", size of a record", "B", static_cast<double>(wire) / all, 0, 0)};
}

// The same with as little as SQLite can do.
BareInsert bare_inserts(Bare& bare) {
  return [&bare](const std::vector<SealedRecord>& batch, const std::vector<std::string>& bytes) {
    SQLite::Transaction transaction(bare.database);
    for (std::size_t i = 0; i < batch.size(); ++i) {
      bare.insert(bare.one, static_cast<std::int64_t>(batch[i].record.id.seq), bytes[i]);
    }
    transaction.commit();
  };
}

constexpr const char* kBareTable =
    "CREATE TABLE bare (id bigint PRIMARY KEY, origin bigint NOT NULL, seq bigint NOT NULL, "
    "bytes bytea NOT NULL, UNIQUE (origin, seq))";
constexpr Statement kBareInsert{
    "bare",
    "INSERT INTO bare (id, origin, seq, bytes) SELECT $1::bigint + number, origin, seq, bytes "
    "FROM unnest($2::bigint[], $3::bigint[], $4::bytea[]) "
    "WITH ORDINALITY AS sent (origin, seq, bytes, number)"};

// One statement for the batch, which is a transaction of its own.
BareInsert bare_unnest(PostgresConnection& connection) {
  return [&connection, last = std::uint64_t{0}](const std::vector<SealedRecord>& batch,
                                                const std::vector<std::string>& bytes) mutable {
    BinaryArray origins(ElementType::number);
    BinaryArray seqs(ElementType::number);
    BinaryArray rows(ElementType::bytes);
    for (std::size_t i = 0; i < batch.size(); ++i) {
      origins.add_number(batch[i].record.id.origin.value);
      seqs.add_number(batch[i].record.id.seq);
      rows.add_bytes(bytes[i]);
    }
    connection.run(
        kBareInsert,
        Parameters().number(last).view(origins.bytes()).view(seqs.bytes()).view(rows.bytes()));
    last += batch.size();
  };
}

std::vector<Figure> measure_postgres() {
  PostgresCluster* cluster = PostgresCluster::shared();
  if (!cluster) {
    fmt::print(stderr, "left out: {}\n", PostgresCluster::why());
    return {};
  }
  std::vector<Figure> figures;
  for (std::size_t size : {500U, 1000U}) {
    ScratchFolder folder;
    const std::string url = cluster->new_database();
    auto ledger = must(PostgresLedger::open(url, kEvent, Owner::now));
    Journal journal = must(Journal::on(std::move(ledger), folder.path() / "hub", kEvent));
    PostgresConnection connection(must(PostgresAddress::read(url)));
    connection.command(kBareTable);
    const auto more = compare("PostgreSQL", journal, size, 100, 0.8, bare_unnest(connection));
    figures.insert(figures.end(), more.begin(), more.end());
  }
  return figures;
}

std::vector<Figure> measure_sqlite() {
  std::vector<Figure> figures;
  for (std::size_t size : {500U, 1000U}) {
    ScratchFolder folder;
    Journal journal = must(Journal::create(folder.path() / "hub", kEvent));
    Bare bare(folder.path() / "bare.db");
    const auto more = compare("SQLite", journal, size, 100, 0.6, bare_inserts(bare));
    figures.insert(figures.end(), more.begin(), more.end());
  }
  return figures;
}

const Registered kPostgres{"ledger-postgres", measure_postgres};
const Registered kSqlite{"ledger-sqlite", measure_sqlite};

}  // namespace

}  // namespace yingbin::bench
