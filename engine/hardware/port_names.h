// port_names.h: what our JACK ports are called, for machines and for people.  Side: control.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace corelogic::hardware {

struct PortName {
  std::string name;    ///< "main_L": what connections are made by
  std::string pretty;  ///< "Main L": what a patch bay shows
};

/// in_1, in_2, …
[[nodiscard]] inline std::vector<PortName> input_names(std::uint32_t count) {
  std::vector<PortName> names;
  for (std::uint32_t i = 1; i <= count; ++i) {
    names.push_back({"in_" + std::to_string(i), "Input " + std::to_string(i)});
  }
  return names;
}

/// main_L, main_R, monitor_L, monitor_R, out_5, out_6, …: the number is the device channel's.
[[nodiscard]] inline std::vector<PortName> output_names(std::uint32_t count) {
  std::vector<PortName> names = {
      {"main_L", "Main L"}, {"main_R", "Main R"}, {"monitor_L", "Monitor L"}, {"monitor_R", "Monitor R"}};
  for (std::uint32_t i = 5; i <= count; ++i) {
    names.push_back({"out_" + std::to_string(i), "Output " + std::to_string(i)});
  }
  names.resize(count);
  return names;
}

}  // namespace corelogic::hardware
