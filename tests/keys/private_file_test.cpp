#include "keys/private_file.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <iterator>

#include "support/temporary_folder.h"

namespace yingbin {
namespace {

std::string text_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

TEST(APrivateFile, takes_the_place_of_what_was_there_and_is_for_its_owner_only) {
  const TemporaryFolder folder;
  const auto file = folder.path() / "secret";
  std::ofstream(file) << "what was there before, and was longer";
  ASSERT_TRUE(replace_private_file(file, "new\n"));
  EXPECT_EQ(text_of(file), "new\n");
  struct stat info {};
  ASSERT_EQ(stat(file.c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777U, 0600U);
}

TEST(APrivateFile, goes_over_what_a_crash_left_half_written) {
  const TemporaryFolder folder;
  const auto file = folder.path() / "secret";
  std::ofstream(folder.path() / "secret.new") << "hal";
  ASSERT_TRUE(replace_private_file(file, "whole\n"));
  EXPECT_EQ(text_of(file), "whole\n");
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "secret.new"));
}

TEST(APrivateFile, leaves_what_is_there_where_it_cannot_be_written) {
  const TemporaryFolder folder;
  const auto file = folder.path() / "secret";
  ASSERT_TRUE(replace_private_file(file, "old\n"));
  std::filesystem::create_directory(folder.path() / "secret.new");
  EXPECT_FALSE(replace_private_file(file, "new\n"));
  EXPECT_EQ(text_of(file), "old\n");
  EXPECT_FALSE(replace_private_file(folder.path() / "no folder" / "secret", "new\n"));
}

}  // namespace
}  // namespace yingbin
