// Which folder may include which: the architecture (the table of the top README), held by a test.
#include <gtest/gtest.h>

#include <map>
#include <regex>

#include "layout/source_tree.h"

namespace yingbin::layout {
namespace {

struct Arrows {
  std::set<std::string> may_use;
  std::string purpose;  // completes "this folder is for …"
};

const std::map<std::string, Arrows>& arrows() {
  static const std::map<std::string, Arrows> kArrows = {
      {"text", {{}, "sentences for people and Result"}},
      {"keys", {{"text"}, "secret keys, signatures and their files"}},
      {"event", {{}, "the rules, without clock, file, SQL, JSON, network or screen"}},
      {"journal", {{"event", "keys", "text"}, "records on disk"}},
      {"roster", {{"event", "text"}, "files in and out"}},
      {"scan", {{"event", "keys", "text"}, "cameras, hand scanners and invitation codes"}},
      {"print", {{"event", "text"}, "pages and printers"}},
      {"station",
       {{"event", "journal", "keys", "roster", "scan", "print", "text"},
        "the owner of a running station"}},
      {"ui", {{"text"}, "window, theme and widgets; it knows no rule"}},
      {"screens", {{"event", "ui", "text"}, "one screen a file: model, present() and draw()"}},
      {"protocol", {{"event", "journal", "keys", "text"}, "what crosses the wire"}},
      {"client",
       {{"protocol", "event", "journal", "keys", "text"}, "the station's end of the wire"}},
      {"hub",
       {{"protocol", "client", "journal", "keys", "station", "event", "text"},
        "the server where stations meet"}},
  };
  return kArrows;
}

// Folders that wire the others together and may use all of them.
bool is_composition(const std::string& folder) { return folder.empty() || folder == "commands"; }

std::set<std::string> users_of(const std::string& used) {
  std::set<std::string> users;
  for (const auto& [folder, allowed] : arrows()) {
    if (allowed.may_use.contains(used)) users.insert(folder);
  }
  return users;
}

std::string joined(const std::set<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text.empty() ? "nothing" : text;
}

std::string remedy(const std::string& from, const std::string& used) {
  const Arrows& allowed = arrows().at(from);
  std::string text =
      from + "/ is for " + allowed.purpose + " and may use " + joined(allowed.may_use) + ". ";
  const std::set<std::string> users = users_of(used);
  if (users.empty())
    return text + "What needs " + used + "/ goes to app/commands/ or app/main.cpp.";
  return text + "Code that needs " + used + "/ goes to " + joined(users) +
         "; or pass in the value that is wanted from there.";
}

const std::regex kQuoted(R"re(^\s*#\s*include\s*"([^"]+)")re");
const std::regex kAngled(R"re(^\s*#\s*include\s*<([^>]+)>)re");
const std::regex kLinked(R"(yingbin_([a-z]+))");

void check_arrow(const SourceFile& file, std::size_t line, const std::string& used,
                 std::vector<Complaint>& complaints) {
  const std::string from = folder_of(file.path);
  if (is_composition(from) || used == from || used == "options" || used == "folder") return;
  if (!arrows().contains(from)) {
    complaints.push_back(
        {file.path, line, "the folder " + from + "/ has no arrows",
         "Say in tests/layout/include_arrows_test.cpp what it is for and may use."});
  } else if (!arrows().at(from).may_use.contains(used)) {
    complaints.push_back(
        {file.path, line, from + "/ may not use " + used + "/", remedy(from, used)});
  }
}

void check_include(const SourceFile& file, std::size_t line, const std::string& text,
                   std::vector<Complaint>& complaints) {
  std::smatch match;
  if (std::regex_search(text, match, kQuoted)) {
    const std::string name = match[1];
    const auto slash = name.find('/');
    if (slash == std::string::npos) {
      complaints.push_back({file.path, line, "\"" + name + "\" does not say its folder",
                            "Write #include \"folder/" + name + "\", as seen from app/."});
    } else {
      check_arrow(file, line, name.substr(0, slash), complaints);
    }
  } else if (std::regex_search(text, match, kAngled) && folder_of(file.path) == "event") {
    const std::string name = match[1];
    static const std::set<std::string> kWorld = {
        "chrono", "condition_variable", "cstdio", "ctime",  "filesystem", "fstream",
        "future", "iostream",           "mutex",  "random", "thread"};
    if (name.find_first_of("./") != std::string::npos || kWorld.contains(name)) {
      complaints.push_back(
          {file.path, line, "event/ may not use <" + name + ">",
           "The rules know the C++ standard library without clock, file, thread and "
           "chance: take the value as an argument, or move the code to station/."});
    }
  }
}

std::vector<Complaint> include_complaints(const SourceTree& tree) {
  std::vector<Complaint> complaints;
  for (const SourceFile& file : tree) {
    if (!is_product(file.path) || !is_cpp(file.path)) continue;
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
      check_include(file, i + 1, file.lines[i], complaints);
    }
  }
  return complaints;
}

std::vector<Complaint> link_complaints(const SourceTree& tree) {
  std::vector<Complaint> complaints;
  for (const SourceFile& file : tree) {
    if (!is_product(file.path) || !file.path.ends_with("/CMakeLists.txt")) continue;
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
      const std::string& text = file.lines[i];
      for (auto found = std::sregex_iterator(text.begin(), text.end(), kLinked);
           found != std::sregex_iterator(); ++found) {
        check_arrow(file, i + 1, (*found)[1], complaints);
      }
    }
  }
  return complaints;
}

TEST(IncludeArrows, every_include_follows_the_arrows) {
  const auto complaints = include_complaints(project_tree());
  EXPECT_TRUE(complaints.empty()) << told(complaints);
}

TEST(IncludeArrows, every_target_links_only_what_its_folder_may_use) {
  const auto complaints = link_complaints(project_tree());
  EXPECT_TRUE(complaints.empty()) << told(complaints);
}

TEST(IncludeArrows, a_rule_that_includes_the_journal_is_told_where_the_code_goes) {
  const auto complaints =
      include_complaints({{"app/event/decide.cpp", {"", "#include \"journal/journal.h\""}}});
  ASSERT_EQ(complaints.size(), 1U);
  EXPECT_EQ(complaints[0].path, "app/event/decide.cpp");
  EXPECT_EQ(complaints[0].line, 2U);
  EXPECT_NE(complaints[0].remedy.find("goes to client, hub, protocol, station;"), std::string::npos)
      << complaints[0].remedy;
}

TEST(IncludeArrows, a_screen_may_not_reach_for_the_station) {
  EXPECT_EQ(
      include_complaints({{"app/screens/door.cpp", {"#include \"station/station.h\""}}}).size(),
      1U);
}

TEST(IncludeArrows, the_rules_may_not_read_a_clock_a_file_or_a_library) {
  EXPECT_EQ(
      include_complaints({{"app/event/decide.cpp",
                           {"#include <chrono>", "#include <fstream>", "#include <fmt/core.h>",
                            "#include <sodium.h>", "#include <vector>"}}})
          .size(),
      4U);
}

TEST(IncludeArrows, an_include_without_its_folder_is_refused) {
  EXPECT_EQ(include_complaints({{"app/scan/reader.cpp", {"#include \"reader.h\""}}}).size(), 1U);
}

TEST(IncludeArrows, the_hub_may_use_the_station_but_not_its_screens) {
  EXPECT_TRUE(
      include_complaints({{"sync/hub/serve.cpp", {"#include \"station/station.h\""}}}).empty());
  EXPECT_EQ(include_complaints({{"sync/hub/serve.cpp", {"#include \"ui/window.h\""}}}).size(), 1U);
}

TEST(IncludeArrows, a_link_against_the_arrows_is_found) {
  EXPECT_EQ(
      link_complaints({{"app/ui/CMakeLists.txt", {"yingbin_folder(ui PUBLIC yingbin_event)"}}})
          .size(),
      1U);
}

TEST(IncludeArrows, a_new_folder_must_say_what_it_may_use) {
  EXPECT_EQ(include_complaints({{"app/weather/sky.cpp", {"#include \"event/act.h\""}}}).size(), 1U);
}

TEST(IncludeArrows, commands_and_main_may_use_everything) {
  EXPECT_TRUE(include_complaints({{"app/main.cpp", {"#include \"commands/run.h\""}},
                                  {"app/commands/demo.cpp", {"#include \"ui/window.h\""}}})
                  .empty());
}

}  // namespace
}  // namespace yingbin::layout
