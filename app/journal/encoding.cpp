#include "journal/encoding.h"

#include <charconv>
#include <concepts>
#include <type_traits>

#include "journal/body_text.h"

namespace yingbin {

namespace {

template <class T>
concept Enumerator = std::is_enum_v<T>;
template <class T>
concept Number = std::integral<T> && !std::same_as<T, bool>;

class Writer {
 public:
  Writer(std::string& out, std::string& why) : out_(out), why_(why) {}

  template <class T>
  void operator()(std::string_view name, const T& value) {
    out_ += first_ ? "{\"" : ",\"";
    first_ = false;
    out_ += name;
    out_ += "\":";
    if (!put(value) && why_.empty()) why_ = "field " + std::string(name);
  }

  template <class A>
  bool object(const A& value) {
    const bool outer = std::exchange(first_, true);
    A::visit(*this, value);
    out_ += '}';
    first_ = outer;
    return true;
  }

 private:
  bool put(bool value) { return out_ += value ? "true" : "false", true; }
  bool put(const std::string& text) {
    if (!is_utf8_text(text)) return false;
    out_ += '"';
    std::size_t plain = 0;  // where the part not written yet begins
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (!needs_escape(text[i])) continue;
      out_.append(text, plain, i - plain);
      put_escaped(out_, text[i]);
      plain = i + 1;
    }
    out_.append(text, plain);
    out_ += '"';
    return true;
  }
  template <Number N>
  bool put(N number) {
    return put_decimal(out_, number), true;
  }
  template <Enumerator E>
  bool put(E value) {
    const std::string_view name = name_of(value);
    out_ += '"';
    out_ += name;
    out_ += '"';
    return !name.empty();
  }
  template <class Tag>
  bool put(Id<Tag> id) {
    return put_id(id.value, 16);
  }
  bool put(EventId id) { return put_id(id.value, 8) && id.value >> 32 == 0; }
  bool put(SeatId seat) {
    out_ += '"';
    put_seat(out_, seat);
    out_ += '"';
    return static_cast<bool>(seat);
  }
  bool put(const RecordName& name) {
    out_ += '"';
    put_hex(out_, name.id.origin.value, 16);
    out_ += ':';
    put_decimal(out_, name.id.seq);
    out_ += ':';
    put_hex(out_, name.digest, 16);
    out_ += '"';
    return static_cast<bool>(name);
  }
  template <std::size_t N>
  bool put(const std::array<std::uint8_t, N>& bytes) {
    out_ += '"';
    for (std::uint8_t byte : bytes) put_hex(out_, byte, 2);
    out_ += '"';
    return true;
  }
  template <class T>
  bool put(const std::vector<T>& values) {
    bool good = true;
    out_ += '[';
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (i > 0) out_ += ',';
      good = put(values[i]) && good;
    }
    out_ += ']';
    return good;
  }
  template <class A>
  requires requires(Writer& writer, const A& value) { A::visit(writer, value); }
  bool put(const A& value) { return object(value); }
  bool put_id(std::uint64_t value, std::size_t digits) {
    out_ += '"';
    put_hex(out_, value, digits);
    out_ += '"';
    return true;
  }

  std::string& out_;
  std::string& why_;
  bool first_ = true;
};

// Reads exactly what Writer writes. Its depth is that of the act's type, whatever the bytes say.
class Reader {
 public:
  explicit Reader(std::string_view body) : rest_(body) {}

  template <class T>
  void operator()(std::string_view name, T& value) {
    if (!why_.empty()) return;
    const bool named =
        take(std::exchange(first_, false) ? "{\"" : ",\"") && take(name) && take("\":");
    if (!named) {
      why_ = "field " + std::string(name) + " is not where it belongs";
    } else if (!get(value) && why_.empty()) {
      why_ = "field " + std::string(name) + " cannot be read";
    }
  }

  template <class A>
  bool object(A& value) {
    const bool outer = std::exchange(first_, true);
    A::visit(*this, value);
    if (why_.empty() && !take("}")) why_ = "there are more fields than this version knows";
    first_ = outer;
    return why_.empty();
  }

  // Empty when all was read and nothing is left over.
  std::string why() {
    if (why_.empty() && !rest_.empty()) why_ = "something follows the act";
    return why_;
  }

 private:
  bool take(std::string_view expected) {
    if (!rest_.starts_with(expected)) return false;
    rest_.remove_prefix(expected.size());
    return true;
  }
  // A quoted text that holds no escapes, as every text has that is not a person's.
  std::string_view take_quoted() {
    if (!take("\"")) return {};
    const auto end = rest_.find('"');
    if (end == std::string_view::npos) return {};
    const std::string_view text = rest_.substr(0, end);
    rest_.remove_prefix(end + 1);
    return text;
  }

  bool get(bool& value) {
    value = take("true");
    return value || take("false");
  }
  bool get(std::string& text) {
    if (!take("\"")) return false;
    text.clear();
    while (!rest_.empty() && rest_.front() != '"') {
      if (rest_.front() == '\\') {
        if (!get_escaped(text)) return false;
        continue;
      }
      if (needs_escape(rest_.front())) return false;
      std::size_t plain = 0;
      while (plain < rest_.size() && !needs_escape(rest_[plain])) ++plain;
      text.append(rest_.substr(0, plain));
      rest_.remove_prefix(plain);
    }
    return take("\"") && is_utf8_text(text);
  }
  // Accepts an escape only if put_escaped would have written it.
  bool get_escaped(std::string& text) {
    for (unsigned c = 1; c < 0x80; ++c) {
      if (!needs_escape(static_cast<char>(c))) continue;
      std::string escape;
      put_escaped(escape, static_cast<char>(c));
      if (!take(escape)) continue;
      text += static_cast<char>(c);
      return true;
    }
    return false;
  }
  template <Number N>
  bool get(N& number) {
    const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), number);
    if (error != std::errc{}) return false;
    const std::string_view digits = rest_.substr(0, static_cast<std::size_t>(end - rest_.data()));
    const bool leading_zero = digits.size() > 1 && digits[digits[0] == '-'] == '0';
    rest_.remove_prefix(digits.size());
    return !leading_zero;
  }
  template <Enumerator E>
  bool get(E& value) {
    return parse_name(take_quoted(), value);
  }
  template <class Tag>
  bool get(Id<Tag>& id) {
    return get_hex(id.value, 16);
  }
  bool get(EventId& id) { return get_hex(id.value, 8); }
  bool get(SeatId& seat) {
    const std::string_view text = take_quoted();
    const auto parsed = parse_seat(text);
    seat = parsed.value_or(SeatId{});
    if (!parsed) return false;
    std::string again;
    put_seat(again, seat);
    return again == text;
  }
  bool get(RecordName& name) {
    const std::string_view text = take_quoted();
    const auto parsed = parse_record_name(text);
    name = parsed.value_or(RecordName{});
    return parsed && to_text(name) == text;
  }
  template <std::size_t N>
  bool get(std::array<std::uint8_t, N>& bytes) {
    const std::string_view text = take_quoted();
    if (text.size() != 2 * N) return false;
    for (std::size_t i = 0; i < N; ++i) {
      const auto byte = parse_hex(text.substr(2 * i, 2));
      if (!byte) return false;
      bytes[i] = static_cast<std::uint8_t>(*byte);
    }
    return true;
  }
  template <class T>
  bool get(std::vector<T>& values) {
    if (!take("[")) return false;
    if (take("]")) return true;
    do {
      if (!get(values.emplace_back())) return false;
    } while (take(","));
    return take("]");
  }
  template <class A>
  requires requires(Reader& reader, A& value) { A::visit(reader, value); }
  bool get(A& value) { return object(value); }
  bool get_hex(std::uint64_t& value, std::size_t digits) {
    const std::string_view text = take_quoted();
    const auto parsed = text.size() == digits ? parse_hex(text) : std::nullopt;
    value = parsed.value_or(0);
    return parsed.has_value();
  }

  std::string_view rest_;
  std::string why_;
  bool first_ = true;
};

template <class A>
bool decode_as(std::string_view kind, std::string_view body, RecordedAct& result) {
  if (kind != A::kKind) return false;
  A act;
  Reader reader(body);
  reader.object(act);
  std::string why = reader.why();
  if (why.empty()) {
    result = Act(std::move(act));
  } else {
    result = UnknownAct{std::string(kind), std::move(why)};
  }
  return true;
}

template <class... Acts>
RecordedAct decode_any(std::string_view kind, std::string_view body, const std::variant<Acts...>*) {
  RecordedAct result = UnknownAct{std::string(kind), {}};
  static_cast<void>((decode_as<Acts>(kind, body, result) || ...));
  return result;
}

template <class... Acts>
bool is_any(std::string_view kind, const std::variant<Acts...>*) {
  return ((kind == Acts::kKind) || ...);
}

constexpr std::string_view subject_prefix(SubjectKind kind) {
  switch (kind) {
    case SubjectKind::event:
      return "event/";
    case SubjectKind::staff:
      return "staff/";
    case SubjectKind::guest:
      return "guest/";
    case SubjectKind::invitation:
      return "invitation/";
    case SubjectKind::seat:
      return "seat/";
    case SubjectKind::origin:
      return "origin/";
    case SubjectKind::unknown:
      break;
  }
  return "unknown/";
}

}  // namespace

std::size_t body_bytes_max(std::string_view kind) {
  return kind == OpenEvent::kKind ? kOpenEventBytes_max : kBodyBytes_max;
}

bool encode_act(const Act& act, std::string& out, std::string& why) {
  const std::size_t before = out.size();
  why.clear();
  Writer writer(out, why);
  std::visit([&](const auto& one) { writer.object(one); }, act);
  if (why.empty() && out.size() - before > body_bytes_max(kind_of(act))) why = "its size";
  return why.empty();
}

RecordedAct decode_act(std::string_view kind, std::string_view body) {
  if (body.size() > body_bytes_max(kind)) return UnknownAct{std::string(kind), "it is too large"};
  return decode_any(kind, body, static_cast<const Act*>(nullptr));
}

bool is_known_kind(std::string_view kind) { return is_any(kind, static_cast<const Act*>(nullptr)); }

void encode_subjects(const Subjects& subjects, std::string& out) {
  for (const Subject& subject : subjects) {
    if (!out.empty()) out += ' ';
    out += subject_prefix(subject.kind);
    if (subject.kind == SubjectKind::seat) {
      put_seat(out, seat_of(subject));
    } else {
      put_hex(out, subject.key, subject.kind == SubjectKind::event ? 8 : 16);
    }
  }
}

Subjects decode_subjects(std::string_view texts) {
  Subjects subjects;
  while (!texts.empty()) {
    const auto space = texts.find(' ');
    subjects.push_back(parse_subject(texts.substr(0, space)));
    texts.remove_prefix(space == std::string_view::npos ? texts.size() : space + 1);
  }
  return subjects;
}

}  // namespace yingbin
