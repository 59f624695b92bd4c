// access_attack_test.cpp: whoever has no key, the wrong one, another protocol, too much or nothing to say.
// None comes in, and those who may are served meanwhile.
#include <fcntl.h>
#include <poll.h>

#include <array>

#include "schema/wire/limits.h"
#include "tests/contract/access_house.h"

namespace corelogic::contract {
namespace {

using m::Role;
using vocabulary::RefusalCode;

/// A bare TCP connection.
class Stranger {
 public:
  explicit Stranger(int port) : fd_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    EXPECT_EQ(::connect(fd_, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
  }
  ~Stranger() { ::close(fd_); }
  Stranger(const Stranger&) = delete;
  void say(const std::string& text) { (void)::send(fd_, text.data(), text.size(), MSG_NOSIGNAL); }
  /// True once the other side has closed.
  bool is_closed(Milliseconds deadline) {
    const auto end = std::chrono::steady_clock::now() + deadline;
    std::array<char, 4096> bytes{};
    for (;;) {
      const auto left = std::chrono::ceil<Milliseconds>(end - std::chrono::steady_clock::now());
      pollfd one{fd_, POLLIN, 0};
      if (left <= 0ms || ::poll(&one, 1, static_cast<int>(left.count())) <= 0) return false;
      if (::recv(fd_, bytes.data(), bytes.size(), 0) <= 0) return true;
    }
  }

 private:
  int fd_;
};

class AttackTest : public AccessTest {
 protected:
  AttackTest() : friend_(by_key("friend", Role::kMixer)) {}
  void expect_served() {
    EXPECT_TRUE(is_done(friend_->command(m::SetVolume{guitar_, {-3}}).value_or(Reply{})));
  }
  /// No answer within a second is what a refused connection hears.
  void expect_unheard(Caller& caller) {
    EXPECT_FALSE(caller.ask(m::GetStatus{}, 0, 1s));
    expect_served();
  }
  std::unique_ptr<Caller> friend_;
};

TEST_F(AttackTest, AKeyThatIsNotOnTheList) {
  Caller caller(network(), server_key_, wire::make_key_pair());
  expect_unheard(caller);
  EXPECT_TRUE(controller_.process().says("is not on the access list"));
  EXPECT_TRUE(support::eventually([&] {
    for (const auto& row : audit(""))
      if (row.label.find("is not on the access list") != std::string::npos) return true;
    return false;
  }));
}

TEST_F(AttackTest, NoCurveAtAll) {
  Caller caller(network(), "", {});
  expect_unheard(caller);
  EXPECT_TRUE(controller_.process().says("did not come about"));
}

TEST_F(AttackTest, TheKeyOfAnotherServer) {
  Caller caller(network(), wire::make_key_pair().public_key, wire::make_key_pair());
  expect_unheard(caller);
}

/// A pair whose public half is a friend's, without the secret one.
TEST_F(AttackTest, AStolenPublicKey) {
  const wire::KeyPair victim = wire::make_key_pair();
  (void)let_in("victim", Role::kAdmin, {}, victim.public_key);
  Caller caller(network(), server_key_, {victim.public_key, wire::make_key_pair().secret_key});
  expect_unheard(caller);
}

TEST_F(AttackTest, PlaintextAndOtherProtocols) {
  Stranger http(port_);
  http.say("GET / HTTP/1.1\r\nHost: studio\r\n\r\n");
  Stranger json(port_);
  json.say("{\"command\":{\"removeTrack\":{\"track\":2}}}");
  EXPECT_TRUE(http.is_closed(6s));
  EXPECT_TRUE(json.is_closed(6s));
  expect_served();
}

/// HANDSHAKE_IVL is 2 s.
TEST_F(AttackTest, ManyWhoSayNothing) {
  std::vector<std::unique_ptr<Stranger>> strangers;
  for (int i = 0; i < 100; ++i) strangers.push_back(std::make_unique<Stranger>(port_));
  expect_served();
  for (auto& one : strangers) EXPECT_TRUE(one->is_closed(10s));
  expect_served();
}

/// 512 connections in all, each of somebody who may come in. Whoever is in is served; whoever comes then has
/// to wait until there is room. (Strangers cannot fill the door: they come at most 100 at a time, and have 2
/// s.)
TEST_F(AttackTest, MoreConnectionsThanTheDoorHolds) {
  wire::Context context;
  std::vector<wire::Socket> lines;
  for (int user = 0; user < 17; ++user) {
    const wire::KeyPair keys = wire::make_key_pair();
    (void)let_in("user " + std::to_string(user), Role::kMixer, {}, keys.public_key);
    wire::SocketLimits limits;
    limits.curve = {keys.public_key, keys.secret_key, server_key_, {}};
    for (int i = 0; i < 31; ++i) {
      auto line = wire::Socket::connect(context, wire::SocketKind::kDealer, network(), limits);
      ASSERT_TRUE(line) << line.refusal().sentence;
      lines.push_back(std::move(*line));
    }
  }
  const auto was_full = [&] {
    for (const auto& row : audit(""))
      if (row.label.find("too many connections already") != std::string::npos) return true;
    return false;
  };
  EXPECT_TRUE(support::eventually(was_full, 60s));
  expect_served();
  lines.clear();
  const wire::KeyPair keys = wire::make_key_pair();
  (void)let_in("late", Role::kMixer, {}, keys.public_key);
  EXPECT_TRUE(support::eventually(
      [&] {
        Caller late(network(), server_key_, keys);
        return is_done(late.ask(m::Command{m::SetVolume{guitar_, {-4}}}, 0, 1s).value_or(Reply{}));
      },
      30s));
}

/// 32 connections of one user.
TEST_F(AttackTest, OneUserOnMoreConnectionsThanHandsHold) {
  const wire::KeyPair keys = wire::make_key_pair();
  (void)let_in("many", Role::kMixer, {}, keys.public_key);
  std::vector<std::unique_ptr<Caller>> lines;
  for (int i = 0; i < 32; ++i) {
    lines.push_back(std::make_unique<Caller>(network(), server_key_, keys));
    EXPECT_EQ(code_of(lines.back()->ask(m::GetStatus{})), RefusalCode::kUnspecified) << i;
  }
  Caller last(network(), server_key_, keys);
  const auto reply = last.ask(m::GetStatus{});
  ASSERT_EQ(code_of(reply), RefusalCode::kDenied);
  EXPECT_NE(sentence_of(*reply).find("32 connections already"), std::string::npos) << sentence_of(*reply);
  expect_served();
}

TEST_F(AttackTest, MoreThanAMixerMaySay) {
  m::Batch batch;
  for (int i = 0; i < 1000; ++i)
    batch.commands.push_back({m::SetLook{guitar_, "", "", std::string(100, 'x')}});
  const auto reply = friend_->command(batch);
  EXPECT_EQ(code_of(reply), RefusalCode::kInvalid);
  auto editor = by_key("editor", Role::kEditor);
  const auto taken = editor->command(batch);
  ASSERT_TRUE(taken);
  EXPECT_TRUE(is_done(*taken)) << sentence_of(*taken);
}

TEST_F(AttackTest, MoreThanAnybodyMaySay) {
  auto editor = by_key("editor", Role::kEditor);
  ASSERT_TRUE(editor->hello());
  editor->send_raw(
      wire::Frame(wire::kMostRequestBytes + 1, std::byte{'{'}));  // in pieces: put together, dropped
  expect_served();
  EXPECT_TRUE(editor->ask(m::GetStatus{}));
  const wire::KeyPair keys = wire::make_key_pair();
  (void)let_in("large", Role::kAdmin, {}, keys.public_key);
  Caller large(network(), server_key_, keys, 0);  // one frame: cut off before it is kept
  ASSERT_TRUE(large.ask(m::GetStatus{}));
  large.send_raw(wire::Frame(100'000, std::byte{' '}));
  EXPECT_FALSE(large.hear(500ms)) << "a frame that was read whole would have been refused with a sentence";
  expect_served();
}

TEST_F(AttackTest, AUserWhoCallsOneselfAnother) {
  const m::Invitation boss = let_in("boss", Role::kAdmin);
  m::Hello hello;
  hello.name = "boss";
  hello.token = boss.token;
  EXPECT_EQ(code_of(friend_->ask(hello)), RefusalCode::kDenied);
  EXPECT_EQ(code_of(friend_->ask(m::GetAccess{})), RefusalCode::kDenied);
}

/// Meters of the whole desk are no musician's, and a revoked key hears no more of them.
TEST_F(AttackTest, WhoMayNotSeeMeters) {
  const wire::KeyPair musician = wire::make_key_pair();
  const wire::KeyPair mixer = wire::make_key_pair();
  (void)let_in("musician", Role::kMusician, {mine_}, musician.public_key);
  (void)let_in("mixer", Role::kMixer, {}, mixer.public_key);
  const std::string telemetry = "tcp://127.0.0.1:" + std::to_string(port_ + 1);
  wire::Context context;
  const auto listen = [&](const wire::KeyPair& keys) {
    wire::SocketLimits limits;
    limits.curve = {keys.public_key, keys.secret_key, server_key_, {}};
    return wire::Socket::connect(context, wire::SocketKind::kSubscriber, telemetry, limits);
  };
  const auto one = listen(musician);
  EXPECT_TRUE(controller_.process().says("musician may not see the meters"));
  const auto other = listen(mixer);
  revoke("mixer");
  EXPECT_TRUE(controller_.process().says("turned away from telemetry: its key " + mixer.public_key));
  expect_served();
}

}  // namespace
}  // namespace corelogic::contract
