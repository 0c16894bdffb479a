#include "hub/postgres_transaction.h"

#include "hub/postgres_rows.h"

namespace yingbin {

namespace {

// Enough for a statement's own cost to vanish, few enough to keep both ends at work: of 125, 250,
// 500 and 1,000 the first was fastest for batches of 1,000 and none better for batches of 500.
constexpr std::size_t kRowsSent = 125;
constexpr std::size_t kBytesSent = 1 << 20;
constexpr std::uint64_t kAhead = 64;

constexpr Statement kBegin{"begin", "BEGIN"};
constexpr Statement kCommit{"commit", "COMMIT"};
constexpr Statement kInsert{
    "insert",
    "INSERT INTO hub_record "
    "(event, position, origin, seq, name, own, head, body, signature) "
    "SELECT $1::bigint, $2::bigint + number, origin, seq, name, $3::boolean, head, body, signature "
    "FROM unnest($4::bigint[], $5::bigint[], $6::bigint[], $7::bytea[], $8::bytea[], $9::bytea[]) "
    "WITH ORDINALITY AS sent (origin, seq, name, head, body, signature, number)"};
constexpr Statement kErase{"erase",
                           "UPDATE hub_record SET body = NULL "
                           "WHERE event = $1::bigint AND position = ANY ($2::bigint[]) "
                           "AND body IS NOT NULL"};
constexpr Statement kPutFork{"put_fork",
                             "INSERT INTO hub_fork (event, origin, seq) "
                             "VALUES ($1::bigint, $2::bigint, $3::bigint) ON CONFLICT DO NOTHING"};
constexpr Statement kPutSetting{"put_setting",
                                "INSERT INTO hub_setting (event, name, value) "
                                "VALUES ($1::bigint, $2::text, $3::bytea) "
                                "ON CONFLICT (event, name) DO UPDATE SET value = excluded.value"};
constexpr Statement kDropSetting{
    "drop_setting", "DELETE FROM hub_setting WHERE event = $1::bigint AND name = $2::text"};
constexpr Statement kAhead_from{"ahead", "SELECT " YINGBIN_ROW_COLUMNS
                                         " FROM hub_record WHERE event = $1::bigint "
                                         "AND origin = $2::bigint AND seq >= $3::bigint "
                                         "AND seq < $4::bigint ORDER BY seq, name"};
// The check of hub_event refuses any epoch but the last owner's, and COMMIT is then not reached.
constexpr Statement kFence{"fence",
                           "UPDATE hub_event SET writer_epoch = $2::bigint, "
                           "position = $3::bigint, writes = $4::bigint WHERE event = $1::bigint"};

}  // namespace

PostgresLedger::Transaction::Transaction(Session& session)
    : session_(session), connection_(*session.connection), mark_(session.mark) {
  ++mark_.writes;
}

PostgresLedger::Transaction::~Transaction() {
  if (!begun_ || connection_.lost()) return;
  try {
    leave_pipeline();
    if (PQtransactionStatus(connection_.handle()) != PQTRANS_IDLE) connection_.command("ROLLBACK");
  } catch (const PostgresError&) {
    session_.connection.reset();  // the server rolls back what nobody commits
  }
}

void PostgresLedger::Transaction::begin() {
  if (begun_) return;
  for (const Statement* statement : {&kBegin, &kCommit, &kInsert, &kErase, &kPutFork, &kPutSetting,
                                     &kDropSetting, &kAhead_from, &kFence}) {
    connection_.prepare(*statement);
  }
  if (PQenterPipelineMode(connection_.handle()) == 0) throw connection_.error();
  begun_ = true;
  send(kBegin, {});
}

void PostgresLedger::Transaction::send(const Statement& statement, const Parameters& parameters) {
  if (PQsendQueryPrepared(connection_.handle(), statement.name, parameters.count(),
                          parameters.values(), parameters.lengths(), parameters.formats(),
                          1) == 0) {
    throw connection_.error();
  }
  ++awaited_;
}

void PostgresLedger::Transaction::insert(const StoredRecord& record, bool own,
                                         const Signature* signature) {
  if (own != own_ || heads_.count() >= kRowsSent || heads_.size() + bodies_.size() > kBytesSent) {
    send_rows();
  }
  own_ = own;
  if (ahead_.covers(record.id)) ahead_ = {};
  origins_.add_number(record.id.origin.value);
  seqs_.add_number(record.id.seq);
  last_ = RecordName{record.id, prefix_of(record.digest)};
  names_.add_number(static_cast<std::uint64_t>(to_ordered(last_->digest)));
  heads_.add_written([&](std::string& out) {
    encode_header(record, out);
    put_array(out, record.digest);
  });
  if (record.body) {
    bodies_.add_written([&](std::string& out) {
      put_array(out, record.body->salt);
      out += record.body->bytes;
    });
  } else {
    bodies_.add_null();
  }
  if (signature) {
    signatures_.add_written([&](std::string& out) { put_array(out, *signature); });
    signed_ = true;
  } else {
    signatures_.add_null();
  }
}

void PostgresLedger::Transaction::send_rows() {
  if (heads_.count() == 0) return;
  begin();
  Parameters parameters;
  parameters.number(session_.event.value).number(mark_.position).flag(own_);
  for (BinaryArray* array : {&origins_, &seqs_, &names_, &heads_, &bodies_}) {
    parameters.view(array->bytes());
  }
  if (signed_) {
    parameters.view(signatures_.bytes());
  } else {
    parameters.null();  // most arrays have none: the column is then filled with nulls
  }
  send(kInsert, parameters);
  if (PQflush(connection_.handle()) < 0) throw connection_.error();
  mark_.position += heads_.count();
  for (BinaryArray* array : {&origins_, &seqs_, &names_, &heads_, &bodies_, &signatures_}) {
    array->clear();
  }
  signed_ = false;
}

void PostgresLedger::Transaction::put_setting(const std::string& name, const std::string& value) {
  settings_[name] = value;
}

void PostgresLedger::Transaction::drop_setting(const std::string& name) {
  settings_[name] = std::nullopt;
}

void PostgresLedger::Transaction::put_fork(const StoredFork& fork) { forks_.push_back(fork); }

void PostgresLedger::Transaction::erase(std::uint64_t position) { erased_.add_number(position); }

std::vector<StoredRecord> PostgresLedger::Transaction::at(RecordId id) {
  if (!ahead_.covers(id)) look_ahead(id);
  std::vector<StoredRecord> records;
  for (const StoredRecord& record : ahead_.records) {
    if (record.id == id) records.push_back(record);
  }
  return records;
}

void PostgresLedger::Transaction::look_ahead(RecordId id) {
  begin();
  send_rows();
  ahead_ = {id.origin, id.seq, id.seq + kAhead, {}};
  send(kAhead_from, Parameters()
                        .number(session_.event.value)
                        .number(id.origin.value)
                        .number(id.seq)
                        .number(ahead_.end));
  if (PQsendFlushRequest(connection_.handle()) == 0) throw connection_.error();
  const std::optional<Rows> found = receive_all();
  for (int i = 0; found && i < found->count(); ++i) {
    ahead_.records.push_back(read_row(*found, i).record);
  }
}

Rows PostgresLedger::Transaction::receive() {
  PGresult* result = PQgetResult(connection_.handle());
  --awaited_;
  Rows rows = connection_.checked(result);
  // Each answer of a pipeline ends with a null.
  while (PGresult* rest = PQgetResult(connection_.handle())) PQclear(rest);
  return rows;
}

std::optional<Rows> PostgresLedger::Transaction::receive_all() {
  std::optional<Rows> last;
  while (awaited_ > 0) last.emplace(receive());
  return last;
}

void PostgresLedger::Transaction::send_settings() {
  for (const auto& [name, value] : settings_) {
    Parameters parameters;
    parameters.number(session_.event.value).view(name);
    if (value) {
      send(kPutSetting, parameters.view(*value));
    } else {
      send(kDropSetting, parameters);
    }
  }
}

void PostgresLedger::Transaction::commit() {
  send_rows();
  if (!begun_ && erased_.count() == 0 && forks_.empty() && settings_.empty()) return;
  begin();
  if (erased_.count() > 0) {
    send(kErase, Parameters().number(session_.event.value).view(erased_.bytes()));
  }
  for (const StoredFork& fork : forks_) {
    send(kPutFork,
         Parameters().number(session_.event.value).number(fork.origin.value).number(fork.seq));
  }
  send_settings();
  send(kFence, Parameters()
                   .number(session_.event.value)
                   .number(mark_.epoch)
                   .number(mark_.position)
                   .number(mark_.writes));
  unanswered_ = Unanswered{mark_, last_};
  send(kCommit, {});
  sync();
  receive_all();
  leave_pipeline();
  session_.mark = mark_;
  unanswered_.reset();
}

void PostgresLedger::Transaction::sync() {
  if (PQpipelineSync(connection_.handle()) == 0) throw connection_.error();
  synced_ = true;
}

// Whatever still comes is read and passed over; an error has been told already.
void PostgresLedger::Transaction::leave_pipeline() {
  PGconn* handle = connection_.handle();
  if (PQpipelineStatus(handle) == PQ_PIPELINE_OFF) return;
  if (!synced_) sync();
  for (bool synced = false; !synced && !connection_.lost();) {
    PGresult* result = PQgetResult(handle);
    synced = result && PQresultStatus(result) == PGRES_PIPELINE_SYNC;
    PQclear(result);
  }
  if (PQexitPipelineMode(handle) == 0) throw connection_.error();
}

}  // namespace yingbin
