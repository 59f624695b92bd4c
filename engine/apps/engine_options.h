// engine_options.h: the command line of corelogic-engine.
#pragma once

#include <cstdint>
#include <string>
#include <variant>

namespace corelogic::apps {

enum class DeviceWish : std::uint8_t { kAuto, kJack, kTimer };

struct EngineOptions {
  DeviceWish device = DeviceWish::kAuto;
  std::uint32_t rate = 48000;  ///< of the timer; JACK has its own
  std::uint32_t block = 64;    ///< of the timer; JACK has its own
  std::uint32_t threads = 1;
  std::string jack_name = "corelogic";
  bool connect = false;
  std::uint32_t inputs = 8;
  std::uint32_t outputs = 8;
  std::string runtime_directory;  ///< empty: as wire::runtime_directory() says
  std::string cache_directory;    ///< empty: <data>/cache
};

/// Options, or the exit status after help, version or misuse has been printed.
[[nodiscard]] std::variant<EngineOptions, int> parse_engine_options(int argc, const char* const* argv);

}  // namespace corelogic::apps
