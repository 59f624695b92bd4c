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

EffectSeed effect_seed(const messages::FxNode& fx) {
  EffectSeed seed{.kind = effects::find_maker(fx.effect), .values = {}, .bypass = fx.bypass};
  for (double value : fx.parameters) seed.values.push_back(static_cast<float>(value));
  return seed;
}

std::uint16_t width_class(std::uint16_t channels) {
  return std::bit_ceil(channels);
}

}  // namespace corelogic::building
