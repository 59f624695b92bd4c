// doorway.h: who may connect to the CURVE sockets of a Context: the ZAP handler, and a look at what became of
// connections. It knows no users; whoever owns it says yes or no.  Side: control; one thread.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "schema/vocabulary/result.h"
#include "schema/wire/socket.h"

namespace corelogic::wire {

/// Somebody who wants to connect.
struct Knock {
  std::string request;     ///< libzmq's number of it
  std::string domain;      ///< of the socket: Curve::domain
  std::string address;     ///< where from
  std::string mechanism;   ///< "CURVE", "NULL", "PLAIN"
  std::string public_key;  ///< Z85; empty unless CURVE
};

/// https://rfc.zeromq.org/spec/27: while it lives, libzmq asks it about every new connection of a socket that
/// has CURVE, and lets nobody in until it has answered. libzmq 4.3.4 lets everybody in while there is none
/// (to enforce a domain is a draft there): it must be there before such a socket is bound, and whoever reads
/// messages trusts only those with a Message::user.
class Doorway {
 public:
  /// Before any socket with CURVE is bound.  Errors: kConflict when the Context has one already.
  [[nodiscard]] static vocabulary::Result<Doorway> open(Context&);

  [[nodiscard]] Socket& socket() { return socket_; }  ///< for wait()
  /// Never blocks. What is no question of ZAP 1.0 is answered with a no here. Each Knock must be answered
  /// before the next receive().
  [[nodiscard]] std::optional<Knock> receive();
  /// `user` becomes Message::user of all that comes on this connection.
  void welcome(const Knock&, const std::string& user);
  void turn_away(const Knock&, const std::string& why);

 private:
  explicit Doorway(Socket socket) : socket_(std::move(socket)) {}
  void answer(const std::string& request, const char* code, const std::string& text, const std::string& user);
  Socket socket_;
};

enum class DoorEvent : std::uint8_t {
  kCame,  ///< a connection, before its handshake
  kWent,  ///< it is gone, whether it was let in or not
  kLetIn,
  kTurnedAway,  ///< the Doorway said no
  kBroken,      ///< no handshake: plaintext, another protocol, too slow, or gone in the middle
};
struct DoorNews {
  DoorEvent event = DoorEvent::kCame;
  std::string endpoint;  ///< of our socket
  std::string why;       ///< of kBroken and kTurnedAway
};

/// What becomes of the connections of one bound socket.
class DoorWatch {
 public:
  /// On the thread that owns `socket`, before that goes to another.
  [[nodiscard]] static vocabulary::Result<DoorWatch> open(Context&, Socket& socket, const std::string& name);
  [[nodiscard]] Socket& socket() { return socket_; }
  [[nodiscard]] std::optional<DoorNews> receive();

 private:
  explicit DoorWatch(Socket socket) : socket_(std::move(socket)) {}
  Socket socket_;
};

}  // namespace corelogic::wire
