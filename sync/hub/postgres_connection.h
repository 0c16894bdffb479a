// One connection to PostgreSQL: what libpq does, as values and one exception that never leaves the
// postgres_*.cpp files, and its errors in words. Private to them.
#pragma once

#include <libpq-fe.h>

#include <memory>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>

#include "hub/postgres_array.h"
#include "text/result.h"

namespace yingbin {

// Where the database is. The password is kept only to be struck from whatever is said.
class PostgresAddress {
 public:
  static Result<PostgresAddress> read(const std::string& url);

  [[nodiscard]] const std::string& url() const { return url_; }
  [[nodiscard]] const std::string& shown() const { return shown_; }  // host and database
  [[nodiscard]] std::string without_password(std::string text) const;

 private:
  std::string url_;
  std::string shown_;
  std::string password_;
};

class PostgresError : public std::runtime_error {
 public:
  PostgresError(std::string state, const std::string& message)
      : std::runtime_error(message), state_(std::move(state)) {}
  [[nodiscard]] const std::string& state() const { return state_; }  // SQLSTATE, or empty

 private:
  std::string state_;
};

// What went wrong and what to do, without the password.
Failure postgres_failure(const PostgresAddress& address, const PostgresError& error);

// A statement with a name of its own is planned once for a connection.
struct Statement {
  const char* name;
  const char* sql;
};

// The answer to a statement, in binary form.
class Rows {
 public:
  explicit Rows(PGresult* result) : result_(result) {}

  [[nodiscard]] int count() const { return PQntuples(result_.get()); }
  [[nodiscard]] bool empty() const { return count() == 0; }
  [[nodiscard]] bool is_null(int row, int column) const {
    return PQgetisnull(result_.get(), row, column) != 0;
  }
  [[nodiscard]] std::string_view bytes(int row, int column) const {
    return {PQgetvalue(result_.get(), row, column),
            static_cast<std::size_t>(PQgetlength(result_.get(), row, column))};
  }
  [[nodiscard]] std::uint64_t number(int row, int column) const {
    return ByteReader(bytes(row, column)).number<std::uint64_t>();
  }
  [[nodiscard]] bool flag(int row, int column) const { return bytes(row, column)[0] != 0; }
  [[nodiscard]] int changed() const { return std::atoi(PQcmdTuples(result_.get())); }
  [[nodiscard]] PGresult* get() const { return result_.get(); }

 private:
  struct Clear {
    void operator()(PGresult* result) const { PQclear(result); }
  };
  std::unique_ptr<PGresult, Clear> result_;
};

// Its functions throw PostgresError.
class PostgresConnection {
 public:
  explicit PostgresConnection(const PostgresAddress& address);

  Rows run(const Statement& statement, const Parameters& parameters = {});
  void prepare(const Statement& statement);
  void command(const char* sql);  // several, separated by semicolons
  // What the server warned of since the last call, in its words.
  std::string take_warning() { return std::exchange(*warning_, {}); }

  // Also when the server has said farewell and libpq has not read the end yet.
  [[nodiscard]] bool lost() const {
    return ended_by_server_ || PQstatus(handle_.get()) == CONNECTION_BAD;
  }
  [[nodiscard]] PGconn* handle() const { return handle_.get(); }
  // Throws what the result says when it is no success.
  Rows checked(PGresult* result);
  [[nodiscard]] PostgresError error() const { return {"", PQerrorMessage(handle_.get())}; }

 private:
  struct Finish {
    void operator()(PGconn* handle) const { PQfinish(handle); }
  };
  std::unique_ptr<PGconn, Finish> handle_;
  std::unique_ptr<std::string> warning_ = std::make_unique<std::string>();
  std::set<std::string_view> prepared_;
  bool ended_by_server_ = false;
};

}  // namespace yingbin
