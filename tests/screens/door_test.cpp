#include "screens/door.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "screens/door_pages_example.h"
#include "screens/words.h"
#include "support/places.h"
#include "support/tapper.h"
#include "text/say.h"

namespace yingbin {
namespace {

using test::Tapper;

// A station with one page on it: what was tapped is kept.
struct Door {
  DoorModel model;
  DoorLocal local;
  std::vector<DoorIntent> tapped;
  void draw(ui::Frame& frame) {
    if (auto intent = draw_door(model, local, frame)) tapped.push_back(std::move(*intent));
  }
};

void speak(const std::string& language) {
  static const std::string folder = [] {
    namespace fs = std::filesystem;
    const fs::path assets = fs::path(test::in_build("")) / "assets";
    for (const auto& entry : fs::recursive_directory_iterator(assets)) {
      if (entry.path().filename() == "yingbin.mo")
        return entry.path().parent_path().parent_path().parent_path().string();
    }
    return std::string();
  }();
  choose_language(language, folder);
}

struct Look {
  int width;
  int height;
  const char* language;
};

std::string look_name(const testing::TestParamInfo<Look>& tested) {
  return std::to_string(tested.param.width) + "x" + std::to_string(tested.param.height) + "_" +
         tested.param.language;
}

class EveryDoorPage : public testing::TestWithParam<Look> {
 protected:
  void SetUp() override { speak(GetParam().language); }
};

// DESIGN §12: targets, sizes; nothing on top of anything else, whatever else is on the screen.
TEST_P(EveryDoorPage, has_no_overlaps_no_text_cut_off_and_large_targets) {
  for (const auto& [name, page] : test::every_page()) {
    for (const bool crowded : {false, true}) {
      Door door{{test::example_header(), page, {}}, {}, {}};
      if (crowded) {
        door.model.strip = test::sample_strip();
        door.model.header.alert = "磁盘快满了，只剩 200 MB：请删除不用的文件，或换一台机器。";
      }
      Tapper tapper(GetParam().width, GetParam().height,
                    [&](ui::Frame& frame) { door.draw(frame); });
      EXPECT_EQ(tapper.faults(), "") << name << (crowded ? " with strip and alert" : "");
    }
  }
}

TEST_P(EveryDoorPage, answers_every_tap_with_exactly_one_intent) {
  for (const auto& [name, page] : test::every_page()) {
    Door door{{test::example_header(), page, test::sample_strip()}, {}, {}};
    door.local.find_text = "a";
    Tapper tapper(GetParam().width, GetParam().height, [&](ui::Frame& frame) { door.draw(frame); });
    ASSERT_FALSE(tapper.tappable().empty()) << name;
    for (const std::string& widget : tapper.tappable()) {
      if (widget.starts_with("step ")) continue;  // changes only what is shown here
      door.tapped.clear();
      door.local.find_text = "a";
      ASSERT_TRUE(tapper.tap(widget));
      EXPECT_EQ(door.tapped.size(), 1U) << name << ": " << widget;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Looks, EveryDoorPage,
                         testing::Values(Look{1920, 1080, "zh_CN"}, Look{1280, 800, "zh_CN"},
                                         Look{1024, 768, "zh_CN"}, Look{1920, 1080, "en"},
                                         Look{1280, 800, "en"}, Look{1024, 768, "en"},
                                         Look{1080, 1920, "zh_CN"}, Look{1080, 1920, "en"}),
                         look_name);

class DoorScreen : public testing::Test {
 protected:
  void show(DoorPage page) {
    door.model = {test::example_header(), std::move(page), {}};
    tapper = std::make_unique<Tapper>(1280, 800, [this](ui::Frame& frame) { door.draw(frame); });
  }
  // The one intent that a tap on the widget gives.
  template <class Expected>
  Expected tap(const std::string& name) {
    door.tapped.clear();
    EXPECT_TRUE(tapper->tap(name)) << name;
    if (door.tapped.size() != 1 || !std::holds_alternative<Expected>(door.tapped[0])) {
      ADD_FAILURE() << name << " gave another intent";
      return {};
    }
    return std::get<Expected>(door.tapped[0]);
  }
  void SetUp() override { speak("zh_CN"); }

  Door door;
  std::unique_ptr<Tapper> tapper;
};

TEST_F(DoorScreen, the_strings_are_translated) { EXPECT_EQ(say("Undo"), "撤销"); }

TEST_F(DoorScreen, guests_read_chinese_first_and_english_beside_it) {
  show(test::ready_page());
  EXPECT_TRUE(tapper->shows("请出示邀请函"));
  EXPECT_TRUE(tapper->shows("Please show your invitation"));
  EXPECT_GT(tapper->place("请出示邀请函").h, tapper->place("Please show your invitation").h);
  speak("en");
  tapper->frame();
  EXPECT_FALSE(tapper->shows("请出示邀请函"));
}

TEST_F(DoorScreen, ready_offers_finding_help_and_the_last_undo) {
  show(test::ready_page());
  tap<TapFind>("find");
  EXPECT_EQ(tap<TapNextAct>("help").act, NextAct::call_coordinator);
  EXPECT_EQ(tap<TapUndo>("undo 12").admission, test::record(12));
}

// Rule D6: what is undone, or another's, cannot be undone here.
TEST_F(DoorScreen, an_entry_without_undo_has_no_button) {
  ReadyPage page = test::ready_page();
  page.recent[0].undo.reset();
  show(page);
  for (const std::string& name : tapper->tappable()) EXPECT_FALSE(name.starts_with("undo")) << name;
}

TEST_F(DoorScreen, doubt_shows_beside_the_count) {
  show(test::ready_page());
  EXPECT_TRUE(tapper->shows("1 236 +2? / 2 000"));
}

// DESIGN §12: a guest's zone and seat 25 mm.
TEST_F(DoorScreen, the_seat_of_an_admitted_guest_is_large_where_it_fits) {
  AdmittedPage page = test::admitted_page();
  page.seat.place = "8 座";
  show(page);
  EXPECT_GE(tapper->place("8 座").h, tapper->theme().mm(25));
  EXPECT_GE(tapper->place("zone 红").h, tapper->theme().mm(25));
  EXPECT_TRUE(tapper->shows("王秀英"));
  EXPECT_EQ(tap<TapUndo>("undo").admission, test::record(12));
  tap<TapNextGuest>("next");
}

// DESIGN §6: unsure beside admitted.
TEST_F(DoorScreen, an_unsure_admission_says_to_mark_the_guest) {
  AdmittedPage page = test::admitted_page();
  show(page);
  EXPECT_FALSE(tapper->shows("盖章"));
  page.certain = false;
  show(page);
  EXPECT_TRUE(tapper->shows("盖章"));
}

TEST_F(DoorScreen, standing_and_open_zones_have_words_of_their_own) {
  AdmittedPage page;
  page.name = "王秀英";
  show(page);
  EXPECT_TRUE(tapper->shows("站席"));
  page.seat = {test::purple_zone(), "", ""};
  show(page);
  EXPECT_TRUE(tapper->shows("紫区"));
  EXPECT_TRUE(tapper->shows("自由入座"));
}

// Rule D1: each looks different, without relying on colour alone.
TEST_F(DoorScreen, every_refusal_has_a_title_of_its_own) {
  std::vector<std::string> titles;
  for (const auto& [outcome, name] : Names<DoorOutcome>::list) {
    if (outcome == DoorOutcome::admitted) continue;
    RefusedPage page;
    page.outcome = outcome;
    page.next = {NextAct::next_guest};
    show(page);
    EXPECT_TRUE(tapper->shows(outcome_title(outcome))) << name;
    for (const ui::WidgetRecord& record : tapper->log().records()) {
      if (record.kind == ui::WidgetKind::label && record.place.y > tapper->theme().mm(13)) {
        titles.push_back(record.text);
        break;
      }
    }
  }
  ASSERT_EQ(titles.size(), 7U);
  std::sort(titles.begin(), titles.end());
  EXPECT_EQ(std::unique(titles.begin(), titles.end()), titles.end());
}

// Rule D13: every refusal offers the next act; the likeliest bottom right.
TEST_F(DoorScreen, every_act_of_a_refusal_is_a_button_and_the_likeliest_is_bottom_right) {
  const RefusedPage page = test::refused_page_with_every_act();
  show(page);
  for (const NextAct act : page.next) {
    if (act == NextAct::call_coordinator) continue;  // help, in its own place
    const std::string name =
        "act " + std::string(Names<NextAct>::list[static_cast<std::size_t>(act)].second);
    EXPECT_EQ(tap<TapNextAct>(name).act, act);
  }
  const ui::Rect likeliest = tapper->place("act admit_fewer");
  EXPECT_TRUE(tapper->shows("放行余下 2 位"));
  EXPECT_TRUE(tapper->shows("须总指挥同意"));
  for (const std::string& name : tapper->tappable()) {
    EXPECT_LE(tapper->place(name).right(), likeliest.right() + 1) << name;
    EXPECT_LE(tapper->place(name).bottom(), likeliest.bottom() + 1) << name;
  }
}

// DESIGN §12: main action bottom right, back bottom left, help always in the same place.
TEST_P(EveryDoorPage, help_stands_in_the_same_place_on_every_page) {
  std::optional<ui::Rect> first;
  for (const auto& [name, page] : test::every_page()) {
    Door door{{test::example_header(), page, {}}, {}, {}};
    Tapper tapper(GetParam().width, GetParam().height, [&](ui::Frame& frame) { door.draw(frame); });
    tapper.frame();
    const ui::Rect place = tapper.place("help");
    if (!first) first = place;
    EXPECT_EQ(place.x, first->x) << name;
    EXPECT_EQ(place.y, first->y) << name;
    EXPECT_EQ(place.w, first->w) << name;
    ASSERT_TRUE(tapper.tap("help")) << name;
    ASSERT_EQ(door.tapped.size(), 1U) << name;
    EXPECT_EQ(std::get<TapNextAct>(door.tapped[0]).act, NextAct::call_coordinator) << name;
    for (const char* back : {"back", "act next_guest"}) {
      if (tapper.log().find(back) && page.index() != 3) {
        EXPECT_LT(tapper.place(back).right(), place.x) << name;
      }
    }
    for (const char* main : {"next", "admit"}) {
      if (tapper.log().find(main)) {
        EXPECT_GT(tapper.place(main).x, place.right()) << name;
      }
    }
  }
}

// A likeliest act that is help stands bottom right as well: the page's advice is its main button.
TEST_F(DoorScreen, who_shall_fetch_the_coordinator_has_that_as_the_main_button) {
  RefusedPage page = test::refused_page(DoorOutcome::forged);
  page.next = {NextAct::call_coordinator, NextAct::find_by_name, NextAct::next_guest};
  show(page);
  EXPECT_EQ(tap<TapNextAct>("act call_coordinator").act, NextAct::call_coordinator);
  EXPECT_GT(tapper->place("act call_coordinator").x, tapper->place("act find_by_name").x);
  EXPECT_LT(tapper->place("act next_guest").x, tapper->place("help").x);
}

TEST_F(DoorScreen, a_mistyped_short_code_is_told_from_a_name_nobody_has) {
  FindPage page;
  page.query = "a";
  show(page);
  door.local.find_text = "a";
  tapper->frame();
  EXPECT_TRUE(tapper->shows("没有找到"));
  std::get<FindPage>(door.model.page).mistyped = true;
  tapper->frame();
  EXPECT_TRUE(tapper->shows("有一位不对"));
}

// Rule D2: the greeter says how many come now.
TEST_F(DoorScreen, a_party_is_counted_by_one_tap) {
  show(PersonsPage{"王秀英", "张伟", 4, 3});
  EXPECT_EQ(tap<TapPersons>("persons 1").persons, 1);
  EXPECT_EQ(tap<TapPersons>("persons 3").persons, 3);
  EXPECT_FALSE(tapper->tap("persons 4"));
  EXPECT_EQ(tap<TapPersons>("admit").persons, 3);
  tap<TapBack>("back");
}

// Rule D11: a coach party.
TEST_F(DoorScreen, a_coach_party_is_counted_up_and_down) {
  show(PersonsPage{"王秀英", "张伟", 48, 45});
  EXPECT_FALSE(tapper->tap("step +1"));
  ASSERT_TRUE(tapper->tap("step −10"));
  ASSERT_TRUE(tapper->tap("step −1"));
  EXPECT_TRUE(tapper->shows("34"));
  EXPECT_EQ(tap<TapPersons>("admit").persons, 34);
}

// Rule D3.
TEST_F(DoorScreen, finding_types_by_keys_on_the_screen_and_by_a_keyboard) {
  show(FindPage{});
  EXPECT_EQ(tap<TypeFind>("key z").text, "z");
  EXPECT_EQ(tap<TypeFind>("key w").text, "zw");
  door.tapped.clear();
  tapper->type("王𬱖");
  ASSERT_EQ(door.tapped.size(), 1U);
  EXPECT_EQ(std::get<TypeFind>(door.tapped[0]).text, "zw王𬱖");
  EXPECT_EQ(tap<TypeFind>("backspace").text, "zw王");
  EXPECT_EQ(tap<TypeFind>("clear").text, "");
}

TEST_F(DoorScreen, a_found_guest_is_chosen_by_a_tap_on_their_row) {
  show(test::find_page());
  EXPECT_EQ(tap<TapFound>("found 2").invitation, InvitationId{101});
  tap<TapBack>("back");
  EXPECT_TRUE(tapper->shows("还有更多"));
}

TEST_F(DoorScreen, the_sample_strip_stands_on_every_page) {
  for (const auto& [name, page] : test::every_page()) {
    show(page);
    door.model.strip = test::sample_strip();
    tapper->frame();
    tap<TapSampleCard>("sample");
  }
}

TEST_F(DoorScreen, an_alert_and_a_failed_record_cannot_be_missed) {
  show(test::ready_page());
  door.model.header.alert = "磁盘已满";
  door.model.header.saved = SavedState::failed;
  tapper->frame();
  EXPECT_TRUE(tapper->shows("磁盘已满"));
  EXPECT_TRUE(tapper->shows("未能保存"));
}

TEST_F(DoorScreen, a_tap_on_the_camera_reads_again_what_is_in_view) {
  show(test::ready_page());
  ASSERT_TRUE(tapper->tap("scan frame"));
  EXPECT_TRUE(door.tapped.empty());  // without a camera there is nothing to read
  door.local.camera = {1, 640, 360};
  tapper->frame();
  tap<TapReadAgain>("scan frame");
  tap<TapFind>("find");
}

TEST_F(DoorScreen, another_camera_is_offered_where_there_is_one) {
  ReadyPage page = test::ready_page();
  show(page);
  EXPECT_FALSE(tapper->tap("other camera"));
  page.other_camera = true;
  show(page);
  tap<TapOtherCamera>("other camera");
}

TEST_F(DoorScreen, a_notice_leads_back_to_the_next_guest) {
  show(NoticePage{true, "已撤销", {"王**"}});
  tap<TapNextGuest>("next");
  EXPECT_FALSE(tapper->tap("back"));
  show(NoticePage{false, "请找总指挥", {"王**"}, true});
  tap<TapBack>("back");
}

// Issue 3: guests cannot leave; a deliberate long press asks.
TEST_F(DoorScreen, a_long_press_on_the_events_name_asks_to_leave_and_a_tap_does_not) {
  for (const auto& [page_name, page] : test::every_page()) {
    show(page);
    door.tapped.clear();
    const ui::Point name{20, 20};
    tapper->frame(1);
    tapper->finger(name, true);
    tapper->finger(name, true, 2.9);
    tapper->finger(name, false);
    EXPECT_TRUE(door.tapped.empty()) << page_name;
    tapper->frame(1);
    tapper->finger(name, true);
    tapper->finger(name, true, 3.1);
    ASSERT_EQ(door.tapped.size(), 1U) << page_name;
    EXPECT_TRUE(std::holds_alternative<HoldLeave>(door.tapped[0]));
    tapper->finger(name, true, 5);
    EXPECT_EQ(door.tapped.size(), 1U) << "once";
  }
}

TEST_F(DoorScreen, only_who_may_close_the_station_is_offered_it) {
  show(LeavePage{true, "", {"赵总"}});
  tap<TapLeave>("leave");
  show(LeavePage{false, "李芳", {"赵总"}});
  EXPECT_FALSE(tapper->tap("leave"));
  EXPECT_TRUE(tapper->shows("赵总"));
}

// Rule S5: the map shows every seat and lights the guest's own.
TEST_F(DoorScreen, zone_colours_that_are_wrongly_written_do_no_harm) {
  AdmittedPage page = test::admitted_page();
  for (const char* colour : {"", "#", "red", "#12345", "#GGGGGG", "#A3241F77"}) {
    page.seat.zone->colour = colour;
    show(page);
    EXPECT_TRUE(tapper->shows("3 排"));
  }
}

}  // namespace
}  // namespace yingbin
