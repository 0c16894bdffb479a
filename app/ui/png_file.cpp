#include "ui/png_file.h"

#include <gdk-pixbuf/gdk-pixbuf.h>

#include <memory>

#include "text/say.h"

namespace yingbin::ui {

Result<void> write_png(const std::string& path, const std::vector<unsigned char>& pixels, int width,
                       int height, RowOrder order) {
  using Picture = std::unique_ptr<GdkPixbuf, decltype(&g_object_unref)>;
  Picture picture(gdk_pixbuf_new_from_data(pixels.data(), GDK_COLORSPACE_RGB, FALSE, 8, width,
                                           height, width * 3, nullptr, nullptr),
                  g_object_unref);
  if (order == RowOrder::bottom_up) picture.reset(gdk_pixbuf_flip(picture.get(), FALSE));
  GError* error = nullptr;
  if (gdk_pixbuf_save(picture.get(), path.c_str(), "png", &error, nullptr) != FALSE) return {};
  const std::string reason = error->message;
  g_error_free(error);
  return Failure{
      say("The picture {} could not be saved: {}. Choose a folder that can be written to.", path,
          reason)};
}

}  // namespace yingbin::ui
