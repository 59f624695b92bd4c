// jackd.cpp: starts jackd, waits for it as a client would, and leaves nothing in /dev/shm.  Side: test.
#include "tests/support/jackd.h"

#include <jack/jack.h>
#include <signal.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <utility>

#include "tests/support/deadline.h"

namespace corelogic::support {
namespace {

void say_nothing(const char*) {}

bool accepts_clients(const std::string& server) {
  jack_set_error_function(&say_nothing);
  jack_set_info_function(&say_nothing);
  auto accepted = std::make_shared<bool>(false);
  within("a first client of the server " + server, [server, accepted] {
    jack_status_t status{};
    const auto options = static_cast<jack_options_t>(JackNoStartServer | JackServerName);
    jack_client_t* client = jack_client_open("ready", options, &status, server.c_str());
    *accepted = client != nullptr;
    if (*accepted) jack_client_close(client);
  });
  return *accepted;
}

std::vector<std::string> command_line(const std::string& name, const JackOptions& options) {
  std::vector<std::string> words = {"jackd"};
  if (options.realtime) {
    words.insert(words.end(), {"-R", "-P" + std::to_string(options.priority)});
  } else {
    words.emplace_back("-r");
  }
  words.insert(words.end(), {"-n", name, "-d", "dummy", "-r", std::to_string(options.rate), "-p",
                             std::to_string(options.period)});
  return words;
}

}  // namespace

JackServer::JackServer(const JackOptions& options) : options_(options) {
  static std::atomic<int> count{0};
  name_ = "cl" + std::to_string(getpid()) + "_" + std::to_string(++count);
  start();
}

JackServer::~JackServer() {
  if (process_) process_->stop();
  process_.reset();
  clear_leftovers();
}

namespace {

bool any_jackd_runs() {
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator("/proc", ignored)) {
    std::string name;
    std::ifstream(entry.path() / "comm") >> name;
    if ((name == "jackd" || name == "jackdbus") && alive(std::atoi(entry.path().filename().c_str())))
      return true;
  }
  return false;
}

/// All servers of a user share one property database, and whoever is killed while writing leaves a lock in it
/// on which every later server waits for ever. It may go when no server lives.
void remove_property_locks() {
  if (any_jackd_runs()) return;
  std::error_code ignored;
  std::filesystem::remove_all("/dev/shm/jack_db-" + std::to_string(getuid()), ignored);
}

/// A killed server keeps its place in the registry, and there are eight: then "too many servers already
/// active". The registry may go when no server lives and this process has not yet looked into it.
void remove_old_registry() {
  static bool looked = false;
  if (std::exchange(looked, true) || any_jackd_runs()) return;
  std::error_code ignored;
  const std::string segments = "jack-" + std::to_string(getuid()) + "-";
  for (const auto& entry : std::filesystem::directory_iterator("/dev/shm", ignored)) {
    const std::string file = entry.path().filename();
    if (file == "jack-shm-registry" || file.starts_with(segments))
      std::filesystem::remove(entry.path(), ignored);
  }
}

}  // namespace

void JackServer::start() {
  remove_property_locks();
  remove_old_registry();
  process_ = std::make_unique<Process>(command_line(name_, options_),
                                       Environment{{"JACK_NO_AUDIO_RESERVATION", "1"}});
  std::string why = "no client can connect";
  try {
    const bool ready = eventually([this] { return !process_->running() || accepts_clients(name_); });
    if (ready && process_->running()) return;
  } catch (const std::runtime_error& late) {
    why = late.what();
  }
  throw std::runtime_error(why + "; " + words());
}

std::string JackServer::words() const {
  const bool ended = !process_ || !process_->running();
  return "jackd " + name_ + (ended ? " has ended" : " runs") +
         (process_ ? ": " + process_->standard_output() + process_->standard_error() : "");
}

void JackServer::kill() {
  process_->signal(SIGKILL);
  (void)process_->wait();
  clear_leftovers();
}

void JackServer::restart(const JackOptions& options) {
  if (process_->running()) kill();
  options_ = options;
  start();
}

// A killed server leaves its sockets and semaphores; their names carry its name: jack_<name>_...,
// jack_sem.<uid>_<name>_...
void JackServer::clear_leftovers() const {
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator("/dev/shm", ignored)) {
    const std::string file = entry.path().filename();
    if (file.find("_" + name_ + "_") != std::string::npos) std::filesystem::remove(entry.path(), ignored);
  }
}

Environment JackServer::environment(const Environment& more) const {
  Environment all = {
      {"JACK_DEFAULT_SERVER", name_}, {"JACK_NO_START_SERVER", "1"}, {"JACK_NO_AUDIO_RESERVATION", "1"}};
  for (const auto& [name, value] : more) all[name] = value;
  return all;
}

void JackServer::use_in_this_process() const {
  for (const auto& [name, value] : environment()) setenv(name.c_str(), value.c_str(), 1);
}

}  // namespace corelogic::support
