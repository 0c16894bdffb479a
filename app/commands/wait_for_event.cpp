#include "commands/wait_for_event.h"

#include "commands/opening.h"
#include "text/say.h"
#include "ui/widgets.h"

namespace yingbin {

namespace {

constexpr double kTryAgain_s = 2;
constexpr int kReasonLinesMax = 8;

void draw_reason(ui::Frame& frame, const std::string& reason) {
  ui::paint(frame, frame.area, ui::kGround);
  ui::Rect area = frame.area.inset(frame.theme.margin(), frame.mm(8));
  const ui::Rect title = area.cut_top(frame.mm(24));
  ui::label(frame, title, say("This station has no open event"),
            {.size = ui::TextSize::title, .weight = ui::Weight::bold, .colour = ui::kWhite});
  ui::label(frame, area, reason,
            {.colour = ui::kWhite, .down = ui::Down::top, .lines_max = kReasonLinesMax});
}

}  // namespace

std::unique_ptr<Station> wait_for_event(const CommonOptions& common,
                                        const ui::WindowOptions& options) {
  auto station = try_open_event(common, Access::write);
  if (station) return *std::move(station);
  fail(station.failure());
  auto window = ui::Window::open(options);
  if (!window) {
    fail(window.failure());
    return nullptr;
  }
  while (!station) {
    const std::string reason = station.message();
    const auto draw = [&](ui::Frame& frame) { draw_reason(frame, reason); };
    if (!(*window)->next(draw, kTryAgain_s)) return nullptr;
    station = try_open_event(common, Access::write);
  }
  return *std::move(station);
}

}  // namespace yingbin
