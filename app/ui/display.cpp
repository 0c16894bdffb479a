#include "ui/display.h"

#include <GLFW/glfw3.h>

#include <fmt/core.h>

#include "text/say.h"

namespace yingbin::ui {
namespace {

std::string last_error() {
  const char* words = nullptr;
  glfwGetError(&words);
  return words != nullptr ? words : "GLFW";
}

// "1: 1920x1080, 531x299 mm" for each screen, numbered as --monitor takes them.
std::string screens() {
  int count = 0;
  GLFWmonitor** monitors = glfwGetMonitors(&count);
  std::string text;
  for (int i = 0; i < count; ++i) {
    const GLFWvidmode* mode = glfwGetVideoMode(monitors[i]);
    int width_mm = 0;
    int height_mm = 0;
    glfwGetMonitorPhysicalSize(monitors[i], &width_mm, &height_mm);
    if (mode == nullptr) continue;
    text += fmt::format("{}{}: {}x{}, {}x{} mm", text.empty() ? "" : "; ", i + 1, mode->width,
                        mode->height, width_mm, height_mm);
  }
  return text;
}

Display look() {
  const std::string shown = screens();
  if (shown.empty()) return {false, say("no screen is connected: plug one in")};
  glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
  glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
  glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
  glfwWindowHint(GLFW_VISIBLE, GLFW_FALSE);
  GLFWwindow* window = glfwCreateWindow(64, 64, "yingbin", nullptr, nullptr);
  if (window == nullptr) {
    return {false, say("nothing can be drawn ({}): install the package libgl1-mesa-dri, or the "
                       "driver of the graphics card",
                       last_error())};
  }
  glfwMakeContextCurrent(window);
  const auto* renderer = reinterpret_cast<const char*>(glGetString(GL_RENDERER));
  const std::string drawn_by = renderer != nullptr ? renderer : "OpenGL";
  glfwDestroyWindow(window);
  if (drawn_by.find("llvmpipe") == std::string::npos)
    return {true, say("{}; drawn by {}", shown, drawn_by)};
  return {true, say("{}; drawn by the processor ({}): enough for a door", shown, drawn_by)};
}

}  // namespace

Display look_at_display() {
  if (glfwInit() == GLFW_FALSE) {
    return {false, say("no screen here ({}): start it on a machine with a screen, or set DISPLAY",
                       last_error())};
  }
  Display display = look();
  glfwTerminate();
  return display;
}

}  // namespace yingbin::ui
