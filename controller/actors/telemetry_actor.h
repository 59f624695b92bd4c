// telemetry_actor.h: meters from the engine to everybody.
//
// Owns:  a SUB at wire::engine_telemetry_endpoint(), the PUB at wire::telemetry_endpoint() and, when asked,
//        one behind CURVE for the network.
// Hears: frames; TelemetryMail: to let go of whoever listens over the network.
// Says:  the same frames, unread; CostsMeasured to ProjectActor, from the one in a second that tells costs. A
//        subscriber that does not keep up misses some; frames carry numbers.
// Side: control, its own thread.
#pragma once

#include <functional>
#include <optional>

#include "controller/actors/mail.h"
#include "schema/wire/socket.h"

namespace corelogic::actors {

class TelemetryActor {
 public:
  /// Makes the network's PUB, now and whenever its listeners are let go of.
  using Maker = std::function<vocabulary::Result<wire::Socket>()>;

  TelemetryActor(Mailboxes&, wire::Socket subscriber, wire::Socket publisher);
  void open_to_network(wire::Socket publisher, Maker again);

  bool post(TelemetryMail mail) { return mail_.telemetry.post(mail); }
  void run();

 private:
  void look_for_costs(const wire::Frame&);
  void open_again();

  Mailboxes& mail_;
  wire::Socket subscriber_;
  wire::Socket publisher_;
  std::optional<wire::Socket> network_;
  Maker again_;
  bool closed_ = false;  ///< the network's is to be made again
  ActorLife life_ = ActorLife::kServing;
  Clock::time_point next_look_{};
};

}  // namespace corelogic::actors
