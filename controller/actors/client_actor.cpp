// client_actor.cpp: requests in, answers out.  Side: control, the client actor's thread.
#include "controller/actors/client_actor.h"

#include <spdlog/spdlog.h>

#include "controller/access/permit.h"

namespace corelogic::actors {
namespace {

using messages::Reply;
using messages::Request;
using vocabulary::Refusal;
using vocabulary::RefusalCode;
using namespace std::chrono_literals;

constexpr std::size_t kMostPlainRequest = std::size_t{64} * 1024;
constexpr int kMostAtATime = 256;  // messages between two looks into the mailbox
constexpr auto kRetryDelivery = 10ms;
constexpr auto kIdle = 100ms;

Refusal busy(const std::string& sentence) {
  return {RefusalCode::kBusy, "client", sentence};
}

Refusal no_session() {
  return {RefusalCode::kNotFound, "session",
          "Nothing is told to you: you have not said hello, or you were silent or did not read for 3 s; say "
          "hello, and you get the whole project."};
}

/// The project that this actor asked for to fill a gap; not one that the client asked for itself.
messages::Project* whole_for(Answer& answer) {
  return answer.origin.fills_gap ? std::get_if<messages::Project>(&answer.reply.body) : nullptr;
}

}  // namespace

ClientActor::ClientActor(Mailboxes& mail, std::unique_ptr<ClientLine> line)
    : mail_(mail), line_(std::move(line)) {}

void ClientActor::run() {
  while (life_ == ActorLife::kServing) {
    line_->wait(mail_.clients.waker(), more_ ? 0ms : undelivered_ ? kRetryDelivery : kIdle);
    turn(Clock::now());
  }
  life_ = ActorLife::kEnded;
}

void ClientActor::turn(Clock::time_point now) {
  now_ = now;
  for (ClientMail& one : mail_.clients.take())
    std::visit(Overloaded{[this](EndOfWork&) { life_ = ActorLife::kEnding; },
                          [this](auto& other) { hear(std::move(other)); }},
               one);
  more_ = listen();
  if (undelivered_) deliver_all();
  if (now_ >= next_tick_) tick();
  if (now_ >= next_look_) end_silent_sessions();
}

bool ClientActor::listen() {
  for (int i = 0; i < kMostAtATime; ++i) {
    auto message = line_->receive();
    if (!message) return false;
    receive(std::move(*message));
  }
  return true;
}

void ClientActor::receive(wire::Message&& message) {
  const auto now = now_;
  Asked asked;
  asked.origin = {message.peer, wire::encoding_of(message.payload), message.door};
  Peer* peer = peer_of(asked.origin);
  if (peer == nullptr) return;
  peer->heard = now;
  recognise(*peer, message);
  asked.origin.who = peer->who;
  const double cost = 1.0 + static_cast<double>(message.payload.size()) / kMostPlainRequest;
  const bool too_fast = !peer->requests.take(cost, now) || !within_rate(*peer, cost);
  if (too_fast && !peer->refusals.take(1, now)) return;
  auto request = wire::decode_request(message.payload);
  if (!request) return refuse(*peer, asked.origin, wire::sequence_of(message.payload), request.refusal());
  asked.request = std::move(*request);
  const std::uint64_t sequence = asked.request.sequence;
  if (too_fast)
    return refuse(*peer, asked.origin, sequence,
                  busy("You send more than 4000 requests a second; send fewer, or put them into a batch."));
  if (message.payload.size() > kMostPlainRequest && !may_be_large(*peer, asked.request))
    return refuse(*peer, asked.origin, sequence,
                  {RefusalCode::kInvalid, "request",
                   "The request has " + std::to_string(message.payload.size()) +
                       " bytes; only an editor's import or batch may have more than 65536."});
  serve(*peer, std::move(asked));
}

void ClientActor::serve(Peer& peer, Asked&& asked) {
  Origin origin = asked.origin;
  const std::uint64_t sequence = asked.request.sequence;
  if (auto* hello = std::get_if<messages::Hello>(&asked.request.body)) {
    if (hello->protocol_version != messages::kProtocolVersion)
      return refuse(peer, origin, sequence,
                    {RefusalCode::kUnsupported, "hello.protocolVersion",
                     "This controller speaks protocol version " + std::to_string(messages::kProtocolVersion) +
                         ", not " + std::to_string(hello->protocol_version) + "."});
    if (hello->subscribe && asks_in_turns(origin.peer))
      return refuse(peer, origin, sequence,
                    {RefusalCode::kInvalid, "hello.subscribe",
                     "A REQ socket cannot be spoken to unasked; subscribe with a DEALER."});
    if (!peer.session && sessions() >= kMostSessions)
      return refuse(peer, origin, sequence,
                    busy("256 clients are here already; try again when one has left."));
    if (auto no = introduce(peer, origin, *hello)) return refuse(peer, origin, sequence, std::move(*no));
    origin.who = asked.origin.who = peer.who;
    if (access::sees_own_mix_only(*peer.who)) hello->resume = {};  // its view has to begin somewhere
    greet(peer, asked, *hello);
  } else if (auto no = unknown_peer(peer);
             no && !std::holds_alternative<messages::Heartbeat>(asked.request.body)) {
    return refuse(peer, origin, sequence, std::move(*no));
  }
  if (std::holds_alternative<messages::Goodbye>(asked.request.body)) {
    end_session(peer);
    if (peer.by_token) peer.who = std::make_shared<const access::Identity>();
    send(origin, {sequence, revision_, messages::Alive{}});
    return;
  }
  if (std::holds_alternative<messages::GetClients>(asked.request.body)) {
    if (auto seen = access::permit_sight(origin.identity(), asked.request); !seen)
      return refuse(peer, origin, sequence, seen.refusal());
    send(origin, {sequence, revision_, clients()});
    return;
  }
  if (std::holds_alternative<messages::Touch>(asked.request.body))
    if (auto no = cannot_touch(peer, asked.request)) return refuse(peer, origin, sequence, std::move(*no));
  if (std::holds_alternative<messages::Heartbeat>(asked.request.body)) {
    // Whoever was silent, or whose connection libzmq closed because it did not read, would wait for ever.
    if (!peer.session && !asks_in_turns(origin.peer)) return refuse(peer, origin, sequence, no_session());
    send(origin, {sequence, revision_, messages::Alive{}});
    return;
  }
  pass_on(peer, std::move(asked));
}

void ClientActor::greet(Peer& peer, const Asked& asked, const messages::Hello& hello) {
  if (peer.session && peer.session->client != asked.request.client) end_session(peer);
  peer.session.emplace();
  peer.session->client = asked.request.client;
  peer.session->name = hello.name;
  peer.session->origin = asked.origin;
  peer.session->subscribes = hello.subscribe;
  if (access::sees_own_mix_only(*peer.who)) peer.session->view.emplace(peer.who->strips);
  spdlog::info("client: \"{}\"{}{} says hello at revision {}.{}", hello.name,
               peer.who->user.empty() ? "" : " of ", peer.who->user, revision_.epoch, revision_.number);
}

void ClientActor::pass_on(Peer& peer, Asked&& asked) {
  const Origin origin = asked.origin;
  const std::uint64_t sequence = asked.request.sequence;
  if (peer.at_once >= kMostAtOnce)
    return refuse(peer, origin, sequence,
                  busy("64 requests of yours wait already; wait for an answer first."));
  if (!mail_.project.post(std::move(asked)))
    return refuse(peer, origin, sequence, busy("The controller has too much to do; try again in a moment."));
  ++peer.at_once;
}

void ClientActor::refuse(Peer&, const Origin& origin, std::uint64_t sequence, Refusal refusal) {
  send(origin, {sequence, revision_, std::move(refusal)});
}

Peer* ClientActor::peer_of(const Origin& origin) {
  const std::string connection = connection_of(origin);
  const auto known = peers_.find(connection);
  if (known != peers_.end()) return &known->second;
  if (peers_.size() >= kMostPeers) return nullptr;
  return &peers_.emplace(connection, Peer(now_)).first->second;
}

std::size_t ClientActor::sessions() const {
  std::size_t count = 0;
  for (const auto& [connection, peer] : peers_) count += peer.session ? 1 : 0;
  return count;
}

void ClientActor::hear(Answer&& answer) {
  const auto known = peers_.find(connection_of(answer.origin));
  if (known == peers_.end()) return;
  Peer& peer = known->second;
  if (peer.at_once > 0) --peer.at_once;
  if (auto* status = std::get_if<messages::Status>(&answer.reply.body)) complete(*status);
  if (auto* welcome = std::get_if<messages::Welcome>(&answer.reply.body)) welcome->held = held_;
  cut_down(peer, answer);
  const bool waited_for = peer.session && peer.session->project_asked;
  if (answer.origin.fills_gap && !waited_for) return;  // it said hello anew meanwhile, or is gone
  if (!peer.session) {
    send(answer.origin, answer.reply);
    return;
  }
  Session& session = *peer.session;
  if (std::holds_alternative<messages::Welcome>(answer.reply.body)) {
    session.welcomed = true;
    // Nothing has happened yet in this life: signs of life say where it stands.
    if (revision_.epoch == 0) revision_ = answer.reply.revision;
    tell_whole(session, answer);
  } else if (auto* project = whole_for(answer)) {
    session.project_asked = false;
    answer.reply.body = messages::Reset{std::move(*project)};
    answer.origin = session.origin;
    tell_whole(session, answer);
    if (session.told.epoch != 0) tell_held(session);
  } else {
    send(answer.origin, answer.reply);
  }
}

void ClientActor::complete(messages::Status& status) const {
  for (const auto& [connection, peer] : peers_) {
    if (!peer.session) continue;
    ++status.clients;
    if (!peer.session->subscribes) continue;
    ++status.subscribers;
    status.queued_changes += static_cast<std::uint32_t>(peer.session->outbox.size());
  }
}

void ClientActor::tell_whole(Session& session, const Answer& answer) {
  session.outbox.clear();
  const bool told = send(answer.origin, answer.reply);
  session.told = told ? answer.reply.revision : vocabulary::Revision{};  // nothing: it is asked for again
  undelivered_ = undelivered_ || !told;
}

}  // namespace corelogic::actors
