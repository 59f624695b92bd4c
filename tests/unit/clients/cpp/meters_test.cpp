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

TEST(StripMeters, ShowEachDynamicsInsertAsAPointOnItsCurve) {
  Project project = studio();
  project.tracks[0].inserts.push_back({InsertId{6}, "limiter", false, {}});
  project.tracks[0].inserts.push_back({InsertId{7}, "eq", false, {}});
  MeterFrame meters = frame();
  for (const std::uint32_t insert : {5U, 6U}) {  // behind all levels, as the engine tells them
    meters.detectors.push_back(static_cast<std::uint32_t>(meters.nodes.size()));
    meters.nodes.push_back(make_node_id(insert, NodeRole::kInsert));
    meters.channels.push_back(0);
    meters.gains.push_back(insert == 5 ? -4.0F : -1.5F);
  }
  meters.detector_levels = {0.1F, 0.0F};
  const StripMeter guitar = strip_meters(project, meters)[0];
  EXPECT_DOUBLE_EQ(guitar.gain_reduction, -5.5);
  ASSERT_EQ(guitar.dynamics.size(), 2U);
  EXPECT_EQ(guitar.dynamics[0].insert, InsertId{5});
  EXPECT_NEAR(guitar.dynamics[0].level, -20.0, 1e-4);
  EXPECT_DOUBLE_EQ(guitar.dynamics[0].gain_reduction, -4.0);
  EXPECT_TRUE(std::isinf(guitar.dynamics[1].level));
  meters.detector_levels.clear();
  EXPECT_TRUE(strip_meters(project, meters)[0].dynamics.empty());
  EXPECT_TRUE(strip_meters(studio(), frame())[0].dynamics.empty()) << "an engine of before";
}

TEST(StripMeters, LeaveAStripWithoutMeterEmpty) {
  EXPECT_TRUE(strip_meters(studio(), frame())[1].peaks.empty());
}

TEST(StripMeters, SurviveAFrameWhoseListsDoNotFit) {
  MeterFrame broken = frame();
  broken.peaks.resize(1);
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

TEST(StripMeters, TellRmsClipsAndDetailOfWhateverNodeOfTheStripIsMetered) {
  MeterFrame meters;
  meters.nodes = {make_node_id(5, NodeRole::kInsert), make_node_id(4, NodeRole::kSum),
                  make_node_id(5, NodeRole::kInsert)};
  meters.channels = {2, 1, 0};
  meters.peaks = {1.0F, 0.5F, 0.25F};
  meters.gains = {0.0F, 0.0F, -3.0F};
  meters.rms = {0.1F, 0.0F, 0.01F};
  meters.clips = {7, 0, 1};
  meters.detailed = {1};
  meters.true_peaks = {2.0F};
  meters.vus = {0.0890F};
  meters.correlations = {1.0F};
  meters.momentary = meters.short_term = meters.integrated = {-23.0F};
  meters.ranges = {4.0F};
  const auto strips = strip_meters(studio(), meters);
  ASSERT_EQ(strips.size(), 3U);
  ASSERT_EQ(strips[0].rms.size(), 2U);  // pre-fader: after the last insert
  EXPECT_NEAR(strips[0].rms[0], -20.0, 1e-5);
  EXPECT_EQ(strips[0].clips, (std::vector<std::uint32_t>{7, 0}));
  EXPECT_FALSE(strips[0].detail);
  EXPECT_EQ(strips[0].gain_reduction, -3.0);
  ASSERT_TRUE(strips[1].detail);
  EXPECT_NEAR(strips[1].detail->true_peaks.at(0), 6.0206, 1e-3);
  EXPECT_NEAR(strips[1].detail->vus.at(0), 0.0, 0.01);
  EXPECT_EQ(strips[1].detail->integrated, -23.0);
  EXPECT_EQ(strips[1].detail->range, 4.0);
  EXPECT_TRUE(strips[2].peaks.empty());
  EXPECT_FALSE(strips[2].detail);
}

}  // namespace
}  // namespace corelogic::client
