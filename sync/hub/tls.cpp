#include "hub/tls.h"

#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <fstream>
#include <memory>
#include <sstream>

#include "keys/private_file.h"
#include "text/say.h"

namespace yingbin {

namespace {

template <auto Free>
struct Freed {
  template <class T>
  void operator()(T* one) const {
    Free(one);
  }
};
using Key = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Freed<X509_free>>;
using Memory = std::unique_ptr<BIO, Freed<BIO_free_all>>;

constexpr long kSeconds = 20L * 365 * 24 * 3600;

Failure unusable(const std::filesystem::path& file) {
  return {
      say("{} is no certificate or key that fits: name both files, in PEM form.", file.string())};
}

std::string text_of(BIO* memory) {
  char* bytes = nullptr;
  const long size = BIO_get_mem_data(memory, &bytes);
  return {bytes, static_cast<std::size_t>(size)};
}

Certificate self_signed(EVP_PKEY* key) {
  Certificate certificate(X509_new());
  X509* x509 = certificate.get();
  X509_set_version(x509, 2);
  std::int64_t serial = 0;
  RAND_bytes(reinterpret_cast<unsigned char*>(&serial), sizeof serial);
  ASN1_INTEGER_set_int64(X509_get_serialNumber(x509), serial & INT64_MAX);
  // A laptop's clock may be a day behind: valid from well before.
  X509_gmtime_adj(X509_getm_notBefore(x509), -kSeconds);
  X509_gmtime_adj(X509_getm_notAfter(x509), kSeconds);
  X509_set_pubkey(x509, key);
  X509_NAME* name = X509_get_subject_name(x509);
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC,
                             reinterpret_cast<const unsigned char*>("yingbin-hub"), -1, -1, 0);
  X509_set_issuer_name(x509, name);
  return X509_sign(x509, key, EVP_sha256()) > 0 ? std::move(certificate) : nullptr;
}

Key read_key(const std::filesystem::path& file) {
  const Memory in(BIO_new_file(file.c_str(), "r"));
  return Key(in ? PEM_read_bio_PrivateKey(in.get(), nullptr, nullptr, nullptr) : nullptr);
}

Certificate read_certificate(const std::filesystem::path& file) {
  const Memory in(BIO_new_file(file.c_str(), "r"));
  return Certificate(in ? PEM_read_bio_X509(in.get(), nullptr, nullptr, nullptr) : nullptr);
}

// As `openssl x509 -pubkey | openssl pkey -pubin -outform der | openssl dgst -sha256 -binary |
// base64` prints it.
std::string pin_of(const X509* certificate) {
  unsigned char* der = nullptr;
  const int size = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(certificate), &der);
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int bytes = 0;
  EVP_Digest(der, static_cast<std::size_t>(size), digest, &bytes, EVP_sha256(), nullptr);
  OPENSSL_free(der);
  unsigned char base64[4 * ((EVP_MAX_MD_SIZE + 2) / 3) + 1];
  const int letters = EVP_EncodeBlock(base64, digest, static_cast<int>(bytes));
  return "sha256//" +
         std::string(reinterpret_cast<char*>(base64), static_cast<std::size_t>(letters));
}

Result<void> make_identity(const std::filesystem::path& certificate_file,
                           const std::filesystem::path& key_file) {
  const Failure failure{
      say("The hub's certificate cannot be written to {}: make room, or let the "
          "hub's user write there.",
          certificate_file.parent_path().string())};
  const Key key(EVP_EC_gen("P-256"));
  const Certificate certificate = key ? self_signed(key.get()) : nullptr;
  if (!certificate) return failure;
  const Memory key_text(BIO_new(BIO_s_mem()));
  const Memory certificate_text(BIO_new(BIO_s_mem()));
  PEM_write_bio_PrivateKey(key_text.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
  PEM_write_bio_X509(certificate_text.get(), certificate.get());
  // The key first: a certificate without it would be taken for the identity.
  if (!replace_private_file(key_file, text_of(key_text.get()))) return failure;
  if (!replace_private_file(certificate_file, text_of(certificate_text.get()))) return failure;
  return {};
}

std::string text_of_file(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

}  // namespace

Result<TlsIdentity> shared_tls_identity(const std::filesystem::path& data, PostgresHub& shared) {
  auto own = own_tls_identity(data);
  if (!own) return own;
  // Key and certificate as one text: whoever came first gave both.
  const std::string mine = text_of_file(own->key) + text_of_file(own->certificate);
  const auto kept = shared.put_secret_if_absent("tls", mine);
  if (!kept) return kept.failure();
  const std::size_t cut = kept->find("-----BEGIN CERTIFICATE");
  if (cut == std::string::npos || !replace_private_file(own->key, kept->substr(0, cut)) ||
      !replace_private_file(own->certificate, kept->substr(cut))) {
    return unusable(own->certificate);
  }
  return tls_identity_of(own->certificate, own->key);
}

Result<TlsIdentity> tls_identity_of(const std::filesystem::path& certificate_file,
                                    const std::filesystem::path& key_file) {
  const Certificate certificate = read_certificate(certificate_file);
  if (!certificate) return unusable(certificate_file);
  const Key key = read_key(key_file);
  if (!key || X509_check_private_key(certificate.get(), key.get()) != 1) return unusable(key_file);
  return TlsIdentity{certificate_file, key_file, pin_of(certificate.get())};
}

Result<TlsIdentity> own_tls_identity(const std::filesystem::path& data) {
  const std::filesystem::path certificate = data / "tls.crt";
  const std::filesystem::path key = data / "tls.key";
  std::error_code error;
  std::filesystem::create_directories(data, error);
  if (!std::filesystem::exists(certificate, error)) {
    if (auto made = make_identity(certificate, key); !made) return made.failure();
  }
  return tls_identity_of(certificate, key);
}

}  // namespace yingbin
