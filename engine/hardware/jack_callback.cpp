// jack_callback.cpp: see jack_callback.h.  Our own code runs inside RealtimeScope; libjack's calls lie
// outside.
#include "engine/hardware/jack_callback.h"

#include <algorithm>
#include <limits>

#include "engine/hardware/audio_thread.h"

namespace corelogic::hardware {
namespace {

JackCallback& of(void* self) noexcept {
  return *static_cast<JackCallback*>(self);
}

/// The widest range of all ports in one direction.
jack_latency_range_t widest(const std::vector<jack_port_t*>& ports,
                            jack_latency_callback_mode_t mode) noexcept {
  jack_latency_range_t all{std::numeric_limits<jack_nframes_t>::max(), 0};
  for (jack_port_t* port : ports) {
    jack_latency_range_t one{};
    jack_port_get_latency_range(port, mode, &one);
    all.min = std::min(all.min, one.min);
    all.max = std::max(all.max, one.max);
  }
  if (ports.empty()) all.min = 0;
  return all;
}

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
                       static_cast<std::uint32_t>(callback.inputs.size()), output_count, frames});
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

void JackCallback::answer_latency(jack_latency_callback_mode_t mode, void* self) noexcept {
  JackCallback& callback = of(self);
  const bool capture = mode == JackCaptureLatency;
  jack_latency_range_t range = widest(capture ? callback.input_ports : callback.output_ports, mode);
  const std::uint32_t added = callback.added_latency.load(std::memory_order_relaxed);
  range.min += added;
  range.max += added;
  for (jack_port_t* port : capture ? callback.output_ports : callback.input_ports) {
    jack_port_set_latency_range(port, mode, &range);
  }
}

}  // namespace corelogic::hardware
