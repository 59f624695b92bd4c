// view_test.cpp: what a musician is shown: the own mix, and only names of the rest.
#include "controller/access/view.h"

#include <gtest/gtest.h>

#include "controller/project/apply_change.h"
#include "tests/unit/controller/access/desk.h"

namespace corelogic::access {
namespace {

using namespace testing;

m::ChangeSet set_of(m::Changes changes) {
  m::ChangeSet set;
  set.revision = {2, 7};
  set.client = m::ClientId{9};
  set.user = "ben";
  set.label = "something";
  set.changes = std::move(changes);
  return set;
}

TEST(MixView, ShowsNamesAndTheSendsToTheOwnMix) {
  MixView view({TrackId{4}});
  const m::Project shown = view.begin(desk_document());
  ASSERT_EQ(shown.tracks.size(), 6U);
  const m::Track& guitar = shown.tracks[0];
  EXPECT_EQ(guitar.name, "Guitar");
  EXPECT_TRUE(guitar.comment.empty());
  EXPECT_TRUE(guitar.inserts.empty());
  EXPECT_EQ(guitar.volume, m::Decibels{0.0});
  ASSERT_EQ(guitar.sends.size(), 1U);
  EXPECT_EQ(guitar.sends[0].id, m::SendId{10});
  EXPECT_EQ(shown.tracks[3].volume, m::Decibels{-2.0});
  EXPECT_TRUE(project::Project::from_message(shown)) << "a whole document of its own";
}

TEST(MixView, TellsOnlyWhatConcernsTheMixButEveryRevision) {
  MixView view({TrackId{4}});
  (void)view.begin(desk_document());
  const m::ChangeSet other =
      view.next(set_of({m::VolumeSet{TrackId{2}, {-1}}, m::SendLevelSet{m::SendId{11}, {-1}}}));
  EXPECT_TRUE(other.changes.empty());
  EXPECT_EQ(other.revision, (vocabulary::Revision{2, 7}));
  EXPECT_TRUE(other.user.empty() && other.label.empty());
  EXPECT_FALSE(other.client.valid());
  const m::Changes mine{m::SendLevelSet{m::SendId{10}, {-1}}};
  const m::ChangeSet own = view.next(set_of({m::MuteSet{TrackId{3}, true}, mine[0]}));
  EXPECT_EQ(own.changes, mine);
  EXPECT_EQ(own.user, "ben");
}

TEST(MixView, FollowsSendsThatComeAndGo) {
  MixView view({TrackId{4}});
  (void)view.begin(desk_document());
  const m::Send fresh{m::SendId{30}, TrackId{4}, {-4.0}};
  EXPECT_EQ(view.next(set_of({m::SendAdded{TrackId{6}, fresh, 0}})).changes.size(), 1U);
  EXPECT_TRUE(view.shows(m::SendId{30}));
  EXPECT_EQ(view.next(set_of({m::SendPanSet{m::SendId{30}, 0.5}})).changes.size(), 1U);
  EXPECT_EQ(view.next(set_of({m::SendRemoved{m::SendId{30}}})).changes.size(), 1U);
  EXPECT_TRUE(view.next(set_of({m::SendPanSet{m::SendId{30}, 0.5}})).changes.empty());
}

/// A replica that was given the view and its changes is what a new one would be given.
TEST(MixView, KeepsAReplicaTrue) {
  MixView view({TrackId{4}});
  auto replica = project::Project::from_message(view.begin(desk_document()));
  auto whole = desk();
  ASSERT_TRUE(replica);
  auto bass = strip(40, m::TrackKind::kAudio, "Bass");
  bass.volume = {-20.0};
  const std::vector<m::Changes> history{
      {m::TrackAdded{bass, 1}, m::IdsTaken{101}},
      {m::SendAdded{TrackId{40}, {m::SendId{41}, TrackId{4}, {-5.0}}, 0}},
      {m::SendLevelSet{m::SendId{41}, {-8.0}}, m::VolumeSet{TrackId{4}, {-12.0}}},
      {m::TrackRenamed{TrackId{3}, "Kit"}, m::LookSet{TrackId{3}, "#112233", "drum", "hidden"}},
      {m::TrackRemoved{TrackId{6}}},
      {m::TempoSet{99}},
  };
  for (const m::Changes& changes : history) {
    project::apply(whole, changes);
    project::apply(*replica, view.next(set_of(changes)).changes);
  }
  MixView fresh({TrackId{4}});
  EXPECT_EQ(replica->to_message(), fresh.begin(whole.to_message()));
}

}  // namespace
}  // namespace corelogic::access
