// touch_board_test.cpp: last touch wins, who is in whose way, and every way a hand lets go.
#include "controller/actors/touch_board.h"

#include <gmock/gmock.h>

#include "controller/project/apply_change.h"
#include "tests/unit/controller/session.h"

namespace corelogic::actors {
namespace {

using messages::ClientId;
using messages::Touch;
using messages::Touched;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using vocabulary::RefusalCode;

constexpr ClientId kAnn{1};
constexpr ClientId kBob{2};
const std::string kFader = "track/2/volume";
const messages::Changes kFaderMoves{messages::VolumeSet{testing::kGuitar, {-1}}};

class Board : public ::testing::Test {
 protected:
  Board() {
    board_.introduce(kAnn, "tablet", "ann");
    board_.introduce(kBob, "surface", "");
  }
  TouchBoard::News touch(ClientId client, const std::string& control, bool held = true) {
    auto news = board_.touch(project_, client, {control, held});
    EXPECT_TRUE(news) << news.refusal().sentence;
    return news ? *news : TouchBoard::News{};
  }
  RefusalCode refused(ClientId client, const std::string& control) {
    const auto news = board_.touch(project_, client, {control, true});
    if (news) return RefusalCode::kUnspecified;
    EXPECT_FALSE(news.refusal().sentence.empty());
    return news.refusal().code;
  }
  project::Project project_ = testing::demo();
  TouchBoard board_;
};

TEST_F(Board, TellsWhoHoldsWhatOnce) {
  EXPECT_THAT(touch(kAnn, kFader), ElementsAre(Touched{kAnn, "tablet", kFader, true, "ann"}));
  EXPECT_THAT(touch(kAnn, kFader), IsEmpty()) << "it is held already";
  EXPECT_THAT(touch(kAnn, kFader, false), ElementsAre(Touched{kAnn, "tablet", kFader, false, "ann"}));
  EXPECT_THAT(touch(kAnn, kFader, false), IsEmpty()) << "it is let go already";
}

TEST_F(Board, GivesAControlToTheLastTouchAndKeepsItFromTheFirst) {
  touch(kAnn, kFader);
  EXPECT_THAT(touch(kBob, kFader), ElementsAre(Touched{kBob, "surface", kFader, true, ""}));
  EXPECT_THAT(touch(kAnn, kFader, false), IsEmpty()) << "Ann has let go of what Bob holds";
  const auto no = board_.in_the_way(project_, kAnn, kFaderMoves);
  ASSERT_TRUE(no);
  EXPECT_EQ(no->code, RefusalCode::kConflict);
  EXPECT_EQ(no->subject, kFader);
  EXPECT_THAT(no->sentence, HasSubstr("The volume of Guitar is held by \"surface\""));
  EXPECT_FALSE(board_.in_the_way(project_, kBob, kFaderMoves));
  touch(kAnn, kFader);
  EXPECT_FALSE(board_.in_the_way(project_, kAnn, kFaderMoves));
  EXPECT_TRUE(board_.in_the_way(project_, kBob, kFaderMoves));
}

TEST_F(Board, IsInNobodysWayBesideTheControlThatIsHeld) {
  touch(kAnn, kFader);
  EXPECT_FALSE(board_.in_the_way(project_, kBob, {messages::PanSet{testing::kGuitar, 0.5}}));
  EXPECT_FALSE(board_.in_the_way(project_, kBob, {messages::VolumeSet{testing::kDrums, {-1}}}));
  EXPECT_TRUE(
      board_.in_the_way(project_, kBob, {messages::VolumeSet{testing::kDrums, {-1}}, kFaderMoves[0]}));
}

TEST_F(Board, TellsParametersOfOneInsertApart) {
  touch(kAnn, "insert/5/threshold");
  EXPECT_TRUE(
      board_.in_the_way(project_, kBob, {messages::ParameterSet{testing::kCompressor, "threshold", -20}}));
  EXPECT_FALSE(board_.in_the_way(project_, kBob, {messages::ParameterSet{testing::kCompressor, "ratio", 3}}));
}

TEST_F(Board, LetsGoOfAllThatALostClientHeld) {
  touch(kAnn, kFader);
  touch(kAnn, "send/6/level");
  touch(kBob, "insert/7/bypass");
  EXPECT_THAT(board_.leave(kAnn), SizeIs(2));
  EXPECT_FALSE(board_.in_the_way(project_, kBob, kFaderMoves));
  EXPECT_THAT(board_.leave(kAnn), IsEmpty());
  EXPECT_FALSE(board_.empty());
  EXPECT_THAT(board_.end_all(), ElementsAre(Touched{kBob, "surface", "insert/7/bypass", false, ""}));
  EXPECT_TRUE(board_.empty());
}

TEST_F(Board, LetsGoOfWhatIsNoMore) {
  touch(kAnn, "send/6/level");
  touch(kAnn, kFader);
  project::apply(project_, messages::SendRemoved{testing::kGuitarSend});
  EXPECT_THAT(board_.end_missing(project_),
              ElementsAre(Touched{kAnn, "tablet", "send/6/level", false, "ann"}));
  EXPECT_THAT(board_.end_missing(project_), IsEmpty());
}

TEST_F(Board, RefusesWhatNamesNoControl) {
  for (const char* name :
       {"", "track", "track/", "track/2", "track/2/", "track//volume", "track/x/volume", "track/-2/volume",
        "track/02/volume", "track/0/volume", "track/2/fader", "bus/2/volume", "track/2/volume/x",
        "send/6/threshold", "track/99999999999/volume"})
    EXPECT_EQ(refused(kAnn, name), RefusalCode::kInvalid) << name;
  for (const char* name :
       {"track/77/volume", "send/2/level", "insert/2/bypass", "insert/5/thresh", "muteGroup/2/active"})
    EXPECT_EQ(refused(kAnn, name), RefusalCode::kUnknownId) << name;
  EXPECT_EQ(refused(ClientId{}, kFader), RefusalCode::kInvalid);
  EXPECT_TRUE(board_.empty());
}

TEST_F(Board, HoldsSixtyFourControlsOfOneClientAtMost) {
  std::vector<messages::NamedValue> parameters;
  for (int i = 0; i < 70; ++i) {
    messages::Track track = testing::strip(100 + static_cast<std::uint32_t>(i), messages::TrackKind::kAudio,
                                           "T" + std::to_string(i), 0, 0);
    project::apply(project_, messages::TrackAdded{track, 0});
  }
  for (std::size_t i = 0; i < kMostHeldByOne; ++i) touch(kAnn, "track/" + std::to_string(100 + i) + "/pan");
  EXPECT_EQ(refused(kAnn, kFader), RefusalCode::kInvalid);
  touch(kAnn, "track/100/pan", false);
  EXPECT_EQ(refused(kAnn, kFader), RefusalCode::kUnspecified);
}

}  // namespace
}  // namespace corelogic::actors
