// The secrets by which stations prove who they are, kept as digests in the settings of the event's
// ledger. What a credential opens ends with `drop`.
#pragma once

#include <map>
#include <string>

#include "journal/journal.h"
#include "protocol/message.h"

namespace yingbin {

class Credentials {
 public:
  void load(const Settings& settings);

  // A fresh secret of 32 random bytes in hex, and the setting that makes it count.
  struct Fresh {
    std::string secret;
    Settings settings;
  };
  [[nodiscard]] static Fresh fresh(OriginId origin);
  void add(const Settings& settings) { load(settings); }
  void drop(OriginId origin) { digests_.erase(origin); }
  [[nodiscard]] static Settings dropped(OriginId origin);  // the setting that drops it for good

  [[nodiscard]] bool hold(const Credential& credential) const;  // compared in constant time

 private:
  std::map<OriginId, std::string> digests_;
};

std::string random_secret();  // 32 random bytes as 64 hex digits

}  // namespace yingbin
