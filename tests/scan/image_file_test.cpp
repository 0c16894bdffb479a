#include "scan/image_file.h"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "scan/reader.h"
#include "scan_support.h"

namespace yingbin {
namespace {

constexpr const char* kText = "GUEST-0001";

// Pictures come from ImageMagick, so that files and reader do not share their mistakes.
void convert(const ScratchFolder& folder, const std::string& arguments) {
  const ChildResult child =
      run_child("cd " + folder.path().string() + " && convert " + arguments + " 2>&1");
  ASSERT_EQ(child.exit_code, 0) << child.output;
}

void write_card(const ScratchFolder& folder) {
  const auto qr = make_qr(kText);
  ASSERT_TRUE(qr);
  write_pgm(picture_of(*qr, 8), folder / "card.pgm");
}

std::string text_in(const Result<GrayFrame>& frame) {
  const Reading reading = read_codes(*frame);
  return reading.codes.empty() ? "nothing" : reading.codes.front().text;
}

TEST(ImageFile, reads_every_usual_kind_of_picture) {
  const ScratchFolder folder;
  write_card(folder);
  for (const std::string made :
       {"card.pgm gray.png", "card.pgm -type TrueColor PNG24:color.png",
        "card.pgm -colors 2 PNG8:palette.png", "card.pgm -depth 16 deep.png",
        "card.pgm -interlace PNG interlaced.png", "card.pgm -transparent white transparent.png",
        "card.pgm -quality 85 photo.jpg", "card.pgm -interlace JPEG progressive.jpg",
        "card.pgm -colorspace CMYK cmyk.jpg", "card.pgm BMP3:card.bmp", "card.pgm PNG:no-ending",
        "card.pgm JPEG:wrong-ending.png"}) {
    convert(folder, made);
    std::string name = made.substr(made.rfind(' ') + 1);
    name = name.substr(name.find(':') + 1);
    const auto frame = read_image_file(folder / name);
    ASSERT_TRUE(frame) << name << ": " << frame.message();
    EXPECT_TRUE(frame->whole());
    EXPECT_EQ(text_in(frame), kText) << name;
  }
}

TEST(ImageFile, what_is_no_picture_is_a_clear_answer) {
  const ScratchFolder folder;
  write_card(folder);
  convert(folder, "card.pgm good.png");
  convert(folder, "card.pgm good.jpg");
  write_text(folder / "text.png", "This is a letter, not a picture.\n");
  write_text(folder / "empty.png", "");
  write_text(folder / "head.png", "\x89PNG\r\n\x1A\n");
  write_text(folder / "head.jpg", "\xFF\xD8\xFF");
  write_text(folder / "noise.jpg", "\xFF\xD8\xFF" + std::string(200000, 'x'));
  write_text(folder / "nul.png", std::string(1000, '\0'));
  write_text(folder / "script.svg",
             "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>");
  std::filesystem::create_directory(folder / "folder.png");
  ASSERT_EQ(::mkfifo((folder / "pipe.png").c_str(), 0600), 0);
  const struct {
    const char *name, *words;
  } kCases[] = {
      {"text.png", "no picture"},   {"empty.png", "empty"},     {"head.png", "cut short"},
      {"head.jpg", "cut short"},    {"noise.jpg", "cut short"}, {"nul.png", "no picture"},
      {"script.svg", "no picture"}, {"folder.png", "no file"},  {"pipe.png", "no file"},
      {"missing.png", "opened"},
  };
  for (const auto& c : kCases) {
    const auto frame = read_image_file(folder / c.name);
    ASSERT_FALSE(frame) << c.name;
    EXPECT_NE(frame.message().find(c.words), std::string::npos)
        << c.name << ": " << frame.message();
    EXPECT_NE(frame.message().find(c.name), std::string::npos) << frame.message();
  }
}

TEST(ImageFile, a_file_cut_anywhere_is_said_to_be_cut) {
  const ScratchFolder folder;
  write_card(folder);
  for (const std::string name : {"good.png", "good.jpg", "good.bmp"}) {
    convert(folder, "card.pgm " + name);
    const std::string good = file_text(folder / name);
    ASSERT_TRUE(read_image_file(folder / name));
    for (std::size_t missing = 1; missing < good.size(); missing += good.size() / 50) {
      write_text(folder / name, good.substr(0, good.size() - missing));
      EXPECT_FALSE(read_image_file(folder / name)) << name << ' ' << missing;
    }
  }
}

TEST(ImageFile, a_photo_of_40_megapixels_is_scaled_and_read) {
  const ScratchFolder folder;
  write_card(folder);
  convert(folder,
          "card.pgm -filter point -resize 3000x3000 -background gray70 -gravity center "
          "-extent 7300x5500 photo.jpg");
  const auto frame = read_image_file(folder / "photo.jpg");
  ASSERT_TRUE(frame) << frame.message();
  EXPECT_EQ(std::max(frame->width, frame->height), kImageSideMax);
  EXPECT_EQ(text_in(frame), kText);
}

TEST(ImageFile, a_picture_of_a_billion_pixels_is_refused_before_memory_is_asked_for) {
  const ScratchFolder folder;
  write_card(folder);
  convert(folder, "card.pgm -type TrueColor PNG24:good.png");
  convert(folder, "card.pgm good.jpg");
  convert(folder, "card.pgm BMP3:good.bmp");
  std::string png = file_text(folder / "good.png");
  png.replace(16, 8,
              std::string("\x00\x00\x80\x00\x00\x00\x80\x00", 8));  // 32768 × 32768; wrong CRC too
  write_text(folder / "bomb.png", png);
  std::string jpeg = file_text(folder / "good.jpg");
  const std::size_t frame_header = jpeg.find("\xFF\xC0");
  ASSERT_NE(frame_header, std::string::npos);
  jpeg.replace(frame_header + 5, 4, "\xFD\xE8\xFD\xE8");
  write_text(folder / "bomb.jpg", jpeg);
  std::string bmp = file_text(folder / "good.bmp");
  bmp.replace(18, 8, std::string("\x00\x80\x00\x00\x00\x80\x00\x00", 8));
  write_text(folder / "bomb.bmp", bmp);
  struct rusage before {
  }, after{};
  ::getrusage(RUSAGE_SELF, &before);
  for (const char* name : {"bomb.png", "bomb.jpg", "bomb.bmp"}) {
    const auto frame = read_image_file(folder / name);
    EXPECT_FALSE(frame) << name;
  }
  EXPECT_NE(read_image_file(folder / "bomb.jpg").message().find("too large"), std::string::npos);
  ::getrusage(RUSAGE_SELF, &after);
  EXPECT_LT(after.ru_maxrss - before.ru_maxrss, 200'000) << "kilobytes";
}

}  // namespace
}  // namespace yingbin
