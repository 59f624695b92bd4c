// process.h: real processes for tests: started with their own directories, watched, killed, never left
// behind. It knows nothing of what they do.  Side: test; a Process belongs to one thread (the one that must
// outlive it: the child dies with the thread that started it).
#pragma once

#include <sys/types.h>

#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace corelogic::support {

using namespace std::chrono_literals;
using Milliseconds = std::chrono::milliseconds;
using Environment = std::map<std::string, std::string>;

/// A directory of its own under $TMPDIR, mode 0700, with a short path (ipc endpoints hold 107 characters);
/// removed with all that is in it when the object goes.
class ScratchDirectory {
 public:
  ScratchDirectory();
  ~ScratchDirectory();
  ScratchDirectory(const ScratchDirectory&) = delete;
  ScratchDirectory& operator=(const ScratchDirectory&) = delete;
  [[nodiscard]] const std::string& path() const { return path_; }
  /// `path()/name`; makes nothing.
  [[nodiscard]] std::string file(const std::string& name) const { return path_ + "/" + name; }

 private:
  std::string path_;
};

/// One house of its own for a test: a runtime and a data directory, and the environment that points there.
class House {
 public:
  House();
  [[nodiscard]] std::string runtime_directory() const { return scratch_.file("run"); }
  [[nodiscard]] std::string data_directory() const { return scratch_.file("data"); }
  [[nodiscard]] const ScratchDirectory& scratch() const { return scratch_; }
  /// CORELOGIC_RUNTIME_DIR, CORELOGIC_DATA_DIR, and `more`.
  [[nodiscard]] Environment environment(const Environment& more = {}) const;

 private:
  ScratchDirectory scratch_;
};

struct Exit {
  int status = 0;  ///< exit status; -1 when a signal ended it
  int signal = 0;  ///< 0 when it ended by itself
};

/// One running program. The destructor kills (SIGKILL) and reaps it; so does the death of the test itself.
class Process {
 public:
  /// Starts `arguments[0]` (a path, or a name found on $PATH) with the test's environment and `environment`
  /// on top; an empty value removes a variable. stdin is /dev/null, stdout and stderr are kept in memory.
  /// Throws std::runtime_error when it cannot be started.
  explicit Process(const std::vector<std::string>& arguments, const Environment& environment = {});
  ~Process();
  Process(Process&& other) noexcept;
  Process& operator=(Process&&) = delete;

  [[nodiscard]] pid_t pid() const { return pid_; }
  [[nodiscard]] int pidfd() const { return pidfd_; }
  /// True until it has ended (a zombie counts as ended).
  [[nodiscard]] bool running();
  void signal(int number) const;
  /// Waits for the end. nullopt: still running after `deadline`.
  [[nodiscard]] std::optional<Exit> wait(Milliseconds deadline = 10s);
  /// SIGTERM, then SIGKILL when it has not ended by `deadline`.
  Exit stop(Milliseconds deadline = 5s);

  [[nodiscard]] std::string standard_output() const;
  [[nodiscard]] std::string standard_error() const;
  /// Waits until stdout or stderr contains `text`. False: `deadline` passed, or it ended without saying it.
  [[nodiscard]] bool says(const std::string& text, Milliseconds deadline = 10s);

 private:
  void reap();

  pid_t pid_ = -1;
  int pidfd_ = -1;
  int output_ = -1;
  int error_ = -1;
  std::optional<Exit> exit_;
};

struct Finished {
  Exit exit;
  std::string output;
  std::string error;
};

/// Starts, waits for the end, gives back what was said. Past the deadline it is killed: exit.signal is
/// SIGKILL.
[[nodiscard]] Finished run(const std::vector<std::string>& arguments, const Environment& environment = {},
                           Milliseconds deadline = 30s);

/// Asks `holds` every millisecond until it is true. False: `deadline` passed.
[[nodiscard]] bool eventually(const std::function<bool()>& holds, Milliseconds deadline = 10s);

/// Whether a process with this id exists and is not a zombie. For processes that are not our children.
[[nodiscard]] bool alive(pid_t pid);

}  // namespace corelogic::support
