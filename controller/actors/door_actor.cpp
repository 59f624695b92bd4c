// door_actor.cpp: a key, a user, a yes or a no.  Side: control, its own thread.
#include "controller/actors/door_actor.h"

#include <spdlog/spdlog.h>

namespace corelogic::actors {
namespace {

constexpr auto kIdle = std::chrono::milliseconds(1000);
constexpr double kLinesASecond = 5;
constexpr double kLineBurst = 50;

}  // namespace

DoorActor::DoorActor(Mailboxes& mail, wire::Doorway doorway, std::vector<wire::DoorWatch> watches)
    : mail_(mail),
      doorway_(std::move(doorway)),
      watches_(std::move(watches)),
      lines_(kLinesASecond, kLineBurst, Clock::now()) {}

void DoorActor::run() {
  std::vector<wire::Socket*> sockets{&doorway_.socket()};
  for (wire::DoorWatch& watch : watches_) sockets.push_back(&watch.socket());
  while (life_ == ActorLife::kServing) {
    wire::wait(sockets, &mail_.door.waker(), kIdle);
    for (DoorMail& one : mail_.door.take())
      std::visit(Overloaded{[this](EndOfWork&) { life_ = ActorLife::kEnding; },
                            [this](RosterKept& kept) { roster_ = std::move(kept.roster); }},
                 one);
    for (wire::DoorWatch& watch : watches_)
      while (const auto news = watch.receive()) hear(*news);
    while (const auto knock = doorway_.receive()) judge(*knock);
  }
  life_ = ActorLife::kEnded;
}

void DoorActor::judge(const wire::Knock& knock) {
  if (knock.mechanism != "CURVE" || knock.public_key.empty()) return turn_away(knock, "it has no CURVE key");
  if (here_ > kMostNetworkPeers) return turn_away(knock, "there are too many connections already");
  const access::User* user = roster_->find_key(knock.public_key);
  if (user == nullptr) return turn_away(knock, "its key " + knock.public_key + " is not on the access list");
  const bool sees_all =
      user->entry.role != access::Role::kMusician && user->entry.role != access::Role::kUnspecified;
  if (knock.domain == kTelemetryDomain && !sees_all)
    return turn_away(knock, user->entry.user + " may not see the meters of the whole desk");
  if (knock.domain != kTelemetryDomain && knock.domain != kControlDomain)
    return turn_away(knock, "there is no door " + knock.domain);
  doorway_.welcome(knock, knock.public_key);
  if (knock.domain == kControlDomain) mail_.store.post(Seen{user->entry.user});
}

void DoorActor::turn_away(const wire::Knock& knock, const std::string& why) {
  doorway_.turn_away(knock, why);
  if (lines_.take(1, Clock::now()))
    spdlog::warn("door: {} is turned away from {}: {}", knock.address, knock.domain, why);
  messages::AuditEntry entry;
  entry.label = "connection to " + knock.domain + " from " + knock.address + ": " + why;
  entry.transport = "tcp";
  mail_.store.post(TurnedAway{std::move(entry)});
}

void DoorActor::hear(const wire::DoorNews& news) {
  if (news.event == wire::DoorEvent::kCame) ++here_;
  if (news.event == wire::DoorEvent::kWent && here_ > 0) --here_;
  if (news.event != wire::DoorEvent::kBroken) return;  // a refused key was told of by judge()
  if (lines_.take(1, Clock::now()))
    spdlog::warn("door: a connection to {} did not come about: {}", news.endpoint, news.why);
}

}  // namespace corelogic::actors
