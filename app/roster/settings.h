// A TOML file as plain values that know their line, and a reader that collects every problem in it
// instead of stopping at the first. The venue file is read with it; toml++ stays in settings.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "event/fields.h"
#include "text/result.h"

namespace yingbin {

struct Setting {
  struct Named;
  using List = std::vector<Setting>;
  using Table = std::vector<Named>;

  int line = 0;
  std::variant<std::string, std::int64_t, double, bool, List, Table> value;  // dates are text
};

struct Setting::Named {
  std::string key;
  int line = 0;
  Setting setting;
};

// What is wrong with one file, in the words of the person who wrote it.
class Problems {
 public:
  explicit Problems(std::string file_name) : file_name_(std::move(file_name)) {}

  void add(int line, std::string sentence);
  [[nodiscard]] bool none() const { return found_.empty(); }
  // One "file:line: sentence" a line, in the file's order.
  [[nodiscard]] Failure failure() const;

 private:
  std::string file_name_;
  std::vector<std::pair<int, std::string>> found_;
};

// Nothing when the file is no TOML at all: then `problems` says so.
[[nodiscard]] std::optional<Setting> parse_settings(std::string_view text, Problems& problems);

struct NumberRange {
  std::int64_t low = 0;
  std::int64_t high = 0;
};

// One table of the file. Every setting is asked for by its key; what was never asked for is
// unknown, and `finish` says so. Examples are shown as what to write instead.
class Section {
 public:
  enum class Kind { single, repeated };  // [path] or [[path]]

  Section(const Setting& table, std::string path, Kind kind, Problems& problems);

  [[nodiscard]] int line() const { return table_.line; }
  [[nodiscard]] std::string title() const;  // as the file writes it: "[[zone]]"
  [[nodiscard]] bool has(std::string_view key) const { return find(key) != nullptr; }
  [[nodiscard]] int line_of(std::string_view key) const;  // the section's own without the key
  void complain(std::string_view key, std::string sentence) {
    problems_.add(line_of(key), std::move(sentence));
  }

  [[nodiscard]] const Setting* setting(std::string_view key);
  [[nodiscard]] std::string text(std::string_view key, std::string_view example);  // must be there
  [[nodiscard]] std::string optional_text(std::string_view key, std::string_view example);
  [[nodiscard]] std::int64_t number(std::string_view key, NumberRange range,
                                    std::int64_t example);  // must be there
  [[nodiscard]] std::int64_t number_or(std::string_view key, NumberRange range,
                                       std::int64_t otherwise);
  // One text or a list of texts.
  [[nodiscard]] std::vector<std::string> texts(std::string_view key, std::string_view example);
  // Every [[key]] below this section.
  [[nodiscard]] std::vector<Section> sections(std::string_view key);
  // [key], or an empty section.
  [[nodiscard]] Section section(std::string_view key);

  template <class Choice>
  [[nodiscard]] Choice choice_or(std::string_view key, Choice otherwise) {
    if (!setting(key)) return otherwise;
    Choice chosen = otherwise;
    take_choice(key, names<Choice>(),
                [&](std::string_view name) { return parse_name(name, chosen); });
    return chosen;
  }

  template <class Choice>
  [[nodiscard]] std::vector<Choice> choices(std::string_view key) {
    std::vector<Choice> chosen;
    for (const std::string& word : texts(key, names<Choice>().front())) {
      Choice choice{};
      if (parse_name(word, choice)) {
        chosen.push_back(choice);
      } else {
        not_a_choice(key, word, names<Choice>());
      }
    }
    return chosen;
  }

  void finish();

 private:
  template <class Choice>
  static std::vector<std::string_view> names() {
    std::vector<std::string_view> all;
    for (const auto& [value, name] : Names<Choice>::list) all.push_back(name);
    return all;
  }

  template <class Parse>
  void take_choice(std::string_view key, const std::vector<std::string_view>& known, Parse parse) {
    const std::string word = optional_text(key, known.front());
    if (!word.empty() && !parse(word)) not_a_choice(key, word, known);
  }

  [[nodiscard]] const Setting::Named* find(std::string_view key) const;
  [[nodiscard]] std::optional<std::string> text_of(std::string_view key, const Setting& setting,
                                                   std::string_view example);
  void not_a_choice(std::string_view key, std::string_view word,
                    std::span<const std::string_view> known);
  void missing(std::string_view key, const std::string& example);

  const Setting& table_;
  std::string path_;
  Kind kind_;
  Problems& problems_;
  std::set<std::string, std::less<>> asked_;
};

}  // namespace yingbin
