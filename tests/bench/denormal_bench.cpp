// denormal_bench.cpp: what numbers too small to be normal cost: every effect of the registry and the mix, fed
// with noise of 1e-40 against noise of -12 dB; and what full meters cost.
#include <memory>
#include <new>
#include <random>

#include "engine/dsp/detail_meter.h"
#include "engine/dsp/mix.h"
#include "engine/effects/registry.h"
#include "engine/scheduler/float_mode.h"
#include "schema/vocabulary/effect_catalogue.h"
#include "tests/bench/benches.h"
#include "tests/bench/timing.h"

namespace corelogic::bench {
namespace {

constexpr std::uint32_t kFrames = 64;
constexpr double kGoal = 1.2;
const std::string kGroup = "Denormals: fed with 1e-40 against -12 dB, 64 frames";

/// Lane frames, aligned.
class Block {
 public:
  explicit Block(float amplitude)
      : frames_(static_cast<float*>(::operator new[](kBytes, std::align_val_t{dsp::kAlignment}))) {
    std::mt19937 random(7);
    std::uniform_real_distribution<float> noise(-1.0F, 1.0F);
    for (std::size_t i = 0; i < kFloats; ++i) frames_.get()[i] = amplitude * noise(random);
  }
  [[nodiscard]] dsp::LaneFrame* lanes() { return reinterpret_cast<dsp::LaneFrame*>(frames_.get()); }
  [[nodiscard]] float* channel(std::size_t c) { return frames_.get() + c * kFrames; }

 private:
  static constexpr std::size_t kFloats = (kFrames + 1) * dsp::kLanes;
  static constexpr std::size_t kBytes = kFloats * sizeof(float);
  struct Release {
    void operator()(float* memory) const { ::operator delete[](memory, std::align_val_t{dsp::kAlignment}); }
  };
  std::unique_ptr<float[], Release> frames_;
};

/// As an effect begins, but at work: an equaliser without a band only copies.
std::vector<float> at_work(const vocabulary::EffectDescription& effect) {
  namespace eq = vocabulary::eq;
  std::vector<float> values;
  for (const auto& parameter : effect.parameters) values.push_back(static_cast<float>(parameter.initial));
  if (effect.name != "eq") return values;
  for (std::uint16_t band = 0; band < eq::kBands; ++band) {
    values[band * eq::kParametersPerBand + eq::kOn] = 1.0F;
    values[band * eq::kParametersPerBand + eq::kGain] = band % 2 == 0 ? 6.0F : -6.0F;
  }
  return values;
}

/// What a convolution convolves with: two seconds of noise that falls by 60 dB.
class Response {
 public:
  Response() : samples_(96000) {
    std::mt19937 random(11);
    std::uniform_real_distribution<float> noise(-1.0F, 1.0F);
    float level = 1.0F;
    for (float& sample : samples_) sample = noise(random) * (level *= 0.999928F);  // 10^(-3 / 96000)
  }
  [[nodiscard]] effects::SoundSpan sound() const {
    return {channels_, 2, static_cast<std::int64_t>(samples_.size())};
  }

 private:
  std::vector<float> samples_;
  const float* channels_[2] = {samples_.data(), samples_.data()};
};

/// One effect that plays one feed.
class Fed {
 public:
  Fed(const vocabulary::EffectDescription& effect, const effects::EffectMaker& maker, float amplitude)
      : in_(amplitude), out_(0.0F), values_(at_work(effect)) {
    if (maker.lanes != nullptr) {
      lanes_ = maker.lanes(48000.0);
      for (std::uint16_t first = 0; first < dsp::kLanes; first = static_cast<std::uint16_t>(first + 2))
        lanes_->begin({first, 2}, values_.data(), false);
    } else {
      planar_ = maker.planar({.sample_rate = 48000.0,
                              .channels = 2,
                              .values = values_.data(),
                              .bypass = false,
                              .sound = effect.plays_file ? response_.sound() : effects::SoundSpan{}});
    }
  }
  void run() {
    const effects::BlockInfo block{.frames = kFrames};
    if (lanes_ != nullptr) {
      lanes_->process(in_.lanes(), nullptr, out_.lanes(), block, effects::LaneLink::kTwo);
      return;
    }
    const float* in[] = {in_.channel(0), in_.channel(1)};
    float* out[] = {out_.channel(0), out_.channel(1)};
    planar_->process(in, nullptr, out, block);
  }

 private:
  Block in_, out_;
  std::vector<float> values_;
  Response response_;
  std::unique_ptr<effects::LaneEffect> lanes_;
  std::unique_ptr<effects::PlanarEffect> planar_;
};

template <class Quiet, class Loud>
void compare(Report& report, const std::string& name, Quiet&& quiet, Loud&& loud) {
  const auto pair = in_turn(quiet, loud, 300);
  report.add({kGroup, name, pair.ratio, "x", kGoal, false, ""});
}

void mix(Report& report) {
  constexpr std::size_t kPaths = 64;
  Block quiet(1e-40F), loud(0.25F);
  const float* slots[2] = {quiet.channel(0), loud.channel(0)};
  alignas(64) float out[kFrames];
  std::vector<dsp::GainRamp> ramps(kPaths, {.target = 0.5F});
  const auto holds = std::make_unique<dsp::PeakHold[]>(kPaths);
  std::vector<dsp::PlanarPath> paths[2];
  for (std::size_t feed = 0; feed < 2; ++feed)
    for (std::size_t i = 0; i < kPaths; ++i) paths[feed].push_back({&slots[feed], &ramps[i], &holds[i]});
  compare(
      report, "mix of 64 channels", [&] { dsp::mix_planar(paths[0].data(), kPaths, out, false, kFrames); },
      [&] { dsp::mix_planar(paths[1].data(), kPaths, out, false, kFrames); });
}

void full_meters(Report& report) {
  Block in(0.25F);
  const auto hold = std::make_unique<dsp::DetailHold>();
  const double time = microseconds([&] { dsp::measure_detail(in.lanes(), *hold, kFrames); }, 500);
  report.add(
      {"Full meters", "16 channels, 64 frames: true peak, VU, correlation", time, "µs", {}, false, ""});
}

}  // namespace

void denormal_benches(Report& report) {
  scheduler::flush_denormals();  // as every audio thread does
  mix(report);
  for (const auto& effect : vocabulary::kEffects) {
    const auto* maker = effects::find_maker(effect.name);
    if (maker == nullptr) continue;
    progress("denormals through " + std::string(effect.name));
    Fed quiet(effect, *maker, 1e-40F), loud(effect, *maker, 0.25F);
    compare(
        report, std::string(effect.name), [&] { quiet.run(); }, [&] { loud.run(); });
  }
  full_meters(report);
}

}  // namespace corelogic::bench
