// Who a guest is: the only record of names, phones and addresses, so that it can be erased (rule
// B2).
#pragma once

#include <string>
#include <vector>
#include "event/fields.h"
#include "event/identity.h"
#include "event/subject.h"

namespace yingbin {

struct WritePerson {
  static constexpr std::string_view kKind = "write_person";

  GuestId guest;
  std::string name;
  std::vector<std::string> phones;  // digits
  std::string address;
  std::vector<std::string> companions;  // names
  std::string list_id;                  // the guest list's own id, or empty
  std::vector<std::string> tags;

  bool operator==(const WritePerson&) const = default;
  [[nodiscard]] Subjects subjects() const { return {subject_of(guest)}; }
  template <class V, class S>
  static void visit(V& v, S& s) {
    v("guest", s.guest);
    v("name", s.name);
    v("phones", s.phones);
    v("address", s.address);
    v("companions", s.companions);
    v("list_id", s.list_id);
    v("tags", s.tags);
  }
};

}  // namespace yingbin
