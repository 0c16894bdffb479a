#include "keys/key_files.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "scan/invitation_code.h"
#include "scan/scan_support.h"

namespace yingbin {
namespace {

unsigned mode_of(const std::filesystem::path& path) {
  struct stat info {};
  EXPECT_EQ(::stat(path.c_str(), &info), 0) << path;
  return info.st_mode & 07777u;
}

std::size_t files_in(const std::filesystem::path& folder) {
  const std::filesystem::directory_iterator files(folder);
  return static_cast<std::size_t>(std::distance(begin(files), end(files)));
}

TEST(InviteKeys, a_key_that_was_stored_is_the_key_that_is_loaded) {
  const ScratchFolder data;
  const auto invite = create_invite_key(data.path());
  const auto device = create_device_key(data.path());
  ASSERT_TRUE(invite) << invite.message();
  ASSERT_TRUE(device) << device.message();
  const auto invite_again = load_invite_key(data.path());
  const auto device_again = load_device_key(data.path());
  ASSERT_TRUE(invite_again) << invite_again.message();
  ASSERT_TRUE(device_again) << device_again.message();
  EXPECT_EQ(invite->public_key(), invite_again->public_key());
  EXPECT_EQ(device->public_key(), device_again->public_key());
  EXPECT_NE(invite->public_key(), device->public_key());
  const auto code = parse_invitation_code(make_invitation_code({1, 2, 3, 0}, *invite_again));
  EXPECT_TRUE(signature_holds(std::get<InvitationCode>(code), invite->public_key()));
}

TEST(InviteKeys, only_their_user_may_read_them_whatever_the_umask) {
  const ScratchFolder data;
  const mode_t before = ::umask(0);
  const auto key = create_invite_key(data.path());
  ::umask(before);
  ASSERT_TRUE(key) << key.message();
  EXPECT_EQ(mode_of(data / "keys"), 0700u);
  EXPECT_EQ(mode_of(data / "keys/invite.key"), 0600u);
  EXPECT_EQ(files_in(data / "keys"), 1u);
}

TEST(InviteKeys, a_key_that_is_there_is_never_replaced) {
  const ScratchFolder data;
  ASSERT_TRUE(create_invite_key(data.path()));
  const std::string before = file_text(data / "keys/invite.key");
  const auto again = create_invite_key(data.path());
  ASSERT_FALSE(again);
  EXPECT_NE(again.message().find("already there"), std::string::npos);
  EXPECT_EQ(file_text(data / "keys/invite.key"), before);
  EXPECT_EQ(files_in(data / "keys"), 1u);
}

TEST(InviteKeys, a_key_that_others_may_read_is_refused_and_the_answer_says_what_to_run) {
  for (const mode_t mode : {0640u, 0604u, 0660u, 0601u}) {
    const ScratchFolder data;
    ASSERT_TRUE(create_invite_key(data.path()));
    ::chmod((data / "keys/invite.key").c_str(), mode);
    const auto key = load_invite_key(data.path());
    ASSERT_FALSE(key) << mode;
    EXPECT_NE(key.message().find("chmod 600"), std::string::npos) << key.message();
  }
  const ScratchFolder data;
  ASSERT_TRUE(create_invite_key(data.path()));
  ::chmod((data / "keys").c_str(), 0750);
  const auto key = load_invite_key(data.path());
  ASSERT_FALSE(key);
  EXPECT_NE(key.message().find("chmod 700"), std::string::npos) << key.message();
  EXPECT_FALSE(create_device_key(data.path()));
}

TEST(InviteKeys, a_file_of_another_user_is_refused) {
  if (::geteuid() != 0) GTEST_SKIP() << "only root can give a file away";
  const ScratchFolder data;
  ASSERT_TRUE(create_invite_key(data.path()));
  ASSERT_EQ(::chown((data / "keys/invite.key").c_str(), 12345, 12345), 0);
  EXPECT_FALSE(load_invite_key(data.path()));
}

TEST(InviteKeys, a_file_that_is_not_whole_is_refused) {
  const ScratchFolder data;
  ASSERT_TRUE(create_invite_key(data.path()));
  ASSERT_TRUE(create_device_key(data.path()));
  const std::filesystem::path path = data / "keys/invite.key";
  const std::string good = file_text(path);
  for (std::size_t size = 0; size < good.size(); ++size) {
    write_text(path, good.substr(0, size));
    ASSERT_FALSE(load_invite_key(data.path())) << size;
  }
  for (std::size_t at = 0; at < good.size(); ++at) {
    std::string bad = good;
    bad[at] = static_cast<char>(bad[at] ^ 1);
    write_text(path, bad);
    ASSERT_FALSE(load_invite_key(data.path())) << at;
  }
  for (const std::string& bad :
       {good + "\n", good + good, std::string(1 << 20, 'a'), file_text(data / "keys/device.key")}) {
    write_text(path, bad);
    ASSERT_FALSE(load_invite_key(data.path()));
  }
  write_text(path, good);
  EXPECT_TRUE(load_invite_key(data.path()));
}

TEST(InviteKeys, what_is_no_key_file_at_all_is_a_clear_answer) {
  const ScratchFolder data;
  EXPECT_FALSE(load_invite_key(data.path()));
  EXPECT_FALSE(load_invite_key(data / "missing"));
  EXPECT_FALSE(create_invite_key(data / "missing"));
  ASSERT_TRUE(create_invite_key(data.path()));
  std::filesystem::rename(data / "keys/invite.key", data / "keys/real.key");
  std::filesystem::create_symlink("real.key", data / "keys/invite.key");
  EXPECT_FALSE(load_invite_key(data.path())) << "a link could lead anywhere";
  std::filesystem::remove(data / "keys/invite.key");
  ASSERT_EQ(::mkfifo((data / "keys/invite.key").c_str(), 0600), 0);
  EXPECT_FALSE(load_invite_key(data.path())) << "a pipe must not be waited for";
}

}  // namespace
}  // namespace yingbin
