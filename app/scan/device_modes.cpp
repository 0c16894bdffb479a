// The modes of a v4l2 device, as GStreamer knows them.
#include <array>
#include <utility>

#include "scan/gst_handles.h"
#include "scan/pipeline_camera.h"

namespace yingbin {
namespace {

using Size = std::pair<int, int>;
constexpr std::array<Size, 4> kUsualSizes = {{{640, 480}, {1280, 720}, {1920, 1080}, {1280, 1024}}};
constexpr int kRate = 30;
constexpr std::size_t kModesMax = 2000;  // of a driver that names every size there is

// Calls `take` with the value, or with each of a list's.
template <class Take>
void each_value(const GValue* value, Take take) {
  if (value == nullptr) return;
  if (!GST_VALUE_HOLDS_LIST(value)) return take(value);
  for (guint i = 0; i < gst_value_list_get_size(value); ++i)
    take(gst_value_list_get_value(value, i));
}

bool holds(const GValue* value, int wanted) {
  if (value == nullptr) return false;
  if (G_VALUE_HOLDS_INT(value)) return g_value_get_int(value) == wanted;
  if (!GST_VALUE_HOLDS_INT_RANGE(value)) return false;
  return gst_value_get_int_range_min(value) <= wanted &&
         wanted <= gst_value_get_int_range_max(value);
}

std::vector<Size> sizes_in(const GstStructure* structure) {
  std::vector<Size> sizes;
  each_value(gst_structure_get_value(structure, "width"), [&](const GValue* width) {
    each_value(gst_structure_get_value(structure, "height"), [&](const GValue* height) {
      if (G_VALUE_HOLDS_INT(width) && G_VALUE_HOLDS_INT(height)) {
        sizes.push_back({g_value_get_int(width), g_value_get_int(height)});
        return;
      }
      for (const Size& usual : kUsualSizes) {
        if (holds(width, usual.first) && holds(height, usual.second)) sizes.push_back(usual);
      }
    });
  });
  return sizes;
}

std::vector<std::pair<int, int>> rates_in(const GstStructure* structure) {
  std::vector<std::pair<int, int>> rates;
  const auto add = [&](const GValue* rate) {
    rates.push_back(
        {gst_value_get_fraction_numerator(rate), gst_value_get_fraction_denominator(rate)});
  };
  each_value(gst_structure_get_value(structure, "framerate"), [&](const GValue* rate) {
    if (GST_VALUE_HOLDS_FRACTION(rate)) return add(rate);
    if (!GST_VALUE_HOLDS_FRACTION_RANGE(rate)) return;
    const GValue* most = gst_value_get_fraction_range_max(rate);
    const int numerator = gst_value_get_fraction_numerator(most);
    const int denominator = gst_value_get_fraction_denominator(most);
    if (numerator / denominator >= kRate) {
      rates.push_back({kRate, 1});
    } else {
      add(most);
    }
  });
  return rates;
}

std::vector<std::string> formats_in(const GstStructure* structure) {
  std::vector<std::string> formats;
  if (gst_structure_has_name(structure, "image/jpeg")) return {"image/jpeg"};
  if (!gst_structure_has_name(structure, "video/x-raw")) return {};
  each_value(gst_structure_get_value(structure, "format"), [&](const GValue* format) {
    if (G_VALUE_HOLDS_STRING(format)) formats.push_back(g_value_get_string(format));
  });
  return formats;
}

std::vector<CameraMode> modes_in(const GstCaps* caps) {
  std::vector<CameraMode> modes;
  for (guint i = 0; i < gst_caps_get_size(caps); ++i) {
    const GstStructure* structure = gst_caps_get_structure(caps, i);
    for (const std::string& format : formats_in(structure)) {
      for (const auto& [width, height] : sizes_in(structure)) {
        for (const auto& [numerator, denominator] : rates_in(structure)) {
          if (modes.size() == kModesMax) return modes;
          modes.push_back({format, width, height, numerator, denominator});
        }
      }
    }
  }
  return modes;
}

}  // namespace

std::vector<CameraMode> modes_in(const std::string& text) {
  if (!gst::start()) return {};
  const gst::Caps caps(gst_caps_from_string(text.c_str()));
  return caps ? modes_in(caps.get()) : std::vector<CameraMode>();
}

std::vector<CameraMode> modes_of_device(const std::string& device) {
  if (!gst::start()) return {};
  const gst::Object<GstElement> source(gst_element_factory_make("v4l2src", nullptr));
  if (!source) return {};
  // Made without an owner: from here on ours.
  gst_object_ref_sink(source.get());
  g_object_set(source.get(), "device", device.c_str(), nullptr);
  std::vector<CameraMode> modes;
  if (gst_element_set_state(source.get(), GST_STATE_READY) != GST_STATE_CHANGE_FAILURE) {
    const gst::Object<GstPad> pad(gst_element_get_static_pad(source.get(), "src"));
    const gst::Caps caps(gst_pad_query_caps(pad.get(), nullptr));
    if (caps) modes = modes_in(caps.get());
  }
  gst_element_set_state(source.get(), GST_STATE_NULL);
  return modes;
}

}  // namespace yingbin
