// plan_keeper.h: the control loop's one door to the plans: snapshots and values go in, news comes out.
// Life of a snapshot: 1. offered, waits (a newer one replaces it; one that was replaced is never
// reported); 2. checked: refused, or 3. waits for its sounds; 4. a plan is built that cross-fades from what
// plays, and sent; 5. heard: PlanInstalled; 6. if something had to fade out, a plan of the snapshot alone
// follows when it has. It waits for nobody, reads no socket and knows no device.  Side: control; one thread
// calls it.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "engine/building/fades.h"
#include "engine/building/far_side.h"
#include "engine/building/live_graph.h"
#include "engine/building/meter_reader.h"
#include "engine/building/plan_builder.h"
#include "schema/messages/engine.h"
#include "schema/messages/telemetry.h"

namespace corelogic::building {

class PlanKeeper {
 public:
  /// `rings` and `sounds` outlive the keeper; the device has stopped before it is destroyed.
  PlanKeeper(doors::Rings& rings, streaming::SoundLibrary& sounds, const BuildSettings& settings);
  ~PlanKeeper();
  PlanKeeper(const PlanKeeper&) = delete;
  PlanKeeper& operator=(const PlanKeeper&) = delete;

  void offer(messages::GraphSnapshot snapshot);
  /// To what plays, and to the snapshot that waits. Values of nodes that are gone, or out of range, are
  /// counted only. With a fade continuous values go there over time; what is told of them (hash, meters) is
  /// where they go.
  void set(const messages::SetParameters& values);
  /// Ports whose spectra are wanted from now on, in meters(); the first kMostWatched of them. One that is not
  /// there is heard as soon as it is. By a plan of its own, which changes no sound: nothing is paid for what
  /// nobody watches.
  void watch(messages::SpectrumTaps taps);
  static constexpr std::size_t kMostWatched = 4;
  void transport(const messages::TransportOrder& order);

  struct News {
    std::vector<messages::PlanInstalled> installed;
    std::vector<messages::SnapshotRefused> refused;
    bool another_plan = false;  ///< begins to play, whether it is one to be told of or not
    bool meters = false;        ///< meters() is new
    bool costs = false;         ///< costs() is new
    /// Muted until its worker has come back; 0: of no single node.
    std::vector<vocabulary::NodeId> late;
    /// Callbacks that took longer than their period, and which node is the most likely cause.
    struct Overrun {
      vocabulary::NodeId node;  ///< 0: none stands out
      float share = 0.0F;       ///< of the period
    };
    std::vector<Overrun> overruns;
    std::vector<std::string> warnings;
  };
  /// One turn: events heard, retired plans freed, the waiting snapshot checked, built and sent.
  /// Cost: bounded; never waits.
  News poll();

  /// Something is under way: poll again soon.
  [[nodiscard]] bool busy() const;
  /// All but number, position, rolling, xruns and load; those are the caller's to fill in.
  [[nodiscard]] const messages::MeterFrame& meters() const { return frame_; }
  /// Nodes whose output is not finite and therefore left out of every sum, and the same in words.
  [[nodiscard]] std::vector<vocabulary::NodeId> muted() const { return meter_reader_.muted(); }
  [[nodiscard]] std::vector<std::string> muted_warnings() const { return meter_reader_.warnings(mirror_); }
  /// A node that plays, or is about to, in words; empty for 0.
  [[nodiscard]] std::string spoken(vocabulary::NodeId node) const;
  /// What each node costs, about once a second anew.
  [[nodiscard]] const std::vector<NodeCost>& costs() const { return costs_.nodes(); }
  /// messages::graph_hash of what plays, live values included.
  [[nodiscard]] std::uint64_t hash() const;
  /// Number 0: nothing yet.
  [[nodiscard]] vocabulary::Revision installed() const { return installed_; }
  /// Of the plan sent last: how late each output is, frames beyond the device's own.
  [[nodiscard]] const std::vector<messages::OutputLatency>& output_latencies() const { return latencies_; }
  /// Of the same plan, by playback channel.
  [[nodiscard]] const std::vector<graph::PlaybackWay>& playback_ways() const { return ways_; }
  /// Values that found nothing to be set.
  [[nodiscard]] std::uint64_t ignored_values() const { return ignored_; }

 private:
  using Clock = std::chrono::steady_clock;
  struct Waiting {
    LiveGraph graph;
    bool reports = true;  ///< offered from outside, not made by the keeper itself
    bool checked = false;
    Clock::time_point since{};
  };

  void hear(News& news);
  void say_heard(Flight& flight, std::uint32_t nanos, News& news);
  void advance(News& news);
  struct Moved {
    messages::ParameterValue value;
    ValuePlace place;
    double goal = 0;
  };
  void step_fades();
  bool tell(const std::vector<Moved>& moved);
  [[nodiscard]] LiveGraph shown(const LiveGraph& graph) const;
  bool check_waiting(News& news);
  bool sounds_ready(const messages::GraphSnapshot& graph, Clock::time_point since, News& news);
  void build_waiting(News& news);
  void build_final(News& news);
  void rebuild();
  void set_tempo(double bpm);
  void take_meters(Flight& flight, const graph::MeterReading& reading, News& news);
  void read_spectra(const Flight& flight);
  bool send(const MergedGraph& graph, vocabulary::Revision revision, bool reports, Clock::time_point begun,
            News& news);

  streaming::SoundLibrary& library_;
  BuildSettings settings_;
  CostBook costs_;
  ProcessorPool pool_;
  FarSide far_side_;
  LiveGraph mirror_;         ///< what the plan sent last plays (without ghosts)
  LiveGraph former_mirror_;  ///< what plays until that plan is heard
  ValueIndex values_;        ///< of the plan sent last
  Fades fades_;              ///< what is on its way to the mirror's values
  std::optional<Waiting> waiting_;
  std::optional<Waiting> goal_;  ///< while its cables fade out beforehand: what the way leads to
  bool final_due_ = false;       ///< what plays is only a cross-fade: a plan of the mirror alone is to follow
  Sounds sounds_;
  bool sounds_missing_ = false;
  std::uint64_t sound_news_ = 0;
  MeterReader meter_reader_;
  messages::MeterFrame frame_;
  vocabulary::Revision installed_;
  std::vector<messages::OutputLatency> latencies_;
  std::vector<graph::PlaybackWay> ways_;
  std::uint64_t ignored_ = 0;
  double tempo_sent_ = 0;
};

}  // namespace corelogic::building
