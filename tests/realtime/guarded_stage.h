// guarded_stage.h: the whole engine but for its device, played by hand under the guard: keeper outside of the
// scope, cycle inside, as a device's callback does it.  Side: test.
#pragma once

#include <malloc.h>

#include <algorithm>
#include <cfenv>
#include <cmath>
#include <memory>
#include <utility>
#include <vector>

#include "controller/compiler/graph_compiler.h"
#include "engine/building/plan_keeper.h"
#include "engine/scheduler/cycle.h"
#include "engine/scheduler/float_mode.h"
#include "engine/streaming/sound_library.h"
#include "tests/support/realtime_guard.h"
#include "tests/unit/controller/session.h"

namespace corelogic {

/// From here on each allocation of a page or more comes fresh from the kernel, and what is freed goes back to
/// it: memory that the builder did not touch is then a page fault in the cycle, not luck.
inline void take_memory_fresh() {
  mallopt(M_MMAP_THRESHOLD, 4096);
  mallopt(M_MMAP_MAX, 1 << 20);
  mallopt(M_TRIM_THRESHOLD, 0);
  mallopt(M_TOP_PAD, 0);
}

class GuardedStage {
 public:
  static constexpr std::uint32_t kBlock = 64;
  static constexpr std::uint32_t kLongestPeriod = 8192;
  static constexpr std::uint32_t kChannels = 8;

  explicit GuardedStage(std::uint32_t threads)
      : rings_(std::make_unique_for_overwrite<doors::Rings>()),
        library_(48000, streaming::Mode::kInline, ""),
        keeper_(*rings_, library_,
                {.sample_rate = 48000, .device_inputs = kChannels, .device_outputs = kChannels}),
        cycle_(*rings_, {.sample_rate = 48000, .threads = threads, .most_outputs = kChannels}) {
    take_memory_fresh();
    scheduler::flush_denormals();  // after the workers are made: a thread begins with its maker's mode
    for (std::uint32_t c = 0; c < kChannels; ++c) {
      ins_.emplace_back(kLongestPeriod, 0.1F * static_cast<float>(c));
      outs_.emplace_back(kLongestPeriod, 0.0F);
    }
    for (auto& channel : ins_) in_.push_back(channel.data());
    for (auto& channel : outs_) out_.push_back(channel.data());
  }
  ~GuardedStage() {
    cycle_.release();
    std::fesetenv(&plain_.mode);  // the next stage's workers are to set theirs for themselves
  }
  GuardedStage(const GuardedStage&) = delete;
  GuardedStage& operator=(const GuardedStage&) = delete;

  [[nodiscard]] building::PlanKeeper& keeper() { return keeper_; }
  [[nodiscard]] doors::Rings& rings() { return *rings_; }
  [[nodiscard]] const scheduler::CycleReport& facts() { return cycle_.report(); }

  /// What a device's callback does.  Side: the one thread that is the audio thread.
  void callback(std::uint32_t frames = kBlock) {
    set_thread_role(ThreadRole::kAudio);
    {
      const RealtimeScope scope;
      cycle_.run({.inputs = in_.data(),
                  .outputs = out_.data(),
                  .input_count = kChannels,
                  .output_count = kChannels,
                  .frames = frames});
    }
    set_thread_role(ThreadRole::kControl);
    for (std::uint32_t f = 0; f < frames; ++f) peak_ = std::max(peak_, std::fabs(outs_[0][f]));
  }
  /// The control thread's turn, then the audio thread's, so many times.
  void run(int blocks, std::uint32_t frames = kBlock) {
    for (int i = 0; i < blocks; ++i) {
      meters_ = keeper_.poll().meters || meters_;
      callback(frames);
    }
  }
  /// Compiles, offers, and plays until the keeper rests.
  void play(const messages::Project& project) {
    offer(project);
    for (int i = 0; i < 4000 && (i < 2 || keeper_.busy()); ++i) run(1);
    EXPECT_FALSE(keeper_.busy());
    EXPECT_EQ(keeper_.installed().number, revision_);
  }
  void offer(const messages::Project& project) {
    const auto model = project::Project::from_message(project);
    ASSERT_TRUE(model) << model.refusal().sentence;
    keeper_.offer(compiler::compile(*model, {1, ++revision_}, {}));
  }
  void order(const messages::TransportOrder& order) { keeper_.transport(order); }
  /// Whether a reading of the meters has come home since the last time this was asked.
  [[nodiscard]] bool took_meters() { return std::exchange(meters_, false); }
  [[nodiscard]] std::uint64_t revision() const { return revision_; }
  /// The loudest sample so far at playback channel 1.
  [[nodiscard]] float peak() const { return peak_; }

 private:
  /// How this thread computed before it played.
  struct FloatMode {
    FloatMode() { std::fegetenv(&mode); }
    std::fenv_t mode{};
  };

  FloatMode plain_;
  std::unique_ptr<doors::Rings> rings_;
  streaming::SoundLibrary library_;
  building::PlanKeeper keeper_;
  scheduler::Cycle cycle_;
  std::vector<std::vector<float>> ins_, outs_;
  std::vector<const float*> in_;
  std::vector<float*> out_;
  std::uint64_t revision_ = 0;
  bool meters_ = false;
  float peak_ = 0.0F;
};

}  // namespace corelogic
