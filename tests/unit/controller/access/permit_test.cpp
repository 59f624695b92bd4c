// permit_test.cpp: who may what, by hand for the corners; the whole matrix is in tests/contract.
#include "controller/access/permit.h"

#include <gmock/gmock.h>

#include "tests/unit/controller/access/desk.h"

namespace corelogic::access {
namespace {

using namespace testing;
using ::testing::HasSubstr;
using vocabulary::RefusalCode;

template <class Body>
vocabulary::Result<void> ask(const Identity& identity, Body body) {
  return permit(identity, m::Command{std::move(body)}, desk());
}

template <class Body>
vocabulary::Result<void> question(const Identity& identity, Body body) {
  m::Request asked;
  asked.body = std::move(body);
  return permit(identity, asked, desk());
}

const Identity kAnna = somebody(Role::kMusician, {TrackId{4}});
const Identity kMasked = somebody(Role::kMixer, {TrackId{3}, TrackId{6}});

TEST(Permit, LetsAMusicianMoveTheSendsToTheOwnMixAndNoOther) {
  EXPECT_TRUE(ask(kAnna, m::SetSendLevel{m::SendId{10}, {-6}}));
  EXPECT_TRUE(ask(kAnna, m::SetSendPan{m::SendId{12}, 0.5}));
  EXPECT_TRUE(ask(kAnna, m::SetSendMute{m::SendId{10}, true}));
  const auto other = ask(kAnna, m::SetSendLevel{m::SendId{11}, {-6}});
  ASSERT_FALSE(other);
  EXPECT_EQ(other.refusal().code, RefusalCode::kDenied);
  EXPECT_THAT(other.refusal().sentence, HasSubstr("own monitor mix"));
  EXPECT_FALSE(ask(kAnna, m::SetSendLevel{m::SendId{99}, {-6}}));
  EXPECT_FALSE(ask(kAnna, m::SetSendTap{m::SendId{10}, m::Tap::kPostFader}));
  EXPECT_FALSE(ask(kAnna, m::SetVolume{TrackId{4}, {-6}}));
}

TEST(Permit, JudgesABatchByEachOfItsCommands) {
  const m::Command mine{m::SetSendLevel{m::SendId{10}, {-6}}};
  const m::Command theirs{m::SetSendLevel{m::SendId{11}, {-6}}};
  EXPECT_TRUE(ask(kAnna, m::Batch{{mine, mine}}));
  EXPECT_FALSE(ask(kAnna, m::Batch{{mine, theirs}}));
  EXPECT_FALSE(ask(kAnna, m::Batch{{mine, m::Command{m::Batch{{theirs}}}}}));
}

TEST(Permit, KeepsAMixerWithAMaskOnTheOwnStrips) {
  EXPECT_TRUE(ask(kMasked, m::SetVolume{TrackId{3}, {-6}}));
  EXPECT_TRUE(ask(kMasked, m::SetSendLevel{m::SendId{12}, {-6}}));
  EXPECT_FALSE(ask(kMasked, m::SetVolume{TrackId{4}, {-6}}));
  EXPECT_FALSE(ask(kMasked, m::SetVolume{TrackId{99}, {-6}}));
  EXPECT_FALSE(ask(kMasked, m::SetTempo{120}));
  EXPECT_TRUE(ask(somebody(Role::kMixer), m::SetTempo{120}));
}

/// #6 is in the mask, and #2 is the other half of its pair: one moves both.
TEST(Permit, CountsTheOtherHalfOfAPairAsOwn) {
  EXPECT_TRUE(ask(kMasked, m::SetVolume{TrackId{2}, {-6}}));
  EXPECT_TRUE(ask(kMasked, m::SetParameter{m::InsertId{20}, "threshold", -20}));
}

TEST(Permit, NamesTheRoleThatMay) {
  const auto no = ask(somebody(Role::kMixer), m::RemoveTrack{TrackId{3}});
  ASSERT_FALSE(no);
  EXPECT_THAT(no.refusal().sentence, HasSubstr("the role editor or a higher one; anna is mixer"));
  const auto admin = ask(somebody(Role::kEditor), m::UndoOthers{});
  ASSERT_FALSE(admin);
  EXPECT_THAT(admin.refusal().sentence, HasSubstr("the role admin"));
}

TEST(Permit, ShowsAMusicianNothingOfTheRest) {
  EXPECT_TRUE(question(kAnna, m::GetProject{}));
  EXPECT_FALSE(question(kAnna, m::GetGraph{}));
  EXPECT_FALSE(question(kAnna, m::GetHistory{10}));
  EXPECT_FALSE(question(kAnna, m::DryRun{{m::SetSendLevel{m::SendId{10}, {-6}}}}));
  EXPECT_TRUE(question(somebody(Role::kViewer), m::GetGraph{}));
  EXPECT_FALSE(question(somebody(Role::kViewer), m::DryRun{{m::SetTempo{120}}}));
}

TEST(Permit, LetsOneTouchWhatOneMayMove) {
  EXPECT_TRUE(question(kAnna, m::Touch{"send/10/level", true}));
  EXPECT_FALSE(question(kAnna, m::Touch{"send/11/level", true}));
  EXPECT_FALSE(question(kAnna, m::Touch{"track/4/volume", true}));
  EXPECT_FALSE(question(somebody(Role::kViewer), m::Touch{"track/4/volume", true}));
  EXPECT_TRUE(question(kMasked, m::Touch{"track/3/volume", true}));
  EXPECT_FALSE(question(kMasked, m::Touch{"track/4/volume", true}));
  EXPECT_FALSE(question(kMasked, m::Touch{"track/3x/volume", true}));
  EXPECT_TRUE(question(kMasked, m::Touch{"track/4/volume", false}));
}

TEST(Permit, LetsNobodyInWhoHasNoRole) {
  EXPECT_FALSE(question(Identity{}, m::GetProject{}));
  EXPECT_FALSE(question(Identity{}, m::GetAccess{}));
  EXPECT_FALSE(ask(Identity{}, m::Undo{}));
}

/// A scene may hold cables: recalling is a mixer's, and so is taking it back, though a cable alone is not.
TEST(Permit, LetsAStepBeTakenBackByWhoeverMightMakeIt) {
  const auto step = [](const Identity& who, Role least, m::Change change) {
    return static_cast<bool>(permit_step(who, least, m::Changes{std::move(change)}, desk()));
  };
  const m::Change cable = m::OutputSet{TrackId{2}, m::TrackOutput{TrackId{4}}};
  EXPECT_TRUE(step(somebody(Role::kMixer), Role::kMixer, cable)) << "by a recall";
  EXPECT_FALSE(step(somebody(Role::kMixer), Role::kEditor, cable))
      << "somebody was an editor and is a mixer now";
  EXPECT_TRUE(step(somebody(Role::kEditor), Role::kEditor, m::TrackRemoved{TrackId{2}}));
  EXPECT_TRUE(step(kMasked, Role::kMixer, m::VolumeSet{TrackId{3}, {-3}}));
  EXPECT_FALSE(step(kMasked, Role::kMixer, m::VolumeSet{TrackId{5}, {-3}}));
  EXPECT_FALSE(step(kMasked, Role::kMixer, m::TempoSet{120})) << "the whole desk's";
  EXPECT_TRUE(step(kAnna, Role::kMusician, m::SendLevelSet{m::SendId{10}, {-3}}));
  EXPECT_FALSE(step(kAnna, Role::kMixer, m::SendLevelSet{m::SendId{10}, {-3}})) << "by a recall";
  EXPECT_FALSE(step(kAnna, Role::kMusician, m::SendLevelSet{m::SendId{11}, {-3}}));
  EXPECT_FALSE(step(kAnna, Role::kMusician, m::VolumeSet{TrackId{3}, {-3}}));
}

}  // namespace
}  // namespace corelogic::access
