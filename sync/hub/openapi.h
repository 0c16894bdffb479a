// What the hub says of its own interface, at /openapi.json (OpenAPI 3.1): openapi.json beside this.
#pragma once

#include <string_view>

namespace yingbin {

std::string_view openapi();

}  // namespace yingbin
