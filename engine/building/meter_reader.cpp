// meter_reader.cpp: sums become levels, beside the nodes they belong to.  Side: control.
#include "engine/building/meter_reader.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "schema/vocabulary/effect_catalogue.h"

namespace corelogic::building {
namespace {

/// Readings for which a muted node is remembered, so that a status ten times a second misses none.
constexpr int kRemembered = 8;

/// The level people see on the strip of a metered node, dB.
double set_level(vocabulary::NodeId metered, const LiveGraph& graph) {
  if (const auto* node = graph.find(metered))
    if (const auto* output = std::get_if<messages::OutputNode>(&node->kind))
      return output->parameters[vocabulary::output::kLevel];
  const auto fader = vocabulary::make_node_id(vocabulary::owner_of(metered), vocabulary::NodeRole::kFader);
  if (const auto* node = graph.find(fader))
    if (const auto* fx = std::get_if<messages::FxNode>(&node->kind); fx != nullptr && fx->effect == "fader")
      return fx->parameters[vocabulary::fader::kVolume];
  return 0.0;
}

void clear(messages::MeterFrame& frame) {
  frame.nodes.clear();
  frame.channels.clear();
  frame.gains.clear();
  frame.detailed.clear();
  frame.key_nodes.clear();
  frame.detectors.clear();
  frame.cost_nodes.clear();
  for (auto* list : {&frame.rms, &frame.true_peaks, &frame.correlations, &frame.vus, &frame.momentary,
                     &frame.short_term, &frame.integrated, &frame.ranges, &frame.key_peaks, &frame.cost_least,
                     &frame.cost_mean, &frame.cost_most, &frame.detector_levels})
    list->clear();
}

}  // namespace

void MeterReader::read(const graph::RenderPlan& plan, const graph::MeterReading& reading,
                       const LiveGraph& graph, const LoudnessMeters& loudness, messages::MeterFrame& frame) {
  frame.revision = plan.revision;
  clear(frame);
  read_levels(plan, reading, graph, frame);
  read_details(plan, reading, loudness, frame);
  for (std::size_t i = 0; i < plan.reductions.size(); ++i) {
    frame.detectors.push_back(static_cast<std::uint32_t>(frame.nodes.size()));
    frame.detector_levels.push_back(reading.detectors[i]);
    frame.nodes.push_back(plan.reductions[i].node);
    frame.channels.push_back(0);
    frame.gains.push_back(reading.reductions[i]);
    if (!plan.reductions[i].keyed) continue;
    frame.key_nodes.push_back(plan.reductions[i].node);
    frame.key_peaks.push_back(reading.keys[i]);
  }
  read_faults(plan, reading);
}

void MeterReader::read_levels(const graph::RenderPlan& plan, const graph::MeterReading& reading,
                              const LiveGraph& graph, messages::MeterFrame& frame) {
  for (const graph::MeterTap& meter : plan.meters) {
    frame.nodes.push_back(meter.node);
    frame.channels.push_back(meter.channels);
    frame.gains.push_back(static_cast<float>(set_level(meter.node, graph)));
  }
  frame.peaks = reading.peaks;
  frame.clips = reading.clips;
  for (std::size_t i = 0; i < reading.squares.size(); ++i)
    frame.rms.push_back(std::sqrt(reading.squares[i] / static_cast<float>(std::max(reading.heard[i], 1U))));
}

void MeterReader::read_details(const graph::RenderPlan& plan, const graph::MeterReading& reading,
                               const LoudnessMeters& loudness, messages::MeterFrame& frame) {
  const double seconds = reading.frames / sample_rate_;
  std::size_t channel = 0;
  for (std::uint32_t m = 0; m < plan.meters.size(); ++m) {
    const graph::MeterTap& meter = plan.meters[m];
    if (!meter.full) continue;
    const std::size_t number = frame.detailed.size();
    frame.detailed.push_back(m);
    read_detail(meter, reading.details.data() + channel, seconds, frame);
    channel += meter.channels;
    const metering::Loudness now = number < loudness.size() ? loudness[number]->read() : metering::Loudness();
    frame.momentary.push_back(now.momentary);
    frame.short_term.push_back(now.short_term);
    frame.integrated.push_back(now.integrated);
    frame.ranges.push_back(now.range);
  }
  if (needles_.size() > frame.detailed.size())
    std::erase_if(needles_, [&](const auto& known) {
      return std::ranges::none_of(frame.detailed,
                                  [&](std::uint32_t m) { return plan.meters[m].node == known.first; });
    });
}

void MeterReader::read_detail(const graph::MeterTap& meter, const graph::DetailReading* channels,
                              double seconds, messages::MeterFrame& frame) {
  // The mean magnitude of a sine of RMS 1 is 2·sqrt(2)/pi.
  constexpr double kFormFactor = std::numbers::pi / (2.0 * std::numbers::sqrt2);
  Needles& needles = needles_[meter.node];
  needles.vus.resize(meter.channels);
  const auto mean = [](const graph::DetailReading& channel, float sum) {
    return static_cast<double>(sum) / std::max(channel.frames, 1U);
  };
  for (std::uint16_t c = 0; c < meter.channels; ++c) {
    frame.true_peaks.push_back(channels[c].true_peak);
    const double level = kFormFactor * mean(channels[c], channels[c].magnitudes);
    frame.vus.push_back(static_cast<float>(needles.vus[c].move(std::isfinite(level) ? level : 0.0, seconds)));
  }
  if (meter.channels == 0) return frame.correlations.push_back(0.0F);
  const graph::DetailReading& left = channels[0];
  const graph::DetailReading& right = channels[meter.channels > 1 ? 1 : 0];
  const double r = needles.correlation.move(mean(left, meter.channels > 1 ? left.products : left.squares),
                                            mean(left, left.squares), mean(right, right.squares), seconds);
  frame.correlations.push_back(static_cast<float>(r));
}

void MeterReader::read_faults(const graph::RenderPlan& plan, const graph::MeterReading& reading) {
  for (auto& [node, left] : muted_) --left;
  for (std::size_t i = 0; i < plan.faults.size(); ++i) {
    if (!reading.faults[i]) continue;
    const auto known =
        std::ranges::find(muted_, plan.faults[i].node, &std::pair<vocabulary::NodeId, int>::first);
    if (known != muted_.end())
      known->second = kRemembered;
    else
      muted_.emplace_back(plan.faults[i].node, kRemembered);
  }
  std::erase_if(muted_, [](const auto& node) { return node.second <= 0; });
}

std::vector<vocabulary::NodeId> MeterReader::muted() const {
  std::vector<vocabulary::NodeId> nodes;
  for (const auto& [node, left] : muted_) nodes.push_back(node);
  return nodes;
}

std::vector<std::string> MeterReader::warnings(const LiveGraph& graph) const {
  std::vector<std::string> words;
  for (const auto& [id, left] : muted_)
    if (const messages::Node* node = graph.find(id))
      words.push_back(spoken(*node) + " gives no numbers: muted.");
  return words;
}

}  // namespace corelogic::building
