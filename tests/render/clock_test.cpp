// clock_test.cpp: what has a clock of its own (waves, test signals) in what corelogic-render writes: it
// begins with the first frame, and the bytes are the same at any block.
#include <utility>

#include "schema/vocabulary/effects/delay.h"
#include "schema/vocabulary/effects/flanger.h"
#include "schema/vocabulary/effects/generator.h"
#include "schema/vocabulary/effects/phaser.h"
#include "schema/vocabulary/effects/reverb.h"
#include "schema/vocabulary/effects/tremolo.h"
#include "tests/render/render_case.h"

namespace corelogic::render_tests {
namespace {

namespace delay = vocabulary::delay;
namespace flanger = vocabulary::flanger;
namespace generator = vocabulary::generator;
namespace phaser = vocabulary::phaser;
namespace reverb = vocabulary::reverb;
namespace tremolo = vocabulary::tremolo;

constexpr double kTurn = 2.0 * std::numbers::pi;
constexpr double kTempo = 117.3;  // no note is a whole number of frames
constexpr const char* kBlocks[] = {"16", "96", "128", "480", "1024", "4096"};

/// An fx node's JSON: some values, the others as they are initially.
std::string insert(const std::string& effect, const std::vector<std::pair<std::size_t, double>>& values) {
  const auto& parameters = vocabulary::find_effect(effect)->parameters;
  std::string first;
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    double value = parameters[i].initial;
    for (const auto& [parameter, wanted] : values)
      if (parameter == i) value = wanted;
    first += (i == 0 ? "" : ",") + (std::isinf(value) ? "\"-inf\"" : std::to_string(value));
  }
  return fx(effect, first);
}

/// The place of a note among those that a wave can follow.
double note(std::string_view name) {
  const auto found = std::ranges::find(vocabulary::kNoteValues, name);
  return static_cast<double>(found - vocabulary::kNoteValues.begin());
}

std::string at_tempo(std::string graph_json) {
  const std::string begin = R"({"epoch":1,)";
  return begin + R"("tempo":)" + std::to_string(kTempo) + "," + graph_json.substr(begin.size());
}

class ClockTest : public RenderTest {
 protected:
  std::string bytes(const std::string& graph_json, const std::string& block,
                    const std::string& threads = "1") {
    const auto finished =
        render(graph_json, "mix.wav",
               {"--format", "float", "--seconds", "1.5", "--block", block, "--threads", threads});
    EXPECT_EQ(finished.exit.status, 0) << finished.error;
    return bytes_of(file("mix.wav"));
  }
  void expect_same_bytes(const std::string& graph_json, const std::string& what) {
    const std::string wanted = bytes(graph_json, "256");
    ASSERT_GT(wanted.size(), 72000U * 8) << what;
    for (const char* block : kBlocks)
      EXPECT_TRUE(bytes(graph_json, block) == wanted) << what << ", " << block << " frames";
    EXPECT_TRUE(bytes(graph_json, "480", "2") == wanted) << what << ", 2 threads";
  }
};

///  [a.wav] -> (the effect) -> (fader) -> output
TEST_F(ClockTest, GivesTheSameBytesForAnyBlockWhateverHasAClock) {
  write_sound(file("a.wav"), {noise(72000, 6), noise(72000, 7)});
  const std::vector<std::string> inserts = {
      insert("chorus", {}),
      insert("delay", {{delay::kModDepth, 3}, {delay::kTime, 90}, {delay::kMix, 100}}),
      insert("flanger", {{flanger::kSync, note("1/8t")}}),
      insert("flanger", {{flanger::kSync, note("1/32")}, {flanger::kThroughZero, 1}}),
      insert("phaser", {{phaser::kSync, note("1/4")}}),
      insert("reverb", {{reverb::kModulation, 50}}),
      insert("tremolo", {{tremolo::kRate, 5}, {tremolo::kDepth, 100}}),
      insert("tremolo", {{tremolo::kSync, note("1/8t")}, {tremolo::kDepth, 100}}),
      insert("generator", {{generator::kKind, generator::kSine}}),
      insert("generator", {{generator::kKind, generator::kWhite}}),
      insert("generator", {{generator::kKind, generator::kPink}}),
      insert("generator", {{generator::kKind, generator::kSweep}, {generator::kSweepTime, 1}}),
  };
  for (const std::string& one : inserts)
    expect_same_bytes(at_tempo(graph({{.file = file("a.wav"), .volume = -3, .insert = one}})), one);
}

///  [a.wav] -> (limiter, late) --------+
///  [a.wav] -> (tremolo, synced) ------+-> output
///  [a.wav] -> (sweep) -> (fader) -----+
TEST_F(ClockTest, GivesTheSameBytesForAnyBlockBesideWhatIsLate) {
  write_sound(file("a.wav"), {noise(72000, 8), noise(72000, 9)});
  const std::string sweep =
      insert("generator", {{generator::kKind, generator::kSweep}, {generator::kSweepTime, 1}});
  const std::string synced = insert("tremolo", {{tremolo::kSync, note("1/16")}, {tremolo::kDepth, 80}});
  expect_same_bytes(at_tempo(graph({{.file = file("a.wav"), .insert = insert("limiter", {})},
                                    {.file = file("a.wav"), .insert = synced},
                                    {.file = file("a.wav"), .volume = -12, .insert = sweep}})),
                    "three tracks");
}

/// A measurement must not lose its start. The sweep is Farina's, of whole turns (generator_test.cpp).
TEST_F(ClockTest, BeginsASweepWithTheFirstFrameAtItsFullLevel) {
  write_sound(file("a.wav"), {std::vector<float>(100, 0.0F), std::vector<float>(100, 0.0F)});
  const std::string sweep =
      insert("generator",
             {{generator::kKind, generator::kSweep}, {generator::kSweepTime, 1}, {generator::kLevel, -6}});
  const std::string mix = graph({{.file = file("a.wav"), .volume = -6, .insert = sweep}});
  const double level = std::pow(10.0, -12.0 / 20.0);
  const double rise = std::log(1000.0);
  const double turns = std::round(20.0 / rise);
  for (const char* block : {"96", "256", "1024", "4096"}) {
    const Channels got = rendered(mix, {"--seconds", "1", "--block", block});
    ASSERT_EQ(got[0].size(), 48000U);
    for (std::size_t f = 0; f < 48000; ++f) {
      const double phase = turns * std::expm1(static_cast<double>(f) / 48000.0 * rise);
      ASSERT_NEAR(got[0][f], level * std::sin(kTurn * std::fmod(phase, 1.0)), 1e-6) << block << " " << f;
      ASSERT_EQ(got[1][f], got[0][f]);
    }
  }
}

TEST_F(ClockTest, BeginsASineWithTheFirstFrameAtItsFullLevel) {
  write_sound(file("a.wav"), {std::vector<float>(100, 0.0F)});
  const std::string sine =
      insert("generator",
             {{generator::kKind, generator::kSine}, {generator::kFrequency, 997}, {generator::kLevel, 0}});
  const std::string mix = graph({{.file = file("a.wav"), .channels = 1, .pan = -1, .insert = sine}});
  for (const char* block : {"96", "480", "1024"}) {
    const Channels got = rendered(mix, {"--seconds", "0.5", "--block", block});
    for (std::size_t f = 0; f < 24000; ++f)
      ASSERT_NEAR(got[0][f], std::sin(kTurn * 997.0 * static_cast<double>(f) / 48000.0), 1e-6)
          << block << " " << f;
  }
}

/// The output's clip, too, is there from the first frame on: no sample of a sine 6 dB too loud is beyond 1.
TEST_F(ClockTest, ClipsFromTheFirstFrameOn) {
  write_sound(file("a.wav"), {std::vector<float>(100, 0.0F), std::vector<float>(100, 0.0F)});
  const std::string sine =
      insert("generator", {{generator::kKind, generator::kSine}, {generator::kLevel, 0}});
  std::string mix = graph({{.file = file("a.wav"), .volume = 6, .insert = sine}});
  const std::string output = R"("output":{)";
  mix.insert(mix.find(output) + output.size(), R"("clip":"hard",)");
  const Channels got = rendered(mix, {"--seconds", "0.1"});
  const double level = std::pow(10.0, 6.0 / 20.0);
  for (std::size_t f = 0; f < got[0].size(); ++f) {
    const double wanted = level * std::sin(kTurn * 1000.0 * static_cast<double>(f) / 48000.0);
    ASSERT_NEAR(got[0][f], std::clamp(wanted, -1.0, 1.0), 2e-6) << f;
  }
}

/// A wave that follows the tempo is in its place from the first frame on; the file fades in by itself.
TEST_F(ClockTest, BeginsASyncedWaveInItsPlace) {
  write_sound(file("a.wav"), {std::vector<float>(48000, 0.5F), std::vector<float>(48000, 0.5F)});
  const std::string synced =
      insert("tremolo", {{tremolo::kSync, note("1/8")}, {tremolo::kDepth, 100}, {tremolo::kStereoPhase, 0}});
  const std::string mix = at_tempo(graph({{.file = file("a.wav"), .insert = synced}}));
  const double wave = 0.5 * 60.0 * 48000.0 / kTempo;
  for (const char* block : {"96", "256", "1000"}) {
    const Channels got = rendered(mix, {"--block", block});
    ASSERT_EQ(got[0].size(), 48000U);
    for (std::size_t f = 0; f < 48000; ++f) {
      const double share = std::min(1.0, static_cast<double>(f + 1) / static_cast<double>(kFadeIn));
      const double gain = 0.5 + 0.5 * std::cos(kTurn * static_cast<double>(f) / wave);
      ASSERT_NEAR(got[0][f], 0.5 * share * gain, 2e-6) << block << " " << f;
    }
  }
}

}  // namespace
}  // namespace corelogic::render_tests
