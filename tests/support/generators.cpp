#include "support/generators.h"

#include <concepts>
#include <limits>
#include <type_traits>

namespace yingbin::support {

namespace {

template <class T>
concept Enumerator = std::is_enum_v<T>;
template <class T>
concept Number = std::integral<T> && !std::same_as<T, bool>;

// Fills an act field by field, through the same visit functions that the journal uses.
class Filler {
 public:
  explicit Filler(std::uint64_t ids) : ids_(ids) {}

  template <class T>
  void operator()(std::string_view, T& value) {
    fill(value);
  }

 private:
  void fill(bool& value) { value = *rc::gen::arbitrary<bool>(); }
  void fill(std::string& text) {
    text =
        ids_ > 0 ? std::string(1, static_cast<char>('a' + *rc::gen::inRange(0, 5))) : *any_text();
  }
  template <Number N>
  void fill(N& number) {
    if (ids_ > 0) {
      number = *rc::gen::inRange<N>(0, 7);
    } else {
      number = *rc::gen::oneOf(rc::gen::arbitrary<N>(),
                               rc::gen::element(std::numeric_limits<N>::min(),
                                                std::numeric_limits<N>::max(), N{0}, N{1}));
    }
  }
  template <Enumerator E>
  void fill(E& value) {
    const auto last = static_cast<int>(std::size(Names<E>::list));
    value = Names<E>::list[*rc::gen::inRange(0, last)].first;
  }
  template <class Tag>
  void fill(Id<Tag>& id) {
    id.value = ids_ > 0 ? *rc::gen::inRange<std::uint64_t>(1, ids_ + 1)
                        : *rc::gen::arbitrary<std::uint64_t>();
  }
  void fill(EventId& id) { id.value = ids_ > 0 ? 1 : *rc::gen::arbitrary<std::uint32_t>(); }
  void fill(SeatId& seat) {
    const auto most = static_cast<std::uint16_t>(ids_ > 0 ? ids_ : 65535);
    seat.zone = *rc::gen::inRange<std::uint16_t>(1, ids_ > 0 ? 2 : most);
    seat.row = *rc::gen::inRange<std::uint16_t>(0, ids_ > 0 ? 1 : most);
    seat.number = static_cast<std::uint16_t>(*rc::gen::inRange<int>(1, most + 1));
  }
  void fill(RecordName& name) {
    fill(name.id.origin);
    name.id.seq = *rc::gen::inRange<std::uint64_t>(1, ids_ > 0 ? ids_ + 1 : ~0ULL);
    name.digest = *rc::gen::inRange<std::uint64_t>(0, ids_ > 0 ? 2 : ~0ULL);
  }
  template <std::size_t N>
  void fill(std::array<std::uint8_t, N>& bytes) {
    for (std::uint8_t& byte : bytes) byte = *rc::gen::arbitrary<std::uint8_t>();
  }
  template <class T>
  void fill(std::vector<T>& values) {
    values.resize(*rc::gen::inRange<std::size_t>(0, 4));
    for (T& value : values) fill(value);
  }
  template <class A>
  requires requires(Filler& filler, A& value) { A::visit(filler, value); }
  void fill(A& value) { A::visit(*this, value); }

  std::uint64_t ids_;
};

template <class... Acts>
Act pick(int index, std::uint64_t ids, const std::variant<Acts...>*) {
  Act act;
  int at = 0;
  const auto fill = [&]<class A>(A one) {
    if (at++ != index) return;
    Filler filler(ids);
    A::visit(filler, one);
    act = std::move(one);
  };
  (fill(Acts{}), ...);
  return act;
}

}  // namespace

rc::Gen<std::string> any_text() {
  static const std::vector<std::string> pieces = {"a",
                                                  "Z",
                                                  "0",
                                                  " ",
                                                  "\"",
                                                  "\\",
                                                  "/",
                                                  "\n",
                                                  "\r",
                                                  "\t",
                                                  "\b",
                                                  "\f",
                                                  "\x01",
                                                  "\x1b[31m",
                                                  "\x1f",
                                                  "\x7f",
                                                  "·",
                                                  "é",
                                                  "张",
                                                  "龑",
                                                  "翀",
                                                  "𬱖",
                                                  "😀",
                                                  "'; DROP TABLE record; --",
                                                  "%s",
                                                  "{}",
                                                  "\xef\xbb\xbf",
                                                  "\xf4\x8f\xbf\xbf",
                                                  "\xed\x9f\xbf",
                                                  "\xee\x80\x80"};
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(pieces)),
                      [](const std::vector<std::string>& parts) {
                        std::string text;
                        for (const std::string& part : parts) text += part;
                        return text;
                      });
}

rc::Gen<Act> any_act(std::uint64_t ids) {
  return rc::gen::exec([ids] {
    const auto kinds = static_cast<int>(std::variant_size_v<Act>);
    return pick(*rc::gen::inRange(0, kinds), ids, static_cast<const Act*>(nullptr));
  });
}

}  // namespace yingbin::support
