// Cards as files: a PNG picture, and an A4 sheet as PDF. Only invitation_card.cpp calls these.
#pragma once

#include <filesystem>
#include <fstream>
#include <memory>
#include <vector>

#include "roster/card_drawing.h"

struct _cairo_surface;

namespace yingbin {

// A file that gets its name only when all of it is on disk: `file` is whole or not there.
class NewFile {
 public:
  explicit NewFile(const std::filesystem::path& file);
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;
  ~NewFile();

  // Cairo's way to write: `self` is a NewFile; answers a cairo_status_t.
  static int write(void* self, const unsigned char* bytes, unsigned int count);
  [[nodiscard]] Result<void> finish(bool drawn);

 private:
  std::filesystem::path file_;
  std::filesystem::path part_;
  std::ofstream stream_;
  bool done_ = false;
};

[[nodiscard]] Result<std::vector<DrawnText>> write_card_picture(const CardText& card,
                                                                const std::filesystem::path& file);

// Four cards a page, with crop marks. Without `finish` nothing is left.
class CardSheet {
 public:
  explicit CardSheet(const std::filesystem::path& file);
  void add(const CardText& card);
  [[nodiscard]] Result<void> finish();

 private:
  struct FreeCairo {
    void operator()(_cairo_surface* surface) const;
    void operator()(_cairo* context) const;
  };

  NewFile out_;
  std::unique_ptr<_cairo_surface, FreeCairo> surface_;
  std::unique_ptr<_cairo, FreeCairo> context_;
  int on_page_ = 0;
};

}  // namespace yingbin
