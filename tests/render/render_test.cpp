// render_test.cpp: what corelogic-render writes, against closed forms, the file itself, and sox.
#include "tests/render/render_case.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <limits>
#include <nlohmann/json.hpp>

namespace corelogic::render_tests {
namespace {

using testing::HasSubstr;

constexpr float kHalf = 0.501187234F;  // -6 dB = 10^(-6/20)

TEST_F(RenderTest, PlaysAStereoFileWithGainAndBalance) {
  const Channels sound = {noise(20000, 1), noise(20000, 2)};
  write_sound(file("a.wav"), sound);
  const Channels mix = rendered(graph({{.file = file("a.wav"), .volume = -6.0, .balance = 0.5}}));
  ASSERT_EQ(mix.size(), 2U);
  ASSERT_EQ(mix[0].size(), sound[0].size()) << "as long as its longest file";
  // Balance: L = min(1, √2·cos θ), R = min(1, √2·sin θ), θ = (0.5 + 1)·π/4.
  const double theta = 1.5 * std::numbers::pi / 4.0;
  const double left = std::min(1.0, std::numbers::sqrt2 * std::cos(theta)) * std::pow(10.0, -6.0 / 20.0);
  const double right = std::pow(10.0, -6.0 / 20.0);
  for (std::size_t i = kFadeIn; i < sound[0].size(); ++i) {
    ASSERT_NEAR(mix[0][i], static_cast<double>(sound[0][i]) * left, 1e-6) << i;
    ASSERT_NEAR(mix[1][i], static_cast<double>(sound[1][i]) * right, 1e-6) << i;
  }
}

TEST_F(RenderTest, PansAMonoFileAtConstantPower) {
  const std::vector<float> sound = noise(20000, 3);
  write_sound(file("a.wav"), {sound});
  for (const double pan : {-1.0, -0.3, 0.0, 0.8}) {
    const Channels mix = rendered(graph({{.file = file("a.wav"), .channels = 1, .pan = pan}}));
    const double theta = (pan + 1.0) * std::numbers::pi / 4.0;
    for (std::size_t i = kFadeIn; i < sound.size(); ++i) {
      ASSERT_NEAR(mix[0][i], static_cast<double>(sound[i]) * std::cos(theta), 1e-6) << pan << " " << i;
      ASSERT_NEAR(mix[1][i], static_cast<double>(sound[i]) * std::sin(theta), 1e-6) << pan << " " << i;
    }
  }
}

TEST_F(RenderTest, SumsItsTracks) {
  std::vector<HandTrack> tracks;
  std::vector<double> left(10000, 0.0);
  for (unsigned t = 0; t < 20; ++t) {
    const std::string name = file("t" + std::to_string(t) + ".wav");
    const Channels sound = {noise(10000, 10 + t, 0.1F), noise(10000, 50 + t, 0.1F)};
    write_sound(name, sound);
    tracks.push_back({.file = name, .volume = -6.0});
    for (std::size_t i = 0; i < left.size(); ++i)
      left[i] += static_cast<double>(sound[0][i]) * static_cast<double>(kHalf);
  }
  const Channels mix = rendered(graph(tracks));
  for (std::size_t i = kFadeIn; i < left.size(); ++i) ASSERT_NEAR(mix[0][i], left[i], 1e-6) << i;
}

TEST_F(RenderTest, LoopsToTheSample) {
  const Channels sound = {noise(4801, 4), noise(4801, 5)};  // not a multiple of any block
  write_sound(file("a.wav"), sound);
  const Channels mix = rendered(graph({{.file = file("a.wav"), .loop = true}}), {"--seconds", "1"});
  ASSERT_EQ(mix[0].size(), 48000U);
  for (std::size_t i = kFadeIn; i < 48000; ++i) {
    ASSERT_EQ(mix[0][i], sound[0][i % 4801]) << i;
    ASSERT_EQ(mix[1][i], sound[1][i % 4801]) << i;
  }
}

/// What is no number in a file never reaches the mix: that track is silent for 64 frames, the other plays on.
TEST_F(RenderTest, LeavesOutWhatIsNoNumberInAFile) {
  Channels sick = {noise(9600, 8), noise(9600, 9)};
  const Channels well = {noise(9600, 10), noise(9600, 11)};
  const Channels before = sick;
  for (std::size_t c = 0; c < 2; ++c) {
    sick[c][5000] = std::numeric_limits<float>::quiet_NaN();
    sick[c][7000] = -std::numeric_limits<float>::infinity();
  }
  write_sound(file("sick.wav"), sick);
  write_sound(file("well.wav"), well);
  const Channels mix = rendered(graph({{.file = file("sick.wav")}, {.file = file("well.wav")}}));
  std::size_t muted = 0;
  for (std::size_t i = kFadeIn; i < 9600; ++i) {
    const bool alone = std::abs(mix[0][i] - well[0][i]) < 1e-6F;
    const bool both = std::abs(mix[0][i] - (well[0][i] + before[0][i])) < 1e-6F;
    ASSERT_TRUE(alone || both) << i << ": " << mix[0][i];
    muted += alone && !both ? 1U : 0U;
  }
  EXPECT_GE(muted, 2U);
  EXPECT_LE(muted, 128U);
}

TEST_F(RenderTest, BeginsWithAFadeInInsteadOfAClick) {
  write_sound(file("a.wav"), {std::vector<float>(4800, 0.5F), std::vector<float>(4800, 0.5F)});
  const Channels mix = rendered(graph({{.file = file("a.wav")}}));
  for (std::size_t i = 0; i < 4800; ++i) {
    const double share = std::min(1.0, static_cast<double>(i + 1) / 480.0);  // the file's 10 ms, and no other
    ASSERT_NEAR(mix[0][i], 0.5 * share, 1e-6) << i;
  }
}

TEST_F(RenderTest, GivesTheSameBytesForAnyBlockAndAnyNumberOfThreads) {
  const std::string compressor = fx("compressor", "-30,4,6,1,50,6");
  const std::string reverb = fx("reverb", "20,0.3,6000,1,1,50");
  write_sound(file("a.wav"), {noise(9000, 6), noise(9000, 7)});
  write_sound(file("b.wav"), {sine(440, 44100, 9000)}, 44100);
  const std::string mix = graph({{.file = file("a.wav"), .volume = -3, .insert = compressor},
                                 {.file = file("b.wav"), .channels = 1, .pan = 0.4, .insert = compressor},
                                 {.file = file("a.wav"), .loop = true, .volume = -20, .insert = reverb}});
  const auto bytes = [&](const std::string& block, const std::string& threads) {
    const auto finished = render(
        mix, "mix.wav", {"--format", "float", "--block", block, "--threads", threads, "--seconds", "1"});
    EXPECT_EQ(finished.exit.status, 0) << finished.error;
    return bytes_of(file("mix.wav"));
  };
  const std::string wanted = bytes("512", "1");
  ASSERT_GT(wanted.size(), 48000U * 8);
  for (const char* block : {"1", "16", "96", "256", "480", "1000", "4096"}) {
    EXPECT_TRUE(bytes(block, "1") == wanted) << block << " frames, 1 thread";
    EXPECT_TRUE(bytes(block, "2") == wanted) << block << " frames, 2 threads";
  }
}

TEST_F(RenderTest, WritesEveryFormat) {
  const Channels sound = {sine(440, 48000, 9600, 0.9), sine(660, 48000, 9600, 0.9)};
  write_sound(file("a.wav"), sound);
  const std::string mix = graph({{.file = file("a.wav")}});
  struct Case {
    const char* output;
    const char* format;
    double step;
  };
  for (const Case& c :
       {Case{"m.wav", "s16", 1.0 / 32768}, Case{"m.wav", "s24", 1.0 / 8388608},
        Case{"m.wav", "s32", 1.0 / 8388608}, Case{"m.wav", "float", 1e-9}, Case{"m.flac", "s16", 1.0 / 32768},
        Case{"m.flac", "s24", 1.0 / 8388608}, Case{"m.rf64", "s24", 1.0 / 8388608}}) {
    const auto finished = render(mix, c.output, {"--format", c.format, "--no-dither"});
    ASSERT_EQ(finished.exit.status, 0) << finished.error;
    const Channels got = read_sound(file(c.output));
    ASSERT_EQ(got[1].size(), 9600U);
    for (std::size_t i = kFadeIn; i < 9600; ++i) {
      ASSERT_NEAR(static_cast<double>(got[1][i]), static_cast<double>(sound[1][i]), c.step * 0.500001)
          << c.format << i;
    }
    EXPECT_EQ(support::run({"soxi", "-r", file(c.output)}).output, "48000\n") << c.output;
  }
}

TEST_F(RenderTest, ResamplesAsSoxDoes) {
  write_sound(file("a.wav"), {noise(30000, 8, 0.25F), sine(1000, 44100, 30000, 0.25)}, 44100);
  ASSERT_EQ(support::run({"sox", file("a.wav"), "-b", "32", "-e", "floating-point", file("ref.wav"), "rate",
                          "-v", "48000"})
                .exit.status,
            0);
  const Channels reference = read_sound(file("ref.wav"));
  const Channels mix = rendered(graph({{.file = file("a.wav")}}));
  ASSERT_EQ(mix[0].size(), 32653U) << "30000 · 48000/44100 = 32653.06";
  // Two programs with filters of their own for one standard (95 % passband): the noise differs near 22 kHz
  // only.
  double difference = 0;
  double power = 0;
  for (std::size_t i = 2000; i + 2000 < mix[0].size(); ++i) {
    ASSERT_NEAR(mix[1][i], reference[1][i], 2e-6) << i;
    difference += std::pow(static_cast<double>(mix[0][i]) - static_cast<double>(reference[0][i]), 2.0);
    power += std::pow(static_cast<double>(reference[0][i]), 2.0);
  }
  EXPECT_LT(10.0 * std::log10(difference / power), -20.0);
}

TEST_F(RenderTest, RendersAtAnotherRate) {
  write_sound(file("a.wav"), {sine(1000, 48000, 48000), sine(1000, 48000, 48000)});
  const Channels mix = rendered(graph({{.file = file("a.wav")}}), {"--rate", "44100"});
  const std::vector<float> wanted = sine(1000, 44100, 44100);
  ASSERT_EQ(mix[0].size(), wanted.size());
  for (std::size_t i = 4000; i + 4000 < wanted.size(); ++i) ASSERT_NEAR(mix[0][i], wanted[i], 2e-6) << i;
}

TEST_F(RenderTest, RendersTheMonitorWithItsOwnLevel) {
  const Channels sound = {noise(9000, 9), noise(9000, 10)};
  write_sound(file("a.wav"), sound);
  const std::string mix = graph({{.file = file("a.wav")}}, "0,0,0,-6");
  const Channels main = rendered(mix);
  const Channels monitor = rendered(mix, {"--channels", "monitor"});
  for (std::size_t i = kFadeIn; i < 9000; ++i) {
    ASSERT_EQ(main[0][i], sound[0][i]) << i;
    ASSERT_NEAR(monitor[0][i], sound[0][i] * kHalf, 1e-6F) << i;
  }
}

TEST_F(RenderTest, LetsTheReverbRingOut) {
  std::vector<float> click(4800, 0.0F);
  click[2400] = 0.9F;
  write_sound(file("a.wav"), {click, click});
  const std::string reverb = fx("reverb", "100,1.0,6000,1,1,100");
  const Channels mix = rendered(graph({{.file = file("a.wav"), .insert = reverb}}));
  EXPECT_GT(mix[0].size(), 14400U) << "a third of a second after the click at least";
  EXPECT_LT(mix[0].size(), 48000U * 5);
  EXPECT_GT(std::max(std::fabs(mix[0].back()), std::fabs(mix[1].back())), 3e-5F)
      << "ends with its last loud frame";
}

TEST_F(RenderTest, PrintsItsFigures) {
  write_sound(file("a.wav"), {std::vector<float>(48000, 0.5F), std::vector<float>(48000, 0.0F)});
  const auto finished = render(graph({{.file = file("a.wav"), .volume = 12}}), "mix.wav", {"--stats"});
  ASSERT_EQ(finished.exit.status, 0) << finished.error;
  const auto figures = nlohmann::json::parse(finished.output);
  EXPECT_EQ(figures["frames"], 48000);
  EXPECT_EQ(figures["sampleRate"], 48000);
  EXPECT_NEAR(figures["peakDb"][0].get<double>(), -6.0206 + 12.0, 1e-3);
  EXPECT_TRUE(figures["peakDb"][1].is_null());
  EXPECT_NEAR(figures["truePeakDb"][0].get<double>(), -6.0206 + 12.0, 1.5) << "a step between fades";
  EXPECT_TRUE(figures["truePeakDb"][1].is_null());
  EXPECT_TRUE(figures.contains("integratedLufs"));
  EXPECT_TRUE(figures.contains("loudnessRangeLu"));
  EXPECT_GT(figures["clippedSamples"], 46000);
  EXPECT_GT(figures["timesRealtime"], 0.0);
  EXPECT_EQ(figures["graphHash"].get<std::string>().size(), 16U);
  EXPECT_FALSE(figures["instructionSet"].get<std::string>().empty());
  EXPECT_THAT(finished.error, HasSubstr("clipped"));
}

TEST_F(RenderTest, RendersAProjectWithTheControllersCompiler) {
  const Channels sound = {noise(9000, 11), noise(9000, 12)};
  std::filesystem::create_directory(file("audio"));
  write_sound(file("audio/take.wav"), sound);
  const auto project = [](const std::string& volume) {
    return R"({"formatVersion":1,"name":"P","sampleRate":48000,"nextId":3,"tracks":[
      {"id":2,"kind":"audio","name":"Take","channels":2,"volume":)" +
           volume + R"(,
       "input":{"file":{"path":"take.wav","loop":false}},"output":{"track":1},"monitorOutput":{"none":null}},
      {"id":1,"kind":"master","name":"Master","channels":2,
       "input":{"none":null},"output":{"device":[1,2]},"monitorOutput":{"none":null}}],
      "connections":[]})";
  };
  const Channels mix = rendered(project("-6"));
  ASSERT_EQ(mix.size(), 2U);
  ASSERT_EQ(mix[1].size(), 9000U);
  for (std::size_t i = kFadeIn; i < 9000; ++i) ASSERT_NEAR(mix[1][i], sound[1][i] * kHalf, 1e-6F) << i;
  const auto refused = render(project("99"), "mix.wav");
  EXPECT_EQ(refused.exit.status, 1);
  EXPECT_THAT(refused.error, HasSubstr("+12 dB"));
}

TEST_F(RenderTest, SaysWhatIsWrong) {
  const auto says = [&](const support::Finished& finished, const std::string& words) {
    EXPECT_EQ(finished.exit.status, 1);
    EXPECT_THAT(finished.error, HasSubstr(words));
  };
  write_sound(file("a.wav"), {noise(100, 1), noise(100, 1)});
  const std::string good = graph({{.file = file("a.wav")}});
  says(render(graph({{.file = file("none.wav")}}), "mix.wav"), "none.wav: No such file");
  says(render(graph({{.file = file("a.wav"), .loop = true}}), "mix.wav"), "give --seconds");
  says(render(good, "mix.mp3"), ".flac");
  says(render(good, "no/such/mix.wav"), "No such file or directory");
  says(render(good, "mix.flac", {"--format", "float"}), "FLAC holds 16 or 24 bit");
  says(render(R"({"tracks":1})", "mix.wav"), "graph.json");
  says(render(R"({"nodes":1})", "mix.wav"), "nodes");
  says(render(R"({"epoch":1,"revision":1,"sampleRate":48000,"nodes":[]})", "mix.wav"), "no output node");
  EXPECT_FALSE(std::ifstream(file("mix.wav")).good()) << "nothing is left behind";
  EXPECT_EQ(support::run({support::binary("corelogic-render"), file("nothing.json"), "-o", file("m.wav")})
                .exit.status,
            1);
  EXPECT_EQ(support::run({support::binary("corelogic-render")}).exit.status, 2);
}

}  // namespace
}  // namespace corelogic::render_tests
