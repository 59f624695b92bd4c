// door_actor_test.cpp: who comes in through CURVE, by the access list alone; the test is ClientActor and
// StoreActor.
#include "controller/actors/door_actor.h"

#include <gmock/gmock.h>
#include <spdlog/spdlog.h>

#include <map>
#include <thread>

#include "schema/wire/curve.h"
#include "tests/support/process.h"

namespace corelogic::actors {
namespace {

using namespace std::chrono_literals;
using access::Role;
using ::testing::HasSubstr;

/// Two doors as the controller has them, on free ports of this machine.
class DoorActorTest : public ::testing::Test {
 protected:
  DoorActorTest() {
    spdlog::set_level(spdlog::level::off);
    auto doorway = wire::Doorway::open(context_);
    EXPECT_TRUE(doorway);
    control_.emplace(bind(wire::SocketKind::kRouter, kControlDomain, 31'000));
    telemetry_.emplace(bind(wire::SocketKind::kPublisher, kTelemetryDomain, 36'000));
    auto watch = wire::DoorWatch::open(context_, *control_, "control");
    EXPECT_TRUE(watch);
    std::vector<wire::DoorWatch> watches;
    watches.push_back(std::move(*watch));
    door_.emplace(mail_, std::move(*doorway), std::move(watches));
    thread_ = std::thread([this] { door_->run(); });
  }
  ~DoorActorTest() override {
    mail_.door.post(EndOfWork{});
    thread_.join();
  }

  wire::Socket bind(wire::SocketKind kind, const std::string& domain, int port) {
    wire::SocketLimits limits;
    limits.curve = {server_.public_key, server_.secret_key, {}, domain};
    for (;; ++port) {
      endpoints_[domain] = "tcp://127.0.0.1:" + std::to_string(port);
      if (auto socket = wire::Socket::bind(context_, kind, endpoints_[domain], limits))
        return std::move(*socket);
    }
  }
  void let_in(const std::string& user, Role role, const wire::KeyPair& keys) {
    access::User one;
    one.entry.user = user;
    one.entry.role = role;
    one.entry.public_key = keys.public_key;
    users_.push_back(one);
    mail_.door.post(RosterKept{std::make_shared<const access::Roster>(users_)});
  }
  wire::Socket connect(wire::SocketKind kind, const std::string& domain, const wire::KeyPair& keys) {
    wire::SocketLimits limits;
    limits.curve = {keys.public_key, keys.secret_key, server_.public_key, {}};
    auto socket = wire::Socket::connect(outside_, kind, endpoints_[domain], limits);
    EXPECT_TRUE(socket);
    return std::move(*socket);
  }
  /// What StoreActor is told of this kind; nullopt after 10 s.
  template <class Mail>
  std::optional<Mail> stored() {
    std::optional<Mail> found;
    (void)support::eventually([&] {
      for (StoreMail& one : mail_.store.take())
        if (auto* mail = std::get_if<Mail>(&one); mail && !found) found = std::move(*mail);
      return found.has_value();
    });
    return found;
  }
  std::optional<wire::Message> received() {
    std::optional<wire::Message> message;
    (void)support::eventually([&] {
      message = control_->receive();
      return message.has_value();
    });
    return message;
  }

  const wire::KeyPair server_ = wire::make_key_pair();
  const wire::KeyPair keys_ = wire::make_key_pair();
  wire::Context context_;
  wire::Context outside_;
  std::map<std::string, std::string> endpoints_;
  Mailboxes mail_;
  std::vector<access::User> users_;
  std::optional<wire::Socket> control_, telemetry_;
  std::optional<DoorActor> door_;
  std::thread thread_;
};

TEST_F(DoorActorTest, LetsInAKeyOfTheListUnderThatKeyAndTellsThatItWasSeen) {
  let_in("anna", Role::kMixer, keys_);
  wire::Socket anna = connect(wire::SocketKind::kDealer, kControlDomain, keys_);
  ASSERT_TRUE(anna.send(wire::as_frame("hello")));
  const auto hello = received();
  ASSERT_TRUE(hello);
  EXPECT_EQ(hello->user, keys_.public_key);
  const auto seen = stored<Seen>();
  ASSERT_TRUE(seen);
  EXPECT_EQ(seen->user, "anna");
}

TEST_F(DoorActorTest, TurnsAwayAKeyThatIsNotOnTheListAndTellsTheAudit) {
  const wire::Socket stranger = connect(wire::SocketKind::kDealer, kControlDomain, keys_);
  const auto entry = stored<TurnedAway>();
  ASSERT_TRUE(entry);
  EXPECT_EQ(entry->entry.transport, "tcp");
  EXPECT_THAT(entry->entry.label, HasSubstr("connection to control from 127.0.0.1"));
  EXPECT_THAT(entry->entry.label, HasSubstr(keys_.public_key + " is not on the access list"));
}

TEST_F(DoorActorTest, ShowsAMusicianNoMetersOfTheWholeDesk) {
  let_in("singer", Role::kMusician, keys_);
  const wire::Socket meters = connect(wire::SocketKind::kSubscriber, kTelemetryDomain, keys_);
  const auto entry = stored<TurnedAway>();
  ASSERT_TRUE(entry);
  EXPECT_THAT(entry->entry.label, HasSubstr("singer may not see the meters"));
  wire::Socket control = connect(wire::SocketKind::kDealer, kControlDomain, keys_);
  ASSERT_TRUE(control.send(wire::as_frame("hello")));
  EXPECT_TRUE(received());
}

TEST_F(DoorActorTest, AsksTheListAsItIsWhenSomebodyComes) {
  const wire::Socket early = connect(wire::SocketKind::kDealer, kControlDomain, keys_);
  ASSERT_TRUE(stored<TurnedAway>());
  let_in("anna", Role::kMixer, keys_);
  const wire::Socket welcome = connect(wire::SocketKind::kDealer, kControlDomain, keys_);
  ASSERT_TRUE(stored<Seen>());
  mail_.door.post(RosterKept{std::make_shared<const access::Roster>()});
  const wire::Socket late = connect(wire::SocketKind::kDealer, kControlDomain, keys_);
  EXPECT_TRUE(stored<TurnedAway>());
}

}  // namespace
}  // namespace corelogic::actors
