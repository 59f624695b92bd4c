// processor_pool.h: everything that outlives a plan, found again by what it is.
// One PoolTurn is one build: it looks up what survives, makes what is newborn, and becomes the present state
// with commit(), or leaves everything as it was. What the present plan no longer uses is freed when no plan
// that is alive refers to it. It holds no steps and no buffers of a plan.  Side: control.
#pragma once

#include <functional>
#include <list>
#include <unordered_map>
#include <unordered_set>

#include "engine/building/arena.h"
#include "engine/building/delay_lines.h"
#include "engine/building/meter_book.h"
#include "engine/building/processor_factory.h"
#include "engine/graph/render_plan.h"
#include "engine/metering/loudness_meter.h"
#include "engine/metering/spectrum_meter.h"

namespace corelogic::building {

/// A planar route's gain and peak.
struct GainPlace {
  dsp::GainRamp* ramp = nullptr;
  dsp::PeakHold* peak = nullptr;
};
/// The gains of one block's lanes towards one accumulator.
struct LaneGains {
  dsp::LaneRamp* ramp = nullptr;
  dsp::PeakHold* peak = nullptr;
  std::uint16_t taken = 0;   ///< lanes of the present plan, as bits
  std::uint16_t wanted = 0;  ///< lanes of the plan being built
};
/// One lane route's place among them.
struct LaneSpot {
  Key gains;
  dsp::LaneRamp* ramp = nullptr;
  dsp::PeakHold* peak = nullptr;
  std::uint16_t lane = 0;
  std::uint16_t variant = 0;
};

/// Everything of one plan, by key.
struct PoolState {
  std::unordered_map<Key, GainPlace> gains;
  std::unordered_map<Key, LaneGains> lane_gains;
  std::unordered_map<Key, LaneSpot> lane_spots;
  std::unordered_set<Key> direct;  ///< routes that are read without a gain
  std::unordered_map<Key, LanePlace> lanes;
  std::unordered_map<Key, std::shared_ptr<Player>> players;
  std::unordered_map<Key, std::shared_ptr<graph::PlanarUnit>> units;
  std::unordered_map<Key, std::shared_ptr<metering::LoudnessMeter>> loudness;  ///< by node
  std::unordered_map<Key, std::shared_ptr<metering::SpectrumMeter>> spectra;   ///< by node and port
  DelayState delays;
  MeterState meters;
  std::unordered_map<std::uint32_t, std::shared_ptr<dsp::OutputStage>> stages;  ///< by playback channel
};

class ProcessorPool {
 public:
  explicit ProcessorPool(double sample_rate) : sample_rate_(sample_rate) {}
  ProcessorPool(const ProcessorPool&) = delete;
  ProcessorPool& operator=(const ProcessorPool&) = delete;

  /// Of the plan committed last; counts from 1.
  [[nodiscard]] std::uint64_t generation() const { return generation_; }
  /// Takes back what only plans before `oldest_alive` refer to.  Requires: those plans are freed.
  void collect(std::uint64_t oldest_alive);
  /// Ramps in use, waiting ones included: 0 when nothing is alive and all is collected.
  [[nodiscard]] std::size_t ramps() const { return gain_ramps_.taken() + lane_ramps_.taken(); }
  /// Lane blocks, players and planar units of the present plan.
  [[nodiscard]] std::size_t processors() const;

 private:
  friend class PoolTurn;
  /// What one plan used last.
  struct Left {
    std::uint64_t generation = 0;
    std::vector<dsp::GainRamp*> ramps;
    std::vector<dsp::LaneRamp*> lane_ramps;
    std::vector<dsp::PeakHold*> peaks;
  };

  double sample_rate_;
  Arena<dsp::GainRamp> gain_ramps_;
  Arena<dsp::LaneRamp> lane_ramps_;
  Arena<dsp::PeakHold> peaks_;
  PoolState present_;
  std::vector<std::shared_ptr<LaneBlock>> blocks_;  ///< of the present plan
  std::list<Left> left_;
  std::uint64_t generation_ = 0;
  std::uint64_t last_block_ = 0;
};

class PoolTurn {
 public:
  /// `ramp_frames`: of the cross-fades of delay lines.
  explicit PoolTurn(ProcessorPool& pool, std::uint32_t ramp_frames = 480);
  ~PoolTurn();
  PoolTurn(const PoolTurn&) = delete;
  PoolTurn& operator=(const PoolTurn&) = delete;

  /// The ramp of a planar route; a newborn one stands at `start`.
  GainPlace gain(const Key& route, float start, bool metered);
  /// The lane of a route from `lane` of a block to an accumulator (`group`: block, sink and channels).
  LaneSpot lane_gain(const Key& route, const Key& group, std::uint16_t lane, float start);
  /// A route that needs no gain. If it has one now that may still move, it keeps it until all is `settled`.
  /// Returns: whether it may be read directly.
  bool direct(const Key& route, bool settled);
  /// Where a strip's effect lives now. It keeps its lanes while depth and width stay. `beside`: the lanes of
  /// the effect right before it, whose positions it would like to continue; may be null.
  const LanePlace& place(const Key& node, std::uint32_t depth, std::uint16_t channels, const EffectSeed& seed,
                         const LanePlace* beside);
  std::shared_ptr<Player> player(const Key& node, const std::function<std::shared_ptr<Player>()>& make);
  std::shared_ptr<graph::PlanarUnit> unit(const Key& node,
                                          const std::function<std::shared_ptr<graph::PlanarUnit>()>& make);

  /// Whether the effect of a node plays already.
  [[nodiscard]] bool survives(const Key& node) const {
    return pool_.present_.lanes.contains(node) || pool_.present_.units.contains(node);
  }
  /// A metered node's loudness so far; counts on while the node stays what it is.
  std::shared_ptr<metering::LoudnessMeter> loudness(const Key& node, std::uint16_t channels);
  /// What watches a port; hears on while it is watched.
  std::shared_ptr<metering::SpectrumMeter> spectrum(const Key& port);
  /// Nothing plays yet.
  [[nodiscard]] bool first() const { return pool_.generation_ == 0; }
  DelayTurn& delays() { return delays_; }
  MeterTurn& meters() { return meters_; }
  /// A playback channel's stage. Null if it does nothing (`idle`) and what it did has faded out.
  std::shared_ptr<dsp::OutputStage> stage(std::uint32_t channel, bool idle, bool settled);

  /// What the plan's install has to do to the lanes: call once, after all of the above.
  void write_moves(graph::RenderPlan& plan, PlanMemory& memory);
  /// The plan is whole: from now on it is the present one.  Does not fail.
  void commit() noexcept;

 private:
  struct Move {
    const LanePlace* to;
    LanePlace from;  ///< block null: newborn
    EffectSeed seed;
  };
  /// What the lanes of one block have in common.
  struct BlockClass {
    const effects::EffectMaker* kind;
    std::uint32_t depth;
    std::uint16_t width;
    std::uint64_t follows;
    [[nodiscard]] bool holds(const LaneBlock& block) const {
      return block.kind == kind && block.depth == depth && block.width == width && block.follows == follows;
    }
  };
  LanePlace find_lanes(const effects::EffectMaker* kind, std::uint32_t depth, std::uint16_t channels,
                       const LanePlace* beside);
  std::shared_ptr<LaneBlock> add_block(const BlockClass& wanted);
  LaneGains& lane_gains(const Key& key);
  [[nodiscard]] bool is_newborn(const dsp::LaneRamp* ramp) const;
  void drop_newborn() noexcept;

  ProcessorPool& pool_;
  DelayTurn delays_;
  MeterTurn meters_;
  PoolState next_;
  std::vector<std::shared_ptr<LaneBlock>> blocks_;  ///< present and newborn
  std::uint64_t first_newborn_block_;               ///< blocks of greater number are newborn
  std::vector<Move> moves_;
  std::vector<graph::LaneTakeover> takeovers_;
  std::list<ProcessorPool::Left> leaving_;
  std::vector<dsp::GainRamp*> newborn_ramps_;
  std::unordered_set<const dsp::LaneRamp*> newborn_lane_ramps_;
  std::vector<dsp::PeakHold*> newborn_peaks_;
  bool committed_ = false;
};

}  // namespace corelogic::building
