// A real window on a virtual screen of its own (Xvfb), with software OpenGL.
#include "ui/window.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <thread>

#include "support/ask_to_close.h"
#include "support/places.h"
#include "ui/demo_page.h"
#include "ui/screen.h"
#include "ui/virtual_screen.h"

namespace yingbin::ui {
namespace {

std::string picture_path(const std::string& name) {
  const std::filesystem::path folder = std::filesystem::path(test::in_build("")) / "screenshots";
  std::filesystem::create_directories(folder);
  return folder / name;
}

// Width and height as the file's own header says (PNG specification, 11.2.2).
std::string png_size(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(file), {}};
  if (bytes.size() < 24 || bytes.substr(1, 3) != "PNG") return "no PNG";
  const auto number = [&](std::size_t at) {
    unsigned value = 0;
    for (std::size_t i = at; i < at + 4; ++i)
      value = value << 8 | static_cast<unsigned char>(bytes[i]);
    return std::to_string(value);
  };
  return number(16) + "x" + number(20);
}

class RealWindow : public testing::TestWithParam<const char*> {};

TEST_P(RealWindow, fills_the_screen_and_its_screenshot_shows_the_page) {
  const std::string size = GetParam();
  test::VirtualScreen screen(size);
  if (!screen.works()) GTEST_SKIP() << "Xvfb is not installed";
  auto window = Window::open({});
  ASSERT_TRUE(window) << window.message();
  test::DemoPage page;
  const auto draw = [&](Frame& frame) { demo_page(frame, page); };
  ASSERT_TRUE((*window)->next(draw, 0.1));
  ASSERT_TRUE((*window)->next(draw, 0.1));
  const std::string path = picture_path("ui_" + size + ".png");
  const auto saved = (*window)->save_screenshot(path);
  ASSERT_TRUE(saved) << saved.message();
  EXPECT_EQ(png_size(path), size);
  // A page, not one colour: that would be a few thousand bytes.
  EXPECT_GT(std::filesystem::file_size(path), 30'000U);
  EXPECT_EQ((*window)->warning(), "");
}

INSTANTIATE_TEST_SUITE_P(Sizes, RealWindow, testing::Values("1920x1080", "1280x800", "1024x768"),
                         [](const auto& tested) { return std::string(tested.param); });

TEST(Window, sleeps_until_another_thread_wakes_it) {
  test::VirtualScreen screen("640x480");
  if (!screen.works()) GTEST_SKIP() << "Xvfb is not installed";
  auto window = Window::open({.windowed = WindowSize{640, 480}});
  ASSERT_TRUE(window) << window.message();
  const auto draw = [](Frame&) {};
  for (int i = 0; i < 10; ++i)
    ASSERT_TRUE((*window)->next(draw, 0.02));  // the opening's own events
  const double before = Window::now_s();
  std::thread other([] { Window::wake(); });
  ASSERT_TRUE((*window)->next(draw, 30));
  other.join();
  // And once more at once, for a caller that looked at the state before it slept.
  ASSERT_TRUE((*window)->next(draw, 30));
  EXPECT_LT(Window::now_s() - before, 10);
}

// Taps and types as the X server does, by xdotool.
void xdotool(const std::string& what) {
  ASSERT_EQ(std::system(("xdotool " + what).c_str()), 0) << what;
}

// Draws until `done`, at most some hundred frames.
template <class Done>
bool draw_until(Window& window, test::DemoPage& page, Done done) {
  for (int i = 0; i < 300 && !done(); ++i) {
    if (!window.next([&](Frame& frame) { demo_page(frame, page); }, 0.1)) return false;
  }
  return done();
}

TEST(Window, takes_a_real_tap_and_real_typing) {
  test::VirtualScreen screen("1280x800");
  if (!screen.works()) GTEST_SKIP() << "Xvfb is not installed";
  if (std::system("xdotool version >/dev/null 2>&1") != 0)
    GTEST_SKIP() << "xdotool is not installed";
  auto window = Window::open({});
  ASSERT_TRUE(window) << window.message();
  test::DemoPage page;
  ASSERT_TRUE(draw_until(**window, page, [&] { return page.frames >= 3; }));
  const WidgetRecord* next = (*window)->log().find("next");
  ASSERT_NE(next, nullptr);
  const Point middle = next->place.centre();
  xdotool("mousemove " + std::to_string(static_cast<int>(middle.x)) + " " +
          std::to_string(static_cast<int>(middle.y)) + " click 1");
  EXPECT_TRUE(draw_until(**window, page, [&] { return page.tapped == "next "; })) << page.tapped;
  xdotool("type 'zw1'");
  EXPECT_TRUE(draw_until(**window, page, [&] { return page.typed == "zw1"; })) << page.typed;
}

TEST(Window, a_hand_scanner_sees_the_characters_first) {
  test::VirtualScreen screen("1280x800");
  if (!screen.works()) GTEST_SKIP() << "Xvfb is not installed";
  if (std::system("xdotool version >/dev/null 2>&1") != 0)
    GTEST_SKIP() << "xdotool is not installed";
  auto window = Window::open({});
  ASSERT_TRUE(window) << window.message();
  std::u32string seen;
  double last_s = 0;
  (*window)->on_character([&](const TypedCharacter& typed) {
    EXPECT_GE(typed.at_s, last_s);
    last_s = typed.at_s;
    seen.push_back(typed.character);
    return true;
  });
  test::DemoPage page;
  ASSERT_TRUE(draw_until(**window, page, [&] { return page.frames >= 3; }));
  xdotool("type YB1.ABC");
  xdotool("key Return");
  EXPECT_TRUE(draw_until(**window, page, [&] { return seen.ends_with(U'\n'); }));
  EXPECT_EQ(seen, U"YB1.ABC\n");
  EXPECT_EQ(page.typed, "");
  (*window)->type(U"王");  // given back
  EXPECT_TRUE(draw_until(**window, page, [&] { return page.typed == "王"; }));
}

// Touch as pointer: another button, a slide off, a finger that goes on.
TEST(Window, a_second_button_or_a_slide_off_does_no_harm) {
  test::VirtualScreen screen("1280x800");
  if (!screen.works()) GTEST_SKIP() << "Xvfb is not installed";
  if (std::system("xdotool version >/dev/null 2>&1") != 0)
    GTEST_SKIP() << "xdotool is not installed";
  auto window = Window::open({});
  ASSERT_TRUE(window) << window.message();
  test::DemoPage page;
  ASSERT_TRUE(draw_until(**window, page, [&] { return page.frames >= 3; }));
  const Point middle = (*window)->log().find("next")->place.centre();
  const auto place = [](Point point) {
    return "mousemove " + std::to_string(static_cast<int>(point.x)) + " " +
           std::to_string(static_cast<int>(point.y));
  };
  xdotool(place(middle) + " mousedown 1 " + place({640, 200}) + " mouseup 1");  // slid off
  xdotool(place(middle) + " click 3");                                          // another button
  xdotool(place(middle) + " mousedown 1 mousedown 3 mouseup 3 mouseup 1");
  EXPECT_TRUE(draw_until(**window, page, [&] { return page.tapped == "next "; })) << page.tapped;
}

// Issue 3: no desktop shortcut leaves the app for guests.
TEST(Window, a_full_screen_is_closed_by_the_program_only) {
  test::VirtualScreen screen("1280x800");
  if (!screen.works()) GTEST_SKIP() << "Xvfb is not installed";
  const auto draw = [](Frame&) {};
  for (const bool windowed : {false, true}) {
    WindowOptions options;
    if (windowed) options.windowed = WindowSize{640, 480};
    auto window = Window::open(options);
    ASSERT_TRUE(window) << window.message();
    ASSERT_TRUE((*window)->next(draw, 0.1));
    ASSERT_TRUE(test::ask_to_close(options.title));
    bool open = true;
    for (int i = 0; i < 20 && open; ++i) open = (*window)->next(draw, 0.05);
    EXPECT_EQ(open, !windowed);
    (*window)->close();
    EXPECT_FALSE((*window)->next(draw, 0.05));
    EXPECT_EQ((*window)->failure(), "");
  }
}

// A graphics card that was reset: everything on it is made anew and the page is there again.
TEST(Window, draws_the_same_page_after_the_graphics_card_was_reset) {
  test::VirtualScreen screen("1280x800");
  if (!screen.works()) GTEST_SKIP() << "Xvfb is not installed";
  auto window = Window::open({});
  ASSERT_TRUE(window) << window.message();
  test::DemoPage page;
  const auto draw = [&](Frame& frame) { demo_page(frame, page); };
  const auto picture = [&](const std::string& name) {
    for (int i = 0; i < 3; ++i) EXPECT_TRUE((*window)->next(draw, 0.01));
    EXPECT_TRUE((*window)->save_screenshot(picture_path(name)));
    std::ifstream file(picture_path(name), std::ios::binary);
    return std::string{std::istreambuf_iterator<char>(file), {}};
  };
  const std::string before = picture("ui_before_reset.png");
  ASSERT_TRUE((*window)->reopen());
  EXPECT_TRUE(before == picture("ui_after_reset.png"));
}

TEST(Window, goes_on_when_its_screen_is_unplugged_and_plugged_in_again) {
  test::VirtualScreen screen("1280x800");
  if (!screen.works()) GTEST_SKIP() << "Xvfb is not installed";
  if (std::system("xrandr >/dev/null 2>&1") != 0) GTEST_SKIP() << "xrandr does not work here";
  auto window = Window::open({.monitor = 2});  // there is only one: the main one is taken
  ASSERT_TRUE(window) << window.message();
  Rect area;
  const auto draw = [&](Frame& frame) { area = frame.area; };
  ASSERT_TRUE((*window)->next(draw, 0.1));
  for (const char* what :
       {"xrandr --fb 1280x800 --output screen --off", "xrandr --output screen --auto"}) {
    ASSERT_EQ(std::system(what), 0) << what;
    for (int i = 0; i < 5; ++i) ASSERT_TRUE((*window)->next(draw, 0.05)) << what;
  }
  EXPECT_EQ(area.w, 1280);
  EXPECT_EQ(area.h, 800);
}

TEST(Screen, is_kept_awake_while_the_window_is_open) {
  test::VirtualScreen screen("640x480");
  if (!screen.works()) GTEST_SKIP() << "Xvfb is not installed";
  EXPECT_TRUE(ScreenAwake().holds());
  setenv("DISPLAY", ":99999", 1);
  EXPECT_FALSE(ScreenAwake().holds()) << "and without a screen it is no error";
}

TEST(Window, shows_the_picture_of_a_camera) {
  test::VirtualScreen screen("1280x800");
  if (!screen.works()) GTEST_SKIP() << "Xvfb is not installed";
  auto window = Window::open({});
  ASSERT_TRUE(window) << window.message();
  std::vector<unsigned char> grey(640 * 360);
  for (std::size_t i = 0; i < grey.size(); ++i)
    grey[i] = static_cast<unsigned char>((i % 640) * 255 / 640);
  test::DemoPage page;
  page.camera = (*window)->upload_grey(grey.data(), 640, 360, 640);
  const auto draw = [&](Frame& frame) { demo_page(frame, page); };
  ASSERT_TRUE((*window)->next(draw, 0.1));
  const auto saved = (*window)->save_screenshot(picture_path("ui_camera.png"));
  EXPECT_TRUE(saved) << saved.message();
}

TEST(Window, a_screenshot_that_cannot_be_written_says_so) {
  test::VirtualScreen screen("640x480");
  if (!screen.works()) GTEST_SKIP() << "Xvfb is not installed";
  auto window = Window::open({});
  ASSERT_TRUE(window) << window.message();
  ASSERT_TRUE((*window)->next([](Frame&) {}, 0.1));
  const auto saved = (*window)->save_screenshot("/nowhere/at/all.png");
  ASSERT_FALSE(saved);
  EXPECT_NE(saved.message().find("/nowhere/at/all.png"), std::string::npos);
}

TEST(Window, without_a_screen_it_says_what_to_do) {
  setenv("DISPLAY", ":99999", 1);
  const auto window = Window::open({});
  ASSERT_FALSE(window);
  EXPECT_NE(window.message().find("DISPLAY"), std::string::npos);
}

}  // namespace
}  // namespace yingbin::ui
