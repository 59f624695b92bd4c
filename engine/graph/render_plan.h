// render_plan.h: everything the audio thread needs for one graph, decided beforehand.
// Life: 1. the control thread builds it (building/), allocates and touches all of it; 2. it crosses through
// the command ring; 3. the audio thread installs it (install()) and renders it; 4. the next one replaces it
// and it goes home through the retire ring; 5. the control thread frees it. Only the parts marked "audio"
// change after step 1, and only while it is installed. What survives a plan (ramps, lane blocks, effects,
// players) belongs to building/processor_pool and is only pointed at.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "engine/dsp/lane_delay.h"
#include "engine/dsp/lanes.h"
#include "engine/dsp/mix.h"
#include "engine/dsp/output_stage.h"
#include "engine/dsp/planar_delay.h"
#include "engine/effects/lane_effect.h"
#include "engine/graph/cycle_context.h"
#include "engine/graph/effect.h"
#include "engine/graph/meters.h"
#include "engine/graph/task_plan.h"
#include "engine/side.h"
#include "schema/vocabulary/ids.h"

namespace corelogic::graph {

/// One piece of work of a rendering. `state` points into the plan or the pool; `run` never allocates, locks
/// or waits.
struct RenderStep {
  void (*run)(void* state, const CycleContext&) noexcept;
  void* state;
};

/// A planar channel's pointer for the present block. Steps read through it, so a device channel, a file in
/// memory and a scratch buffer look alike and nothing is copied.
using ChannelSlot = const float*;

/// slot <- the device's capture channel (or silence, if the device has no such channel).
struct DeviceInput {
  ChannelSlot* slot = nullptr;
  std::uint16_t channel = 0;                         ///< from 0
  std::uint32_t first_reader = 0, reader_count = 0;  ///< into RenderPlan::input_readers
};

/// Gain of one channel through one fader, pan, output or edge; a path's gain is the product of its cells.
struct GainCell {
  float value = 1.0F;            ///< audio
  std::uint32_t first_path = 0;  ///< into RenderPlan::cell_paths
  std::uint32_t path_count = 0;
};

/// One channel's way from where it was last computed to where it is summed: all faders, pans and sends
/// between them folded into one ramp. Either `ramp` (planar) or `lane_ramp` and `lane`.
struct Path {
  dsp::GainRamp* ramp = nullptr;
  dsp::LaneRamp* lane_ramp = nullptr;
  std::uint32_t lane = 0;
  std::uint32_t first_cell = 0;  ///< into RenderPlan::path_cells
  std::uint32_t cell_count = 0;
  float constant = 1.0F;  ///< 0 while the path fades out, 0.5 of a (L + R)/2, else 1
};

/// A lane that nothing uses any more is brought to gain 0 at once (its source is silent or faded by then).
struct LaneClear {
  dsp::LaneRamp* ramp = nullptr;
  std::uint32_t lane = 0;
};

/// A lane of a ramp that lives on elsewhere (its strip's depth changed), or begins at rest at `gain`; done at
/// install, before the clears.
struct LaneTakeover {
  dsp::LaneRamp* to = nullptr;
  const dsp::LaneRamp* from = nullptr;  ///< null: at rest at `gain`
  std::uint32_t to_lane = 0, from_lane = 0;
  float gain = 0.0F;
};

/// A strip's effect that takes lanes, or moves to others because its depth changed; done at install.
struct LaneMove {
  effects::LaneEffect* to = nullptr;
  const effects::LaneEffect* from = nullptr;  ///< null: newborn, begins with `values`
  effects::LaneStrip to_lanes, from_lanes;
  const float* values = nullptr;  ///< of a newborn, in catalogue order; owned by the plan
  bool bypass = false;
};

/// A delay line that brings a path in time with others: begins, takes over or is set. One of both kinds.
struct DelayChange {
  dsp::PlanarDelay* planar = nullptr;
  dsp::LaneDelay* lanes = nullptr;
  const dsp::PlanarDelay* from_planar = nullptr;  ///< of a take-over
  const dsp::LaneDelay* from_lanes = nullptr;     ///< of a take-over
  std::uint16_t lane = 0, from_lane = 0;
  std::uint32_t frames = 0;
};

/// A value of an effect that outlives the plan before and changes its latency.
struct LatencyValue {
  Effect* effect = nullptr;
  std::uint16_t parameter = 0;
  float value = 0.0F;
};
/// What a playback channel's stage is to do from this plan on.
struct StageSetting {
  dsp::OutputStage* stage = nullptr;
  dsp::Clip clip = dsp::Clip::kNone;
  std::uint32_t bits = 0;
};
/// How late an output is, frames beyond the device's own.
struct OutputLatency {
  vocabulary::NodeId node;
  std::uint32_t frames = 0;
};
/// How what comes in gets to a playback channel.
struct PlaybackWay {
  static constexpr std::uint32_t kMostInputs = 64;
  std::uint32_t frames = 0;  ///< later than it came in, beyond the device's own
  std::uint64_t inputs = 0;  ///< bit n: what comes in at capture channel n + 1 is heard there
  bool operator==(const PlaybackWay&) const = default;
};

/// What one reading of all meters gives; two of them go back and forth between the threads.
struct RenderPlan;
struct MeterReading {
  const RenderPlan* plan = nullptr;    ///< whose meters; filled only while that plan plays
  std::vector<float> peaks;            ///< per MeterTap and channel; +infinity: something was not finite
  std::vector<float> reductions;       ///< per ReductionTap, dB <= 0
  std::vector<float> keys;             ///< per ReductionTap, linear; 0 if not keyed
  std::vector<float> detectors;        ///< per ReductionTap, linear: what its curve was asked about
  std::uint32_t frames = 0;            ///< rendered since the reading before
  std::vector<float> squares;          ///< as peaks: sum of squares
  std::vector<std::uint32_t> heard;    ///< as peaks: over how many of these frames the squares are
  std::vector<std::uint32_t> clips;    ///< as peaks: samples at or above full scale since it is metered
  std::vector<DetailReading> details;  ///< per full MeterTap and channel
  std::vector<bool> faults;            ///< per FaultTap
  std::vector<CostCell> costs;         ///< by cell of TaskPlan; about once a second
  std::uint32_t cost_renderings = 0;   ///< over how many renderings; 0: this reading has no costs
};

struct RenderPlan {
  vocabulary::Revision revision;
  bool transitional = false;  ///< a cross-fade from the plan before; the keeper sends the final one after it
  std::uint32_t settle_frames = 0;  ///< so long after begin_fades() all that moves has arrived

  std::vector<RenderStep> steps;  ///< in processing order, task by task
  TaskPlan tasks;                 ///< who does them

  std::vector<DeviceInput> device_inputs;
  std::vector<dsp::FaultBits*> input_readers;  ///< of the nodes that bring a capture channel in
  std::uint32_t next_input = 0;                ///< audio: where check_inputs goes on
  std::vector<float*> device_outputs;  ///< audio: index = device channel; where sinks write; set each block
  std::uint32_t device_output_channels =
      0;  ///< the highest that the plan writes; others are silenced by the cycle

  std::vector<GainCell> cells;
  std::vector<std::uint32_t> cell_paths;
  std::vector<Path> paths;
  std::vector<std::uint32_t> path_cells;
  float ramp_frames = 480.0F;  ///< of every gain move: 10 ms

  std::vector<LaneTakeover> lane_takeovers;
  std::vector<LaneClear> lane_clears;
  std::vector<LaneMove> lane_moves;

  /// What is newborn needs so many frames until all its latency is filled; only then the cross-fade begins.
  std::uint32_t hold_frames = 0;
  std::vector<DelayChange> delay_begins;     ///< at install: lines without a past
  std::vector<DelayChange> delay_moves;      ///< at install: lines that go on elsewhere
  std::vector<DelayChange> delay_settings;   ///< when the cross-fade begins
  std::vector<LatencyValue> latency_values;  ///< when the cross-fade begins
  std::vector<StageSetting> stage_settings;  ///< when the cross-fade begins
  std::vector<OutputLatency> output_latencies;
  std::vector<PlaybackWay> playback_ways;  ///< by playback channel; nothing is heard at those beyond the end

  std::vector<MeterTap> meters;
  std::vector<PeakTap> meter_peaks;      ///< in the order of meters × channels
  std::vector<LevelMove> level_moves;    ///< at install
  std::vector<DetailTap> details;        ///< in the order of full meters × channels
  std::vector<DetailMove> detail_moves;  ///< at install
  std::vector<ReductionTap> reductions;
  std::vector<FaultTap> faults;

  /// Whatever the steps point to and nothing else outlives: buffers, step states, pool references.
  /// Side: control, at build and at free.
  std::vector<std::shared_ptr<const void>> owned;
};

/// Takes the plan into service: moves and clears lanes, delay lines and what meters hold. `unread`: frames
/// since the last reading of the meters.  Side: audio, at the start of a cycle.
/// Cost: one pass over the moves; nothing is allocated.
void install(RenderPlan& plan, std::uint32_t unread) noexcept CL_REALTIME;

/// `hold_frames` later (at once, if 0): sends every path whose wanted gain differs from its ramp's target on
/// its way, and every delay line to its delay.  Cost: one pass over paths and delay lines.
void begin_fades(RenderPlan& plan) noexcept CL_REALTIME;

/// Notes at the nodes that bring a capture channel in when that is not finite: effects take it for silence,
/// and no sum ever sees it.  Looks at kInputsAtOnce of them; of more, at the next ones the next time.
/// Requires: the inputs' slots are set.  Cost: 13 ns a channel of 64 frames.
inline constexpr std::uint32_t kInputsAtOnce = 8;
void check_inputs(RenderPlan& plan, std::uint32_t frames) noexcept CL_REALTIME;

/// One cell's new gain; all paths through it start to ramp.
void set_gain(RenderPlan& plan, std::uint32_t cell, float value) noexcept CL_REALTIME;

/// Reads and restarts all meters; `frames`: rendered since the reading before, whatever plan played.
/// Requires: `reading` was made for this plan (make_reading).
void read_meters(RenderPlan& plan, MeterReading& reading, std::uint32_t frames) noexcept CL_REALTIME;
/// Side: control.
[[nodiscard]] MeterReading make_reading(const RenderPlan& plan);

/// Takes and restarts all costs. Side: audio, when no worker is at work.
void read_costs(RenderPlan& plan, MeterReading& reading) noexcept CL_REALTIME;
/// By how much a segment's last cost was above its mean; share of the rendering's time.
struct Excess {
  std::uint32_t segment = 0;
  float share = 0.0F;
};
/// The greatest.  Side: audio, when no worker is at work.
[[nodiscard]] Excess most_beyond_its_mean(const TaskPlan& tasks) noexcept CL_REALTIME;
/// The first node of a segment; 0: nobody's.
[[nodiscard]] vocabulary::NodeId owner_of(const TaskPlan& tasks, std::uint32_t segment) noexcept CL_REALTIME;

}  // namespace corelogic::graph
