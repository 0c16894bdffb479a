// Pictures as a camera at the door takes them of our invitation codes, for the reading benchmark:
// a card or a phone in front of a room, with one nuisance at one of four levels. A seed gives the
// same pictures on every machine.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "scan/gray_frame.h"

namespace yingbin::bench {

enum class Nuisance { motion, defocus, dim, glare, screen, tilt, crumpled, far };
inline constexpr Nuisance kNuisances[] = {Nuisance::motion,   Nuisance::defocus, Nuisance::dim,
                                          Nuisance::glare,    Nuisance::screen,  Nuisance::tilt,
                                          Nuisance::crumpled, Nuisance::far};
inline constexpr int kLevels = 4;  // 1 … 4; level 0 is an easy picture, whatever the nuisance

[[nodiscard]] const char* name_of(Nuisance nuisance);

struct DoorCase {
  Nuisance nuisance = Nuisance::motion;
  int level = 1;
  int width = 1280;
  int height = 720;
  std::uint64_t seed = 0;
};

// One invitation held in front of the camera.
class DoorPicture {
 public:
  explicit DoorPicture(const DoorCase& about);
  ~DoorPicture();
  DoorPicture(DoorPicture&&) noexcept;
  DoorPicture& operator=(DoorPicture&&) = delete;

  [[nodiscard]] const std::string& text() const;

  // The next frame: the hand has moved a little, blur, noise and glare are others.
  [[nodiscard]] GrayFrame next();

 private:
  struct Scene;
  std::unique_ptr<Scene> scene_;
};

}  // namespace yingbin::bench
