// A data folder driven only through the real program, as scripts and staff do (DESIGN 11). Every
// end-to-end test makes its own.
#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "support/places.h"
#include "support/program.h"
#include "support/temporary_folder.h"

namespace yingbin {

namespace fs = std::filesystem;
using Json = nlohmann::json;

inline fs::path sample_file(const std::string& name) {
  return fs::path(test::in_source("assets/sample")) / name;
}

inline void write_file(const fs::path& path, std::string_view bytes) {
  std::ofstream(path, std::ios::binary)
      .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

inline std::string bytes_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

inline std::vector<Json> json_lines(const std::string& text) {
  std::vector<Json> values;
  for (const std::string& line : lines_of(text)) {
    values.push_back(Json::parse(line, nullptr, /*allow_exceptions=*/false));
    EXPECT_FALSE(values.back().is_discarded()) << "not JSON: " << line;
  }
  return values;
}

inline std::map<std::string, int> count_by(const std::vector<Json>& values, const char* field) {
  std::map<std::string, int> counts;
  for (const Json& value : values) ++counts[value.value(field, "")];
  return counts;
}

class EventFolder {
 public:
  explicit EventFolder(fs::path path) : path_(std::move(path)) {}

  [[nodiscard]] const fs::path& path() const { return path_; }

  [[nodiscard]] Command command(const Command& words, const char* language = "en") const {
    Command all{yingbin_program(), "--data", path_.string(), "--language", language};
    all.insert(all.end(), words.begin(), words.end());
    return all;
  }

  [[nodiscard]] Ended run(const Command& words, std::string_view input = {}) const {
    return run_program(command(words), input);
  }

  // Of a command that must succeed.
  [[nodiscard]] std::string done(const Command& words, std::string_view input = {}) const {
    const Ended ended = run(words, input);
    EXPECT_EQ(ended.exit_code, 0) << words.front() << ": " << ended.out << ended.err;
    return ended.out;
  }

  // The lines of a command with --json, whatever its exit code.
  [[nodiscard]] std::vector<Json> json(Command words, std::string_view input = {}) const {
    words.insert(words.begin(), "--json");
    return json_lines(run(words, input).out);
  }

  [[nodiscard]] std::vector<std::string> codes() const {
    return lines_of(done({"invite", "--format", "code"}));
  }
  [[nodiscard]] std::string digest() const { return done({"digest"}); }
  [[nodiscard]] std::vector<Json> records() const { return json_lines(done({"records"})); }

  [[nodiscard]] Json report_of_all() const {
    for (const Json& line : json({"report"})) {
      if (line.value("group", "") == "all") return line;
    }
    ADD_FAILURE() << "the report has no line for all";
    return {};
  }

 private:
  fs::path path_;
};

inline EventFolder new_event_in(const fs::path& path) {
  EventFolder event(path);
  (void)event.done({"event", "new", sample_file("venue.toml").string()});
  return event;
}

// The sample event with its 600 guests.
inline EventFolder sample_event_in(const fs::path& path) {
  const EventFolder event = new_event_in(path);
  (void)event.done({"import", sample_file("guests.xlsx").string()});
  return event;
}

// The sample hall with a list of our own: one guest a row, "name,phone,persons".
inline EventFolder event_with_list_in(const fs::path& path, const std::string& rows) {
  const EventFolder event = new_event_in(path);
  const fs::path list = path.string() + ".csv";
  write_file(list, "姓名,手机,人数\n" + rows);
  (void)event.done({"import", list.string()});
  return event;
}

// Refused with a reason in both languages, and neither crashed nor printed a stranger's control
// characters.
inline void expect_explained(const EventFolder& event, const Command& words,
                             std::string_view input = {}) {
  const Ended english = run_program(event.command(words, "en"), input);
  const Ended chinese = run_program(event.command(words, "zh_CN"), input);
  EXPECT_EQ(english.exit_code, 1) << english.signal << english.out << english.err;
  EXPECT_EQ(chinese.exit_code, 1) << chinese.signal << chinese.out << chinese.err;
  EXPECT_TRUE(english.err.starts_with("yingbin: ")) << words.front() << ": " << english.err;
  EXPECT_TRUE(chinese.err.starts_with("yingbin: ")) << words.front() << ": " << chinese.err;
  EXPECT_NE(english.err, chinese.err) << "not translated";
  // The first bytes of U+4E00 to U+9FFF in UTF-8.
  const bool hanzi = chinese.err.find_first_of("\xE4\xE5\xE6\xE7\xE8\xE9") != std::string::npos;
  EXPECT_TRUE(hanzi) << "not in Chinese: " << chinese.err;
  EXPECT_EQ((english.out + english.err).find('\x1b'), std::string::npos)
      << "escape sequence printed";
}

}  // namespace yingbin
