// Numbers and strings as bytes, big endian, and back within bounds. Used by the wire form and the
// cache.
#pragma once

#include <array>
#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

namespace yingbin {

template <std::unsigned_integral Number>
void put_number(std::string& out, Number number) {
  char bytes[sizeof number];
  for (std::size_t i = sizeof number; i-- > 0; number = static_cast<Number>(number >> 4 >> 4)) {
    bytes[i] = static_cast<char>(number & 0xff);
  }
  out.append(bytes, sizeof bytes);
}

template <std::size_t N>
void put_array(std::string& out, const std::array<std::uint8_t, N>& bytes) {
  out.append(reinterpret_cast<const char*>(bytes.data()), N);
}

// Reads from the front. After the first thing that is not there `ok()` is false and all is zero.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : rest_(bytes) {}

  [[nodiscard]] bool ok() const { return ok_; }
  [[nodiscard]] bool at_end() const { return ok_ && rest_.empty(); }
  [[nodiscard]] std::size_t left() const { return rest_.size(); }
  void fail() {
    ok_ = false;
    rest_ = {};
  }

  std::string_view take(std::size_t count) {
    if (count > rest_.size()) fail();
    const std::string_view taken = rest_.substr(0, ok_ ? count : 0);
    rest_.remove_prefix(taken.size());
    return taken;
  }

  template <std::unsigned_integral Number>
  Number number() {
    Number value = 0;
    for (char byte : take(sizeof value)) {
      value = static_cast<Number>(value << 4 << 4 | static_cast<unsigned char>(byte));
    }
    return value;
  }

  template <std::size_t N>
  void array(std::array<std::uint8_t, N>& bytes) {
    const std::string_view taken = take(N);
    for (std::size_t i = 0; i < taken.size(); ++i) bytes[i] = static_cast<std::uint8_t>(taken[i]);
  }

 private:
  std::string_view rest_;
  bool ok_ = true;
};

}  // namespace yingbin
