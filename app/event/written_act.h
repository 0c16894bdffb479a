// The act of a record: written once, never changed, shared by everybody who holds the record, and
// in memory no larger than the act itself (a variant is as large as its largest alternative).
#pragma once

#include <cstdint>
#include <memory>
#include <type_traits>
#include <utility>
#include <variant>

#include "event/act.h"

namespace yingbin {

// A kind that this version does not know, or a known one whose body it cannot read: kept,
// forwarded, counted, and its subjects are doubtful.
struct UnknownAct {
  std::string kind;
  std::string reason;  // empty for an unknown kind; else why the body could not be read
  bool operator==(const UnknownAct&) const = default;
};

// A personal record whose body was dropped for ever.
struct ErasedAct {
  bool operator==(const ErasedAct&) const = default;
};

using RecordedAct = std::variant<Act, UnknownAct, ErasedAct>;

class WrittenAct {
  template <class... Acts>
  static auto all_kinds(const std::variant<Acts...>*)
      -> std::variant<Acts..., UnknownAct, ErasedAct>;
  using Kinds = decltype(all_kinds(static_cast<const Act*>(nullptr)));
  static constexpr std::size_t kCount = std::variant_size_v<Kinds>;

 public:
  WrittenAct() : WrittenAct(ErasedAct{}) {}
  // From any one act, known or not.
  template <class A>
  requires std::is_constructible_v<Kinds, A&&> WrittenAct(
      A&& act)  // NOLINT(google-explicit-constructor): an act becomes a written one
      : index_(index_in<std::decay_t<A>, Kinds>()),
        act_(std::make_shared<const std::decay_t<A>>(std::forward<A>(act))) {}
  WrittenAct(Act act)  // NOLINT(google-explicit-constructor)
      : WrittenAct(std::visit([](auto& one) { return WrittenAct(std::move(one)); }, act)) {}
  WrittenAct(RecordedAct act)  // NOLINT(google-explicit-constructor)
      : WrittenAct(std::visit([](auto& one) { return WrittenAct(std::move(one)); }, act)) {}

  // The act if it is of this kind, which may be UnknownAct or ErasedAct; else nothing.
  template <class A>
  [[nodiscard]] const A* as() const {
    return index_ == index_in<A, Kinds>() ? static_cast<const A*>(act_.get()) : nullptr;
  }

  // Calls `visitor` with the act, an UnknownAct or an ErasedAct.
  template <class Visitor>
  void visit(const Visitor& visitor) const {
    visit_one(visitor, std::make_index_sequence<kCount>());
  }

  bool operator==(const WrittenAct& other) const {
    if (index_ != other.index_) return false;
    bool same = false;
    visit([&](const auto& act) {
      same = act == *static_cast<const std::decay_t<decltype(act)>*>(other.act_.get());
    });
    return same;
  }

 private:
  template <class Visitor, std::size_t... I>
  void visit_one(const Visitor& visitor, std::index_sequence<I...>) const {
    const auto call = [&]<std::size_t N>(std::integral_constant<std::size_t, N>) {
      if (index_ != N) return false;
      visitor(*static_cast<const std::variant_alternative_t<N, Kinds>*>(act_.get()));
      return true;
    };
    static_cast<void>((call(std::integral_constant<std::size_t, I>()) || ...));
  }

  std::uint8_t index_;
  std::shared_ptr<const void> act_;
};

}  // namespace yingbin
