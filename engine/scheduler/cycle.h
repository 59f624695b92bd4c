// cycle.h: the whole of an audio callback: drain commands, install, render, report, send home.
// It waits for nobody and allocates nothing; what it is not told through a ring it does not know.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>

#include "engine/doors/rings.h"
#include "engine/scheduler/load_meter.h"
#include "engine/scheduler/tick_clock.h"
#include "engine/scheduler/transport_clock.h"
#include "engine/scheduler/worker_lanes.h"

namespace corelogic::scheduler {

/// What a device lends for one period. Pointers are planar, `frames` long; an output may be null (port
/// vanished).
struct DeviceBuffers {
  const float* const* inputs = nullptr;
  float* const* outputs = nullptr;
  std::uint32_t input_count = 0;
  std::uint32_t output_count = 0;
  std::uint32_t frames = 0;
  bool freewheels = false;  ///< no clock drives this period: there is all the time it takes
};

/// What the audio thread leaves for anyone to read; each value for itself.
struct CycleReport {
  std::atomic<std::uint64_t> begun{
      0};  ///< counts callbacks at their start: ahead of `cycles` only inside one
  std::atomic<std::uint64_t> cycles{0};  ///< counts callbacks that are over: the watchdog's pulse
  std::atomic<bool> freewheels{false};   ///< the last one to begin has all the time it takes
  std::atomic<std::uint64_t> installed_epoch{0};
  std::atomic<std::uint64_t> installed_revision{0};  ///< 0: no plan yet
  std::atomic<std::int64_t> position{0};             ///< transport frame at the end of the last period
  std::atomic<bool> rolling{false};
  std::atomic<float> load{0.0F};        ///< share of the period spent, smoothed
  std::atomic<float> worst_load{0.0F};  ///< greatest since a reader stored 0
  std::atomic<std::uint64_t> dropped_events{0};
  std::atomic<std::uint64_t> late_branches{0};  ///< muted for a rendering: a worker came too late
  std::atomic<std::uint64_t> overruns{0};     ///< callbacks that a clock drove and that took longer than that
  std::atomic<std::uint64_t> guilty_node{0};  ///< of the last overrun; 0: nobody stands out
};

struct CycleSettings {
  double sample_rate = 48000.0;
  std::uint32_t threads = 1;        ///< worker_lanes: 1 renders in the callback alone
  std::uint32_t most_outputs = 64;  ///< device playback channels
  std::uint32_t meter_hz = 30;
  int worker_priority = 0;  ///< SCHED_FIFO, below the device's thread; 0: ordinary threads
  /// To save less than this is not worth waking a worker; 0: all is shared, for tests.
  double worth_waking_seconds = WorkerLanes::kWorthWakingSeconds;
  /// At this share of the period a worker is given up, and its branch muted for this period: what is left
  /// must do for the rest. 0: never. Nor in a period that freewheels.
  float late_share = 0.0F;
};

class Cycle {
 public:
  /// At most so many commands a period; a tenth of the period is never exceeded by more than one of them.
  static constexpr std::uint32_t kMostCommands = 256;

  /// A worker that has been away for so many seconds is lost, and the engine deaf without it: from then on no
  /// callback counts as finished, which the watchdog takes for a hang.
  static constexpr double kLongestLateness = 0.1;

  /// Side: control; allocates everything the audio thread will use. `rings` outlives the cycle.
  Cycle(doors::Rings& rings, const CycleSettings& settings);
  ~Cycle();
  Cycle(const Cycle&) = delete;
  Cycle& operator=(const Cycle&) = delete;

  /// One period of any length: cut into renderings of at most dsp::kMaxFrames.
  /// Side: audio.  Errors: none; without a plan the outputs are silent.
  void run(const DeviceBuffers& device) noexcept CL_REALTIME;

  /// Side: control, after the device has stopped: hands everything on the far side to the retire ring.
  void release() noexcept;

  [[nodiscard]] CycleReport& report() noexcept { return report_; }
  [[nodiscard]] const CycleSettings& settings() const noexcept { return settings_; }
  /// Whether the system has refused a worker its priority.
  [[nodiscard]] bool worker_priority_refused() const noexcept { return workers_.priority_refused(); }

 private:
  bool may_change(std::uint32_t frames) noexcept CL_REALTIME;
  void drain(std::uint32_t frames) noexcept CL_REALTIME;
  void apply(const doors::RtCommand& command) noexcept CL_REALTIME;
  void apply(const doors::RtValue& value) noexcept CL_REALTIME;
  void install(graph::RenderPlan* next) noexcept CL_REALTIME;
  void lend_inputs(const DeviceBuffers& device, std::uint32_t offset) noexcept CL_REALTIME;
  void render_part(const DeviceBuffers& device, std::uint32_t offset,
                   std::uint32_t frames) noexcept CL_REALTIME;
  void render_plan(const DeviceBuffers& device, std::uint32_t offset,
                   std::uint32_t frames) noexcept CL_REALTIME;
  void report_late() noexcept CL_REALTIME;
  void suspect(float share_of_period) noexcept CL_REALTIME;
  void report_overrun(float share, std::uint32_t frames) noexcept CL_REALTIME;
  [[nodiscard]] std::uint64_t ticks(float frames) const noexcept CL_REALTIME {
    return static_cast<std::uint64_t>(frames * ticks_per_frame_);
  }
  void hold(std::uint32_t frames) noexcept CL_REALTIME;
  void settle(std::uint32_t frames) noexcept CL_REALTIME;
  void read_meters(std::uint32_t frames) noexcept CL_REALTIME;
  void tell(const doors::RtEvent& event) noexcept CL_REALTIME;

  /// What the plan's slots point to. A device mostly lends the same buffers again, and comparing them is a
  /// tenth of the work of setting the slots.
  struct Lent {
    static constexpr std::uint32_t kMostLent = 1024;  ///< of more channels the slots are set each time
    const graph::RenderPlan* plan = nullptr;
    std::uint32_t count = 0;
    std::uint32_t offset = 0;
    const float* pointers[kMostLent] = {};
    /// Whether nothing has changed since it was last asked; remembers what is now.
    bool same(const graph::RenderPlan*, const float* const* inputs, std::uint32_t channels,
              std::uint32_t at) noexcept CL_REALTIME;
  };

  doors::Rings& rings_;
  CycleSettings settings_;
  CycleReport report_;
  TransportClock transport_;
  LoadMeter load_;
  WorkerLanes workers_;
  double ticks_per_frame_;
  std::uint64_t begun_ = 0;           ///< this period
  bool hurried_ = false;              ///< this period has a deadline
  std::uint64_t rendered_ = 0;        ///< the last time that was looked at the clock: a part's begin
  std::uint64_t rendering_ = 0;       ///< of this period, all its parts
  graph::Excess suspect_;             ///< of this period's parts that were too long; share of the period
  std::uint32_t late_frames_ = 0;     ///< since a worker is late without a break
  std::uint32_t cost_countdown_ = 0;  ///< frames until the costs are read again
  graph::RenderPlan* plan_ = nullptr;
  Lent lent_;
  std::uint32_t hold_left_ = 0;
  std::uint32_t settle_left_ = 0;
  bool settling_ = false;
  std::int64_t meter_due_ = 0;       ///< frames until the meters are read again; below 0: late
  std::uint32_t unread_frames_ = 0;  ///< since the last reading
  std::unique_ptr<float[]> silence_;
  std::unique_ptr<float[]> bin_;  ///< where sinks write when the device lends no buffer
};

}  // namespace corelogic::scheduler
