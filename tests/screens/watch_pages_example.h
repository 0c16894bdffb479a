// The pages of stations and findings as examples, for tests that draw and tap them all.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "screens/door_model.h"

namespace yingbin::test {

inline std::vector<StationEntry> example_stations() {
  using enum StationMark;
  return {{OriginId{1}, "1 号门", "签到口", "本站", "12 条记录只在那里", {clock_wrong}, true},
          {OriginId{2}, "2 号门", "签到口", "刚刚联系过", "都有第二份", {well}},
          {OriginId{3}, "3 号门", "签到口", "2 分钟前联系过", "3 条记录只在那里", {silent}},
          {OriginId{4}, "礼品台", "礼品台", "从未联系过", "", {lost, copied, silent}},
          {OriginId{5},
           "西侧贵宾通道临时签到口（备用机）",
           "签到口",
           "3 小时前联系过",
           "1236 条记录只在那里",
           {revoked, copied}},
          {OriginId{6}, "大厅主机", "主机", "", "", {well}}};
}

inline StationsPage stations_page() { return {"主机刚刚告知的情况", example_stations()}; }

inline StationsPage long_stations_page() {
  StationsPage page{"本站没有主机：无法得知其他签到台上次联系的时间。", {}};
  for (std::uint64_t i = 1; i <= 24; ++i) {
    page.stations.push_back(
        {OriginId{i}, std::to_string(i) + " 号门", "签到口", "", "", {StationMark::well}});
  }
  return page;
}

inline StationPage station_page() {
  using Kind = StationAct::Kind;
  StationPage page{example_stations()[3], {}, {}};
  page.facts = {"它还可分配 120 个座位", "其中 42 个座位等人查看",
                "它的第 1207 号记录有两份，内容不同"};
  page.acts = {{Kind::found, "它回来了", ""},
               {Kind::release, "释放它的 42 个座位", ""},
               {Kind::declare_lost, "宣布丢失", ""},
               {Kind::settle_copy, "两份已核对", ""}};
  return page;
}

inline StationPage forbidden_station_page() {
  StationPage page = station_page();
  for (StationAct& act : page.acts)
    act.reason = "This takes a coordinator, and he is not here now.";
  return page;
}

inline SecondPersonPage second_person_page(int persons) {
  SecondPersonPage page{OriginId{4}, "礼品台", {}, {}};
  page.facts = {"在有人查看之前，谁也不能分配它的 120 个座位。",
                "只有它今天确实不会回来时才这样做：说错了，一个座位可能给出两次。"};
  for (int i = 0; i < persons; ++i) {
    page.persons.push_back({StaffId{static_cast<std::uint64_t>(i + 1)},
                            i == 1 ? "阿卜杜拉·买买提·艾力江" : "李芳" + std::to_string(i)});
  }
  return page;
}

inline ReleasePage release_page() {
  return {
      OriginId{4},
      "西侧贵宾通道临时签到口（备用机）",
      42,
      {"红区：30 个座位", "蓝区：12 个座位", "它可能把座位借给了此后没有联系过的：3 号门、5 号门"}};
}

inline FindingSide side(const std::string& door) {
  return {
      door, {"09:02 · 2 人", "放行人：李芳", "红区 · 3 排 5、6 座", "目前所知最早"}, {}, {}, {}};
}

inline FindingPage finding_page(FindingKind kind) {
  FindingPage page;
  page.finding = {kind, subject_of(InvitationId{100})};
  page.about = "王** · 张伟邀请 · 可进 2 人";
  page.advice = "请看看大厅里实际有几位，再说人数。在此之前按 2 人计。";
  page.sides = {side("1 号门"), side("2 号门")};
  return page;
}

inline FindingPage twice_page() {
  FindingPage page = finding_page(FindingKind::admitted_twice);
  page.count = FindingCount{InvitationId{100}, 4, 2};
  page.sides[1].undo = RecordName{{OriginId{7}, 12}, 12};
  return page;
}

// As many doors as make it turn pages, and nothing allowed.
inline FindingPage crowded_finding_page() {
  FindingPage page = finding_page(FindingKind::admitted_after_revoke);
  page.count = FindingCount{InvitationId{100}, 14, 2};
  for (int i = 0; i < 5; ++i) page.sides.push_back(side("西侧贵宾通道临时签到口（备用机）"));
  page.sides[1].lines.emplace_back("当时不知道已作废");
  page.sides[1].lines.emplace_back("当时没有收到其他签到台的消息");
  page.reason = "这须由总指挥处理。";
  return page;
}

inline FindingPage seat_page() {
  FindingPage page = finding_page(FindingKind::seat_contested);
  page.finding.subject = subject_of(SeatId{1, 3, 5});
  page.about = "红区 · 3 排 5 座";
  page.sides[0].keeps = InvitationId{100};
  page.sides[1].keeps = InvitationId{101};
  return page;
}

inline FindingPage right_page() {
  FindingPage page = finding_page(FindingKind::right_contested);
  page.finding.subject = subject_of(SeatId{1, 3, 5});
  page.sides[1].releases = OriginId{4};
  return page;
}

inline FindingPage copy_page() {
  FindingPage page = finding_page(FindingKind::copied_disk);
  page.finding.subject = subject_of(OriginId{4});
  page.copied = OriginId{4};
  return page;
}

inline FindingsPage findings_page(int repeats) {
  FindingsPage page;
  for (int i = 0; i < repeats; ++i) {
    for (const auto& [kind, name] : Names<FindingKind>::list) {
      page.findings.push_back({{kind, subject_of(InvitationId{100})},
                               "阿** · 阿卜杜拉·买买提·艾力江邀请 · 可进 2 人",
                               "1 号门 / 2 号门"});
    }
  }
  return page;
}

inline std::vector<std::pair<std::string, DoorPage>> every_watch_page() {
  return {{"stations", stations_page()},
          {"stations_long", long_stations_page()},
          {"station", station_page()},
          {"station_forbidden", forbidden_station_page()},
          {"second_person", second_person_page(3)},
          {"second_person_many", second_person_page(60)},
          {"second_person_none", second_person_page(0)},
          {"release", release_page()},
          {"findings", findings_page(1)},
          {"findings_long", findings_page(5)},
          {"findings_none", FindingsPage{}},
          {"finding_twice", twice_page()},
          {"finding_crowded", crowded_finding_page()},
          {"finding_unknown", finding_page(FindingKind::unknown_invitation)},
          {"finding_seat", seat_page()},
          {"finding_right", right_page()},
          {"finding_copy", copy_page()}};
}

}  // namespace yingbin::test
