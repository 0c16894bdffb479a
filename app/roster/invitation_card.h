// Invitation cards (rule B4): a picture to send and a sheet to print, each with QR code, short
// code, guest, rep, zone and seat, time and place. `yingbin invite` calls write_cards.
#pragma once

#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "event/venue.h"
#include "text/result.h"

namespace yingbin {

// A QR symbol row by row, without its quiet zone.
struct QrModules {
  int size = 0;
  std::vector<bool> dark;  // size * size
};

// Everything on one card, as people read it. Empty texts are left out.
struct CardText {
  std::string event;
  std::string place;
  std::string time;
  std::string guest_name;
  std::string honorific;  // "先生"
  std::string rep;
  std::string zone_name;  // empty: the seat is given at the door
  std::string zone_mark;
  std::string zone_colour;  // "#A3241F"
  ZoneShape zone_shape = ZoneShape::square;
  std::string seat;  // "3 排 12 座"
  int persons = 1;
  std::string short_code;  // as shown: "XXXXX-XXXXX"; the picture is named after it
  QrModules code;
};

struct CardsWritten {
  int pictures = 0;
  bool stopped = false;               // by the progress callback: then there is no sheet
  std::vector<std::string> warnings;  // sentences: a character in no font, a text cut off
};

// Called after every picture; false stops.
using CardProgress = std::function<bool(int done, int all)>;

inline constexpr const char* kCardSheet = "invitations.pdf";

// Writes card_<short code>.png for each card and one A4 PDF with four cards a page and crop marks.
// Same cards, same bytes. A file is either whole or not there. The folder is made when missing.
[[nodiscard]] Result<CardsWritten> write_cards(std::span<const CardText> cards,
                                               const std::filesystem::path& folder,
                                               const CardProgress& progress);

}  // namespace yingbin
