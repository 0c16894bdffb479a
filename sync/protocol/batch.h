// Records in one body of a request or an answer: the bytes, compressed, and back within bounds.
// Form 1: kBatchMagic, then for each record its wire form (app/journal/README.md), u8 1 and the 64
// bytes of its signature where a run ends, u8 0 elsewhere; the whole compressed by zstd.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "journal/journal.h"

namespace yingbin {

inline constexpr std::string_view kBatchMagic = "YBSYN1\r\n";
inline constexpr std::size_t kBatchBytes_max = 32 << 20;      // unpacked
inline constexpr std::size_t kPackedBytes_max = 16 << 20;     // as it crosses the wire
inline constexpr std::size_t kBatchBytes_wanted = 512 << 10;  // unpacked: where a sender cuts

std::string pack_batch(std::span<const SealedRecord> records);

// What it says once it is unpacked.
Result<std::vector<SealedRecord>> decode_batch(std::string_view bytes);

// Digests are not checked here (defect_of). An open_event of 8 MiB and a run of its author's other
// records must fit; nothing beyond the bounds is unpacked.
Result<std::vector<SealedRecord>> unpack_batch(std::string_view bytes);

}  // namespace yingbin
