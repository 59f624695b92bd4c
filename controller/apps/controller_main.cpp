// controller_main.cpp: corelogic-controller: options, log, signals, the service manager. Wiring only.
// Side: control, the main thread.
#include <spdlog/async.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <systemd/sd-daemon.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>

#include "controller/actors/compile_document.h"
#include "controller/actors/controller.h"

namespace {

using corelogic::actors::Controller;
using corelogic::vocabulary::Refusal;

constexpr long kLongestNap = 1'000'000'000;  // 1 s in ns

struct Options {
  std::string runtime;
  std::string data;
  std::string project;
  std::string tcp;
  std::string document;
  std::string audio_directory = "audio";
  std::string log_level = "info";
};

int fail(const Refusal& why) {
  std::fprintf(stderr, "corelogic-controller: %s\n", why.sentence.c_str());
  return 1;
}

/// One line an event on stderr. A reader that does not read costs log lines, never an actor's time.
void start_log(const std::string& level) {
  spdlog::init_thread_pool(8192, 1);
  auto log = spdlog::create_async_nb<spdlog::sinks::stderr_sink_mt>("controller");
  log->set_pattern("%Y-%m-%d %H:%M:%S.%e %l %v");
  log->set_level(spdlog::level::from_str(level));
  log->flush_on(spdlog::level::info);
  spdlog::set_default_logger(log);
}

sigset_t ending_signals() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGTERM);
  sigaddset(&set, SIGINT);
  return set;
}

/// Sleeps until told to end; pets the watchdog only while every actor answers.
void watch(Controller& controller, const sigset_t& ending) {
  std::uint64_t watchdog_us = 0;
  const bool watched = sd_watchdog_enabled(0, &watchdog_us) > 0;
  const long nap = watched ? std::min(kLongestNap, static_cast<long>(watchdog_us) * 1000 / 4) : kLongestNap;
  const timespec timeout{nap / 1'000'000'000, nap % 1'000'000'000};
  controller.ping();
  while (sigtimedwait(&ending, nullptr, &timeout) < 0) {
    if (!controller.all_answered()) continue;
    if (watched) sd_notify(0, "WATCHDOG=1");
    controller.ping();
  }
}

/// "9610" or "192.168.1.5:9610": control there, telemetry on the port above.  Requires: check_tcp agrees.
corelogic::actors::Network network_of(const std::string& tcp) {
  if (tcp.empty()) return {};
  const std::size_t colon = tcp.rfind(':');
  const std::string host = colon == tcp.npos ? "*" : tcp.substr(0, colon);
  const int port = std::atoi(tcp.substr(colon == tcp.npos ? 0 : colon + 1).c_str());
  const std::string at = "tcp://" + host + ":";
  return {at + std::to_string(port), at + std::to_string(port + 1)};
}

std::string check_tcp(const std::string& tcp) {
  const std::size_t colon = tcp.rfind(':');
  const std::string port = tcp.substr(colon == tcp.npos ? 0 : colon + 1);
  const bool number = !port.empty() && port.size() <= 5 &&
                      std::all_of(port.begin(), port.end(), [](char c) { return c >= '0' && c <= '9'; });
  const int value = number ? std::atoi(port.c_str()) : 0;
  return value > 0 && value < 65535 ? "" : "a port below 65535, or ADDRESS:PORT, as 9610 or 192.168.1.5:9610";
}

int serve(const Options& options) {
  start_log(options.log_level);
  const sigset_t ending = ending_signals();
  pthread_sigmask(SIG_BLOCK, &ending, nullptr);  // before the first thread: all inherit it
  std::signal(SIGPIPE, SIG_IGN);
  {
    auto controller = Controller::start(options.project, network_of(options.tcp));
    if (!controller) {
      spdlog::shutdown();
      return fail(controller.refusal());
    }
    spdlog::info("controller: ready with {}", (*controller)->summary());
    sd_notifyf(0, "READY=1\nSTATUS=%s", (*controller)->summary().c_str());
    watch(**controller, ending);
    sd_notify(0, "STOPPING=1");
  }
  spdlog::shutdown();
  return 0;
}

int compile(const Options& options) {
  const auto graph = corelogic::actors::compile_document(options.document, options.audio_directory);
  if (!graph) return fail(graph.refusal());
  const bool written = std::fwrite(graph->data(), 1, graph->size(), stdout) == graph->size();
  return written && std::fflush(stdout) == 0
             ? 0
             : fail({{}, "stdout", "The graph could not be written to stdout."});
}

}  // namespace

// NOLINTNEXTLINE(bugprone-exception-escape): a start-up that is broken ends here
int main(int argc, char** argv) {
  CLI::App app(
      "The CoreLogic Studio controller: keeps projects, answers clients, tells the engine what to play.");
  app.footer(
      "Examples:\n"
      "  corelogic-controller\n"
      "  corelogic-controller --open \"Tuesday session\"\n"
      "  corelogic-controller --tcp 9610\n"
      "  corelogic-controller --runtime /run/corelogic --data /var/lib/corelogic\n"
      "  corelogic-controller --compile project.json --audio-directory audio > graph.bin");
  Options options;
  app.set_version_flag("--version", std::string("corelogic-controller ") + CORELOGIC_VERSION);
  app.add_option("--runtime", options.runtime, "directory of the sockets ($CORELOGIC_RUNTIME_DIR)");
  app.add_option("--data", options.data, "directory of the projects ($CORELOGIC_DATA_DIR)");
  app.add_option("--open", options.project, "the project to open; default: the one open last");
  app.add_option("--tcp", options.tcp,
                 "open control at this [ADDRESS:]PORT and telemetry at the port above, behind CURVE; see "
                 "corelogic access ($CORELOGIC_TCP)")
      ->envname("CORELOGIC_TCP")
      ->check(check_tcp);
  app.add_option("--log", options.log_level, "debug, info, warning or error")
      ->check(CLI::IsMember({"debug", "info", "warning", "error"}));
  auto* document = app.add_option("--compile", options.document,
                                  "print the graph of this project document as Cap'n Proto, and end");
  app.add_option("--audio-directory", options.audio_directory,
                 "where --compile looks for relative sound files")
      ->needs(document);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  if (!options.document.empty()) return compile(options);
  if (!options.runtime.empty()) setenv("CORELOGIC_RUNTIME_DIR", options.runtime.c_str(), 1);
  if (!options.data.empty()) setenv("CORELOGIC_DATA_DIR", options.data.c_str(), 1);
  return serve(options);
}
