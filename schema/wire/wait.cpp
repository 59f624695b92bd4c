// wait.cpp: one sleep for sockets, a waker and a descriptor. zmq_poll looks at ZMQ_EVENTS; a socket's own
// descriptor is edge-triggered and would sleep on messages that came before.  Side: control.
#include <sys/eventfd.h>
#include <unistd.h>
#include <zmq.h>

#include <cerrno>
#include <cstdint>
#include <vector>

#include "schema/wire/socket.h"
#include "schema/wire/socket_state.h"

namespace corelogic::wire {

Waker::Waker() : fd_(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {}

Waker::~Waker() {
  if (fd_ >= 0) close(fd_);
}

void Waker::wake() noexcept {
  // EAGAIN means the count is at its end: it is awake as it can be.
  while (eventfd_write(fd_, 1) != 0 && errno == EINTR) {
  }
}

void Waker::clear() noexcept {
  eventfd_t count = 0;
  while (eventfd_read(fd_, &count) != 0 && errno == EINTR) {
  }
}

bool wait(std::span<Socket* const> sockets, Waker* waker, std::chrono::milliseconds timeout, int extra_fd) {
  std::vector<zmq_pollitem_t> items;
  items.reserve(sockets.size() + 2);
  for (Socket* socket : sockets) items.push_back({socket->state().socket, 0, ZMQ_POLLIN, 0});
  if (waker != nullptr) items.push_back({nullptr, waker->fd(), ZMQ_POLLIN, 0});
  if (extra_fd >= 0) items.push_back({nullptr, extra_fd, ZMQ_POLLIN, 0});
  const int ready = zmq_poll(items.data(), static_cast<int>(items.size()), timeout.count());
  if (ready < 0) return true;  // a signal came: the caller looks at what it told
  if (waker != nullptr && items[sockets.size()].revents != 0) waker->clear();
  return ready > 0;
}

}  // namespace corelogic::wire
