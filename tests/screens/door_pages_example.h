// Every page of the door as an example, for tests that draw and tap them all.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "screens/door.h"
#include "screens/watch_pages_example.h"

namespace yingbin::test {

inline HeaderModel example_header() {
  return {"秋季健康联谊会",        "1 号门", "李芳", 1236, 2000, 2, "迎宾入场", "开场 09:30",
          SavedState::second_copy, "", std::nullopt};
}

inline ZoneSign red_zone() { return {"红区", "红", "#A3241F", ZoneShape::square}; }
inline ZoneSign green_zone() { return {"绿区", "绿", "#0B6E3D", ZoneShape::triangle}; }
inline ZoneSign blue_zone() { return {"蓝区", "蓝", "#1E4FA3", ZoneShape::circle}; }
inline ZoneSign purple_zone() { return {"紫区", "紫", "#6A2C91", ZoneShape::star}; }

inline std::vector<HallZone> example_hall() {
  std::vector<HallZone> hall;
  for (const ZoneSign& sign : {red_zone(), green_zone(), blue_zone()}) {
    hall.push_back({sign, std::vector(12, std::vector(14, SeatMark::free)), false});
  }
  for (int seat = 0; seat < 14; ++seat)
    hall[0].rows[0][static_cast<std::size_t>(seat)] = SeatMark::taken;
  hall[0].rows[2][4] = hall[0].rows[2][5] = SeatMark::lit;
  hall.push_back({purple_zone(), {}, false});
  return hall;
}

inline RecordName record(std::uint64_t seq) { return {{OriginId{7}, seq}, seq}; }

inline ReadyPage ready_page() {
  ReadyPage page;
  page.recent = {
      {DoorOutcome::admitted, false, "王**", "红区 3 排 5、6 座 · 张伟邀请", 2, record(12)},
      {DoorOutcome::already_in, false, "刘**", "已在 2 号门进入 · 09:02 · 不再放行", 1, {}},
      {DoorOutcome::admitted, true, "陈**", "绿区 1 排 12 座 · 赵敏邀请", 1, {}}};
  page.stock = {{red_zone(), 42, false},
                {green_zone(), 18, false},
                {blue_zone(), 7, true},
                {purple_zone(), 120, false}};
  return page;
}

// Nobody is known: only what happened.
inline ReadyPage ready_page_of_strangers() {
  ReadyPage page = ready_page();
  page.recent[1] = {DoorOutcome::unreadable, false, "", "没有读到码", 1, {}};
  return page;
}

inline AdmittedPage admitted_page() {
  AdmittedPage page;
  page.name = "王秀英";
  page.rep = "张伟";
  page.persons = 2;
  page.seat = {red_zone(), "3 排 5、6 座", "从左侧通道进，靠走道"};
  page.hall = example_hall();
  page.undo = record(12);
  return page;
}

inline RefusedPage refused_page(DoorOutcome outcome) {
  RefusedPage page;
  page.outcome = outcome;
  page.name = outcome == DoorOutcome::unreadable || outcome == DoorOutcome::unknown ? "" : "刘**";
  page.rep = page.name.empty() ? "" : "赵敏";
  page.facts = {"09:02 已从 2 号门进入，一行 2 人", "放行人：李芳", "座位：绿区 1 排 12、13 座"};
  page.next = {NextAct::next_guest, NextAct::find_by_name, NextAct::scan_again,
               NextAct::call_coordinator};
  page.left = 1;
  return page;
}

inline RefusedPage refused_page_with_every_act() {
  RefusedPage page = refused_page(DoorOutcome::party_full);
  page.next = {NextAct::admit_fewer,      NextAct::admit_more,   NextAct::come_back,
               NextAct::use_replacement,  NextAct::find_by_name, NextAct::register_walk_in,
               NextAct::call_coordinator, NextAct::next_guest};
  page.left = 2;
  page.needs_approval = true;
  return page;
}

inline FindPage find_page() {
  FindPage page;
  page.query = "wang";
  const char* names[] = {"王**", "汪*",    "王*",      "欧阳**", "阿卜杜拉·买买提****",
                         "王**", "𬱖**", "J*** W***"};
  for (int i = 0; i < 8; ++i) {
    page.found.push_back({InvitationId{static_cast<std::uint64_t>(100 + i)}, names[i], "尾号 1234",
                          "张伟", i % 3 == 0 ? "已进门 09:02 · 红区 3 排 5 座" : "红区 · 同行 2 人",
                          i % 3 == 0});
  }
  page.found[3].line.clear();
  page.more = true;
  return page;
}

inline SampleStrip sample_strip() {
  SampleStrip strip{3, 20, "王**", "第二次来", {}, 41};
  for (int i = 0; i < 41 * 41; ++i) strip.modules.push_back((i * 7919 % 13) < 6);
  return strip;
}

// Name of the case and the page; the harder ones beside the usual.
inline std::vector<std::pair<std::string, DoorPage>> every_page() {
  std::vector<std::pair<std::string, DoorPage>> pages{
      {"ready", ready_page()},
      {"ready_empty", ReadyPage{}},
      {"ready_strangers", ready_page_of_strangers()},
      {"admitted", admitted_page()},
      {"find", find_page()},
      {"find_empty", FindPage{}},
      {"every_act", refused_page_with_every_act()},
      {"persons_2", PersonsPage{"王秀英", "张伟", 2, 2}},
      {"persons_12", PersonsPage{"欧阳娜娜", "", 12, 12}},
      {"persons_45", PersonsPage{"阿卜杜拉·买买提·艾力江", "张伟", 48, 45}},
      {"notice_good", NoticePage{true, "已撤销", {"王** · 2 人", "红区 3 排 5、6 座已空出"}}},
      {"notice_bad", NoticePage{false, "不能撤销", {"超过两分钟，须总指挥撤销。"}}},
      {"notice_help", NoticePage{false, "请找总指挥", {"赵总", "钱主任"}, true}},
      {"leave", LeavePage{true, "李芳", {"李芳"}}},
      {"leave_not", LeavePage{false, "李芳", {"赵总", "钱主任", "阿卜杜拉·买买提·艾力江"}}},
      {"find_mistyped", FindPage{"2K7QX9M4TZ", {}, false, true}}};
  for (const auto& [outcome, name] : Names<DoorOutcome>::list) {
    if (outcome != DoorOutcome::admitted)
      pages.emplace_back(std::string(name), refused_page(outcome));
  }
  ReadyPage two_cameras = ready_page();
  two_cameras.other_camera = true;
  pages.emplace_back("ready_two_cameras", two_cameras);
  ReadyPage alarmed = ready_page();
  alarmed.watch = {12, 7, 2, false};
  pages.emplace_back("ready_alarmed", alarmed);
  alarmed.watch = {1, 7, 0, true};
  pages.emplace_back("ready_clock_wrong", alarmed);
  for (auto& page : every_watch_page()) pages.push_back(std::move(page));
  AdmittedPage unsure = admitted_page();
  unsure.certain = false;
  unsure.left = 3;
  unsure.name = "阿卜杜拉·买买提·艾力江";
  unsure.seat.place = "12 排 15、16、17、18、19 座";
  unsure.seat.way = "进门右转，沿红色地毯走到底，从右侧第二个通道进去，靠走道的一边";
  pages.emplace_back("admitted_unsure", unsure);
  AdmittedPage open = admitted_page();
  open.seat = {purple_zone(), "", "进门右手边"};
  open.hall.back().lit = true;
  open.undo = {};
  pages.emplace_back("admitted_open", open);
  AdmittedPage standing;
  standing.name = "Johannes van der Berg";
  standing.persons = 1;
  pages.emplace_back("admitted_standing", standing);
  return pages;
}

}  // namespace yingbin::test
