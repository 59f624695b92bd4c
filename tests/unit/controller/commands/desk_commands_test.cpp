// desk_commands_test.cpp: kinds of strips, vcas, mute groups, links, solo modes, taps: what they make, and
// what is refused.
#include <gmock/gmock.h>

#include "controller/project/invert_change.h"
#include "tests/unit/controller/commands/ask.h"

namespace corelogic::commands {
namespace {

using namespace corelogic::testing;
using namespace corelogic::commands::testing;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using vocabulary::RefusalCode;

constexpr TrackId kNew{8};

Project with(TrackKind kind) {
  return after(demo(), AddTrack{kind, "New", 2, kAtEnd});
}
Project linked() {
  return after(demo(), SetLink{kGuitar, kDrums});
}
const Track& of(const Project& project, TrackId id) {
  return *project.tracks().find(id);
}

TEST(Kinds, BeginWhereTheirSoundGoes) {
  EXPECT_EQ(of(with(TrackKind::kGroup), kNew).output, Output{TrackOutput{kMaster}});
  EXPECT_EQ(of(with(TrackKind::kVca), kNew).output, Output{NoOutput{}});
  EXPECT_EQ(of(with(TrackKind::kMatrix), kNew).output, Output{NoOutput{}});
  EXPECT_EQ(refused(demo(), AddTrack{TrackKind::kUnspecified, "X", 2, kAtEnd}).subject, "addTrack.kind");
}

TEST(Kinds, GiveAVcaNoSound) {
  const Project project = with(TrackKind::kVca);
  for (const auto& refusal :
       {refused(project, SetPan{kNew, 0.5}),
        refused(project, AddInsert{kNew, "compressor", kAtEnd, {}, false}),
        refused(project, AddSend{kNew, kReverb, {}, 0, false}), refused(project, SetTrim{kNew, 3}),
        refused(project, SetOutput{kNew, TrackOutput{kMaster}, {}}),
        refused(project, SetInput{kNew, FileInput{"a.wav", false}}),
        refused(project, SetDirectOut{kNew, {{1, 2}}}), refused(project, SetSoloIsolate{kNew, true}),
        refused(project, SetKey{kCompressor, {kNew, false}}),
        refused(project, SetMonitor{{TrackSource{kNew}, false, false, false, -20}})}) {
    EXPECT_EQ(refusal.code, RefusalCode::kInvalid);
    EXPECT_THAT(refusal.sentence, HasSubstr("is a vca"));
  }
  EXPECT_THAT(refused(project, AddSend{kGuitar, kNew, {}, 0, false}).sentence, HasSubstr("sums nothing"));
}

TEST(Kinds, FeedAMatrixBySendsOfBusesAndTheMaster) {
  Project project = with(TrackKind::kMatrix);
  EXPECT_THAT(refused(project, AddSend{kGuitar, kNew, {}, 0, false}).sentence, HasSubstr("no bus"));
  EXPECT_THAT(refused(project, SetOutput{kReverb, TrackOutput{kNew}, {}}).sentence,
              HasSubstr("by sends only"));
  EXPECT_THAT(refused(project, SetOutput{kNew, TrackOutput{kMaster}, {}}).sentence,
              HasSubstr("feeds no strip"));
  EXPECT_THAT(refused(project, AddSend{kMaster, kReverb, {}, 0, false}).sentence,
              HasSubstr("end of the line"));
  project = after(project, AddSend{kMaster, kNew, {-3}, 0, false});
  project = after(project, AddSend{kReverb, kNew, {}, 0, true});
  EXPECT_TRUE(Project::from_message(project.to_message()));
}

TEST(Vcas, MoveEachOtherWithoutACircle) {
  Project project = after(with(TrackKind::kVca), AddTrack{TrackKind::kVca, "Above", 2, kAtEnd});
  const TrackId above{9};
  project = after(project, SetVcas{kNew, {above}});
  project = after(project, SetVcas{kGuitar, {kNew}});
  EXPECT_EQ(refused(project, SetVcas{above, {kNew}}).code, RefusalCode::kCycle);
  EXPECT_EQ(refused(project, SetVcas{above, {above}}).code, RefusalCode::kCycle);
  EXPECT_EQ(refused(project, SetVcas{kGuitar, {kDrums}}).code, RefusalCode::kInvalid);
  EXPECT_EQ(refused(project, SetVcas{kGuitar, {kNew, kNew}}).code, RefusalCode::kDuplicate);
  EXPECT_EQ(refused(project, SetVcas{kGuitar, {TrackId{99}}}).code, RefusalCode::kUnknownId);
}

TEST(Vcas, LeaveTheirStripsWhenRemovedAndComeBackWithThem) {
  const Project project = after(with(TrackKind::kVca), SetVcas{kGuitar, {kNew}});
  const auto removal = accepted(project, RemoveTrack{kNew});
  Project without = project;
  project::apply(without, removal.changes);
  EXPECT_THAT(of(without, kGuitar).vcas, IsEmpty());
  project::apply(without, project::invert(project, removal.changes));
  EXPECT_EQ(without, project);
}

TEST(MuteGroups, AreNamedOnceAndTakeTheirMembersAlong) {
  Project project = after(after(demo(), AddMuteGroup{"Band"}), AddMuteGroup{"Choir"});
  const MuteGroupId band{8};
  project = after(project, SetMuteGroups{kGuitar, {band, MuteGroupId{9}}});
  EXPECT_EQ(refused(project, AddMuteGroup{"BAND"}).code, RefusalCode::kDuplicate);
  EXPECT_EQ(refused(project, RenameMuteGroup{band, "choir"}).code, RefusalCode::kDuplicate);
  EXPECT_EQ(after(project, RenameMuteGroup{band, "band"}).find(band)->name, "band");
  EXPECT_EQ(refused(project, SetMuteGroups{kDrums, {MuteGroupId{99}}}).code, RefusalCode::kUnknownId);
  EXPECT_THAT(refused(project, SetMuteGroup{MuteGroupId{2}, true}).sentence, HasSubstr("is a track"));
  const auto removal = accepted(project, RemoveMuteGroup{band});
  Project without = project;
  project::apply(without, removal.changes);
  EXPECT_THAT(of(without, kGuitar).mute_groups, ElementsAre(MuteGroupId{9}));
  project::apply(without, project::invert(project, removal.changes));
  EXPECT_EQ(without, project) << "the group is back in its place, its member in it";
}

TEST(Links, BeginAlikeAndAtTheSides) {
  const Project project =
      after(after(after(demo(), SetPan{kGuitar, 0}), SetPan{kDrums, 0}), SetLink{kGuitar, kDrums});
  EXPECT_EQ(of(project, kGuitar).link, kDrums);
  EXPECT_EQ(of(project, kDrums).link, kGuitar);
  EXPECT_EQ(of(project, kDrums).volume.value, -3);
  EXPECT_EQ(of(project, kGuitar).pan, -1);
  EXPECT_EQ(of(project, kDrums).pan, 1);
  EXPECT_EQ(of(linked(), kGuitar).pan, 0.3) << "one was not in the middle: pans stay";
  const Project apart = after(project, SetLink{kDrums, {}});
  EXPECT_FALSE(of(apart, kGuitar).link.valid());
  EXPECT_EQ(of(apart, kDrums).volume.value, -3) << "values stay";
}

TEST(Links, FollowLevelMuteSoloArmAndMirrorThePan) {
  const Project project = linked();
  EXPECT_THAT(accepted(project, SetVolume{kDrums, {-9}}).changes,
              ElementsAre(Change{VolumeSet{kDrums, {-9}}}, Change{VolumeSet{kGuitar, {-9}}}));
  EXPECT_TRUE(accepted(project, SetVolume{kDrums, {-9}}).continuous);
  EXPECT_THAT(accepted(project, SetPan{kDrums, 0.25}).changes,
              ElementsAre(Change{PanSet{kDrums, 0.25}}, Change{PanSet{kGuitar, -0.25}}));
  EXPECT_TRUE(of(after(project, SetMute{kGuitar, true}), kDrums).mute);
  EXPECT_TRUE(of(after(project, SetSolo{kGuitar, true}), kDrums).solo);
  EXPECT_TRUE(of(after(project, SetRecordArm{kGuitar, true}), kDrums).record_arm);
  EXPECT_EQ(of(after(project, SetTrim{kGuitar, 6}), kDrums).trim, 0) << "a microphone's own";
}

TEST(Links, FollowSendsToOnePlaceAndEqualEffects) {
  Project project = after(linked(), AddSend{kDrums, kReverb, {}, 0, false});
  project = after(project, AddInsert{kDrums, "compressor", 0, {}, false});
  const SendId send{8};
  const InsertId twin{9};
  project = after(project, SetSendLevel{send, {-20}});
  EXPECT_EQ(project.tracks().find(kGuitarSend)->level.value, -20);
  project = after(project, SetParameter{kCompressor, "ratio", 8});
  EXPECT_EQ(project.tracks().find(twin)->parameters[1].value, 8);
  project = after(project, AddInsert{kDrums, "reverb", 0, {}, false});
  project = after(project, SetParameter{kCompressor, "ratio", 2});
  EXPECT_EQ(project.tracks().find(twin)->parameters[1].value, 8) << "another effect stands at that place";
}

TEST(Links, HearOneRoom) {
  Project project = after(linked(), AddInsert{kGuitar, "convolution", 0, {}, false});
  project = after(project, AddInsert{kDrums, "convolution", 0, {}, false});
  const InsertId guitar = of(project, kGuitar).inserts[0].id, drums = of(project, kDrums).inserts[0].id;
  EXPECT_THAT(accepted(project, SetInsertFile{drums, "/rooms/hall.wav"}).changes,
              ElementsAre(Change{InsertFileSet{drums, "/rooms/hall.wav"}},
                          Change{InsertFileSet{guitar, "/rooms/hall.wav"}}));
  EXPECT_THAT(accepted(project, SetInsertFile{guitar, ""}).changes,
              ElementsAre(Change{InsertFileSet{guitar, ""}}, Change{InsertFileSet{drums, ""}}));
}

TEST(Links, HearOneKeyWhereTheyCan) {
  Project project = after(linked(), AddInsert{kDrums, "compressor", 0, {}, false});
  const InsertId twin = of(project, kDrums).inserts[0].id;
  project = after(project, AddTrack{TrackKind::kAudio, "Kick", 1, kAtEnd});
  const TrackId kick{9};
  ASSERT_EQ(of(project, kick).name, "Kick");
  EXPECT_THAT(accepted(project, SetKey{kCompressor, {kick, true}}).changes,
              ElementsAre(Change{KeySet{kCompressor, {kick, true}}}, Change{KeySet{twin, {kick, true}}}));
  EXPECT_THAT(accepted(project, SetKey{twin, {}}).changes,
              ElementsAre(Change{KeySet{twin, {}}}, Change{KeySet{kCompressor, {}}}));
  EXPECT_THAT(accepted(project, SetKey{kCompressor, {kDrums, false}}).changes,
              ElementsAre(Change{KeySet{kCompressor, {kDrums, false}}}))
      << "the drums cannot hear themselves";
}

TEST(Links, PartFormerPairsSoThatUndoIsExact) {
  Project project = after(linked(), AddTrack{TrackKind::kAudio, "Third", 2, kAtEnd});
  const auto changes = accepted(project, SetLink{kNew, kGuitar}).changes;
  EXPECT_EQ(changes[0], Change(LinkSet{kGuitar, {}}));
  const auto inverse = project::invert(project, changes);
  Project next = project;
  project::apply(next, changes);
  EXPECT_FALSE(of(next, kDrums).link.valid());
  project::apply(next, inverse);
  EXPECT_EQ(next, project);
  EXPECT_THAT(refused(project, SetLink{kGuitar, kReverb}).sentence, HasSubstr("only audio tracks"));
  EXPECT_THAT(refused(project, SetLink{kGuitar, kGuitar}).sentence, HasSubstr("two different"));
  const Project narrow = after(demo(), AddTrack{TrackKind::kAudio, "Mono", 1, kAtEnd});
  EXPECT_THAT(refused(narrow, SetLink{kGuitar, kNew}).sentence, HasSubstr("not alike in width"));
}

TEST(Solo, EndsTheOthersWhenExclusive) {
  Project project = after(demo(), SetSoloSettings{{SoloMode::kInPlace, true}});
  project = after(project, Batch{{{SetSolo{kGuitar, true}}, {SetSolo{kDrums, true}}}});
  EXPECT_FALSE(of(project, kGuitar).solo);
  EXPECT_TRUE(of(project, kDrums).solo);
}

TEST(Solo, IsListeningInPflAndAfl) {
  Project project = after(demo(), SetSoloSettings{{SoloMode::kPfl, false}});
  project = after(project, SetSolo{kGuitar, true});
  EXPECT_EQ(of(project, kGuitar).listen, Listen::kPfl);
  EXPECT_FALSE(of(project, kGuitar).solo);
  EXPECT_EQ(of(after(project, SetSolo{kGuitar, false}), kGuitar).listen, Listen::kOff);
  EXPECT_EQ(of(after(project, ClearSolo{}), kGuitar).listen, Listen::kOff);
  const Project in_place = after(project, SetSoloSettings{{SoloMode::kInPlace, false}});
  EXPECT_EQ(of(in_place, kGuitar).listen, Listen::kOff) << "what was listened to does not become a cut";
  EXPECT_THAT(refused(project, SetSolo{kMaster, true}).sentence, HasSubstr("cannot be listened to"));
}

TEST(Solo, IsSafeUntilReleased) {
  Project project = after(after(demo(), SetSolo{kDrums, true}), SetSoloSafe{kDrums, true});
  EXPECT_THAT(refused(project, SetSolo{kDrums, false}).sentence, HasSubstr("is solo safe"));
  EXPECT_TRUE(of(after(project, ClearSolo{}), kDrums).solo);
  EXPECT_THAT(refused(demo(), Batch{{{SetSoloSafe{kDrums, true}}, {SetSolo{kDrums, true}}}}).sentence,
              HasSubstr("is solo safe"));
  EXPECT_FALSE(of(after(after(project, SetSoloSafe{kDrums, false}), ClearSolo{}), kDrums).solo);
}

TEST(Sends, AreTappedAtThreePlaces) {
  EXPECT_THAT(refused(demo(), AddSend{kDrums, kReverb, {}, 0, false, true}).sentence,
              HasSubstr("preEq goes with preFader"));
  const Project pre = after(demo(), SetSendTap{kGuitarSend, Tap::kPreEq});
  EXPECT_TRUE(pre.tracks().find(kGuitarSend)->pre_eq);
  const Project post = after(pre, SetSendPreFader{kGuitarSend, false});
  EXPECT_FALSE(post.tracks().find(kGuitarSend)->pre_eq);
  EXPECT_TRUE(after(demo(), SetSendMute{kGuitarSend, true}).tracks().find(kGuitarSend)->mute);
}

TEST(Inserts, AreCopiedWithAllTheirValues) {
  Project project = after(demo(), SetParameter{kCompressor, "ratio", 8});
  project = after(project, SetInsertPostFader{kCompressor, true});
  project = after(project, CopyInsert{kCompressor, kDrums, kAtEnd});
  const Insert& copy = of(project, kDrums).inserts.at(0);
  EXPECT_EQ(copy.id, InsertId{8});
  EXPECT_EQ(copy.parameters[1].value, 8);
  EXPECT_TRUE(copy.post_fader);
  EXPECT_EQ(refused(project, CopyInsert{InsertId{99}, kDrums, kAtEnd}).code, RefusalCode::kUnknownId);
  EXPECT_THAT(refused(project, CopyInsert{kCompressor, kDrums, 7}).sentence, HasSubstr("out of range"));
}

TEST(Strips, RefuseFacesArmsAndDirectOutsThatCannotBe) {
  EXPECT_EQ(refused(demo(), SetLook{kGuitar, "red", "", ""}).subject, "setLook.colour");
  EXPECT_EQ(refused(demo(), SetLook{kGuitar, "", "two words", ""}).subject, "setLook.icon");
  EXPECT_EQ(refused(demo(), SetLook{kGuitar, "", "", std::string(2001, 'x')}).subject, "setLook.comment");
  EXPECT_EQ(of(after(demo(), SetLook{kGuitar, "#ff8800", "guitar", "a\nb"}), kGuitar).colour, "#ff8800");
  EXPECT_THAT(refused(demo(), SetRecordArm{kReverb, true}).sentence, HasSubstr("only an audio track"));
  EXPECT_THAT(refused(demo(), SetMonitoring{kMaster, Monitoring::kOff}).sentence, HasSubstr("only an audio"));
  EXPECT_THAT(refused(demo(), SetDirectOut{kGuitar, {{5}}}).sentence, HasSubstr("needs as many"));
  EXPECT_THAT(refused(demo(), SetDirectOut{kGuitar, {{5, 6}, Tap::kPreEq, {13}}}).sentence, HasSubstr("+12"));
  EXPECT_THAT(refused(demo(), SetDirectOut{kMaster, {{5, 6}}}).sentence, HasSubstr("no direct out"));
}

}  // namespace
}  // namespace corelogic::commands
