// One result on standard output, as a JSON object on a line of its own.
#pragma once

#include <cstdio>

#include <nlohmann/json.hpp>

namespace yingbin {

using JsonLine = nlohmann::ordered_json;

inline void print_json(const JsonLine& line) {
  const std::string text = line.dump(-1, ' ', false, JsonLine::error_handler_t::replace) + "\n";
  std::fwrite(text.data(), 1, text.size(), stdout);
}

}  // namespace yingbin
