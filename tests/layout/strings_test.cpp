// Everything the code says has a whole translation in every language, and nothing is kept that the
// code no longer says. What the code says is collected by the build (assets/CMakeLists.txt).
#include <gtest/gtest.h>

#include "layout/po_file.h"
#include "support/places.h"

namespace yingbin::layout {
namespace {

const std::string kRemedy =
    "Run \"cmake --build --preset dev --target strings\", then translate it there.";

std::string key(const PoEntry& entry) { return entry.english + "\n" + entry.english_many; }

// A sentence that counts may leave the number out in one of its forms, never show another value.
bool shows_the_same(const PoEntry& entry, const std::string& translation) {
  const auto shown = values_shown(translation);
  if (entry.english_many.empty()) return shown == values_shown(entry.english);
  return shown == values_shown(entry.english) || shown == values_shown(entry.english_many);
}

void check_translation(const std::string& path, const PoEntry& entry,
                       std::vector<Complaint>& complaints) {
  const std::string name = "\"" + entry.english + "\"";
  if (entry.fuzzy) {
    complaints.push_back({path, entry.line, name + " is marked fuzzy", "Read it, then unmark it."});
  }
  for (const std::string& translation : entry.translations) {
    if (translation.empty()) {
      complaints.push_back({path, entry.line, name + " has no translation", kRemedy});
    } else if (!shows_the_same(entry, translation)) {
      complaints.push_back({path, entry.line, name + " shows other values than its translation",
                            "Show the same {}; number them ({0}, {1}) to change their order."});
    }
  }
}

std::vector<Complaint> translation_complaints(const std::vector<PoEntry>& said,
                                              const std::string& path,
                                              const std::vector<PoEntry>& translated) {
  std::vector<Complaint> complaints;
  std::set<std::string> known;
  std::set<std::string> needed;
  for (const PoEntry& entry : said) needed.insert(key(entry));
  for (const PoEntry& entry : translated) {
    known.insert(key(entry));
    if (!needed.contains(key(entry))) {
      complaints.push_back(
          {path, entry.line, "\"" + entry.english + "\" is said nowhere any more", kRemedy});
    }
    check_translation(path, entry, complaints);
  }
  for (const PoEntry& entry : said) {
    if (!known.contains(key(entry))) {
      complaints.push_back({path, 0, "\"" + entry.english + "\" is missing", kRemedy});
    }
  }
  return complaints;
}

std::vector<PoEntry> said_by_the_code() {
  std::ifstream collected(test::in_build("assets/yingbin.pot"));
  return po_entries(lines_of(collected));
}

TEST(Strings, everything_said_is_translated) {
  const auto said = said_by_the_code();
  ASSERT_GT(said.size(), 100U) << "the build did not collect the sentences";
  int languages = 0;
  for (const SourceFile& file : project_tree()) {
    if (!file.path.starts_with("assets/strings/") || !file.path.ends_with(".po")) continue;
    ++languages;
    const auto complaints = translation_complaints(said, file.path, po_entries(file.lines));
    EXPECT_TRUE(complaints.empty()) << told(complaints);
  }
  EXPECT_GE(languages, 1);
}

const std::vector<std::string> kSaid = {"msgid \"\"",         "msgstr \"\"",
                                        "\"Language: x\\n\"", "",
                                        "#: app/a.cpp",       "msgid \"Go\"",
                                        "msgstr \"\"",        "",
                                        "msgid \"{} of \"",   "\"{} came\"",
                                        "msgstr \"\"",        "",
                                        "msgid \"a seat\"",   "msgid_plural \"{} seats\"",
                                        "msgstr[0] \"\"",     "msgstr[1] \"\""};

std::vector<Complaint> complaints_about(const std::vector<std::string>& translated) {
  return translation_complaints(po_entries(kSaid), "x.po", po_entries(translated));
}

TEST(Strings, a_whole_translation_is_not_complained_about) {
  const auto complaints = complaints_about(
      {"msgid \"Go\"", "msgstr \"走\"", "msgid \"{} of {} came\"", "msgstr \"{1} 人中到了 {0} 人\"",
       "msgid \"a seat\"", "msgid_plural \"{} seats\"", "msgstr[0] \"{} 个座位\""});
  EXPECT_TRUE(complaints.empty()) << told(complaints);
}

TEST(Strings, each_way_to_be_incomplete_is_found) {
  const std::vector<std::string> rest = {"msgid \"a seat\"", "msgid_plural \"{} seats\"",
                                         "msgstr[0] \"{} 个座位\"", "msgid \"{} of {} came\"",
                                         "msgstr \"{} {}\""};
  const auto with = [&](std::vector<std::string> lines) {
    lines.insert(lines.end(), rest.begin(), rest.end());
    return complaints_about(lines);
  };
  EXPECT_EQ(with({"msgid \"Go\"", "msgstr \"走\""}).size(), 0U);
  EXPECT_EQ(with({}).size(), 1U) << "missing";
  EXPECT_EQ(with({"msgid \"Go\"", "msgstr \"\""}).size(), 1U) << "empty";
  EXPECT_EQ(with({"#, fuzzy", "msgid \"Go\"", "msgstr \"走\""}).size(), 1U) << "fuzzy";
  EXPECT_EQ(with({"msgid \"Go\"", "msgstr \"走 {}\""}).size(), 1U) << "shows a value too many";
  EXPECT_EQ(with({"msgid \"Go\"", "msgstr \"走\"", "msgid \"Old\"", "msgstr \"旧\""}).size(), 1U)
      << "said no more";
}

TEST(Strings, values_are_told_apart_by_number) {
  EXPECT_EQ(values_shown("{} and {}"), (std::multiset<std::size_t>{0, 1}));
  EXPECT_EQ(values_shown("{1} and {0:>3}"), (std::multiset<std::size_t>{0, 1}));
  EXPECT_EQ(values_shown("a {{brace}} and {}"), (std::multiset<std::size_t>{0}));
}

}  // namespace
}  // namespace yingbin::layout
