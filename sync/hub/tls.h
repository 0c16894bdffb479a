// The hub's certificate: made at the first start, or one of the owner's own. Stations know it by
// its public key, which they pinned when they were enrolled; no authority is asked.
#pragma once

#include <filesystem>
#include <string>

#include "hub/postgres_hub.h"
#include "text/result.h"

namespace yingbin {

struct TlsIdentity {
  std::filesystem::path certificate;  // PEM
  std::filesystem::path key;          // PEM, for its owner only
  std::string pin;                    // "sha256//" and Base64 of the SHA-256 of the public key
};

// data/tls.crt and data/tls.key; ECDSA on P-256 (RFC 5480), self-signed, for twenty years.
Result<TlsIdentity> own_tls_identity(const std::filesystem::path& data);
// The one of all hubs on a database, written to the same files.
Result<TlsIdentity> shared_tls_identity(const std::filesystem::path& data, PostgresHub& shared);
Result<TlsIdentity> tls_identity_of(const std::filesystem::path& certificate,
                                    const std::filesystem::path& key);

}  // namespace yingbin
