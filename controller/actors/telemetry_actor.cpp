// telemetry_actor.cpp: in and out.  Side: control, its own thread.
#include "controller/actors/telemetry_actor.h"

#include <utility>

namespace corelogic::actors {
namespace {

/// 10 000 strips of 64 channels, peak and gain, make 5 MB; nothing sane is larger.
constexpr std::size_t kMostFrameBytes = std::size_t{8} << 20;
/// Costs come once a second: frames are read from shortly before until they are there.
constexpr std::chrono::milliseconds kCostsRest{900};

}  // namespace

TelemetryActor::TelemetryActor(Mailboxes& mail, wire::Socket subscriber, wire::Socket publisher)
    : mail_(mail), subscriber_(std::move(subscriber)), publisher_(std::move(publisher)) {}

void TelemetryActor::run() {
  wire::Socket* const sockets[] = {&subscriber_};
  while (life_ == ActorLife::kServing) {
    wire::wait(sockets, &mail_.telemetry.waker(), std::chrono::milliseconds(1000));
    if (!mail_.telemetry.take().empty()) life_ = ActorLife::kEnding;
    while (const auto frame = subscriber_.receive()) {
      if (frame->payload.size() > kMostFrameBytes) continue;
      publisher_.send(frame->payload);
      if (Clock::now() >= next_look_) look_for_costs(frame->payload);
    }
  }
  life_ = ActorLife::kEnded;
}

void TelemetryActor::look_for_costs(const wire::Frame& payload) {
  auto meters = wire::decode_meter_frame(payload);
  if (!meters || meters->cost_nodes.empty()) return;
  next_look_ = Clock::now() + kCostsRest;
  mail_.project.post(CostsMeasured{std::move(meters->cost_nodes), std::move(meters->cost_mean)});
}

}  // namespace corelogic::actors
