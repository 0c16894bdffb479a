// A failure of the world (disk, file, device), told in a sentence that says what to do next.
#pragma once

#include <cassert>
#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace yingbin {

struct Failure {
  std::string message;  // one sentence or two, translated, with the next step
};

// Either a value or a Failure. A "no" of the rules is a Verdict, a bug an assertion: neither is
// here.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : held_(std::move(value)) {}
  Result(Failure failure) : held_(std::move(failure)) {}

  explicit operator bool() const { return std::holds_alternative<T>(held_); }
  T& operator*() & { return std::get<T>(held_); }
  const T& operator*() const& { return std::get<T>(held_); }
  T&& operator*() && { return std::get<T>(std::move(held_)); }
  T* operator->() { return &std::get<T>(held_); }
  const T* operator->() const { return &std::get<T>(held_); }
  const Failure& failure() const { return std::get<Failure>(held_); }
  const std::string& message() const { return failure().message; }

 private:
  std::variant<T, Failure> held_;
};

template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Failure failure) : failure_(std::move(failure)) {}

  explicit operator bool() const { return !failure_; }
  const Failure& failure() const { return *failure_; }
  const std::string& message() const { return failure_->message; }

 private:
  std::optional<Failure> failure_;
};

}  // namespace yingbin
