// A whole day by command line on the sample event (issue 2: "Shown by").
#include <set>

#include "end_to_end/event_folder.h"

namespace yingbin {
namespace {

Json last_line(const EventFolder& event, const Command& words) {
  const auto values = event.json(words);
  return values.empty() ? Json() : values.back();
}

std::string as_input(const std::vector<std::string>& codes) {
  std::string input;
  for (const std::string& code : codes) input += code + "\n";
  return input;
}

// B1
TEST(Day, a_list_is_taken_once_however_often_it_is_imported) {
  const TemporaryFolder folder;
  const EventFolder event = new_event_in(folder / "event");
  const std::string list = sample_file("guests.xlsx").string();
  const Json all_new{
      {"taken", 600}, {"updated", 0}, {"unchanged", 0}, {"merged", 0}, {"rejected", 0}};
  const Json all_known{
      {"taken", 0}, {"updated", 0}, {"unchanged", 600}, {"merged", 0}, {"rejected", 0}};

  const std::string before = event.digest();
  EXPECT_EQ(last_line(event, {"import", "--dry-run", list}), all_new);
  EXPECT_EQ(event.digest(), before) << "a trial must record nothing";
  EXPECT_EQ(last_line(event, {"import", list}), all_new);
  const std::string after = event.digest();
  EXPECT_NE(after, before);
  EXPECT_EQ(last_line(event, {"import", list}), all_known);
  EXPECT_EQ(event.digest(), after);
}

// D1, D2
TEST(Day, all_codes_twice_admit_everybody_once) {
  const TemporaryFolder folder;
  const EventFolder event = sample_event_in(folder / "event");
  const auto codes = event.codes();
  ASSERT_EQ(std::set<std::string>(codes.begin(), codes.end()).size(), 600U);

  const auto first = event.json({"admit", "-"}, as_input(codes));
  ASSERT_EQ(first.size(), 600U);
  EXPECT_EQ(count_by(first, "verdict"), (std::map<std::string, int>{{"admitted", 600}}));
  int persons = 0;
  std::set<std::string> seats;
  for (const Json& line : first) {
    EXPECT_TRUE(line.at("certain").get<bool>());
    EXPECT_FALSE(line.at("record").get<std::string>().empty());
    EXPECT_FALSE(line.at("name").get<std::string>().empty());
    persons += line.at("persons").get<int>();
    const auto seat = line.at("seat").get<std::string>();
    if (seat.empty()) continue;
    const auto place =
        line.at("zone").get<std::string>() + line.at("row").get<std::string>() + ":" + seat;
    EXPECT_TRUE(seats.insert(place).second) << "told twice: " << place;  // S4
  }

  const auto second = event.json({"admit", "-"}, as_input(codes));
  ASSERT_EQ(second.size(), 600U);
  auto refused = count_by(second, "verdict");
  EXPECT_EQ(refused["already_in"] + refused["party_full"], 600);
  for (std::size_t i = 0; i < second.size(); ++i) {
    EXPECT_EQ(second[i].at("earlier"), first[i].at("record"));  // who, when and where are told
    EXPECT_FALSE(second[i].at("next").empty());                 // D13
  }

  const Json all = event.report_of_all();
  EXPECT_EQ(all.at("invitations"), 600);
  EXPECT_EQ(all.at("invitations_arrived"), 600);
  EXPECT_EQ(all.at("persons_arrived"), persons);
  EXPECT_EQ(all.at("persons_invited"), persons);
  EXPECT_EQ(all.at("findings"), 0);
}

// DESIGN 4: the cache may go at any time.
TEST(Day, the_state_is_the_same_with_and_without_the_cache) {
  const TemporaryFolder folder;
  const EventFolder event = sample_event_in(folder / "event");
  auto codes = event.codes();
  codes.resize(100);
  (void)event.done({"admit", "-"}, as_input(codes));
  ASSERT_TRUE(fs::exists(event.path() / "cache"));
  const std::string cached = event.digest();
  fs::remove_all(event.path() / "cache");
  EXPECT_EQ(event.digest(), cached);
  write_file(event.path() / "cache", "in the way");
  EXPECT_EQ(event.digest(), cached);
  (void)event.done({"check"});
}

// DESIGN 4
TEST(Day, records_are_json_lines_with_every_field) {
  const TemporaryFolder folder;
  const EventFolder event = sample_event_in(folder / "event");
  (void)event.done({"admit", event.codes().front()});
  const auto records = event.records();
  ASSERT_FALSE(records.empty());
  std::map<std::string, std::string> last_digest;
  std::map<std::string, std::uint64_t> last_seq;
  for (const Json& record : records) {
    for (const char* field : {"origin", "seq", "event", "staff", "kind", "subjects", "height",
                              "clock", "clock_state", "body", "previous", "digest"}) {
      ASSERT_TRUE(record.contains(field)) << field << " is missing: " << record;
    }
    const auto origin = record.at("origin").get<std::string>();
    EXPECT_EQ(record.at("seq").get<std::uint64_t>(), ++last_seq[origin]) << "no gaps in an origin";
    const bool first = last_digest[origin].empty();
    EXPECT_TRUE(first || record.at("previous") == last_digest[origin]) << "the chain is broken";
    last_digest[origin] = record.at("digest").get<std::string>();
    EXPECT_GE(record.at("height").get<std::uint64_t>(), 1U);
  }
  const Json& admission = records.back();
  EXPECT_EQ(admission.at("kind"), "admit_guest");
  EXPECT_GE(admission.at("height").get<std::uint64_t>(), 2U) << "it saw the invitation's issue";
}

TEST(Day, sqlite_itself_finds_the_journal_in_order) {
  if (!has_program("sqlite3")) GTEST_SKIP() << "sqlite3 is not installed";
  const TemporaryFolder folder;
  const EventFolder event = sample_event_in(folder / "event");
  const std::string journal = (event.path() / "journal.db").string();
  const Ended checked =
      run_program({"sqlite3", journal, "PRAGMA integrity_check; PRAGMA journal_mode;"});
  EXPECT_EQ(checked.out, "ok\nwal\n") << checked.err;
}

// D3, D5
TEST(Day, a_guest_is_found_by_hanzi_pinyin_initials_and_phone_and_shown_masked) {
  const TemporaryFolder folder;
  const EventFolder event = event_with_list_in(
      folder / "event", "张伟,13800001234,1\n单雄信,13900005678,2\n吕绿,13700009012,1\n");
  const std::map<std::string, std::string> found{
      {"张伟", "张伟"}, {"zhangwei", "张伟"}, {"zw", "张伟"},     {"zhangw", "张伟"},
      {"1234", "张伟"}, {"shan", "单雄信"},   {"5678", "单雄信"}, {"13900005678", "单雄信"},
      {"lvlv", "吕绿"}, {"lulu", "吕绿"}};
  for (const auto& [text, name] : found) {
    const auto hits = event.json({"find", text});
    ASSERT_FALSE(hits.empty()) << text;
    EXPECT_EQ(hits.front().value("name", ""), name) << text;
    EXPECT_EQ(hits.front().dump().find("1380000"), std::string::npos) << "a whole phone is shown";
  }
  const auto hits = event.json({"find", "张伟"});
  const auto short_code = hits.at(0).at("invitations").at(0).at("short_code").get<std::string>();
  EXPECT_EQ(event.json({"find", short_code}).at(0).value("name", ""), "张伟");
  EXPECT_EQ(event.json({"admit", short_code}).at(0).value("verdict", ""), "admitted");
}

TEST(Day, a_guest_who_is_not_on_the_list_is_not_found_and_the_reason_is_told) {
  const TemporaryFolder folder;
  const EventFolder event = event_with_list_in(folder / "event", "张伟,13800001234,1\n");
  expect_explained(event, {"find", "诸葛亮"});
}

// D1: what is no card of this event, each with its own verdict.
TEST(Day, strange_codes_get_their_own_verdicts) {
  const TemporaryFolder folder;
  const EventFolder event =
      event_with_list_in(folder / "event", "张伟,13800001234,1\n李娜,13800001235,1\n");
  const EventFolder other = event_with_list_in(folder / "other", "王芳,13800001236,1\n");
  const auto codes = event.codes();
  std::string forged = codes.front();
  // The signature is the end of the code: two of its letters change places with others.
  for (std::size_t at : {100U, 101U}) forged[at] = forged[at] == 'A' ? 'B' : 'A';
  const auto verdict = [&](const std::string& code) {
    const auto lines = event.json({"admit", code});
    return lines.empty() ? "" : lines.front().value("verdict", "");
  };
  EXPECT_EQ(verdict(forged), "forged");
  EXPECT_EQ(verdict(other.codes().front()), "other_event");
  EXPECT_EQ(verdict("https://example.org/a?b=c"), "unknown");
  EXPECT_EQ(verdict(codes.back()), "admitted");
  EXPECT_EQ(verdict(codes.back()), "already_in");
}

}  // namespace
}  // namespace yingbin
