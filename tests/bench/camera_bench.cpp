// P-quick at the door: from the time stamp of the camera's frame to the drawn page, with the
// verdict on disk: a folder camera at 30 frames a second, the scanning thread with the real reader,
// the station's durable commit, the page built and laid out headless. A card is held for a while,
// then nothing, as guests do. The limit is what opening such a picture's file and one plain call of
// the decoder take.
#include <algorithm>
#include <condition_variable>
#include <mutex>

#include "bench/bench.h"
#include "commands/door_camera.h"
#include "commands/door_desk.h"
#include "scan/attempts.h"
#include "scan/image_file.h"
#include "scan/qr_image.h"
#include "screens/door.h"
#include "support/big_event.h"
#include "support/tapper.h"
#include "ui/png_file.h"

namespace yingbin::bench {
namespace {

using Steady = std::chrono::steady_clock;
namespace fs = std::filesystem;

constexpr std::size_t kGuests = 2'000;
constexpr std::size_t kCards = 40;
constexpr int kHeld = 12;  // frames that show a card
constexpr int kAway = 33;  // and none, longer than HeldCodes::kOutOfSight
constexpr int kWidth = 1280;
constexpr int kHeight = 720;
constexpr double kGoal_ms = 150;
constexpr std::chrono::minutes kPatience{5};

// A hall behind the card: neither an even wall nor noise that compresses to nothing.
std::vector<unsigned char> background() {
  std::vector<unsigned char> pixels;
  unsigned noise = 20261123;
  for (int y = 0; y < kHeight; ++y) {
    for (int x = 0; x < kWidth; ++x) {
      noise = noise * 1664525U + 1013904223U;
      const int value = 60 + x / 12 + (y / 40 % 2) * 20 + static_cast<int>(noise >> 31);
      pixels.insert(pixels.end(), 3, static_cast<unsigned char>(std::min(value, 255)));
    }
  }
  return pixels;
}

void draw_card(std::vector<unsigned char>& pixels, const QrMatrix& qr, int left, int top,
               int module) {
  const int side = (qr.size + 2 * kQrQuietModules) * module;
  for (int y = 0; y < side; ++y) {
    for (int x = 0; x < side; ++x) {
      const int column = x / module - kQrQuietModules;
      const int row = y / module - kQrQuietModules;
      const bool inside = column >= 0 && row >= 0 && column < qr.size && row < qr.size;
      const auto at =
          (static_cast<std::size_t>(top + y) * kWidth + static_cast<std::size_t>(left + x)) * 3;
      const unsigned char shade = inside && qr.at(column, row) ? 40 : 225;
      std::fill_n(pixels.begin() + static_cast<std::ptrdiff_t>(at), 3, shade);
    }
  }
}

// The frames of a camera before which the cards are held one after the other.
void write_frames(const fs::path& folder, const std::vector<std::string>& codes) {
  fs::create_directories(folder);
  const auto empty = background();
  const auto save = [&](const fs::path& file, const std::vector<unsigned char>& pixels) {
    must(ui::write_png(file.string(), pixels, kWidth, kHeight, ui::RowOrder::top_down));
  };
  const fs::path nothing = folder / "empty";
  save(nothing, empty);
  int number = 0;
  const auto add = [&](const fs::path& picture, int frames) {
    for (int i = 0; i < frames; ++i) {
      std::string name = std::to_string(++number);
      name.insert(0, 6 - name.size(), '0');
      fs::create_hard_link(picture, folder / (name + ".png"));
    }
  };
  for (std::size_t i = 0; i < codes.size(); ++i) {
    auto pixels = empty;
    const int place = static_cast<int>(i);
    draw_card(pixels, must(make_qr(codes[i])), 300 + place * 37 % 500, 40 + place * 23 % 350,
              4 + place % 3);
    const fs::path card = folder / ("card" + std::to_string(i));
    save(card, pixels);
    add(nothing, kAway);
    add(card, kHeld);
  }
}

std::vector<std::string> single_codes(Station& station) {
  std::vector<std::string> codes;
  for (InvitationId id : order_of_arrival(station.state())) {
    if (codes.size() == kCards) break;
    if (station.state().invitation(id)->allowed() == 1)
      codes.push_back(must(station.code_text(id)));
  }
  return codes;
}

std::vector<double> bare_times(const fs::path& frames) {
  std::vector<double> times;
  for (std::size_t i = 0; i < kCards; ++i) {
    const fs::path card = frames / ("card" + std::to_string(i));
    times.push_back(milliseconds_of([&] {
      static_cast<void>(attempt_codes(must(read_image_file(card)), {}, Attempt::whole));
    }));
  }
  return times;
}

// The window's loop without a window: asleep until the scanning thread has something.
class Door {
 public:
  Door(Station& station, const fs::path& frames) : station_(station), desk_(station) {
    ScanParts parts;
    parts.open = [frames] { return open_camera(must(choose_camera(frames.string(), ""))); };
    parts.wake = [this] {
      const std::lock_guard lock(mutex_);
      woken_ = true;
      changed_.notify_all();
    };
    thread_ = std::make_unique<ScanThread>(std::move(parts));
  }

  // Milliseconds from the frame to the page, of each card.
  std::vector<double> run(std::size_t cards) {
    std::vector<double> times;
    test::Tapper page(1920, 1080, [&](ui::Frame& frame) {
      static_cast<void>(draw_door(desk_.model(), local_, frame));
    });
    while (times.size() < cards) {
      std::unique_lock lock(mutex_);
      if (!changed_.wait_for(lock, kPatience, [&] { return woken_; })) break;
      woken_ = false;
      lock.unlock();
      const ScanNews news = thread_->take_news(Steady::now());
      for (const CodesRead& read : news.codes) {
        desk_.scan(chosen_code(station_, read.texts), 0);
        page.frame();
        const std::chrono::duration<double, std::milli> taken = Steady::now() - read.at;
        if (desk_.last() && desk_.last()->record) times.push_back(taken.count());
      }
      if (news.codes.empty()) page.frame();
    }
    return times;
  }

  [[nodiscard]] ScanCounts counts() const { return thread_->counts(); }

 private:
  Station& station_;
  DoorDesk desk_;
  DoorLocal local_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool woken_ = false;
  std::unique_ptr<ScanThread> thread_;
};

std::vector<Figure> measure_camera() {
  ScratchFolder folder;
  const auto station = found_big_event(folder.path() / "day", kGuests);
  const auto codes = single_codes(*station);
  write_frames(folder.path() / "frames", codes);
  const std::vector<double> bare = bare_times(folder.path() / "frames");
  Door door(*station, folder.path() / "frames");
  const std::vector<double> times = door.run(codes.size());
  const ScanCounts counts = door.counts();
  const double left_out =
      static_cast<double>(counts.left_out) /
      static_cast<double>(std::max<std::uint64_t>(1, counts.taken + counts.left_out));
  Figure p99 = value_at_most("camera: frame to durable verdict on the page, p99", "ms",
                             percentile(times, 0.99), percentile(bare, 0.99), kGoal_ms);
  p99.met = p99.met && times.size() == codes.size();
  return {value_at_most("camera: the same, median", "ms", percentile(times, 0.5),
                        percentile(bare, 0.5), 0),
          p99, value_at_most("camera: frames left out at 30 a second", "%", 100 * left_out, 0, 0)};
}

const Registered camera{"camera", measure_camera};

}  // namespace
}  // namespace yingbin::bench
