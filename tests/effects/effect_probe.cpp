// effect_probe.cpp: corelogic-effect-probe: one effect as a filter of raw sound, for scripts that measure.
// It converts no rates, opens no sound files with headers, and is not installed.  Side: test.
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iostream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>

#include "engine/effects/registry.h"
#include "schema/vocabulary/effect_catalogue.h"
#include "tests/effects/probe_request.h"
#include "tests/effects/probe_run.h"

namespace corelogic::probe {
namespace {

using Json = nlohmann::ordered_json;
using vocabulary::Scale;

constexpr int kDone = 0;
constexpr int kFailed = 1;  ///< something could not be read or written
constexpr int kMisuse = 2;

constexpr const char* kHelp =
    R"(corelogic-effect-probe EFFECT [options] < in.raw > out.raw
Sound is raw float32, interleaved, on both sides. As many frames come out as go in.

  --set NAME=VALUE        a value from the beginning: a number, or the word of a choice; also bypass=on
  --at FRAME NAME=VALUE   the same before a frame
  --rate R                sample rate (48000)
  --channels N            of input and output (1)
  --block B               frames at once, 1 to 256 (256)
  --tempo T               quarter notes a minute (120)
  --key FILE              what a keyed effect listens to: raw, as the input
  --sound FILE            what the convolution plays: raw, at the same rate
  --sound-channels N      of that file (as --channels)
  --bypass                bypassed from the beginning
  --describe              parameters and latency as JSON instead; without EFFECT, of all effects

Exit status: 0 done; 1 a file could not be read; 2 the command line cannot mean anything.
)";

const char* word_of(Scale scale) {
  switch (scale) {
    case Scale::kLogarithmic:
      return "logarithmic";
    case Scale::kDecibels:
      return "decibels";
    case Scale::kSwitch:
      return "switch";
    case Scale::kChoice:
      return "choice";
    case Scale::kLinear:
      break;
  }
  return "linear";
}

Json number_of(double value) {
  return value == vocabulary::kMinusInfinity ? Json("-inf") : Json(value);
}

Json description_of(const vocabulary::EffectDescription& effect, std::span<const double> values,
                    double rate) {
  Json parameters = Json::array();
  for (const auto& parameter : effect.parameters) {
    Json one{{"name", parameter.name},
             {"unit", parameter.unit},
             {"least", number_of(parameter.least)},
             {"most", number_of(parameter.most)},
             {"initial", number_of(parameter.initial)},
             {"scale", word_of(parameter.scale)},
             {"step", parameter.step},
             {"changesLatency", parameter.changes_latency}};
    if (!parameter.choices.empty()) one["choices"] = parameter.choices;
    parameters.push_back(std::move(one));
  }
  return {{"name", effect.name},
          {"title", effect.title},
          {"mostChannels", effect.most_channels},
          {"insertable", effect.insertable},
          {"keyed", effect.keyed},
          {"playsFile", effect.plays_file},
          {"latencyFrames", effect.latency_frames(values, rate)},
          {"parameters", std::move(parameters)}};
}

int describe(const Request& request) {
  if (request.effect != nullptr) {
    const std::vector<double> values(request.values.begin(), request.values.end());
    std::cout << description_of(*request.effect, values, request.rate).dump(2) << '\n';
    return kDone;
  }
  Json all = Json::array();
  for (const auto& effect : vocabulary::kEffects)
    if (effects::find_maker(effect.name) != nullptr)
      all.push_back(description_of(effect, effect.initial_values(), request.rate));
  std::cout << all.dump(2) << '\n';
  return kDone;
}

vocabulary::Result<Sound> read_sound(std::istream& stream, const std::string& name, std::size_t channels) {
  const auto refused = [&](const char* why) {
    return vocabulary::Refusal{vocabulary::RefusalCode::kNotFound, name, name + why};
  };
  if (!stream) return refused(" cannot be opened");
  const std::string bytes{std::istreambuf_iterator<char>(stream), {}};
  if (bytes.empty()) return refused(" is empty");
  if (bytes.size() % (sizeof(float) * channels) != 0)
    return refused(" is no whole number of frames of float32");
  std::vector<float> samples(bytes.size() / sizeof(float));
  std::memcpy(samples.data(), bytes.data(), bytes.size());
  return from_interleaved(samples, channels);
}

vocabulary::Result<Sound> read_file(const std::string& name, std::size_t channels) {
  if (name.empty()) return Sound{};
  std::ifstream file(name, std::ios::binary);
  return read_sound(file, name, channels);
}

int fail(const vocabulary::Refusal& why, int status) {
  std::cerr << "corelogic-effect-probe: " << why.sentence << '\n';
  return status;
}

int run(const Request& request) {
  const auto in = read_sound(std::cin, "standard input", request.channels);
  if (!in) return fail(in.refusal(), kFailed);
  auto key = read_file(request.key_file, request.channels);
  if (!key) return fail(key.refusal(), kFailed);
  const auto sound = read_file(request.sound_file, request.sound_channels);
  if (!sound) return fail(sound.refusal(), kFailed);
  for (auto& channel : *key) channel.resize((*in)[0].size());
  const auto out = to_interleaved(play(request, *in, *key, *sound));
  std::cout.write(reinterpret_cast<const char*>(out.data()),
                  static_cast<std::streamsize>(out.size() * sizeof(float)));
  return std::cout.flush() ? kDone : fail({{}, {}, "the output cannot be written"}, kFailed);
}

}  // namespace
}  // namespace corelogic::probe

int main(int count, char** words) {
  using namespace corelogic::probe;
  std::ios::sync_with_stdio(false);
  const auto request = read_request({words + 1, words + count});
  if (!request) return fail(request.refusal(), kMisuse);
  if (request->help) return std::cout << kHelp, kDone;
  if (request->describe) return describe(*request);
  return run(*request);
}
