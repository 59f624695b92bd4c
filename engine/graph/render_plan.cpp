// render_plan.cpp: taking a plan into service, moving its gains, reading its meters, running its steps. Side:
// audio.
#include "engine/graph/render_plan.h"

#include <algorithm>
#include <utility>

namespace corelogic::graph {
namespace {

float wanted_gain(const RenderPlan& plan, const Path& path) noexcept CL_REALTIME {
  float gain = path.constant;
  for (std::uint32_t i = 0; i < path.cell_count; ++i)
    gain *= plan.cells[plan.path_cells[path.first_cell + i]].value;
  return gain;
}

void aim(const RenderPlan& plan, const Path& path) noexcept CL_REALTIME {
  const float goal = wanted_gain(plan, path);
  if (path.ramp != nullptr) {
    if (path.ramp->target != goal) path.ramp->move_to(goal, plan.ramp_frames);
  } else if (path.lane_ramp->target[path.lane] != goal) {
    path.lane_ramp->move_to(path.lane, goal, plan.ramp_frames);
  }
}

void take_over(const LaneTakeover& takeover) noexcept CL_REALTIME {
  const dsp::LaneRamp* from = takeover.from;
  takeover.to->target[takeover.to_lane] = from == nullptr ? takeover.gain : from->target[takeover.from_lane];
  takeover.to->step[takeover.to_lane] = from == nullptr ? 0.0F : from->step[takeover.from_lane];
  takeover.to->left[takeover.to_lane] = from == nullptr ? 0.0F : from->left[takeover.from_lane];
}

/// The channel's peak, and the hold restarted.
float take_peak(const PeakTap& tap) noexcept CL_REALTIME {
  if (tap.hold == nullptr) return 0.0F;
  float* partial = tap.hold->partial;
  if (tap.lane >= 0) return std::exchange(partial[tap.lane], 0.0F);
  const float peak = *std::max_element(partial, partial + dsp::kLanes);
  std::fill(partial, partial + dsp::kLanes, 0.0F);
  return peak;
}

void read_reduction(const ReductionTap& tap, float& reduction, float& key) noexcept CL_REALTIME {
  reduction = tap.effect->take_gain_reduction();
  key = tap.keyed ? tap.effect->take_key_peak() : 0.0F;
}

void begin_line(const DelayChange& line) noexcept CL_REALTIME {
  if (line.planar != nullptr) return line.planar->begin(line.frames);
  line.lanes->begin(line.lane, line.frames);
  if (line.frames == 0) line.lanes->listen(line.lane);
}

}  // namespace

void install(RenderPlan& plan) noexcept CL_REALTIME {
  for (const LaneMove& move : plan.lane_moves) {
    if (move.from != nullptr) {
      move.to->move_from(*move.from, move.from_lanes, move.to_lanes);
    } else {
      move.to->begin(move.to_lanes, move.values, move.bypass);
    }
  }
  for (const LaneTakeover& takeover : plan.lane_takeovers) take_over(takeover);
  for (const LaneClear& clear : plan.lane_clears) {
    clear.ramp->target[clear.lane] = 0.0F;
    clear.ramp->step[clear.lane] = 0.0F;
    clear.ramp->left[clear.lane] = 0.0F;
  }
  for (const DelayChange& begin : plan.delay_begins) begin_line(begin);
  for (const DelayChange& move : plan.delay_moves)
    move.planar != nullptr ? move.planar->take_over(*move.from_planar)
                           : move.lanes->move_from(*move.from_lanes, move.from_lane, move.lane);
}

void begin_fades(RenderPlan& plan) noexcept CL_REALTIME {
  for (const DelayChange& delay : plan.delay_settings)
    delay.planar != nullptr ? delay.planar->set(delay.frames) : delay.lanes->set(delay.lane, delay.frames);
  for (const StageSetting& stage : plan.stage_settings)
    stage.stage->set(stage.clip, stage.bits, plan.ramp_frames);
  for (const LatencyValue& value : plan.latency_values)
    value.effect->set_parameter(value.parameter, value.value);
  for (const Path& path : plan.paths) aim(plan, path);
}

void set_gain(RenderPlan& plan, std::uint32_t cell, float value) noexcept CL_REALTIME {
  GainCell& target = plan.cells[cell];
  target.value = value;
  for (std::uint32_t i = 0; i < target.path_count; ++i)
    aim(plan, plan.paths[plan.cell_paths[target.first_path + i]]);
}

void read_meters(RenderPlan& plan, MeterReading& reading) noexcept CL_REALTIME {
  std::size_t tap = 0;
  for (std::size_t channel = 0; channel < plan.meter_peak_counts.size(); ++channel) {
    float peak = 0.0F;
    for (std::uint32_t i = 0; i < plan.meter_peak_counts[channel]; ++i)
      peak = std::max(peak, take_peak(plan.meter_peaks[tap++]));
    reading.peaks[channel] = peak;
  }
  for (std::size_t i = 0; i < plan.reductions.size(); ++i)
    read_reduction(plan.reductions[i], reading.reductions[i], reading.keys[i]);
}

MeterReading make_reading(const RenderPlan& plan) {
  return {.plan = &plan,
          .peaks = std::vector<float>(plan.meter_peak_counts.size()),
          .reductions = std::vector<float>(plan.reductions.size()),
          .keys = std::vector<float>(plan.reductions.size())};
}

void render(const RenderPlan& plan, const CycleContext& context) noexcept CL_REALTIME {
  for (const RenderStep& step : plan.steps) step.run(step.state, context);
}

}  // namespace corelogic::graph
