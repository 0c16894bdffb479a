// What goes wrong on a simulated day, by the dice: small things at any step, and the few large ones
// that this day was drawn for.
#pragma once

#include <functional>

#include "simulation/newer_station.h"
#include "simulation/traffic.h"

namespace yingbin {

class Accidents {
 public:
  Accidents(Scene& scene, Traffic& traffic, int steps);

  void before_step(int step);
  // Before somebody's act at `here`: the disk may fail in it. After it, the disk is whole again.
  void around_act(Machine& here, const std::function<void()>& act);
  // The evening: everything is on again, every line holds.
  void end_of_day();

 private:
  // Each large thing happens at a step of its own, or never.
  struct Plan {
    int hub_backup = -1;
    int hub_restore = -1;
    bool hub_elsewhere = false;
    int image = -1;
    int restore = -1;
    int clone = -1;
    int lie = -1;
    int lie_ends = -1;
    int lost = -1;
    int declared = -1;
    int released = -1;
    int found = -1;
    int revoke = -1;
    int day_cut = -1;
  };

  void draw_plan(int steps);
  void draw_lines();
  void large(int step);
  void small();
  void kill_station();
  void kill_hub();
  void change_line();
  void change_clock();
  void attack();
  void wrong_credential();
  void forge(bool by_thief);
  void replay();
  void back_up_hub();
  void restore_hub();
  void replace_mint();
  void restore_station();
  void clone_station();
  void start_lying();
  void end_lying();
  bool opens_whole(Machine& machine);
  void lose_station();
  void declare_lost();
  void release_lost();
  void find_lost();
  void revoke_station();
  Station* any_other(std::size_t than);

  Scene& scene_;
  Traffic& traffic_;
  NewerStation newer_;
  Plan plan_;
  std::size_t victim_ = 1;  // the station of this day's large things; never the founder's
  DiskImage station_image_;
  DiskImage hub_image_;
  bool hub_replaced_ = false;
};

}  // namespace yingbin
