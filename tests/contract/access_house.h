// access_house.h: a controller that is open to the network, users with a token and with a key, and clients
// who come in as one of them.  Side: test.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <memory>

#include "schema/wire/curve.h"
#include "tests/contract/running_controller.h"

namespace corelogic::contract {

namespace m = messages;

/// A port that is free now, with the one above it.
inline int free_port() {
  for (int port = 20000 + ::getpid() % 20000;; port += 2) {
    bool free = true;
    for (int i = 0; i < 2 && free; ++i) {
      const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
      sockaddr_in address{};
      address.sin_family = AF_INET;
      address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
      address.sin_port = htons(static_cast<std::uint16_t>(port + i));
      free = ::bind(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
      ::close(fd);
    }
    if (free) return port;
  }
}

/// Somebody at one of the doors.
class Caller {
 public:
  /// On this machine, for the user of `token`.
  Caller(const RunningController& controller, const std::string& token) : token_(token) {
    wire::SocketLimits limits;
    limits.max_message_bytes = -1;
    limits.name = "guest-" + wire::make_key_pair().public_key;
    open(controller.endpoint("control"), limits);
  }
  /// Over the network.
  Caller(const std::string& endpoint, const std::string& server_key, const wire::KeyPair& keys,
         std::size_t piece_bytes = wire::SocketLimits{}.piece_bytes) {
    wire::SocketLimits limits;
    limits.max_message_bytes = -1;
    limits.piece_bytes = piece_bytes;
    if (!server_key.empty()) limits.curve = {keys.public_key, keys.secret_key, server_key, {}};
    open(endpoint, limits);
  }

  void send(const Request& request) { socket_->send(wire::encode(request)); }
  void send_raw(const wire::Frame& frame) { socket_->send(frame); }
  std::optional<Reply> hear(Milliseconds deadline = 5s) {
    const auto end = std::chrono::steady_clock::now() + deadline;
    wire::Socket* const sockets[] = {&*socket_};
    for (;;) {
      if (auto message = socket_->receive())
        if (auto reply = wire::decode_reply(message->payload)) return *reply;
      const auto left = std::chrono::ceil<Milliseconds>(end - std::chrono::steady_clock::now());
      if (left <= 0ms || !wire::wait(sockets, nullptr, left)) return std::nullopt;
    }
  }
  /// nullopt: nobody answers.
  std::optional<Reply> ask(decltype(Request::body) body, std::uint64_t client = 0,
                           Milliseconds deadline = 5s) {
    Request request;
    request.client = m::ClientId{client != 0 ? client : id_};
    request.sequence = ++sequence_;
    request.body = std::move(body);
    send(request);
    const auto end = std::chrono::steady_clock::now() + deadline;
    while (std::chrono::steady_clock::now() < end) {
      auto reply = hear(deadline);
      if (!reply || reply->sequence == sequence_) return reply;
      pushed_.push_back(*std::move(reply));
    }
    return std::nullopt;
  }
  template <class Body>
  std::optional<Reply> command(Body body, std::uint64_t client = 0) {
    return ask(m::Command{std::move(body)}, client);
  }
  std::optional<Reply> hello(bool subscribe = false) {
    m::Hello hello;
    hello.name = "caller";
    hello.subscribe = subscribe;
    hello.token = token_;
    return ask(hello);
  }
  std::vector<Reply> pushed_;
  std::uint64_t id_ = next_id();

 private:
  static std::uint64_t next_id() {
    static std::uint64_t id = 1000;
    return ++id;
  }
  void open(const std::string& endpoint, const wire::SocketLimits& limits) {
    auto socket = wire::Socket::connect(context_, wire::SocketKind::kDealer, endpoint, limits);
    EXPECT_TRUE(socket) << (socket ? "" : socket.refusal().sentence);
    if (socket) socket_.emplace(std::move(*socket));
  }
  wire::Context context_;
  std::optional<wire::Socket> socket_;
  std::string token_;
  std::uint64_t sequence_ = 0;
};

[[nodiscard]] inline vocabulary::RefusalCode code_of(const std::optional<Reply>& reply) {
  return reply ? code_of(*reply) : vocabulary::RefusalCode::kInternal;
}

class AccessTest : public ::testing::Test {
 protected:
  AccessTest() {
    controller_.kill();
    controller_.start({"--tcp", "127.0.0.1:" + std::to_string(port_)});
    admin_.emplace(controller_);
    guitar_ = m::TrackId{admin_->done(m::AddTrack{m::TrackKind::kAudio, "Guitar"}).at(0)};
    mine_ = m::TrackId{admin_->done(m::AddTrack{m::TrackKind::kAux, "Anna's mix"}).at(0)};
    theirs_ = m::TrackId{admin_->done(m::AddTrack{m::TrackKind::kAux, "Ben's mix"}).at(0)};
    my_send_ = m::SendId{admin_->done(m::AddSend{guitar_, mine_}).at(0)};
    their_send_ = m::SendId{admin_->done(m::AddSend{guitar_, theirs_}).at(0)};
  }

  [[nodiscard]] m::Invitation let_in(const std::string& user, m::Role role,
                                     std::vector<m::TrackId> strips = {}, const std::string& key = {}) {
    m::AccessEntry entry;
    entry.user = user;
    entry.role = role;
    entry.strips = std::move(strips);
    entry.public_key = key;
    const Reply reply = admin_->ask(Client::request(m::ChangeAccess{m::AddAccess{entry}}));
    const auto* invitation = std::get_if<m::Invitation>(&reply.body);
    EXPECT_NE(invitation, nullptr) << sentence_of(reply);
    if (invitation == nullptr) return {};
    server_key_ = invitation->server_key;
    return *invitation;
  }
  [[nodiscard]] std::unique_ptr<Caller> by_token(const std::string& user, m::Role role,
                                                 std::vector<m::TrackId> strips = {}) {
    auto caller = std::make_unique<Caller>(controller_, let_in(user, role, std::move(strips)).token);
    return caller;
  }
  [[nodiscard]] std::unique_ptr<Caller> by_key(const std::string& user, m::Role role,
                                               std::vector<m::TrackId> strips = {}) {
    const wire::KeyPair keys = wire::make_key_pair();
    (void)let_in(user, role, std::move(strips), keys.public_key);
    return std::make_unique<Caller>(network(), server_key_, keys);
  }
  void give_role(const std::string& user, m::Role role, std::vector<m::TrackId> strips = {}) {
    m::AccessEntry entry;
    entry.user = user;
    entry.role = role;
    entry.strips = std::move(strips);
    EXPECT_TRUE(is_done(admin_->ask(Client::request(m::ChangeAccess{m::SetAccess{entry}}))));
  }
  void revoke(const std::string& user) {
    EXPECT_TRUE(is_done(admin_->ask(Client::request(m::ChangeAccess{m::RevokeAccess{user}}))));
  }
  [[nodiscard]] std::string network() const { return "tcp://127.0.0.1:" + std::to_string(port_); }
  [[nodiscard]] std::uint64_t hash() {
    return std::get<m::StateHash>(admin_->ask(Client::request(m::GetHash{})).body).hash;
  }
  [[nodiscard]] std::vector<m::AuditEntry> audit(const std::string& who) {
    return std::get<m::Audit>(admin_->ask(Client::request(m::GetAudit{100, who})).body).entries;
  }

  int port_ = free_port();
  RunningController controller_;
  std::optional<Client> admin_;
  std::string server_key_;
  m::TrackId guitar_, mine_, theirs_;
  m::SendId my_send_, their_send_;
};

}  // namespace corelogic::contract
