#include "commands/check_camera.h"

#include <chrono>
#include <system_error>

#include <fmt/core.h>

#include "commands/answer_within.h"
#include "commands/json_line.h"
#include "commands/opening.h"
#include "commands/print_line.h"
#include "scan/camera.h"
#include "text/say.h"
#include "ui/png_file.h"

namespace yingbin {

namespace fs = std::filesystem;
using Steady = std::chrono::steady_clock;

namespace {

constexpr std::chrono::seconds kTryFor{2};
constexpr std::chrono::milliseconds kWait{100};

// Takes whole frames until `use` has enough of them or the time is over.
template <class Use>
Result<void> take_frames(FrameSource& camera, Steady::duration time, Use use) {
  const auto until = Steady::now() + time;
  while (Steady::now() < until) {
    auto taken = camera.take(kWait);
    if (!taken) return taken.failure();
    if (!*taken || !(*taken)->picture.whole()) continue;
    auto used = use(**taken);
    if (!used) return used.failure();
    if (!*used) return {};
  }
  return {};
}

CheckLine works(std::string words) { return {"camera", Health::works, std::move(words)}; }
// A door works without a camera.
CheckLine lacking(std::string words) { return {"camera", Health::lacking, std::move(words)}; }

std::string no_answer(const std::string& name) {
  return say("The camera {} does not answer. Pull its plug and put it in again.", name);
}

CheckLine try_camera(const CameraChoice& choice, const std::string& name,
                     const CameraWorld& world) {
  auto camera = world.open(choice);
  if (!camera) return lacking(camera.message());
  const auto start = Steady::now();
  std::uint64_t frames = 0;
  CameraFrame last;
  auto played = take_frames(**camera, kTryFor, [&](CameraFrame& frame) -> Result<bool> {
    ++frames;
    last = std::move(frame);
    return true;
  });
  if (!played) return lacking(played.message());
  if (frames == 0)
    return lacking(
        say("Nothing came from {} for {} seconds. Check its plug.", name, kTryFor.count()));
  const std::chrono::duration<double> took = Steady::now() - start;
  return works(say("{} gives {}x{}, {} pictures a second", name, last.picture.width,
                   last.picture.height,
                   fmt::format("{:.0f}", static_cast<double>(last.number) / took.count())));
}

Result<void> keep(const GrayFrame& frame, const fs::path& file) {
  std::vector<unsigned char> pixels;
  pixels.reserve(static_cast<std::size_t>(frame.width) * static_cast<std::size_t>(frame.height) *
                 3);
  for (int y = 0; y < frame.height; ++y) {
    for (int x = 0; x < frame.width; ++x) {
      const auto at = static_cast<std::size_t>(y) * static_cast<std::size_t>(frame.stride) +
                      static_cast<std::size_t>(x);
      pixels.insert(pixels.end(), 3, frame.pixels[at]);
    }
  }
  return ui::write_png(file.string(), pixels, frame.width, frame.height, ui::RowOrder::top_down);
}

// Pictures of one complaint must not be mixed with those of another.
Result<void> make_empty_folder(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error)
    return Failure{say("The folder {} cannot be made: {}", folder.string(), error.message())};
  if (fs::is_empty(folder, error)) return {};
  return Failure{say("{} is not empty. Give a new folder for the pictures.", folder.string())};
}

}  // namespace

std::vector<CheckLine> check_cameras(const CameraOptions& options, const CameraWorld& world,
                                     const DriverPatience& patience) {
  auto choice = choose_camera(options.camera, options.mode);
  if (!choice) return {lacking(choice.message())};
  if (choice->kind == CameraKind::none) return {works(say("No camera is wanted."))};
  const auto tried = [&](const std::string& name) {
    const auto line = answer_within(patience.trying, [choice = *choice, name, world] {
      return try_camera(choice, name, world);
    });
    return line.value_or(lacking(no_answer(name)));
  };
  if (choice->kind != CameraKind::best) return {tried(options.camera)};
  const auto devices = answer_within(patience.listing, world.list);
  if (!devices)
    return {lacking(say("The camera does not answer. Pull its plug and put it in again."))};
  std::vector<CheckLine> findings;
  for (const VideoDevice& device : *devices) {
    choice->kind = CameraKind::device;
    choice->path = device.path;
    findings.push_back(tried(device.name + " (" + device.path.string() + ")"));
  }
  if (!findings.empty()) return findings;
  return {works(say("No camera is plugged in. Hand scanners and names work without one."))};
}

int record_frames(const CommonOptions& common, const CameraOptions& options) {
  auto choice = choose_camera(options.camera, options.mode);
  if (!choice) {
    fail(choice.failure());
    return 2;
  }
  auto opened =
      answer_within(DriverPatience().trying, [choice = *choice] { return open_camera(choice); });
  if (!opened) return fail(no_answer(options.camera));
  auto& camera = *opened;
  if (!camera) return fail(camera.failure());
  const fs::path folder = options.record;
  if (auto made = make_empty_folder(folder); !made) return fail(made.failure());
  fail(
      say("WARNING: pictures of people are being kept in {} for {} seconds. Tell those who are in "
          "view, and delete the folder when it is not needed any more.",
          folder.string(), options.seconds));
  std::uint64_t kept = 0;
  auto played = take_frames(
      **camera, std::chrono::seconds(options.seconds), [&](CameraFrame& frame) -> Result<bool> {
        auto saved = keep(frame.picture, folder / fmt::format("frame_{:06}.png", kept + 1));
        if (!saved) return saved.failure();
        ++kept;
        return true;
      });
  const auto closed =
      answer_within(DriverPatience().trying,
                    [camera = *std::move(camera)]() mutable { return camera.reset(), true; });
  if (!closed) fail(no_answer(options.camera));
  if (common.json) {
    print_json({{"folder", folder.string()}, {"frames", kept}});
  } else {
    print_line(say("{} pictures are in {}. Play them with --camera {}", kept, folder.string(),
                   folder.string()));
  }
  if (!played) return fail(played.failure());
  return kept > 0 ? 0 : 1;
}

}  // namespace yingbin
