// explanation_test.cpp: who is how late, by the catalogue, and why a strip is silent.
#include "controller/compiler/explanation.h"

#include <gtest/gtest.h>

#include "controller/compiler/graph_compiler.h"
#include "controller/compiler/latency.h"
#include "tests/unit/controller/commands/ask.h"

namespace corelogic::compiler {
namespace {

using namespace corelogic::testing;
using commands::testing::after;
using project::Project;

constexpr InsertId kLimiter{8};

messages::Explanation explain(const Project& project, const Track& track, double sample_rate) {
  return Explainer(project, sample_rate).explain(project, track);
}

/// The frames of a limiter as it begins.
std::uint32_t limiter_frames() {
  const auto* limiter = vocabulary::find_effect("limiter");
  return limiter->latency_frames(limiter->initial_values(), 48'000);
}

std::vector<OutputLatency> outputs_of(const Project& project) {
  return output_latencies(compile(project, {1, 1}, {}), 48'000);
}

TEST(Latency, IsNoneWithoutLookAhead) {
  for (const OutputLatency& output : outputs_of(demo())) EXPECT_EQ(output.frames, 0U);
}

//  Guitar ─ compressor ─ limiter ─┬─▶ Master;  Drums ─────▶ Master
TEST(Latency, OfAnOutputIsThatOfTheLatestThatArrives) {
  ASSERT_GT(limiter_frames(), 0U);
  const Project late = after(demo(), add_insert(kGuitar, "limiter"));
  const auto outputs = outputs_of(late);
  ASSERT_EQ(outputs.size(), 1U);
  EXPECT_EQ(outputs[0].frames, limiter_frames());
  EXPECT_EQ(outputs_of(after(late, SetOutput{kDrums, DeviceOutput{{7, 8}}, {}}))[0].frames, 0U);
}

TEST(Latency, OfOutputsThatShareAChannelIsOne) {
  Project project = after(demo(), add_insert(kGuitar, "limiter"));
  project = after(project, SetOutput{kDrums, DeviceOutput{{2, 9}}, {}});
  for (const OutputLatency& output : outputs_of(project)) EXPECT_EQ(output.frames, limiter_frames());
}

//  Master ─ limiter ─┬─▶ main;  ─ monitor ─ limiter ─▶ monitor
TEST(Latency, OfTheMonitorIsItsLimitersBesideTheMains) {
  const std::uint32_t guard = 72;  // 1.5 ms
  OutputStage stage;
  stage.safety_limiter = true;
  const Project project = after(demo(), SetOutputStage{stage});
  const auto outputs = outputs_of(project);
  ASSERT_EQ(outputs.size(), 2U);
  EXPECT_EQ(outputs[0].frames, limiter_frames());
  EXPECT_EQ(outputs[1].frames, limiter_frames() + guard);
  EXPECT_EQ(outputs_of(after(project, SetListen{kDrums, Listen::kPfl}))[1].frames, guard);
  const auto master = explain(project, project.tracks().master(), 48'000);
  ASSERT_EQ(master.late.size(), 1U) << "nothing of the mix waits for the monitor";
  EXPECT_EQ(master.late[0].frames, limiter_frames());
}

TEST(Explain, SaysWhichEffectMakesAStripLateAndWhatASumWaitsFor) {
  const Project project = after(demo(), add_insert(kGuitar, "limiter"));
  const auto guitar = explain(project, *project.tracks().find(kGuitar), 48'000);
  EXPECT_EQ(guitar.latency_frames, limiter_frames());
  ASSERT_EQ(guitar.late.size(), 1U);
  EXPECT_EQ(guitar.late[0].subject, "insert");
  EXPECT_EQ(guitar.late[0].id, kLimiter.value);
  EXPECT_EQ(guitar.late[0].frames, limiter_frames());
  const auto master = explain(project, project.tracks().master(), 48'000);
  ASSERT_EQ(master.late.size(), 1U);
  EXPECT_EQ(master.late[0].id, kGuitar.value);
  EXPECT_NE(master.late[0].sentence.find("waits for Guitar"), std::string::npos);
  EXPECT_TRUE(explain(project, *project.tracks().find(kDrums), 48'000).late.empty());
}

std::string text_of(const messages::Explanation& explanation) {
  std::string text =
      std::to_string(explanation.track.value) + ": " + std::to_string(explanation.latency_frames);
  for (const auto* reasons : {&explanation.silent, &explanation.late})
    for (const Reason& reason : *reasons) text += "; " + reason.sentence;
  return text;
}

/// As a page asks: for every strip, of one compiled graph.
TEST(Explain, AnswersForEveryStripOfOneState) {
  Project project = after(demo(), add_insert(kGuitar, "limiter"));
  project = after(after(project, SetMute{kReverb, true}), SetSolo{kDrums, true});
  const Explainer explainer(project, 48'000);
  for (int again = 0; again < 2; ++again)
    for (const Track& track : project.tracks())
      EXPECT_EQ(text_of(explainer.explain(project, track)), text_of(explain(project, track, 48'000)));
}

std::vector<std::string> silent(const Project& project, TrackId id) {
  std::vector<std::string> sentences;
  for (const Reason& reason : explain(project, *project.tracks().find(id), 48'000).silent)
    sentences.push_back(reason.sentence);
  return sentences;
}
using Sentences = std::vector<std::string>;

TEST(Explain, FindsNothingWrongWithAStripThatSounds) {
  const Project project = demo();
  for (const Track& track : project.tracks()) EXPECT_EQ(silent(project, track.id), Sentences{}) << track.name;
}

TEST(Explain, NamesEverythingThatSilencesAStrip) {
  EXPECT_EQ(silent(after(demo(), SetMute{kGuitar, true}), kGuitar), Sentences{"Guitar is muted."});
  EXPECT_EQ(silent(after(demo(), SetVolume{kDrums, {vocabulary::kSilence}}), kDrums),
            Sentences{"Drums is at -inf dB: its fader is down."});
  EXPECT_EQ(silent(after(demo(), SetSolo{kDrums, true}), kGuitar),
            Sentences{"Guitar is silent while Drums is soloed."});
  EXPECT_EQ(silent(after(demo(), SetInput{kDrums, NoInput{}}), kDrums), Sentences{"Drums has no input."});
  EXPECT_EQ(silent(after(demo(), SetOutput{kDrums, NoOutput{}, {}}), kDrums),
            Sentences{"Drums has no output."});
  EXPECT_EQ(silent(after(demo(), SetMute{kMaster, true}), kDrums),
            Sentences{"Master, where it goes, is muted."});
  EXPECT_EQ(silent(after(demo(), RemoveSend{kGuitarSend}), kReverb), Sentences{"Nothing goes into Reverb."});
}

TEST(Explain, KnowsMuteGroupsAndMonitoring) {
  messages::Project document = demo_document();
  document.next_id = 20;
  document.mute_groups = {{MuteGroupId{10}, "Band", true}};
  track_in(document, kDrums).mute_groups = {MuteGroupId{10}};
  track_in(document, kGuitar).input = DeviceInput{{1, 2}};
  track_in(document, kGuitar).monitoring = Monitoring::kAuto;
  const Project project = *Project::from_message(document);
  EXPECT_EQ(silent(project, kDrums), Sentences{"Drums is muted by the mute group Band."});
  EXPECT_EQ(silent(project, kGuitar),
            Sentences{"The input of Guitar is monitored while it is armed, and it is not armed."});
}

TEST(Explain, LooksForAnotherWayOutBeforeItBlamesTheFirst) {
  Project project = after(demo(), SetOutput{kGuitar, NoOutput{}, {}});
  EXPECT_EQ(silent(project, kGuitar), Sentences{});  // its send to Reverb is heard
  project = after(project, SetMute{kReverb, true});
  EXPECT_EQ(silent(project, kGuitar), Sentences{"Guitar has no output."});
}

TEST(TapNode, IsTheNodeBehindEachPointOfTheStrip) {
  using vocabulary::make_node_id;
  using vocabulary::NodeRole;
  const Project project = after(demo(), SetTrim{kGuitar, 3});
  const Track& guitar = *project.tracks().find(kGuitar);
  EXPECT_EQ(tap_node(project, guitar, Tap::kPreEq), make_node_id(2, NodeRole::kInputStage));
  EXPECT_EQ(tap_node(project, guitar, Tap::kPreFader), make_node_id(5, NodeRole::kInsert));
  EXPECT_EQ(tap_node(project, guitar, Tap::kPostFader), make_node_id(2, NodeRole::kPan));
  const Track& master = project.tracks().master();
  EXPECT_EQ(tap_node(project, master, Tap::kPreFader), make_node_id(1, NodeRole::kSum));
  EXPECT_EQ(tap_node(project, master, Tap::kPostFader), make_node_id(1, NodeRole::kOutput));
}

}  // namespace
}  // namespace corelogic::compiler
