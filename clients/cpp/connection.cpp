// connection.cpp: the loop of send, wait, send again.  Side: control.
#include "clients/cpp/connection.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <utility>

#include "clients/cpp/way_in.h"
#include "schema/wire/endpoints.h"
#include "schema/wire/limits.h"

namespace corelogic::client {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;
using vocabulary::Refusal;
using vocabulary::RefusalCode;

constexpr milliseconds kFirstResend{250};
constexpr milliseconds kLastResend{2000};
/// Nobody who listens gets this far behind; who does finds a hole and asks for the snapshot again.
constexpr std::size_t kMostWaiting = 10000;

milliseconds until(Clock::time_point when) {
  const auto left = std::chrono::ceil<milliseconds>(when - Clock::now());
  return std::max(left, milliseconds{0});
}

}  // namespace

Result<Connection> Connection::open(wire::Context& context, ConnectionOptions options) {
  if (options.endpoint.empty()) options.endpoint = wire::control_endpoint();
  auto socket = dial(context, {options.endpoint, options.token, options.server_key, options.keys});
  if (!socket) return socket.refusal();
  return Connection(*std::move(socket), std::move(options));
}

Connection::Connection(wire::Socket socket, ConnectionOptions options)
    : socket_(std::move(socket)),
      options_(std::move(options)),
      id_(options_.id.valid() ? options_.id : random_client_id()),
      sequence_(options_.last_sequence) {}

messages::Request Connection::make_request(RequestBody body, const Terms& terms) {
  messages::Request request;
  request.client = id_;
  request.sequence = take_sequence();
  request.expected_epoch = terms.expected_epoch;
  request.expected_revision = terms.expected_revision;
  request.gesture = terms.gesture;
  request.gesture_ends = terms.gesture_ends;
  request.body = std::move(body);
  if (auto* hello = std::get_if<messages::Hello>(&request.body); hello && hello->token.empty())
    hello->token = options_.token;
  return request;
}

/// A session ends after 3 s of silence, and with it what the controller knows of a guest.
Result<void> Connection::introduce() {
  constexpr milliseconds kHolds{2000};
  if (options_.token.empty()) return {};
  const auto now = Clock::now();
  if (introduced_ && now - *introduced_ < kHolds) {
    introduced_ = now;
    return {};
  }
  messages::Hello hello;
  hello.name = options_.name;
  hello.token = options_.token;
  const messages::Request request = make_request(std::move(hello), {});
  std::optional<Refusal> no;
  const auto accept = [&](wire::FrameView frame) {
    auto reply = wire::decode_reply(frame);
    if (!reply || reply->sequence != request.sequence) return false;
    if (const auto* refused = std::get_if<messages::Refused>(&reply->body)) no = *refused;
    return true;
  };
  if (auto frame = exchange(wire::encode(request), accept); !frame) return frame.refusal();
  if (no) return *std::move(no);
  introduced_ = Clock::now();
  return {};
}

Result<messages::Reply> Connection::call(RequestBody body, const Terms& terms) {
  if (auto known = introduce(); !known) return known.refusal();
  const messages::Request request = make_request(std::move(body), terms);
  std::optional<Result<messages::Reply>> answer;
  const auto accept = [&](wire::FrameView frame) {
    auto reply = wire::decode_reply(frame);
    if (reply && reply->sequence != request.sequence) {
      keep(*std::move(reply));
      return false;
    }
    answer = std::move(reply);
    return true;
  };
  if (auto frame = exchange_as_known(wire::encode(request), accept); !frame) return frame.refusal();
  return *std::move(answer);
}

Result<wire::Frame> Connection::call_frame(const wire::Frame& request) {
  if (auto known = introduce(); !known) return known.refusal();
  return exchange_as_known(request, [](wire::FrameView) { return true; });
}

/// A controller that was started anew is told who this is, and asked the same again.
Result<wire::Frame> Connection::exchange_as_known(const wire::Frame& request,
                                                  const std::function<bool(wire::FrameView)>& accept) {
  auto frame = exchange(request, accept);
  if (!frame || options_.token.empty()) return frame;
  const auto reply = wire::decode_reply(*frame);
  const auto* refused = reply ? std::get_if<messages::Refused>(&reply->body) : nullptr;
  if (refused == nullptr || !is_stranger(*refused)) return frame;
  introduced_.reset();
  if (auto known = introduce(); !known) return known.refusal();
  return exchange(request, accept);
}

std::uint64_t Connection::post(RequestBody body, const Terms& terms) {
  const messages::Request request = make_request(std::move(body), terms);
  socket_.send(wire::encode(request));
  return request.sequence;
}

std::optional<messages::Reply> Connection::receive(milliseconds timeout) {
  const auto deadline = Clock::now() + timeout;
  for (;;) {
    if (!waiting_.empty()) {
      messages::Reply reply = std::move(waiting_.front());
      waiting_.pop_front();
      return reply;
    }
    if (auto message = socket_.receive()) {
      if (auto reply = wire::decode_reply(message->payload)) return *std::move(reply);
      unreadable_ = true;
      return std::nullopt;
    }
    wire::Socket* const sockets[] = {&socket_};
    if (Clock::now() >= deadline || !wire::wait(sockets, nullptr, until(deadline))) return std::nullopt;
  }
}

Result<wire::Frame> Connection::exchange(const wire::Frame& request,
                                         const std::function<bool(wire::FrameView)>& accept) {
  if (request.size() > wire::kMostRequestBytes)
    return Refusal{RefusalCode::kInvalid, "request",
                   "The request has " + std::to_string(request.size()) + " bytes; at most " +
                       std::to_string(wire::kMostRequestBytes) + " are taken."};
  const auto start = Clock::now();
  const auto deadline = start + options_.timeout;
  milliseconds patience = kFirstResend;
  while (Clock::now() < deadline) {
    const bool sent = socket_.send(request);
    const auto resend = std::min(deadline, Clock::now() + (sent ? patience : milliseconds{10}));
    do {
      while (auto message = socket_.receive())
        if (accept(message->payload)) return std::move(message->payload);
      wire::Socket* const sockets[] = {&socket_};
      wire::wait(sockets, nullptr, until(resend));
    } while (Clock::now() < resend);
    if (sent) patience = std::min(patience * 2, kLastResend);
    if (Clock::now() - start >= options_.grace && nobody_listens()) break;
  }
  return nobody_answers();
}

/// A controller that was killed leaves its socket file behind: only knocking tells.
bool Connection::nobody_listens() const {
  constexpr std::string_view kIpc = "ipc://";
  sockaddr_un address{};
  if (!options_.endpoint.starts_with(kIpc) ||
      options_.endpoint.size() - kIpc.size() >= sizeof address.sun_path)
    return false;
  address.sun_family = AF_UNIX;
  options_.endpoint.copy(address.sun_path, sizeof address.sun_path - 1, kIpc.size());
  const int knock = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  const int answer = ::connect(knock, reinterpret_cast<const sockaddr*>(&address), sizeof address);
  const bool nobody = answer != 0 && (errno == ECONNREFUSED || errno == ENOENT);
  ::close(knock);
  return nobody;
}

Refusal Connection::nobody_answers() const {
  std::array<char, 32> seconds{};
  std::snprintf(seconds.data(), seconds.size(), "%.1f s",
                static_cast<double>(options_.timeout.count()) / 1000.0);
  const std::string where = options_.endpoint;
  return {RefusalCode::kNotFound, "controller",
          nobody_listens() ? "No controller runs at " + where + "; start it with ./studio up."
                           : "No controller answered at " + where + " within " + seconds.data() +
                                 (options_.server_key.empty()
                                      ? "; start it with ./studio up, or wait longer with --timeout."
                                      : kUnansweredKey)};
}

void Connection::keep(messages::Reply reply) {
  if (waiting_.size() < kMostWaiting) waiting_.push_back(std::move(reply));
}

}  // namespace corelogic::client
