// PostgreSQL's binary form of what a statement gets: one array for a column of many rows, built in
// place, and the list of a statement's parameters. Private to postgres_*.cpp.
#pragma once

#include <array>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "journal/bytes.h"

namespace yingbin {

// The unsigned order of 64 bits as PostgreSQL's signed one knows it: branches of a fork are read in
// order of their digests.
inline std::int64_t to_ordered(std::uint64_t value) {
  return static_cast<std::int64_t>(value ^ (1ULL << 63));
}

// The numbers of PostgreSQL's own types (pg_type.dat).
enum class ElementType : std::uint32_t { bytes = 17, number = 20 };

class BinaryArray {
 public:
  explicit BinaryArray(ElementType type) : type_(type) { clear(); }

  void clear() {
    out_.assign(kHead, '\0');
    count_ = 0;
    has_null_ = false;
  }
  void add_number(std::uint64_t value) {
    begin(sizeof value);
    put_number(out_, value);
  }
  void add_bytes(std::string_view bytes) {
    begin(bytes.size());
    out_ += bytes;
  }
  void add_null() {
    begin(~std::size_t{0});
    has_null_ = true;
  }
  // Bytes that `write` appends: nothing is put together elsewhere first.
  template <class Write>
  void add_written(const Write& write) {
    const std::size_t at = out_.size();
    begin(0);
    write(out_);
    const auto size = static_cast<std::uint32_t>(out_.size() - at - kLength);
    patch(at, size);
  }
  [[nodiscard]] std::size_t count() const { return count_; }
  [[nodiscard]] std::size_t size() const { return out_.size(); }

  // Valid until the next change.
  [[nodiscard]] std::string_view bytes() {
    const std::array<std::uint32_t, 5> head = {1, has_null_, static_cast<std::uint32_t>(type_),
                                               static_cast<std::uint32_t>(count_), 1};
    for (std::size_t i = 0; i < head.size(); ++i) patch(i * kLength, head[i]);
    return out_;
  }

 private:
  static constexpr std::size_t kLength = 4;
  static constexpr std::size_t kHead = 5 * kLength;  // dimensions, nulls, type, count, first index

  void begin(std::size_t length) {
    put_number(out_, static_cast<std::uint32_t>(length));
    ++count_;
  }
  void patch(std::size_t at, std::uint32_t number) {
    for (std::size_t i = kLength; i-- > 0; number >>= 8) {
      out_[at + i] = static_cast<char>(number & 0xff);
    }
  }

  ElementType type_;
  std::string out_;
  std::size_t count_ = 0;
  bool has_null_ = false;
};

// Views of bytes are not copied: they must outlive the call. It points into itself, so it stays
// where it is.
class Parameters {
 public:
  Parameters() = default;
  Parameters(const Parameters&) = delete;
  Parameters& operator=(const Parameters&) = delete;

  Parameters& number(std::uint64_t value) {
    std::string& bytes = numbers_.emplace_back();
    put_number(bytes, value);
    return view(bytes);
  }
  Parameters& flag(bool value) { return view(value ? "\1" : std::string_view("\0", 1)); }
  Parameters& view(std::string_view bytes) {
    values_.push_back(bytes.data());
    lengths_.push_back(static_cast<int>(bytes.size()));
    formats_.push_back(1);
    return *this;
  }
  Parameters& null() {
    values_.push_back(nullptr);
    lengths_.push_back(0);
    formats_.push_back(1);
    return *this;
  }

  [[nodiscard]] int count() const { return static_cast<int>(values_.size()); }
  [[nodiscard]] const char* const* values() const { return values_.data(); }
  [[nodiscard]] const int* lengths() const { return lengths_.data(); }
  [[nodiscard]] const int* formats() const { return formats_.data(); }

 private:
  std::deque<std::string> numbers_;  // short strings, which never move
  std::vector<const char*> values_;
  std::vector<int> lengths_;
  std::vector<int> formats_;
};

}  // namespace yingbin
