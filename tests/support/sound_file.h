// A loudspeaker for tests: an ALSA device that writes what is played into a file or a pipe, made by
// a configuration of its own (ALSA_CONFIG_PATH). One for the whole process, since ALSA reads the
// environment once.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "support/temporary_folder.h"

namespace yingbin::test {

class SoundFile {
 public:
  SoundFile() { setenv("ALSA_CONFIG_PATH", config().c_str(), 1); }

  // As SoundOptions::device names it.
  [[nodiscard]] static std::string device() { return "loudspeaker"; }
  [[nodiscard]] std::filesystem::path config() const { return folder_.path() / "asoundrc"; }
  [[nodiscard]] std::filesystem::path file() const { return folder_.path() / "played"; }

  void plug_in() const {
    write("pcm.loudspeaker { type file slave.pcm { type null } file \"" + file().string() +
          "\" format raw }\n");
  }
  void unplug() const { write("\n"); }

  [[nodiscard]] std::vector<std::int16_t> played() const {
    std::ifstream in(file(), std::ios::binary);
    std::vector<std::int16_t> samples;
    for (std::int16_t sample = 0; in.read(reinterpret_cast<char*>(&sample), sizeof sample);)
      samples.push_back(sample);
    return samples;
  }

 private:
  // Renamed into place: ALSA tells a changed file by its inode.
  void write(const std::string& text) const {
    const std::filesystem::path fresh = folder_.path() / "fresh";
    std::ofstream(fresh) << text;
    std::filesystem::rename(fresh, config());
  }

  TemporaryFolder folder_;
};

}  // namespace yingbin::test
