// effects_guard_test.cpp: every effect of the catalogue under the guard: newborn in a running studio, each of
// its values from end to end, bypassed, with a key, later and earlier, moved among other lanes, and gone.
#include <gmock/gmock.h>

#include "engine/streaming/sound_file.h"
#include "schema/vocabulary/effect_catalogue.h"
#include "tests/realtime/guarded_stage.h"
#include "tests/support/process.h"

namespace corelogic {
namespace {

using messages::Project;
using testing::demo_document;
using testing::effect;
using testing::track_in;

constexpr std::uint32_t kInsert = 500;
constexpr std::uint32_t kLongestPartition = 16384;  // of a convolver; played from twice as many frames on
constexpr std::uint32_t kLate = 90000;              // where the responses below sound, at 48 kHz

/// Responses in true stereo that do nothing until `kLate` and then `gain` straight on, half of it crosswise:
/// what is heard has been through the longest partitions.
class Responses {
 public:
  [[nodiscard]] const std::string& once() const { return once_; }
  [[nodiscard]] const std::string& twice() const { return twice_; }

 private:
  std::string write(const std::string& name, std::uint32_t rate, float gain) const {
    const std::size_t tap = std::size_t{kLate} * rate / 48000, frames = tap + rate / 10;
    std::vector<std::vector<float>> channels(4, std::vector<float>(frames));
    std::vector<const float*> pointers;
    for (std::size_t c = 0; c < 4; ++c) {
      channels[c][tap] = c == 0 || c == 3 ? gain : gain / 2;
      pointers.push_back(channels[c].data());
    }
    auto writer =
        streaming::SoundWriter::create(scratch_.file(name), {.container = streaming::Container::kWav,
                                                             .format = streaming::SampleFormat::kFloat,
                                                             .sample_rate = rate,
                                                             .channels = 4});
    EXPECT_TRUE(writer && writer->write(pointers.data(), static_cast<std::uint32_t>(frames)) &&
                writer->commit());
    return scratch_.file(name);
  }

  support::ScratchDirectory scratch_;
  std::string once_ = write("once.wav", 48000, 1.0F);
  std::string twice_ = write("twice.wav", 96000, 2.0F);
};
static_assert(kLate > 2 * kLongestPartition + kLongestPartition * 3 / 2,
              "else they are not worth their while");

const Responses& responses() {
  static const Responses all;
  return all;
}

std::vector<std::string> insertable() {
  std::vector<std::string> names;
  for (const auto& effect : vocabulary::kEffects)
    if (effect.insertable) names.emplace_back(effect.name);
  return names;
}

/// The demo with the effect before and after the guitar's compressor, so that its lanes have to move.
Project with_effect(const std::string& name, bool behind) {
  Project project = demo_document();
  auto& inserts = track_in(project, testing::kGuitar).inserts;
  auto insert = effect(kInsert, name);
  if (vocabulary::find_effect(name)->keyed) insert.key = {testing::kDrums, true};
  if (vocabulary::find_effect(name)->plays_file) insert.file = responses().once();
  inserts.insert(behind ? inserts.end() : inserts.begin(), insert);
  project.next_id = kInsert + 1;
  return project;
}

void set(GuardedStage& stage, std::uint16_t parameter, double to) {
  stage.keeper().set({.revision = {1, stage.revision()},
                      .values = {{.node = vocabulary::make_node_id(kInsert, vocabulary::NodeRole::kInsert),
                                  .edge = {},
                                  .parameter = parameter,
                                  .value = to}}});
}

std::vector<double> ends_of(const vocabulary::ParameterDescription& parameter) {
  std::vector<double> ends{parameter.least, parameter.most, parameter.initial};
  if (parameter.scale == vocabulary::Scale::kChoice)
    for (double word = parameter.least; word <= parameter.most; ++word) ends.push_back(word);
  return ends;
}

void live_through(GuardedStage& stage, const std::string& name) {
  const auto& described = *vocabulary::find_effect(name);
  stage.order(messages::TransportPlay{});
  stage.play(demo_document());
  stage.play(with_effect(name, false));
  for (std::uint16_t p = 0; p < described.parameters.size(); ++p) {
    for (const double to : ends_of(described.parameters[p])) {
      set(stage, p, to);
      stage.run(8);
    }
  }
  for (const double bypass : {1.0, 0.0}) {
    set(stage, messages::kBypassParameter, bypass);
    stage.run(8);
  }
  stage.play(with_effect(name, true));
  stage.play(with_effect(name, false));
  stage.play(demo_document());
}

class GuardedEffectTest : public ::testing::TestWithParam<std::string> {};

TEST_P(GuardedEffectTest, LivesWithoutAskingTheSystemForAnything) {
  {
    GuardedStage first(1);  // to meet the code
    live_through(first, GetParam());
  }
  GuardedStage second(1);
  guard::forget();
  live_through(second, GetParam());
  const guard::Report seen = guard::report();
  EXPECT_TRUE(seen.clean()) << seen.text();
  EXPECT_GT(seen.scopes, 0U);
}

///   device 2,3 (0.1, 0.2) ─ convolution ─▶ Master ─ 1,2
Project with_response(const std::string& file, double length) {
  Project project;
  project.name = "Hall";
  project.next_id = kInsert + 1;
  auto track = testing::strip(2, messages::TrackKind::kAudio, "A", 0, 0);
  track.input = messages::DeviceInput{{2, 3}};
  track.inserts.push_back(effect(kInsert, "convolution"));
  track.inserts.back().file = file;
  track.inserts.back().parameters[vocabulary::convolution::kNormalise].value = 0;
  track.inserts.back().parameters[vocabulary::convolution::kLength].value = length;
  auto master = testing::strip(1, messages::TrackKind::kMaster, "Master", 0, 0);
  master.output = messages::DeviceOutput{{1, 2}};
  project.tracks = {track, master};
  return project;
}

/// Every level of partitions at work, another file, and a shorter response, brought by a graph and told.
void hear_all_of_it(GuardedStage& stage) {
  constexpr int kAll = static_cast<int>(kLate + 2 * kLongestPartition) / GuardedStage::kBlock;
  stage.play(with_response(responses().once(), 100));
  stage.run((static_cast<int>(kLate) - 20000) / static_cast<int>(GuardedStage::kBlock));
  EXPECT_EQ(stage.peak(), 0.0F) << "nothing but the longest partitions is to be heard";
  stage.run(kAll);
  EXPECT_NEAR(stage.peak(), 0.2F, 1e-3F);  // 0.1 straight on and half of 0.2
  stage.play(with_response(responses().twice(), 100));
  stage.run(kAll / 8, GuardedStage::kBlock * 8);
  EXPECT_NEAR(stage.peak(), 0.4F, 0.05F);  // and what the resampler rings
  stage.play(with_response(responses().twice(), 60));
  stage.run(kAll / 2);
  set(stage, vocabulary::convolution::kLength, 99);
  stage.run(kAll / 2);
  EXPECT_EQ(stage.keeper().ignored_values(), 0U);
  EXPECT_FALSE(stage.keeper().busy());
}

TEST(GuardedConvolution, PlaysAllOfAResponseWithoutAskingTheSystemForAnything) {
  {
    GuardedStage first(1);
    hear_all_of_it(first);
  }
  GuardedStage second(1);
  guard::forget();
  hear_all_of_it(second);
  const guard::Report seen = guard::report();
  EXPECT_TRUE(seen.clean()) << seen.text();
  EXPECT_GT(seen.scopes, 0U);
}

/// True peak, VU, correlation, and the feed of the loudness meters, on every strip.
TEST(GuardedMeters, MeasureInFullWithoutAskingTheSystemForAnything) {
  Project full = demo_document();
  for (auto& track : full.tracks)
    track.meter = {messages::MeterPoint::kPostFader, messages::MeterDetail::kFull};
  Project before = full;
  for (auto& track : before.tracks) track.meter.point = messages::MeterPoint::kPreFader;
  const auto live = [&](GuardedStage& stage) {
    stage.order(messages::TransportPlay{});
    for (const Project& project : {demo_document(), full, before, full, demo_document()}) {
      stage.play(project);
      stage.run(400);
      EXPECT_TRUE(stage.took_meters());
    }
  };
  {
    GuardedStage first(2);
    live(first);
  }
  GuardedStage second(2);
  guard::forget();
  live(second);
  const guard::Report seen = guard::report();
  EXPECT_TRUE(seen.clean()) << seen.text();
  EXPECT_GT(seen.scopes, 0U);
}

INSTANTIATE_TEST_SUITE_P(Each, GuardedEffectTest, ::testing::ValuesIn(insertable()),
                         [](const auto& one) { return one.param; });

}  // namespace
}  // namespace corelogic
