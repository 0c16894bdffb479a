// Decoded records in a compact file, so that a start does not read JSON. Deletable at any time: it
// holds nothing that the journal does not. Only the journal uses it.
//
// The file is a row of blocks; each says which positions of the journal it covers, for which layout
// of the acts, and which heads the journal had at its end. A block that is torn, altered or of
// another program ends the file; heads that the journal does not hold make it worthless as a whole.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "event/record.h"
#include "journal/journal.h"

namespace yingbin {

// Appends a record in the cache's form; `read_cached` reads what it wrote. False: not one.
void put_cached(const Record& record, std::string& out);
[[nodiscard]] bool read_cached(class ByteReader& in, Record& record);

class RecordCache {
 public:
  explicit RecordCache(std::filesystem::path file) : file_(std::move(file)) {}

  // Reads the file. Afterwards `last()` is the last position covered, and `heads()` the journal's
  // then.
  void open();
  [[nodiscard]] std::uint64_t last() const { return last_; }
  [[nodiscard]] const std::vector<Head>& heads() const { return heads_; }
  // Every record covered, in order. False: a record could not be read, and the cache is not to be
  // used.
  [[nodiscard]] bool read(const std::function<void(const Record&)>& take) const;
  void forget();  // covers nothing any more; the next `extend` starts the file again

  // Adds records from `last() + 1` to `last`. A failure only costs time at the next start.
  bool extend(std::uint64_t last, const std::vector<Head>& heads, std::string_view records);
  void close() { bytes_ = {}; }  // the memory; what `last()` says stays

 private:
  bool read_block(std::string_view bytes, std::size_t& size);

  std::filesystem::path file_;
  std::string bytes_;
  std::vector<std::string_view> blocks_;  // the records' parts in bytes_
  std::size_t valid_bytes_ = 0;
  std::uint64_t last_ = 0;
  std::vector<Head> heads_;
};

}  // namespace yingbin
