// latency_compensator.h: every path to a sum arrives together, to the sample: who is how late, and where a
// delay line stands on the way. It writes the steps of the lines.  Side: control.
//
//   The latency of a node's output is that of its input plus its effect's own (effect_catalogue). A sink is
//   as late as the latest that arrives; all else waits for it. Playback channels that share an output node
//   are one sink in this sense. What only fades out does not count: it keeps the delay it has.
#pragma once

#include <unordered_map>
#include <vector>

#include "engine/building/plan_draft.h"

namespace corelogic::building {

class LatencyCompensator {
 public:
  /// Finds all latencies, writes nothing.
  explicit LatencyCompensator(PlanDraft& draft);

  /// Where a route's source is to be read on its way to `sink`, in time. Writes the line's step the first
  /// time. Requires: all steps of the sources of `sink` are written.
  struct Reading {
    const graph::ChannelSlot* slot = nullptr;  ///< planar; null: in lanes
    const dsp::LaneFrame* frames = nullptr;
    After after;
  };
  Reading read(const Sink& sink, const Route& route);

  /// Of output nodes, for reports.
  [[nodiscard]] const std::vector<graph::OutputLatency>& outputs() const { return outputs_; }
  /// Of a sink of the folded graph.
  [[nodiscard]] std::uint32_t frames_to(std::size_t sink) const { return target_[sink]; }

 private:
  /// What one sink needs of each lane block: the longest delay; 0 with lines kept until they have faded.
  struct SinkNeeds {
    std::unordered_map<std::uint64_t, std::uint32_t> longest;  ///< by block number
  };
  struct LaneLine {
    std::shared_ptr<LaneLines> lines;
    StepId written = 0;
  };

  void find_latencies();
  void find_device_targets();
  [[nodiscard]] std::uint32_t latest(const Sink& sink) const;
  [[nodiscard]] std::uint32_t own_latency(const messages::Node& node) const;
  [[nodiscard]] Key line_key(const Sink& sink, const Route& route) const;
  [[nodiscard]] std::int64_t frames_of(const Sink& sink, const Route& route) const;
  const SinkNeeds& needs_of(const Sink& sink);
  Reading read_planar(const Key& key, const NodeOutput& from, std::uint16_t channel, std::uint32_t frames);
  Reading read_lanes(const Sink& sink, const Route& route, const NodeOutput& from);

  PlanDraft& draft_;
  std::vector<std::uint32_t> latency_;  ///< of each node's output
  std::vector<std::uint32_t> target_;   ///< of each sink
  std::vector<graph::OutputLatency> outputs_;
  std::unordered_map<const Sink*, SinkNeeds> needs_;
  std::unordered_map<Key, Reading> planar_;
  std::unordered_map<Key, LaneLine> lanes_;  ///< by lane block and sink
};

}  // namespace corelogic::building
