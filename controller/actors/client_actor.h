// client_actor.h: the door to the outside.
//
// Owns:  the ROUTER at wire::control_endpoint(), connections, sessions, their outboxes.
// Hears: requests in either encoding; ClientMail: answers, what happened, starting over.
// Says:  Asked to ProjectActor (which gives exactly one Answer each); replies, and to subscribers every
//        change in order, a sign of life a second, and the whole project on a new epoch or after a gap.
//
// It refuses what is no request, too large, too much at once or too fast; it ends a session that has been
// silent for 3 s, and refuses a heartbeat of whoever has none. It knows nothing of projects. One subscriber
// costs at most its outbox and the queue of its connection; whoever does not read is given the whole project
// later instead of all that happened.
// Side: control, its own thread.
#pragma once

#include <string>
#include <unordered_map>

#include "controller/actors/client_session.h"
#include "controller/actors/mail.h"
#include "schema/wire/socket.h"

namespace corelogic::actors {

class ClientActor {
 public:
  /// Requires: a ROUTER whose largest message is wire::kMostRequestBytes.
  ClientActor(Mailboxes&, wire::Socket router);

  bool post(ClientMail mail) { return mail_.clients.post(std::move(mail)); }
  void run();

 private:
  using Peers = std::unordered_map<std::string, Peer>;

  void hear(Answer&&);
  void hear(const Happened&);
  void hear(const StartedOver&);

  bool listen();
  void receive(wire::Message&&);
  void serve(Peer&, Asked&&);
  void greet(Peer&, const Origin&, const messages::Hello&);
  void pass_on(Peer&, Asked&&);
  void refuse(Peer&, const Origin&, std::uint64_t sequence, vocabulary::Refusal);
  /// Null when there are too many connections.
  [[nodiscard]] Peer* peer_of(const wire::Frame& way_back);
  [[nodiscard]] std::size_t sessions() const;

  /// The answer holds the whole project; if the queue does not take it, it is made again later.
  void tell_whole(Session&, const Answer&);
  void deliver(Session&);
  void deliver_all();
  void tick();
  bool send(const Origin&, const messages::Reply&);

  Mailboxes& mail_;
  wire::Socket router_;
  ActorLife life_ = ActorLife::kServing;
  Peers peers_;
  vocabulary::Revision revision_;  ///< the newest heard of
  Clock::time_point next_tick_{};
  bool undelivered_ = false;
};

}  // namespace corelogic::actors
