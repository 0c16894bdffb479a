// Ed25519 keys as values: a secret key that never leaves guarded memory and is wiped when it goes,
// and the public half that records carry. invite_keys.h stores them; invitation_code.h signs with
// them.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>

namespace yingbin {

using PublicKey = std::array<std::uint8_t, 32>;
using Signature = std::array<std::uint8_t, 64>;
using Bytes = std::span<const std::uint8_t>;

// The machinery of one secret key. Guarded memory: outside core dumps, wiped before it is freed.
class SecretKey {
 public:
  [[nodiscard]] PublicKey public_key() const;
  [[nodiscard]] Signature sign(Bytes message) const;
  // The 32 bytes that the key is stored as. Valid while the key lives; copy it nowhere but to its
  // file.
  [[nodiscard]] std::span<const std::uint8_t, 32> seed() const;

 protected:
  explicit SecretKey(std::span<const std::uint8_t, 32> seed);
  SecretKey();  // a fresh random key

 private:
  struct Wipe {
    void operator()(std::uint8_t* bytes) const;
  };
  std::unique_ptr<std::uint8_t[], Wipe> bytes_;  // libsodium's form: seed, then public key
};

// Signs invitation codes of one event; each issuing station has its own (DESIGN §7).
class InviteSecretKey : public SecretKey {
 public:
  InviteSecretKey() = default;
  explicit InviteSecretKey(std::span<const std::uint8_t, 32> seed) : SecretKey(seed) {}
};

// Signs the heads of a device's own runs of records (DESIGN §4).
class DeviceSecretKey : public SecretKey {
 public:
  DeviceSecretKey() = default;
  explicit DeviceSecretKey(std::span<const std::uint8_t, 32> seed) : SecretKey(seed) {}
};

[[nodiscard]] bool signature_holds(Bytes message, const Signature& signature, const PublicKey& key);

}  // namespace yingbin
