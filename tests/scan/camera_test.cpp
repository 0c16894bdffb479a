// Cameras through GStreamer, on what needs no device: its own test pictures, files, and devices
// that are not there. Real devices, plugging and unplugging are not to be had in a test.
#include "scan/camera.h"

#include <gtest/gtest.h>

#include <set>

#include "scan/camera_pictures.h"
#include "scan/pipeline_camera.h"
#include "scan/reader.h"

namespace yingbin {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
namespace fs = std::filesystem;

// A limit for a machine that hangs, not a time that is waited.
constexpr int kTakesMax = 600;

struct Taken {
  std::optional<CameraFrame> frame;
  std::string failure;
};

// The next frame, or why there is none.
Taken next(FrameSource& camera) {
  for (int i = 0; i < kTakesMax; ++i) {
    auto taken = camera.take(milliseconds(100));
    if (!taken) return {{}, taken.message()};
    if (*taken) return {**std::move(taken), {}};
  }
  return {{}, "nothing came"};
}

std::unique_ptr<PipelineCamera> open_head(const std::string& head) {
  PipelinePlan plan;
  plan.name = "test";
  plan.head = head;
  auto camera = PipelineCamera::open(plan);
  EXPECT_TRUE(camera) << camera.message();
  return *std::move(camera);
}

TEST(PipelineCamera, rows_that_the_library_pads_come_without_padding) {
  for (int width : {1, 2, 3, 161, 162, 163, 1279}) {
    const auto camera = open_head(
        "videotestsrc pattern=white ! video/x-raw,format=GRAY8,height=7,"
        "framerate=30/1,width=" +
        std::to_string(width));
    const Taken taken = next(*camera);
    ASSERT_TRUE(taken.frame) << taken.failure;
    const GrayFrame& picture = taken.frame->picture;
    EXPECT_TRUE(picture.whole());
    EXPECT_EQ(picture.width, width);
    EXPECT_EQ(picture.height, 7);
    for (std::uint8_t pixel : picture.pixels) ASSERT_GE(pixel, 235) << width;
  }
}

TEST(PipelineCamera, frames_carry_the_time_of_the_capture) {
  const FrameTime before = std::chrono::steady_clock::now();
  const auto camera = open_head("videotestsrc is-live=true ! video/x-raw,framerate=100/1");
  FrameTime last = before;
  std::uint64_t number = 0;
  for (int i = 0; i < 10; ++i) {
    const Taken taken = next(*camera);
    ASSERT_TRUE(taken.frame) << taken.failure;
    EXPECT_GT(taken.frame->at, last);
    EXPECT_LE(taken.frame->at, std::chrono::steady_clock::now());
    EXPECT_GT(taken.frame->number, number);
    last = taken.frame->at;
    number = taken.frame->number;
  }
}

TEST(PipelineCamera, a_camera_that_is_pulled_out_in_the_middle_of_a_frame_is_told) {
  const auto camera = open_head("videotestsrc is-live=true ! identity error-after=4");
  std::string told;
  for (int i = 0; i < 10 && told.empty(); ++i) told = next(*camera).failure;
  EXPECT_NE(told.find("test"), std::string::npos) << told;
  EXPECT_NE(told, "nothing came");
}

TEST(PipelineCamera, the_size_may_change_while_it_plays) {
  ScratchFolder folder;
  const std::vector<std::pair<int, int>> sizes = {{64, 48}, {161, 121}, {32, 200}};
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    write_png(blank_frame(sizes[i].first, sizes[i].second, 99),
              folder / ("f" + std::to_string(i) + ".png"));
  }
  const auto camera = open_head("multifilesrc location=" + folder.path().string() +
                                "/f%d.png stop-index=2 loop=true caps=image/png,framerate=30/1"
                                " ! pngdec");
  std::set<std::pair<int, int>> seen;
  for (int i = 0; i < kTakesMax && seen.size() < sizes.size(); ++i) {
    const Taken taken = next(*camera);
    ASSERT_TRUE(taken.frame) << taken.failure;
    ASSERT_TRUE(taken.frame->picture.whole());
    seen.insert({taken.frame->picture.width, taken.frame->picture.height});
  }
  EXPECT_EQ(seen, std::set(sizes.begin(), sizes.end()));
}

TEST(PipelineCamera, words_that_are_no_pipeline_are_a_failure) {
  PipelinePlan plan;
  for (const char* head : {"nosuchelement", "videotestsrc !", "videotestsrc ! jpegdec"}) {
    plan.head = head;
    EXPECT_FALSE(PipelineCamera::open(plan)) << head;
  }
}

TEST(PipelineCamera, an_interrupted_one_gives_nothing_more) {
  const auto camera = open_head("videotestsrc is-live=true");
  camera->interrupt();
  const auto taken = camera->take(seconds(60));
  ASSERT_TRUE(taken);
  EXPECT_FALSE(*taken);
}

// Cards as pictures, made into a video by GStreamer's own tool.
class VideoFile : public testing::TestWithParam<std::pair<const char*, const char*>> {
 protected:
  fs::path video() {
    for (int i = 0; i < 10; ++i) {
      write_png(frame_with({"card " + std::to_string(i)}, 6),
                folder_ / ("c" + std::to_string(i) + ".png"));
    }
    const fs::path file = folder_ / (std::string("cards.") + GetParam().first);
    const auto made =
        run_child("gst-launch-1.0 -q multifilesrc location=" + folder_.path().string() +
                  "/c%d.png stop-index=9 caps=image/png,framerate=30/1 ! pngdec ! videoconvert ! " +
                  GetParam().second + " ! filesink location=" + file.string() + " 2>&1");
    EXPECT_EQ(made.exit_code, 0) << made.output;
    return file;
  }
  ScratchFolder folder_;
};

TEST_P(VideoFile, is_a_camera_that_begins_anew_at_its_end) {
  const auto choice = choose_camera(video(), "");
  ASSERT_TRUE(choice) << choice.message();
  EXPECT_EQ(choice->kind, CameraKind::file);
  auto camera = open_camera(*choice);
  ASSERT_TRUE(camera) << camera.message();
  std::vector<std::string> read;
  bool began_anew = false;
  for (int i = 0; i < kTakesMax && !began_anew; ++i) {
    const Taken taken = next(**camera);
    ASSERT_TRUE(taken.frame) << taken.failure;
    const Reading reading = read_codes(taken.frame->picture);
    if (reading.codes.empty()) continue;
    const std::string& text = reading.codes.front().text;
    began_anew = !read.empty() && text < read.back();
    if (read.empty() || read.back() != text) read.push_back(text);
  }
  EXPECT_TRUE(began_anew) << read.size();
}

INSTANTIATE_TEST_SUITE_P(Formats, VideoFile,
                         testing::Values(std::pair("avi", "jpegenc ! avimux"),
                                         std::pair("webm", "vp8enc ! webmmux"),
                                         std::pair("mp4", "jpegenc ! qtmux")),
                         [](const auto& tested) { return std::string(tested.param.first); });

TEST(Camera, a_file_that_is_no_video_is_told) {
  ScratchFolder folder;
  write_text(folder / "empty.webm", "");
  write_text(folder / "text.avi", std::string(100'000, 'x'));
  write_text(folder / "sound.mp4", "RIFF\x24\x08\x00\x00WAVEfmt nothing");
  for (const char* name : {"empty.webm", "text.avi", "sound.mp4"}) {
    auto camera = open_camera(*choose_camera(folder / name, ""));
    const std::string told = camera ? next(**camera).failure : camera.message();
    EXPECT_NE(told.find(name), std::string::npos) << told;
    EXPECT_NE(told, "nothing came");
  }
}

TEST(Camera, a_device_that_is_missing_or_is_no_camera_is_told) {
  for (const char* device : {"/dev/video987", "/dev/null"}) {
    const auto choice = choose_camera(device, "");
    ASSERT_TRUE(choice) << choice.message();
    EXPECT_EQ(choice->kind, CameraKind::device);
    auto camera = open_camera(*choice);
    const std::string told = camera ? next(**camera).failure : camera.message();
    EXPECT_NE(told.find(device), std::string::npos) << told;
    EXPECT_NE(told, "nothing came");
  }
}

TEST(Camera, what_is_asked_for_is_told_apart) {
  ScratchFolder folder;
  EXPECT_EQ(choose_camera("", "")->kind, CameraKind::best);
  EXPECT_EQ(choose_camera("none", "")->kind, CameraKind::none);
  EXPECT_EQ(choose_camera(folder.path(), "")->kind, CameraKind::folder);
  EXPECT_EQ(choose_camera("/dev/video0", "1280x720")->mode->width, 1280);
  EXPECT_FALSE(choose_camera("/dev/video0", "large"));
  EXPECT_FALSE(choose_camera((folder / "nothing").string(), ""));
  EXPECT_FALSE(open_camera({}));
}

TEST(VideoDevice, other_files_are_no_cameras_and_have_no_controls) {
  ScratchFolder folder;
  write_text(folder / "video0", "");
  write_text(folder / "video", "");
  write_text(folder / "video1x", "");
  fs::create_symlink("/dev/null", folder / "video2");
  EXPECT_TRUE(list_video_devices(folder.path()).empty());
  EXPECT_TRUE(list_video_devices(folder / "nowhere").empty());
  EXPECT_EQ(reset_controls(folder / "video0"), 0);
  EXPECT_EQ(reset_controls("/dev/null"), 0);
  EXPECT_EQ(reset_controls(folder / "nowhere"), 0);
}

TEST(VideoDevice, are_switched_round_and_round_also_when_one_is_gone_or_named_by_a_link) {
  ScratchFolder folder;
  std::vector<VideoDevice> devices;
  for (const char* name : {"video0", "video2", "video20"}) {
    write_text(folder / name, "");
    devices.push_back({folder / name, name});
  }
  fs::create_symlink(folder / "video2", folder / "by-id");
  const auto after = [&](const fs::path& used) { return device_after(devices, used)->name; };
  EXPECT_EQ(after(folder / "video0"), "video2");
  EXPECT_EQ(after(folder / "video2"), "video20");
  EXPECT_EQ(after(folder / "by-id"), "video20");
  EXPECT_EQ(after(folder / "video20"), "video0");
  EXPECT_EQ(after(folder / "video1"), "video0");
  EXPECT_EQ(after({}), "video0");
  EXPECT_FALSE(device_after({}, folder / "video0"));
}

}  // namespace
}  // namespace yingbin
