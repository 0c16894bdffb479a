#include "roster/invitation_card.h"

#include "roster/card_files.h"
#include "text/say.h"

namespace yingbin {

namespace {

std::string spoken(std::string_view field) {
  if (field == "event") return say("event's name");
  if (field == "name") return say("guest's name");
  if (field == "place") return say("place");
  if (field == "time") return say("time");
  if (field == "rep") return say("rep's name");
  if (field == "zone" || field == "seat" || field == "mark") return say("seat");
  return say("card's own text");
}

void warn(const CardText& card, const std::vector<DrawnText>& drawn, CardsWritten& written) {
  for (const DrawnText& text : drawn) {
    if (text.in_no_font) {
      written.warnings.push_back(
          say("card {}: no font has a character of the {}. Install "
              "fonts-noto-cjk and fonts-hanazono, then make the card again",
              card.short_code, spoken(text.field)));
    }
    if (text.cut_off) {
      written.warnings.push_back(say("card {}: the {} is too long and was cut off. Shorten it",
                                     card.short_code, spoken(text.field)));
    }
  }
}

}  // namespace

Result<CardsWritten> write_cards(std::span<const CardText> cards,
                                 const std::filesystem::path& folder,
                                 const CardProgress& progress) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (!std::filesystem::is_directory(folder, error)) {
    return Failure{say("{} is no folder and cannot be made. Name another folder for the cards",
                       folder.string())};
  }
  CardsWritten written;
  CardSheet sheet(folder / kCardSheet);
  for (const CardText& card : cards) {
    const auto drawn = write_card_picture(card, folder / ("card_" + card.short_code + ".png"));
    if (!drawn) return drawn.failure();
    sheet.add(card);
    warn(card, *drawn, written);
    ++written.pictures;
    written.stopped = progress && !progress(written.pictures, static_cast<int>(cards.size()));
    if (written.stopped) return written;
  }
  const Result<void> finished = sheet.finish();
  if (!finished) return finished.failure();
  return written;
}

}  // namespace yingbin
