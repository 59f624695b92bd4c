// effect_catalogue.h: every effect's parameters, described once, for validation, display and the engine
// alike. To add an effect: a file in effects/, a line here, a class in engine/effects/ (see its README).
#pragma once

#include <array>

#include "schema/vocabulary/effects/chorus.h"
#include "schema/vocabulary/effects/compressor.h"
#include "schema/vocabulary/effects/convolution.h"
#include "schema/vocabulary/effects/deesser.h"
#include "schema/vocabulary/effects/delay.h"
#include "schema/vocabulary/effects/eq.h"
#include "schema/vocabulary/effects/flanger.h"
#include "schema/vocabulary/effects/gate.h"
#include "schema/vocabulary/effects/generator.h"
#include "schema/vocabulary/effects/input_stage.h"
#include "schema/vocabulary/effects/limiter.h"
#include "schema/vocabulary/effects/phaser.h"
#include "schema/vocabulary/effects/reverb.h"
#include "schema/vocabulary/effects/saturation.h"
#include "schema/vocabulary/effects/strip.h"
#include "schema/vocabulary/effects/tremolo.h"
#include "schema/vocabulary/effects/utility.h"

namespace corelogic::vocabulary {

inline constexpr auto kEffects = std::to_array<EffectDescription>({
    {"fader", "Fader", 64, false, fader::kParameters},
    {"pan", "Pan", 64, false, pan::kParameters},
    {"output", "Output", 64, false, output::kParameters},
    {"inputStage", "Input", 16, false, input_stage::kParameters},
    {"compressor", "Compressor", 16, true, compressor::kParameters, /*keyed=*/true,
     /*plays_file=*/false, compressor::latency},
    {"eq", "Equaliser", 16, true, eq::kParameters},
    {"reverb", "Reverb", 2, true, reverb::kParameters},
    {"utility", "Utility", 16, true, utility::kParameters},
    {"generator", "Test generator", 16, true, generator::kParameters},
    {"tremolo", "Tremolo", 16, true, tremolo::kParameters},
    {"phaser", "Phaser", 16, true, phaser::kParameters},
    {"convolution", "Convolution reverb", 2, true, convolution::kParameters, /*keyed=*/false,
     /*plays_file=*/true},
    {"delay", "Delay", 2, true, delay::kParameters},
    {"gate", "Gate", 16, true, gate::kParameters, /*keyed=*/true, /*plays_file=*/false, gate::latency},
    {"chorus", "Chorus", 2, true, chorus::kParameters},
    {"flanger", "Flanger", 2, true, flanger::kParameters, /*keyed=*/false, /*plays_file=*/false,
     flanger::latency},
    {"limiter", "Limiter", 16, true, limiter::kParameters, /*keyed=*/true, /*plays_file=*/false,
     limiter::latency},
    {"saturation", "Saturation", 16, true, saturation::kParameters, false, false, saturation::latency},
    {"deesser", "De-esser", 16, true, deesser::kParameters, /*keyed=*/true},
});

[[nodiscard]] constexpr const EffectDescription* find_effect(std::string_view name) {
  for (const auto& effect : kEffects)
    if (effect.name == name) return &effect;
  return nullptr;
}

}  // namespace corelogic::vocabulary
