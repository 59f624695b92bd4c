// jack_wiring.cpp: look, compare, connect, look again.  Side: control; a thread of its own.
#include "engine/hardware/jack_wiring.h"

#include <algorithm>
#include <chrono>
#include <memory>
#include <utility>

namespace corelogic::hardware {
namespace {

using messages::EnginePort;
using messages::EngineWiring;
using messages::Wire;

/// A client comes with all its ports at once: one look at them, not one for each.
constexpr std::chrono::milliseconds kGather{2};

using Names = std::unique_ptr<const char*, void (*)(void*)>;

std::string first_alias(const jack_port_t* port) {
  std::string first(static_cast<std::size_t>(jack_port_name_size()), '\0');
  std::string second = first;
  char* aliases[2] = {first.data(), second.data()};
  return jack_port_get_aliases(port, aliases) > 0 ? first.c_str() : "";
}

}  // namespace

JackWiring::JackWiring(jack_client_t* client, JackCallback& callback, std::mutex& requests,
                       const std::string& client_name, bool automatic)
    : client_(client),
      callback_(callback),
      requests_(requests),
      client_name_(client_name),
      automatic_(automatic) {}

JackWiring::~JackWiring() {
  leaving_ = true;
  callback_.ports.say_changed();
  if (thread_.joinable()) thread_.join();
}

void JackWiring::start() {
  thread_ = std::thread([this] { run(); });
}

void JackWiring::abandon() {
  leaving_ = true;
  if (thread_.joinable()) thread_.detach();
}

void JackWiring::want(messages::WantedWiring wanted) {
  {
    const std::lock_guard lock(words_);
    wanted_ = std::move(wanted);
  }
  callback_.ports.say_changed();
}

std::optional<EngineWiring> JackWiring::news() {
  const std::lock_guard lock(words_);
  return std::exchange(news_, std::nullopt);
}

void JackWiring::run() {
  WiringPlan plan(client_name_, automatic_);
  while (!leaving_ && callback_.alive) {
    const std::uint32_t seen = callback_.ports.changes.load(std::memory_order_acquire);
    round(plan);
    callback_.ports.changes.wait(seen, std::memory_order_acquire);
    if (!leaving_) std::this_thread::sleep_for(kGather);
  }
}

void JackWiring::round(WiringPlan& plan) {
  {
    const std::lock_guard lock(words_);
    if (wanted_) plan.want(*std::exchange(wanted_, std::nullopt));
  }
  const std::set<std::string> appeared = this->appeared();
  EngineWiring now = look();
  if (obey(plan.next(now, appeared))) now = look();
  if (now == told_) return;
  told_ = now;
  const std::lock_guard lock(words_);
  news_ = std::move(now);
}

std::set<std::string> JackWiring::appeared() {
  std::set<std::string> names;
  for (std::uint32_t id = 0; id < JackPorts::kMost; ++id) {
    if (!callback_.ports.appeared[id].exchange(false, std::memory_order_acquire)) continue;
    const jack_port_t* port = jack_port_by_id(client_, id);
    if (port != nullptr) names.insert(jack_port_name(port));
  }
  return names;
}

EngineWiring JackWiring::look() const {
  EngineWiring wiring;
  const Names names(jack_get_ports(client_, nullptr, JACK_DEFAULT_AUDIO_TYPE, 0), &jack_free);
  for (const char* const* name = names.get(); name != nullptr && *name != nullptr; ++name) {
    const jack_port_t* port = jack_port_by_name(client_, *name);
    if (port == nullptr) continue;
    const int flags = jack_port_flags(port);
    const bool own = jack_port_is_mine(client_, port) != 0;
    const bool input = (flags & JackPortIsInput) != 0;
    wiring.ports.push_back({*name, input, (flags & JackPortIsPhysical) != 0, own, first_alias(port)});
    if (!own) continue;
    const Names others(jack_port_get_all_connections(client_, port), &jack_free);
    for (const char* const* other = others.get(); other != nullptr && *other != nullptr; ++other) {
      const jack_port_t* far = jack_port_by_name(client_, *other);
      // A wire from one of ours to another is told once, from its output.
      if (far == nullptr || (input && jack_port_is_mine(client_, far) != 0)) continue;
      wiring.actual.push_back({jack_port_short_name(port), *other});
    }
  }
  std::ranges::sort(wiring.actual);
  return wiring;
}

bool JackWiring::obey(const WiringPlan::Orders& orders) {
  const auto each = [this](const std::vector<Wire>& wires,
                           int (*act)(jack_client_t*, const char*, const char*)) {
    for (const Wire& wire : wires) {
      const std::string ours = client_name_ + ":" + wire.port;
      const jack_port_t* port = jack_port_by_name(client_, ours.c_str());
      if (port == nullptr) continue;
      const bool input = (jack_port_flags(port) & JackPortIsInput) != 0;
      const std::lock_guard lock(requests_);
      if (!callback_.alive) return;
      act(client_, (input ? wire.other : ours).c_str(), (input ? ours : wire.other).c_str());
    }
  };
  each(orders.cut, &jack_disconnect);
  each(orders.make, &jack_connect);
  return !orders.cut.empty() || !orders.make.empty();
}

}  // namespace corelogic::hardware
