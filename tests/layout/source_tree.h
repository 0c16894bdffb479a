// The project's own text as a value, so that the tests of its order can also look at trees they
// make up; and a complaint about a place in it, told with the remedy.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <string_view>
#include <vector>
#include "support/places.h"

namespace yingbin::layout {

struct SourceFile {
  std::string path;  // from the top of the tree, with /
  std::vector<std::string> lines;
};

using SourceTree = std::vector<SourceFile>;

struct Complaint {
  std::string path;
  std::size_t line = 0;  // 0: the file or folder as a whole
  std::string wrong;
  std::string remedy;
};

inline std::vector<std::string> lines_of(std::istream& text) {
  std::vector<std::string> lines;
  for (std::string line; std::getline(text, line);) lines.push_back(line);
  return lines;
}

// Is it text that people wrote? Pictures and spreadsheets have no lines.
inline bool is_text(const std::filesystem::path& path) {
  static const std::set<std::string> kBinary = {".png", ".jpg", ".xlsx", ".ods", ".xls", ".zip",
                                                ".wav", ".pdf", ".db",   ".mo",  ".bin"};
  return !kBinary.contains(path.extension().string());
}

// Reads all of the tree but what is built or belongs to version control. Test data and fuzz seeds
// are somebody else's text on purpose.
inline SourceTree read_tree(const std::filesystem::path& root) {
  SourceTree tree;
  namespace fs = std::filesystem;
  for (auto entry = fs::recursive_directory_iterator(root); entry != fs::end(entry); ++entry) {
    const std::string path = entry->path().lexically_relative(root).generic_string();
    if (path == ".git" || path == "build" || path == "tests/fuzz/seeds" ||
        path.ends_with("/data")) {
      entry.disable_recursion_pending();
    }
    if (!entry->is_regular_file() || !is_text(entry->path())) continue;
    std::ifstream file(entry->path());
    tree.push_back({path, lines_of(file)});
  }
  std::sort(tree.begin(), tree.end(),
            [](const SourceFile& a, const SourceFile& b) { return a.path < b.path; });
  return tree;
}

inline SourceTree project_tree() { return read_tree(test::in_source("")); }

inline bool is_cpp(std::string_view path) { return path.ends_with(".cpp") || path.ends_with(".h"); }

// What ships: app and sync, without their tests.
inline bool is_product(std::string_view path) {
  return path.starts_with("app/") || path.starts_with("sync/");
}

// "app/event/act.h" → "event"; "app/main.cpp" → "" (the composition root).
inline std::string folder_of(std::string_view path) {
  const auto first = path.find('/');
  const auto second = path.find('/', first + 1);
  if (first == std::string_view::npos || second == std::string_view::npos) return "";
  return std::string(path.substr(first + 1, second - first - 1));
}

// The line without its // comment; good enough where no string of ours holds two slashes.
inline std::string without_comment(const std::string& line) {
  return line.substr(0, line.find("//"));
}

inline std::string told(const std::vector<Complaint>& complaints) {
  std::string text;
  for (const Complaint& complaint : complaints) {
    text += "\n" + complaint.path;
    if (complaint.line > 0) text += ":" + std::to_string(complaint.line);
    text += ": " + complaint.wrong + "\n    " + complaint.remedy;
  }
  return text;
}

}  // namespace yingbin::layout
