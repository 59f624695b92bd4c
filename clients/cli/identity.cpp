// identity.cpp: a file of one line, "client sequence", read and written under a lock.  Side: control.
#include "clients/cli/identity.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cinttypes>
#include <cstdio>
#include <random>

namespace corelogic::cli {
namespace {

constexpr std::uint64_t kOfOneRun = 1000;
constexpr std::uint64_t kMostSequence = std::uint64_t{1} << 62;

/// A descriptor that is closed, and its lock with it.
class LockedFile {
 public:
  explicit LockedFile(const std::string& path)
      : fd_(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600)) {
    // Held for two system calls; who cannot have it within 100 ms meets a stopped process and goes without.
    for (int i = 0; i < 100 && fd_ >= 0 && !locked_; ++i) {
      locked_ = ::flock(fd_, LOCK_EX | LOCK_NB) == 0;
      if (!locked_) ::usleep(1000);
    }
  }
  ~LockedFile() {
    if (fd_ >= 0) ::close(fd_);
  }
  LockedFile(const LockedFile&) = delete;
  LockedFile& operator=(const LockedFile&) = delete;
  [[nodiscard]] int fd() const { return fd_; }
  [[nodiscard]] bool locked() const { return locked_; }

 private:
  int fd_;
  bool locked_ = false;
};

std::uint64_t random_client() {
  std::random_device device;
  return ((std::uint64_t{device()} << 32) | device()) | 1;
}

}  // namespace

Identity take_identity(const std::string& directory, const std::string& whose) {
  const LockedFile file(directory + "/command-line-" + std::to_string(::getuid()) +
                        (whose.empty() ? "" : "-" + whose));
  if (!file.locked()) return {};
  std::array<char, 64> line{};
  std::uint64_t client = 0;
  std::uint64_t sequence = 0;
  const ssize_t size = ::pread(file.fd(), line.data(), line.size() - 1, 0);
  const bool known = size > 0 && std::sscanf(line.data(), "%" SCNu64 " %" SCNu64, &client, &sequence) == 2 &&
                     client != 0 && sequence < kMostSequence;
  if (!known) {
    client = random_client();
    sequence = 0;
  }
  const int length =
      std::snprintf(line.data(), line.size(), "%" PRIu64 " %" PRIu64 "\n", client, sequence + kOfOneRun);
  if (::pwrite(file.fd(), line.data(), static_cast<std::size_t>(length), 0) != length ||
      ::ftruncate(file.fd(), length) != 0)
    return {};
  return {vocabulary::ClientId{client}, sequence};
}

}  // namespace corelogic::cli
