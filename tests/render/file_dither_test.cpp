// file_dither_test.cpp: integer files are dithered to their depth, once, and only they.
#include <gmock/gmock.h>

#include "tests/render/dither_errors.h"
#include "tests/render/render_case.h"

namespace corelogic::render_tests {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr std::size_t kFrames = 264000;  ///< 5.5 s
constexpr double kLeftSteps = 0.4;       ///< the sines' levels, in steps of the format
constexpr double kRightSteps = -0.2;

struct Format {
  const char* file;
  const char* name;
  int bits;
};
constexpr Format kFormats[] = {{"mix.wav", "s16", 16}, {"mix.wav", "s24", 24}, {"mix.flac", "s16", 16}};

/// The same graph, whose output dithers by itself.
std::string dithering(std::string graph_json, int bits) {
  const std::string tail = R"("monitor":[3,4]}}]})";
  graph_json.replace(graph_json.rfind(tail), tail.size(),
                     R"("monitor":[3,4],"ditherBits":)" + std::to_string(bits) + "}}]}");
  return graph_json;
}

/// How loud 1 kHz is, in the unit of `samples`.
double level_at_1000(const std::vector<double>& samples) {
  double in_phase = 0, across = 0;
  for (std::size_t i = 0; i < samples.size(); ++i) {
    const double phase = 2 * std::numbers::pi * 1000 * static_cast<double>(i) / 48000;
    in_phase += samples[i] * std::sin(phase);
    across += samples[i] * std::cos(phase);
  }
  return 2 * std::hypot(in_phase, across) / static_cast<double>(samples.size());
}

class FileDither : public RenderTest {
 protected:
  /// 1 kHz below one step of the format.
  std::string faint_graph(const Format& format) {
    const double step = std::ldexp(1.0, 1 - format.bits);
    sound_ = {sine(1000, 48000, kFrames, kLeftSteps * step), sine(1000, 48000, kFrames, kRightSteps * step)};
    write_sound(file("faint.wav"), sound_);
    return graph({{.file = file("faint.wav")}});
  }
  std::string written(const std::string& graph_json, const Format& format,
                      std::vector<std::string> more = {}) {
    more.insert(more.end(), {"--format", format.name, "--seconds", "5.5"});
    const auto finished = render(graph_json, format.file, more);
    EXPECT_EQ(finished.exit.status, 0) << finished.error;
    return bytes_of(file(format.file));
  }
  /// A channel of what was written last, behind the fade-in, in steps.
  std::vector<double> steps_of(const Format& format, std::size_t channel) {
    std::vector<double> steps;
    const Channels all = read_sound(file(format.file));
    if (all.size() <= channel) return steps;  // read_sound has said why
    for (std::size_t i = kFadeIn; i < all[channel].size(); ++i)
      steps.push_back(std::ldexp(static_cast<double>(all[channel][i]), format.bits - 1));
    return steps;
  }
  std::vector<double> signal_of(const Format& format, std::size_t channel) {
    std::vector<double> steps;
    for (std::size_t i = kFadeIn; i < kFrames; ++i)
      steps.push_back(std::ldexp(static_cast<double>(sound_[channel][i]), format.bits - 1));
    return steps;
  }

  Channels sound_;
};

TEST_F(FileDither, KeepsASineBelowOneStepAtItsLevel) {
  for (const Format& format : kFormats) {
    SCOPED_TRACE(std::string(format.file) + " " + format.name);
    (void)written(faint_graph(format), format);
    EXPECT_NEAR(20 * std::log10(level_at_1000(steps_of(format, 0)) / kLeftSteps), 0.0, 0.5);
    EXPECT_NEAR(20 * std::log10(level_at_1000(steps_of(format, 1)) / -kRightSteps), 0.0, 0.5);
  }
}

TEST_F(FileDither, AddsWhiteNoiseThatKnowsNeitherTheSignalNorTheOtherChannel) {
  for (const Format& format : kFormats) {
    SCOPED_TRACE(std::string(format.file) + " " + format.name);
    (void)written(faint_graph(format), format);
    std::vector<double> errors[2];
    for (std::size_t c = 0; c < 2; ++c) {
      const auto out = steps_of(format, c), in = signal_of(format, c);
      ASSERT_EQ(out.size(), in.size());
      for (std::size_t i = 0; i < out.size(); ++i) errors[c].push_back(out[i] - in[i]);
    }
    expect_independent(errors_between(errors[0], errors[1], signal_of(format, 0)));
  }
}

TEST_F(FileDither, IsLeftOutOnDemand) {
  for (const Format& format : kFormats) {
    (void)written(faint_graph(format), format, {"--no-dither"});
    for (const double step : steps_of(format, 0)) ASSERT_EQ(step, 0.0) << format.name;
  }
}

TEST_F(FileDither, GivesTheSameBytesTwiceAndForAnyBlockAndAnyNumberOfThreads) {
  const Format& format = kFormats[0];
  const std::string mix = faint_graph(format);
  const std::string wanted = written(mix, format);
  EXPECT_TRUE(written(mix, format) == wanted);
  EXPECT_TRUE(written(mix, format, {"--block", "96"}) == wanted);
  EXPECT_TRUE(written(mix, format, {"--block", "1000", "--threads", "2"}) == wanted);
}

TEST_F(FileDither, LeavesAProjectAloneThatDithersAsCoarselyItself) {
  const std::string mix = faint_graph(kFormats[0]);
  for (const Format& format : {kFormats[0], kFormats[1]}) {
    const std::string by_itself = written(dithering(mix, 16), format);
    EXPECT_TRUE(written(dithering(mix, 16), format, {"--no-dither"}) == by_itself) << format.name;
    EXPECT_NEAR(level_at_1000(steps_of(format, 0)) / std::ldexp(kLeftSteps, format.bits - 16), 1.0, 0.05);
  }
}

/// Noise of 24 bit under that of 16 would be heard by nobody, and be the second.
TEST_F(FileDither, TakesThePlaceOfAFinerDither) {
  const Format& format = kFormats[0];
  const std::string mix = faint_graph(format);
  const std::string wanted = written(mix, format);
  EXPECT_TRUE(written(dithering(mix, 24), format) == wanted);
  EXPECT_TRUE(written(dithering(mix, 20), format) == wanted);
}

TEST_F(FileDither, LeavesFloatsAndThirtyTwoBitsUntouched) {
  const std::string mix = faint_graph(kFormats[0]);
  for (const Format& format : {Format{"mix.wav", "float", 32}, Format{"mix.wav", "s32", 32}})
    EXPECT_TRUE(written(mix, format) == written(mix, format, {"--no-dither"})) << format.name;
  (void)written(mix, {"mix.wav", "float", 32});
  const Channels back = read_sound(file("mix.wav"));
  for (std::size_t i = kFadeIn; i < kFrames; ++i) ASSERT_EQ(back[0][i], sound_[0][i]) << i;
}

/// The highest sample of a format may stand beside one that the noise would lift: it is held, not counted.
TEST_F(FileDither, CallsNothingClippedThatIsNot) {
  write_sound(file("full.wav"),
              {std::vector<float>(9600, 32767.0F / 32768.0F), std::vector<float>(9600, -1.0F)});
  const auto finished =
      render(graph({{.file = file("full.wav")}}), "mix.wav", {"--format", "s16", "--stats"});
  ASSERT_EQ(finished.exit.status, 0) << finished.error;
  EXPECT_THAT(finished.error, Not(HasSubstr("clipped")));
  const Channels back = read_sound(file("mix.wav"));
  for (std::size_t i = kFadeIn; i < 9600; ++i) {
    ASSERT_GE(back[0][i], 32765.0F / 32768.0F) << i;
    ASSERT_LE(back[1][i], -32766.0F / 32768.0F) << i;
  }
}

}  // namespace
}  // namespace corelogic::render_tests
