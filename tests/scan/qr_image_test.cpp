#include "scan/qr_image.h"

#include <gtest/gtest.h>

#include "scan/invitation_code.h"
#include "scan/reader.h"
#include "scan_support.h"

namespace yingbin {
namespace {

TEST(QrImage, an_invitation_is_a_code_of_version_6) {
  const InviteSecretKey key;
  const auto qr = make_qr(make_invitation_code({1, 2, 3, 0}, key));
  ASSERT_TRUE(qr) << qr.message();
  EXPECT_EQ(qr->size, 41);  // DESIGN §7: 6-M in alphanumeric mode; byte mode would be 49
}

// Another program's reader must see what we drew (issue 2, "shown by").
TEST(QrImage, zbarimg_reads_the_same_text) {
  const ScratchFolder folder;
  const InviteSecretKey key;
  for (const std::string& text :
       {make_invitation_code({0xFFFFFFFF, 0xFFFFFFFFFFFFFFFF, 255, 255}, key),
        make_invitation_code({0, 0, 1, 0}, key), std::string("A"),
        std::string("https://a.cn/x?y=1"), std::string("龑翀-0001"), std::string(2000, 'x')}) {
    const auto qr = make_qr(text);
    ASSERT_TRUE(qr) << qr.message();
    write_pgm(picture_of(*qr, 4), folder / "code.pgm");
    const ChildResult read = run_child("zbarimg --raw -q -Sdisable -Sqrcode.enable " +
                                       (folder / "code.pgm").string() + " 2>/dev/null");
    EXPECT_EQ(read.exit_code, 0);
    EXPECT_EQ(read.output, text + "\n");
  }
}

TEST(QrImage, text_that_cannot_be_a_qr_code_is_a_clear_answer) {
  for (const std::string& text : {std::string(), std::string("\xFF\xFE"), std::string("a\0b", 3)}) {
    const auto qr = make_qr(text);
    ASSERT_FALSE(qr);
    EXPECT_NE(qr.message().find("UTF-8"), std::string::npos);
  }
  EXPECT_TRUE(make_qr(std::string(2331, 'x')));
  for (const std::string& text : {std::string(2332, 'x'), std::string(8000, '1')}) {
    const auto qr = make_qr(text);
    ASSERT_FALSE(qr);
    EXPECT_NE(qr.message().find("too long"), std::string::npos);
  }
}

}  // namespace
}  // namespace yingbin
