// jack_listener.cpp: see jack_listener.h. Connecting is done by a thread of its own: libjack forbids it in
// callbacks.
#include "tests/support/jack_listener.h"

#include <pthread.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <stdexcept>

namespace corelogic::support {

JackListener::JackListener(std::vector<std::string> ports, double seconds) : wanted_(std::move(ports)) {
  client_ = jack_client_open("listener", JackNoStartServer, nullptr);
  if (client_ == nullptr) throw std::runtime_error("no JACK server to listen to");
  const auto frames = static_cast<std::size_t>(seconds * jack_get_sample_rate(client_));
  sound_.assign(wanted_.size(), std::vector<float>(frames));
  times_.resize(frames / 16 + 1);
  starts_.resize(times_.size());
  for (std::size_t c = 0; c < wanted_.size(); ++c)
    ports_.push_back(jack_port_register(client_, ("in_" + std::to_string(c + 1)).c_str(),
                                        JACK_DEFAULT_AUDIO_TYPE, JackPortIsInput, 0));
  jack_set_process_callback(client_, process, this);
  jack_set_xrun_callback(client_, xrun, this);
  jack_set_port_registration_callback(client_, port_came, this);
  jack_activate(client_);
  changes_ = 1;
  pthread_create(&connector_, nullptr, connect_forever, this);
}

JackListener::~JackListener() {
  quit_ = true;
  changes_.fetch_add(1);
  changes_.notify_all();
  pthread_join(connector_, nullptr);
  jack_deactivate(client_);
  jack_client_close(client_);
}

int JackListener::process(jack_nframes_t frames, void* self) {
  auto& listener = *static_cast<JackListener*>(self);
  const std::size_t at = listener.written_.load(std::memory_order_relaxed);
  const std::size_t period = listener.periods_.load(std::memory_order_relaxed);
  if (at + frames > listener.sound_[0].size() || period == listener.times_.size()) return 0;
  for (std::size_t c = 0; c < listener.ports_.size(); ++c)
    std::memcpy(listener.sound_[c].data() + at, jack_port_get_buffer(listener.ports_[c], frames),
                frames * sizeof(float));
  listener.times_[period] = jack_frames_to_time(listener.client_, jack_last_frame_time(listener.client_));
  listener.starts_[period] = at;
  listener.periods_.store(period + 1, std::memory_order_release);
  listener.written_.store(at + frames, std::memory_order_release);
  return 0;
}

int JackListener::xrun(void* self) {
  ++static_cast<JackListener*>(self)->xruns_;
  return 0;
}

void JackListener::port_came(jack_port_id_t, int, void* self) {
  auto& listener = *static_cast<JackListener*>(self);
  listener.changes_.fetch_add(1);
  listener.changes_.notify_all();
}

void* JackListener::connect_forever(void* self) {
  auto& listener = *static_cast<JackListener*>(self);
  for (int seen = 0; !listener.quit_;) {
    listener.changes_.wait(seen);
    seen = listener.changes_;
    if (listener.quit_) break;
    for (std::size_t c = 0; c < listener.wanted_.size(); ++c)
      if (jack_port_by_name(listener.client_, listener.wanted_[c].c_str()) != nullptr)
        jack_connect(listener.client_, listener.wanted_[c].c_str(), jack_port_name(listener.ports_[c]));
  }
  return nullptr;
}

std::uint64_t JackListener::time_of(std::size_t frame) const {
  const auto end = starts_.begin() + static_cast<std::ptrdiff_t>(periods_.load(std::memory_order_acquire));
  const auto after = std::upper_bound(starts_.begin(), end, frame);
  return after == starts_.begin() ? 0 : times_[static_cast<std::size_t>(after - starts_.begin()) - 1];
}

std::size_t JackListener::longest_silence(std::size_t c, std::size_t first, float floor) const {
  std::size_t longest = 0;
  std::size_t run = 0;
  const std::size_t end = heard();
  for (std::size_t i = first; i < end; ++i) {
    run = std::fabs(sound_[c][i]) <= floor ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  return longest;
}

}  // namespace corelogic::support
