// The states of one kind of subject, each with its history, by key. Owned by EventState, which asks
// some twenty times for every record: one look at a flat table and one at the cell. Cells stay
// where they are as long as the table lives; nothing is ever taken out.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <cstdint>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

#include "event/history.h"

namespace yingbin {

template <class Key, class State>
class Cells {
 public:
  struct Cell {
    Key key{};
    History history{};
    State state{};
  };

  [[nodiscard]] const Cell* find(const Key& key) const {
    if (size_ == 0) return nullptr;
    const std::uint32_t number = slots_[slot_of(key)].number;
    return number == kFree ? nullptr : &cell(number);
  }
  [[nodiscard]] Cell* find(const Key& key) {
    return const_cast<Cell*>(std::as_const(*this).find(key));
  }
  [[nodiscard]] const Cell& at(const Key& key) const {
    const Cell* found = find(key);
    assert(found);
    return *found;
  }
  // Made if there is none.
  Cell& operator[](const Key& key) {
    if (2 * size_ >= slots_.size()) grow();
    Slot& slot = slots_[slot_of(key)];
    if (slot.number != kFree) return cell(slot.number);
    if (size_ % kBlock == 0) blocks_.push_back(std::make_unique<Block>());
    slot = {tag_of(std::hash<Key>()(key)), static_cast<std::uint32_t>(size_++)};
    Cell& made = cell(slot.number);
    made.key = key;
    return made;
  }

  [[nodiscard]] std::size_t size() const { return size_; }
  template <class Visitor>
  void for_each(const Visitor& visitor) const {
    for (std::size_t i = 0; i < size_; ++i) visitor(cell(i));
  }

 private:
  static constexpr std::uint32_t kFree = UINT32_MAX;
  static constexpr std::size_t kBlock = 64;
  using Block = std::array<Cell, kBlock>;
  // The tag, other bits of the hash than those that choose the slot, spares looks at wrong cells.
  struct Slot {
    std::uint32_t tag = 0;
    std::uint32_t number = kFree;
  };

  static std::uint32_t tag_of(std::size_t hash) { return static_cast<std::uint32_t>(hash); }
  [[nodiscard]] const Cell& cell(std::size_t number) const {
    return (*blocks_[number / kBlock])[number % kBlock];
  }
  [[nodiscard]] Cell& cell(std::size_t number) {
    return (*blocks_[number / kBlock])[number % kBlock];
  }

  // Where the key is or belongs. A multiplication spread it: the upper bits are the good ones.
  [[nodiscard]] std::size_t slot_of(const Key& key) const {
    const std::size_t hash = std::hash<Key>()(key);
    std::size_t at = hash >> shift_;
    for (;; at = (at + 1) & (slots_.size() - 1)) {
      const Slot& slot = slots_[at];
      if (slot.number == kFree) return at;
      if (slot.tag == tag_of(hash) && cell(slot.number).key == key) return at;
    }
  }

  void grow() {
    const std::size_t slots = std::max<std::size_t>(16, 2 * slots_.size());
    slots_.assign(slots, Slot{});
    shift_ = 64 - std::countr_zero(slots);
    for (std::size_t i = 0; i < size_; ++i) {
      const Key& key = cell(i).key;
      slots_[slot_of(key)] = {tag_of(std::hash<Key>()(key)), static_cast<std::uint32_t>(i)};
    }
  }

  std::vector<Slot> slots_;  // a power of two of them, at most half in use
  std::vector<std::unique_ptr<Block>> blocks_;
  std::size_t size_ = 0;
  int shift_ = 64;
};

// The keys of all cells, ascending.
template <class Key, class State>
std::vector<Key> sorted_keys(const Cells<Key, State>& cells) {
  std::vector<Key> keys;
  keys.reserve(cells.size());
  cells.for_each([&](const auto& cell) { keys.push_back(cell.key); });
  std::sort(keys.begin(), keys.end());
  return keys;
}

}  // namespace yingbin
