// What a hub or somebody in between sends: packed and unpacked batches, cursors, JSON answers. The
// first byte says which.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "protocol/answers.h"
#include "protocol/batch.h"
#include "protocol/message.h"
#include "protocol/verifier.h"

namespace {

using namespace yingbin;

void require(bool holds) {
  if (!holds) std::abort();
}

// Nobody's signature can hold here: nothing may be believed.
void check(std::vector<SealedRecord> records) {
  Verifier verifier(EventId{1});
  verifier.know(OriginId{1}, PublicKey{}, /*names=*/true);
  const std::size_t sent = records.size();
  const Verdicts verdicts = verifier.check(std::move(records));
  std::size_t rejected = 0;
  for (const Rejected& run : verdicts.rejected) rejected += run.records;
  require(verdicts.believed.size() + rejected == sent);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  switch (data[0] % 4) {
    case 0:
      if (auto records = unpack_batch(bytes)) check(*std::move(records));
      return 0;
    case 1: {
      const std::string whole = std::string(kBatchMagic) + std::string(bytes);
      auto records = decode_batch(whole);
      if (!records) return 0;
      const auto again = unpack_batch(pack_batch(*records));
      require(again && again->size() == records->size());
      check(*std::move(records));
      return 0;
    }
    case 2:
      static_cast<void>(parse_push_answer(bytes));
      static_cast<void>(parse_enrol_answer(bytes));
      static_cast<void>(parse_stations_answer(bytes));
      static_cast<void>(parse_allotment_answer(bytes));
      static_cast<void>(problem_title(bytes));
      return 0;
    default:
      if (const auto cursor = parse_cursor(bytes))
        require(parse_cursor(to_text(*cursor)) == cursor);
      static_cast<void>(parse_credential(bytes));
      return 0;
  }
}
