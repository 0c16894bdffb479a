// Batches that were just packed, for the many stations that wait for the same news.
#pragma once

#include <array>
#include <string>

#include "protocol/message.h"

namespace yingbin {

struct PackedAnswer {
  Cursor after;
  std::uint64_t held = 0;  // records that the hub held then
  Cursor until;
  bool more = false;
  std::string body;
};

class AnswerCache {
 public:
  [[nodiscard]] const PackedAnswer* find(const Cursor& after, std::uint64_t held) const {
    for (const PackedAnswer& answer : answers_) {
      if (answer.held == held && answer.after == after && !answer.body.empty()) return &answer;
    }
    return nullptr;
  }
  const PackedAnswer& put(PackedAnswer answer) {
    next_ = (next_ + 1) % answers_.size();
    return answers_[next_] = std::move(answer);
  }

 private:
  std::array<PackedAnswer, 8> answers_;
  std::size_t next_ = 0;
};

}  // namespace yingbin
