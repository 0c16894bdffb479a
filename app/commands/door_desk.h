// What happens at a door's screen between two frames: a scan or a tap comes in, the station
// answers, the page changes. Owns what the door is doing; decides no rule.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "screens/door_sound.h"
#include "station/station.h"

namespace yingbin {

class DoorDesk {
 public:
  static constexpr double kResultStays_s = 8;  // or until the next scan (DESIGN 12)
  static constexpr double kLeavePageStays_s = 30;

  explicit DoorDesk(Station& station) : station_(station) {}

  // A code came in, from whatever read it. `now_s` is any steady clock.
  void scan(std::string_view text, double now_s);
  void take(const DoorIntent& intent, double now_s);
  // Lets an admission's page go after its time, and that of leaving; true if the page changed.
  bool tick(double now_s);

  // How the others are heard, from whoever owns the network; without it the pages say so.
  void know(NewsOfStations news) { news_ = std::move(news); }

  [[nodiscard]] DoorModel model();
  // Somebody who may do so closed the station.
  [[nodiscard]] bool left() const { return left_; }
  // What is to be heard of the last verdict or notice; once.
  [[nodiscard]] std::optional<ui::Sound> take_sound();
  [[nodiscard]] const DoorDoing& doing() const { return doing_; }
  // The verdict of the last scan or tap that got one.
  [[nodiscard]] const DoorEvent* last() const {
    return recent_.empty() ? nullptr : &recent_.back();
  }

 private:
  void present(const DoorQuestion& question, double now_s);
  void admit(const DoorQuestion& question, double now_s);
  void show(const DoorVerdict& verdict, const RecordName& record, double now_s);
  void next_act(NextAct act, double now_s);
  void undo(const RecordName& admission);
  void look_up(const std::string& text);
  void notice(NoticeKind kind, std::string title, std::vector<std::string> lines);
  void failed(const Failure& failure);
  void finished(const Result<Answer>& answer, NoticeKind kind, std::string done);
  void call_coordinator();
  // Pages that lead back to what was half done.
  [[nodiscard]] bool aside() const;
  void step_aside();
  void back();
  void leave();
  // door_desk_watch.cpp: the pages of the stations and of what contradicts.
  void declare_lost(const TapDeclareLost& tap);
  void release(const TapRelease& tap);
  void settle_copy(OriginId origin);
  void settled(const Result<Answer>& answer, std::string title, std::vector<std::string> lines);

  Station& station_;
  DoorDoing doing_;
  DoorDoing before_;  // what it was doing when it stepped aside
  bool left_ = false;
  std::optional<ui::Sound> sound_;  // of what it does, until it was taken
  std::vector<DoorEvent> recent_;   // the last few
  DoorQuestion question_;           // behind the page that is shown
  double shown_at_s_ = 0;
  SavedState saved_ = SavedState::saved_here;
  std::string alert_;
  NewsOfStations news_;
};

}  // namespace yingbin
