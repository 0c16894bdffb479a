#include "protocol/batch.h"

#include <zstd.h>

#include <memory>

#include "journal/bytes.h"
#include "text/say.h"

namespace yingbin {

namespace {

constexpr int kLevel = 1;  // a hub packs for everybody: speed before size

Failure not_a_batch() {
  return {
      say("What came is not a batch of records, or it was cut short. It will be asked for again.")};
}

using Unpacker = std::unique_ptr<ZSTD_DCtx, decltype(&ZSTD_freeDCtx)>;

// Grows with what really comes out: the size a frame claims is the sender's word.
bool unpack(std::string_view packed, std::string& out) {
  const Unpacker unpacker(ZSTD_createDCtx(), &ZSTD_freeDCtx);
  ZSTD_inBuffer in{packed.data(), packed.size(), 0};
  std::size_t left = 1;  // of the frame; 0 when it is whole
  std::size_t filled = 0;
  while (true) {
    out.resize(filled + ZSTD_DStreamOutSize());
    ZSTD_outBuffer part{out.data() + filled, ZSTD_DStreamOutSize(), 0};
    left = ZSTD_decompressStream(unpacker.get(), &part, &in);
    if (ZSTD_isError(left) != 0U) return false;
    filled += part.pos;
    if (filled > kBatchBytes_max) return false;
    if (in.pos == in.size && part.pos < part.size) break;
  }
  out.resize(filled);
  return left == 0;
}

bool read_sealed(ByteReader& in, SealedRecord& sealed) {
  if (!decode_record(in, sealed.record)) return false;
  const auto is_signed = in.number<std::uint8_t>();
  if (is_signed > 1) in.fail();
  if (is_signed == 1) in.array(sealed.signature.emplace());
  return in.ok();
}

}  // namespace

std::string pack_batch(std::span<const SealedRecord> records) {
  std::string bytes(kBatchMagic);
  for (const SealedRecord& sealed : records) {
    encode_record(sealed.record, bytes);
    put_number(bytes, static_cast<std::uint8_t>(sealed.signature.has_value()));
    if (sealed.signature) put_array(bytes, *sealed.signature);
  }
  std::string packed(ZSTD_compressBound(bytes.size()), '\0');
  packed.resize(ZSTD_compress(packed.data(), packed.size(), bytes.data(), bytes.size(), kLevel));
  return packed;
}

Result<std::vector<SealedRecord>> unpack_batch(std::string_view packed) {
  std::string bytes;
  if (packed.size() > kPackedBytes_max || !unpack(packed, bytes)) return not_a_batch();
  return decode_batch(bytes);
}

Result<std::vector<SealedRecord>> decode_batch(std::string_view bytes) {
  if (!bytes.starts_with(kBatchMagic)) return not_a_batch();
  ByteReader in(bytes.substr(kBatchMagic.size()));
  std::vector<SealedRecord> records;
  while (!in.at_end()) {
    if (!read_sealed(in, records.emplace_back())) return not_a_batch();
  }
  return records;
}

}  // namespace yingbin
