// connection.h: one connection of a ROUTER over TCP, so that it can be ended: libzmq 4.3.4 has no word for
// it. Side: control.
#pragma once

#include <string>

#include "schema/wire/socket.h"

namespace corelogic::wire {

class Connection {
 public:
  Connection() = default;
  /// The one that the message came on; none when that was not TCP, or is gone.
  explicit Connection(const Message&);

  /// Both ends hear that it is over; libzmq closes it. Only while the descriptor is the same connection
  /// still, by the addresses of both its ends: else nothing happens.  Returns: whether it was ended.
  // That libzmq closes it, and another takes the descriptor, between the look and the end, would cost that
  // other its connection, which its client makes anew.
  bool end() const;

 private:
  int descriptor_ = -1;
  std::string ends_;  ///< as the system writes them
};

}  // namespace corelogic::wire
