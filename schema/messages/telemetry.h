// telemetry.h: telemetry.capnp as plain values.
#pragma once

#include <cstdint>
#include <vector>

#include "schema/vocabulary/ids.h"

namespace corelogic::messages {

struct MeterFrame {
  std::uint64_t number = 0;
  vocabulary::Revision revision;
  std::int64_t position = 0;
  bool rolling = false;
  std::uint64_t xruns = 0;
  float load = 0;
  std::vector<vocabulary::NodeId> nodes;
  std::vector<std::uint16_t> channels;
  std::vector<float> peaks;
  std::vector<float> gains;
  bool operator==(const MeterFrame&) const = default;
};

}  // namespace corelogic::messages
