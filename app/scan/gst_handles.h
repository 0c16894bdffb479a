// Owners of GStreamer's objects, and its start. Only the camera's .cpp files include this.
#pragma once

#include <gst/gst.h>

#include <memory>
#include <mutex>
#include <string>

#include "text/result.h"
#include "text/say.h"

namespace yingbin::gst {

struct Unref {
  void operator()(gpointer object) const { gst_object_unref(object); }
  void operator()(GstMessage* message) const { gst_message_unref(message); }
  void operator()(GstSample* sample) const { gst_sample_unref(sample); }
  void operator()(GstCaps* caps) const { gst_caps_unref(caps); }
};

template <class T>
using Object = std::unique_ptr<T, Unref>;
using BusMessage = std::unique_ptr<GstMessage, Unref>;
using Sample = std::unique_ptr<GstSample, Unref>;
using Caps = std::unique_ptr<GstCaps, Unref>;

// Once in a process; called by everything that needs GStreamer.
inline Result<void> start() {
  static std::once_flag once;
  static std::string failed;
  std::call_once(once, [] {
    GError* error = nullptr;
    if (!gst_init_check(nullptr, nullptr, &error)) failed = error ? error->message : "?";
    g_clear_error(&error);
  });
  if (failed.empty()) return {};
  return Failure{say("GStreamer does not start ({}). Install gstreamer1.0-plugins-good.", failed)};
}

}  // namespace yingbin::gst
