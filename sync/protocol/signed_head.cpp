#include "protocol/signed_head.h"

#include <set>

#include "journal/bytes.h"

namespace yingbin {

namespace {

std::string message_of(EventId event, const Head& head) {
  std::string message = "yingbin head\n";
  put_number(message, static_cast<std::uint32_t>(event.value));
  put_number(message, head.id.origin.value);
  put_number(message, head.id.seq);
  put_array(message, head.digest);
  return message;
}

Bytes bytes_of(const std::string& text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

}  // namespace

Signature sign_head(const SecretKey& device, EventId event, const Head& head) {
  return device.sign(bytes_of(message_of(event, head)));
}

bool head_holds(EventId event, const Head& head, const Signature& signature, const PublicKey& key) {
  return signature_holds(bytes_of(message_of(event, head)), signature, key);
}

void sign_own(const SecretKey& device, std::vector<SealedRecord>& records) {
  std::set<Digest> followed;
  for (std::size_t i = records.size(); i-- > 0;) {
    SealedRecord& sealed = records[i];
    if (!sealed.own) continue;
    const StoredRecord& record = sealed.record;
    if (!followed.contains(record.digest)) {
      sealed.signature = sign_head(device, record.event, {record.id, record.digest});
    }
    followed.insert(record.previous);
  }
}

}  // namespace yingbin
