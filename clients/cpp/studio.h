// studio.h: the studio as a C++ client has it: a connection that comes back by itself, a replica of the
// project, questions with and without waiting, gestures and touches. There is no thread inside: everything
// happens in poll() and in calls that wait.  Side: control; a Studio belongs to one thread.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "clients/cpp/dialogue.h"
#include "schema/wire/curve.h"
#include "schema/wire/socket.h"

namespace corelogic::client {

struct StudioOptions {
  std::string endpoint{};                 ///< empty: wire::control_endpoint()
  std::string name = "corelogic client";  ///< for people
  std::chrono::milliseconds timeout{
      5000};  ///< of one question, resends and restarts of the controller included
  /// Invalid: a random one. Who keeps one, for an undo stack over several runs, also keeps the sequence.
  messages::ClientId id{};
  std::uint64_t last_sequence = 0;
  /// Whom it speaks for, on this machine's own socket; empty: for whoever may enter its directory.
  std::string token{};
  /// Over the network, "tcp://host:9610": the controller's public key, and the own pair
  /// (wire::read_key_file).
  std::string server_key{};
  wire::KeyPair keys{};
};

class Studio {
 public:
  using Answered = std::function<void(const Result<messages::Done>&)>;

  /// Never waits: a controller that is not there yet is found when it comes.
  /// Errors: those of wire::Socket::connect.
  [[nodiscard]] static Result<Studio> open(StudioOptions = {});
  Studio(Studio&&) noexcept;
  Studio& operator=(Studio&&) noexcept;
  ~Studio();

  /// Waits until the replica is there.
  /// Errors: kNotFound when the time is over; why, at once, when the controller does not want us.
  [[nodiscard]] Result<void> wait(std::chrono::milliseconds timeout = std::chrono::seconds{5});

  /// Does a command and waits. Exactly once, whatever is cut or restarted meanwhile.
  /// Errors: the controller's refusal; kNotFound, subject "controller", if nobody answered in time.
  [[nodiscard]] Result<messages::Done> call(messages::CommandBody, const Terms& = {});
  /// As call(), without waiting: `answered` is called from a later poll(), call() or ask().
  void post(messages::CommandBody, Answered answered = {}, const Terms& = {});
  /// Any question: the answer as it came, a refusal among them.
  [[nodiscard]] Result<messages::Reply> ask(RequestBody, const Terms& = {});

  /// Takes hold of a control ("track/3/volume") or lets go; everybody sees it. Held on only while poll() is
  /// called at least once a second.
  [[nodiscard]] Result<void> touch(const std::string& control, bool held = true);

  /// Works for so long, or until the first event if `until_event`; then `on_event` has been called for each.
  void poll(std::chrono::milliseconds, bool until_event = false);
  /// Called from poll() and from whatever waits; it must not wait itself.
  void on_event(std::function<void(const Event&)>);

  /// Requires: wait() was successful once.
  [[nodiscard]] const messages::Project& project() const;
  [[nodiscard]] const Replica& replica() const;
  [[nodiscard]] messages::ClientId id() const;

 private:
  friend class Gesture;
  struct State;
  explicit Studio(std::unique_ptr<State>);
  /// One look at the socket, waiting `most` at the longest.
  void turn(std::chrono::milliseconds most);

  std::unique_ptr<State> state_;
};

/// A continuous move: heard at once, one undo step; its control is touched while it lives.
class Gesture {
 public:
  /// `control` may be empty: then nobody is shown a hand.
  Gesture(Studio&, std::string control);
  ~Gesture();
  Gesture(const Gesture&) = delete;
  Gesture& operator=(const Gesture&) = delete;

  /// One move; never waits.
  void move(messages::CommandBody);
  /// Moves once more, lets go, and waits until it is on disk.
  /// Errors: the first refusal of any of its moves.
  [[nodiscard]] Result<messages::Done> release(messages::CommandBody);

 private:
  void hold(bool held);

  Studio& studio_;
  std::string control_;
  std::uint32_t number_;
  bool held_ = false;
  std::shared_ptr<std::optional<vocabulary::Refusal>> no_ =
      std::make_shared<std::optional<vocabulary::Refusal>>();
};

}  // namespace corelogic::client
