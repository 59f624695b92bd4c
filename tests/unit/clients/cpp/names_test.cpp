// names_test.cpp: what people type, and what they are told when it is nothing or two things.  Side: test.
#include "clients/cpp/names.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace corelogic::client {
namespace {

using namespace messages;
using testing::HasSubstr;
using vocabulary::RefusalCode;

Track strip(std::uint32_t id, TrackKind kind, const char* name) {
  Track track;
  track.id = TrackId{id};
  track.kind = kind;
  track.name = name;
  return track;
}

Project studio() {
  Project project;
  Track guitar = strip(2, TrackKind::kAudio, "Guitar");
  guitar.inserts = {{InsertId{5}, "compressor", false, {}},
                    {InsertId{6}, "reverb", false, {}},
                    {InsertId{14}, "compressor", false, {}}};
  guitar.sends = {{SendId{7}, TrackId{4}, {-6.0}, 0, false},
                  {SendId{8}, TrackId{1}, {}, 0, false},
                  {SendId{9}, TrackId{1}, {}, 0, true}};
  Track odd = strip(3, TrackKind::kAudio, "in/out->back");
  odd.inserts = {{InsertId{10}, "compressor", false, {}}};
  odd.sends = {{SendId{11}, TrackId{4}, {}, 0, false}};
  Track reverb = strip(4, TrackKind::kAux, "Reverb");
  Track number = strip(12, TrackKind::kAudio, "2");
  Track main = strip(1, TrackKind::kMaster, "Main");
  project.tracks = {guitar, odd, reverb, number, main};
  project.connections = {{ConnectionId{13}, TrackId{2}, "out", DeviceOutput{{5, 6}}}};
  return project;
}

TEST(Names, FindATrackByItsNameInAnyCase) {
  EXPECT_EQ(*find_track(studio(), "Guitar"), TrackId{2});
  EXPECT_EQ(*find_track(studio(), "gUITAR"), TrackId{2});
}

TEST(Names, FindATrackByItsNumber) {
  EXPECT_EQ(*find_track(studio(), "#4"), TrackId{4});
  EXPECT_EQ(*find_track(studio(), "4"), TrackId{4});
}

TEST(Names, PreferANameToABareNumber) {
  EXPECT_EQ(*find_track(studio(), "2"), TrackId{12});
  EXPECT_EQ(*find_track(studio(), "#2"), TrackId{2});
}

TEST(Names, KnowTheMasterWhateverItIsCalled) {
  EXPECT_EQ(*find_track(studio(), "master"), TrackId{1});
  EXPECT_EQ(*find_track(studio(), "main"), TrackId{1});
}

TEST(Names, PreferTheExactSpelling) {
  Project project = studio();
  project.tracks[1].name = "guitar";
  EXPECT_EQ(*find_track(project, "guitar"), TrackId{3});
  EXPECT_EQ(*find_track(project, "Guitar"), TrackId{2});
  const auto both = find_track(project, "GUITAR");
  ASSERT_FALSE(both);
  EXPECT_EQ(both.refusal().code, RefusalCode::kInvalid);
  EXPECT_THAT(both.refusal().sentence, HasSubstr("could mean Guitar (#2) or guitar (#3)"));
}

TEST(Names, RefuseAnUnknownTrackWithTheNearestName) {
  const auto none = find_track(studio(), "Guitarr");
  ASSERT_FALSE(none);
  EXPECT_EQ(none.refusal().code, RefusalCode::kUnknownId);
  EXPECT_EQ(none.refusal().subject, "track Guitarr");
  EXPECT_THAT(none.refusal().sentence, HasSubstr("did you mean \"Guitar\"?"));
}

TEST(Names, RefuseAnUnknownTrackWithAllNamesWhenNoneIsNear) {
  const auto none = find_track(studio(), "Saxophone");
  ASSERT_FALSE(none);
  EXPECT_THAT(none.refusal().sentence, HasSubstr("there is Guitar, in/out->back, Reverb, 2 or Main"));
}

TEST(Names, RefuseANumberThatNothingHas) {
  EXPECT_FALSE(find_track(studio(), "#99"));
  EXPECT_FALSE(find_track(studio(), "#5")) << "5 is an insert";
  EXPECT_FALSE(find_track(studio(), "#"));
  EXPECT_FALSE(find_track(studio(), ""));
}

TEST(Names, FindAnInsertByTrackAndEffect) {
  EXPECT_EQ(*find_insert(studio(), "guitar/reverb"), InsertId{6});
  EXPECT_EQ(*find_insert(studio(), "in/out->back/compressor"), InsertId{10});
  EXPECT_EQ(*find_insert(studio(), "#14"), InsertId{14});
}

TEST(Names, AskWhichOfTwoEqualInsertsIsMeant) {
  const auto two = find_insert(studio(), "guitar/compressor");
  ASSERT_FALSE(two);
  EXPECT_EQ(two.refusal().code, RefusalCode::kInvalid);
  EXPECT_THAT(two.refusal().sentence, HasSubstr("(#5)"));
  EXPECT_THAT(two.refusal().sentence, HasSubstr("(#14)"));
  EXPECT_EQ(*find_insert(studio(), "guitar/compressor:2"), InsertId{14});
}

TEST(Names, RefuseAnUnknownInsertWithTheNearest) {
  const auto none = find_insert(studio(), "guitar/reverp");
  ASSERT_FALSE(none);
  EXPECT_THAT(none.refusal().sentence, HasSubstr("did you mean \"Guitar/reverb\"?"));
}

TEST(Names, FindASendByItsEnds) {
  EXPECT_EQ(*find_send(studio(), "Guitar->Reverb"), SendId{7});
  EXPECT_EQ(*find_send(studio(), "in/out->back->reverb"), SendId{11});
  EXPECT_EQ(*find_send(studio(), "guitar->main:2"), SendId{9});
  EXPECT_FALSE(find_send(studio(), "guitar->main"));
}

TEST(Names, FindAConnectionByItsEnds) {
  EXPECT_EQ(*find_connection(studio(), "guitar->device:5,6"), ConnectionId{13});
  EXPECT_EQ(*find_connection(studio(), "#13"), ConnectionId{13});
}

TEST(Names, SayThatThereIsNoneAtAll) {
  Project empty;
  const auto none = find_connection(empty, "a->b");
  ASSERT_FALSE(none);
  EXPECT_THAT(none.refusal().sentence, HasSubstr("the project has no connection at all"));
}

TEST(Names, WriteInputsAndOutputsAsTheyAreRead) {
  EXPECT_EQ(text_of(Input{NoInput{}}), "none");
  EXPECT_EQ(text_of(Input{DeviceInput{{1, 2}}}), "device:1,2");
  EXPECT_EQ(text_of(Input{FileInput{"a.flac", true}}), "file:a.flac,loop");
  EXPECT_EQ(text_of(studio(), Output{TrackOutput{TrackId{4}}}), "Reverb");
  EXPECT_EQ(text_of(studio(), Output{TrackOutput{TrackId{99}}}), "#99");
}

}  // namespace
}  // namespace corelogic::client
