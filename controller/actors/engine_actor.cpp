// engine_actor.cpp: what the engine is told, and when.  Side: control, the engine actor's thread.
#include "controller/actors/engine_actor.h"

#include <spdlog/spdlog.h>

#include <algorithm>

namespace corelogic::actors {
namespace {

using namespace std::chrono_literals;

constexpr auto kSilence = 1000ms;  // ten statuses missed
constexpr auto kTick = 100ms;
constexpr auto kBuildPatience = 2000ms;  // a build takes 50 ms; then the snapshot is taken for lost
constexpr auto kFirstPatience = 500ms;   // before an engine that plays something else is told again
constexpr auto kMostPatience = 8000ms;

}  // namespace

EngineActor::EngineActor(Mailboxes& mail, wire::Socket router)
    : mail_(mail), router_(std::move(router)), patience_(kFirstPatience) {}

void EngineActor::run() {
  wire::Socket* const sockets[] = {&router_};
  while (life_ == ActorLife::kServing) {
    wire::wait(sockets, &mail_.engine.waker(), kTick);
    for (EngineMail& one : mail_.engine.take())
      std::visit(Overloaded{[this](EndOfWork&) { life_ = ActorLife::kEnding; },
                            [this](auto& other) { hear(std::move(other)); }},
                 one);
    listen();
    check_time();
    advance();
  }
  life_ = ActorLife::kEnded;
}

void EngineActor::hear(const StructureChanged& change) {
  structure_ = change.revision;
  structure_fade_ms_ = std::max(structure_fade_ms_, change.fade_ms);
}

void EngineActor::hear(messages::GraphSnapshot&& graph) {
  snapshot_asked_ = false;
  // The moves begin in the graph that plays; the next one takes them over on their way.
  const std::uint32_t fade_ms = std::exchange(structure_fade_ms_, 0);
  if (fade_ms > 0 && engine_ != EngineLife::kAbsent)
    if (auto moves = mirror_.moves_to(graph); !moves.empty())
      send({messages::SetParameters{graph.revision, std::move(moves), fade_ms}});
  mirror_.replace(std::move(graph));
  if (engine_ == EngineLife::kFollows) engine_ = EngineLife::kBehind;
  advance();
}

void EngineActor::hear(const messages::SetParameters& values) {
  if (mirror_is_old() || values.revision <= mirror_.revision()) return;  // in the snapshot to come
  mirror_.set(values);
  if (engine_ != EngineLife::kFollows && engine_ != EngineLife::kBuilding) return;
  if (!send({values})) engine_ = EngineLife::kBehind;
}

void EngineActor::hear(const messages::TransportOrder& order) {
  transport_.order(order, Clock::now());
  if (const auto* set = std::get_if<messages::TransportTempo>(&order)) mirror_.set_tempo(set->tempo);
  if (engine_ != EngineLife::kAbsent && !transport_owed_) send({order});
}

void EngineActor::hear(const messages::WantedWiring& wanted) {
  if (wanted == wanted_) return;
  wanted_ = wanted;
  if (engine_ != EngineLife::kAbsent) send({wanted_});
}

void EngineActor::hear(const SpectrumAsked& asked) {
  if (spectra_.ask(asked.tap, Clock::now())) send_spectra();
}

/// A process that has just begun wires as an empty wish says, and watches nothing.
void EngineActor::send_wishes() {
  wishes_owed_ = false;
  const bool fresh = status_.installed.number == 0;
  if (!fresh || wanted_ != messages::WantedWiring{}) send({wanted_});
  if (!fresh || !spectra_.taps().taps.empty()) send_spectra();
}

void EngineActor::send_spectra() {
  if (engine_ != EngineLife::kAbsent) send({spectra_.taps()});
}

void EngineActor::listen() {
  while (const auto message = router_.receive()) {
    const auto said = wire::decode_from_engine(message->payload);
    if (said)
      hear_engine(message->peer, *said);
    else
      spdlog::warn("engine: said something that cannot be read: {}", said.refusal().sentence);
  }
}

void EngineActor::hear_engine(const wire::Frame& peer, const messages::FromEngine& said) {
  const bool hello = std::holds_alternative<messages::EngineHello>(said.body);
  const bool same = said.instance == instance_;
  // The last words of an engine that has been replaced.
  if (!same && !hello && engine_ != EngineLife::kAbsent) return;
  // It says hello until it is answered: only the first one of an instance counts as meeting it.
  if (!same || peer != peer_ || engine_ == EngineLife::kAbsent) {
    transport_owed_ = !same && instance_ != 0;  // what played before this controller began is left as it is
    meet(peer, said.instance);
  }
  heard_ = Clock::now();
  std::visit(Overloaded{[this](const messages::EngineHello& greeting) { see(greeting.status); },
                        [this](const auto& event) { see(event); }},
             said.body);
}

void EngineActor::meet(const wire::Frame& peer, std::uint64_t instance) {
  spdlog::info("engine: instance {:x} is here; it gets revision {}.{}", instance, structure_.epoch,
               structure_.number);
  peer_ = peer;
  instance_ = instance;
  engine_ = EngineLife::kBehind;
  refused_.reset();
  patience_ = kFirstPatience;
  wishes_owed_ = true;
}

void EngineActor::see(const messages::EngineWiring& wiring) {
  if (wiring == wiring_) return;
  wiring_ = wiring;
  mail_.project.post(WiringSeen{wiring_});
}

void EngineActor::see(const messages::EngineStatus& status) {
  status_ = status;
  if (engine_ == EngineLife::kBuilding && status.installed >= mirror_.revision())
    engine_ = EngineLife::kFollows;
  if (!transport_owed_) transport_.see(status, Clock::now());
  compare(status);
  report();
}

void EngineActor::see(const messages::PlanInstalled& plan) {
  spdlog::info("engine: plays revision {}.{}, built in {} us", plan.revision.epoch, plan.revision.number,
               plan.build_micros);
  if (plan.revision < snapshot_) return;
  if (engine_ == EngineLife::kBuilding) engine_ = EngineLife::kFollows;
}

void EngineActor::see(const messages::SnapshotRefused& refusal) {
  spdlog::error("engine: refuses revision {}.{}: {}", refusal.revision.epoch, refusal.revision.number,
                refusal.reason);
  refused_ = refusal;
  if (engine_ == EngineLife::kBuilding) engine_ = EngineLife::kFollows;
  report();
}

/// The engine speaks of a moment ago: only what it says well after the last thing sent counts.
void EngineActor::compare(const messages::EngineStatus& status) {
  if (engine_ != EngineLife::kFollows || mirror_is_old() || refused_) return;
  if (Clock::now() - sent_ < patience_) return;
  if (status.installed >= snapshot_ && status.hash == mirror_.hash()) {
    patience_ = kFirstPatience;
    return;
  }
  spdlog::warn("engine: plays revision {}.{} hash {:x}, wanted {}.{} hash {:x}: sent again",
               status.installed.epoch, status.installed.number, status.hash, mirror_.revision().epoch,
               mirror_.revision().number, mirror_.hash());
  patience_ = std::min<std::chrono::milliseconds>(patience_ * 2, kMostPatience);
  engine_ = EngineLife::kBehind;
}

void EngineActor::check_time() {
  const auto now = Clock::now();
  if (spectra_.expire(now)) send_spectra();
  if (engine_ != EngineLife::kAbsent && now - heard_ > kSilence) {
    spdlog::warn("engine: instance {:x} is silent; at revision {}.{}", instance_, status_.installed.epoch,
                 status_.installed.number);
    engine_ = EngineLife::kAbsent;
    see(messages::EngineWiring{});  // nothing is known of its ports any more
    report();
  }
  if (engine_ == EngineLife::kBuilding && now > build_deadline_) engine_ = EngineLife::kFollows;
}

void EngineActor::advance() {
  if (engine_ == EngineLife::kAbsent || engine_ == EngineLife::kBuilding) return;
  if (mirror_is_old()) {
    if (!snapshot_asked_) snapshot_asked_ = mail_.project.post(SnapshotWanted{});
    return;
  }
  if (engine_ == EngineLife::kBehind) send_snapshot();
}

void EngineActor::send_snapshot() {
  if (!send({mirror_.graph()})) return;
  refused_.reset();
  snapshot_ = mirror_.revision();
  engine_ = EngineLife::kBuilding;
  build_deadline_ = Clock::now() + kBuildPatience;
  if (wishes_owed_) send_wishes();
  if (!transport_owed_) return;
  for (const auto& order : transport_.restore(Clock::now())) send({order});
  transport_owed_ = false;
}

bool EngineActor::send(const messages::ToEngine& order) {
  sent_ = Clock::now();
  return router_.send({peer_, wire::encode(order)});
}

void EngineActor::report() {
  EngineReport report{engine_ != EngineLife::kAbsent, status_};
  if (refused_)
    report.status.warnings.push_back("the engine refused revision " +
                                     std::to_string(refused_->revision.number) +
                                     " and plays the one before: " + refused_->reason);
  mail_.project.post(std::move(report));
}

}  // namespace corelogic::actors
