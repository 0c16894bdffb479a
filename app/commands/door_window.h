// The door in its window: what is typed, scanned, seen or tapped goes to the desk, what the desk
// shows is drawn, what it tells is heard. Owned by the command that opened the window; decides
// nothing.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "commands/code_inbox.h"
#include "commands/commands.h"
#include "commands/door_camera.h"
#include "commands/door_desk.h"
#include "commands/hub_exchange.h"
#include "commands/sample_cards.h"
#include "scan/hand_scanner.h"
#include "scan/key_clock.h"
#include "scan/serial_scanner.h"
#include "screens/door.h"
#include "ui/sound_player.h"
#include "ui/window.h"

namespace yingbin {

class DoorWindow {
 public:
  // `cards` are the demo's; none at a real door.
  DoorWindow(Station& station, ui::Window& window, const WindowChoice& choice,
             const CameraChoice& camera, std::vector<SampleCard> cards);

  // Sleeps until something happens or `seconds_max`, then draws one frame; false when the window
  // was closed.
  bool step(double seconds_max);
  void take(const DoorIntent& intent);
  [[nodiscard]] DoorDesk& desk() { return desk_; }

 private:
  void look(double now_s);
  void pressed(const std::vector<PressedKey>& keys, double now_s);
  void heard(const HandScan& scan, double now_s);
  void scanned(const std::string& code, double now_s);
  void sound();
  void connect();
  void exchange();
  void tell_of_hub(DoorModel& model) const;
  [[nodiscard]] DoorModel make_model();
  [[nodiscard]] double wait_s(double seconds_max) const;

  Station& station_;
  ui::Window& window_;
  DoorDesk desk_;
  ui::SoundPlayer sounds_;
  KeyClock keys_;
  HandScanner scanner_;
  DoorLocal local_;
  std::vector<ui::TypedCharacter> typed_;
  std::vector<SampleCard> cards_;
  std::size_t next_card_ = 0;
  CodeInbox inbox_;
  DoorCamera camera_;
  std::optional<SerialScanner> serial_;  // its thread uses the inbox
  std::string hub_trouble_;              // why an enrolled station exchanges nothing
  std::unique_ptr<HubExchange> hub_;     // none where the station was never enrolled
};

}  // namespace yingbin
