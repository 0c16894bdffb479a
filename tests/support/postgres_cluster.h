// A real PostgreSQL for tests, made of Debian's packages in a folder of its own: reached only by
// that folder's socket, stopped and removed when the test program ends, however it ends.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "support/program.h"
#include "support/temporary_folder.h"

namespace yingbin {

class PostgresCluster {
 public:
  // The one of this program, started by the first call; null where it cannot run, and why() says
  // why.
  static PostgresCluster* shared();
  static const std::string& why();
  ~PostgresCluster();

  // A new empty database that belongs to `hub`, an ordinary user, and its address.
  std::string new_database();
  // The same database through another folder's socket, or as another user.
  [[nodiscard]] std::string address(const std::string& user, const std::string& database,
                                    const std::filesystem::path& socket_folder) const;
  [[nodiscard]] const std::filesystem::path& socket_folder() const { return folder_.path(); }
  // What psql prints, as the server's administrator.
  std::string sql(const std::string& database, const std::string& statement);
  void kill();   // at once, nothing written any more, as by a cut of power
  void start();  // after it

 private:
  PostgresCluster();
  Ended run(const std::string& program, std::vector<std::string> arguments) const;

  TemporaryFolder folder_;
  std::unique_ptr<Program> keeper_;  // stops the server when this program is gone
  int databases_ = 0;
};

// The database's name at the end of an address.
std::string database_of(const std::string& url);

}  // namespace yingbin
