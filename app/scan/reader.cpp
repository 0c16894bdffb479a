#include "scan/reader.h"

#include <algorithm>
#include <array>
#include <climits>
#include <exception>
#include <utility>

#define ZX_USE_UTF8 1
#include <ZXing/ReadBarcode.h>
#include <glib.h>
#include <opencv2/imgproc.hpp>

#include "scan/invitation_code.h"

namespace yingbin {
namespace {

constexpr int kSideMin = 21;       // modules of the smallest QR code
constexpr int kTextureScale = 16;  // texture is judged in cells of 16 × 16 pixels
constexpr int kCodesMax = 8;       // in one picture
constexpr std::array kStillAttempts = {
    Attempt::whole,        Attempt::whole_harder,  Attempt::square_contrast,
    Attempt::square_sharp, Attempt::square_twice,  Attempt::half,
    Attempt::third,        Attempt::square_smooth, Attempt::inverted,
    Attempt::mirrored,     Attempt::whole_sharp,   Attempt::square_threshold};
constexpr std::array kCameraAttempts = {Attempt::square_twice,     Attempt::square_smooth,
                                        Attempt::square_sharp,     Attempt::square_contrast,
                                        Attempt::square_threshold, Attempt::inverted,
                                        Attempt::mirrored};

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
      .setMaxNumberOfSymbols(kCodesMax);
}

// 400 pixels at 720 lines: room around the codes of door pictures. More lines give a code more
// pixels, though not in proportion.
int square_side(const cv::Mat& frame) {
  const int lines = std::min(frame.rows, frame.cols);
  return std::min(lines, std::max(400, 400 + (lines - 720) * 104 / 360));
}

// How fine the texture is in each cell: a QR code changes often both across and down, print and
// edges mostly in one direction.
cv::Mat texture(const cv::Mat& frame) {
  const cv::Size cells(std::max(1, frame.cols / kTextureScale),
                       std::max(1, frame.rows / kTextureScale));
  const cv::Rect inner(0, 0, frame.cols - 1, frame.rows - 1);
  cv::Mat across, down;
  cv::absdiff(frame(inner), frame(inner + cv::Point(1, 0)), across);
  cv::absdiff(frame(inner), frame(inner + cv::Point(0, 1)), down);
  cv::resize(across, across, cells, 0, 0, cv::INTER_AREA);
  cv::resize(down, down, cells, 0, 0, cv::INTER_AREA);
  cv::Mat both;
  cv::min(across, down, both);
  both.convertTo(both, CV_32F);
  return both;
}

cv::Rect finest_square(const cv::Mat& frame) {
  const int side = square_side(frame);
  // Weights that fall off from the middle, so that the code comes to lie in the middle of the
  // square.
  const double reach = std::max(1.0, side / (4.0 * kTextureScale));
  cv::Mat sums;
  cv::GaussianBlur(texture(frame), sums, {}, reach, reach, cv::BORDER_CONSTANT);
  cv::Point finest;
  cv::minMaxLoc(sums, nullptr, nullptr, nullptr, &finest);
  const auto start = [side](int cell, int length) {
    return std::clamp(cell * kTextureScale + kTextureScale / 2 - side / 2, 0, length - side);
  };
  return {start(finest.x, frame.cols), start(finest.y, frame.rows), side, side};
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

cv::Mat evened(const cv::Mat& picture) {
  cv::Mat result;
  cv::createCLAHE(3.0, {8, 8})->apply(picture, result);
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

View whole_view(cv::Mat picture, double scale, Effort effort) {
  return {std::move(picture), {scale, scale}, {0, 0}, hints(effort)};
}

View mirrored_view(const cv::Mat& frame) {
  View view{{}, {-1, 1}, {frame.cols - 1, 0}, hints(Effort::harder)};
  cv::flip(frame, view.picture, 1);
  return view;
}

View square_view(const cv::Mat& frame, Attempt attempt) {
  const cv::Rect square = finest_square(frame);
  const cv::Mat part = frame(square);
  const double scale = attempt == Attempt::square_threshold ? 3 : 2;
  View view{{}, {scale, scale}, square.tl(), hints(Effort::harder)};
  if (attempt == Attempt::square_smooth) {
    view.picture = resized(smoothed(part), scale);
  } else if (attempt == Attempt::square_sharp) {
    view.picture = sharpened(resized(part, scale), 3);
  } else if (attempt == Attempt::square_contrast) {
    view.picture = evened(resized(part, scale));
  } else if (attempt == Attempt::square_threshold) {
    view.picture = thresholded(sharpened(resized(smoothed(part), scale), 4));
    view.hints.setBinarizer(ZXing::Binarizer::FixedThreshold);
  } else {
    view.picture = resized(part, scale);
  }
  return view;
}

View view_of(const cv::Mat& frame, Attempt attempt) {
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
      return mirrored_view(frame);
    case Attempt::whole_sharp:
      return whole_view(sharpened(frame, 2), 1, Effort::harder);
    case Attempt::square_twice:
    case Attempt::square_smooth:
    case Attempt::square_sharp:
    case Attempt::square_contrast:
    case Attempt::square_threshold:
      return square_view(frame, attempt);
  }
  return {};
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

bool is_invitation(const FoundCode& code) {
  return std::holds_alternative<InvitationCode>(parse_invitation_code(normalise_code(code.text)));
}

bool has_invitation(const Reading& reading) {
  return std::any_of(reading.codes.begin(), reading.codes.end(), is_invitation);
}

void add(Reading& reading, FoundCode code) {
  const bool known = std::any_of(reading.codes.begin(), reading.codes.end(),
                                 [&](const FoundCode& held) { return held.text == code.text; });
  if (!known) reading.codes.push_back(std::move(code));
}

Reading read_view(const View& view) {
  const cv::Mat& picture = view.picture;
  const ZXing::ImageView image(picture.data, picture.cols, picture.rows, ZXing::ImageFormat::Lum,
                               static_cast<int>(picture.step), 1);
  Reading reading;
  for (const ZXing::Result& result : ZXing::ReadBarcodes(image, view.hints)) {
    if (result.isValid()) add(reading, {text_of(result), box_of(result.position(), view)});
  }
  return reading;
}

// OpenCV only reads from it, though its type cannot say so.
cv::Mat matrix_of(const GrayFrame& frame) {
  return {frame.height, frame.width, CV_8UC1, const_cast<std::uint8_t*>(frame.pixels.data()),
          static_cast<std::size_t>(frame.stride)};
}

void invitations_first(Reading& reading) {
  std::stable_partition(reading.codes.begin(), reading.codes.end(), is_invitation);
}

}  // namespace

Reading attempt_codes(const GrayFrame& frame, Attempt attempt) {
  if (!frame.whole() || std::min(frame.width, frame.height) < kSideMin) return {};
  try {
    Reading reading = read_view(view_of(matrix_of(frame), attempt));
    invitations_first(reading);
    return reading;
  } catch (const std::exception&) {
    return {};  // a picture that a library chokes on holds no code that it can read
  }
}

Reading read_codes(const GrayFrame& frame) {
  Reading reading;
  for (Attempt attempt : kStillAttempts) {
    // Some other code is there already: one more thorough look for an invitation beside it.
    if (!reading.codes.empty() && attempt != Attempt::whole_harder) break;
    for (FoundCode& code : attempt_codes(frame, attempt).codes) add(reading, std::move(code));
    if (has_invitation(reading)) break;
  }
  invitations_first(reading);
  return reading;
}

Reading CameraReader::next(const GrayFrame& frame) {
  Reading reading = attempt_codes(frame, Attempt::whole);
  if (!reading.codes.empty()) return reading;
  const Attempt costly = kCameraAttempts[turn_];
  turn_ = (turn_ + 1) % kCameraAttempts.size();
  return attempt_codes(frame, costly);
}

}  // namespace yingbin
