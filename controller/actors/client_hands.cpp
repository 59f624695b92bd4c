// client_hands.cpp: what ClientActor knows of hands: who is here, who holds what, and that whoever is gone
// lets go. Side: control, the client actor's thread.
#include <algorithm>

#include "controller/access/things.h"
#include "controller/actors/client_actor.h"

namespace corelogic::actors {
namespace {

bool shows(const access::MixView& view, const messages::Touched& touched) {
  const access::Thing thing = access::thing_of_control(touched.control);
  return thing.kind == access::Thing::Kind::kSend && view.shows(messages::SendId{thing.id});
}

}  // namespace

using messages::Touched;
using vocabulary::Refusal;
using vocabulary::RefusalCode;

void ClientActor::hear(const HandMoved& moved) {
  std::erase_if(held_, [&](const Touched& one) { return one.control == moved.touched.control; });
  if (moved.touched.held) held_.push_back(moved.touched);
  const auto hand = std::make_shared<const Touched>(moved.touched);
  for (auto& [connection, peer] : peers_) {
    if (!peer.session || !peer.session->hears_changes()) continue;
    Session& session = *peer.session;
    if (session.view && !shows(*session.view, moved.touched)) continue;
    const bool straight = session.outbox.empty() && !session.outbox.gap() && !session.project_asked &&
                          send(session.origin, {0, revision_, moved.touched});
    if (straight) continue;
    session.outbox.add(hand);
    undelivered_ = true;
  }
}

void ClientActor::tell_held(Session& session) {
  for (const Touched& one : held_)
    if (!session.view || shows(*session.view, one)) session.outbox.add(std::make_shared<const Touched>(one));
  undelivered_ = undelivered_ || !session.outbox.empty();
}

std::optional<Refusal> ClientActor::cannot_touch(const Peer& peer, const messages::Request& request) {
  if (!peer.session)
    return Refusal{RefusalCode::kNotFound, "session",
                   "Only who has said hello and keeps its heartbeat can hold a control; say hello first."};
  if (peer.session->client != request.client)
    return Refusal{RefusalCode::kInvalid, "client",
                   "A touch is made by the client that said hello on this connection, not for another."};
  return std::nullopt;
}

messages::Clients ClientActor::clients() const {
  messages::Clients all;
  for (const auto& [connection, peer] : peers_) {
    if (!peer.session) continue;
    messages::ClientEntry entry{
        peer.session->client, peer.session->name, access::signature(*peer.who), peer.who->role, {},
        peer.who->transport};
    for (const Touched& one : held_)
      if (one.client == entry.client && entry.client.valid()) entry.held.push_back(one.control);
    all.clients.push_back(std::move(entry));
  }
  std::sort(all.clients.begin(), all.clients.end(), [](const auto& a, const auto& b) {
    return std::tie(a.name, a.client) < std::tie(b.name, b.client);
  });
  return all;
}

void ClientActor::end_session(Peer& peer) {
  if (!peer.session) return;
  const messages::ClientId client = peer.session->client;
  peer.session.reset();
  const bool elsewhere = std::any_of(peers_.begin(), peers_.end(), [&](const auto& other) {
    return other.second.session && other.second.session->client == client;
  });
  if (client.valid() && !elsewhere) mail_.project.post(SessionEnded{client});
}

}  // namespace corelogic::actors
