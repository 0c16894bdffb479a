// A station of a newer version: its records chain and are signed, and are of kinds that this
// version does not know (DESIGN 4, newer kinds).
#pragma once

#include "simulation/scene.h"

namespace yingbin {

class NewerStation {
 public:
  explicit NewerStation(Scene& scene) : scene_(scene) {}

  void join();
  // A record about `subject`, pushed to the hub; again with the next one if nobody heard.
  void write(const Subject& subject);
  [[nodiscard]] bool joined() const { return static_cast<bool>(enrolled_.origin); }
  [[nodiscard]] OriginId origin() const { return enrolled_.origin; }
  void send_all();

 private:
  Scene& scene_;
  DeviceSecretKey key_;
  EnrolAnswer enrolled_;
  std::vector<SealedRecord> chain_;
};

// A record that follows `previous` (none: the first), whole but for a signature.
StoredRecord follow_up(EventId event, OriginId origin, const StoredRecord* previous,
                       const std::string& kind, const std::string& subjects,
                       const std::string& body, std::int64_t ms);

}  // namespace yingbin
