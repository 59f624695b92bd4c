// door_actor.h: who may connect over the network at all.
//
// Owns:  the ZAP handler of the process, and the monitors of the sockets behind CURVE.
// Hears: knocks, what became of connections; DoorMail: the access list.
// Says:  yes or no to libzmq; TurnedAway to StoreActor; why somebody was refused, to the log.
//
// A key that is not on the list does not come in; whoever watches meters must see the whole desk. libzmq asks
// once, when a connection is made: that a key is revoked later is ClientActor's and TelemetryActor's part.
// Side: control, its own thread.
#pragma once

#include <memory>
#include <vector>

#include "controller/actors/mail.h"
#include "controller/actors/token_bucket.h"
#include "schema/wire/doorway.h"

namespace corelogic::actors {

/// What Curve::domain says of the two sockets.
inline constexpr const char* kControlDomain = "control";
inline constexpr const char* kTelemetryDomain = "telemetry";
/// Connections over the network, before and after their handshake.
inline constexpr long kMostNetworkPeers = 512;

class DoorActor {
 public:
  DoorActor(Mailboxes&, wire::Doorway, std::vector<wire::DoorWatch>);

  bool post(DoorMail mail) { return mail_.door.post(std::move(mail)); }
  void run();

 private:
  void judge(const wire::Knock&);
  void hear(const wire::DoorNews&);
  void turn_away(const wire::Knock&, const std::string& why);

  Mailboxes& mail_;
  wire::Doorway doorway_;
  std::vector<wire::DoorWatch> watches_;
  std::shared_ptr<const access::Roster> roster_ = std::make_shared<const access::Roster>();
  TokenBucket lines_;  ///< of the log
  long here_ = 0;
  ActorLife life_ = ActorLife::kServing;
};

}  // namespace corelogic::actors
