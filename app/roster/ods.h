// Reads the sheets of an .ods document (LibreOffice, WPS), in their order, row by row into a
// TableSink.
#pragma once

#include "roster/table.h"
#include "roster/zip_archive.h"

namespace yingbin {

[[nodiscard]] Result<void> read_ods(ZipArchive& archive, TableSink& sink);

// One content.xml in memory; for tests and the fuzzer.
[[nodiscard]] Result<void> read_ods_text(std::string_view xml, TableSink& sink);

}  // namespace yingbin
