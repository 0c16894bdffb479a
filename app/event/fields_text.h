// Any act or plan as one line of text, through its `visit`: for the state's digest, for comparing
// machines and for messages of failed tests. Not the record format (that is the journal's JSON).
#pragma once

#include <string>
#include <type_traits>
#include <vector>

#include "event/fields.h"
#include "event/identity.h"

namespace yingbin {

class FieldsText {
 public:
  template <class T>
  void operator()(std::string_view name, const T& value) {
    text_ += name;
    text_ += '=';
    put(value);
    text_ += ' ';
  }

  [[nodiscard]] const std::string& text() const { return text_; }

  void put(bool value) { text_ += value ? "yes" : "no"; }
  void put(int value) { text_ += std::to_string(value); }
  void put(std::int64_t value) { text_ += std::to_string(value); }
  void put(std::uint64_t value) { text_ += std::to_string(value); }
  void put(SeatId value) { text_ += to_text(value); }
  void put(RecordId value) { text_ += to_text(value); }
  void put(const RecordName& value) { text_ += to_text(value); }
  template <class Tag>
  void put(Id<Tag> value) {
    text_ += hex(value.value);
  }
  template <std::size_t N>
  void put(const std::array<std::uint8_t, N>& bytes) {
    for (std::uint8_t byte : bytes) text_ += hex(byte, 2);
  }
  void put(const std::string& value) {
    text_ += '"';
    for (char c : value) {
      const bool plain = static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\';
      if (plain) {
        text_ += c;
      } else {
        text_ += '\\' + hex(static_cast<unsigned char>(c), 2);
      }
    }
    text_ += '"';
  }
  template <class T>
  void put(const std::vector<T>& values) {
    text_ += '[';
    for (const T& value : values) {
      put(value);
      text_ += ',';
    }
    text_ += ']';
  }
  template <class T>
  void put(const T& value) {
    if constexpr (std::is_enum_v<T>) {
      text_ += name_of(value);
    } else {
      text_ += '{';
      T::visit(*this, value);
      text_ += '}';
    }
  }

 private:
  std::string text_;
};

// "{field=value field=value }"
template <class T>
std::string fields_text(const T& value) {
  FieldsText text;
  text.put(value);
  return text.text();
}

}  // namespace yingbin
