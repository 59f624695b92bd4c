// process.cpp: fork, exec, pidfd and memfd behind process.h.  Side: test.
#include "tests/support/process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <system_error>
#include <utility>

extern char** environ;

namespace corelogic::support {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kMostReaping = 10'000;  // ms; only the kernel itself can keep a killed process so long

[[noreturn]] void fail(const std::string& what) {
  throw std::runtime_error(what + ": " + std::strerror(errno));
}

int make_memory_file(const char* name) {
  const int fd = memfd_create(name, MFD_CLOEXEC);
  if (fd < 0) fail("memfd_create");
  return fd;
}

std::string contents(int fd) {
  struct stat status {};
  if (fd < 0 || fstat(fd, &status) != 0) return {};
  std::string text(static_cast<std::size_t>(status.st_size), '\0');
  const ssize_t count = pread(fd, text.data(), text.size(), 0);
  text.resize(count < 0 ? 0 : static_cast<std::size_t>(count));
  return text;
}

std::vector<std::string> merged_environment(const Environment& changes) {
  Environment all;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string text = *entry;
    const auto equals = text.find('=');
    if (equals != std::string::npos) all[text.substr(0, equals)] = text.substr(equals + 1);
  }
  for (const auto& [name, value] : changes) {
    if (value.empty()) {
      all.erase(name);
    } else {
      all[name] = value;
    }
  }
  std::vector<std::string> lines;
  for (const auto& [name, value] : all) lines.push_back(name + "=" + value);
  return lines;
}

std::vector<char*> pointers(std::vector<std::string>& strings) {
  std::vector<char*> list;
  for (auto& text : strings) list.push_back(text.data());
  list.push_back(nullptr);
  return list;
}

// Runs between fork and exec: async-signal-safe calls only.
[[noreturn]] void become(char* const* arguments, char** environment, int output, int error, pid_t parent) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(126);  // the test died in between
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  const int null = open("/dev/null", O_RDONLY);
  dup2(null, STDIN_FILENO);
  dup2(output, STDOUT_FILENO);
  dup2(error, STDERR_FILENO);
  environ = environment;
  execvp(arguments[0], arguments);
  _exit(127);
}

}  // namespace

ScratchDirectory::ScratchDirectory() {
  const char* base = std::getenv("TMPDIR");
  path_ = std::string(base != nullptr ? base : "/tmp") + "/cl-XXXXXX";
  if (mkdtemp(path_.data()) == nullptr) fail("mkdtemp " + path_);
}

ScratchDirectory::~ScratchDirectory() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

House::House() {
  for (const auto& path : {runtime_directory(), data_directory()}) {
    if (mkdir(path.c_str(), 0700) != 0) fail("mkdir " + path);
  }
}

Environment House::environment(const Environment& more) const {
  Environment all = {{"CORELOGIC_RUNTIME_DIR", runtime_directory()},
                     {"CORELOGIC_DATA_DIR", data_directory()}};
  for (const auto& [name, value] : more) all[name] = value;
  return all;
}

Process::Process(const std::vector<std::string>& arguments, const Environment& environment) {
  std::vector<std::string> argument_strings = arguments;
  std::vector<std::string> environment_strings = merged_environment(environment);
  const auto argv = pointers(argument_strings);
  auto envp = pointers(environment_strings);
  output_ = make_memory_file("stdout");
  error_ = make_memory_file("stderr");
  const pid_t parent = getpid();
  pid_ = fork();
  if (pid_ < 0) fail("fork");
  if (pid_ == 0) become(argv.data(), envp.data(), output_, error_, parent);
  pidfd_ = static_cast<int>(syscall(SYS_pidfd_open, pid_, 0));
  if (pidfd_ < 0) fail("pidfd_open");
}

Process::Process(Process&& other) noexcept
    : pid_(std::exchange(other.pid_, -1)),
      pidfd_(std::exchange(other.pidfd_, -1)),
      output_(std::exchange(other.output_, -1)),
      error_(std::exchange(other.error_, -1)),
      exit_(other.exit_) {}

Process::~Process() {
  if (pid_ > 0 && !exit_) {
    signal(SIGKILL);
    reap();
  }
  for (const int fd : {pidfd_, output_, error_}) {
    if (fd >= 0) close(fd);
  }
}

void Process::reap() {
  pollfd ended{pidfd_, POLLIN, 0};
  while (poll(&ended, 1, kMostReaping) < 0 && errno == EINTR) {
  }
  int status = 0;
  const pid_t reaped = waitpid(pid_, &status, WNOHANG);
  if (reaped == 0) std::fprintf(stderr, "process %d does not end, though it was killed 10 s ago\n", pid_);
  if (reaped == 0)
    exit_ = Exit{-1, SIGKILL};
  else
    exit_ = WIFSIGNALED(status) ? Exit{-1, WTERMSIG(status)} : Exit{WEXITSTATUS(status), 0};
}

bool Process::running() {
  return !wait(0ms);
}

void Process::signal(int number) const {
  if (pid_ > 0 && !exit_) ::kill(pid_, number);
}

std::optional<Exit> Process::wait(Milliseconds deadline) {
  const auto end = Clock::now() + deadline;
  while (!exit_) {
    const auto left = std::chrono::ceil<Milliseconds>(end - Clock::now()).count();
    pollfd ended{pidfd_, POLLIN, 0};
    const int ready = poll(&ended, 1, static_cast<int>(std::max<long>(left, 0)));
    if (ready > 0) {
      reap();
    } else if (Clock::now() >= end) {
      return std::nullopt;
    }
  }
  return exit_;
}

Exit Process::stop(Milliseconds deadline) {
  signal(SIGTERM);
  if (const auto ended = wait(deadline)) return *ended;
  signal(SIGKILL);
  reap();
  return *exit_;
}

std::string Process::standard_output() const {
  return contents(output_);
}
std::string Process::standard_error() const {
  return contents(error_);
}

bool Process::says(const std::string& text, Milliseconds deadline) {
  const auto said = [&] {
    return standard_output().find(text) != std::string::npos ||
           standard_error().find(text) != std::string::npos;
  };
  bool ended = false;
  const bool heard = eventually([&] { return said() || (ended = !running()); }, deadline);
  return heard && (!ended || said());
}

Finished run(const std::vector<std::string>& arguments, const Environment& environment,
             Milliseconds deadline) {
  Process process(arguments, environment);
  auto ended = process.wait(deadline);
  if (!ended) {
    process.signal(SIGKILL);
    ended = process.wait(10s);
  }
  return {ended.value_or(Exit{-1, SIGKILL}), process.standard_output(), process.standard_error()};
}

bool eventually(const std::function<bool()>& holds, Milliseconds deadline) {
  const auto end = Clock::now() + deadline;
  while (!holds()) {
    if (Clock::now() >= end) return false;
    poll(nullptr, 0, 1);
  }
  return true;
}

bool alive(pid_t pid) {
  std::ifstream status("/proc/" + std::to_string(pid) + "/stat");
  std::string text;
  if (!std::getline(status, text)) return false;
  const auto name_end = text.rfind(')');
  return name_end != std::string::npos && name_end + 2 < text.size() && text[name_end + 2] != 'Z';
}

}  // namespace corelogic::support
