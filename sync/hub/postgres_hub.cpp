#include "hub/postgres_hub.h"

#include "hub/postgres_schema.h"

namespace yingbin {

namespace {

constexpr Statement kSecret{"secret", "SELECT bytes FROM hub_secret WHERE name = $1::text"};
constexpr Statement kPutSecret{"put_secret",
                               "INSERT INTO hub_secret (name, bytes) VALUES ($1::text, $2::bytea) "
                               "ON CONFLICT (name) DO NOTHING"};
constexpr Statement kEvents{"events", "SELECT event FROM hub_event ORDER BY event"};

}  // namespace

struct PostgresHub::Open {
  PostgresAddress address;
  std::optional<PostgresConnection> connection;  // none after it was lost
};

PostgresHub::PostgresHub(std::unique_ptr<Open> open) : open_(std::move(open)) {}
PostgresHub::PostgresHub(PostgresHub&&) noexcept = default;
PostgresHub& PostgresHub::operator=(PostgresHub&&) noexcept = default;
PostgresHub::~PostgresHub() = default;

Result<PostgresHub> PostgresHub::open(const std::string& url) {
  auto address = PostgresAddress::read(url);
  if (!address) return address.failure();
  PostgresHub hub(std::make_unique<Open>(Open{*std::move(address), std::nullopt}));
  Open& open = *hub.open_;
  try {
    open.connection.emplace(open.address);
    if (auto made = bring_schema_up_to_date(*open.connection, open.address); !made) {
      return made.failure();
    }
  } catch (const PostgresError& error) {
    return postgres_failure(open.address, error);
  }
  return hub;
}

template <class Work>
auto PostgresHub::guarded(Work work) -> Result<decltype(work())> {
  try {
    if (!open_->connection) open_->connection.emplace(open_->address);
    return work();
  } catch (const PostgresError& error) {
    if (open_->connection && open_->connection->lost()) open_->connection.reset();
    return postgres_failure(open_->address, error);
  }
}

const std::string& PostgresHub::shown() const { return open_->address.shown(); }

Result<std::optional<std::string>> PostgresHub::secret(const std::string& name) {
  return guarded([&]() -> std::optional<std::string> {
    const Rows rows = open_->connection->run(kSecret, Parameters().view(name));
    if (rows.empty()) return std::nullopt;
    return std::string(rows.bytes(0, 0));
  });
}

Result<std::string> PostgresHub::put_secret_if_absent(const std::string& name,
                                                      const std::string& bytes) {
  return guarded([&] {
    open_->connection->run(kPutSecret, Parameters().view(name).view(bytes));
    return std::string(open_->connection->run(kSecret, Parameters().view(name)).bytes(0, 0));
  });
}

Result<std::vector<EventId>> PostgresHub::events() {
  return guarded([&] {
    const Rows rows = open_->connection->run(kEvents);
    std::vector<EventId> events;
    for (int i = 0; i < rows.count(); ++i) events.push_back({rows.number(i, 0)});
    return events;
  });
}

}  // namespace yingbin
