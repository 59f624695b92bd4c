// desk_test.cpp: what binds strips on the desk, as sound: commands, compiler and the engine's plans on one
// thread, a constant as input so that each gain is a number, against closed forms.
#include <gtest/gtest.h>

#include <cmath>

#include "controller/compiler/graph_compiler.h"
#include "tests/unit/controller/commands/ask.h"
#include "tests/unit/engine/building/desk.h"

namespace corelogic {
namespace {

using namespace testing;
using namespace commands::testing;
using building::Desk;
using building::Sound;
using project::Project;

constexpr TrackId kA{2};
constexpr TrackId kB{3};
constexpr std::uint32_t kNext = 4;  ///< the first id that a test's own command gets
constexpr double kLevelA = 0.25;
constexpr double kLevelB = 0.125;

double gain(double decibels) {
  return std::pow(10.0, decibels / 20.0);
}

///   device 1,2 (0.25)  ─ A ─▶ Master ─ 1,2
///   device 3,4 (0.125) ─ B ─▶
Project two_strips() {
  Project project = project::make_empty("Desk", 48'000);
  project = after(project, AddTrack{TrackKind::kAudio, "A", 2});
  project = after(project, AddTrack{TrackKind::kAudio, "B", 2});
  project = after(project, SetInput{kA, DeviceInput{{1, 2}}});
  return after(project, SetInput{kB, DeviceInput{{3, 4}}});
}

/// What each device channel plays when all ramps are over.
std::vector<double> levels(const Project& project) {
  Desk desk([](std::uint16_t channel, std::int64_t) {
    return static_cast<float>(channel < 2 ? kLevelA : channel < 4 ? kLevelB : 0.0);
  });
  Sound sound;
  desk.play(compiler::compile(project, {1, 1}, {""}), 100, &sound);
  EXPECT_TRUE(desk.news.refused.empty());
  std::vector<double> all;
  for (const auto& channel : sound) all.push_back(static_cast<double>(channel.back()));
  return all;
}
double mix(const Project& project) {
  return levels(project).at(0);
}
Project without_b(const Project& project) {
  return after(project, SetMute{kB, true});
}

constexpr double kExact = 1e-6;

TEST(DeskSound, MovesTwoStripsByAVca) {
  Project project = after(two_strips(), AddTrack{TrackKind::kVca, "Band"});
  const TrackId vca{kNext};
  EXPECT_NEAR(mix(project), kLevelA + kLevelB, kExact);
  project = after(after(project, SetVcas{kA, {vca}}), SetVcas{kB, {vca}});
  project = after(project, SetVolume{vca, {-6}});
  EXPECT_NEAR(mix(project), (kLevelA + kLevelB) * gain(-6), kExact);
  EXPECT_NEAR(mix(after(project, SetVcas{kB, {}})), kLevelA * gain(-6) + kLevelB, kExact);
  EXPECT_EQ(mix(after(project, SetVolume{vca, vocabulary::kSilence})), 0);
  EXPECT_EQ(mix(after(project, SetMute{vca, true})), 0);
}

TEST(DeskSound, SilencesTheMembersOfAMuteGroup) {
  Project project = after(two_strips(), AddMuteGroup{"Band"});
  const MuteGroupId band{kNext};
  project = after(after(project, SetMuteGroups{kB, {band}}), SetMuteGroup{band, true});
  EXPECT_NEAR(mix(project), kLevelA, kExact);
  EXPECT_NEAR(mix(after(project, SetMuteGroup{band, false})), kLevelA + kLevelB, kExact);
}

TEST(DeskSound, LetsAnIsolatedStripSoundBesideASolo) {
  const Project solo = after(two_strips(), SetSolo{kA, true});
  EXPECT_NEAR(mix(solo), kLevelA, kExact);
  EXPECT_NEAR(mix(after(solo, SetSoloIsolate{kB, true})), kLevelA + kLevelB, kExact);
}

TEST(DeskSound, SumsAGroupAndItsFader) {
  Project project = after(two_strips(), AddTrack{TrackKind::kGroup, "Both"});
  const TrackId group{kNext};
  project = after(after(project, SetOutput{kA, TrackOutput{group}, {}}), SetVolume{group, {-6}});
  EXPECT_NEAR(mix(project), kLevelA * gain(-6) + kLevelB, kExact);
}

///   Master (-3 dB) ─┬─ 1,2
///                   └─ -6 dB ─▶ Fills ─ 5,6
TEST(DeskSound, FeedsAMatrixFromBehindTheMastersFader) {
  Project project = after(two_strips(), AddTrack{TrackKind::kMatrix, "Fills"});
  const TrackId matrix{kNext};
  project = after(project, SetOutput{matrix, DeviceOutput{{5, 6}}, {}});
  project = after(project, AddSend{kMaster, matrix, {-6}});
  project = after(project, SetVolume{kMaster, {-3}});
  const auto all = levels(project);
  EXPECT_NEAR(all.at(0), (kLevelA + kLevelB) * gain(-3), kExact);
  EXPECT_NEAR(all.at(4), (kLevelA + kLevelB) * gain(-9), kExact);
}

/// A's effect of +6 dB is before the tap of a pre-fader send, until it is put behind the fader.
TEST(DeskSound, PutsAnInsertBehindTheFader) {
  Project project = without_b(two_strips());
  project = after(project, AddInsert{kA, "utility", kAtEnd, {{"gain", 6}}, false});
  const InsertId insert{kNext};
  project = after(project, SetVolume{kA, {-12}});
  EXPECT_NEAR(mix(project), kLevelA * gain(-6), 1e-5);
  EXPECT_NEAR(mix(after(project, SetInsertPostFader{insert, true})), kLevelA * gain(-6), 1e-5);
  project = after(after(project, SetVolume{kA, vocabulary::kSilence}), AddSend{kA, kMaster, {}, 0, true});
  EXPECT_NEAR(mix(project), kLevelA * gain(6), 1e-5);
  EXPECT_NEAR(mix(after(project, SetInsertPostFader{insert, true})), kLevelA, 1e-5);
}

///   A: trim -3 ─ (pre EQ) ─ +6 ─ (pre fader) ─ fader -6 ─ (post fader)
TEST(DeskSound, TakesSendsAndDirectOutsAtThreePlaces) {
  Project project = after(without_b(two_strips()), SetOutput{kA, NoOutput{}, {}});
  project = after(project, AddInsert{kA, "utility", kAtEnd, {{"gain", 6}}, false});
  project = after(after(project, SetTrim{kA, -3}), SetVolume{kA, {-6}});
  project = after(project, AddSend{kA, kMaster});
  const SendId send{kNext + 1};
  const std::pair<Tap, double> places[] = {{Tap::kPreEq, -3}, {Tap::kPreFader, 3}, {Tap::kPostFader, -3}};
  for (const auto& [tap, decibels] : places) {
    const Project sent = after(project, SetSendTap{send, tap});
    EXPECT_NEAR(mix(sent), kLevelA * gain(decibels), 1e-5);
    EXPECT_EQ(mix(after(sent, SetSendMute{send, true})), 0);
    const auto all = levels(after(project, SetDirectOut{kA, {{7, 8}, tap, {-10}}}));
    EXPECT_NEAR(all.at(6), kLevelA * gain(decibels - 10), 1e-5);
  }
}

///   A ─┬─ 150 sends ─▶ 150 auxes ─▶ Master
///      └─ 150 sends ─▶ the first of them
TEST(DeskSound, SumsAsManySendsAsOneLikes) {
  constexpr std::uint32_t kMany = 150;
  Project project = after(without_b(two_strips()), SetOutput{kA, NoOutput{}, {}});
  Batch batch;
  for (std::uint32_t i = 0; i < kMany; ++i)
    batch.commands.push_back({AddTrack{TrackKind::kAux, "Bus " + std::to_string(i)}});
  for (std::uint32_t i = 0; i < kMany; ++i) {
    batch.commands.push_back({AddSend{kA, TrackId{kNext + i}, {-40}}});
    batch.commands.push_back({AddSend{kA, TrackId{kNext}, {-40}}});
  }
  project = after(project, batch);
  ASSERT_EQ(project.tracks().find(kA)->sends.size(), 2 * kMany);
  EXPECT_NEAR(mix(project), kLevelA * 2 * kMany * gain(-40), 1e-5);
}

TEST(DeskSound, HearsADeviceInputByItsMonitoring) {
  Project project = after(without_b(two_strips()), SetMonitoring{kA, Monitoring::kAuto});
  EXPECT_EQ(mix(project), 0);
  EXPECT_NEAR(mix(after(project, SetRecordArm{kA, true})), kLevelA, kExact);
}

}  // namespace
}  // namespace corelogic
