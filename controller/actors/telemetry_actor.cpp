// telemetry_actor.cpp: in and out.  Side: control, its own thread.
#include "controller/actors/telemetry_actor.h"

namespace corelogic::actors {
namespace {

/// 10 000 strips of 64 channels, peak and gain, make 5 MB; nothing sane is larger.
constexpr std::size_t kMostFrameBytes = std::size_t{8} << 20;

}  // namespace

TelemetryActor::TelemetryActor(Mailboxes& mail, wire::Socket subscriber, wire::Socket publisher)
    : mail_(mail), subscriber_(std::move(subscriber)), publisher_(std::move(publisher)) {}

void TelemetryActor::run() {
  wire::Socket* const sockets[] = {&subscriber_};
  while (life_ == ActorLife::kServing) {
    wire::wait(sockets, &mail_.telemetry.waker(), std::chrono::milliseconds(1000));
    if (!mail_.telemetry.take().empty()) life_ = ActorLife::kEnding;
    while (const auto frame = subscriber_.receive())
      if (frame->payload.size() <= kMostFrameBytes) publisher_.send(frame->payload);
  }
  life_ = ActorLife::kEnded;
}

}  // namespace corelogic::actors
