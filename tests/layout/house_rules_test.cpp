// The rules of the house that a machine can hold: short READMEs, short files, no forgotten work, no
// output or SQL outside their folders, no path of one machine.
#include <gtest/gtest.h>

#include <fstream>
#include <functional>
#include <map>
#include <regex>

#include "layout/source_tree.h"

namespace yingbin::layout {
namespace {

constexpr std::size_t kReadmeLinesMax = 15;
constexpr std::size_t kFileLinesMax = 400;
constexpr std::size_t kColumnsMax = 100;

// A README that must say more than fits, and a file that is better long: each with its reason.
const std::map<std::string, std::string> kLongReadmes = {
    {"app/journal/README.md", "it pins the format of records"},
    {"README.md", "it is the front page"},
};
const std::map<std::string, std::string> kLongFiles = {
    {"tests/event/door_test.cpp", "every verdict of the door as one table of cases"},
    {"tests/event/seating_test.cpp", "every rule of seating as one table of cases"},
    {"tests/event/amend_test.cpp", "everything that can be taken back, as one table of cases"},
    {"tests/simulation/two_stations_test.cpp",
     "one day, its faults and what is checked at meetings"},
    {"tests/station/find_index_test.cpp", "every way to look for a guest as one table of cases"},
    {"tests/station/station_test.cpp", "a station's whole life on a real folder"},
};

const std::set<std::string> kTop = {"CMakeLists.txt",
                                    "CMakePresets.json",
                                    "LICENSE",
                                    "README.md",
                                    ".clang-format",
                                    ".clang-tidy",
                                    ".gitignore",
                                    ".ci",
                                    "app",
                                    "assets",
                                    "sync",
                                    "tests",
                                    "packaging",
                                    ".gitattributes",
                                    ".gitmodules"};

// One forbidden pattern: where it is looked for, what it is called, what to do instead.
struct Ban {
  std::regex pattern;
  std::function<bool(const std::string& path)> applies;
  std::string wrong;
  std::string remedy;
};

bool is_product_code(const std::string& path) { return is_product(path) && is_cpp(path); }

bool in_folder(const std::string& path, std::string_view folder) {
  return path.starts_with("app/" + std::string(folder) + "/");
}

const std::vector<Ban>& bans() {
  // Spelled in pieces, so that this file does not complain about itself.
  static const std::string kForgotten =
      std::string("\\b(TO") + "DO|FIX" + "ME|XX" + "X|HA" + "CK)\\b";
  static const std::string kMachine =
      std::string("(^|[^A-Za-z0-9_.])/(wo") + "rk|fa" + "rm|ho" + "me/[a-z]+|ro" + "ot)/";
  static const std::vector<Ban> kBans = {
      {std::regex(kForgotten + "(?!.*#[0-9]+)"),
       [](const std::string& path) { return is_cpp(path) || path.ends_with(".cmake"); },
       "work is put off without an issue",
       "Do it, or name the issue: TO"
       "DO(#12)."},
      {std::regex(kMachine), [](const std::string&) { return true; }, "a path of one machine",
       "Write it from the top of the project, or take it from the environment."},
      {std::regex(R"(std::(cout|cerr|clog)\b|\b(std::)?f?(printf|puts)\s*\(|\bfmt::print\b)"),
       [](const std::string& path) {
         return is_product_code(path) && !in_folder(path, "commands") && path != "app/main.cpp" &&
                !path.starts_with("sync/commands/");
       },
       "output from inside the house",
       "Return the value or a Failure; only app/commands/ and app/main.cpp speak to the terminal."},
      {std::regex(R"re(["(](SELECT|INSERT INTO|UPDATE|DELETE FROM|CREATE TABLE|PRAGMA) )re"),
       [](const std::string& path) {
         return is_product_code(path) && !in_folder(path, "journal") &&
                !path.starts_with("sync/hub/");
       },
       "SQL outside the store",
       "Ask app/journal/ by a function; the statement stands beside it there."},
      {std::regex(R"(_clock::now\b|\bstd::time\(|<fstream>|<filesystem>)"),
       [](const std::string& path) {
         return in_folder(path, "screens") || in_folder(path, "event");
       },
       "a clock or a file where there must be none",
       "Take `now` or the value as an argument; station/ and commands/ know the world."},
      {std::regex(
           R"(\b(class|struct|enum class) [A-Za-z]*(Manager|Helper|Util|Utils|Impl|Data)\b)"),
       is_product_code, "a name that says nothing",
       "Name what it is or does, in the words of the day."},
      {std::regex(R"(#include <(nlohmann/|CLI/|toml\+\+|spdlog/|ZXing/|boost/))"),
       // Those of commands/ are seen by the few files of one folder.
       [](const std::string& path) {
         return is_product_code(path) && path.ends_with(".h") && !in_folder(path, "commands");
       },
       "a slow header in a header",
       "Include it in the .cpp (3 to 7 s for every file that sees it); give the header a plain "
       "type."},
  };
  return kBans;
}

std::size_t columns_of(const std::string& line) {
  return static_cast<std::size_t>(std::count_if(line.begin(), line.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

std::vector<Complaint> ban_complaints(const SourceTree& tree) {
  std::vector<Complaint> complaints;
  for (const SourceFile& file : tree) {
    for (const Ban& ban : bans()) {
      if (!ban.applies(file.path)) continue;
      for (std::size_t i = 0; i < file.lines.size(); ++i) {
        if (std::regex_search(file.lines[i], ban.pattern)) {
          complaints.push_back({file.path, i + 1, ban.wrong, ban.remedy});
        }
      }
    }
  }
  return complaints;
}

std::vector<Complaint> size_complaints(const SourceTree& tree) {
  std::vector<Complaint> complaints;
  for (const SourceFile& file : tree) {
    if (file.path.ends_with("README.md") && file.lines.size() > kReadmeLinesMax &&
        !kLongReadmes.contains(file.path)) {
      complaints.push_back({file.path, 0,
                            "a README of " + std::to_string(file.lines.size()) + " lines",
                            "Keep to 15: what is here, what it may include, where to start."});
    }
    if (!is_cpp(file.path)) continue;
    if (file.lines.size() > kFileLinesMax && !kLongFiles.contains(file.path)) {
      complaints.push_back(
          {file.path, 0, std::to_string(file.lines.size()) + " lines in one file",
           "Cut it at a seam, or give its reason in tests/layout/house_rules_test.cpp."});
    }
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
      if (columns_of(file.lines[i]) > kColumnsMax) {
        complaints.push_back(
            {file.path, i + 1, "more than 100 columns", "Break the line: clang-format -i."});
      }
    }
  }
  return complaints;
}

// Every folder with code, and every folder of the fixed top level, has its README.
std::vector<Complaint> readme_complaints(const SourceTree& tree) {
  std::set<std::string> needed = {"app", "assets", "sync", "tests", "packaging"};
  std::set<std::string> paths;
  for (const SourceFile& file : tree) {
    paths.insert(file.path);
    if (is_product_code(file.path) && !folder_of(file.path).empty()) {
      needed.insert(file.path.substr(0, file.path.rfind('/')));
    }
  }
  needed.erase("app");  // its table stands in the top README
  std::vector<Complaint> complaints;
  for (const std::string& folder : needed) {
    if (!paths.contains(folder + "/README.md")) {
      complaints.push_back(
          {folder, 0, "no README.md",
           "Write at most 15 lines: what is here, what it may include, where to start."});
    }
  }
  return complaints;
}

std::vector<Complaint> top_complaints(const SourceTree& tree) {
  std::map<std::string, Complaint> complaints;
  for (const SourceFile& file : tree) {
    const std::string top = file.path.substr(0, file.path.find('/'));
    if (!kTop.contains(top)) {
      complaints[top] = {top, 0, "the top level is fixed",
                         "Put it under app, assets, sync, tests or packaging."};
    }
  }
  std::vector<Complaint> list;
  for (auto& [top, complaint] : complaints) list.push_back(complaint);
  return list;
}

TEST(HouseRules, nothing_forbidden_stands_in_the_tree) {
  const auto complaints = ban_complaints(project_tree());
  EXPECT_TRUE(complaints.empty()) << told(complaints);
}

TEST(HouseRules, readmes_files_and_lines_are_short) {
  const auto complaints = size_complaints(project_tree());
  EXPECT_TRUE(complaints.empty()) << told(complaints);
}

TEST(HouseRules, every_folder_says_what_it_is_for) {
  const auto complaints = readme_complaints(project_tree());
  EXPECT_TRUE(complaints.empty()) << told(complaints);
}

TEST(HouseRules, the_top_level_is_what_it_was_designed_to_be) {
  const auto complaints = top_complaints(project_tree());
  EXPECT_TRUE(complaints.empty()) << told(complaints);
}

struct Broken {
  const char* path;
  std::string line;
};

TEST(HouseRules, each_ban_catches_its_line) {
  const std::vector<Broken> broken = {
      {"app/event/fold.cpp", std::string("// TO") + "DO: later"},
      {"packaging/cmake/dependencies.cmake", std::string("# FIX") + "ME"},
      {"README.md", std::string("see /wo") + "rk/notes"},
      {"tests/run", std::string("cd /ho") + "me/li/yingbin"},
      {"app/ui/window.cpp", "  std::cerr << \"no window\";"},
      {"app/scan/reader.cpp", "  fprintf(stderr, \"x\");"},
      {"sync/client/push.cpp", "  fmt::print(\"pushed\");"},
      {"app/station/station.cpp", "constexpr const char* kAsk = \"SELECT body FROM record\";"},
      {"app/roster/csv_table.cpp", "R\"(PRAGMA journal_mode=WAL)\""},
      {"app/screens/door.cpp", "auto now = std::chrono::system_clock::now();"},
      {"app/event/guest.h", "class GuestManager {"},
      {"app/journal/encoding.h", "#include <nlohmann/json.hpp>"},
  };
  for (const Broken& one : broken) {
    EXPECT_EQ(ban_complaints({{one.path, {one.line}}}).size(), 1U) << one.path << ": " << one.line;
  }
}

TEST(HouseRules, what_is_allowed_is_not_complained_about) {
  EXPECT_TRUE(ban_complaints({{"app/commands/report.cpp", {"std::cout << table;"}},
                              {"app/journal/store.cpp", {"\"SELECT body FROM record\""}},
                              {"app/event/fold.cpp", {std::string("// TO") + "DO(#4): hub"}},
                              {"app/roster/xlsx.cpp", {"std::snprintf(text, 8, \"%d\", 1);"}},
                              {"app/journal/encoding.cpp", {"#include <nlohmann/json.hpp>"}}})
                  .empty());
}

TEST(HouseRules, long_readmes_long_files_and_long_lines_are_found) {
  EXPECT_EQ(size_complaints({{"app/ui/README.md", std::vector<std::string>(16)}}).size(), 1U);
  EXPECT_EQ(size_complaints({{"app/ui/text.cpp", std::vector<std::string>(401)}}).size(), 1U);
  EXPECT_EQ(size_complaints({{"app/ui/text.cpp", {std::string(101, 'x')}}}).size(), 1U);
  EXPECT_TRUE(size_complaints({{"app/journal/README.md", std::vector<std::string>(90)}}).empty());
}

TEST(HouseRules, a_folder_without_readme_and_a_stray_top_folder_are_found) {
  const auto missing = readme_complaints({{"app/weather/sky.cpp", {}},
                                          {"assets/README.md", {}},
                                          {"sync/README.md", {}},
                                          {"tests/README.md", {}},
                                          {"packaging/README.md", {}}});
  ASSERT_EQ(missing.size(), 1U);
  EXPECT_EQ(missing[0].path, "app/weather");
  EXPECT_EQ(top_complaints({{"docs/idea.md", {}}, {"docs/other.md", {}}}).size(), 1U);
}

TEST(HouseRules, a_tree_on_disk_is_read_without_what_was_built) {
  namespace fs = std::filesystem;
  const fs::path root = fs::temp_directory_path() / ("layout-" + std::to_string(getpid()));
  for (const char* path : {"app/ui/a.cpp", "build/b.cpp", ".git/c", "tests/fuzz/seeds/d"}) {
    fs::create_directories((root / path).parent_path());
    std::ofstream(root / path) << "one\ntwo\n";
  }
  const SourceTree tree = read_tree(root);
  fs::remove_all(root);
  ASSERT_EQ(tree.size(), 1U);
  EXPECT_EQ(tree[0].path, "app/ui/a.cpp");
  EXPECT_EQ(tree[0].lines, (std::vector<std::string>{"one", "two"}));
}

}  // namespace
}  // namespace yingbin::layout
