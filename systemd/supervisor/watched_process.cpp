// watched_process.cpp: fork, exec and pidfd.  Side: supervisor.
#include "systemd/supervisor/watched_process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <utility>

extern char** environ;

namespace corelogic::supervisor {
namespace {

using vocabulary::Refusal;
using vocabulary::RefusalCode;

constexpr std::uintmax_t kLogLimit = 1 << 20;

/// Field 22 of /proc/<pid>/stat, in clock ticks since boot; empty when there is no such process, or only its
/// zombie.
std::string start_time(pid_t pid) {
  std::ifstream file("/proc/" + std::to_string(pid) + "/stat");
  std::string text;
  std::getline(file, text);
  const auto name_end = text.rfind(')');
  if (name_end == std::string::npos) return {};
  std::istringstream fields(text.substr(name_end + 1));
  std::string field;
  for (int number = 3; number <= 22 && fields >> field; ++number) {
    if (number == 3 && field == "Z") return {};
  }
  return field;
}

int open_log(const std::string& path) {
  std::error_code ignored;
  if (std::filesystem::file_size(path, ignored) > kLogLimit && !ignored) {
    std::filesystem::rename(path, path + ".1", ignored);
  }
  return open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

std::vector<std::string> environment_of(const ServiceUnit& unit, const std::string& notify_path) {
  std::vector<std::string> lines;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string_view line = *entry;
    if (!line.starts_with("NOTIFY_SOCKET=") && !line.starts_with("WATCHDOG_")) lines.emplace_back(line);
  }
  lines.insert(lines.end(), unit.environment.begin(), unit.environment.end());
  lines.push_back("NOTIFY_SOCKET=" + notify_path);
  if (unit.watchdog.count() > 0) lines.push_back("WATCHDOG_USEC=" + std::to_string(unit.watchdog.count()));
  return lines;
}

std::vector<char*> pointers(std::vector<std::string>& lines) {
  std::vector<char*> list;
  for (auto& line : lines) list.push_back(line.data());
  list.push_back(nullptr);
  return list;
}

[[noreturn]] void become(char* const* arguments, char* const* environment, int log,
                         const std::string& pid_file) {
  setsid();
  write_pid_file(pid_file);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  const int null = open("/dev/null", O_RDONLY);
  dup2(null, STDIN_FILENO);
  if (log >= 0) {
    dup2(log, STDOUT_FILENO);
    dup2(log, STDERR_FILENO);
  }
  execve(arguments[0], arguments, environment);
  dprintf(STDERR_FILENO, "%s: %s\n", arguments[0], std::strerror(errno));
  _exit(127);
}

}  // namespace

void write_pid_file(const std::string& file) {
  const std::string fresh = file + ".new";
  std::ofstream(fresh) << getpid() << " " << start_time(getpid()) << "\n";
  std::error_code ignored;
  std::filesystem::rename(fresh, file, ignored);
}

WatchedProcess::WatchedProcess(WatchedProcess&& other) noexcept
    : pid_(other.pid_), fd_(std::exchange(other.fd_, -1)) {}

WatchedProcess& WatchedProcess::operator=(WatchedProcess&& other) noexcept {
  std::swap(pid_, other.pid_);
  std::swap(fd_, other.fd_);
  return *this;
}

WatchedProcess::~WatchedProcess() {
  if (fd_ >= 0) close(fd_);
}

vocabulary::Result<WatchedProcess> WatchedProcess::start(const ServiceUnit& unit, const Places& places) {
  auto argument_lines = unit.arguments;
  auto environment_lines = environment_of(unit, places.notify);
  const auto arguments = pointers(argument_lines);
  const auto environment = pointers(environment_lines);
  const int log_fd = open_log(places.log);
  const pid_t pid = fork();
  if (pid == 0) become(arguments.data(), environment.data(), log_fd, places.pid_file);
  const int code = errno;
  if (log_fd >= 0) close(log_fd);
  if (pid < 0)
    return Refusal{RefusalCode::kInternal, unit.name, std::string("cannot fork: ") + std::strerror(code)};
  auto held = hold(pid);
  if (!held)
    return Refusal{RefusalCode::kInternal, unit.name, "no pidfd for a child: is this Linux 5.3 or newer?"};
  return std::move(*held);
}

std::optional<WatchedProcess> WatchedProcess::hold(pid_t pid) {
  const int fd = static_cast<int>(syscall(SYS_pidfd_open, pid, 0));
  if (fd < 0) return std::nullopt;
  fcntl(fd, F_SETFD, FD_CLOEXEC);
  return WatchedProcess(pid, fd);
}

std::optional<WatchedProcess> WatchedProcess::find(const std::string& pid_file) {
  std::ifstream file(pid_file);
  pid_t pid = 0;
  std::string started;
  if (!(file >> pid >> started) || pid <= 1) return std::nullopt;
  auto held = hold(pid);  // held before the look: it cannot change under us
  if (!held || start_time(pid) != started) return std::nullopt;
  return held;
}

void WatchedProcess::signal(int number) const {
  syscall(SYS_pidfd_send_signal, fd_, number, nullptr, 0);
}

bool WatchedProcess::has_ended() const {
  pollfd ended{fd_, POLLIN, 0};
  return poll(&ended, 1, 0) > 0;
}

bool WatchedProcess::is_stopped() const {
  siginfo_t found{};
  return waitid(P_PID, static_cast<id_t>(pid_), &found, WSTOPPED | WNOHANG) == 0 && found.si_pid == pid_;
}

std::string WatchedProcess::reap() const {
  siginfo_t found{};
  if (waitid(P_PID, static_cast<id_t>(pid_), &found, WEXITED | WNOHANG) != 0) return "ended";
  return (found.si_code == CLD_EXITED ? "status " : "signal ") + std::to_string(found.si_status);
}

}  // namespace corelogic::supervisor
