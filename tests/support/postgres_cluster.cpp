#include "support/postgres_cluster.h"

#include <pwd.h>
#include <unistd.h>

#include <stdexcept>

namespace yingbin {

namespace {

const std::filesystem::path kPrograms = "/usr/lib/postgresql/15/bin";

// PostgreSQL refuses to run as root.
std::vector<std::string> as_its_user() {
  if (geteuid() != 0) return {};
  return {"runuser", "-u", "postgres", "--"};
}

std::string missing() {
  if (!std::filesystem::exists(kPrograms / "initdb")) {
    return "PostgreSQL 15 is not installed: apt-get install postgresql-15";
  }
  if (geteuid() == 0 && !getpwnam("postgres")) return "root cannot run it without user postgres";
  return {};
}

void expect_done(const Ended& ended, const std::string& what) {
  if (ended.exit_code != 0) throw std::runtime_error(what + ": " + ended.out + ended.err);
}

}  // namespace

std::string database_of(const std::string& url) {
  const auto from = url.rfind("@/") + 2;
  return url.substr(from, url.find('?') - from);
}

const std::string& PostgresCluster::why() {
  static const std::string kWhy = missing();
  return kWhy;
}

PostgresCluster* PostgresCluster::shared() {
  static const std::unique_ptr<PostgresCluster> kCluster(why().empty() ? new PostgresCluster
                                                                       : nullptr);
  return kCluster.get();
}

Ended PostgresCluster::run(const std::string& program, std::vector<std::string> arguments) const {
  Command command = as_its_user();
  command.push_back(kPrograms / program);
  command.insert(command.end(), arguments.begin(), arguments.end());
  return run_program(command);
}

PostgresCluster::PostgresCluster() {
  const std::string folder = folder_.path().string();
  if (geteuid() == 0) {
    const passwd* user = getpwnam("postgres");
    if (chown(folder.c_str(), user->pw_uid, user->pw_gid) != 0) {
      throw std::runtime_error("the folder cannot be given to PostgreSQL");
    }
  }
  // No flush of the empty cluster; what it does later is flushed.
  expect_done(run("initdb", {"-D", folder + "/cluster", "-A", "trust", "-U", "postgres", "-N", "-E",
                             "UTF8", "--locale=C"}),
              "initdb");
  // Waits for the end of its input, which comes with the end of this program.
  std::string script = "cat >/dev/null; ";
  for (const std::string& word : as_its_user()) script += word + " ";
  script += (kPrograms / "pg_ctl").string() + " -D " + folder + "/cluster -m immediate -W stop; " +
            "rm -rf " + folder + "/cluster";
  keeper_ = std::make_unique<Program>(Command{"setsid", "sh", "-c", script});
  start();
  sql("postgres", "CREATE ROLE hub LOGIN");
}

PostgresCluster::~PostgresCluster() {
  keeper_->end_input();
  keeper_->wait();
}

void PostgresCluster::start() {
  const std::string folder = folder_.path().string();
  expect_done(run("pg_ctl", {"-D", folder + "/cluster", "-w", "-l", folder + "/log", "-o",
                             "-c listen_addresses='' -c recovery_init_sync_method=syncfs -c "
                             "unix_socket_directories=" +
                                 folder,
                             "start"}),
              "pg_ctl start");
}

void PostgresCluster::kill() {
  expect_done(
      run("pg_ctl", {"-D", folder_.path().string() + "/cluster", "-m", "immediate", "-w", "stop"}),
      "pg_ctl stop");
}

std::string PostgresCluster::sql(const std::string& database, const std::string& statement) {
  const Ended ended = run("psql", {"-h", folder_.path().string(), "-U", "postgres", "-d", database,
                                   "-X", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-c", statement});
  expect_done(ended, statement);
  return ended.out;
}

std::string PostgresCluster::new_database() {
  const std::string name = "hub" + std::to_string(++databases_);
  sql("postgres", "CREATE DATABASE " + name + " OWNER hub");
  return address("hub:three-secrets", name, folder_.path());
}

std::string PostgresCluster::address(const std::string& user, const std::string& database,
                                     const std::filesystem::path& socket_folder) const {
  return "postgresql://" + user + "@/" + database + "?host=" + socket_folder.string();
}

}  // namespace yingbin
