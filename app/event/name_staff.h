// Names a member of the staff, or changes their name, roles or standing (rule P1).
#pragma once

#include <string>
#include <vector>
#include "event/fields.h"
#include "event/identity.h"
#include "event/subject.h"

namespace yingbin {

enum class Role : std::uint8_t { greeter, rep, cashier, coordinator, administrator };

template <>
struct Names<Role> {
  static constexpr std::pair<Role, std::string_view> list[] = {
      {Role::greeter, "greeter"},
      {Role::rep, "rep"},
      {Role::cashier, "cashier"},
      {Role::coordinator, "coordinator"},
      {Role::administrator, "administrator"}};
};

struct NameStaff {
  static constexpr std::string_view kKind = "name_staff";

  StaffId staff;
  std::string name;
  std::vector<Role> roles;
  bool active = true;

  bool operator==(const NameStaff&) const = default;
  [[nodiscard]] Subjects subjects() const { return {subject_of(staff)}; }
  template <class V, class S>
  static void visit(V& v, S& s) {
    v("staff", s.staff);
    v("name", s.name);
    v("roles", s.roles);
    v("active", s.active);
  }
};

}  // namespace yingbin
