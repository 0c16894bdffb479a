#include "roster/settings.h"

#include <algorithm>
#include <cmath>
#include <sstream>

#include <toml++/toml.h>

#include "roster/characters.h"
#include "text/say.h"

namespace yingbin {

namespace {

constexpr std::size_t kProblemsShown = 50;
constexpr std::size_t kTextCharacters = 200;
constexpr int kDepthMax = 8;

int line_in(const toml::source_region& source) { return static_cast<int>(source.begin.line); }

template <class Value>
std::string as_text(const Value& value) {
  std::ostringstream text;
  text << value;
  return text.str();
}

Setting plain(const toml::node& node, int depth);

Setting::Table plain_table(const toml::table& table, int depth) {
  Setting::Table settings;
  for (const auto& [key, value] : table) {
    const int line = key.source().begin ? line_in(key.source()) : line_in(value.source());
    settings.push_back({std::string(key.str()), line, plain(value, depth)});
  }
  return settings;
}

Setting plain(const toml::node& node, int depth) {
  Setting setting{line_in(node.source()), std::string()};
  if (depth > kDepthMax) return setting;  // no known setting lies so deep: its head is reported
  node.visit([&](const auto& typed) {
    using Node = std::decay_t<decltype(typed)>;
    if constexpr (toml::is_table<Node>) {
      setting.value = plain_table(typed, depth + 1);
    } else if constexpr (toml::is_array<Node>) {
      Setting::List list;
      for (const toml::node& element : typed) list.push_back(plain(element, depth + 1));
      setting.value = std::move(list);
    } else if constexpr (toml::is_string<Node> || toml::is_integer<Node> ||
                         toml::is_floating_point<Node> || toml::is_boolean<Node>) {
      setting.value = typed.get();
    } else {
      setting.value = as_text(typed.get());  // date, time: read as the text they were written as
    }
  });
  return setting;
}

// The mistakes that people make with a text editor and an input method, by the line they stand on.
std::string syntax_advice(std::string_view line, std::string_view detail) {
  for (const std::string_view sign :
       {"“", "”", "＂", "‘", "’", "＝", "［", "］", "【", "】", "＃"}) {
    if (line.find(sign) == std::string_view::npos) continue;
    return say(
        "the sign {} does not work here. Type plain signs, as in name = \"红区\" and [[zone]]",
        sign);
  }
  if (const auto equals = line.find('='); equals != std::string_view::npos) {
    const std::string_view value = trimmed(line.substr(equals + 1));
    const bool bare = !value.empty() && static_cast<unsigned char>(value.front()) >= 0x80;
    if (bare) return say("text needs quotation marks. Write: \"{}\"", value);
  }
  if (detail.find("utf-8") != std::string_view::npos) {
    return say("the file is not in UTF-8. Save it as UTF-8 in the text editor");
  }
  if (detail.find("redefine") != std::string_view::npos) {
    return say("this was set before. Keep one of the two");
  }
  if (detail.find("while parsing string") != std::string_view::npos) {
    return say("text must begin and end with \" on the same line");
  }
  return say("this line cannot be read ({}). Compare it with assets/sample/venue.toml", detail);
}

std::string_view line_at(std::string_view text, int number) {
  for (int line = 1; line < number; ++line) {
    const auto end = text.find('\n');
    if (end == std::string_view::npos) return {};
    text.remove_prefix(end + 1);
  }
  return text.substr(0, text.find('\n'));
}

bool printable(std::string_view line) { return line.size() < 400 && !has_control_characters(line); }

}  // namespace

void Problems::add(int line, std::string sentence) {
  found_.emplace_back(line, std::move(sentence));
}

Failure Problems::failure() const {
  auto sorted = found_;
  std::ranges::stable_sort(sorted, {}, &std::pair<int, std::string>::first);
  std::string message;
  const std::size_t shown = std::min(sorted.size(), kProblemsShown);
  for (std::size_t i = 0; i < shown; ++i) {
    if (i > 0) message += '\n';
    message += file_name_ + ":" + std::to_string(sorted[i].first) + ": " + sorted[i].second;
  }
  if (sorted.size() > shown) {
    message +=
        '\n' + say("{} more problems are not shown. Correct these first.", sorted.size() - shown);
  }
  return {message};
}

std::optional<Setting> parse_settings(std::string_view text, Problems& problems) {
  constexpr std::size_t kBytesMax = 1 << 20;
  constexpr std::ptrdiff_t kDotsMax = 2000;  // a.b.c nests; toml++ frees what is nested recursively
  if (text.size() > kBytesMax || std::ranges::count(text, '.') > kDotsMax) {
    problems.add(
        1, say("this is too large for a venue file. Describe rows with rows = … and seats = …"));
    return std::nullopt;
  }
  try {
    return plain(toml::parse(text), 0);
  } catch (const toml::parse_error& error) {
    const int line = line_in(error.source());
    const std::string_view written = line_at(text, line);
    const std::string detail(error.description());
    const std::string_view shown = printable(written) ? trimmed(written) : std::string_view();
    problems.add(line,
                 syntax_advice(shown, printable(detail) ? detail : std::string("TOML")) + ".");
  }
  return std::nullopt;
}

Section::Section(const Setting& table, std::string path, Kind kind, Problems& problems)
    : table_(table), path_(std::move(path)), kind_(kind), problems_(problems) {}

std::string Section::title() const {
  return kind_ == Kind::repeated ? "[[" + path_ + "]]" : "[" + path_ + "]";
}

const Setting::Named* Section::find(std::string_view key) const {
  const auto* settings = std::get_if<Setting::Table>(&table_.value);
  if (!settings) return nullptr;
  const auto found = std::ranges::find(*settings, key, &Setting::Named::key);
  return found == settings->end() ? nullptr : &*found;
}

int Section::line_of(std::string_view key) const {
  const Setting::Named* named = find(key);
  return named ? named->line : std::max(1, table_.line);
}

const Setting* Section::setting(std::string_view key) {
  asked_.emplace(key);
  const Setting::Named* named = find(key);
  return named ? &named->setting : nullptr;
}

void Section::missing(std::string_view key, const std::string& example) {
  problems_.add(line_of(key), say("{} lacks \"{}\". Write: {} = {}", title(), key, key, example));
}

std::optional<std::string> Section::text_of(std::string_view key, const Setting& value,
                                            std::string_view example) {
  const auto wrong = [&](std::string sentence) {
    problems_.add(value.line > 0 ? value.line : line_of(key), std::move(sentence));
    return std::nullopt;
  };
  const auto* text = std::get_if<std::string>(&value.value);
  if (!text) return wrong(say("\"{}\" must be text. Write: {} = \"{}\"", key, key, example));
  const std::string_view inner = trimmed(*text);
  if (inner.empty()) return wrong(say("\"{}\" is empty. Write: {} = \"{}\"", key, key, example));
  if (has_control_characters(inner)) {
    return wrong(
        say("\"{}\" holds characters that cannot be shown. Type it anew on one line", key));
  }
  if (code_points(inner).size() > kTextCharacters) {
    return wrong(say("\"{}\" is longer than {} characters. Shorten it", key, kTextCharacters));
  }
  return std::string(inner);
}

std::string Section::text(std::string_view key, std::string_view example) {
  if (!setting(key)) {
    missing(key, "\"" + std::string(example) + "\"");
    return {};
  }
  return optional_text(key, example);
}

std::string Section::optional_text(std::string_view key, std::string_view example) {
  const Setting* value = setting(key);
  return value ? text_of(key, *value, example).value_or("") : std::string();
}

std::int64_t Section::number(std::string_view key, NumberRange range, std::int64_t example) {
  if (!setting(key)) missing(key, std::to_string(example));
  return number_or(key, range, example);
}

std::int64_t Section::number_or(std::string_view key, NumberRange range, std::int64_t otherwise) {
  const Setting* value = setting(key);
  if (!value) return otherwise;
  const auto* number = std::get_if<std::int64_t>(&value->value);
  if (number && *number >= range.low && *number <= range.high) return *number;
  complain(key, say("\"{}\" must be a whole number from {} to {}, without quotation marks", key,
                    range.low, range.high));
  return otherwise;
}

std::vector<std::string> Section::texts(std::string_view key, std::string_view example) {
  const Setting* value = setting(key);
  std::vector<std::string> all;
  if (!value) return all;
  const auto* list = std::get_if<Setting::List>(&value->value);
  if (!list) {
    if (auto one = text_of(key, *value, example)) all.push_back(std::move(*one));
    return all;
  }
  for (const Setting& element : *list) {
    if (auto one = text_of(key, element, example)) all.push_back(std::move(*one));
  }
  return all;
}

std::vector<Section> Section::sections(std::string_view key) {
  std::vector<Section> all;
  const Setting* value = setting(key);
  if (!value) return all;
  const std::string path = path_.empty() ? std::string(key) : path_ + "." + std::string(key);
  const auto* list = std::get_if<Setting::List>(&value->value);
  const auto is_table = [](const Setting& one) {
    return std::holds_alternative<Setting::Table>(one.value);
  };
  if (!list || !std::ranges::all_of(*list, is_table)) {
    complain(key,
             say("\"{}\" is a part of its own. Write [[{}]] in double brackets on a line of its "
                 "own, its settings below it",
                 key, path));
    return all;
  }
  for (const Setting& table : *list) all.emplace_back(table, path, Kind::repeated, problems_);
  return all;
}

Section Section::section(std::string_view key) {
  static const Setting kNothing{1, Setting::Table()};
  const Setting* value = setting(key);
  const bool table = value && std::holds_alternative<Setting::Table>(value->value);
  if (value && !table) {
    complain(key, say("\"{}\" is a part of its own. Write [{}] on a line of its own, its settings "
                      "below it",
                      key, key));
  }
  return {table ? *value : kNothing, std::string(key), Kind::single, problems_};
}

void Section::not_a_choice(std::string_view key, std::string_view word,
                           std::span<const std::string_view> known) {
  std::string choices;
  for (const std::string_view name : known) {
    choices += (choices.empty() ? "\"" : ", \"") + std::string(name) + "\"";
  }
  complain(key, say("\"{}\" cannot be \"{}\". Write one of: {}", key, word, choices));
}

void Section::finish() {
  const auto* settings = std::get_if<Setting::Table>(&table_.value);
  if (!settings) return;
  const std::vector<std::string_view> known(asked_.begin(), asked_.end());
  for (const Setting::Named& named : *settings) {
    if (asked_.contains(named.key)) continue;
    const std::string key = printable(named.key) ? named.key : std::string("?");
    const std::string where = path_.empty() ? say("the file") : title();
    if (const auto meant = nearest(key, known)) {
      problems_.add(named.line,
                    say("{} has no setting \"{}\". Did you mean \"{}\"?", where, key, *meant));
    } else {
      std::string all;
      for (const std::string_view name : known)
        all += (all.empty() ? "" : ", ") + std::string(name);
      problems_.add(named.line, say("{} has no setting \"{}\". It may have: {}", where, key, all));
    }
  }
}

}  // namespace yingbin
