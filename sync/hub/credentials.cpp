#include "hub/credentials.h"

#include <array>

#include "journal/digest.h"

namespace yingbin {

namespace {

constexpr std::string_view kPrefix = "credential/";

std::string digest_of_secret(const std::string& secret) {
  return to_hex(blake2b("yingbin credential\n" + secret));
}

std::string name_of_setting(OriginId origin) { return std::string(kPrefix) + hex(origin.value); }

// As long for a wrong secret as for a right one, wherever they part.
bool same(const std::string& a, const std::string& b) {
  unsigned char differ = a.size() == b.size() ? 0 : 1;
  for (std::size_t i = 0; i < a.size() && i < b.size(); ++i) {
    differ |= static_cast<unsigned char>(a[i] ^ b[i]);
  }
  return differ == 0;
}

}  // namespace

void Credentials::load(const Settings& settings) {
  for (const auto& [name, value] : settings) {
    if (!name.starts_with(kPrefix)) continue;
    const auto origin = parse_hex(std::string_view(name).substr(kPrefix.size()));
    if (!origin) continue;
    if (value.empty()) {
      digests_.erase(OriginId{*origin});
    } else {
      digests_[OriginId{*origin}] = value;
    }
  }
}

Credentials::Fresh Credentials::fresh(OriginId origin) {
  Fresh fresh{random_secret(), {}};
  fresh.settings[name_of_setting(origin)] = digest_of_secret(fresh.secret);
  return fresh;
}

Settings Credentials::dropped(OriginId origin) { return {{name_of_setting(origin), ""}}; }

bool Credentials::hold(const Credential& credential) const {
  const auto at = digests_.find(credential.origin);
  return at != digests_.end() && same(at->second, digest_of_secret(credential.secret));
}

std::string random_secret() {
  std::array<std::uint8_t, 32> bytes{};
  fill_random(bytes.data(), bytes.size());
  return to_hex(bytes);
}

}  // namespace yingbin
