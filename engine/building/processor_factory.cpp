// processor_factory.cpp: makes processors from what a node says.  Side: control.
#include <bit>

#include "engine/building/processor_factory.h"

namespace corelogic::building {

Player::Player(std::shared_ptr<const streaming::Sound> sound, bool loop, std::uint16_t channels,
               float fade_frames)
    : sound_(std::move(sound)), scratch_(channels), slots_(channels) {
  for (std::uint16_t c = 0; c < channels; ++c) {
    scratch_pointers_.push_back(scratch_[c].frames);
    slots_[c] = scratch_[c].frames;
  }
  player_ = std::make_unique<graph::FilePlayer>(sound_->view(), loop, slots_.data(), scratch_pointers_.data(),
                                                channels, fade_frames);
}

dsp::CompressorSettings compressor_settings(const messages::FxNode& fx) {
  dsp::CompressorSettings settings;
  for (std::uint16_t i = 0; i < fx.parameters.size(); ++i)
    graph::put_parameter(settings, i, static_cast<float>(fx.parameters[i]));
  settings.bypass = fx.bypass;
  return settings;
}

dsp::ReverbSettings reverb_settings(const messages::FxNode& fx) {
  dsp::ReverbSettings settings;
  for (std::uint16_t i = 0; i < fx.parameters.size(); ++i)
    graph::put_parameter(settings, i, static_cast<float>(fx.parameters[i]));
  settings.bypass = fx.bypass;
  return settings;
}

std::uint16_t width_class(std::uint16_t channels) {
  return std::bit_ceil(channels);
}

}  // namespace corelogic::building
