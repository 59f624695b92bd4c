// client_identity.cpp: who is on which connection. Over the network the door has found that out before a byte
// was read; in the local directory one is this machine's own, unless one speaks for a user by a token.
// Whatever cannot be told is nobody.  Side: control, the client actor's thread.
#include <spdlog/spdlog.h>

#include <algorithm>

#include "controller/access/local_user.h"
#include "controller/access/permit.h"
#include "controller/access/things.h"
#include "controller/actors/client_actor.h"

namespace corelogic::actors {
namespace {

using access::Identity;
using vocabulary::Refusal;
using vocabulary::RefusalCode;

std::shared_ptr<const Identity> nobody() {
  static const auto kNobody = std::make_shared<const Identity>();
  return kNobody;
}
std::shared_ptr<const Identity> somebody(const access::User& user, std::string transport) {
  return std::make_shared<const Identity>(access::identity_of(user, std::move(transport)));
}

Refusal denied(const std::string& subject, const std::string& sentence) {
  return {RefusalCode::kDenied, subject, sentence};
}

}  // namespace

void ClientActor::recognise(Peer& peer, const wire::Message& message) {
  if (message.door == kLocalDoor) {
    const bool for_users = peer.by_token || name_of(message.peer).starts_with(kGuest);
    if (!peer.who) peer.who = for_users ? nobody() : this_machine(message.address);
    return;
  }
  peer.connection = wire::Connection(message);
  if (peer.who && peer.key == message.user) return;
  end_session(peer);  // a name at the ROUTER may be given to another connection
  peer.key = message.user;
  const access::User* user = roster_->find_key(peer.key);
  const auto others = std::count_if(peers_.begin(), peers_.end(), [&](const auto& other) {
    return &other.second != &peer && other.second.key == peer.key;
  });
  const bool welcome = user != nullptr && static_cast<std::size_t>(others) < kMostPeersOfOne;
  peer.who = welcome ? somebody(*user, "tcp") : nobody();
}

/// One for each user of the system: the system's list of users is asked once for each.
std::shared_ptr<const Identity> ClientActor::this_machine(const std::string& address) {
  // "localhost:user:group:process"; the process is another each time.
  auto& known = locals_[address.substr(0, address.rfind(':'))];
  if (!known) known = std::make_shared<const Identity>(access::local_admin(access::local_user(address)));
  return known;
}

std::optional<Refusal> ClientActor::introduce(Peer& peer, const Origin& origin,
                                              const messages::Hello& hello) {
  if (hello.token.empty()) return unknown_peer(peer);
  const bool guest = name_of(origin.peer).starts_with(kGuest);
  if (origin.door == kLocalDoor) {
    if (asks_in_turns(origin.peer) && !guest)
      return Refusal{
          RefusalCode::kInvalid, "hello.token",
          "A REQ that speaks for a user needs a name (ZMQ_ROUTING_ID) that begins with \"guest\"; or "
          "use a DEALER."};
    // From here on this connection is not this machine's own, even if the token is wrong.
    peer.by_token = true;
    peer.who = nobody();
    peer.way_back = origin;
  }
  const access::User* user = roster_->find_token(hello.token);
  if (user == nullptr) {
    end_session(peer);
    turned_away(*peer.who, {}, "hello: unknown token");
    return denied("hello.token", "This token is not known, or it was revoked; ask for a new invitation.");
  }
  if (origin.door != kLocalDoor && user->entry.user != peer.who->user)
    return denied(
        "hello.token",
        "Over the network the key of the connection says who you are, and it is not this token's user.");
  if (origin.door == kLocalDoor) {
    peer.who = somebody(*user, "ipc");
    peer.token_hash = user->token_hash;
  }
  mail_.store.post(Seen{user->entry.user});
  return std::nullopt;
}

std::optional<Refusal> ClientActor::unknown_peer(const Peer& peer) const {
  if (peer.who && peer.who->role != access::Role::kUnspecified) return std::nullopt;
  if (!peer.key.empty())
    return denied("connection", "The key of this connection is not on the access list any more, or it has " +
                                    std::to_string(kMostPeersOfOne) + " connections already.");
  return denied("hello.token", "This connection speaks for users; say hello with a token first.");
}

bool ClientActor::may_be_large(const Peer& peer, const messages::Request& request) const {
  const auto* command = std::get_if<messages::Command>(&request.body);
  return command != nullptr && access::may_send_much(*peer.who) &&
         (std::holds_alternative<messages::ImportProject>(command->body) ||
          std::holds_alternative<messages::Batch>(command->body));
}

bool ClientActor::within_rate(const Peer& peer, double cost) {
  if (peer.key.empty()) return true;
  auto& rate = rates_.try_emplace(peer.key, kRequestsASecond, kRequestBurst, now_).first->second;
  return rate.take(cost, now_);
}

/// Within the same turn of the loop: nothing is served to whoever is not on the list any more.
void ClientActor::hear(const RosterKept& kept) {
  roster_ = kept.roster;
  std::erase_if(rates_, [&](const auto& rate) { return roster_->find_key(rate.first) == nullptr; });
  for (auto& [connection, peer] : peers_)
    if (!peer.key.empty() || !peer.token_hash.empty()) check_again(peer);
}

void ClientActor::check_again(Peer& peer) {
  const access::User* user = nullptr;
  for (const access::User& one : roster_->users())
    if (peer.key.empty() ? one.token_hash == peer.token_hash : one.entry.public_key == peer.key) user = &one;
  if (user == nullptr) {
    if (peer.who->role == access::Role::kUnspecified) return;
    spdlog::warn("client: {} is not on the access list any more", peer.who->user);
    peer.who = nobody();
    peer.token_hash.clear();
    peer.revoked = now_;
    if (!peer.session) return;
    const Origin origin = peer.session->origin;
    const bool told = peer.session->subscribes;
    end_session(peer);
    if (told)
      send(origin, {0, revision_, denied("access", "Your access was revoked; nothing more is told to you.")});
    return;
  }
  const auto now = somebody(*user, peer.who->transport);
  if (*now == *peer.who || peer.who->role == access::Role::kUnspecified) return;
  peer.who = now;
  if (!peer.session) return;
  Session& session = *peer.session;
  session.origin.who = now;
  session.view.reset();
  if (access::sees_own_mix_only(*now)) session.view.emplace(now->strips);
  session.outbox.clear();
  session.told = {};  // it is told the whole again, as it may see it now
  undelivered_ = true;
}

bool ClientActor::must_be_kept(Peer& peer) {
  if (!peer.by_token) return false;
  if (!peer.session) peer.who = nobody();                             // it says hello again, with its token
  if (name_of(peer.way_back.peer).starts_with(kGuest)) return false;  // its name says it
  if (now_ - peer.looked_for < kAliveEvery) return true;
  peer.looked_for = now_;
  const bool there = send(peer.way_back, {0, revision_, messages::Alive{}});
  return there || !line_->peer_was_gone(peer.way_back.door);
}

void ClientActor::turned_away(const Identity& who, messages::ClientId client, const std::string& label) {
  spdlog::warn("client: {} ({}) is turned away: {}", who.user.empty() ? "somebody" : who.user, who.transport,
               label);
  messages::AuditEntry entry;
  entry.user = access::signature(who);
  entry.client = client;
  entry.label = label;
  entry.transport = who.transport;
  mail_.store.post(TurnedAway{std::move(entry)});
}

void ClientActor::cut_down(Peer& peer, Answer& answer) {
  const Identity& who = answer.origin.identity();
  if (!access::sees_own_mix_only(who)) return;
  access::MixView alone(who.strips);
  access::MixView& view = peer.session && peer.session->view ? *peer.session->view : alone;
  if (auto* welcome = std::get_if<messages::Welcome>(&answer.reply.body)) {
    welcome->project = view.begin(welcome->project);
    std::erase_if(welcome->held, [&](const messages::Touched& one) {
      const access::Thing thing = access::thing_of_control(one.control);
      return thing.kind != access::Thing::Kind::kSend || !view.shows(messages::SendId{thing.id});
    });
  } else if (auto* project = std::get_if<messages::Project>(&answer.reply.body)) {
    *project = (answer.origin.fills_gap ? view : alone).begin(*project);
  }
}

}  // namespace corelogic::actors
