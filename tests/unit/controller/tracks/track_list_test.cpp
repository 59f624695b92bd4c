// track_list_test.cpp: the list keeps order and indexes true through every edit.
#include "controller/tracks/track_list.h"

#include <gmock/gmock.h>

#include "tests/unit/controller/session.h"

namespace corelogic::tracks {
namespace {

using namespace corelogic::testing;
using ::testing::ElementsAre;

TrackList demo_list() {
  return TrackList(demo_document().tracks);
}

std::vector<std::string> names(const TrackList& list) {
  std::vector<std::string> all;
  for (const Track& track : list) all.push_back(track.name);
  return all;
}

/// Each index says what a walk through the list says.
void expect_consistent(const TrackList& list) {
  for (std::size_t i = 0; i < list.size(); ++i) {
    ASSERT_EQ(list.position_of(list[i].id), i);
    ASSERT_EQ(list.find_name(list[i].name), &list[i]);
    for (std::size_t k = 0; k < list[i].inserts.size(); ++k) {
      ASSERT_EQ(list.find(list[i].inserts[k].id), &list[i].inserts[k]);
      ASSERT_EQ(list.position_of(list[i].inserts[k].id), k);
    }
    for (const Send& send : list[i].sends) ASSERT_EQ(list.owner_of(send.id), &list[i]);
  }
  ASSERT_EQ(list.master().kind, TrackKind::kMaster);
}

TEST(TrackList, FindsTracksInsertsAndSendsById) {
  const TrackList list = demo_list();
  EXPECT_EQ(list.find(kDrums)->name, "Drums");
  EXPECT_EQ(list.find(kCompressor)->effect, "compressor");
  EXPECT_EQ(list.find(kGuitarSend)->destination, kReverb);
  EXPECT_EQ(list.owner_of(kReverbInsert)->id, kReverb);
  EXPECT_EQ(list.find(TrackId{5}), nullptr) << "an insert's number is no track's";
  EXPECT_EQ(list.find(InsertId{99}), nullptr);
  EXPECT_EQ(list.position_of(SendId{99}), std::nullopt);
  expect_consistent(list);
}

TEST(TrackList, FindsNamesWhateverTheCase) {
  TrackList list = demo_list();
  EXPECT_EQ(list.find_name("gUITAR")->id, kGuitar);
  list.rename(kGuitar, "Größe");
  EXPECT_EQ(list.find_name("GRÖßE")->id, kGuitar);
  EXPECT_EQ(list.find_name("Guitar"), nullptr);
}

TEST(TrackList, KeepsTheMasterLastHoweverFarBehindAStripIsPut) {
  TrackList list = demo_list();
  list.add(strip(20, TrackKind::kAudio, "Bass", 0, 0), 1000);
  EXPECT_THAT(names(list), ElementsAre("Guitar", "Drums", "Reverb", "Bass", "Master"));
  list.move(kGuitar, 1000);
  EXPECT_THAT(names(list), ElementsAre("Drums", "Reverb", "Bass", "Guitar", "Master"));
  list.move(kMaster, 0);
  EXPECT_THAT(names(list), ElementsAre("Drums", "Reverb", "Bass", "Guitar", "Master"));
  expect_consistent(list);
}

TEST(TrackList, MovesBothWaysAndShiftsThoseBetween) {
  TrackList list = demo_list();
  list.move(kReverb, 0);
  EXPECT_THAT(names(list), ElementsAre("Reverb", "Guitar", "Drums", "Master"));
  list.move(kReverb, 1);
  EXPECT_THAT(names(list), ElementsAre("Guitar", "Reverb", "Drums", "Master"));
  expect_consistent(list);
}

TEST(TrackList, ForgetsWhatWasInsideARemovedTrack) {
  TrackList list = demo_list();
  list.remove(kGuitar);
  EXPECT_THAT(names(list), ElementsAre("Drums", "Reverb", "Master"));
  EXPECT_EQ(list.find(kCompressor), nullptr);
  EXPECT_EQ(list.find(kGuitarSend), nullptr);
  EXPECT_EQ(list.find_name("Guitar"), nullptr);
  expect_consistent(list);
}

TEST(TrackList, PutsInsertsAndSendsWhereAsked) {
  TrackList list = demo_list();
  list.add(kGuitar, effect(20, "reverb"), 0);
  list.add(kGuitar, effect(21, "compressor"), 99);
  EXPECT_EQ(list.position_of(InsertId{20}), 0U);
  EXPECT_EQ(list.position_of(kCompressor), 1U);
  EXPECT_EQ(list.position_of(InsertId{21}), 2U);
  list.move(InsertId{21}, 0);
  EXPECT_EQ(list.position_of(InsertId{20}), 1U);
  list.remove(kCompressor);
  EXPECT_EQ(list.find(kGuitar)->inserts.size(), 2U);
  list.add(kDrums, Send{SendId{22}, kReverb, {}, 0, true}, 0);
  EXPECT_EQ(list.owner_of(SendId{22})->id, kDrums);
  list.remove(SendId{22});
  EXPECT_EQ(list.find(SendId{22}), nullptr);
  expect_consistent(list);
}

TEST(TrackList, IsAValueWhoseCopiesAreIndependent) {
  TrackList list = demo_list();
  const TrackList copy = list;
  list.edit(kGuitar).volume = {-20};
  EXPECT_EQ(copy.find(kGuitar)->volume.value, -3);
  EXPECT_FALSE(copy == list);
}

}  // namespace
}  // namespace corelogic::tracks
