// connection.cpp: shutdown() on a descriptor of libzmq.  Side: control.
#include "schema/wire/connection.h"

#include <sys/socket.h>

namespace corelogic::wire {
namespace {

/// Empty unless it is a TCP connection.
std::string ends_of(int descriptor) {
  std::string ends;
  for (const auto ask : {&::getsockname, &::getpeername}) {
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    auto* const place = reinterpret_cast<sockaddr*>(&address);
    if (ask(descriptor, place, &size) != 0) return {};
    if (address.ss_family != AF_INET && address.ss_family != AF_INET6) return {};
    ends.append(reinterpret_cast<const char*>(&address), size);
  }
  return ends;
}

}  // namespace

Connection::Connection(const Message& message)
    : descriptor_(message.descriptor),
      ends_(message.descriptor < 0 ? std::string() : ends_of(message.descriptor)) {}

bool Connection::end() const {
  return !ends_.empty() && ends_of(descriptor_) == ends_ && ::shutdown(descriptor_, SHUT_RDWR) == 0;
}

}  // namespace corelogic::wire
