// socket_state.h: what a Context and a Socket hold, for the units of this room only.  Side: control.
#pragma once

#include <memory>
#include <string>

#include "schema/wire/endpoint_lock.h"
#include "schema/wire/socket.h"

namespace corelogic::wire {

struct Context::State {
  std::shared_ptr<void> zmq;  ///< ends with the last socket, so neither order of destruction blocks
};

struct Socket::State {
  State(std::shared_ptr<void> context_, SocketKind kind_) : context(std::move(context_)), kind(kind_) {}
  ~State();
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  std::shared_ptr<void> context;
  SocketKind kind;
  EndpointLock lock;            ///< of a bound ipc path
  bool peer_gone = false;       ///< why the last send failed
  std::size_t piece_bytes = 0;  ///< larger messages are sent in such pieces; 0: whole
  void* socket = nullptr;       ///< closed before the lock is given up
};

}  // namespace corelogic::wire
