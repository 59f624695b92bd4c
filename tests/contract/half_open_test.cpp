// half_open_test.cpp: a line over which nothing comes any more, though nobody has closed it: the client's
// cable is out. What it holds is let go, what it had is taken down, and nobody else notices.
#include <poll.h>

#include <array>
#include <atomic>
#include <thread>

#include "tests/contract/access_house.h"

namespace corelogic::contract {
namespace {

using m::Role;

/// Between a client and the controller: passes bytes on, until its cable is pulled. Nothing is closed then.
class Cable {
 public:
  explicit Cable(int to_port) : to_port_(to_port), port_(free_port()), listener_(open_socket()) {
    sockaddr_in address = local(port_);
    EXPECT_EQ(::bind(listener_, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
    EXPECT_EQ(::listen(listener_, 8), 0);
    thread_ = std::thread([this] { run(); });
  }
  ~Cable() {
    ending_ = true;
    thread_.join();
    for (const auto& [near, far] : lines_) {
      ::close(near);
      ::close(far);
    }
    ::close(listener_);
  }
  Cable(const Cable&) = delete;
  Cable& operator=(const Cable&) = delete;

  [[nodiscard]] std::string endpoint() const { return "tcp://127.0.0.1:" + std::to_string(port_); }
  void pull() { pulled_ = true; }
  /// The controller has ended every line there was.
  [[nodiscard]] bool given_up() const { return given_up_; }

 private:
  static int open_socket() { return ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0); }
  static sockaddr_in local(int port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    return address;
  }
  void run() {
    while (!ending_) {
      std::vector<pollfd> waited{{listener_, POLLIN, 0}};
      for (const auto& [near, far] : lines_)
        for (const int descriptor : {near, far}) waited.push_back({descriptor, POLLIN, 0});
      ::poll(waited.data(), waited.size(), 20);
      if (pulled_) {
        watch();
        continue;
      }
      if (waited[0].revents != 0) take_line();
      for (const auto& [near, far] : lines_) {
        pass(near, far);
        pass(far, near);
      }
    }
  }
  void take_line() {
    const int near = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    const int far = open_socket();
    const sockaddr_in address = local(to_port_);
    EXPECT_EQ(::connect(far, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
    lines_.emplace_back(near, far);
  }
  static void pass(int from, int to) {
    std::array<char, 65536> bytes{};
    const auto count = ::recv(from, bytes.data(), bytes.size(), MSG_DONTWAIT);
    if (count > 0) (void)::send(to, bytes.data(), static_cast<std::size_t>(count), MSG_NOSIGNAL);
  }
  /// What the controller still sends goes nowhere; that it closes is noted.
  void watch() {
    bool all = !lines_.empty();
    for (const auto& [near, far] : lines_) {
      std::array<char, 65536> bytes{};
      ssize_t count = 0;
      do count = ::recv(far, bytes.data(), bytes.size(), MSG_DONTWAIT);
      while (count > 0);
      all = all && (count == 0 || (errno != EAGAIN && errno != EWOULDBLOCK));
    }
    given_up_ = all;
    if (!all) std::this_thread::sleep_for(5ms);
  }

  const int to_port_;
  const int port_;
  const int listener_;
  std::vector<std::pair<int, int>> lines_;
  std::atomic<bool> pulled_ = false, given_up_ = false, ending_ = false;
  std::thread thread_;
};

class HalfOpenTest : public AccessTest {};

TEST_F(HalfOpenTest, LetsGoOfWhatItHeldAndIsTakenDown) {
  const wire::KeyPair keys = wire::make_key_pair();
  (void)let_in("anna", Role::kMixer, {}, keys.public_key);
  Cable cable(port_);
  Caller anna(cable.endpoint(), server_key_, keys);
  auto ben = by_key("ben", Role::kMixer);
  ASSERT_TRUE(anna.hello(true));
  ASSERT_TRUE(ben->hello(true));
  const std::string fader = "track/" + std::to_string(guitar_.value) + "/volume";
  const auto hold = anna.ask(m::Touch{fader, true});
  ASSERT_TRUE(hold && is_done(*hold)) << (hold ? sentence_of(*hold) : "no answer");

  const auto pulled = std::chrono::steady_clock::now();
  const auto since = [&] {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - pulled).count();
  };
  cable.pull();
  // Ben is served all the while, and is told that the fader is free.
  bool let_go = false;
  while (!let_go && since() < 10) {
    EXPECT_TRUE(is_done(ben->command(m::SetPan{guitar_, since() / 20}).value_or(Reply{})));
    for (const Reply& reply : std::exchange(ben->pushed_, {}))
      if (const auto* touched = std::get_if<m::Touched>(&reply.body))
        let_go = let_go || (touched->control == fader && !touched->held);
    while (auto reply = ben->hear(20ms))
      if (const auto* touched = std::get_if<m::Touched>(&reply->body))
        let_go = let_go || (touched->control == fader && !touched->held);
  }
  const double held = since();
  EXPECT_TRUE(let_go);
  EXPECT_LT(held, 3.0 + 1.0) << "promised 3 s; one more for a busy machine";
  EXPECT_TRUE(support::eventually([&] { return cable.given_up(); }, 10s));
  const double ended = since();
  EXPECT_LT(ended, 4.0 + 2.0) << "a heartbeat a second, and three seconds of patience";
  const auto clients = std::get<m::Clients>(admin_->ask(Client::request(m::GetClients{})).body);
  ASSERT_EQ(clients.clients.size(), 1U);
  EXPECT_EQ(clients.clients[0].user, "ben");
  std::printf("a line went dead: its touch ended after %.2f s, its connection after %.2f s\n", held, ended);
}

}  // namespace
}  // namespace corelogic::contract
