#include "ui/window.h"

#define GLFW_INCLUDE_GLEXT
#include <GLFW/glfw3.h>
#include <backends/imgui_impl_opengl3.h>
#include <imgui.h>

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <deque>
#include <utility>
#include <vector>

#include "text/say.h"
#include "ui/picture_number.h"
#include "ui/png_file.h"
#include "ui/screen.h"

namespace yingbin::ui {
namespace {

// Fingers and keys arrive in bursts between frames; each change gets a frame of its own.
struct PointerEvent {
  Point place;
  bool down = false;
};
constexpr std::size_t kPointerEventsMax = 64;

// An animation never needs more than this; also what keeps a wish of zero from spinning.
constexpr double kFrameSeconds = 1.0 / 60;

std::string& last_glfw_error() {
  static std::string text;  // GLFW reports by a free function and asks for one place to put it
  return text;
}

// Set by `wake`, which may come from any thread.
std::atomic<bool>& woken() {
  static std::atomic<bool> flag = false;
  return flag;
}

void remember_error(int, const char* text) { last_glfw_error() = text; }

Failure no_window() {
  return {
      say("No window could be opened ({}). Start it on a machine with a screen, or set DISPLAY; "
          "without a screen `yingbin admit` is a door too.",
          last_glfw_error())};
}

char32_t control_character(int key) {
  switch (key) {
    case GLFW_KEY_ENTER:
    case GLFW_KEY_KP_ENTER:
      return U'\n';
    case GLFW_KEY_BACKSPACE:
      return U'\b';
    case GLFW_KEY_TAB:
      return U'\t';
    case GLFW_KEY_ESCAPE:
      return 0x1B;
    default:
      return 0;
  }
}

}  // namespace

struct Window::System {
  GLFWwindow* window = nullptr;
  ImGuiContext* imgui = nullptr;
  WindowOptions options;
  std::unique_ptr<Canvas> canvas;
  WindowSize size;
  Input input;
  std::deque<PointerEvent> pointer_events;
  CharacterSink sink;
  std::optional<double> redraw_s = 0;
  bool stirred = false;  // something came in since the last frame began
  std::optional<ScreenAwake> awake;
  std::string failure;
  std::uint64_t shown = 0;  // the picture on the screen, as a number; 0: draw whatever comes
  unsigned camera_texture = 0;
  WindowSize camera_size;

  [[nodiscard]] bool full_screen() const { return !options.windowed; }
  [[nodiscard]] Result<void> open_window();
  void close_window();
  void must_draw() {
    redraw_s = 0;
    shown = 0;
  }
  void fill_monitor();
  void typed(char32_t character);
  void pointer_changed(Point place, bool down);
  void listen();
  [[nodiscard]] Screen screen() const;
  void make_canvas();
  void wait(double seconds_max);
  void take_pointer_event();
  void upload_characters();
  void draw_picture();
  void show_picture();
};

void Window::System::typed(char32_t character) {
  stirred = true;
  const TypedCharacter typed{character, now_s()};
  if (!sink || !sink(typed)) input.typed.push_back(typed);
}

void Window::System::pointer_changed(Point place, bool down) {
  stirred = true;
  // A press and its release of which nobody saw anything go together, or a finger would stay down.
  if (pointer_events.size() == kPointerEventsMax && pointer_events.back().down != down) {
    pointer_events.pop_back();
  }
  // Moves on top of each other are one move; presses and releases are all kept.
  if (pointer_events.size() > 1 && pointer_events.back().down == down) {
    pointer_events.back().place = place;
  } else {
    pointer_events.push_back({place, down});
  }
}

void Window::System::listen() {
  glfwSetWindowUserPointer(window, this);
  glfwSetCharCallback(window, [](GLFWwindow* from, unsigned character) {
    static_cast<System*>(glfwGetWindowUserPointer(from))->typed(character);
  });
  glfwSetKeyCallback(window, [](GLFWwindow* from, int key, int, int action, int) {
    const char32_t character = action == GLFW_RELEASE ? 0 : control_character(key);
    if (character != 0) static_cast<System*>(glfwGetWindowUserPointer(from))->typed(character);
  });
  glfwSetMouseButtonCallback(window, [](GLFWwindow* from, int pressed_button, int action, int) {
    if (pressed_button != GLFW_MOUSE_BUTTON_LEFT) return;
    double x = 0;
    double y = 0;
    glfwGetCursorPos(from, &x, &y);
    static_cast<System*>(glfwGetWindowUserPointer(from))
        ->pointer_changed({static_cast<float>(x), static_cast<float>(y)}, action == GLFW_PRESS);
  });
  glfwSetCursorPosCallback(window, [](GLFWwindow* from, double x, double y) {
    const bool down = glfwGetMouseButton(from, GLFW_MOUSE_BUTTON_LEFT) == GLFW_PRESS;
    static_cast<System*>(glfwGetWindowUserPointer(from))
        ->pointer_changed({static_cast<float>(x), static_cast<float>(y)}, down);
  });
  glfwSetWindowCloseCallback(window, [](GLFWwindow* from) {
    const auto* system = static_cast<System*>(glfwGetWindowUserPointer(from));
    const bool guests_may = !system->full_screen() || system->options.closable;
    if (!guests_may) glfwSetWindowShouldClose(from, GLFW_FALSE);
  });
  glfwSetWindowRefreshCallback(window, [](GLFWwindow* from) {
    static_cast<System*>(glfwGetWindowUserPointer(from))->must_draw();
  });
}

Screen Window::System::screen() const {
  Screen result{size.width, size.height, 0, 0, options.pixels_per_mm};
  GLFWmonitor* monitor = choose_monitor(options.monitor);
  if (monitor == nullptr) return result;
  int width_mm = 0;
  int height_mm = 0;
  glfwGetMonitorPhysicalSize(monitor, &width_mm, &height_mm);
  const GLFWvidmode* mode = glfwGetVideoMode(monitor);
  if (mode == nullptr || mode->width <= 0 || mode->height <= 0) return result;
  // A window is as large as its part of the screen.
  result.width_mm = width_mm * static_cast<double>(size.width) / mode->width;
  result.height_mm = height_mm * static_cast<double>(size.height) / mode->height;
  return result;
}

void Window::System::make_canvas() {
  if (canvas) ImGui_ImplOpenGL3_DestroyFontsTexture();
  canvas = std::make_unique<Canvas>(screen());
  ImGui_ImplOpenGL3_CreateFontsTexture();
  (void)canvas->fonts().take_patch();
  shown = 0;
}

// A screen was pulled out or plugged in: onto the one that is wanted, else onto what is left. With
// none the window waits for one.
void Window::System::fill_monitor() {
  GLFWmonitor* monitor = choose_monitor(options.monitor);
  const GLFWvidmode* mode = monitor != nullptr ? glfwGetVideoMode(monitor) : nullptr;
  if (!full_screen() || mode == nullptr) return;
  glfwSetWindowMonitor(window, monitor, 0, 0, mode->width, mode->height, GLFW_DONT_CARE);
  must_draw();
}

void Window::System::wait(double seconds_max) {
  double seconds = std::min(seconds_max, redraw_s.value_or(seconds_max));
  if (!pointer_events.empty() || canvas->fonts().wants_redraw()) seconds = 0;
  if (seconds <= 0) {
    glfwPollEvents();
  } else {
    glfwWaitEventsTimeout(std::max(seconds, kFrameSeconds));
  }
  if (take_monitor_change()) fill_monitor();
  WindowSize now;
  glfwGetFramebufferSize(window, &now.width, &now.height);
  if (now.width > 0 && now.height > 0 && (now.width != size.width || now.height != size.height)) {
    size = now;
    make_canvas();
  }
}

void Window::System::take_pointer_event() {
  if (pointer_events.empty()) return;
  input.pointer = pointer_events.front().place;
  input.down = pointer_events.front().down;
  pointer_events.pop_front();
}

void Window::System::upload_characters() {
  Fonts& fonts = canvas->fonts();
  const auto patch = fonts.take_patch();
  if (!patch) return;
  const auto texture = reinterpret_cast<std::uintptr_t>(ImGui::GetIO().Fonts->TexID);
  glBindTexture(GL_TEXTURE_2D, static_cast<GLuint>(texture));
  glPixelStorei(GL_UNPACK_ROW_LENGTH, fonts.texture_width());
  const unsigned* from =
      fonts.pixels() + static_cast<std::ptrdiff_t>(patch->y) * fonts.texture_width() + patch->x;
  glTexSubImage2D(GL_TEXTURE_2D, 0, patch->x, patch->y, patch->width, patch->height, GL_RGBA,
                  GL_UNSIGNED_BYTE, from);
  glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
}

void Window::System::draw_picture() {
  upload_characters();
  glViewport(0, 0, size.width, size.height);
  glClearColor(0, 0, 0, 1);
  glClear(GL_COLOR_BUFFER_BIT);
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
}

// Without a graphics card a picture costs 40 ms of the processor: the same one is not drawn again.
void Window::System::show_picture() {
  const std::uint64_t picture = number_of(*ImGui::GetDrawData());
  if (picture == shown && !canvas->fonts().has_patch()) return;
  draw_picture();
  glfwSwapBuffers(window);
  shown = picture;
}

Window::Window(std::unique_ptr<System> system) : system_(std::move(system)) {}

// As large as the screen, or as the window that was asked for.
Result<void> Window::System::open_window() {
  GLFWmonitor* monitor = nullptr;
  if (full_screen()) {
    monitor = choose_monitor(options.monitor);
    const GLFWvidmode* mode = monitor != nullptr ? glfwGetVideoMode(monitor) : nullptr;
    if (mode == nullptr) return no_window();
    size = {mode->width, mode->height};
    // The refresh rate is left to the system: it is 0 on virtual screens.
  } else {
    size = *options.windowed;
  }
  glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
  glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
  glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
  glfwWindowHint(GLFW_CONTEXT_ROBUSTNESS, GLFW_LOSE_CONTEXT_ON_RESET);
  glfwWindowHint(GLFW_AUTO_ICONIFY, GLFW_FALSE);  // a second screen may take the focus
  glfwWindowHint(GLFW_RESIZABLE, GLFW_FALSE);
  window = glfwCreateWindow(size.width, size.height, options.title.c_str(), monitor, nullptr);
  if (window == nullptr) return no_window();
  glfwMakeContextCurrent(window);
  glfwSwapInterval(1);
  if (!ImGui_ImplOpenGL3_Init("#version 330 core")) return no_window();
  glfwGetFramebufferSize(window, &size.width, &size.height);
  make_canvas();
  listen();
  return {};
}

void Window::System::close_window() {
  if (window == nullptr) return;
  if (camera_texture != 0) glDeleteTextures(1, &camera_texture);
  camera_texture = 0;
  camera_size = {};
  if (canvas) ImGui_ImplOpenGL3_Shutdown();
  canvas.reset();
  glfwDestroyWindow(std::exchange(window, nullptr));
  pointer_events.clear();
  input.down = false;  // of a finger that is down nothing more is heard
}

Result<std::unique_ptr<Window>> Window::open(const WindowOptions& options) {
  glfwSetErrorCallback(remember_error);
  if (glfwInit() == GLFW_FALSE) return no_window();
  std::unique_ptr<Window> opened(new Window(std::make_unique<System>()));  // cleans up from here on
  System& system = *opened->system_;
  system.options = options;
  IMGUI_CHECKVERSION();
  system.imgui = ImGui::CreateContext();
  watch_monitors();
  auto made = system.open_window();
  if (!made) return made.failure();
  system.awake.emplace();
  return opened;
}

Window::~Window() {
  system_->close_window();
  system_->awake.reset();
  if (system_->imgui != nullptr) ImGui::DestroyContext(system_->imgui);
  glfwTerminate();
}

Result<void> Window::reopen() {
  system_->close_window();
  auto made = system_->open_window();
  if (!made) system_->failure = made.message();
  return made;
}

const std::string& Window::failure() const { return system_->failure; }

bool Window::next(const std::function<void(Frame&)>& draw, double seconds_max) {
  System& system = *system_;
  if (system.window == nullptr) return false;  // it could not be opened again
  system.wait(seconds_max);
  if (glfwWindowShouldClose(system.window) != 0) return false;
  system.take_pointer_event();
  system.input.now_s = now_s();
  ImGui_ImplOpenGL3_NewFrame();
  Frame frame = system.canvas->begin(system.input);
  system.input.typed.clear();
  draw(frame);
  system.canvas->end(frame);
  const bool again = woken().exchange(false) || std::exchange(system.stirred, false);
  system.redraw_s = again ? 0 : frame.redraw_s;
  system.show_picture();
  return !card_was_reset() || reopen();
}

void Window::wake() {
  woken() = true;
  glfwPostEmptyEvent();
}

void Window::nudge() { glfwPostEmptyEvent(); }

double Window::now_s() { return glfwGetTime(); }
void Window::on_character(CharacterSink sink) { system_->sink = std::move(sink); }
void Window::type(std::u32string_view text) {
  for (const char32_t character : text) system_->input.typed.push_back({character, now_s()});
  system_->redraw_s = 0;
}

void Window::close() {
  if (system_->window != nullptr) glfwSetWindowShouldClose(system_->window, GLFW_TRUE);
}

Result<void> Window::save_screenshot(const std::string& path) const {
  const auto [width, height] = system_->size;
  std::vector<unsigned char> pixels(static_cast<std::size_t>(width) *
                                    static_cast<std::size_t>(height) * 3);
  glPixelStorei(GL_PACK_ALIGNMENT, 1);
  // Drawn once more, since after a swap neither buffer surely holds the picture.
  system_->draw_picture();
  glReadBuffer(GL_BACK);
  glReadPixels(0, 0, width, height, GL_RGB, GL_UNSIGNED_BYTE, pixels.data());
  return write_png(path, pixels, width, height, RowOrder::bottom_up);
}

CameraPicture Window::upload_grey(const unsigned char* pixels, int width, int height, int stride) {
  System& system = *system_;
  const bool fresh = system.camera_texture == 0;
  system.shown = 0;
  if (fresh) glGenTextures(1, &system.camera_texture);
  glBindTexture(GL_TEXTURE_2D, system.camera_texture);
  if (fresh) {
    const GLint grey[] = {GL_RED, GL_RED, GL_RED, GL_ONE};
    glTexParameteriv(GL_TEXTURE_2D, GL_TEXTURE_SWIZZLE_RGBA, grey);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
  }
  glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
  glPixelStorei(GL_UNPACK_ROW_LENGTH, stride);
  if (system.camera_size.width != width || system.camera_size.height != height) {
    glTexImage2D(GL_TEXTURE_2D, 0, GL_R8, width, height, 0, GL_RED, GL_UNSIGNED_BYTE, pixels);
    system.camera_size = {width, height};
  } else {
    glTexSubImage2D(GL_TEXTURE_2D, 0, 0, 0, width, height, GL_RED, GL_UNSIGNED_BYTE, pixels);
  }
  glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
  glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
  return {system.camera_texture, width, height};
}

const Theme& Window::theme() const { return system_->canvas->theme(); }
const WidgetLog& Window::log() const { return system_->canvas->log(); }
const std::string& Window::warning() const { return system_->canvas->fonts().warning(); }

}  // namespace yingbin::ui
