// The tables of a hub in PostgreSQL, brought up to date by numbered steps that only go forward; one
// process does it at a time. Private to postgres_*.cpp.
#pragma once

#include "hub/postgres_connection.h"

namespace yingbin {

// Throws PostgresError; a Failure where a newer version of this program was here.
Result<void> bring_schema_up_to_date(PostgresConnection& connection,
                                     const PostgresAddress& address);

// The first of the two numbers of an advisory lock says what it guards, the second which event.
enum class Guard : std::int32_t { schema = 0x59425330, event = 0x59424530 };  // "YBS0", "YBE0"

}  // namespace yingbin
