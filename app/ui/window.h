// The window of a station: full screen, asleep until something happens, drawn with OpenGL. One a
// process, used from the main thread; only `wake` may be called from others.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "text/result.h"
#include "ui/frame.h"
#include "ui/pictures.h"

namespace yingbin::ui {

struct WindowSize {
  int width = 0;
  int height = 0;
};

struct WindowOptions {
  std::string title = "yingbin";
  std::optional<WindowSize> windowed = {};   // nothing: full screen
  int monitor = 0;                           // counted from 1; 0: the main one
  bool closable = false;                     // Alt+F4 and the like close a full screen too
  std::optional<double> pixels_per_mm = {};  // when the screen lies about its size
};

// Sees every typed character before any widget; true: it was taken (a hand scanner is typing).
using CharacterSink = std::function<bool(const TypedCharacter&)>;

class Window {
 public:
  [[nodiscard]] static Result<std::unique_ptr<Window>> open(const WindowOptions& options);
  ~Window();
  Window(const Window&) = delete;
  Window& operator=(const Window&) = delete;

  // Draws one page: sleeps until the finger, a key, `wake` or `seconds_max`, then calls `draw` once
  // and shows the result. After input or `wake` the next call does not sleep, so that what came of
  // it is on the screen even if the caller made its model beforehand. False when the window was
  // closed.
  bool next(const std::function<void(Frame&)>& draw, double seconds_max);
  // From any thread: something changed, draw soon.
  static void wake();
  // The same, for who makes the model within `draw`: one frame is enough for it.
  static void nudge();
  // Seconds on the clock that frames and typed characters carry.
  [[nodiscard]] static double now_s();

  void on_character(CharacterSink sink);
  // Typed into the next frame, past the sink: what it had taken and gives back.
  void type(std::u32string_view text);
  void close();
  // Everything on the graphics card made anew; `next` does it when the card was reset.
  [[nodiscard]] Result<void> reopen();
  // Why `next` was false although nobody closed the window; else empty.
  [[nodiscard]] const std::string& failure() const;
  // What was last shown, as PNG.
  [[nodiscard]] Result<void> save_screenshot(const std::string& path) const;
  // Takes an 8-bit grey picture of the camera; the result may be drawn from the next frame on.
  CameraPicture upload_grey(const unsigned char* pixels, int width, int height, int stride);

  [[nodiscard]] const Theme& theme() const;
  [[nodiscard]] const WidgetLog& log() const;
  // What does not work as it should but does not stop the window; empty if nothing.
  [[nodiscard]] const std::string& warning() const;

 private:
  struct System;
  explicit Window(std::unique_ptr<System> system);
  std::unique_ptr<System> system_;
};

}  // namespace yingbin::ui
