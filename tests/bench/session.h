// session.h: sessions of any size, compiled, built and played in this process: the whole engine but for its
// device. Side: benchmark.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/building/plan_keeper.h"
#include "engine/scheduler/cycle.h"
#include "engine/streaming/sound_library.h"
#include "schema/messages/graph.h"
#include "schema/messages/project.h"

namespace corelogic::bench {

/// A device has so many capture channels at most; further tracks share them.
inline constexpr std::size_t kMostChannels = 256;

/// `tracks` stereo tracks, each on its own two device channels, fader -6 dB, pans spread; `equalisers`
/// times an equaliser with `bands` bells that are on, and perhaps a compressor, inserted in each.
struct Inserts {
  std::size_t equalisers = 0;
  std::size_t bands = 0;
  bool compressor = false;
};
[[nodiscard]] messages::Project tracks_project(std::size_t tracks, const Inserts& inserts);
[[nodiscard]] inline messages::Project tracks_project(std::size_t tracks, bool compressors) {
  return tracks_project(tracks, Inserts{.compressor = compressors});
}
/// controller/apps/demo.json, read.
[[nodiscard]] messages::Project demo_project();
[[nodiscard]] messages::GraphSnapshot compile(const messages::Project& project, std::uint64_t revision = 1);

/// An engine around a test's own buffers: `channels` device inputs of noise, two outputs.
class Player {
 public:
  Player(std::size_t channels, std::uint32_t frames, std::uint32_t threads = 1, double ramp_ms = 10.0);
  ~Player();
  Player(const Player&) = delete;
  Player& operator=(const Player&) = delete;

  /// Offers the snapshot and plays until its plan has settled.
  void load(messages::GraphSnapshot snapshot);
  /// One period.
  void run() { cycle_.run(device_); }
  [[nodiscard]] building::PlanKeeper& keeper() { return *keeper_; }
  /// Two a track, as the tracks of tracks_project() hear them.
  [[nodiscard]] const float* const* sources() const { return inputs_.data(); }
  [[nodiscard]] scheduler::Cycle& cycle() { return cycle_; }

 private:
  std::uint32_t frames_;
  std::size_t channels_ = 0;
  std::vector<std::vector<float>> sound_;
  std::vector<const float*> inputs_;
  std::vector<float*> outputs_;
  scheduler::DeviceBuffers device_;
  doors::Rings rings_;
  streaming::SoundLibrary library_{48000, streaming::Mode::kInline, ""};
  scheduler::Cycle cycle_;
  std::unique_ptr<building::PlanKeeper> keeper_;
};

}  // namespace corelogic::bench
