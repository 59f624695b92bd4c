// wiring_plan.cpp: see wiring_plan.h.  Side: control.
#include "engine/hardware/wiring_plan.h"

#include <algorithm>
#include <utility>

namespace corelogic::hardware {

using messages::EnginePort;
using messages::EngineWiring;
using messages::Wire;

WiringPlan::WiringPlan(std::string client_name, bool automatic)
    : prefix_(std::move(client_name) + ":"), automatic_(automatic) {}

void WiringPlan::want(messages::WantedWiring wanted) {
  wanted_ = std::move(wanted);
  all_due_ = true;
}

std::set<Wire> WiringPlan::goal(const EngineWiring& now) const {
  std::set<Wire> goal;
  const auto find = [&now](const std::string& name) {
    const auto port = std::ranges::find(now.ports, name, &EnginePort::name);
    return port == now.ports.end() ? nullptr : &*port;
  };
  for (Wire wire : wanted_.wires) {
    const EnginePort* port = find(prefix_ + wire.port);
    const EnginePort* other = find(wire.other);
    if (port == nullptr || other == nullptr || port->input == other->input) continue;
    // From one of ours to another: told from the output's side, as what there is.
    if (other->own && port->input) wire = {other->name.substr(prefix_.size()), port->name};
    goal.insert(wire);
  }
  if (wanted_.custom || !automatic_) return goal;
  std::size_t playback = 0, capture = 0;
  for (const EnginePort& port : now.ports) {
    if (!port.physical || port.own) continue;
    if (port.input && playback < 2) goal.insert({playback++ == 0 ? "main_L" : "main_R", port.name});
    if (port.input) continue;
    const std::string ours = "in_" + std::to_string(++capture);
    if (find(prefix_ + ours) != nullptr) goal.insert({ours, port.name});
  }
  return goal;
}

WiringPlan::Orders WiringPlan::next(const EngineWiring& now, const std::set<std::string>& appeared) {
  std::set<std::string> names;
  for (const EnginePort& port : now.ports) names.insert(port.name);
  const auto is_new = [&](const std::string& name) {
    return appeared.contains(name) || !known_.contains(name);
  };
  const std::set<Wire> actual(now.actual.begin(), now.actual.end());
  const std::set<Wire> goal = this->goal(now);
  Orders orders;
  std::set<Wire> granted;
  for (const Wire& wire : goal) {
    const bool there = actual.contains(wire);
    const bool due = all_due_ || is_new(prefix_ + wire.port) || is_new(wire.other);
    if (there || due) granted.insert(wire);
    if (!there && due) orders.make.push_back(wire);
  }
  for (const Wire& wire : granted_) {
    if (goal.contains(wire) || !actual.contains(wire)) continue;
    if (all_due_)
      orders.cut.push_back(wire);
    else
      granted.insert(wire);
  }
  granted_ = std::move(granted);
  known_ = std::move(names);
  all_due_ = false;
  return orders;
}

}  // namespace corelogic::hardware
