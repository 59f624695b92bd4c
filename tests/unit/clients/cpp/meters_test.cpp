// meters_test.cpp: which node of a frame is the meter of which strip, and the newest of several frames. Side:
// test.
#include "clients/cpp/meters.h"

#include <gtest/gtest.h>

#include <cmath>

#include "schema/wire/codec.h"

namespace corelogic::client {
namespace {

using namespace messages;
using vocabulary::make_node_id;
using vocabulary::NodeRole;

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
  guitar.inserts = {{InsertId{5}, "compressor", false, {}}};
  Track reverb = strip(4, TrackKind::kAux, "Reverb");
  Track master = strip(1, TrackKind::kMaster, "Master");
  project.tracks = {guitar, reverb, master};
  return project;
}

MeterFrame frame() {
  MeterFrame meters;
  meters.nodes = {make_node_id(5, NodeRole::kInsert), make_node_id(2, NodeRole::kFader),
                  make_node_id(2, NodeRole::kPan), make_node_id(1, NodeRole::kOutput)};
  meters.channels = {2, 2, 2, 2};
  meters.peaks = {0.9F, 0.9F, 0.8F, 0.8F, 0.5F, 0.0F, 1.0F, 0.1F};
  meters.gains = {-3.5F, -6.0F, 0.0F, 0.0F};
  return meters;
}

TEST(StripMeters, ShowWhatIsHeardBehindFaderAndPan) {
  const auto strips = strip_meters(studio(), frame());
  ASSERT_EQ(strips.size(), 3U);
  ASSERT_EQ(strips[0].peaks.size(), 2U);
  EXPECT_NEAR(strips[0].peaks[0], -6.0206, 1e-3);
  EXPECT_TRUE(std::isinf(strips[0].peaks[1]));
  EXPECT_NEAR(strips[2].peaks[0], 0.0, 1e-6);
  EXPECT_NEAR(strips[2].peaks[1], -20.0, 1e-3);
}

TEST(StripMeters, ShowGainReductionOfDynamicsOnly) {
  const auto strips = strip_meters(studio(), frame());
  EXPECT_TRUE(strips[0].has_dynamics);
  EXPECT_DOUBLE_EQ(strips[0].gain_reduction, -3.5);
  EXPECT_FALSE(strips[2].has_dynamics);
}

TEST(StripMeters, LeaveAStripWithoutMeterEmpty) {
  EXPECT_TRUE(strip_meters(studio(), frame())[1].peaks.empty());
}

TEST(StripMeters, SurviveAFrameWhoseListsDoNotFit) {
  MeterFrame broken = frame();
  broken.peaks.resize(3);
  broken.gains.clear();
  const auto strips = strip_meters(studio(), broken);
  ASSERT_EQ(strips.size(), 3U);
  EXPECT_TRUE(strips[0].peaks.empty());
}

TEST(Meters, GiveTheNewestFrame) {
  wire::Context context;
  auto publisher = wire::Socket::bind(context, wire::SocketKind::kPublisher, "inproc://meters");
  ASSERT_TRUE(publisher) << publisher.refusal().sentence;
  auto meters = Meters::open(context, "inproc://meters");
  ASSERT_TRUE(meters) << meters.refusal().sentence;
  MeterFrame sent = frame();
  std::optional<MeterFrame> heard;
  // The first may be lost until the subscription has arrived.
  for (int i = 0; i < 1000 && !heard; ++i) {
    ++sent.number;
    publisher->send(wire::encode(sent));
    heard = meters->next(std::chrono::milliseconds(10));
  }
  ASSERT_TRUE(heard);
  EXPECT_EQ(heard->peaks, sent.peaks);
}

TEST(Meters, GiveNothingWhenNothingIsPublished) {
  wire::Context context;
  auto publisher = wire::Socket::bind(context, wire::SocketKind::kPublisher, "inproc://silence");
  auto meters = Meters::open(context, "inproc://silence");
  ASSERT_TRUE(meters);
  EXPECT_FALSE(meters->next(std::chrono::milliseconds(20)));
}

}  // namespace
}  // namespace corelogic::client
