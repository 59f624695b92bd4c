// client_actor.h: the door to the outside.
//
// Owns:  the ROUTER at wire::control_endpoint(), connections, sessions, their outboxes.
// Hears: requests in either encoding; ClientMail: answers, what happened, starting over, the access list.
// Says:  Asked to ProjectActor (which gives exactly one Answer each), and whose last session is over;
// replies, and to
//        subscribers every change and touch in order, a sign of life a second, and the whole project on a new
//        epoch or after a gap, with what is held behind it.
//
// It refuses what is no request, too large, too much at once or too fast; it ends a session that has been
// silent for 3 s, and refuses a heartbeat of whoever has none. It knows nothing of projects. One subscriber
// costs at most its outbox and the queue of its connection; whoever does not read is given the whole project
// later instead of all that happened.
// Side: control, its own thread.
#pragma once

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "controller/actors/client_line.h"
#include "controller/actors/client_session.h"
#include "controller/actors/mail.h"
#include "schema/wire/socket.h"

namespace corelogic::actors {

class ClientActor {
 public:
  ClientActor(Mailboxes&, std::unique_ptr<ClientLine>);
  /// Requires: a ROUTER whose largest message is wire::kMostRequestBytes.
  ClientActor(Mailboxes& mail, wire::Socket router)
      : ClientActor(mail, std::make_unique<RouterLine>(only(std::move(router)))) {}

  bool post(ClientMail mail) { return mail_.clients.post(std::move(mail)); }
  void run();
  /// One turn of run() without the wait: everything that has come by `now`.
  void turn(Clock::time_point now);

 private:
  using Peers = std::unordered_map<std::string, Peer>;

  void hear(Answer&&);
  void hear(const Happened&);
  void hear(const StartedOver&);
  void hear(const HandMoved&);
  void hear(const RosterKept&);

  bool listen();
  void receive(wire::Message&&);
  void serve(Peer&, Asked&&);
  void greet(Peer&, const Asked&, const messages::Hello&);
  [[nodiscard]] static std::optional<vocabulary::Refusal> cannot_touch(const Peer&, const messages::Request&);
  [[nodiscard]] messages::Clients clients() const;
  void complete(messages::Status&) const;
  void end_session(Peer&);
  void pass_on(Peer&, Asked&&);
  void refuse(Peer&, const Origin&, std::uint64_t sequence, vocabulary::Refusal);
  /// Null when there are too many connections.
  [[nodiscard]] Peer* peer_of(const Origin&);

  // Who is who (client_identity.cpp).
  /// By the connection it came on, never by what it says.
  void recognise(Peer&, const wire::Message&);
  [[nodiscard]] std::shared_ptr<const access::Identity> this_machine(const std::string& address);
  /// A hello says for whom it speaks. A refusal: it is not so.
  [[nodiscard]] std::optional<vocabulary::Refusal> introduce(Peer&, const Origin&, const messages::Hello&);
  [[nodiscard]] std::optional<vocabulary::Refusal> unknown_peer(const Peer&) const;
  [[nodiscard]] bool may_be_large(const Peer&, const messages::Request&) const;
  /// False: this user asks too much, over all connections.
  [[nodiscard]] bool within_rate(const Peer&, double cost);
  void check_again(Peer&);
  /// Keeps in mind a silent connection that speaks for users, for as long as it is there.
  [[nodiscard]] bool must_be_kept(Peer&);
  void turned_away(const access::Identity&, messages::ClientId, const std::string& label);
  /// What a musician is answered.
  void cut_down(Peer&, Answer&);
  [[nodiscard]] std::size_t sessions() const;

  /// The answer holds the whole project; if the queue does not take it, it is made again later.
  void tell_whole(Session&, const Answer&);
  /// Everything that is held, behind the whole project.
  void tell_held(Session&);
  void deliver(Session&);
  void deliver_all();
  void tick();
  void end_silent_sessions();
  bool send(const Origin&, const messages::Reply&);
  bool say_copy(const Origin&, const wire::Frame&);

  Mailboxes& mail_;
  std::unique_ptr<ClientLine> line_;
  ActorLife life_ = ActorLife::kServing;
  Peers peers_;
  vocabulary::Revision revision_;        ///< the newest heard of
  std::vector<messages::Touched> held_;  ///< as last heard
  std::shared_ptr<const access::Roster> roster_ = std::make_shared<const access::Roster>();
  std::unordered_map<std::string, TokenBucket> rates_;  ///< of users over the network
  std::unordered_map<std::string, std::shared_ptr<const access::Identity>> locals_;  ///< by user and group
  Clock::time_point now_{};
  Clock::time_point next_tick_{};
  Clock::time_point next_look_{};
  bool undelivered_ = false;
  bool more_ = false;
};

}  // namespace corelogic::actors
