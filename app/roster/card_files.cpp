#include "roster/card_files.h"

#include <cairo-pdf.h>

#include "text/say.h"

namespace yingbin {

namespace {

constexpr int kPictureWidth = 874;  // a phone's screen; 211 dots an inch on A6
constexpr int kPictureHeight = 1232;
constexpr double kPageWidth = 595.28;  // A4
constexpr double kPageHeight = 841.89;
constexpr double kPrinted = 0.9;  // of A6: leaves every printer its margin, and room for crop marks
constexpr int kCardsOnPage = 4;

cairo_status_t write_to(void* file, const unsigned char* bytes, unsigned int count) {
  return static_cast<cairo_status_t>(NewFile::write(file, bytes, count));
}

// At the corners of one card, outside it.
void draw_crop_marks(cairo_t* context, double x, double y) {
  constexpr double kGap = 5;
  constexpr double kLength = 14;
  const double width = kCardWidth * kPrinted;
  const double height = kCardHeight * kPrinted;
  const bool at_left = x < kPageWidth / 2 - 1;
  const bool at_top = y < kPageHeight / 2 - 1;
  const double across = at_left ? x - kGap : x + width + kGap;
  const double along = at_top ? y - kGap : y + height + kGap;
  for (const double line : {y, y + height}) {
    cairo_move_to(context, across, line);
    cairo_rel_line_to(context, at_left ? -kLength : kLength, 0);
  }
  for (const double line : {x, x + width}) {
    cairo_move_to(context, line, along);
    cairo_rel_line_to(context, 0, at_top ? -kLength : kLength);
  }
  cairo_set_source_rgb(context, 0, 0, 0);
  cairo_set_line_width(context, 0.4);
  cairo_stroke(context);
}

}  // namespace

NewFile::NewFile(const std::filesystem::path& file)
    : file_(file),
      part_(file.parent_path() / ("." + file.filename().string() + ".part")),
      stream_(part_, std::ios::binary | std::ios::trunc) {}

NewFile::~NewFile() {
  std::error_code ignored;
  if (!done_) std::filesystem::remove(part_, ignored);
}

int NewFile::write(void* self, const unsigned char* bytes, unsigned int count) {
  std::ofstream& stream = static_cast<NewFile*>(self)->stream_;
  stream.write(reinterpret_cast<const char*>(bytes), static_cast<std::streamsize>(count));
  return stream ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
}

Result<void> NewFile::finish(bool drawn) {
  stream_.close();
  std::error_code error;
  if (drawn && stream_) std::filesystem::rename(part_, file_, error);
  done_ = drawn && stream_ && !error;
  if (done_) return {};
  return Failure{
      say("{} cannot be written. Check that the folder may be written to and that the disk "
          "has room, then make the cards again",
          file_.string())};
}

void CardSheet::FreeCairo::operator()(_cairo_surface* surface) const {
  cairo_surface_destroy(surface);
}
void CardSheet::FreeCairo::operator()(_cairo* context) const { cairo_destroy(context); }

Result<std::vector<DrawnText>> write_card_picture(const CardText& card,
                                                  const std::filesystem::path& file) {
  cairo_surface_t* surface =
      cairo_image_surface_create(CAIRO_FORMAT_RGB24, kPictureWidth, kPictureHeight);
  cairo_t* context = cairo_create(surface);
  const double scale = kPictureWidth / kCardWidth;
  cairo_scale(context, scale, scale);
  std::vector<DrawnText> drawn = draw_card(context, card);
  cairo_destroy(context);
  NewFile out(file);
  const auto status = cairo_surface_write_to_png_stream(surface, write_to, &out);
  cairo_surface_destroy(surface);
  const Result<void> written = out.finish(status == CAIRO_STATUS_SUCCESS);
  if (!written) return written.failure();
  return drawn;
}

CardSheet::CardSheet(const std::filesystem::path& file)
    : out_(file),
      surface_(cairo_pdf_surface_create_for_stream(write_to, &out_, kPageWidth, kPageHeight)),
      context_(cairo_create(surface_.get())) {
  // The same cards make the same bytes only if no clock is read.
  cairo_pdf_surface_set_metadata(surface_.get(), CAIRO_PDF_METADATA_CREATE_DATE,
                                 "2000-01-01T00:00:00Z");
  cairo_pdf_surface_set_metadata(surface_.get(), CAIRO_PDF_METADATA_TITLE,
                                 say("Invitation").c_str());
}

void CardSheet::add(const CardText& card) {
  const double x = kPageWidth / 2 - (on_page_ % 2 == 0 ? kCardWidth * kPrinted : 0);
  const double y = kPageHeight / 2 - (on_page_ < 2 ? kCardHeight * kPrinted : 0);
  cairo_save(context_.get());
  cairo_translate(context_.get(), x, y);
  cairo_scale(context_.get(), kPrinted, kPrinted);
  draw_card(context_.get(), card);
  cairo_restore(context_.get());
  draw_crop_marks(context_.get(), x, y);
  on_page_ = (on_page_ + 1) % kCardsOnPage;
  if (on_page_ == 0) cairo_show_page(context_.get());
}

Result<void> CardSheet::finish() {
  if (on_page_ > 0) cairo_show_page(context_.get());
  cairo_surface_finish(surface_.get());
  return out_.finish(cairo_surface_status(surface_.get()) == CAIRO_STATUS_SUCCESS);
}

}  // namespace yingbin
