// telemetry_actor.cpp: in and out.  Side: control, its own thread.
#include "controller/actors/telemetry_actor.h"

#include <utility>

namespace corelogic::actors {
namespace {

/// 10 000 strips of 64 channels, peak and gain, make 5 MB; nothing sane is larger.
constexpr std::size_t kMostFrameBytes = std::size_t{8} << 20;
/// Costs come once a second: frames are read from shortly before until they are there.
constexpr std::chrono::milliseconds kCostsRest{900};
constexpr std::chrono::milliseconds kIdle{1000};
/// libzmq gives the port back a little after the socket was closed.
constexpr std::chrono::milliseconds kTryAgain{20};

}  // namespace

TelemetryActor::TelemetryActor(Mailboxes& mail, wire::Socket subscriber, wire::Socket publisher)
    : mail_(mail), subscriber_(std::move(subscriber)), publisher_(std::move(publisher)) {}

void TelemetryActor::open_to_network(wire::Socket publisher, Maker again) {
  network_ = std::move(publisher);
  again_ = std::move(again);
}

void TelemetryActor::run() {
  wire::Socket* const sockets[] = {&subscriber_};
  while (life_ == ActorLife::kServing) {
    wire::wait(sockets, &mail_.telemetry.waker(), closed_ ? kTryAgain : kIdle);
    for (TelemetryMail& one : mail_.telemetry.take())
      std::visit(Overloaded{[this](EndOfWork&) { life_ = ActorLife::kEnding; },
                            [this](DropListeners&) {
                              closed_ = network_.has_value();
                              network_.reset();
                            }},
                 one);
    if (closed_) open_again();
    while (const auto frame = subscriber_.receive()) {
      if (frame->payload.size() > kMostFrameBytes) continue;
      publisher_.send(frame->payload);
      if (network_) network_->send(frame->payload);
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

/// A PUB does not know who listens, and libzmq asks for a key only once: so all come in anew, but for those
/// who may not any more.
void TelemetryActor::open_again() {
  auto made = again_();
  if (!made) return;
  network_ = std::move(*made);
  closed_ = false;
}

}  // namespace corelogic::actors
