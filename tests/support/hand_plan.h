// hand_plan.h: small plans made by hand, and a cycle to play them: for tests below building/.  Side: test.
#pragma once

#include <memory>
#include <vector>

#include "engine/graph/processors/file_player.h"
#include "engine/graph/steps.h"
#include "engine/scheduler/cycle.h"

namespace corelogic::support {

/// One mono sound in memory -> one gain cell -> device channel 0.
///
///   [sound] --gain--> (device 1)
class SoundToDevice {
 public:
  SoundToDevice(std::uint64_t revision, std::vector<float> samples, bool loop, float gain = 1.0F)
      : samples_(std::move(samples)), scratch_(dsp::kMaxFrames) {
    channels_[0] = samples_.data();
    scratch_pointers_[0] = scratch_.data();
    player_ = std::make_unique<graph::FilePlayer>(
        graph::SoundView{channels_, 1, static_cast<std::int64_t>(samples_.size())}, loop, &slot_,
        scratch_pointers_, 1, kFade);
    path_ = {.source = &slot_, .ramp = &ramp_, .peak = &peak_};
    plan_.device_outputs.resize(1);
    channel_ = {.paths = &path_, .path_count = 1, .out = &plan_.device_outputs[0]};
    mix_ = {.channels = &channel_, .channel_count = 1};
    plan_.revision = {1, revision};
    plan_.settle_frames = 480;
    plan_.steps = {{graph::FilePlayer::run, player_.get()}, {graph::MixStep::run, &mix_}};
    graph::make_one_task(plan_.tasks, 2);
    plan_.device_output_channels = 1;
    plan_.cells = {{.value = gain, .first_path = 0, .path_count = 1}};
    plan_.cell_paths = {0};
    plan_.paths = {{.ramp = &ramp_, .first_cell = 0, .cell_count = 1}};
    plan_.path_cells = {0};
    plan_.meters = {{.node = vocabulary::NodeId{7}, .channels = 1, .first_peak = 0}};
    plan_.meter_peaks = {{.hold = &peak_, .lane = -1, .count = &count_}};
  }
  SoundToDevice(const SoundToDevice&) = delete;
  SoundToDevice& operator=(const SoundToDevice&) = delete;

  [[nodiscard]] graph::RenderPlan& plan() { return plan_; }

  static constexpr float kFade = 480.0F;

 private:
  std::vector<float> samples_;
  const float* channels_[1] = {};
  std::vector<float> scratch_;
  float* scratch_pointers_[1] = {};
  graph::ChannelSlot slot_ = nullptr;
  std::unique_ptr<graph::FilePlayer> player_;
  dsp::GainRamp ramp_;
  dsp::PeakHold peak_;
  graph::LevelCount count_;
  dsp::PlanarPath path_{};
  graph::MixStep::Channel channel_;
  graph::MixStep mix_;
  graph::RenderPlan plan_;
};

/// A device of the test's own: plays `cycle` for `frames` in periods of `period` and gives back each output
/// channel.
[[nodiscard]] inline std::vector<std::vector<float>> play(
    scheduler::Cycle& cycle, std::uint32_t frames, std::uint32_t period, std::uint32_t outputs = 1,
    const std::vector<std::vector<float>>& inputs = {}) {
  set_thread_role(ThreadRole::kAudio);
  std::vector<std::vector<float>> sound(outputs, std::vector<float>(frames, -99.0F));
  std::vector<const float*> in(inputs.size());
  std::vector<float*> out(outputs);
  for (std::uint32_t at = 0; at < frames; at += period) {
    for (std::size_t c = 0; c < inputs.size(); ++c) in[c] = inputs[c].data() + at;
    for (std::uint32_t c = 0; c < outputs; ++c) out[c] = sound[c].data() + at;
    cycle.run({.inputs = in.data(),
               .outputs = out.data(),
               .input_count = static_cast<std::uint32_t>(in.size()),
               .output_count = outputs,
               .frames = std::min(period, frames - at)});
  }
  set_thread_role(ThreadRole::kControl);
  return sound;
}

}  // namespace corelogic::support
