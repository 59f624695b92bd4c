// running_controller.h: the real corelogic-controller in a house of its own, and a client that speaks to it
// in either encoding.  Side: test.
#pragma once

#include <gtest/gtest.h>
#include <pwd.h>
#include <unistd.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "schema/wire/codec.h"
#include "schema/wire/socket.h"
#include "tests/support/places.h"
#include "tests/support/process.h"

namespace corelogic::contract {

using namespace std::chrono_literals;
using messages::Reply;
using messages::Request;
using support::Milliseconds;

/// As the controller calls whoever is on this machine.
[[nodiscard]] inline std::string this_user() {
  const passwd* me = ::getpwuid(::getuid());
  return (me != nullptr ? std::string(me->pw_name) : std::to_string(::getuid())) + "@localhost";
}

class RunningController {
 public:
  RunningController() { start(); }
  explicit RunningController(std::vector<std::string> prefix) : prefix_(std::move(prefix)) { start(); }

  void start(const std::vector<std::string>& more = {}) {
    std::vector<std::string> arguments = prefix_;
    arguments.push_back(support::binary("corelogic-controller"));
    arguments.insert(arguments.end(), more.begin(), more.end());
    process_.reset();
    process_.emplace(arguments, house_.environment());
    EXPECT_TRUE(process_->says("ready with")) << process_->standard_error();
  }
  void kill() {
    process_->signal(9);
    EXPECT_TRUE(process_->wait());
  }
  [[nodiscard]] support::Process& process() { return *process_; }
  [[nodiscard]] const support::House& house() const { return house_; }
  [[nodiscard]] std::string endpoint(const std::string& name) const {
    return "ipc://" + house_.runtime_directory() + "/" + name;
  }

 private:
  std::vector<std::string> prefix_;
  support::House house_;
  std::optional<support::Process> process_;
};

/// A DEALER: may wait for several answers at once, and hears what is pushed.
class Client {
 public:
  explicit Client(const RunningController& controller, wire::Encoding encoding = wire::Encoding::kCapnp,
                  std::uint64_t id = 0)
      : encoding_(encoding), id_(id), socket_(connect(context_, controller)) {}

  [[nodiscard]] static Request request(decltype(Request::body) body) {
    Request request;
    request.body = std::move(body);
    return request;
  }
  template <class Body>
  [[nodiscard]] static Request command(Body body) {
    return request(messages::Command{std::move(body)});
  }

  void send(const Request& request) { socket_.send(wire::encode(request, encoding_)); }
  void send_raw(const std::string& text) { socket_.send(wire::as_frame(text)); }

  /// The next message, pushed or not; nullopt after `deadline`.
  std::optional<Reply> hear(Milliseconds deadline = 5s) {
    wire::Socket* const sockets[] = {&socket_};
    const auto end = std::chrono::steady_clock::now() + deadline;
    for (;;) {
      if (auto message = socket_.receive()) {
        EXPECT_EQ(wire::encoding_of(message->payload), encoding_);
        auto reply = wire::decode_reply(message->payload);
        EXPECT_TRUE(reply) << (reply ? "" : reply.refusal().sentence);
        if (reply) return *reply;
      }
      const auto left = std::chrono::ceil<Milliseconds>(end - std::chrono::steady_clock::now());
      if (left <= 0ms || !wire::wait(sockets, nullptr, left)) return std::nullopt;
    }
  }
  /// Sends with the next sequence and waits for the answer to it; pushed messages are left out.
  Reply ask(Request request, Milliseconds deadline = 5s) {
    request.client = messages::ClientId{id_};
    request.sequence = ++sequence_;
    return ask_as_is(request, deadline);
  }
  Reply ask_as_is(const Request& request, Milliseconds deadline = 5s) {
    send(request);
    for (;;) {
      auto reply = hear(deadline);
      if (!reply) {
        ADD_FAILURE() << "no answer";
        return {};
      }
      if (reply->sequence == request.sequence) return *reply;
    }
  }
  template <class Body>
  Reply ask_command(Body body) {
    return ask(command(std::move(body)));
  }
  /// The ids a command has made; a refusal is a failure of the test.
  template <class Body>
  std::vector<std::uint32_t> done(Body body) {
    const Reply reply = ask_command(std::move(body));
    if (const auto* no = std::get_if<messages::Refused>(&reply.body)) ADD_FAILURE() << no->sentence;
    const auto* yes = std::get_if<messages::Done>(&reply.body);
    return yes ? yes->ids : std::vector<std::uint32_t>{};
  }
  messages::Project project() {
    const Reply reply = ask(request(messages::GetProject{}));
    return std::get<messages::Project>(reply.body);
  }
  messages::Status status() { return std::get<messages::Status>(ask(request(messages::GetStatus{})).body); }

  std::uint64_t sequence_ = 0;

 private:
  static wire::Socket connect(wire::Context& context, const RunningController& controller) {
    wire::SocketLimits limits;
    limits.max_message_bytes = -1;  // a project may be large
    auto socket =
        wire::Socket::connect(context, wire::SocketKind::kDealer, controller.endpoint("control"), limits);
    EXPECT_TRUE(socket);
    return std::move(*socket);
  }

  wire::Encoding encoding_;
  std::uint64_t id_;
  wire::Context context_;
  wire::Socket socket_;
};

[[nodiscard]] inline vocabulary::RefusalCode code_of(const Reply& reply) {
  const auto* refused = std::get_if<messages::Refused>(&reply.body);
  return refused ? refused->code : vocabulary::RefusalCode::kUnspecified;
}
/// Of a refusal, for a failing test to print.
[[nodiscard]] inline std::string sentence_of(const Reply& reply) {
  const auto* refused = std::get_if<messages::Refused>(&reply.body);
  return refused ? refused->sentence : "no refusal";
}
[[nodiscard]] inline bool is_done(const Reply& reply) {
  return std::holds_alternative<messages::Done>(reply.body);
}

}  // namespace corelogic::contract
