#include "keys/signing_key.h"

#include <algorithm>
#include <cassert>
#include <new>

#include <sodium.h>

namespace yingbin {
namespace {

constexpr std::size_t kSecretSize = crypto_sign_SECRETKEYBYTES;
static_assert(std::tuple_size_v<PublicKey> == crypto_sign_PUBLICKEYBYTES);
static_assert(std::tuple_size_v<Signature> == crypto_sign_BYTES);

std::uint8_t* guarded_memory() {
  const bool sodium_ready = sodium_init() >= 0;  // idempotent; needed before sodium_malloc
  assert(sodium_ready);
  void* memory = sodium_ready ? sodium_malloc(kSecretSize) : nullptr;
  if (memory == nullptr) throw std::bad_alloc();
  return static_cast<std::uint8_t*>(memory);
}

}  // namespace

void SecretKey::Wipe::operator()(std::uint8_t* bytes) const { sodium_free(bytes); }

SecretKey::SecretKey() : bytes_(guarded_memory()) {
  PublicKey unused;
  crypto_sign_keypair(unused.data(), bytes_.get());
}

SecretKey::SecretKey(std::span<const std::uint8_t, 32> seed) : bytes_(guarded_memory()) {
  PublicKey unused;
  crypto_sign_seed_keypair(unused.data(), bytes_.get(), seed.data());
}

PublicKey SecretKey::public_key() const {
  PublicKey key;
  crypto_sign_ed25519_sk_to_pk(key.data(), bytes_.get());
  return key;
}

Signature SecretKey::sign(Bytes message) const {
  Signature signature;
  crypto_sign_detached(signature.data(), nullptr, message.data(), message.size(), bytes_.get());
  return signature;
}

std::span<const std::uint8_t, 32> SecretKey::seed() const {
  return std::span<const std::uint8_t, 32>(bytes_.get(), 32);
}

bool signature_holds(Bytes message, const Signature& signature, const PublicKey& key) {
  return crypto_sign_verify_detached(signature.data(), message.data(), message.size(),
                                     key.data()) == 0;
}

}  // namespace yingbin
