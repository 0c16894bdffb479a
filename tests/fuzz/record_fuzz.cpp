// Bytes from another station: the wire form, the digests and the acts inside.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "journal/encoding.h"
#include "journal/stored_record.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

// Whatever decodes has this one encoding.
void read_as_body(std::string_view kind, std::string_view body) {
  const yingbin::RecordedAct read = yingbin::decode_act(kind, body);
  const auto* act = std::get_if<yingbin::Act>(&read);
  if (!act) return;
  std::string again;
  std::string why;
  require(yingbin::encode_act(*act, again, why));
  require(again == body);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const auto records = yingbin::decode_wire(bytes)) {
    require(yingbin::encode_wire(*records) == bytes);
    for (const yingbin::StoredRecord& record : *records) {
      static_cast<void>(yingbin::defect_of(record));
      static_cast<void>(yingbin::to_record(record));
      if (record.body) read_as_body(record.kind, record.body->bytes);
    }
    return 0;
  }
  const auto space = bytes.find(' ');  // else "kind body"
  if (space == std::string_view::npos) return 0;
  read_as_body(bytes.substr(0, space), bytes.substr(space + 1));
  return 0;
}
