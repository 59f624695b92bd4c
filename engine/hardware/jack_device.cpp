// jack_device.cpp: see jack_device.h.  Side: control.
#include "engine/hardware/jack_device.h"

#include <jack/jack.h>
#include <jack/thread.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <mutex>
#include <thread>
#include <utility>

#include "engine/hardware/audio_thread.h"
#include "engine/hardware/jack_callback.h"
#include "engine/hardware/jack_wiring.h"
#include "engine/hardware/port_names.h"

namespace corelogic::hardware {

using vocabulary::Refusal;
using vocabulary::RefusalCode;
using vocabulary::Result;
using Clock = std::chrono::steady_clock;

namespace {

constexpr std::uint32_t kMostChannels = JackWays::kMost;
constexpr std::chrono::milliseconds kBetweenTries{10};

void say_nothing(const char*) {}  // libjack speaks to stderr otherwise; what matters we say ourselves

std::string server_name() {
  const char* name = std::getenv("JACK_DEFAULT_SERVER");
  return name == nullptr || *name == '\0' ? "default" : name;
}

struct Opened {
  jack_client_t* client = nullptr;
  bool server_seen = false;
};

/// Tries until the patience ends. A name that is taken may be our own former life, still being buried.
Opened open_client(const JackSettings& settings) {
  const auto deadline = Clock::now() + settings.patience;
  Opened opened;
  for (;;) {
    jack_status_t status{};
    const auto options = static_cast<jack_options_t>(JackNoStartServer | JackUseExactName);
    opened.client = jack_client_open(settings.client_name.c_str(), options, &status);
    opened.server_seen = (status & JackServerFailed) == 0;
    if (opened.client != nullptr || Clock::now() >= deadline) return opened;
    std::this_thread::sleep_for(kBetweenTries);
  }
}

}  // namespace

bool jack_server_answers() {
  // JackTools of jack2: <server directory>/jack_<server>_<uid>_0
  const std::string socket = "/dev/shm/jack_" + server_name() + "_" + std::to_string(getuid()) + "_0";
  if (::access(socket.c_str(), F_OK) != 0) return false;
  jack_set_error_function(&say_nothing);
  jack_set_info_function(&say_nothing);
  jack_status_t status{};
  jack_client_t* client = jack_client_open("corelogic-asks", JackNoStartServer, &status);
  if (client == nullptr) return false;
  jack_client_close(client);
  return true;
}

struct JackDevice::Client {
  [[nodiscard]] Result<void> register_ports();

  jack_client_t* handle = nullptr;
  JackSettings settings;
  JackCallback callback;
  DeviceFacts facts;
  /// libjack's requests to the server are not to be made by two threads at once.
  std::mutex requests;
  std::optional<JackWiring> wiring;  ///< last: it ends before what it looks at
  bool started = false;
};

Result<void> JackDevice::Client::register_ports() {
  const auto add = [&](const PortName& name, unsigned long flags, std::vector<jack_port_t*>& ports) {
    jack_port_t* port = jack_port_register(handle, name.name.c_str(), JACK_DEFAULT_AUDIO_TYPE, flags, 0);
    if (port == nullptr) return false;
    ports.push_back(port);
    // An alias, not a metadata property: see README.md. The order is that of registration.
    jack_port_set_alias(port, (settings.client_name + ":" + name.pretty).c_str());
    return true;
  };
  for (const PortName& name : input_names(settings.inputs)) {
    if (!add(name, JackPortIsInput, callback.input_ports)) {
      return Refusal{RefusalCode::kInternal, name.name, "the JACK server gave no port " + name.name};
    }
  }
  for (const PortName& name : output_names(settings.outputs)) {
    if (!add(name, JackPortIsOutput, callback.output_ports)) {
      return Refusal{RefusalCode::kInternal, name.name, "the JACK server gave no port " + name.name};
    }
  }
  callback.inputs.resize(settings.inputs);
  callback.outputs.resize(settings.outputs);
  return {};
}

JackDevice::JackDevice(std::unique_ptr<Client> client) : client_(std::move(client)) {}
JackDevice::~JackDevice() {
  JackDevice::stop();
  if (!client_->callback.alive) {
    // libjack's threads may still look at it, and the process is about to leave: it stays where it is.
    if (client_->wiring) client_->wiring->abandon();
    static_cast<void>(client_.release());
    return;
  }
  client_->wiring.reset();
  jack_client_close(client_->handle);
}

Result<std::unique_ptr<JackDevice>> JackDevice::open(const JackSettings& settings) {
  if (settings.inputs > kMostChannels || settings.outputs > kMostChannels) {
    return Refusal{RefusalCode::kInvalid, "channels", "at most 64 inputs and 64 outputs are possible"};
  }
  jack_set_error_function(&say_nothing);
  jack_set_info_function(&say_nothing);
  const Opened opened = open_client(settings);
  if (opened.client == nullptr && opened.server_seen) {
    return Refusal{RefusalCode::kDuplicate, settings.client_name,
                   "the JACK server \"" + server_name() + "\" took no client named \"" +
                       settings.client_name + "\": another one runs; stop it or choose another --jack-name"};
  }
  if (opened.client == nullptr) {
    return Refusal{RefusalCode::kNotFound, "jack",
                   "no JACK server \"" + server_name() + "\" answers; start jackd, or use --device timer"};
  }
  auto client = std::make_unique<Client>();
  client->handle = opened.client;
  client->settings = settings;
  client->callback.opened_rate = jack_get_sample_rate(opened.client);
  client->callback.block_frames = jack_get_buffer_size(opened.client);
  client->facts = {
      "jack", client->callback.opened_rate, client->callback.block_frames, settings.inputs, settings.outputs,
      {}};
  if (jack_is_realtime(opened.client) == 0) {
    client->facts.warnings.emplace_back(
        "no realtime priority: the JACK server runs without it and the sound may break under load; start it "
        "with -R");
  } else if (const int priority = jack_client_real_time_priority(opened.client); priority > 0) {
    grant_priority(client->facts, priority);  // libjack would go on without it, and say so to nobody
  }
  client->callback.listen(opened.client);
  client->wiring.emplace(opened.client, client->callback, client->requests, settings.client_name,
                         settings.connect);
  client->wiring->want(settings.wanted);
  std::unique_ptr<JackDevice> device(new JackDevice(std::move(client)));
  if (const Result<void> ports = device->client_->register_ports(); !ports) return ports.refusal();
  return device;
}

const DeviceFacts& JackDevice::facts() const {
  client_->facts.block_frames = client_->callback.block_frames;  // the server may have changed it
  return client_->facts;
}

Result<void> JackDevice::start(scheduler::Cycle& cycle) {
  client_->callback.cycle = &cycle;
  {
    const std::lock_guard lock(client_->requests);
    if (jack_activate(client_->handle) != 0) {
      return Refusal{RefusalCode::kInternal, "jack", "the JACK server did not activate our client"};
    }
  }
  client_->started = true;
  client_->wiring->start();
  return {};
}

void JackDevice::stop() {
  if (!client_->started || !client_->callback.alive) return;
  client_->callback.fade.begin();
  const auto deadline = Clock::now() + std::chrono::milliseconds(500);
  while (!client_->callback.fade.done() && client_->callback.alive && Clock::now() < deadline) {
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  const std::lock_guard lock(client_->requests);
  if (client_->callback.alive) jack_deactivate(client_->handle);
  client_->started = false;
}

std::uint64_t JackDevice::xruns() const {
  return client_->callback.xruns;
}

bool JackDevice::alive() const {
  return client_->callback.alive;
}

void JackDevice::set_latency(std::span<const graph::PlaybackWay> ways) {
  if (!client_->callback.ways.set(ways) || !client_->started) return;
  const std::lock_guard lock(client_->requests);
  if (client_->callback.alive) jack_recompute_total_latencies(client_->handle);
}

void JackDevice::wire(messages::WantedWiring wanted) {
  client_->wiring->want(std::move(wanted));
}

std::optional<messages::EngineWiring> JackDevice::rewired() {
  return client_->wiring->news();
}

}  // namespace corelogic::hardware
