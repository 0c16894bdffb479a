#include "scan/attempts.h"

#include <algorithm>
#include <climits>
#include <exception>
#include <utility>

#define ZX_USE_UTF8 1
#include <ZXing/ReadBarcode.h>
#include <glib.h>
#include <opencv2/imgproc.hpp>

#include "scan/frame_matrix.h"

namespace yingbin {
namespace {

constexpr int kSideMin = 21;        // modules of the smallest QR code
constexpr int kCodesMax = 8;        // in one picture
constexpr int kModulesAround = 66;  // across the place where an invitation was, its margin included

// A picture made from part of the frame, and the way back: frame = picture / scale + origin.
struct View {
  cv::Mat picture;
  cv::Point2d scale = {1, 1};  // negative where the picture is mirrored
  cv::Point origin;
  ZXing::DecodeHints hints;
};

enum class Effort { quick, harder };

ZXing::DecodeHints hints(Effort effort) {
  return ZXing::DecodeHints()
      .setFormats(ZXing::BarcodeFormat::QRCode)
      .setTryHarder(effort == Effort::harder)
      .setTryDownscale(false)  // `half` and `third` are attempts of their own
      .setMaxNumberOfSymbols(kCodesMax);
}

cv::Mat resized(const cv::Mat& picture, double scale) {
  cv::Mat result;
  cv::resize(picture, result, {}, scale, scale, scale < 1 ? cv::INTER_AREA : cv::INTER_CUBIC);
  return result;
}

cv::Mat sharpened(const cv::Mat& picture, double radius) {
  cv::Mat blurred, result;
  cv::GaussianBlur(picture, blurred, {}, radius);
  cv::addWeighted(picture, 2.5, blurred, -1.5, 0, result);
  return result;
}

cv::Mat smoothed(const cv::Mat& picture) {
  cv::Mat result;
  cv::bilateralFilter(picture, result, 7, 50, 5);
  return result;
}

cv::Mat thresholded(const cv::Mat& picture) {
  cv::Mat result;
  cv::adaptiveThreshold(picture, result, 255, cv::ADAPTIVE_THRESH_GAUSSIAN_C, cv::THRESH_BINARY, 75,
                        0);
  return result;
}

cv::Mat inverted(const cv::Mat& picture) {
  cv::Mat result;
  cv::bitwise_not(picture, result);
  return result;
}

cv::Mat mirrored(const cv::Mat& picture) {
  cv::Mat result;
  cv::flip(picture, result, 1);
  return result;
}

View whole_view(cv::Mat picture, double scale, Effort effort) {
  return {std::move(picture), {scale, scale}, {0, 0}, hints(effort)};
}

View square_view(const cv::Mat& frame, const cv::Rect& square, Attempt attempt) {
  const cv::Mat part = frame(square);
  const double scale = attempt == Attempt::square_threshold ? 3 : 2;
  View view{{}, {scale, scale}, square.tl(), hints(Effort::harder)};
  if (attempt == Attempt::square_sharp) {
    view.picture = sharpened(resized(part, scale), 3);
  } else if (attempt == Attempt::square_threshold) {
    view.picture = thresholded(sharpened(resized(smoothed(part), scale), 4));
    view.hints.setBinarizer(ZXing::Binarizer::FixedThreshold);
  } else {
    view.picture = resized(part, scale);
  }
  return view;
}

View view_of(const cv::Mat& frame, const cv::Rect& square, Attempt attempt) {
  switch (attempt) {
    case Attempt::whole:
      return whole_view(frame, 1, Effort::quick);
    case Attempt::whole_harder:
      return whole_view(frame, 1, Effort::harder);
    case Attempt::half:
      return whole_view(resized(frame, 0.5), 0.5, Effort::harder);
    case Attempt::third:
      return whole_view(resized(frame, 1 / 3.0), 1 / 3.0, Effort::harder);
    case Attempt::inverted:
      return whole_view(inverted(frame), 1, Effort::harder);
    case Attempt::mirrored:
      return {mirrored(frame), {-1, 1}, {frame.cols - 1, 0}, hints(Effort::harder)};
    case Attempt::square_twice:
    case Attempt::square_sharp:
    case Attempt::square_threshold:
      return square_view(frame, square, attempt);
  }
  return {};
}

// The code and as much again around it, in which a hand may have moved it. Large ones are made
// smaller: no module needs more than four pixels.
View place_view(const cv::Mat& frame, const PixelBox& last) {
  const int across = last.right - last.left, down = last.bottom - last.top;
  const int margin = std::max(across, down) / 4 + 8;
  const cv::Rect around(last.left - margin, last.top - margin, across + 2 * margin,
                        down + 2 * margin);
  const cv::Rect place = around & cv::Rect({0, 0}, frame.size());
  const double scale =
      std::min(1.0, kModulesAround * 4.0 / std::max({place.width, place.height, 1}));
  View view{frame(place), {scale, scale}, place.tl(), hints(Effort::quick)};
  if (scale < 0.8) view.picture = resized(view.picture, scale);
  if (scale >= 0.8) view.scale = {1, 1};
  return view;
}

// ZXing guesses the encoding of bytes that name none, and guesses Japanese for some Chinese: text
// that is valid UTF-8 stays as it is.
std::string text_of(const ZXing::Result& result) {
  const ZXing::ByteArray& bytes = result.bytes();
  const char* raw = reinterpret_cast<const char*>(bytes.data());
  if (!result.hasECI() && g_utf8_validate_len(raw, bytes.size(), nullptr)) {
    return {raw, bytes.size()};
  }
  return result.text();
}

PixelBox box_of(const ZXing::Position& corners, const View& view) {
  PixelBox box{INT_MAX, INT_MAX, INT_MIN, INT_MIN};
  for (const auto& corner : corners) {
    const int x = static_cast<int>(corner.x / view.scale.x) + view.origin.x;
    const int y = static_cast<int>(corner.y / view.scale.y) + view.origin.y;
    box = {std::min(box.left, x), std::min(box.top, y), std::max(box.right, x),
           std::max(box.bottom, y)};
  }
  return box;
}

Reading read_view(const View& view) {
  const cv::Mat& picture = view.picture;
  if (std::min(picture.cols, picture.rows) < kSideMin) return {};
  const ZXing::ImageView image(picture.data, picture.cols, picture.rows, ZXing::ImageFormat::Lum,
                               static_cast<int>(picture.step), 1);
  Reading reading;
  for (const ZXing::Result& result : ZXing::ReadBarcodes(image, view.hints)) {
    if (!result.isValid()) continue;
    add_codes(reading, {{{text_of(result), box_of(result.position(), view)}}});
  }
  return reading;
}

cv::Rect rectangle_of(const PixelBox& box) {
  return {box.left, box.top, box.right - box.left, box.bottom - box.top};
}

}  // namespace

Reading attempt_codes(const GrayFrame& frame, const PixelBox& square, Attempt attempt) {
  try {
    return read_view(view_of(matrix_of(frame), rectangle_of(square), attempt));
  } catch (const std::exception&) {
    return {};  // a picture that a library chokes on holds no code that it can read
  }
}

Reading read_place(const GrayFrame& frame, const PixelBox& last) {
  try {
    return read_view(place_view(matrix_of(frame), last));
  } catch (const std::exception&) {
    return {};
  }
}

GrayFrame without_codes(GrayFrame frame, const Reading& reading) {
  cv::Mat picture = matrix_of(frame);
  for (const FoundCode& code : reading.codes) {
    const cv::Rect box = rectangle_of(code.box) & cv::Rect({0, 0}, picture.size());
    if (!box.empty()) picture(box) = cv::mean(picture(box));
  }
  return frame;
}

}  // namespace yingbin
