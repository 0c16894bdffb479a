// The manual names every command and every option that the program takes.
#include <gtest/gtest.h>

#include <set>
#include <sstream>

#include "end_to_end/event_folder.h"

namespace yingbin {
namespace {

// The words of one part of a --help, from its title to the next empty line.
std::set<std::string> first_words(const std::string& help, const std::string& part) {
  std::set<std::string> words;
  bool inside = false;
  for (const std::string& line : lines_of(help)) {
    if (!line.starts_with("  ")) {
      inside = line == part;
    } else if (inside && line.size() > 2 && line[2] != ' ') {
      std::istringstream in(line);
      std::string word;
      in >> word;
      words.insert(word.substr(word.find(',') + 1));
    }
  }
  return words;
}

struct Program {
  std::string path;
  std::string manual;
  std::size_t options_min = 0;
};

std::vector<Program> programs() {
  return {{yingbin_program(), "packaging/yingbin.1", 40},
          {yingbin_program() + "-hub", "packaging/yingbin-hub.1", 12}};
}

std::string help_of(const Program& program, Command words) {
  words.insert(words.begin(), {program.path, "--language", "en"});
  words.push_back("--help");
  return run_program(words).out;
}

// Without what only says how it looks.
std::string manual(const Program& program) {
  const std::string source = bytes_of(test::in_source(program.manual));
  std::string text;
  for (std::size_t i = 0; i < source.size(); ++i) {
    if (source.compare(i, 2, "\\f") == 0) {
      i += 2;
    } else if (source[i] != '\\') {
      text += source[i];
    }
  }
  return text;
}

bool names(const std::string& text, const std::string& word) {
  for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
    const auto end = at + word.size();
    const auto inside = [](char c) { return c == '-' || std::isalnum(c) != 0; };
    if ((at == 0 || !inside(text[at - 1])) && (end == text.size() || !inside(text[end])))
      return true;
  }
  return false;
}

void expect_whole(const Program& program) {
  const std::string text = manual(program);
  std::vector<Command> todo{{}};
  std::size_t options = 0;
  while (!todo.empty()) {
    const Command command = todo.back();
    todo.pop_back();
    const std::string help = help_of(program, command);
    for (const std::string& option : first_words(help, "Options:")) {
      EXPECT_TRUE(names(text, option)) << option << " is not in " << program.manual;
      ++options;
    }
    for (const std::string& sub : first_words(help, "Subcommands:")) {
      EXPECT_TRUE(names(text, sub)) << sub << " is not in " << program.manual;
      Command deeper = command;
      deeper.push_back(sub);
      todo.push_back(deeper);
    }
  }
  EXPECT_GT(options, program.options_min) << "the help was not read";
}

TEST(Manual, names_every_command_and_every_option) {
  for (const Program& program : programs()) expect_whole(program);
}

TEST(Manual, a_word_inside_another_is_not_its_name) {
  EXPECT_TRUE(names("see --sound here", "--sound"));
  EXPECT_FALSE(names("see --soundless", "--sound"));
  EXPECT_FALSE(names("release-absent", "absent"));
}

}  // namespace
}  // namespace yingbin
