#include "support/places.h"

namespace yingbin::test {

namespace {

std::string below(std::string_view folder, std::string_view path) {
  std::string whole(folder);
  if (!path.empty()) whole.append("/").append(path);
  return whole;
}

}  // namespace

std::string in_source(std::string_view path) { return below(YINGBIN_SOURCE_DIR, path); }
std::string in_build(std::string_view path) { return below(YINGBIN_BINARY_DIR, path); }

}  // namespace yingbin::test
