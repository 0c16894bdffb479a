// Where the tests find the project's files and the build's. Only places.cpp is compiled with these
// paths, so that the compiler cache serves every other test in whatever folder the project lies.
#pragma once

#include <string>
#include <string_view>

namespace yingbin::test {

std::string in_source(std::string_view path);  // "assets/sample" below the project's folder
std::string in_build(std::string_view path);   // "bin/yingbin" below this build's folder

}  // namespace yingbin::test
