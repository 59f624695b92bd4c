// sound_commands_test.cpp: keys, sound files, presets, and the two sides of an insert.
#include <gmock/gmock.h>

#include "controller/project/invert_change.h"
#include "tests/unit/controller/commands/ask.h"

namespace corelogic::commands {
namespace {

using namespace corelogic::testing;
using namespace testing;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using vocabulary::RefusalCode;

const Insert& compressor_of(const Project& project) {
  return *project.tracks().find(kCompressor);
}
double value(const std::vector<NamedValue>& values, std::string_view name) {
  for (const NamedValue& one : values)
    if (one.name == name) return one.value;
  return -999;
}
Project with_convolution() {
  return after(demo(), add_insert(kDrums, "convolution"));
}
constexpr InsertId kConvolution{8};

TEST(SetKey, LetsACompressorListenToAnotherStrip) {
  const auto keyed = accepted(demo(), SetKey{kCompressor, {kDrums, true}});
  EXPECT_EQ(keyed.label, "key compressor of Guitar from Drums before its fader");
  EXPECT_FALSE(keyed.continuous);
  const Project project = after(demo(), SetKey{kCompressor, {kDrums, true}});
  EXPECT_EQ(compressor_of(project).key, (Key{kDrums, true}));
  EXPECT_EQ(compressor_of(after(project, SetKey{kCompressor, {}})).key, Key{});
  EXPECT_TRUE(Project::from_message(project.to_message()));
}

TEST(SetKey, RefusesCirclesDeafEffectsAndStrangers) {
  const auto circle = refused(demo(), SetKey{kCompressor, {kReverb, true}});
  EXPECT_EQ(circle.code, RefusalCode::kCycle);
  EXPECT_EQ(circle.subject, "setKey.track");
  EXPECT_THAT(circle.sentence, HasSubstr("Reverb -> Guitar -> Reverb"));
  EXPECT_EQ(refused(demo(), SetKey{kCompressor, {kGuitar, false}}).code, RefusalCode::kCycle);
  EXPECT_EQ(refused(demo(), SetKey{kCompressor, {kMaster, false}}).code, RefusalCode::kCycle);
  const auto deaf = refused(demo(), SetKey{kReverbInsert, {kDrums, false}});
  EXPECT_EQ(deaf.code, RefusalCode::kInvalid);
  EXPECT_EQ(deaf.sentence, "The reverb listens to no key.");
  EXPECT_EQ(refused(demo(), SetKey{kCompressor, {TrackId{99}, false}}).code, RefusalCode::kUnknownId);
  EXPECT_EQ(refused(demo(), SetKey{InsertId{99}, {kDrums, false}}).code, RefusalCode::kUnknownId);
}

// Drums keys Guitar's compressor: then nothing of Guitar may reach Drums.
TEST(SetKey, IsADependencyLikeASend) {
  Project project = after(demo(), AddTrack{TrackKind::kAux, "Bus"});
  project = after(project, SetKey{kCompressor, {TrackId{8}, false}});
  const auto send = refused(project, AddSend{kGuitar, TrackId{8}});
  EXPECT_EQ(send.code, RefusalCode::kCycle);
  EXPECT_THAT(send.sentence, HasSubstr("Guitar -> Bus -> Guitar"));
}

TEST(RemoveTrack, TakesTheKeysAndTheMonitorThatHearIt) {
  Project project = after(demo(), SetKey{kCompressor, {kDrums, false}});
  project = after(project, SetMonitor{{TrackSource{kDrums}, true, false, false, -20}});
  project = after(project, add_insert(kDrums, "compressor"));
  project = after(project, AddTrack{TrackKind::kAudio, "Kick"});
  project = after(project, SetKey{InsertId{8}, {TrackId{9}, true}});
  const auto removal = accepted(project, RemoveTrack{kDrums});
  const auto inverse = project::invert(project, removal.changes);
  Project without = project;
  project::apply(without, removal.changes);
  EXPECT_EQ(compressor_of(without).key, Key{});
  EXPECT_EQ(without.monitor(), (Monitor{MasterSource{}, true, false, false, -20}));
  EXPECT_TRUE(Project::from_message(without.to_message()));
  project::apply(without, inverse);
  EXPECT_EQ(without, project);
}

TEST(SetInsertFile, GivesAnEffectItsSoundFile) {
  const Project project = after(with_convolution(), SetInsertFile{kConvolution, "halls/great.flac"});
  EXPECT_EQ(project.tracks().find(kConvolution)->file, "halls/great.flac");
  EXPECT_EQ(accepted(project, SetInsertFile{kConvolution, ""}).label,
            "take the sound file off convolution of Drums");
  EXPECT_EQ(refused(project, SetInsertFile{kConvolution, "../x.wav"}).subject, "setInsertFile.path");
  EXPECT_EQ(refused(project, SetInsertFile{kCompressor, "x.wav"}).sentence,
            "The compressor plays no sound file.");
  EXPECT_EQ(refused(project, SetInsertFile{InsertId{99}, "x.wav"}).code, RefusalCode::kUnknownId);
}

TEST(LoadPreset, SetsEveryValueOfTheSideThatIsHeard) {
  const std::vector<Preset> presets{{"compressor", "Vocal", {{"ratio", 6}, {"threshold", -30}}},
                                    {"reverb", "Hall", {{"decay", 4}}}};
  Project project = after(demo(), SetParameter{kCompressor, "knee", 20});
  const auto loaded = accepted(project, LoadPreset{kCompressor, "Vocal"}, presets);
  EXPECT_EQ(loaded.label, "load preset Vocal into compressor of Guitar");
  project::apply(project, loaded.changes);
  EXPECT_EQ(value(compressor_of(project).parameters, "ratio"), 6);
  EXPECT_EQ(value(compressor_of(project).parameters, "knee"), 6);
  EXPECT_TRUE(compressor_of(project).other.empty());
  const auto missing = refused(project, LoadPreset{kCompressor, "Hall"}, presets);
  EXPECT_EQ(missing.code, RefusalCode::kNotFound);
  EXPECT_EQ(missing.sentence, "The compressor has no preset \"Hall\"; there are Vocal.");
  EXPECT_THAT(refused(project, LoadPreset{kCompressor, "Hall"}).sentence, HasSubstr("none yet"));
  EXPECT_EQ(refused(project, LoadPreset{InsertId{99}, "Hall"}, presets).code, RefusalCode::kUnknownId);
  const std::vector<Preset> wrong{{"compressor", "Vocal", {{"ratio", 99}}}};
  EXPECT_EQ(refused(project, LoadPreset{kCompressor, "Vocal"}, wrong).code, RefusalCode::kInvalid);
}

TEST(LoadPreset, BringsTheSoundFileOfWhatPlaysOne) {
  const std::vector<Preset> shelf{{"convolution", "Hall", {}, "/projects/demo/audio/halls/big.wav"},
                                  {"convolution", "Plate", {}, "/sounds/plate.wav"},
                                  {"convolution", "Dark", {{"highCut", 4000}}, ""}};
  const Presets presets(shelf, "/projects/demo/audio");
  Project project = with_convolution();
  const InsertId hall = project.tracks().find(kDrums)->inserts.back().id;
  const auto file = [&] { return project.tracks().find(hall)->file; };
  project = after(project, LoadPreset{hall, "Plate"}, presets);
  EXPECT_EQ(file(), "/sounds/plate.wav");
  EXPECT_EQ(accepted(project, LoadPreset{hall, "Plate"}, presets).changes.size(), 1U) << "it is there";
  project = after(project, LoadPreset{hall, "Hall"}, presets);
  EXPECT_EQ(file(), "halls/big.wav") << "as a project says what is its own";
  const auto loaded = accepted(project, LoadPreset{hall, "Dark"}, presets);
  project::apply(project, loaded.changes);
  EXPECT_EQ(file(), "halls/big.wav") << "a preset without a file leaves the insert's own";
  const Project before = project;
  const auto plate = accepted(project, LoadPreset{hall, "Plate"}, presets);
  project::apply(project, plate.changes);
  EXPECT_EQ(file(), "/sounds/plate.wav");
  project::apply(project, project::invert(before, plate.changes));
  EXPECT_EQ(file(), "halls/big.wav");
}

struct Files {
  std::string heard, other;
  bool operator==(const Files&) const = default;
};
Files files_of(const Project& project, InsertId insert) {
  return {project.tracks().find(insert)->file, project.tracks().find(insert)->other_file};
}

/// Two rooms to choose between are what the two sides of a convolution are for.
TEST(SwitchSide, ChangesTheSoundFileToo) {
  Project project = after(demo(), AddInsert{kGuitar, "convolution", 0, {}, false});
  const InsertId room = project.tracks().find(kGuitar)->inserts[0].id;
  project = after(project, SwitchSide{room});
  EXPECT_EQ(files_of(project, room), Files()) << "nothing to play on either";
  project = after(project, SetInsertFile{room, "hall.wav"});
  EXPECT_EQ(files_of(project, room), (Files{"hall.wav", ""}));
  project = after(after(project, SwitchSide{room}), SetInsertFile{room, "room.wav"});
  EXPECT_EQ(files_of(project, room), (Files{"room.wav", "hall.wav"}));
  project = after(project, SwitchSide{room});
  EXPECT_EQ(files_of(project, room), (Files{"hall.wav", "room.wav"}));
  const Project copied = after(project, CopySide{room});
  EXPECT_EQ(files_of(copied, room), (Files{"hall.wav", "hall.wav"}));
  EXPECT_THAT(accepted(copied, SwitchSide{room}).changes, ::testing::SizeIs(1)) << "the file stays";
}

TEST(SwitchSide, BeginsWithTheFileOfTheSideItLeaves) {
  Project project = after(demo(), AddInsert{kGuitar, "convolution", 0, {}, false});
  const InsertId room = project.tracks().find(kGuitar)->inserts[0].id;
  project = after(after(project, SetInsertFile{room, "hall.wav"}), SwitchSide{room});
  EXPECT_EQ(files_of(project, room), (Files{"hall.wav", "hall.wav"}));
}

TEST(SwitchSide, BeginsAsACopyAndGoesBackAndForth) {
  Project project = after(demo(), SwitchSide{kCompressor});
  EXPECT_TRUE(compressor_of(project).side_b);
  EXPECT_EQ(compressor_of(project).other, compressor_of(project).parameters);
  project = after(project, SetParameter{kCompressor, "ratio", 8});
  const auto back = accepted(project, SwitchSide{kCompressor});
  EXPECT_EQ(back.label, "switch compressor of Guitar to A");
  project::apply(project, back.changes);
  EXPECT_FALSE(compressor_of(project).side_b);
  EXPECT_EQ(value(compressor_of(project).parameters, "ratio"), 3);
  EXPECT_EQ(value(compressor_of(project).other, "ratio"), 8);
  EXPECT_EQ(refused(project, SwitchSide{InsertId{99}}).code, RefusalCode::kUnknownId);
}

TEST(CopySide, MakesTheOtherSideLikeThisOne) {
  Project project = after(demo(), SwitchSide{kCompressor});
  project = after(project, SetParameter{kCompressor, "ratio", 8});
  const auto copied = accepted(project, CopySide{kCompressor});
  EXPECT_EQ(copied.label, "copy B of compressor of Guitar to A");
  project::apply(project, copied.changes);
  EXPECT_EQ(compressor_of(project).other, compressor_of(project).parameters);
  EXPECT_TRUE(compressor_of(project).side_b);
  EXPECT_EQ(refused(project, CopySide{InsertId{99}}).code, RefusalCode::kUnknownId);
}

TEST(Batch, SwitchesSidesAfterTheValuesBeforeIt) {
  const std::vector<Preset> presets{{"compressor", "Vocal", {{"ratio", 6}}}};
  Batch batch;
  batch.commands = {
      {SetParameter{kCompressor, "ratio", 9}}, {SwitchSide{kCompressor}}, {LoadPreset{kCompressor, "Vocal"}}};
  const Project project = after(demo(), batch, presets);
  EXPECT_EQ(value(compressor_of(project).other, "ratio"), 9);
  EXPECT_EQ(value(compressor_of(project).parameters, "ratio"), 6);
  batch.commands = {{SavePreset{kCompressor, "x"}}};
  EXPECT_THAT(refused(demo(), batch).sentence, HasSubstr("preset files"));
}

}  // namespace
}  // namespace corelogic::commands
