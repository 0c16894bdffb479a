// Acts as the bytes of a record's body and back. One act has exactly one encoding: JSON without
// spaces, fields in visit order, none missing, none extra. app/journal/README.md writes it down.
#pragma once

#include <string>
#include <string_view>

#include "event/record.h"
#include "text/result.h"

namespace yingbin {

inline constexpr std::size_t kBodyBytes_max = 1 << 20;
inline constexpr std::size_t kOpenEventBytes_max = 8 << 20;
std::size_t body_bytes_max(std::string_view kind);

// Appends the body to `out`. False, with `why`, for what could not be read back: a text that is not
// UTF-8 or holds a NUL, a seat, record or enumerator that does not exist, a body that is too large.
[[nodiscard]] bool encode_act(const Act& act, std::string& out, std::string& why);

// Never fails: a kind that this version does not know, or a body that it cannot read, is an
// UnknownAct.
RecordedAct decode_act(std::string_view kind, std::string_view body);

bool is_known_kind(std::string_view kind);

// Appends the subjects' texts, one space between two. Reading never fails (parse_subject).
void encode_subjects(const Subjects& subjects, std::string& out);
Subjects decode_subjects(std::string_view texts);

}  // namespace yingbin
