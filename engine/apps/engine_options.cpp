// engine_options.cpp: see engine_options.h.
#include "engine/apps/engine_options.h"

#include <CLI/CLI.hpp>
#include <map>

#include "engine/apps/exit_status.h"
#include "engine/apps/version.h"

namespace corelogic::apps {
namespace {

constexpr const char* kFooter = R"(
Examples:
  corelogic-engine                              JACK if a server runs, else the timer
  corelogic-engine --device jack --connect      JACK, connected to the sound card
  corelogic-engine --device timer --rate 44100 --block 256

Exit status: 0 asked to end, 1 refused to start (the reason is on stderr), 2 misuse, 75 the device is lost or JACK has
come: start it again at once. With systemd: Type=notify, WatchdogSec=, Restart=always.)";

}  // namespace

std::variant<EngineOptions, int> parse_engine_options(int argc, const char* const* argv) {
  EngineOptions options;
  CLI::App app{"corelogic-engine plays the graph that corelogic-controller gives it."};
  app.footer(kFooter);
  app.set_version_flag("--version", kVersion);
  std::string device = "auto";
  app.add_option("--device", device, "auto, jack or timer")
      ->check(CLI::IsMember({"auto", "jack", "timer"}))
      ->type_name("NAME")
      ->capture_default_str();
  app.add_option("--rate", options.rate, "sample rate of the timer, Hz")
      ->check(CLI::Range(1000, 768000))
      ->capture_default_str();
  app.add_option("--block", options.block, "frames in a period of the timer")
      ->check(CLI::Range(1, 8192))
      ->capture_default_str();
  app.add_option("--threads", options.threads, "threads that render")
      ->check(CLI::Range(1, 64))
      ->capture_default_str();
  app.add_option("--jack-name", options.jack_name, "name of the JACK client")->capture_default_str();
  app.add_flag("--connect", options.connect, "connect main to the sound card, and its inputs to ours");
  app.add_option("--inputs", options.inputs, "device inputs")
      ->check(CLI::Range(0, 64))
      ->capture_default_str();
  app.add_option("--outputs", options.outputs, "device outputs: main, monitor, then more")
      ->check(CLI::Range(0, 64))
      ->capture_default_str();
  app.add_option("--runtime", options.runtime_directory, "directory of the sockets [$CORELOGIC_RUNTIME_DIR]");
  app.add_option("--cache", options.cache_directory, "directory of decoded sounds [<data>/cache]");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kDone : kMisuse;
  }
  const std::map<std::string, DeviceWish> wishes = {
      {"auto", DeviceWish::kAuto}, {"jack", DeviceWish::kJack}, {"timer", DeviceWish::kTimer}};
  options.device = wishes.at(device);
  return options;
}

}  // namespace corelogic::apps
