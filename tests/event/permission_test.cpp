// What each role may do (rule P1), as the one table says it.
#include "event/permission.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace yingbin {
namespace {

using enum Permission;

constexpr Permission kAll[] = {admit,         undo_any,     approve,     move_seats, release_seats,
                               override_seat, settle,       invite,      erase,      leave,
                               lend_seats,    declare_lost, run_stations};

struct RoleCase {
  Role role;
  std::vector<Permission> may;
};

TEST(Permission, every_role_may_do_its_work_and_nothing_else) {
  const RoleCase cases[] = {
      {Role::greeter, {admit, move_seats, lend_seats}},
      {Role::rep, {}},
      {Role::cashier, {}},
      {Role::coordinator,
       {admit, undo_any, approve, move_seats, release_seats, override_seat, settle, lend_seats,
        declare_lost, run_stations}},
      {Role::administrator,
       {admit, undo_any, approve, move_seats, release_seats, override_seat, settle, invite, erase,
        leave, lend_seats, declare_lost, run_stations}},
  };
  for (const RoleCase& one : cases) {
    const Actor actor{StaffId{1}, {one.role}};
    for (const Permission permission : kAll) {
      const bool expected = std::find(one.may.begin(), one.may.end(), permission) != one.may.end();
      EXPECT_EQ(actor.may(permission), expected)
          << name_of(one.role) << " " << static_cast<int>(permission);
    }
  }
}

TEST(Permission, several_roles_add_up_and_none_is_nothing) {
  const Actor both{StaffId{1}, {Role::rep, Role::greeter}};
  EXPECT_TRUE(both.may(admit));
  EXPECT_FALSE(both.may(settle));
  const Actor none{StaffId{1}, {}};
  for (const Permission permission : kAll) EXPECT_FALSE(none.may(permission));
}

TEST(Permission, where_sign_in_is_off_the_owner_of_the_folder_may_do_all) {
  for (const Permission permission : kAll) EXPECT_TRUE(Actor{}.may(permission));
}

}  // namespace
}  // namespace yingbin
