#include "journal/digest.h"

#include <sodium.h>

#include <cassert>

namespace yingbin {

namespace {

// libsodium picks its fastest code at its first call; until then it would use the slow one.
const bool kSodiumReady = sodium_init() >= 0;

}  // namespace

Digest blake2b(std::string_view bytes) {
  Digest digest;
  crypto_generichash(digest.data(), digest.size(),
                     reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), nullptr,
                     0);
  return digest;
}

std::string to_hex(const Digest& digest) {
  std::string text;
  text.reserve(2 * digest.size());
  for (std::uint8_t byte : digest) {
    text += "0123456789abcdef"[byte >> 4];
    text += "0123456789abcdef"[byte & 15];
  }
  return text;
}

std::uint64_t prefix_of(const Digest& digest) {
  std::uint64_t prefix = 0;
  for (std::size_t i = 0; i < sizeof prefix; ++i) prefix = prefix << 8 | digest[i];
  return prefix;
}

void fill_random(std::uint8_t* bytes, std::size_t count) {
  assert(kSodiumReady);
  randombytes_buf(bytes, count);
}

std::uint64_t random_id() {
  std::uint64_t id = 0;
  while (id == 0) randombytes_buf(&id, sizeof id);
  return id;
}

}  // namespace yingbin
