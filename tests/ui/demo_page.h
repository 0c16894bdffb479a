// A page with one of every widget, for the tests of the toolkit; close to the real door pages.
#pragma once

#include <string>

#include "ui/pictures.h"
#include "ui/widgets.h"

namespace yingbin::test {

struct DemoPage {
  std::string typed;
  std::string tapped;  // names of the buttons, in order
  ui::CameraPicture camera;
  int frames = 0;
};

inline void demo_button(ui::Frame& frame, DemoPage& page, const ui::Rect& place,
                        ui::ButtonFace face) {
  const std::string name = face.name;
  if (ui::button(frame, place, face)) page.tapped += name + " ";
}

inline void demo_bar(ui::Frame& frame, ui::Rect strip) {
  using namespace ui;
  paint(frame, strip, kGround);
  strip = strip.inset(frame.theme.margin(), frame.mm(1.6F));
  pill(frame, strip, "李芳");
  pill(frame, strip, "已同步 2 秒前", {kGroundRaised, kWhite, kMint});
  TextStyle style;
  style.weight = Weight::bold;
  style.colour = kWhite;
  label(frame, strip, "迎宾 · 秋季健康联谊会", style);
}

inline ui::SeatMap demo_hall() {
  ui::SeatMap map{"舞台", {}, {}, {}};
  const ui::Colour colours[] = {ui::kRed, ui::kGreen, ui::kBlue, ui::kPurple};
  const char* names[] = {"红", "绿", "蓝", "紫"};
  for (int row = 0; row < 12; ++row) {
    for (int column = 0; column < 16; ++column) {
      const bool lit = row == 2 && (column == 3 || column == 4);
      map.seats.push_back({static_cast<float>(column) + 0.6F * static_cast<float>(column / 4),
                           static_cast<float>(row), colours[column / 4],
                           lit       ? ui::SeatLight::lit
                           : row < 2 ? ui::SeatLight::taken
                                     : ui::SeatLight::plain});
    }
  }
  for (int zone = 0; zone < 4; ++zone) {
    map.zones.push_back({1.5F + 4.6F * static_cast<float>(zone), 12.8F,
                         static_cast<ui::ZoneShape>(zone), colours[zone], names[zone]});
  }
  return map;
}

inline void demo_left(ui::Frame& frame, DemoPage& page, ui::Rect left) {
  using namespace ui;
  const float gap = frame.theme.gap();
  const auto buttons = equal_columns(left.cut_bottom(frame.theme.guest_target(), gap), 3, gap);
  demo_button(frame, page, buttons[0], {.name = "forgot", .text = "没带邀请函", .least_mm = 20});
  demo_button(frame, page, buttons[1],
              {.name = "help", .text = "找人帮忙", .second = "Ask for help", .sign = Sign::hand});
  demo_button(frame, page, buttons[2],
              {.name = "next", .text = "下一位", .look = ButtonLook::primary});
  const auto more = equal_columns(left.cut_bottom(frame.theme.staff_target(), gap), 3, gap);
  demo_button(frame, page, more[0],
              {.name = "quiet", .text = "返回", .look = ButtonLook::quiet, .sign = Sign::back});
  demo_button(frame, page, more[1], {.name = "danger", .text = "作废", .look = ButtonLook::danger});
  demo_button(frame, page, more[2], {.name = "grey", .text = "不能撤销", .enabled = false});
  const Rect words = scan_frame(frame, left, page.camera, kCream);
  const auto lines = rows(words,
                          {fixed(text_height(frame.fonts, TextSize::prompt)),
                           fixed(text_height(frame.fonts, TextSize::body))},
                          frame.mm(3));
  TextStyle style{TextSize::prompt, Weight::bold, kWhite, Across::centre};
  label(frame, lines[0], "请出示邀请函", style);
  style.size = TextSize::body;
  style.weight = Weight::regular;
  label(frame, lines[1], "Please show your invitation", style);
}

inline void demo_signs(ui::Frame& frame, ui::Rect strip) {
  using namespace ui;
  const auto places = equal_columns(strip, kSigns + kZoneShapes, frame.mm(1));
  const Colour colours[] = {kRed, kGreen, kBlue, kPurple, kAmber, kBrand};
  const char* names[] = {"红", "绿", "蓝", "紫", "黄", "青"};
  for (int i = 0; i < kSigns; ++i)
    sign(frame, places[static_cast<std::size_t>(i)], static_cast<Sign>(i), kBrand);
  for (int i = 0; i < kZoneShapes; ++i) {
    zone_mark(frame, places[static_cast<std::size_t>(kSigns + i)], static_cast<ZoneShape>(i),
              colours[i], names[i]);
  }
}

inline void demo_right(ui::Frame& frame, DemoPage& page, ui::Rect right) {
  using namespace ui;
  const float gap = frame.theme.gap();
  demo_signs(frame, right.cut_top(frame.mm(7), gap));
  if (text_field(frame, right.cut_top(frame.theme.staff_target(), gap),
                 {"find", "姓名、拼音或电话"}, page.typed) == FieldEvent::entered) {
    page.tapped += "entered ";
  }
  const Rect row = right.cut_top(frame.mm(22), gap);
  if (tappable_row(frame, row, "row")) page.tapped += "row ";
  Rect inner = row.inset(frame.theme.padding(), frame.mm(2.5F));
  sign(frame, inner.cut_left(frame.mm(8), frame.mm(4)), Sign::tick, kGreen);
  const auto lines = equal_rows(inner, 2, frame.mm(1));
  label(frame, lines[0], "𬱖** 同行 2 人", {TextSize::title, Weight::bold});
  label(frame, lines[1], "红区 3 排 5、6 座 · 张伟邀请",
        {TextSize::body, Weight::regular, kInkSoft});
  Rect code = right.cut_bottom(frame.mm(22), gap);
  std::vector<bool> modules(21 * 21);
  for (std::size_t i = 0; i < modules.size(); ++i) modules[i] = i % 3 == 0;
  qr_code(frame, code.cut_left(code.h, gap), "code", modules, 21);
  bar(frame, code.cut_top(frame.mm(5), gap), 0.62F, kGreen);
  label(frame, code, "从左侧通道进，靠走道；请跟随 Zhang Wei to the fifth seat",
        {.size = TextSize::body, .lines_max = 2});
  card(frame, right, {kCream, kLine});
  seat_map(frame, right.inset(frame.mm(4)), "hall", demo_hall());
}

inline void demo_page(ui::Frame& frame, DemoPage& page) {
  using namespace ui;
  ++page.frames;
  Rect area = frame.area;
  paint(frame, area, kCream);
  demo_bar(frame, area.cut_top(frame.mm(13)));
  area = area.inset(frame.theme.margin());
  const auto halves = columns(area, {share(3), share(2)}, frame.theme.margin());
  demo_left(frame, page, halves[0]);
  demo_right(frame, page, halves[1]);
}

}  // namespace yingbin::test
