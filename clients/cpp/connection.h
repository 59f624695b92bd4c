// connection.h: one client's talk with the controller: requests out, answers and pushed messages in.
// It resends what was not answered, under the same (client, sequence), so an effect happens exactly once; it
// does not know what messages mean.  Side: control; a Connection belongs to one thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <utility>

#include "clients/cpp/dialogue.h"
#include "schema/messages/command.h"
#include "schema/vocabulary/result.h"
#include "schema/wire/codec.h"
#include "schema/wire/curve.h"
#include "schema/wire/socket.h"

namespace corelogic::client {

using vocabulary::Result;

struct ConnectionOptions {
  std::string endpoint{};                   ///< empty: wire::control_endpoint()
  std::string name = "corelogic client";    ///< for people
  std::chrono::milliseconds timeout{5000};  ///< of one call, resends and reconnections included
  /// A call gives up so early where nobody listens at all; a controller that crashed is back within half a
  /// second.
  std::chrono::milliseconds grace{1500};
  /// Invalid: a random one. Who gives one (to keep an undo stack over several runs) also gives a sequence of
  /// its own.
  messages::ClientId id{};
  std::uint64_t last_sequence = 0;  ///< the first request has the next
  /// Whom it speaks for, on this machine's own socket; empty: for whoever may enter its directory.
  std::string token{};
  /// Over the network, "tcp://host:9610": the controller's public key, and the own pair.
  std::string server_key{};
  wire::KeyPair keys{};
};

class Connection {
 public:
  /// Never waits: a controller that is not there yet is found when it comes.
  /// Errors: those of wire::Socket::connect.
  [[nodiscard]] static Result<Connection> open(wire::Context&, ConnectionOptions = {});

  /// Sends and waits for the answer. Pushed messages that come meanwhile are kept for receive().
  ///
  /// Returns: the controller's answer, which may be messages::Refused.
  /// Errors:  kNotFound with subject "controller" if nobody answered in time (a controller that comes back
  /// within the
  ///          timeout gets the request again); kInvalid if the request is too long to send.
  [[nodiscard]] Result<messages::Reply> call(RequestBody, const Terms& = {});

  /// As call(), for a frame that was written by somebody else; the first answer counts.
  [[nodiscard]] Result<wire::Frame> call_frame(const wire::Frame&);

  /// Sends and does not wait. Returns the request's sequence; a lost one is not sent again.
  std::uint64_t post(RequestBody, const Terms& = {});

  /// The next message that no call() took: pushed ones and answers to post(). nullopt when the time is over,
  /// or when something came that cannot be read.
  [[nodiscard]] std::optional<messages::Reply> receive(std::chrono::milliseconds timeout);

  /// Whether something came since the last question that this version cannot read: from a newer controller.
  [[nodiscard]] bool take_unreadable() { return std::exchange(unreadable_, false); }

  [[nodiscard]] messages::ClientId id() const { return id_; }
  [[nodiscard]] const ConnectionOptions& options() const { return options_; }
  /// A sequence nobody has used yet.
  [[nodiscard]] std::uint64_t take_sequence() { return ++sequence_; }

 private:
  Connection(wire::Socket, ConnectionOptions);
  [[nodiscard]] messages::Request make_request(RequestBody, const Terms&);
  /// Says the token, until that was understood. A refusal: it was not.
  [[nodiscard]] Result<void> introduce();
  /// Sends until `accept` takes a frame.
  [[nodiscard]] Result<wire::Frame> exchange(const wire::Frame& request,
                                             const std::function<bool(wire::FrameView)>& accept);
  /// The same, and once more if the controller did not know yet who this is.
  [[nodiscard]] Result<wire::Frame> exchange_as_known(const wire::Frame& request,
                                                      const std::function<bool(wire::FrameView)>& accept);
  [[nodiscard]] vocabulary::Refusal nobody_answers() const;
  [[nodiscard]] bool nobody_listens() const;
  void keep(messages::Reply);

  wire::Socket socket_;
  ConnectionOptions options_;
  messages::ClientId id_;
  std::optional<std::chrono::steady_clock::time_point> introduced_;  ///< when it was last heard who this is
  std::uint64_t sequence_;
  std::deque<messages::Reply> waiting_;
  bool unreadable_ = false;
};

}  // namespace corelogic::client
