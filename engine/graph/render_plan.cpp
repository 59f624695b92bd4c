// render_plan.cpp: taking a plan into service, moving its gains, reading its meters, running its steps. Side:
// audio.
#include "engine/graph/render_plan.h"

#include <algorithm>
#include <utility>

#include "engine/dsp/finite.h"

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

void begin_line(const DelayChange& line) noexcept CL_REALTIME {
  if (line.planar != nullptr) return line.planar->begin(line.frames);
  line.lanes->begin(line.lane, line.frames);
  if (line.frames == 0) line.lanes->listen(line.lane);
}

}  // namespace

void install(RenderPlan& plan, std::uint32_t unread) noexcept CL_REALTIME {
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
  take_over_levels(plan.level_moves, unread);
  for (const DetailMove& move : plan.detail_moves)
    move.to.hold->move_from(*move.from, move.from_lane, move.to.lane);
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

void check_inputs(RenderPlan& plan, std::uint32_t frames) noexcept CL_REALTIME {
  const auto count = static_cast<std::uint32_t>(plan.device_inputs.size());
  for (std::uint32_t looks = std::min(count, kInputsAtOnce); looks > 0; --looks) {
    if (plan.next_input >= count) plan.next_input = 0;
    const DeviceInput& input = plan.device_inputs[plan.next_input++];
    if (dsp::is_finite(*input.slot, frames)) continue;
    for (std::uint32_t i = 0; i < input.reader_count; ++i)
      plan.input_readers[input.first_reader + i]->fetch_or(1U, std::memory_order_relaxed);
  }
}

void set_gain(RenderPlan& plan, std::uint32_t cell, float value) noexcept CL_REALTIME {
  GainCell& target = plan.cells[cell];
  target.value = value;
  for (std::uint32_t i = 0; i < target.path_count; ++i)
    aim(plan, plan.paths[plan.cell_paths[target.first_path + i]]);
}

MeterReading make_reading(const RenderPlan& plan) {
  return {.plan = &plan,
          .peaks = std::vector<float>(plan.meter_peaks.size()),
          .reductions = std::vector<float>(plan.reductions.size()),
          .keys = std::vector<float>(plan.reductions.size()),
          .detectors = std::vector<float>(plan.reductions.size()),
          .frames = 0,
          .squares = std::vector<float>(plan.meter_peaks.size()),
          .heard = std::vector<std::uint32_t>(plan.meter_peaks.size()),
          .clips = std::vector<std::uint32_t>(plan.meter_peaks.size()),
          .details = std::vector<DetailReading>(plan.details.size()),
          .faults = std::vector<bool>(plan.faults.size()),
          .costs = std::vector<CostCell>(plan.tasks.cell_count())};
}

void read_costs(RenderPlan& plan, MeterReading& reading) noexcept CL_REALTIME {
  TaskPlan& tasks = plan.tasks;
  reading.cost_renderings = std::exchange(tasks.renderings, 0);
  for (std::uint32_t cell = 0; cell < tasks.cell_count(); ++cell) {
    reading.costs[cell] = std::exchange(tasks.cost(cell), CostCell());
    tasks.cost(cell).last = reading.costs[cell].last;
    if (reading.cost_renderings > 0)
      tasks.expected_costs[cell] = reading.costs[cell].sum / static_cast<float>(reading.cost_renderings);
  }
}

Excess most_beyond_its_mean(const TaskPlan& tasks) noexcept CL_REALTIME {
  Excess found;
  for (const RenderTask& task : tasks.tasks) {
    for (std::uint32_t i = 0; i < task.segment_count; ++i) {
      const std::uint32_t cell = task.first_cell + i;
      const CostCell& cost = tasks.cost(cell);
      float mean = tasks.expected_costs[cell];
      if (mean == 0.0F && tasks.renderings > 1)
        mean = (cost.sum - cost.last) / static_cast<float>(tasks.renderings - 1);
      if (cost.last - mean > found.share)
        found = {.segment = task.first_segment + i, .share = cost.last - mean};
    }
  }
  return found;
}

vocabulary::NodeId owner_of(const TaskPlan& tasks, std::uint32_t segment) noexcept CL_REALTIME {
  if (segment >= tasks.segments.size() || tasks.segments[segment].owner_count == 0) return {};
  return tasks.owners[tasks.segments[segment].first_owner];
}

}  // namespace corelogic::graph
