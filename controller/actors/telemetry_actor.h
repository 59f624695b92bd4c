// telemetry_actor.h: meters from the engine to everybody.
//
// Owns:  a SUB at wire::engine_telemetry_endpoint() and the PUB at wire::telemetry_endpoint().
// Hears: frames, and EndOfWork.
// Says:  the same frames, unread; CostsMeasured to ProjectActor, from the one in a second that tells costs. A
//        subscriber that does not keep up misses some; frames carry numbers.
// Side: control, its own thread.
#pragma once

#include "controller/actors/mail.h"
#include "schema/wire/socket.h"

namespace corelogic::actors {

class TelemetryActor {
 public:
  TelemetryActor(Mailboxes&, wire::Socket subscriber, wire::Socket publisher);

  bool post(TelemetryMail mail) { return mail_.telemetry.post(mail); }
  void run();

 private:
  void look_for_costs(const wire::Frame&);

  Mailboxes& mail_;
  wire::Socket subscriber_;
  wire::Socket publisher_;
  ActorLife life_ = ActorLife::kServing;
  Clock::time_point next_look_{};
};

}  // namespace corelogic::actors
