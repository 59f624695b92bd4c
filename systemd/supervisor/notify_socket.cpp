// notify_socket.cpp: AF_UNIX datagrams with credentials.  Side: supervisor.
#include "systemd/supervisor/notify_socket.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <stdexcept>
#include <utility>

namespace corelogic::supervisor {
namespace {

[[noreturn]] void fail(const std::string& path) {
  throw std::runtime_error("notify socket " + path + ": " + std::strerror(errno));
}

pid_t sender(msghdr& message) {
  pid_t pid = 0;
  for (cmsghdr* part = CMSG_FIRSTHDR(&message); part != nullptr; part = CMSG_NXTHDR(&message, part)) {
    if (part->cmsg_level == SOL_SOCKET && part->cmsg_type == SCM_CREDENTIALS) {
      ucred who{};
      std::memcpy(&who, CMSG_DATA(part), sizeof(who));
      pid = who.pid;
    }
    if (part->cmsg_level == SOL_SOCKET && part->cmsg_type == SCM_RIGHTS) {
      // Nobody is asked to pass descriptors (FDSTORE): do not keep them open.
      int fd = -1;
      for (std::size_t at = CMSG_LEN(0); at + sizeof(fd) <= part->cmsg_len; at += sizeof(fd)) {
        std::memcpy(&fd, reinterpret_cast<const char*>(part) + at, sizeof(fd));
        close(fd);
      }
    }
  }
  return pid;
}

}  // namespace

NotifySocket::NotifySocket(std::string path) : path_(std::move(path)) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path_.size() >= sizeof(address.sun_path))
    throw std::runtime_error("notify socket: path too long: " + path_);
  std::memcpy(address.sun_path, path_.c_str(), path_.size() + 1);
  fd_ = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (fd_ < 0) fail(path_);
  const int on = 1;
  setsockopt(fd_, SOL_SOCKET, SO_PASSCRED, &on, sizeof(on));
  unlink(path_.c_str());  // left by a supervisor that was killed; the lock says there is no other
  if (bind(fd_, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) != 0) fail(path_);
}

NotifySocket::~NotifySocket() {
  close(fd_);
  unlink(path_.c_str());
}

std::optional<Notification> NotifySocket::receive() const {
  std::array<char, 4096> text{};
  alignas(cmsghdr) std::array<char, 256> control{};
  iovec part{text.data(), text.size()};
  msghdr message{};
  message.msg_iov = &part;
  message.msg_iovlen = 1;
  message.msg_control = control.data();
  message.msg_controllen = control.size();
  const ssize_t size = recvmsg(fd_, &message, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
  if (size < 0) return std::nullopt;
  return Notification{sender(message), std::string(text.data(), static_cast<std::size_t>(size))};
}

}  // namespace corelogic::supervisor
