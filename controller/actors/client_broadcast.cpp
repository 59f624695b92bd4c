// client_broadcast.cpp: what ClientActor says unasked: changes, signs of life, starting over.  Side: control,
// the client actor's thread.
#include <spdlog/spdlog.h>

#include <optional>

#include "controller/actors/client_actor.h"

namespace corelogic::actors {
namespace {

/// Encodes once for all who want the same form.
class Copies {
 public:
  explicit Copies(messages::Reply reply) : reply_(std::move(reply)) {}
  const wire::Frame& in(wire::Encoding encoding) {
    auto& copy = encoding == wire::Encoding::kJson ? json_ : capnp_;
    if (!copy) copy = wire::encode(reply_, encoding);
    return *copy;
  }

 private:
  messages::Reply reply_;
  std::optional<wire::Frame> json_;
  std::optional<wire::Frame> capnp_;
};

}  // namespace

bool ClientActor::send(const Origin& origin, const messages::Reply& reply) {
  return line_->send({origin.peer, wire::encode(reply, origin.encoding), {}, origin.door});
}

bool ClientActor::say_copy(const Origin& origin, const wire::Frame& frame) {
  return line_->send({origin.peer, frame, {}, origin.door});
}

void ClientActor::hear(const Happened& happened) {
  revision_ = happened.set->revision;
  Copies copies({0, revision_, *happened.set});
  for (auto& [connection, peer] : peers_) {
    if (!peer.session || !peer.session->hears_changes()) continue;
    Session& session = *peer.session;
    if (session.told.epoch != revision_.epoch || session.told.number >= revision_.number) continue;
    session.told = revision_;
    const auto set = session.view
                         ? std::make_shared<const messages::ChangeSet>(session.view->next(*happened.set))
                         : happened.set;
    const auto say = [&] {
      return session.view ? send(session.origin, {0, revision_, *set})
                          : say_copy(session.origin, copies.in(session.origin.encoding));
    };
    const bool straight = session.outbox.empty() && !session.outbox.gap() && !session.project_asked && say();
    if (straight) continue;
    session.outbox.add(set);
    undelivered_ = true;
  }
}

void ClientActor::hear(const StartedOver& over) {
  revision_ = over.revision;
  Copies copies({0, revision_, messages::Reset{*over.project}});
  for (auto& [connection, peer] : peers_) {
    if (!peer.session || !peer.session->hears_changes()) continue;
    Session& session = *peer.session;
    session.outbox.clear();
    session.told = revision_;
    const bool sent = session.view ? send(session.origin,
                                          {0, revision_, messages::Reset{session.view->begin(*over.project)}})
                                   : say_copy(session.origin, copies.in(session.origin.encoding));
    if (sent) continue;
    session.told = {};  // asks for the whole once it reads again
    undelivered_ = true;
  }
}

void ClientActor::deliver_all() {
  undelivered_ = false;
  for (auto& [connection, peer] : peers_) {
    if (!peer.session || !peer.session->hears_changes()) continue;
    Session& session = *peer.session;
    deliver(session);
    const bool lost = session.outbox.gap() || session.told.epoch == 0;
    // A sign of life goes through first: a project for somebody who does not read would be made in vain.
    if (lost && !session.project_asked && send(session.origin, {0, revision_, messages::Alive{}})) {
      Asked asked{session.origin, {}};
      asked.origin.fills_gap = true;
      asked.request.body = messages::GetProject{};
      session.project_asked = mail_.project.post(std::move(asked));
      if (session.project_asked) ++peer.at_once;
    }
    undelivered_ = undelivered_ || !session.outbox.empty() || lost;
  }
}

void ClientActor::deliver(Session& session) {
  while (!session.outbox.empty()) {
    const bool sent = std::visit(Overloaded{[&](const Outbox::Set& set) {
                                              return send(session.origin, {0, set->revision, *set});
                                            },
                                            [&](const Outbox::Hand& hand) {
                                              return send(session.origin, {0, revision_, *hand});
                                            }},
                                 session.outbox.front());
    if (!sent) return;
    session.outbox.pop();
  }
}

void ClientActor::tick() {
  next_tick_ = now_ + kAliveEvery;
  Copies alive({0, revision_, messages::Alive{}});
  for (auto& [connection, peer] : peers_)
    if (peer.session && peer.session->hears_changes())
      say_copy(peer.session->origin, alive.in(peer.session->origin.encoding));
}

void ClientActor::end_silent_sessions() {
  next_look_ = now_ + kLookEvery;
  for (auto at = peers_.begin(); at != peers_.end();) {
    Peer& peer = at->second;
    // Not at once: what it is told about it has to be on its way.
    if (peer.revoked && now_ - *peer.revoked >= kLookEvery) {
      peer.connection.end();
      peer.revoked.reset();
    }
    const bool silent = now_ - peer.heard > kSessionEnds;
    if (silent && peer.session) {
      spdlog::info("client: \"{}\" is gone at revision {}.{}", peer.session->name, revision_.epoch,
                   revision_.number);
      end_session(peer);
    }
    if (silent && peer.at_once == 0 && !must_be_kept(peer))
      at = peers_.erase(at);
    else
      ++at;
  }
}

}  // namespace corelogic::actors
