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
  std::vector<float> rms = {};
  std::vector<std::uint32_t> clips = {};
  std::vector<std::uint32_t> detailed = {};  ///< indices into nodes; the next seven lists are of these
  std::vector<float> true_peaks = {};
  std::vector<float> correlations = {};
  std::vector<float> vus = {};
  std::vector<float> momentary = {};
  std::vector<float> short_term = {};
  std::vector<float> integrated = {};
  std::vector<float> ranges = {};
  std::vector<vocabulary::NodeId> key_nodes = {};
  std::vector<float> key_peaks = {};
  std::vector<vocabulary::NodeId> cost_nodes = {};  ///< about once a second, else empty
  std::vector<float> cost_least = {};
  std::vector<float> cost_mean = {};
  std::vector<float> cost_most = {};
  std::vector<vocabulary::NodeId> spectrum_nodes = {};  ///< watched: see SpectrumTaps
  std::uint16_t spectrum_bins = 0;                      ///< of each; bin k is at k / (2 * bins) of the sample rate
  std::vector<float> spectra = {};                      ///< dBFS of a sine; bins after bins
  std::vector<std::uint32_t> detectors = {};            ///< indices into nodes: dynamics
  std::vector<float> detector_levels = {};              ///< of each, linear: what its curve was asked about
  bool operator==(const MeterFrame&) const = default;
};

}  // namespace corelogic::messages
