// What all events of a hub on PostgreSQL share: the hub's secrets by name (its TLS key, its device
// key), so that a standby on another machine can take over as the same hub, and which events there
// are. Whoever reads the database holds these secrets. One thread at a time.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "event/identity.h"
#include "text/result.h"

namespace yingbin {

class PostgresHub {
 public:
  // Makes the tables where there are none.
  static Result<PostgresHub> open(const std::string& url);
  PostgresHub(PostgresHub&&) noexcept;
  PostgresHub& operator=(PostgresHub&&) noexcept;
  ~PostgresHub();

  // The address without user and password, for people.
  [[nodiscard]] const std::string& shown() const;

  Result<std::optional<std::string>> secret(const std::string& name);
  // What is held under the name afterwards: the bytes of whoever came first.
  Result<std::string> put_secret_if_absent(const std::string& name, const std::string& bytes);
  Result<std::vector<EventId>> events();  // that were opened once, in order

 private:
  struct Open;
  explicit PostgresHub(std::unique_ptr<Open> open);
  template <class Work>
  auto guarded(Work work) -> Result<decltype(work())>;
  std::unique_ptr<Open> open_;
};

}  // namespace yingbin
