// jack_callback.cpp: see jack_callback.h.  Our own code runs inside RealtimeScope; libjack's calls lie
// outside.
#include "engine/hardware/jack_callback.h"

#include <algorithm>
#include <array>
#include <limits>

#include "engine/hardware/audio_thread.h"

namespace corelogic::hardware {
namespace {

JackCallback& of(void* self) noexcept {
  return *static_cast<JackCallback*>(self);
}

/// What JACK knows of a port of ours.
struct PortLatency {
  jack_latency_range_t range{0, 0};
  bool plugged = false;
};
using PortLatencies = std::array<PortLatency, JackWays::kMost>;

PortLatencies ask(const std::vector<jack_port_t*>& ports, jack_latency_callback_mode_t mode) noexcept {
  PortLatencies latencies;
  for (std::size_t i = 0; i < ports.size(); ++i) {
    jack_port_get_latency_range(ports[i], mode, &latencies[i].range);
    latencies[i].plugged = jack_port_connected(ports[i]) != 0;
  }
  return latencies;
}

/// The widest range of several ways that meet.
class Meeting {
 public:
  void add(const PortLatency& port, std::uint32_t frames) noexcept {
    jack_latency_range_t& range = port.plugged ? plugged_ : loose_;
    range.min = std::min(range.min, port.range.min + frames);
    range.max = std::max(range.max, port.range.max + frames);
  }
  /// `nothing` if no way was added.
  [[nodiscard]] jack_latency_range_t range(std::uint32_t nothing) const noexcept {
    if (plugged_.min != kNone) return plugged_;
    if (loose_.min != kNone) return loose_;
    return {nothing, nothing};
  }

 private:
  static constexpr jack_nframes_t kNone = std::numeric_limits<jack_nframes_t>::max();
  jack_latency_range_t plugged_{kNone, 0};
  jack_latency_range_t loose_{kNone, 0};
};

}  // namespace

void JackCallback::listen(jack_client_t* client) {
  jack_set_thread_init_callback(client, &begin_thread, this);
  jack_set_process_callback(client, &process, this);
  jack_set_xrun_callback(client, &count_xrun, this);
  jack_set_buffer_size_callback(client, &change_block, this);
  jack_set_sample_rate_callback(client, &change_rate, this);
  jack_set_freewheel_callback(client, &freewheel, this);
  jack_set_port_registration_callback(client, &note_port, this);
  jack_set_port_connect_callback(client, &note_connection, this);
  jack_set_port_rename_callback(client, &note_name, this);
  jack_set_latency_callback(client, &answer_latency, this);
  jack_on_info_shutdown(client, &lose_server, this);
}

int JackCallback::process(jack_nframes_t frames, void* self) noexcept {
  JackCallback& callback = of(self);
  for (std::size_t i = 0; i < callback.inputs.size(); ++i) {
    callback.inputs[i] = static_cast<const float*>(jack_port_get_buffer(callback.input_ports[i], frames));
  }
  for (std::size_t i = 0; i < callback.outputs.size(); ++i) {
    callback.outputs[i] = static_cast<float*>(jack_port_get_buffer(callback.output_ports[i], frames));
  }
  const RealtimeScope scope;
  const auto output_count = static_cast<std::uint32_t>(callback.outputs.size());
  callback.cycle->run({callback.inputs.data(), callback.outputs.data(),
                       static_cast<std::uint32_t>(callback.inputs.size()), output_count, frames,
                       callback.freewheeling.load(std::memory_order_relaxed)});
  callback.fade.apply(callback.outputs.data(), output_count, frames);
  return 0;
}

void JackCallback::begin_thread(void*) noexcept {
  become_audio_thread();
}

int JackCallback::count_xrun(void* self) noexcept {
  if (!of(self).freewheeling.load(std::memory_order_relaxed))
    of(self).xruns.fetch_add(1, std::memory_order_relaxed);
  return 0;
}

int JackCallback::change_block(jack_nframes_t frames, void* self) noexcept {
  of(self).block_frames.store(frames, std::memory_order_relaxed);  // the cycle takes any length
  return 0;
}

int JackCallback::change_rate(jack_nframes_t rate, void* self) noexcept {
  if (rate != of(self).opened_rate) of(self).alive.store(false, std::memory_order_relaxed);
  return 0;
}

void JackCallback::note_port(jack_port_id_t port, int registered, void* self) noexcept {
  JackPorts& ports = of(self).ports;
  if (registered != 0 && port < JackPorts::kMost) ports.appeared[port].store(true, std::memory_order_release);
  ports.say_changed();
}

void JackCallback::note_connection(jack_port_id_t, jack_port_id_t, int, void* self) noexcept {
  of(self).ports.say_changed();
}

void JackCallback::note_name(jack_port_id_t, const char*, const char*, void* self) noexcept {
  of(self).ports.say_changed();
}

void JackCallback::freewheel(int starting, void* self) noexcept {
  of(self).freewheeling.store(starting != 0, std::memory_order_relaxed);
}

void JackCallback::lose_server(jack_status_t, const char*, void* self) noexcept {
  of(self).alive.store(false, std::memory_order_relaxed);
}

bool JackWays::set(std::span<const graph::PlaybackWay> ways) noexcept {
  bool changed = false;
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    const graph::PlaybackWay way = i < ways.size() ? ways[i] : graph::PlaybackWay{};
    changed = outputs[i].frames.exchange(way.frames, std::memory_order_relaxed) != way.frames || changed;
    changed = outputs[i].inputs.exchange(way.inputs, std::memory_order_relaxed) != way.inputs || changed;
  }
  return changed;
}

void JackCallback::answer_latency(jack_latency_callback_mode_t mode, void* self) noexcept {
  JackCallback& callback = of(self);
  const bool capture = mode == JackCaptureLatency;
  const std::size_t ins = callback.input_ports.size(), outs = callback.output_ports.size();
  const PortLatencies known = ask(capture ? callback.input_ports : callback.output_ports, mode);
  std::array<Meeting, JackWays::kMost> meetings;
  for (std::size_t out = 0; out < outs; ++out) {
    const std::uint32_t frames = callback.ways.outputs[out].frames.load(std::memory_order_relaxed);
    const std::uint64_t inputs = callback.ways.outputs[out].inputs.load(std::memory_order_relaxed);
    for (std::size_t in = 0; in < ins; ++in)
      if ((inputs >> in & 1U) != 0) meetings[capture ? out : in].add(known[capture ? in : out], frames);
    if (!capture) continue;
    jack_latency_range_t range = meetings[out].range(frames);
    jack_port_set_latency_range(callback.output_ports[out], mode, &range);
  }
  for (std::size_t in = 0; in < ins && !capture; ++in) {
    jack_latency_range_t range = meetings[in].range(0);
    jack_port_set_latency_range(callback.input_ports[in], mode, &range);
  }
}

}  // namespace corelogic::hardware
