#include "event/permission.h"

#include <algorithm>

namespace yingbin {

namespace {

struct Row {
  Role role;
  std::vector<Permission> may;
};

const std::vector<Row>& table() {
  using enum Permission;
  static const std::vector<Row> kTable = {
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
  return kTable;
}

}  // namespace

bool Actor::may(Permission wanted) const {
  if (!staff) return true;
  return std::any_of(table().begin(), table().end(), [&](const Row& row) {
    return std::find(roles.begin(), roles.end(), row.role) != roles.end() &&
           std::find(row.may.begin(), row.may.end(), wanted) != row.may.end();
  });
}

}  // namespace yingbin
