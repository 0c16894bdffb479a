#include "commands/door_window.h"

#include <algorithm>
#include <chrono>

namespace yingbin {

namespace {

KeyTime key_time(double seconds) {
  return std::chrono::duration_cast<KeyTime>(std::chrono::duration<double>(seconds));
}

// The hub's word on the stations, as the pages take it (rule C2).
NewsOfStations news_of(const SyncStatus& status) {
  NewsOfStations news{true, status.stations_ms, {}, status.unsent};
  for (const StationHeard& one : status.stations) {
    news.stations.push_back({one.origin, one.ago_ms, one.unsent});
  }
  return news;
}

}  // namespace

DoorWindow::DoorWindow(Station& station, ui::Window& window, const WindowChoice& choice,
                       const CameraChoice& camera, std::vector<SampleCard> cards)
    : station_(station),
      window_(window),
      desk_(station),
      sounds_({choice.sound, choice.volume}),
      cards_(std::move(cards)),
      camera_(camera, ui::Window::nudge) {
  if (!choice.scanner.empty()) {
    serial_.emplace(SerialOptions{choice.scanner, choice.scanner_baud},
                    [this](std::string code) { inbox_.put(std::move(code)); });
  }
  connect();
  window_.on_character([this](const ui::TypedCharacter& typed) {
    pressed(keys_.hear(typed.character, key_time(typed.at_s)), typed.at_s);
    return true;  // what a person typed comes back through the scanner
  });
}

bool DoorWindow::step(double seconds_max) {
  std::optional<DoorIntent> intent;
  // The model is made after the sleep, so that one frame shows what ended it.
  const auto draw = [&](ui::Frame& frame) {
    // Only now: keys that came during the last frame have been heard.
    pressed(keys_.settle(), frame.now_s);
    heard(scanner_.poll(keys_.told(key_time(frame.now_s))), frame.now_s);
    look(frame.now_s);
    exchange();
    desk_.tick(frame.now_s);
    sound();
    const DoorModel model = make_model();
    frame.typed = std::move(typed_);
    typed_.clear();
    intent = draw_door(model, local_, frame);
  };
  keys_.listens(key_time(ui::Window::now_s()));
  const bool open = window_.next(draw, wait_s(seconds_max));
  if (intent) take(*intent);
  return open;
}

void DoorWindow::take(const DoorIntent& intent) {
  const double now_s = ui::Window::now_s();
  if (std::holds_alternative<TapFind>(intent)) local_.find_text.clear();
  if (std::holds_alternative<TapOtherCamera>(intent)) camera_.use_another();
  const auto* act = std::get_if<TapNextAct>(&intent);
  if (std::holds_alternative<TapReadAgain>(intent) || (act && act->act == NextAct::scan_again)) {
    camera_.read_again();
  }
  if (std::holds_alternative<TapSampleCard>(intent) && !cards_.empty()) {
    const SampleCard& card = cards_[next_card_ % cards_.size()];
    ++next_card_;
    desk_.scan(held_before_reader(card), now_s);
  } else {
    desk_.take(intent, now_s);
  }
  if (std::holds_alternative<TapFinding>(intent) || std::holds_alternative<TapStation>(intent) ||
      std::holds_alternative<TapFindings>(intent) || std::holds_alternative<TapStations>(intent)) {
    local_.list_from = 0;
    local_.really_in.reset();
  }
  if (!std::holds_alternative<HoldLeave>(intent) && !std::holds_alternative<TapBack>(intent)) {
    local_.persons = 0;
  }
  if (desk_.left()) window_.close();
  exchange();
  sound();
}

void DoorWindow::connect() {
  const std::filesystem::path& folder = station_.journal().folder();
  if (!is_enrolled(folder)) return;
  const auto enrolment = load_enrolment(folder);
  auto hub = enrolment ? HubExchange::start(station_, *enrolment, ui::Window::nudge)
                       : Result<std::unique_ptr<HubExchange>>(enrolment.failure());
  if (hub) hub_ = *std::move(hub);
  if (hub) return;
  hub_trouble_ = hub.message();
  desk_.know({true, {}, {}, {}});  // there is one, and it tells nothing
}

void DoorWindow::exchange() {
  if (!hub_) return;
  hub_->step();
  desk_.know(news_of(hub_->status()));
}

// What others have of this station, and it of them (rule C2).
void DoorWindow::tell_of_hub(DoorModel& model) const {
  if (model.header.alert.empty()) model.header.alert = hub_ ? hub_->alert() : hub_trouble_;
  if (!hub_) return;
  const SyncStatus& status = hub_->status();
  SharedModel& shared = model.header.shared.emplace();
  shared.only_here = status.unsent;
  if (status.news_ms) shared.news_s = *status.news_ms / 1000;
  auto* admitted = std::get_if<AdmittedPage>(&model.page);
  if (admitted && desk_.last()) {
    admitted->second_copy = status.hub_holds(desk_.last()->record.id);
  }
}

// What came from other threads while the window slept.
void DoorWindow::look(double now_s) {
  for (const std::string& code : inbox_.take()) scanned(code, now_s);
  const DoorCamera::Came came = camera_.take(station_, std::chrono::steady_clock::now());
  for (const std::string& code : came.codes) scanned(code, now_s);
  camera_.show_pictures(std::holds_alternative<DoorIdle>(desk_.doing()));
  if (came.picture) {
    const GrayFrame& picture = *came.picture;
    local_.camera =
        window_.upload_grey(picture.pixels.data(), picture.width, picture.height, picture.stride);
  }
  if (!camera_.gives_pictures()) local_.camera = {};
}

DoorModel DoorWindow::make_model() {
  DoorModel model = desk_.model();
  tell_of_hub(model);
  if (serial_ && model.header.alert.empty()) model.header.alert = serial_->trouble();
  if (model.header.alert.empty()) model.header.alert = camera_.alert();
  if (model.header.alert.empty()) model.header.alert = window_.warning();
  if (auto* ready = std::get_if<ReadyPage>(&model.page)) {
    ready->other_camera = camera_.has_another();
  }
  if (!cards_.empty()) model.strip = strip_of(station_.state(), cards_, next_card_);
  return model;
}

void DoorWindow::pressed(const std::vector<PressedKey>& keys, double now_s) {
  for (const PressedKey& key : keys) heard(scanner_.type(key.character, key.at), now_s);
}

void DoorWindow::heard(const HandScan& scan, double now_s) {
  for (char32_t character : scan.typed) typed_.push_back({character, now_s});
  if (scan.code) scanned(*scan.code, now_s);
}

void DoorWindow::scanned(const std::string& code, double now_s) {
  local_.persons = 0;
  desk_.scan(code, now_s);
}

void DoorWindow::sound() {
  if (const auto told = desk_.take_sound()) sounds_.play(*told);
}

double DoorWindow::wait_s(double seconds_max) const {
  if (!typed_.empty()) return 0;
  const auto wake = scanner_.wake_at();
  if (!wake) return seconds_max;
  const double at_s = std::chrono::duration<double>(keys_.real(*wake)).count();
  return std::clamp(at_s - ui::Window::now_s(), 0.0, seconds_max);
}

}  // namespace yingbin
