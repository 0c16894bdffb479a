#include "scan/pipeline_camera.h"

#include <gst/app/gstappsink.h>
#include <gst/gst.h>
#include <gst/video/video.h>

#include <algorithm>
#include <atomic>
#include <cstring>

#include "scan/gst_handles.h"
#include "text/say.h"

namespace yingbin {

using gst::BusMessage;
using gst::Object;

namespace {

constexpr std::chrono::seconds kFrameAgeMax{5};

std::string pipeline_words(const PipelinePlan& plan) {
  return plan.head +
         " ! videoconvert ! video/x-raw,format=GRAY8 ! appsink name=sink drop=true max-buffers=1"
         " sync=" +
         (plan.paced ? "true" : "false");
}

// The rows of the picture, without what lies between them; empty when the buffer is not whole.
GrayFrame picture_in(GstSample* sample) {
  GrayFrame picture;
  GstVideoInfo info;
  GstCaps* caps = gst_sample_get_caps(sample);
  GstBuffer* buffer = gst_sample_get_buffer(sample);
  if (!caps || !buffer || !gst_video_info_from_caps(&info, caps)) return picture;
  GstVideoFrame mapped;
  if (!gst_video_frame_map(&mapped, &info, buffer, GST_MAP_READ)) return picture;
  picture.width = picture.stride = GST_VIDEO_FRAME_WIDTH(&mapped);
  picture.height = GST_VIDEO_FRAME_HEIGHT(&mapped);
  const auto width = static_cast<std::size_t>(std::max(0, picture.width));
  picture.pixels.resize(width * static_cast<std::size_t>(std::max(0, picture.height)));
  const auto* row = static_cast<const std::uint8_t*>(GST_VIDEO_FRAME_PLANE_DATA(&mapped, 0));
  for (std::size_t y = 0; y < picture.pixels.size() / std::max<std::size_t>(1, width); ++y) {
    std::memcpy(picture.pixels.data() + y * width, row, width);
    row += GST_VIDEO_FRAME_PLANE_STRIDE(&mapped, 0);
  }
  gst_video_frame_unmap(&mapped);
  return picture;
}

// As the probe at the sink wrote it down.
std::uint64_t number_of(GstSample* sample) {
  return GST_BUFFER_OFFSET(gst_sample_get_buffer(sample));
}

}  // namespace

struct PipelineCamera::Pipeline {
  PipelinePlan plan;
  Object<GstElement> elements;
  Object<GstElement> sink;
  Object<GstBus> bus;
  std::atomic<std::uint64_t> made = 0;  // buffers that reached the sink
  std::uint64_t made_in_this_round = 0;
  std::atomic<bool> interrupted = false;

  [[nodiscard]] Result<void> build();
  [[nodiscard]] Result<void> play();
  void close();
  [[nodiscard]] Failure failed(const std::string& why) const;
  [[nodiscard]] std::optional<Failure> told_failure();
  [[nodiscard]] FrameTime time_of(GstSample* sample) const;
  [[nodiscard]] Result<std::optional<CameraFrame>> at_end();
};

Failure PipelineCamera::Pipeline::failed(const std::string& why) const {
  if (plan.paced) {
    return {say("The video {} cannot be played ({}). Save it as WebM or as AVI with MJPEG.",
                plan.name, why)};
  }
  return {
      say("The camera {} gives no picture ({}). Check its plug; another program may be using it.",
          plan.name, why)};
}

std::optional<Failure> PipelineCamera::Pipeline::told_failure() {
  const BusMessage message(gst_bus_pop_filtered(bus.get(), GST_MESSAGE_ERROR));
  if (!message) return {};
  GError* error = nullptr;
  gst_message_parse_error(message.get(), &error, nullptr);
  Failure failure = failed(error ? error->message : "");
  g_clear_error(&error);
  return failure;
}

Result<void> PipelineCamera::Pipeline::build() {
  GError* error = nullptr;
  elements.reset(gst_parse_launch(pipeline_words(plan).c_str(), &error));
  const std::string why = error ? error->message : "";
  g_clear_error(&error);
  if (!elements || !why.empty()) return failed(why);
  GstBin* bin = GST_BIN(elements.get());
  sink.reset(gst_bin_get_by_name(bin, "sink"));
  bus.reset(gst_element_get_bus(elements.get()));
  if (const Object<GstElement> source(gst_bin_get_by_name(bin, "source")); source) {
    g_object_set(source.get(), plan.source_property.c_str(), plan.source_path.c_str(), nullptr);
  }
  const Object<GstPad> pad(gst_element_get_static_pad(sink.get(), "sink"));
  gst_pad_add_probe(
      pad.get(), GST_PAD_PROBE_TYPE_BUFFER,
      [](GstPad*, GstPadProbeInfo* info, gpointer count) {
        // On the buffer itself: when it is taken, the next one may have been counted already.
        GstBuffer* buffer = gst_buffer_make_writable(GST_PAD_PROBE_INFO_BUFFER(info));
        GST_BUFFER_OFFSET(buffer) = ++*static_cast<std::atomic<std::uint64_t>*>(count);
        GST_PAD_PROBE_INFO_DATA(info) = buffer;
        return GST_PAD_PROBE_OK;
      },
      &made, nullptr);
  return {};
}

Result<void> PipelineCamera::Pipeline::play() {
  made_in_this_round = made;
  if (gst_element_set_state(elements.get(), GST_STATE_PLAYING) != GST_STATE_CHANGE_FAILURE)
    return {};
  if (auto failure = told_failure()) return *failure;
  return failed("");
}

void PipelineCamera::Pipeline::close() {
  if (elements) gst_element_set_state(elements.get(), GST_STATE_NULL);
  bus.reset();
  sink.reset();
  elements.reset();
}

// GStreamer's clock is the steady clock of this machine; what does not fit it came just now.
FrameTime PipelineCamera::Pipeline::time_of(GstSample* sample) const {
  const FrameTime now = std::chrono::steady_clock::now();
  const GstClockTime stamp = GST_BUFFER_PTS(gst_sample_get_buffer(sample));
  const GstClockTime running =
      gst_segment_to_running_time(gst_sample_get_segment(sample), GST_FORMAT_TIME, stamp);
  const GstClockTime base = gst_element_get_base_time(elements.get());
  if (!GST_CLOCK_TIME_IS_VALID(stamp) || !GST_CLOCK_TIME_IS_VALID(running) ||
      !GST_CLOCK_TIME_IS_VALID(base)) {
    return now;
  }
  const FrameTime at{std::chrono::nanoseconds(base + running)};
  return at > now || now - at > kFrameAgeMax ? now : at;
}

// A round without a picture would end in a mad rush of rounds.
Result<std::optional<CameraFrame>> PipelineCamera::Pipeline::at_end() {
  if (!plan.again || made == made_in_this_round) return failed(say("no pictures any more"));
  // Made anew: not every file can be wound back.
  close();
  if (auto built = build(); !built) return built.failure();
  if (auto playing = play(); !playing) return playing.failure();
  return std::optional<CameraFrame>();
}

PipelineCamera::PipelineCamera(std::unique_ptr<Pipeline> pipeline)
    : pipeline_(std::move(pipeline)) {}

PipelineCamera::~PipelineCamera() { pipeline_->close(); }

Result<std::unique_ptr<PipelineCamera>> PipelineCamera::open(const PipelinePlan& plan) {
  if (auto ready = gst::start(); !ready) return ready.failure();
  std::unique_ptr<PipelineCamera> camera(new PipelineCamera(std::make_unique<Pipeline>()));
  camera->pipeline_->plan = plan;
  if (auto built = camera->pipeline_->build(); !built) return built.failure();
  if (auto playing = camera->pipeline_->play(); !playing) return playing.failure();
  return camera;
}

Result<std::optional<CameraFrame>> PipelineCamera::take(std::chrono::milliseconds wait) {
  Pipeline& pipeline = *pipeline_;
  if (pipeline.interrupted) return std::optional<CameraFrame>();
  // Each time, not only when no picture comes: what elements say besides would pile up.
  if (auto failure = pipeline.told_failure()) return *failure;
  auto* sink = GST_APP_SINK(pipeline.sink.get());
  const auto wait_ns = std::chrono::nanoseconds(wait).count();
  const gst::Sample sample(gst_app_sink_try_pull_sample(sink, static_cast<GstClockTime>(wait_ns)));
  if (sample) {
    return std::optional(CameraFrame{picture_in(sample.get()), pipeline.time_of(sample.get()),
                                     number_of(sample.get())});
  }
  if (auto failure = pipeline.told_failure()) return *failure;
  if (gst_app_sink_is_eos(sink)) return pipeline.at_end();
  return std::optional<CameraFrame>();
}

// A `take` that waits in GStreamer ends with its wait.
void PipelineCamera::interrupt() { pipeline_->interrupted = true; }

std::string PipelineCamera::name() const { return pipeline_->plan.name; }

}  // namespace yingbin
