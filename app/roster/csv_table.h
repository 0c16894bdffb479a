// Reads a separated text list (.csv, .txt, .tsv) row by row into a TableSink: ICU decodes, libcsv
// splits. Comma, semicolon, tab or bar: the one that makes the most headings recognisable.
#pragma once

#include "roster/byte_source.h"
#include "roster/encoding.h"
#include "roster/table.h"
#include "text/result.h"

namespace yingbin {

[[nodiscard]] Result<void> read_csv(ByteSource& source, TextEncoding encoding, TableSink& sink);

}  // namespace yingbin
