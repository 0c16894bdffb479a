// What a Station keeps out of its header. Only station*.cpp include it.
#pragma once

#include <memory>
#include <utility>

#include "keys/signing_key.h"
#include "station/station.h"

namespace yingbin {

struct Station::Keys {
  InviteSecretKey invite;
};

struct Station::Finder {
  explicit Finder(std::unique_ptr<Pinyin> names) : pinyin(std::move(names)) {}
  std::unique_ptr<Pinyin> pinyin;
  FindIndex index{*pinyin};
};

}  // namespace yingbin
