// sync: a station's exchange with its hub, once and without a screen.
#include <condition_variable>
#include <mutex>

#include "client/http.h"
#include "commands/hub_exchange.h"
#include "commands/json_line.h"
#include "commands/opening.h"
#include "commands/print_line.h"
#include "text/say.h"

namespace yingbin {

namespace {

constexpr std::int64_t kPatience_ms = 5'000;  // with a hub that does not answer

// Waits for the threads of the exchange to have something to tell.
class Bell {
 public:
  void ring() {
    const std::lock_guard lock(mutex_);
    rung_ = true;
    heard_.notify_one();
  }
  void wait() {
    std::unique_lock lock(mutex_);
    heard_.wait_for(lock, std::chrono::milliseconds(100), [&] { return rung_; });
    rung_ = false;
  }

 private:
  std::mutex mutex_;
  std::condition_variable heard_;
  bool rung_ = false;
};

bool is_done(const SyncStatus& status) {
  return status.connected && status.news_ms && status.all_sent && !status.wishing;
}

// Empty once nothing is left to exchange; else why it ended before.
std::string exchange_all(HubExchange& exchange, Bell& bell) {
  const SystemTime time;
  std::int64_t well_ms = time.monotonic_ms();
  while (true) {
    exchange.step();
    const SyncStatus& status = exchange.status();
    if (!exchange.keeping_failed().empty()) return exchange.keeping_failed();
    if (is_done(status)) return {};
    if (status.trouble.empty()) well_ms = time.monotonic_ms();
    if (status.refused || time.monotonic_ms() - well_ms >= kPatience_ms) return status.trouble;
    bell.wait();
  }
}

void tell(const CommonOptions& common, const HubExchange& exchange, std::uint64_t held,
          std::uint64_t sent) {
  const SyncStatus& status = exchange.status();
  if (common.json) {
    return print_json({{"received", exchange.received()},
                       {"sent", sent},
                       {"held", held},
                       {"refused_runs", status.parked.size()},
                       {"doubted_runs", exchange.doubts().size()}});
  }
  print_line(say("{} records came, {} went; {} are held here.", exchange.received(), sent, held));
}

}  // namespace

int sync_once(const CommonOptions& common, const std::string& moved_to) {
  auto station = open_event(common, Access::write);
  if (!station) return 1;
  Journal& journal = station->journal();
  if (!is_enrolled(journal.folder())) {
    return fail(say("This station has no hub yet. Connect it with: yingbin enrol URL TOKEN"));
  }
  auto enrolment = load_enrolment(journal.folder());
  if (!enrolment) return fail(enrolment.failure());
  if (!moved_to.empty()) {
    auto url = hub_url(moved_to);
    if (!url) {
      fail(url.failure());
      return 2;
    }
    enrolment->url = *std::move(url);
  }
  Bell bell;
  auto exchange = HubExchange::start(*station, *enrolment, [&] { bell.ring(); });
  if (!exchange) return fail(exchange.failure());
  const std::string trouble = exchange_all(**exchange, bell);
  tell(common, **exchange, journal.count(), (*exchange)->status().sent);
  for (const Doubt& doubt : (*exchange)->doubts()) fail(doubt.message);
  if (!trouble.empty()) return fail(trouble);
  if (!moved_to.empty()) {
    if (auto saved = save_enrolment(journal.folder(), *enrolment); !saved) {
      return fail(saved.failure());
    }
  }
  const std::string alert = (*exchange)->alert();
  return alert.empty() ? 0 : fail(alert);
}

}  // namespace yingbin
