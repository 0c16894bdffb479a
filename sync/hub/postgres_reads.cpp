// What is read from a PostgresLedger: whole answers, page by page where many rows are asked for, so
// that nothing is open while the journal works on them.
#include <algorithm>
#include <cstring>
#include <thread>
#include <unordered_set>

#include "hub/postgres_rows.h"
#include "hub/postgres_session.h"
#include "text/say.h"

namespace yingbin {

namespace {

constexpr std::uint64_t kPageRows_min = 16;
constexpr std::uint64_t kPageRows_first = 256;
constexpr std::uint64_t kPageRows_max = 4096;
constexpr std::size_t kPageBytes = 1 << 20;

constexpr Statement kSettings{
    "settings", "SELECT name, value FROM hub_setting WHERE event = $1::bigint ORDER BY name"};
constexpr Statement kForks{
    "forks", "SELECT origin, seq FROM hub_fork WHERE event = $1::bigint ORDER BY origin, seq"};
constexpr Statement kCount{"count", "SELECT position FROM hub_event WHERE event = $1::bigint"};
// A step from origin to origin through the index; DISTINCT would read it whole.
constexpr Statement kOrigins{
    "origins",
    "WITH RECURSIVE step AS ("
    "(SELECT origin FROM hub_record WHERE event = $1::bigint ORDER BY origin LIMIT 1) UNION ALL "
    "SELECT (SELECT origin FROM hub_record WHERE event = $1::bigint AND origin > step.origin "
    "ORDER BY origin LIMIT 1) FROM step WHERE step.origin IS NOT NULL) "
    "SELECT origin FROM step WHERE origin IS NOT NULL"};
constexpr Statement kLastOf{"last_of",
                            "SELECT " YINGBIN_ROW_COLUMNS
                            " FROM hub_record WHERE event = $1::bigint AND origin = $2::bigint "
                            "AND own >= $3::boolean ORDER BY seq DESC, name LIMIT 1"};
constexpr Statement kAt{"at", "SELECT " YINGBIN_ROW_COLUMNS
                              " FROM hub_record WHERE event = $1::bigint AND origin = $2::bigint "
                              "AND seq = $3::bigint ORDER BY name"};
constexpr Statement kScan{"scan", "SELECT " YINGBIN_ROW_COLUMNS
                                  " FROM hub_record WHERE event = $1::bigint "
                                  "AND position > $2::bigint ORDER BY position LIMIT $3::bigint"};
constexpr Statement kScanOrigin{
    "scan_origin",
    "SELECT " YINGBIN_ROW_COLUMNS
    " FROM hub_record WHERE event = $1::bigint AND origin = $2::bigint "
    "AND (seq, name) > ($3::bigint, $4::bigint) ORDER BY seq, name LIMIT $5::bigint"};
constexpr Statement kMissing{
    "missing",
    "SELECT position - (SELECT count(*) FROM hub_record WHERE event = $1::bigint) "
    "FROM hub_event WHERE event = $1::bigint"};
constexpr Statement kFlushes{"flushes", "SELECT current_setting('fsync') = 'on'"};
constexpr Statement kNow{"now", "SELECT pg_current_xact_id()::xid::text"};
constexpr Statement kOlder{"older",
                           "SELECT count(*) FROM pg_stat_activity WHERE pid <> pg_backend_pid() "
                           "AND backend_xmin IS NOT NULL AND age(backend_xmin) > "
                           "age($1::text::xid)"};

template <std::size_t N>
void read_array(std::string_view bytes, std::array<std::uint8_t, N>& array) {
  if (bytes.size() < N) throw PostgresError("XX001", "a row is cut short");
  std::memcpy(array.data(), bytes.data(), N);
}

// As many rows as hold about kPageBytes: bodies may be large.
class Page {
 public:
  [[nodiscard]] std::uint64_t rows() const { return rows_; }
  // Whether there may be more after these.
  bool next(const Rows& rows) {
    std::size_t bytes = 0;
    for (int i = 0; i < rows.count(); ++i)
      bytes += rows.bytes(i, 2).size() + rows.bytes(i, 3).size();
    const bool full = static_cast<std::uint64_t>(rows.count()) == rows_;
    rows_ = bytes > kPageBytes ? std::max(kPageRows_min, rows_ / 4)
                               : std::min(kPageRows_max, rows_ * 2);
    return full;
  }

 private:
  std::uint64_t rows_ = kPageRows_first;
};

}  // namespace

// A header that cannot be read leaves fields empty: the digest tells that it was changed.
StoredRow read_row(const Rows& rows, int row) {
  StoredRow stored;
  StoredRecord& record = stored.record;
  stored.position = rows.number(row, 0);
  stored.own = rows.flag(row, 1);
  const std::string_view head = rows.bytes(row, 2);
  const std::size_t header_size = head.size() - std::min(head.size(), record.digest.size());
  if (!decode_header(head.substr(0, header_size), record)) record = {};
  read_array(head.substr(header_size), record.digest);
  if (rows.is_null(row, 3)) return stored;
  const std::string_view body = rows.bytes(row, 3);
  record.body.emplace();
  read_array(body, record.body->salt);
  record.body->bytes = body.substr(record.body->salt.size());
  return stored;
}

SealedRow read_sealed(const Rows& rows, int row) {
  SealedRow sealed{read_row(rows, row), std::nullopt};
  if (!rows.is_null(row, 4)) read_array(rows.bytes(row, 4), sealed.signature.emplace());
  return sealed;
}

template <class Work>
auto PostgresLedger::guarded(Work work) -> Result<decltype(work())> {
  if (auto ready = session_->ready(); !ready) return ready.failure();
  try {
    if constexpr (std::is_void_v<decltype(work())>) {
      work();
      return {};
    } else {
      return work();
    }
  } catch (const PostgresError& error) {
    session_->drop_if_lost();
    return session_->failure_of(error);
  }
}

Result<std::map<std::string, std::string>> PostgresLedger::settings() {
  return guarded([&] {
    const Rows rows =
        session_->connection->run(kSettings, Parameters().number(session_->event.value));
    std::map<std::string, std::string> settings;
    for (int i = 0; i < rows.count(); ++i) settings.emplace(rows.bytes(i, 0), rows.bytes(i, 1));
    return settings;
  });
}

Result<std::vector<StoredFork>> PostgresLedger::forks() {
  return guarded([&] {
    const Rows rows = session_->connection->run(kForks, Parameters().number(session_->event.value));
    std::vector<StoredFork> forks;
    for (int i = 0; i < rows.count(); ++i) {
      forks.push_back({OriginId{rows.number(i, 0)}, rows.number(i, 1)});
    }
    return forks;
  });
}

Result<std::uint64_t> PostgresLedger::count() {
  return guarded([&] {
    const Rows rows = session_->connection->run(kCount, Parameters().number(session_->event.value));
    return rows.empty() ? std::uint64_t{0} : rows.number(0, 0);
  });
}

Result<std::vector<OriginId>> PostgresLedger::origins() {
  return guarded([&] {
    const Rows rows =
        session_->connection->run(kOrigins, Parameters().number(session_->event.value));
    std::vector<OriginId> origins;
    for (int i = 0; i < rows.count(); ++i) origins.push_back({rows.number(i, 0)});
    return origins;
  });
}

Result<std::optional<StoredRow>> PostgresLedger::last_of(OriginId origin, bool own) {
  return guarded([&]() -> std::optional<StoredRow> {
    const Rows rows = session_->connection->run(
        kLastOf, Parameters().number(session_->event.value).number(origin.value).flag(own));
    if (rows.empty()) return std::nullopt;
    return read_row(rows, 0);
  });
}

Result<std::vector<StoredRecord>> PostgresLedger::tips_of(OriginId origin, std::uint64_t seq) {
  std::vector<StoredRecord> records;
  std::unordered_set<std::uint64_t> followed;  // digests' first bytes
  auto scanned = scan_origin(origin, seq - 1, [&](SealedRow& sealed) {
    followed.insert(prefix_of(sealed.row.record.previous));
    records.push_back(std::move(sealed.row.record));
    return true;
  });
  if (!scanned) return scanned.failure();
  std::erase_if(records, [&](const StoredRecord& record) {
    return followed.contains(prefix_of(record.digest));
  });
  return records;
}

Result<std::vector<StoredRow>> PostgresLedger::at(RecordId id) {
  return guarded([&] {
    Parameters parameters;
    parameters.number(session_->event.value).number(id.origin.value).number(id.seq);
    const Rows found = session_->connection->run(kAt, parameters);
    std::vector<StoredRow> rows;
    for (int i = 0; i < found.count(); ++i) rows.push_back(read_row(found, i));
    return rows;
  });
}

Result<void> PostgresLedger::scan(std::uint64_t position,
                                  const std::function<bool(const StoredRow&)>& take) {
  return scan_sealed(position, [&](SealedRow& sealed) { return take(sealed.row); });
}

Result<void> PostgresLedger::scan_sealed(std::uint64_t position,
                                         const std::function<bool(SealedRow&)>& take) {
  Page page;
  for (bool more = true; more;) {
    auto read = guarded([&] {
      return session_->connection->run(
          kScan, Parameters().number(session_->event.value).number(position).number(page.rows()));
    });
    if (!read) return read.failure();
    more = page.next(*read);
    for (int i = 0; i < read->count(); ++i) {
      auto row = guarded([&] { return read_sealed(*read, i); });
      if (!row) return row.failure();
      position = row->row.position;
      if (!take(*row)) return {};
    }
  }
  return {};
}

Result<void> PostgresLedger::scan_origin(OriginId origin, std::uint64_t seq,
                                         const std::function<bool(SealedRow&)>& take) {
  Page page;
  std::uint64_t name = ~std::uint64_t{0};  // of the last row seen: after all of that number
  for (bool more = true; more;) {
    auto read = guarded([&] {
      return session_->connection->run(kScanOrigin,
                                       Parameters()
                                           .number(session_->event.value)
                                           .number(origin.value)
                                           .number(seq)
                                           .number(static_cast<std::uint64_t>(to_ordered(name)))
                                           .number(page.rows()));
    });
    if (!read) return read.failure();
    more = page.next(*read);
    for (int i = 0; i < read->count(); ++i) {
      auto row = guarded([&] { return read_sealed(*read, i); });
      if (!row) return row.failure();
      seq = row->row.record.id.seq;
      name = prefix_of(row->row.record.digest);
      if (!take(*row)) return {};
    }
  }
  return {};
}

// Old versions go only when no statement that began before can still see them.
Result<void> PostgresLedger::fold_log() {
  return guarded([&] {
    constexpr int kLooks_max = 100;
    PostgresConnection& connection = *session_->connection;
    const std::string now(connection.run(kNow).bytes(0, 0));
    for (int i = 0; connection.run(kOlder, Parameters().view(now)).number(0, 0) > 0; ++i) {
      if (i == kLooks_max) {
        throw PostgresError("55006", "an older transaction or a backup is still running");
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    static_cast<void>(connection.take_warning());
    connection.command("VACUUM hub_record");
    if (const std::string warning = connection.take_warning(); !warning.empty()) {
      throw PostgresError("42501", warning);
    }
  });
}

Result<std::vector<std::string>> PostgresLedger::integrity() {
  return guarded([&] {
    std::vector<std::string> defects;
    Parameters event;
    event.number(session_->event.value);
    if (const Rows missing = session_->connection->run(kMissing, event);
        missing.empty() || missing.number(0, 0) != 0) {
      defects.push_back(say("there are not as many records as were written"));
    }
    if (!session_->connection->run(kFlushes).flag(0, 0)) {
      defects.push_back(say("fsync is off on the server, so a power cut can take records"));
    }
    return defects;
  });
}

}  // namespace yingbin
