#include "scan/qr_image.h"

#include <algorithm>
#include <exception>
#include <string>

#include <ZXing/BitMatrix.h>
#include <ZXing/CharacterSet.h>
#include <ZXing/MultiFormatWriter.h>
#include <glib.h>

#include "text/say.h"

namespace yingbin {
namespace {

constexpr int kLevelM = 4;  // ZXing counts levels in steps of two: L 0-2, M 4, Q 6, H 8

QrMatrix copied(const ZXing::BitMatrix& bits) {
  QrMatrix matrix;
  matrix.size = bits.width();
  for (int y = 0; y < bits.height(); ++y) {
    for (int x = 0; x < bits.width(); ++x) matrix.dark.push_back(bits.get(x, y));
  }
  return matrix;
}

}  // namespace

Result<QrMatrix> make_qr(std::string_view text) {
  if (text.empty() || !g_utf8_validate_len(text.data(), text.size(), nullptr)) {
    return Failure{say("A QR code needs text in UTF-8. Correct the code in the guest list.")};
  }
  const bool ascii = std::all_of(text.begin(), text.end(), [](char c) { return c > 0; });
  ZXing::MultiFormatWriter writer(ZXing::BarcodeFormat::QRCode);
  writer.setEccLevel(kLevelM).setMargin(0);
  // Named only when needed: naming it makes the code longer, and some scanners type the name.
  if (!ascii) writer.setEncoding(ZXing::CharacterSet::UTF8);
  try {
    return copied(writer.encode(std::string(text), 0, 0));
  } catch (const std::exception&) {
    return Failure{say("The code is too long for a QR code. Shorten it in the guest list.")};
  }
}

}  // namespace yingbin
