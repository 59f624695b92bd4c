// routing_test.cpp: the matrix, the order, the cycles by name, and each rule of the patch bay.
#include <gmock/gmock.h>

#include "controller/routing/routing_rules.h"
#include "controller/routing/topological_order.h"
#include "tests/unit/controller/session.h"

namespace corelogic::routing {
namespace {

using namespace corelogic::testing;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using vocabulary::RefusalCode;

/// Guitar ─┬─ send ─> Reverb ─┬─> Master        Delay ─> Master
///         └──────────────────┘ <─ Drums
struct Bay {
  TrackList tracks;
  ConnectionList connections;
  Bay() {
    auto document = demo_document();
    document.tracks.insert(document.tracks.begin(), strip(20, TrackKind::kAux, "Delay", 0, 0));
    tracks = TrackList(document.tracks);
  }
  [[nodiscard]] Wiring wiring() const { return {tracks, connections}; }
  [[nodiscard]] std::vector<std::string> order() const {
    std::vector<std::string> names;
    for (const auto position : sort_strips({tracks, connections}).positions)
      names.push_back(tracks[position].name);
    return names;
  }
};
constexpr TrackId kDelay{20};

TEST(RoutingTable, ListsOutputsSendsAndConnectionsBothWays) {
  Bay bay;
  bay.connections.add({ConnectionId{21}, kDrums, "pre", TrackOutput{kDelay}});
  const RoutingTable table(bay.tracks, bay.connections);
  EXPECT_THAT(table.feeds_from(1),
              ElementsAre(Feed{1, 4, FeedKind::kOutput, 2}, Feed{1, 3, FeedKind::kSend, 6}));
  EXPECT_THAT(table.feeds_into(0), ElementsAre(Feed{2, 0, FeedKind::kConnection, 21}));
  EXPECT_EQ(table.feeds_into(4).size(), 4U);
  EXPECT_TRUE(table.feeds_from(4).empty());
}

TEST(ConnectionList, KeepsTheOrderOfIdsAndFindsThem) {
  ConnectionList list;
  list.add({ConnectionId{9}, kDrums, "out", TrackOutput{kReverb}});
  list.add({ConnectionId{7}, kDrums, "pre", TrackOutput{kReverb}});
  EXPECT_EQ(list.begin()->id.value, 7U);
  EXPECT_EQ(list.find(ConnectionId{9})->source_port, "out");
  list.remove(ConnectionId{7});
  EXPECT_EQ(list.find(ConnectionId{7}), nullptr);
  EXPECT_EQ(list.size(), 1U);
}

TEST(TopologicalOrder, BreaksTiesByTheOrderPeopleSee) {
  EXPECT_THAT(Bay().order(), ElementsAre("Delay", "Guitar", "Drums", "Reverb", "Master"));
}

// Delay is seen first but fed by Reverb: it goes behind it, and everything else stays in sight's order.
TEST(TopologicalOrder, PutsEachStripBehindWhatFeedsIt) {
  Bay bay;
  bay.connections.add({ConnectionId{21}, kReverb, "out", TrackOutput{kDelay}});
  EXPECT_THAT(bay.order(), ElementsAre("Guitar", "Drums", "Reverb", "Delay", "Master"));
}

TEST(TopologicalOrder, GivesTheCycleWhenThereIsOne) {
  Bay bay;
  bay.connections.add({ConnectionId{21}, kReverb, "out", TrackOutput{kDelay}});
  bay.connections.add({ConnectionId{22}, kDelay, "out", TrackOutput{kReverb}});
  const auto order = sort_strips({bay.tracks, bay.connections});
  EXPECT_TRUE(order.positions.empty());
  ASSERT_EQ(order.cycle.size(), 3U);
  EXPECT_EQ(order.cycle.front(), order.cycle.back());
}

TEST(RoutingRules, NameTheCycleAFeedWouldClose) {
  Bay bay;
  bay.connections.add({ConnectionId{21}, kDelay, "out", TrackOutput{kReverb}});
  const auto refused =
      check_feed(bay.wiring(), *bay.tracks.find(kReverb), kDelay, FeedKind::kSend, "addSend.destination");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.refusal().code, RefusalCode::kCycle);
  EXPECT_EQ(refused.refusal().sentence, "The signal would go in a circle: Reverb -> Delay -> Reverb.");
  const auto itself = check_feed(bay.wiring(), *bay.tracks.find(kReverb), kReverb, FeedKind::kSend, "x");
  ASSERT_FALSE(itself);
  EXPECT_THAT(itself.refusal().sentence, HasSubstr("Reverb -> Reverb"));
}

TEST(RoutingRules, FeedOnlyWhatSums) {
  Bay bay;
  const Track& guitar = *bay.tracks.find(kGuitar);
  EXPECT_TRUE(check_feed(bay.wiring(), guitar, kMaster, FeedKind::kSend, "x"));
  EXPECT_TRUE(check_feed(bay.wiring(), guitar, kReverb, FeedKind::kSend, "x"));
  const auto audio = check_feed(bay.wiring(), guitar, kDrums, FeedKind::kSend, "x");
  ASSERT_FALSE(audio);
  EXPECT_EQ(audio.refusal().sentence, "Drums is an audio track and sums nothing; feed an aux, a group or the master.");
  const auto nobody = check_feed(bay.wiring(), guitar, TrackId{99}, FeedKind::kSend, "x");
  ASSERT_FALSE(nobody);
  EXPECT_EQ(nobody.refusal().code, RefusalCode::kUnknownId);
  EXPECT_FALSE(check_feed(bay.wiring(), bay.tracks.master(), kReverb, FeedKind::kSend, "x"));
}

TEST(RoutingRules, MatchDeviceInputsToTheStripsWidth) {
  const Bay bay;
  const Track& guitar = *bay.tracks.find(kGuitar);
  EXPECT_TRUE(check_input(guitar, DeviceInput{{3, 4}}, "x"));
  EXPECT_TRUE(check_input(guitar, NoInput{}, "x"));
  EXPECT_TRUE(check_input(guitar, FileInput{"take.wav", false}, "x"));
  EXPECT_FALSE(check_input(guitar, FileInput{"../take.wav", false}, "x"));
  for (const auto& bad : {DeviceInput{{1}}, DeviceInput{{1, 2, 3}}, DeviceInput{{}}, DeviceInput{{0, 1}},
                          DeviceInput{{2, 2}}, DeviceInput{{1, 257}}})
    EXPECT_FALSE(check_input(guitar, bad, "x")) << ::testing::PrintToString(bad.channels);
  EXPECT_FALSE(check_input(*bay.tracks.find(kReverb), DeviceInput{{1, 2}}, "x"));
  EXPECT_TRUE(check_input(*bay.tracks.find(kReverb), NoInput{}, "x"));
}

TEST(RoutingRules, LetAStripDriveAsManyDeviceChannelsAsItIsGiven) {
  const Bay bay;
  const Track& guitar = *bay.tracks.find(kGuitar);
  EXPECT_TRUE(check_output(bay.wiring(), guitar, DeviceOutput{{5}}, "x"));
  EXPECT_TRUE(check_output(bay.wiring(), guitar, DeviceOutput{{5, 6}}, "x"));
  EXPECT_TRUE(check_output(bay.wiring(), guitar, DeviceOutput{{5, 6, 7}}, "x"));
  EXPECT_TRUE(check_output(bay.wiring(), guitar, NoOutput{}, "x"));
  Track wide = guitar;
  wide.channels = 3;
  EXPECT_TRUE(check_output(bay.wiring(), wide, DeviceOutput{{5, 6, 7}}, "x"));
  EXPECT_TRUE(check_output(bay.wiring(), wide, DeviceOutput{{5, 6}}, "x"));
  EXPECT_FALSE(check_output(bay.wiring(), wide, DeviceOutput{{}}, "x"));
}

TEST(RoutingRules, MapEveryChannelToOneThatIsThereOrNowhere) {
  const Bay bay;
  const Track& guitar = *bay.tracks.find(kGuitar);
  const Output reverb = TrackOutput{kReverb};
  for (const std::vector<std::uint16_t>& good : {std::vector<std::uint16_t>{}, {2, 1}, {0, 0}, {2, 2}})
    EXPECT_TRUE(check_map(bay.wiring(), guitar, reverb, good, "x")) << ::testing::PrintToString(good);
  EXPECT_THAT(check_map(bay.wiring(), guitar, reverb, {1}, "x").refusal().sentence,
              HasSubstr("its map must name as many"));
  EXPECT_EQ(check_map(bay.wiring(), guitar, reverb, {1, 3}, "x").refusal().sentence,
            "The map leads to channel 3; where it ends there are 2 channels, counted from 1.");
  EXPECT_TRUE(check_map(bay.wiring(), guitar, DeviceOutput{{5, 6, 7}}, {3, 1}, "x"));
  EXPECT_THAT(check_map(bay.wiring(), guitar, NoOutput{}, {1, 2}, "x").refusal().sentence,
              HasSubstr("nothing to map"));
}

// Drums -> key of the compressor in Guitar
TEST(RoutingTable, ListsAKeyAsAFeedOfTheStripThatListens) {
  auto document = demo_document();
  track_in(document, kGuitar).inserts[0].key = {kDrums, true};
  const TrackList tracks(document.tracks);
  const RoutingTable table(tracks, {});
  EXPECT_THAT(table.feeds_into(0), ElementsAre(Feed{1, 0, FeedKind::kKey, kCompressor.value}));
  EXPECT_THAT(table.feeds_from(1),
              ElementsAre(Feed{1, 3, FeedKind::kOutput, 3}, Feed{1, 0, FeedKind::kKey, kCompressor.value}));
  std::vector<std::string> names;
  for (const auto position : sort_strips(table).positions) names.push_back(tracks[position].name);
  EXPECT_THAT(names, ElementsAre("Drums", "Guitar", "Reverb", "Master"));
}

TEST(RoutingRules, NameTheCycleAKeyWouldClose) {
  const Bay bay;
  const Track& guitar = *bay.tracks.find(kGuitar);
  EXPECT_TRUE(check_key(bay.wiring(), guitar, kDrums, "x"));
  EXPECT_TRUE(check_key(bay.wiring(), guitar, TrackId{}, "x"));
  const auto round = check_key(bay.wiring(), guitar, kReverb, "setKey.track");
  ASSERT_FALSE(round);
  EXPECT_EQ(round.refusal().code, RefusalCode::kCycle);
  EXPECT_EQ(round.refusal().sentence, "The signal would go in a circle: Reverb -> Guitar -> Reverb.");
  EXPECT_EQ(check_key(bay.wiring(), guitar, kGuitar, "x").refusal().code, RefusalCode::kCycle);
  EXPECT_EQ(check_key(bay.wiring(), guitar, TrackId{99}, "x").refusal().code, RefusalCode::kUnknownId);
}

TEST(RoutingRules, EndTheLineAtTheMaster) {
  const Bay bay;
  const Track& master = bay.tracks.master();
  EXPECT_TRUE(check_output(bay.wiring(), master, DeviceOutput{{3, 4}}, "x"));
  EXPECT_TRUE(check_output(bay.wiring(), master, NoOutput{}, "x"));
  EXPECT_FALSE(check_output(bay.wiring(), master, DeviceOutput{{3}}, "x"));
  const auto refused = check_output(bay.wiring(), master, TrackOutput{kReverb}, "x");
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.refusal().sentence, HasSubstr("device channels or none"));
  EXPECT_TRUE(check_monitor_output(master, DeviceOutput{{3, 4}}, "x"));
  EXPECT_TRUE(check_monitor_output(master, NoOutput{}, "x"));
  EXPECT_FALSE(check_monitor_output(master, TrackOutput{kReverb}, "x"));
}

TEST(RoutingRules, MakeEachConnectionOnce) {
  Bay bay;
  const Connection connection{ConnectionId{21}, kDrums, "pre", TrackOutput{kReverb}};
  EXPECT_TRUE(check_connection(bay.wiring(), connection, "connect"));
  bay.connections.add(connection);
  Connection again = connection;
  again.id = ConnectionId{22};
  const auto refused = check_connection(bay.wiring(), again, "connect");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.refusal().code, RefusalCode::kDuplicate);
  again.source_port = "out";
  EXPECT_TRUE(check_connection(bay.wiring(), again, "connect"));
  again.source_port = "side";
  EXPECT_THAT(check_connection(bay.wiring(), again, "connect").refusal().sentence, HasSubstr("\"out\""));
  again = {ConnectionId{22}, kDrums, "out", NoOutput{}};
  EXPECT_FALSE(check_connection(bay.wiring(), again, "connect"));
  again = {ConnectionId{22}, kMaster, "out", DeviceOutput{{5, 6}}};
  EXPECT_FALSE(check_connection(bay.wiring(), again, "connect"));
  again = {ConnectionId{22}, kDrums, "out", DeviceOutput{{5, 6}}};
  EXPECT_TRUE(check_connection(bay.wiring(), again, "connect"));
}

}  // namespace
}  // namespace corelogic::routing
