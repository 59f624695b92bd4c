// options_test.cpp: the command lines of engine and renderer: what they take and what they refuse.  Side:
// test.
#include <gmock/gmock.h>

#include "engine/apps/engine_options.h"
#include "engine/apps/exit_status.h"
#include "engine/apps/render_options.h"

namespace corelogic::apps {
namespace {

template <class Parse>
auto parse(Parse&& parser, std::vector<const char*> words) {
  words.insert(words.begin(), "program");
  return parser(static_cast<int>(words.size()), words.data());
}
auto engine(const std::vector<const char*>& words) {
  return parse(parse_engine_options, words);
}
auto render(const std::vector<const char*>& words) {
  return parse(parse_render_options, words);
}

TEST(EngineOptions, AreTakenFromTheCommandLine) {
  const auto parsed =
      engine({"--device", "timer", "--rate", "44100", "--block", "96", "--threads", "2", "--inputs", "4",
              "--outputs", "6", "--jack-name", "desk", "--connect", "--runtime", "run", "--cache", "c"});
  const auto& options = std::get<EngineOptions>(parsed);
  EXPECT_EQ(options.device, DeviceWish::kTimer);
  EXPECT_EQ(options.rate, 44100U);
  EXPECT_EQ(options.block, 96U);
  EXPECT_EQ(options.threads, 2U);
  EXPECT_EQ(options.inputs, 4U);
  EXPECT_EQ(options.outputs, 6U);
  EXPECT_EQ(options.jack_name, "desk");
  EXPECT_TRUE(options.connect);
  EXPECT_EQ(options.runtime_directory, "run");
  EXPECT_EQ(options.cache_directory, "c");
}

TEST(EngineOptions, ChooseJackOrTimerWhenNothingIsSaid) {
  EXPECT_EQ(std::get<EngineOptions>(engine({})).device, DeviceWish::kAuto);
}

TEST(EngineOptions, RefuseWhatCannotBe) {
  EXPECT_EQ(std::get<int>(engine({"--device", "piano"})), kMisuse);
  EXPECT_EQ(std::get<int>(engine({"--block", "0"})), kMisuse);
  EXPECT_EQ(std::get<int>(engine({"--outputs", "65"})), kMisuse);
  EXPECT_EQ(std::get<int>(engine({"--what"})), kMisuse);
  EXPECT_EQ(std::get<int>(engine({"--help"})), kDone);
  EXPECT_EQ(std::get<int>(engine({"--version"})), kDone);
}

TEST(RenderOptions, AreTakenFromTheCommandLine) {
  const auto parsed =
      render({"p.json", "-o", "mix.wav", "--seconds", "2.5", "--rate", "44100", "--block", "96", "--threads",
              "2", "--format", "float", "--stats", "--channels", "monitor", "--no-dither"});
  const auto& options = std::get<RenderOptions>(parsed);
  EXPECT_EQ(options.document, "p.json");
  EXPECT_EQ(options.output, "mix.wav");
  EXPECT_EQ(options.seconds, 2.5);
  EXPECT_EQ(options.rate, 44100U);
  EXPECT_EQ(options.block, 96U);
  EXPECT_EQ(options.threads, 2U);
  EXPECT_EQ(options.format, streaming::SampleFormat::kFloat);
  EXPECT_TRUE(options.stats);
  EXPECT_TRUE(options.monitor);
  EXPECT_FALSE(options.dither);
}

TEST(RenderOptions, RefuseWhatCannotBe) {
  EXPECT_EQ(std::get<int>(render({"p.json"})), kMisuse);
  EXPECT_EQ(std::get<int>(render({"p.json", "-o", "m.wav", "--format", "s12"})), kMisuse);
  EXPECT_EQ(std::get<int>(render({"p.json", "-o", "m.wav", "--seconds", "-1"})), kMisuse);
  EXPECT_EQ(std::get<int>(render({"p.json", "-o", "m.wav", "--channels", "all"})), kMisuse);
  EXPECT_EQ(std::get<int>(render({"--version"})), kDone);
}

TEST(RenderOptions, ChooseTheContainerByTheSuffix) {
  const auto container = [](const std::string& name) {
    RenderOptions options;
    options.output = name;
    const auto settings = write_settings(options, 48000, 2);
    return settings ? std::optional(settings->container) : std::nullopt;
  };
  EXPECT_EQ(container("a.wav"), streaming::Container::kWav);
  EXPECT_EQ(container("a.WAV"), streaming::Container::kWav);
  EXPECT_EQ(container("a.rf64"), streaming::Container::kRf64);
  EXPECT_EQ(container("a.flac"), streaming::Container::kFlac);
  EXPECT_EQ(container("a.mp3"), std::nullopt);
  EXPECT_EQ(container("a"), std::nullopt);
}

}  // namespace
}  // namespace corelogic::apps
