// Reads the sheets of an .xlsx workbook, in their order, row by row into a TableSink.
#pragma once

#include "roster/table.h"
#include "roster/xlsx_workbook.h"
#include "roster/xml_stream.h"
#include "roster/zip_archive.h"

namespace yingbin {

// Hidden sheets are passed over. Each sheet is read twice: first for its merged ranges, which the
// format keeps behind the rows, and its checksum, so that no row of a damaged sheet is told.
[[nodiscard]] Result<void> read_xlsx(ZipArchive& archive, TableSink& sink);

// One worksheet document in memory; for tests and the fuzzer.
[[nodiscard]] Result<void> read_xlsx_sheet_text(std::string_view xml, const XlsxWorkbook& workbook,
                                                TableSink& sink);

}  // namespace yingbin
