// registry.cpp: the list of effects.  Side: control.
#include "engine/effects/registry.h"

#include "engine/effects/chorus.h"
#include "engine/effects/compressor.h"
#include "engine/effects/convolution.h"
#include "engine/effects/deesser.h"
#include "engine/effects/delay.h"
#include "engine/effects/eq.h"
#include "engine/effects/flanger.h"
#include "engine/effects/gate.h"
#include "engine/effects/generator.h"
#include "engine/effects/input_stage.h"
#include "engine/effects/limiter.h"
#include "engine/effects/phaser.h"
#include "engine/effects/reverb.h"
#include "engine/effects/saturation.h"
#include "engine/effects/tremolo.h"
#include "engine/effects/utility.h"

namespace corelogic::effects {
namespace {

template <class Effect>
std::unique_ptr<LaneEffect> make_lanes(double sample_rate) {
  return std::make_unique<Effect>(sample_rate);
}
template <class Effect>
std::unique_ptr<PlanarEffect> make_planar(const PlanarSetup& setup) {
  return std::make_unique<Effect>(setup);
}

constexpr EffectMaker kMakers[] = {
    {.name = "inputStage", .lanes = make_lanes<InputStage>},
    {.name = "compressor", .lanes = make_lanes<Compressor>},
    {.name = "gate", .lanes = make_lanes<Gate>},
    {.name = "deesser", .lanes = make_lanes<DeEsser>},
    {.name = "limiter", .lanes = make_lanes<Limiter>},
    {.name = "eq", .lanes = make_lanes<Eq>},
    {.name = "reverb", .planar = make_planar<Reverb>},
    {.name = "utility", .lanes = make_lanes<Utility>},
    {.name = "generator", .lanes = make_lanes<Generator>},
    {.name = "tremolo", .lanes = make_lanes<Tremolo>},
    {.name = "phaser", .lanes = make_lanes<Phaser>},
    {.name = "convolution", .planar = make_planar<Convolution>},
    {.name = "delay", .planar = make_planar<Delay>},
    {.name = "chorus", .planar = make_planar<Chorus>},
    {.name = "flanger", .planar = make_planar<Flanger>},
    {.name = "saturation", .lanes = make_lanes<Saturation>},
};

}  // namespace

const EffectMaker* find_maker(std::string_view effect) {
  for (const EffectMaker& maker : kMakers)
    if (maker.name == effect) return &maker;
  return nullptr;
}

}  // namespace corelogic::effects
