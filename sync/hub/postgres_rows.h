// Rows of records as they stand in hub_record. Private to postgres_*.cpp.
#pragma once

#include "hub/postgres_connection.h"
#include "journal/ledger.h"

namespace yingbin {

// The columns that read_row and read_sealed expect.
#define YINGBIN_ROW_COLUMNS "position, own, head, body, signature"

StoredRow read_row(const Rows& rows, int row);
SealedRow read_sealed(const Rows& rows, int row);

}  // namespace yingbin
