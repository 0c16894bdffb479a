#include "bench/other_readers.h"

#ifdef YINGBIN_ZBAR  // before ZXing, whose macros break its header
#include <zbar.h>
#endif
#define ZX_USE_UTF8 1
#include <ZXing/ReadBarcode.h>

namespace yingbin::bench {

Texts read_by_zxing(const GrayFrame& frame, Effort effort) {
  const ZXing::ImageView image(frame.pixels.data(), frame.width, frame.height,
                               ZXing::ImageFormat::Lum, frame.stride, 1);
  const auto hints = ZXing::DecodeHints()
                         .setFormats(ZXing::BarcodeFormat::QRCode)
                         .setTryHarder(effort == Effort::harder);
  const ZXing::Result result = ZXing::ReadBarcode(image, hints);
  return result.isValid() ? Texts{result.text()} : Texts{};
}

#ifdef YINGBIN_ZBAR

std::optional<Texts> read_by_zbar(const GrayFrame& frame) {
  static zbar::ImageScanner scanner = [] {
    zbar::ImageScanner made;
    made.set_config(zbar::ZBAR_NONE, zbar::ZBAR_CFG_ENABLE, 0);
    made.set_config(zbar::ZBAR_QRCODE, zbar::ZBAR_CFG_ENABLE, 1);
    return made;
  }();
  zbar::Image image(static_cast<unsigned>(frame.width), static_cast<unsigned>(frame.height), "Y800",
                    frame.pixels.data(), frame.pixels.size());
  scanner.scan(image);
  Texts texts;
  for (auto symbol = image.symbol_begin(); symbol != image.symbol_end(); ++symbol) {
    texts.insert(symbol->get_data());
  }
  return texts;
}

#else

std::optional<Texts> read_by_zbar(const GrayFrame&) { return std::nullopt; }

#endif

}  // namespace yingbin::bench
