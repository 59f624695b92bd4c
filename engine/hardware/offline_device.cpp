// offline_device.cpp: see offline_device.h.
#include "engine/hardware/offline_device.h"

#include "engine/hardware/audio_thread.h"

namespace corelogic::hardware {

OfflineDevice::OfflineDevice(const OfflineSettings& settings)
    : facts_{"offline", settings.sample_rate, settings.block_frames, settings.inputs, settings.outputs, {}},
      silence_(settings.block_frames),
      sound_(std::size_t{settings.block_frames} * settings.outputs),
      inputs_(settings.inputs, silence_.data()) {
  for (std::uint32_t c = 0; c < settings.outputs; ++c) {
    outputs_.push_back(sound_.data() + std::size_t{c} * settings.block_frames);
  }
}

vocabulary::Result<void> OfflineDevice::start(scheduler::Cycle& cycle) {
  cycle_ = &cycle;
  return {};
}

void OfflineDevice::run(const Consumer& consumer) {
  become_audio_thread();
  bool more = true;
  while (more) {
    set_thread_role(ThreadRole::kAudio);
    {
      const RealtimeScope scope;
      cycle_->run(
          {inputs_.data(), outputs_.data(), facts_.inputs, facts_.outputs, facts_.block_frames, true});
    }
    set_thread_role(ThreadRole::kControl);
    more = consumer(outputs_.data(), facts_.outputs, facts_.block_frames);
  }
}

}  // namespace corelogic::hardware
