#include "journal/record_cache.h"

#include <concepts>
#include <fstream>
#include <sstream>

#include "journal/bytes.h"

namespace yingbin {

namespace {

constexpr std::string_view kMagic = "YBCACHE1";
constexpr std::size_t kBlockHead = kMagic.size() + 32 + 8 + 8 + 4 + 8;

template <class T>
concept Enumerator = std::is_enum_v<T>;
template <class T>
concept Number = std::integral<T>;

// How the acts of this program are laid out: every kind, field, type and enumerator, hashed.
// Another layout, or another version of the program, reads no cache of this one.
class Layout {
 public:
  std::string text = YINGBIN_VERSION;

  template <class T>
  void operator()(std::string_view name, const T& value) {
    text += ' ';
    text += name;
    text += ':';
    add(value);
  }
  template <class A>
  void act() {
    text += '\n';
    text += A::kKind;
    const A empty{};
    A::visit(*this, empty);
  }

 private:
  void add(const std::string&) { text += 's'; }
  template <Number N>
  void add(N) {
    text += std::to_string(sizeof(N));
  }
  template <Enumerator E>
  void add(E) {
    for (const auto& [value, name] : Names<E>::list) {
      text += std::to_string(static_cast<int>(value));
      text += name;
    }
  }
  template <class Tag>
  void add(Id<Tag>) {
    text += 'i';
  }
  void add(SeatId) { text += 'p'; }
  void add(const RecordName&) { text += 'r'; }
  template <std::size_t N>
  void add(const std::array<std::uint8_t, N>&) {
    text += 'a' + std::to_string(N);
  }
  template <class T>
  void add(const std::vector<T>&) {
    text += '*';
    add(T{});
  }
  template <class A>
  requires requires(Layout& layout, const A& value) { A::visit(layout, value); }
  void add(const A& value) {
    text += '{';
    A::visit(*this, value);
    text += '}';
  }
};

template <class... Acts>
Digest layout_of(const std::variant<Acts...>*) {
  Layout layout;
  (layout.act<Acts>(), ...);
  return blake2b(layout.text);
}

const Digest& layout() {
  static const Digest digest = layout_of(static_cast<const Act*>(nullptr));
  return digest;
}

class Writer {
 public:
  explicit Writer(std::string& out) : out_(out) {}

  template <class T>
  void operator()(std::string_view, const T& value) {
    put(value);
  }

  template <Number N>
  void put(N number) {
    if constexpr (std::same_as<N, bool>) {
      put_number(out_, static_cast<std::uint8_t>(number));
    } else {
      put_number(out_, static_cast<std::make_unsigned_t<N>>(number));
    }
  }
  template <Enumerator E>
  void put(E value) {
    put(static_cast<std::uint8_t>(value));
  }
  void put(const std::string& text) {
    put(static_cast<std::uint32_t>(text.size()));
    out_ += text;
  }
  template <class Tag>
  void put(Id<Tag> id) {
    put(id.value);
  }
  void put(SeatId seat) {
    put(seat.zone);
    put(seat.row);
    put(seat.number);
  }
  void put(const RecordName& name) {
    put(name.id.origin);
    put(name.id.seq);
    put(name.digest);
  }
  template <std::size_t N>
  void put(const std::array<std::uint8_t, N>& bytes) {
    put_array(out_, bytes);
  }
  template <class T>
  void put(const std::vector<T>& values) {
    put(static_cast<std::uint32_t>(values.size()));
    for (const T& value : values) put(value);
  }
  template <class A>
  requires requires(Writer& writer, const A& value) { A::visit(writer, value); }
  void put(const A& value) { A::visit(*this, value); }

 private:
  std::string& out_;
};

class Reader {
 public:
  explicit Reader(ByteReader& in) : in_(in) {}

  template <class T>
  void operator()(std::string_view, T& value) {
    get(value);
  }

  template <Number N>
  void get(N& number) {
    if constexpr (std::same_as<N, bool>) {
      number = in_.number<std::uint8_t>() != 0;
    } else {
      number = static_cast<N>(in_.number<std::make_unsigned_t<N>>());
    }
  }
  template <Enumerator E>
  void get(E& value) {
    value = static_cast<E>(in_.number<std::uint8_t>());
    if (name_of(value).empty()) in_.fail();
  }
  void get(std::string& text) { text = in_.take(in_.number<std::uint32_t>()); }
  template <class Tag>
  void get(Id<Tag>& id) {
    get(id.value);
  }
  void get(SeatId& seat) {
    get(seat.zone);
    get(seat.row);
    get(seat.number);
  }
  void get(RecordName& name) {
    get(name.id.origin);
    get(name.id.seq);
    get(name.digest);
  }
  template <std::size_t N>
  void get(std::array<std::uint8_t, N>& bytes) {
    in_.array(bytes);
  }
  template <class T>
  void get(std::vector<T>& values) {
    const auto count = in_.number<std::uint32_t>();
    if (count > in_.left()) return in_.fail();  // every value takes a byte at least
    values.resize(count);
    for (T& value : values) get(value);
  }
  template <class A>
  requires requires(Reader& reader, A& value) { A::visit(reader, value); }
  void get(A& value) { A::visit(*this, value); }

 private:
  ByteReader& in_;
};

constexpr std::uint8_t kUnknown = 254;
constexpr std::uint8_t kErased = 255;
static_assert(std::variant_size_v<Act> < kUnknown);

template <class A>
bool read_act(Reader& reader, WrittenAct& written) {
  A act;
  reader.get(act);
  written = std::move(act);
  return true;
}

template <std::size_t... I>
void read_act(Reader& reader, std::uint8_t index, WrittenAct& act, std::index_sequence<I...>) {
  static_cast<void>(
      ((index == I && read_act<std::variant_alternative_t<I, Act>>(reader, act)) || ...));
}

bool read_any(ByteReader& in, WrittenAct& recorded) {
  const auto index = in.number<std::uint8_t>();
  Reader reader(in);
  if (index == kErased) {
    recorded = ErasedAct{};
  } else if (index == kUnknown) {
    UnknownAct unknown;
    reader.get(unknown.kind);
    reader.get(unknown.reason);
    recorded = std::move(unknown);
  } else if (index < std::variant_size_v<Act>) {
    read_act(reader, index, recorded, std::make_index_sequence<std::variant_size_v<Act>>());
  } else {
    in.fail();
  }
  return in.ok();
}

void put_any(Writer& writer, const WrittenAct& written) {
  written.visit([&](const auto& act) {
    using Kind = std::decay_t<decltype(act)>;
    if constexpr (std::is_same_v<Kind, UnknownAct>) {
      writer.put(kUnknown);
      writer.put(act.kind);
      writer.put(act.reason);
    } else if constexpr (std::is_same_v<Kind, ErasedAct>) {
      writer.put(kErased);
    } else {
      writer.put(index_in<Kind, Act>());
      writer.put(act);
    }
  });
}

}  // namespace

void put_cached(const Record& record, std::string& out) {
  Writer writer(out);
  writer.put(record.key.height);
  writer.put(record.key.clock);
  writer.put(record.name());
  writer.put(record.clock_state);
  writer.put(record.staff);
  writer.put(static_cast<std::uint32_t>(record.subjects.size()));
  for (const Subject& subject : record.subjects) {
    writer.put(static_cast<std::uint8_t>(subject.kind));
    writer.put(subject.key);
  }
  writer.put(record.again.has_value());
  if (record.again) {
    writer.put(*record.again);
  }
  put_any(writer, record.act);
}

bool read_cached(ByteReader& in, Record& record) {
  Reader reader(in);
  reader.get(record.key.height);
  reader.get(record.key.clock);
  reader.get(record.key.origin);
  reader.get(record.key.seq);
  reader.get(record.key.digest);
  reader.get(record.clock_state);
  reader.get(record.staff);
  const auto subjects = in.number<std::uint32_t>();
  if (subjects > in.left()) in.fail();
  record.subjects.resize(in.ok() ? subjects : 0);
  for (Subject& subject : record.subjects) {
    const auto kind = in.number<std::uint8_t>();
    if (kind > static_cast<std::uint8_t>(SubjectKind::unknown)) in.fail();
    subject.kind = static_cast<SubjectKind>(kind);
    reader.get(subject.key);
  }
  bool again = false;
  reader.get(again);
  record.again.reset();
  if (again) reader.get(record.again.emplace());
  return in.ok() && read_any(in, record.act);
}

void RecordCache::forget() {
  bytes_ = {};
  blocks_.clear();
  valid_bytes_ = 0;
  last_ = 0;
  heads_.clear();
}

void RecordCache::open() {
  forget();
  std::ifstream file(file_, std::ios::binary | std::ios::ate);
  if (!file) return;
  bytes_.resize(static_cast<std::size_t>(std::max<std::streamoff>(file.tellg(), 0)));
  file.seekg(0);
  file.read(bytes_.data(), static_cast<std::streamsize>(bytes_.size()));
  bytes_.resize(static_cast<std::size_t>(file.gcount()));
  const std::string_view all = bytes_;
  for (std::size_t size = 0; read_block(all.substr(valid_bytes_), size);) valid_bytes_ += size;
}

bool RecordCache::read_block(std::string_view bytes, std::size_t& size) {
  ByteReader in(bytes);
  if (in.take(kMagic.size()) != kMagic) return false;
  Digest written_by{};
  in.array(written_by);
  const auto first = in.number<std::uint64_t>();
  const auto last = in.number<std::uint64_t>();
  std::vector<Head> heads(std::min<std::size_t>(in.number<std::uint32_t>(), in.left() / 48));
  for (Head& head : heads) {
    head.id.origin.value = in.number<std::uint64_t>();
    head.id.seq = in.number<std::uint64_t>();
    in.array(head.digest);
  }
  const std::string_view records = in.take(in.number<std::uint64_t>());
  const std::size_t covered = bytes.size() - in.left();
  Digest checksum{};
  in.array(checksum);
  const bool good = in.ok() && written_by == layout() && first == last_ + 1 && last >= first &&
                    blake2b(bytes.substr(0, covered)) == checksum;
  if (!good) return false;
  size = covered + checksum.size();
  last_ = last;
  heads_ = std::move(heads);
  blocks_.push_back(records);
  return true;
}

bool RecordCache::read(const std::function<void(const Record&)>& take) const {
  Record record;
  for (std::string_view block : blocks_) {
    ByteReader in(block);
    while (!in.at_end()) {
      if (!read_cached(in, record)) return false;
      take(record);
    }
  }
  return true;
}

bool RecordCache::extend(std::uint64_t last, const std::vector<Head>& heads,
                         std::string_view records) {
  std::string block(kMagic);
  block.reserve(kBlockHead + 48 * heads.size() + records.size() + 32);
  put_array(block, layout());
  put_number(block, last_ + 1);
  put_number(block, last);
  put_number(block, static_cast<std::uint32_t>(heads.size()));
  for (const Head& head : heads) {
    put_number(block, head.id.origin.value);
    put_number(block, head.id.seq);
    put_array(block, head.digest);
  }
  put_number(block, static_cast<std::uint64_t>(records.size()));
  block += records;
  put_array(block, blake2b(block));

  std::error_code error;
  std::filesystem::create_directories(file_.parent_path(), error);
  if (valid_bytes_ > 0)
    std::filesystem::resize_file(file_, valid_bytes_, error);  // a torn block goes
  if (error) return false;
  std::ofstream file(file_,
                     std::ios::binary | (valid_bytes_ > 0 ? std::ios::app : std::ios::trunc));
  if (!file.write(block.data(), static_cast<std::streamsize>(block.size())).flush()) return false;
  valid_bytes_ += block.size();
  last_ = last;
  heads_ = heads;
  return true;
}

}  // namespace yingbin
