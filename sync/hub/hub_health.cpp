// What a hub tells machines of itself: /healthz and /metrics.
#include "hub/hub.h"

namespace yingbin {

namespace {

// How one event is linked with the centre; nothing where it is not.
std::string upstream_metrics(EventId event, const std::optional<UpstreamStatus>& upstream) {
  if (!upstream) return {};
  const auto line = [&](const char* name, std::int64_t value) {
    return std::string("yingbin_upstream_") + name + "{event=\"" + hex(event.value, 8) + "\"} " +
           std::to_string(value) + "\n";
  };
  std::string text = line("connected", upstream->connected ? 1 : 0);
  if (upstream->news_ms) text += line("news_age_seconds", *upstream->news_ms / 1000);
  if (upstream->unforwarded) {
    text += line("unforwarded", static_cast<std::int64_t>(*upstream->unforwarded));
  }
  return text;
}

}  // namespace

// "ok", and a line for each event that is linked with another hub.
std::string Hub::health() const {
  std::string text = "ok\n";
  const std::lock_guard lock(mutex_);
  for (const auto& [id, thread] : events_) {
    HostCounts counts;
    thread->run([&](EventHost& host) { counts = host.counts(); });
    if (!counts.upstream) continue;
    const UpstreamStatus& upstream = *counts.upstream;
    text += "upstream " + hex(id.value, 8) + (upstream.connected ? " connected" : " apart");
    text += ", news " +
            (upstream.news_ms ? std::to_string(*upstream.news_ms / 1000) + " s ago" : "never");
    text += ", to forward " +
            (upstream.unforwarded ? std::to_string(*upstream.unforwarded) : "unknown") + "\n";
  }
  return text;
}

// Prometheus' text form, version 0.0.4.
std::string Hub::metrics() const {
  HostCounts all;
  std::string upstreams;
  {
    const std::lock_guard lock(mutex_);
    for (const auto& [id, thread] : events_) {
      thread->run([&](EventHost& host) {
        const HostCounts one = host.counts();
        all.records += one.records;
        all.taken += one.taken;
        all.known += one.known;
        all.refused += one.refused;
        all.waiting += one.waiting;
        all.stations += one.stations;
        upstreams += upstream_metrics(id, one.upstream);
      });
    }
  }
  const auto line = [](const char* name, const char* type, const char* help, std::uint64_t value) {
    return std::string("# HELP ") + name + " " + help + "\n# TYPE " + name + " " + type + "\n" +
           name + " " + std::to_string(value) + "\n";
  };
  return line("yingbin_events", "gauge", "Events that are served.", events()) +
         line("yingbin_records", "gauge", "Records held.", all.records) +
         line("yingbin_records_taken_total", "counter", "Records taken since the start.",
              all.taken) +
         line("yingbin_records_known_total", "counter", "Records that came again.", all.known) +
         line("yingbin_runs_refused_total", "counter", "Runs of records not taken.", all.refused) +
         line("yingbin_waiting", "gauge", "Downloads that wait for news.", all.waiting) +
         line("yingbin_stations", "gauge", "Stations enrolled.", all.stations) + upstreams;
}

}  // namespace yingbin
