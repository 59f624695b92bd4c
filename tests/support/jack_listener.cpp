// jack_listener.cpp: see jack_listener.h. Connecting is done by a thread of its own: libjack forbids it in
// callbacks.
#include "tests/support/jack_listener.h"

#include <jack/jack.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <stdexcept>
#include <thread>
#include <utility>

#include "tests/support/deadline.h"

namespace corelogic::support {

struct JackListener::Ear {
  void open(double seconds);
  void close();
  void connect_forever();
  static int process(jack_nframes_t frames, void* self);
  [[nodiscard]] std::size_t period_of(std::size_t frame) const;
  static int xrun(void* self);
  static void port_came(jack_port_id_t, int, void* self);

  jack_client_t* client = nullptr;
  std::vector<std::string> wanted;
  std::vector<jack_port_t*> ports;
  std::vector<std::vector<float>> sound;
  std::vector<std::uint64_t> times;  ///< one a period
  std::vector<std::uint64_t> callbacks;
  std::vector<std::size_t> starts;  ///< first frame of that period
  std::atomic<std::size_t> periods{0};
  std::atomic<std::size_t> written{0};
  std::atomic<std::uint64_t> xruns{0};
  std::atomic<int> changes{0};
  std::atomic<bool> quit{false};
  std::thread connector;
};

void JackListener::Ear::open(double seconds) {
  client = jack_client_open("listener", JackNoStartServer, nullptr);
  if (client == nullptr) throw std::runtime_error("no JACK server to listen to");
  const auto frames = static_cast<std::size_t>(seconds * jack_get_sample_rate(client));
  sound.assign(wanted.size(), std::vector<float>(frames));
  times.resize(frames / 16 + 1);
  callbacks.resize(times.size());
  starts.resize(times.size());
  for (std::size_t c = 0; c < wanted.size(); ++c)
    ports.push_back(jack_port_register(client, ("in_" + std::to_string(c + 1)).c_str(),
                                       JACK_DEFAULT_AUDIO_TYPE, JackPortIsInput, 0));
  jack_set_process_callback(client, process, this);
  jack_set_xrun_callback(client, xrun, this);
  jack_set_port_registration_callback(client, port_came, this);
  jack_activate(client);
  changes = 1;
  connector = std::thread([this] { connect_forever(); });
}

void JackListener::Ear::close() {
  quit = true;
  changes.fetch_add(1);
  changes.notify_all();
  connector.join();
  jack_deactivate(client);
  jack_client_close(client);
}

void JackListener::Ear::connect_forever() {
  for (int seen = 0; !quit;) {
    changes.wait(seen);
    seen = changes;
    if (quit) break;
    for (std::size_t c = 0; c < wanted.size(); ++c)
      if (jack_port_by_name(client, wanted[c].c_str()) != nullptr)
        jack_connect(client, wanted[c].c_str(), jack_port_name(ports[c]));
  }
}

int JackListener::Ear::process(jack_nframes_t frames, void* self) {
  const jack_time_t now = jack_get_time();
  auto& ear = *static_cast<Ear*>(self);
  const std::size_t at = ear.written.load(std::memory_order_relaxed);
  const std::size_t period = ear.periods.load(std::memory_order_relaxed);
  if (at + frames > ear.sound[0].size() || period == ear.times.size()) return 0;
  for (std::size_t c = 0; c < ear.ports.size(); ++c)
    std::memcpy(ear.sound[c].data() + at, jack_port_get_buffer(ear.ports[c], frames), frames * sizeof(float));
  ear.times[period] = jack_frames_to_time(ear.client, jack_last_frame_time(ear.client));
  ear.callbacks[period] = now;
  ear.starts[period] = at;
  ear.periods.store(period + 1, std::memory_order_release);
  ear.written.store(at + frames, std::memory_order_release);
  return 0;
}

int JackListener::Ear::xrun(void* self) {
  ++static_cast<Ear*>(self)->xruns;
  return 0;
}

void JackListener::Ear::port_came(jack_port_id_t, int, void* self) {
  auto& ear = *static_cast<Ear*>(self);
  ear.changes.fetch_add(1);
  ear.changes.notify_all();
}

JackListener::JackListener(std::vector<std::string> ports, double seconds, Milliseconds deadline)
    : ear_(std::make_shared<Ear>()), deadline_(deadline) {
  ear_->wanted = std::move(ports);
  const auto open = [ear = ear_, seconds] {
    ear->open(seconds);
    if (ear->quit) ear->close();  // too late: nobody waits for it any more
  };
  try {
    within("opening a JACK client that listens", open, deadline_);
  } catch (...) {
    ear_->quit = true;
    throw;
  }
}

JackListener::~JackListener() {
  try {
    within(
        "closing the JACK client that listens", [ear = ear_] { ear->close(); }, deadline_);
  } catch (const std::exception& late) {
    std::fprintf(stderr, "%s: the server is stuck\n", late.what());
  }
}

std::size_t JackListener::heard() const {
  return ear_->written.load(std::memory_order_acquire);
}

const float* JackListener::channel(std::size_t c) const {
  return ear_->sound[c].data();
}

std::uint64_t JackListener::xruns() const {
  return ear_->xruns;
}

std::size_t JackListener::Ear::period_of(std::size_t frame) const {
  const auto end = starts.begin() + static_cast<std::ptrdiff_t>(periods.load(std::memory_order_acquire));
  const auto after = std::upper_bound(starts.begin(), end, frame);
  return static_cast<std::size_t>(std::max<std::ptrdiff_t>(after - starts.begin(), 1)) - 1;
}

std::uint64_t JackListener::time_of(std::size_t frame) const {
  return ear_->times[ear_->period_of(frame)];
}

std::uint64_t JackListener::callback_of(std::size_t frame) const {
  return ear_->callbacks[ear_->period_of(frame)];
}

std::size_t JackListener::longest_silence(std::size_t c, std::size_t first, float floor) const {
  std::size_t longest = 0;
  std::size_t run = 0;
  const std::size_t end = heard();
  for (std::size_t i = first; i < end; ++i) {
    run = std::fabs(ear_->sound[c][i]) <= floor ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  return longest;
}

testing::AssertionResult hears_more(const JackListener& listener, std::size_t frames, Milliseconds deadline) {
  const std::size_t begin = listener.heard();
  if (eventually([&] { return listener.heard() >= begin + frames; }, deadline))
    return testing::AssertionSuccess();
  return testing::AssertionFailure() << "the listener heard " << listener.heard() - begin << " of " << frames
                                     << " more frames in " << deadline.count()
                                     << " ms: the JACK server is dead or stuck, or the listener is full";
}

}  // namespace corelogic::support
