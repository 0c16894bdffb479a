// What kind of file a guest list is, told by its bytes and not by its name; and what to do when it
// is none that can be read. Used by guest_list.cpp.
#pragma once

#include <string>

#include "roster/byte_source.h"
#include "text/result.h"

namespace yingbin {

enum class ListFormat { xlsx, ods, text };

// `name` is the file's, for messages and its ending.
[[nodiscard]] Result<ListFormat> detect_list_format(ByteSource& source, const std::string& name);

}  // namespace yingbin
