// Faults of the disk and of the people around it (issue 2: "Faults and bad input"): the station
// says what happened and what to do, and keeps what it has.
#include <sys/stat.h>
#include <unistd.h>

#include "end_to_end/event_folder.h"

namespace yingbin {
namespace {

std::string list_of(int guests) {
  std::string rows;
  for (int i = 0; i < guests; ++i) rows += "张伟," + std::to_string(13'800'000'000 + i) + ",1\n";
  return rows;
}

std::string as_input(const std::vector<std::string>& codes) {
  std::string input;
  for (const std::string& code : codes) input += code + "\n";
  return input;
}

// Runs `script` with `words` where it may mount; ordinary users get a name space of their own.
Ended run_where_mounting_is_allowed(const std::string& script, const Command& words) {
  Command all{"unshare", geteuid() == 0 ? "-m" : "-rm", "sh", "-c", script, "sh"};
  all.insert(all.end(), words.begin(), words.end());
  return run_program(all);
}

bool may_mount(const fs::path& place) {
  return run_where_mounting_is_allowed("mount -t tmpfs none \"$1\"", {place.string()}).exit_code ==
         0;
}

class Fault : public testing::Test {
 protected:
  [[nodiscard]] fs::path journal() const { return event.path() / "journal.db"; }

  // Commands that need the journal say why it cannot be had, and leave every byte of it alone.
  void expect_nothing_works_and_nothing_is_touched() const {
    const std::string before = bytes_of(journal());
    for (const char* command : {"digest", "records", "report"}) expect_explained(event, {command});
    EXPECT_EQ(event.run({"check"}).exit_code, 1);
    expect_explained(event, {"find", "张伟"});
    expect_explained(event, {"admit", codes[0]});
    EXPECT_EQ(bytes_of(journal()), before);
  }

  TemporaryFolder folder;
  EventFolder event = event_with_list_in(folder / "event", list_of(40));
  std::vector<std::string> codes = event.codes();
};

TEST_F(Fault, a_full_disk_stops_the_door_in_words_and_loses_nothing) {
  const fs::path disk = folder / "disk";
  const fs::path out = folder / "out";
  fs::create_directories(disk);
  fs::create_directories(out);
  if (!may_mount(disk))
    GTEST_SKIP() << "a small disk cannot be mounted here: unshare -m is not permitted";
  const Ended ended = run_where_mounting_is_allowed(
      R"(set -u; yingbin="$1 --language en --data $2/event"; disk=$2; out=$3
mount -t tmpfs -o size=4m none "$disk"
$yingbin event new "$4" && $yingbin import "$5" && $yingbin invite --format code > "$out/codes"
cat /dev/zero > "$disk/fill" 2>&-; truncate -s -100K "$disk/fill"
$yingbin --json admit - < "$out/codes" > "$out/first" 2> "$out/words"; echo $? > "$out/exit"
$yingbin records > "$out/records"; $yingbin check > "$out/check"; echo $? >> "$out/exit"
rm "$disk/fill"
$yingbin --json admit - < "$out/codes" > "$out/second"
exit 0)",
      {yingbin_program(), disk.string(), out.string(), sample_file("venue.toml").string(),
       event.path().string() + ".csv"});
  ASSERT_EQ(ended.exit_code, 0) << ended.err;
  EXPECT_EQ(bytes_of(out / "exit"), "1\n1\n") << bytes_of(out / "check");
  EXPECT_NE(bytes_of(out / "check").find("make room"), std::string::npos);
  EXPECT_NE(bytes_of(out / "words").find("full"), std::string::npos) << bytes_of(out / "words");
  const auto first = json_lines(bytes_of(out / "first"));
  auto after_space = count_by(json_lines(bytes_of(out / "second")), "verdict");
  EXPECT_LT(first.size(), codes.size()) << "the disk was not full";
  EXPECT_EQ(count_by(first, "verdict")["admitted"], static_cast<int>(first.size()));
  EXPECT_EQ(after_space["already_in"], static_cast<int>(first.size())) << "told and lost";
  EXPECT_EQ(after_space["admitted"], static_cast<int>(codes.size() - first.size()));
  EXPECT_EQ(count_by(json_lines(bytes_of(out / "records")), "kind")["admit_guest"],
            static_cast<int>(first.size()));
}

TEST_F(Fault, a_file_at_its_size_limit_is_told_like_a_full_disk) {
  const std::string limit = "--fsize=" + std::to_string(fs::file_size(journal()) + 4096);
  Command limited{"prlimit", limit};
  const Command admit = event.command({"--json", "admit", "-"});
  limited.insert(limited.end(), admit.begin(), admit.end());
  std::string everybody;
  for (int i = 0; i < 2; ++i) everybody += as_input(codes);
  const Ended ended = run_program(limited, everybody);
  EXPECT_EQ(ended.exit_code, 1) << "signal " << ended.signal;
  EXPECT_TRUE(ended.err.starts_with("yingbin: ")) << ended.err;
  const auto told = json_lines(ended.out);
  EXPECT_LT(told.size(), 2 * codes.size()) << "the limit was never met";
  int admitted = 0;
  for (const Json& record : event.records()) admitted += record.at("kind") == "admit_guest" ? 1 : 0;
  EXPECT_EQ(count_by(told, "verdict")["admitted"], admitted);
  (void)event.done({"check"});
}

TEST_F(Fault, a_read_only_folder_is_read_and_not_written) {
  if (!may_mount(folder.path()))
    GTEST_SKIP() << "a disk cannot be made read-only here: unshare -m is not permitted";
  const auto read_only = [&](const char* language, const Command& words) {
    return run_where_mounting_is_allowed(
        "mount --bind \"$3\" \"$3\" && mount -o remount,bind,ro \"$3\" && exec \"$@\"",
        event.command(words, language));
  };
  EXPECT_EQ(read_only("en", {"digest"}).out, event.digest());
  const Ended checked = read_only("en", {"check"});
  EXPECT_EQ(checked.exit_code, 1);
  EXPECT_NE(checked.out.find("nothing can be recorded"), std::string::npos) << checked.out;
  const Ended english = read_only("en", {"admit", codes[0]});
  const Ended chinese = read_only("zh_CN", {"admit", codes[0]});
  EXPECT_EQ(english.exit_code, 1);
  EXPECT_NE(english.err.find("read-only"), std::string::npos) << english.err;
  EXPECT_EQ(chinese.exit_code, 1);
  EXPECT_NE(chinese.err.find("。"), std::string::npos) << chinese.err;
}

TEST_F(Fault, a_truncated_journal_is_told_and_not_touched) {
  const auto whole = fs::file_size(journal());
  for (const auto size : {whole / 2, std::uintmax_t{4096}, std::uintmax_t{50}, std::uintmax_t{0}}) {
    SCOPED_TRACE(size);
    fs::resize_file(journal(), size);
    expect_nothing_works_and_nothing_is_touched();
  }
}

TEST_F(Fault, a_file_that_never_was_a_journal_is_told_and_not_touched) {
  write_file(journal(), std::string(20'000, 'x'));
  expect_nothing_works_and_nothing_is_touched();
}

TEST_F(Fault, corrupt_pages_are_told_and_not_repaired_by_guessing) {
  std::string bytes = bytes_of(journal());
  for (std::size_t at = bytes.size() / 2; at < bytes.size() / 2 + 8192; ++at) bytes[at] = '\x5a';
  write_file(journal(), bytes);
  EXPECT_EQ(event.run({"check"}).exit_code, 1) << "even while the cache still answers";
  fs::remove_all(event.path() / "cache");
  expect_nothing_works_and_nothing_is_touched();
}

// One byte of one record: SQLite is content with it, the chain is not.
TEST_F(Fault, a_changed_record_is_found_by_check) {
  std::string bytes = bytes_of(journal());
  const auto name = bytes.find("张伟");
  ASSERT_NE(name, std::string::npos);
  bytes.replace(name, std::string("张伟").size(), "李伟");
  write_file(journal(), bytes);
  const Ended checked = event.run({"check"});
  EXPECT_EQ(checked.exit_code, 1) << checked.out;
}

TEST_F(Fault, without_its_keys_the_door_goes_on_and_cards_wait) {
  fs::rename(event.path() / "keys", folder / "keys");
  EXPECT_EQ(event.json({"admit", codes[0]}).at(0).value("verdict", ""), "admitted");
  expect_explained(event, {"invite", "--format", "code"});
  expect_explained(event, {"invite", "--out", (folder / "cards").string()});
  EXPECT_EQ(event.run({"check"}).exit_code, 1);
  write_file(folder / "more.csv", "姓名,手机\n新来宾,13700000000\n");
  expect_explained(event, {"import", (folder / "more.csv").string()});
  fs::rename(folder / "keys", event.path() / "keys");
  EXPECT_EQ(event.codes(), codes);
}

TEST_F(Fault, keys_that_others_may_read_are_refused_with_the_command_to_run) {
  const fs::path key = event.path() / "keys" / "invite.key";
  ASSERT_EQ(chmod(key.c_str(), 0644), 0);
  expect_explained(event, {"invite", "--format", "code"});
  EXPECT_NE(event.run({"invite", "--format", "code"}).err.find("chmod 600"), std::string::npos);
  ASSERT_EQ(chmod(key.c_str(), 0600), 0);
  EXPECT_EQ(event.codes(), codes);
  write_file(key, "yingbin invite key 1\nrubbish\n");
  expect_explained(event, {"invite", "--format", "code"});
}

// P-private: names and phones are for this user alone, whatever folder was given.
TEST_F(Fault, no_file_of_the_event_is_readable_by_others) {
  (void)event.done({"admit", codes[0]});
  for (const auto& entry : fs::recursive_directory_iterator(event.path())) {
    struct stat info {};
    ASSERT_EQ(stat(entry.path().c_str(), &info), 0);
    EXPECT_EQ(info.st_mode & 077U, 0U) << entry.path();
  }
}

// DESIGN 2.5: a data folder has one writer.
TEST_F(Fault, while_a_station_is_open_others_only_read) {
  Program open(event.command({"--json", "admit", "-"}));
  open.write(codes[0] + "\n");
  ASSERT_TRUE(open.next_line(std::chrono::steady_clock::time_point::max()));
  expect_explained(event, {"admit", codes[1]});
  expect_explained(event, {"import", sample_file("guests.xlsx").string()});
  EXPECT_EQ(event.report_of_all().at("invitations_arrived"), 1) << "readers see what was told";
  for (const char* command : {"digest", "records", "check", "report"}) (void)event.done({command});
  (void)event.done({"find", "张伟"});
  open.write(codes[1] + "\n");
  ASSERT_TRUE(open.next_line(std::chrono::steady_clock::time_point::max()));
  EXPECT_EQ(open.wait().exit_code, 0);
  EXPECT_EQ(event.report_of_all().at("invitations_arrived"), 2);
  EXPECT_EQ(event.run({"admit", codes[2]}).exit_code, 0);
}

TEST_F(Fault, a_folder_without_an_event_and_one_that_has_one_are_told) {
  const EventFolder nothing(folder / "nothing");
  for (const char* command : {"digest", "report", "check", "records"})
    expect_explained(nothing, {command});
  EXPECT_FALSE(fs::exists(nothing.path()));
  const std::string before = event.digest();
  expect_explained(event, {"event", "new", sample_file("venue.toml").string()});
  EXPECT_EQ(event.digest(), before);
}

}  // namespace
}  // namespace yingbin
