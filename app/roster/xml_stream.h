// XML parts of a spreadsheet as a stream of elements (expat). Promises bounded memory: a DOCTYPE,
// endless nesting and endless tags are refused.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "roster/zip_archive.h"
#include "text/result.h"

namespace yingbin {

// Attributes of one element, valid during the call. Names are local: "r:id" is asked for as "id".
class XmlAttributes {
 public:
  explicit XmlAttributes(const char** pairs) : pairs_(pairs) {}
  // Empty when absent. With a family ("office:1.0"), only attributes whose namespace ends in it.
  std::string_view get(std::string_view local_name, std::string_view family = {}) const;
  std::uint64_t number(std::string_view local_name, std::uint64_t otherwise) const;

 private:
  const char** pairs_;
};

class XmlHandler {
 public:
  virtual ~XmlHandler() = default;
  virtual void on_start(std::string_view name, const XmlAttributes& attributes) = 0;
  virtual void on_end(std::string_view name) = 0;
  virtual void on_text(std::string_view text) = 0;
  // Asked after every piece and element; true ends the reading without failure.
  virtual bool finished() const { return false; }
};

// Called after every piece with the bytes inflated so far; false ends the reading without failure.
using PartProgress = std::function<bool(std::uint64_t done)>;

[[nodiscard]] Result<void> read_xml_part(ZipArchive& archive, const std::string& part,
                                         XmlHandler& handler, const PartProgress& progress = {});

// One whole document in memory; for tests and the fuzzer.
[[nodiscard]] Result<void> read_xml_text(std::string_view text, XmlHandler& handler);

}  // namespace yingbin
