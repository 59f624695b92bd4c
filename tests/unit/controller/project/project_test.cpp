// project_test.cpp: a document is judged whole, and each fault is named.
#include "controller/project/project.h"

#include <gmock/gmock.h>

#include <functional>
#include <limits>

#include "tests/unit/controller/session.h"

namespace corelogic::project {
namespace {

using namespace corelogic::testing;
using ::testing::HasSubstr;
using vocabulary::RefusalCode;

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

TEST(Project, ReturnsTheDocumentItWasMadeFrom) {
  EXPECT_EQ(demo().to_message(), demo_document());
}

TEST(Project, BeginsWithAMasterOnTheFirstTwoChannels) {
  const Project empty = make_empty("New", 44'100);
  ASSERT_EQ(empty.tracks().size(), 1U);
  const Track& master = empty.tracks().master();
  EXPECT_EQ(master.kind, TrackKind::kMaster);
  EXPECT_EQ(master.output, Output{(DeviceOutput{{1, 2}})});
  EXPECT_EQ(master.monitor_output, Output{NoOutput{}});
  EXPECT_EQ(empty.sample_rate(), 44'100U);
  EXPECT_EQ(empty.next_id(), 2U);
}

TEST(Project, FillsParametersTheDocumentLeavesOutInCatalogueOrder) {
  auto document = demo_document();
  track_in(document, kGuitar).inserts[0].parameters = {{"makeup", 3}, {"ratio", 4}};
  const auto project = Project::from_message(document);
  ASSERT_TRUE(project);
  const auto& parameters = project->tracks().find(kCompressor)->parameters;
  ASSERT_EQ(parameters.size(), vocabulary::find_effect("compressor")->parameters.size());
  EXPECT_EQ(parameters[0], (NamedValue{"threshold", -18}));
  EXPECT_EQ(parameters[1], (NamedValue{"ratio", 4}));
  EXPECT_EQ(parameters[5], (NamedValue{"makeup", 3}));
}

struct Fault {
  const char* what;
  std::function<void(messages::Project&)> make;
  RefusalCode code;
  const char* subject;
  const char* sentence;
};

class FaultyDocument : public ::testing::TestWithParam<Fault> {};

TEST_P(FaultyDocument, IsRefusedWithItsFault) {
  auto document = demo_document();
  GetParam().make(document);
  const auto project = Project::from_message(document);
  ASSERT_FALSE(project);
  EXPECT_EQ(project.refusal().code, GetParam().code);
  EXPECT_THAT(project.refusal().subject, HasSubstr(GetParam().subject));
  EXPECT_THAT(project.refusal().sentence, HasSubstr(GetParam().sentence));
}

const Fault kFaults[] = {
    {"newer", [](auto& d) { d.format_version = 4; }, RefusalCode::kUnsupported, "formatVersion",
     "newer version"},
    {"no format", [](auto& d) { d.format_version = 0; }, RefusalCode::kInvalid, "formatVersion",
     "no format 0"},
    {"nameless", [](auto& d) { d.name = ""; }, RefusalCode::kInvalid, "project.name", "empty"},
    {"rate", [](auto& d) { d.sample_rate = 7999; }, RefusalCode::kInvalid, "sampleRate", "8000 to 384000"},
    {"no master", [](auto& d) { d.tracks.pop_back(); }, RefusalCode::kInvalid, "tracks", "one master, not 0"},
    {"empty", [](auto& d) { d.tracks.clear(); }, RefusalCode::kInvalid, "tracks", "one master"},
    {"master first", [](auto& d) { std::swap(d.tracks.front(), d.tracks.back()); }, RefusalCode::kInvalid,
     "tracks", "last"},
    {"kind", [](auto& d) { track_in(d, kDrums).kind = TrackKind::kUnspecified; }, RefusalCode::kInvalid,
     "track 3", "vca, matrix or master"},
    {"id 0", [](auto& d) { track_in(d, kDrums).id = TrackId{}; }, RefusalCode::kInvalid, "track 0", "never"},
    {"id too high", [](auto& d) { d.next_id = 7; }, RefusalCode::kInvalid, "insert 7", "below nextId"},
    {"id twice", [](auto& d) { track_in(d, kDrums).id = TrackId{5}; }, RefusalCode::kDuplicate, "track 5",
     "one row of numbers"},
    {"name twice", [](auto& d) { track_in(d, kDrums).name = "gUITAR"; }, RefusalCode::kDuplicate, "track 3",
     "case"},
    {"name", [](auto& d) { track_in(d, kDrums).name = "a\nb"; }, RefusalCode::kInvalid, "track 3", "control"},
    {"volume", [](auto& d) { track_in(d, kDrums).volume = {13}; }, RefusalCode::kInvalid, "track 3", "+12"},
    {"volume NaN", [](auto& d) { track_in(d, kDrums).volume = {kNan}; }, RefusalCode::kInvalid, "track 3",
     "NaN"},
    {"pan NaN", [](auto& d) { track_in(d, kDrums).pan = kNan; }, RefusalCode::kInvalid, "track 3", "NaN"},
    {"channels", [](auto& d) { track_in(d, kDrums).channels = 65; }, RefusalCode::kInvalid, "track 3",
     "1 to 64"},
    {"effect width", [](auto& d) { track_in(d, kReverb).channels = 4; }, RefusalCode::kInvalid, "insert 7",
     "at most 2"},
    {"parameter", [](auto& d) { track_in(d, kGuitar).inserts[0].parameters[0].name = "x"; },
     RefusalCode::kUnknownId, "insert 5", "threshold"},
    {"parameter twice",
     [](auto& d) {
       track_in(d, kGuitar).inserts[0].parameters[1] = {"threshold", -3};
     },
     RefusalCode::kInvalid, "insert 5", "twice"},
    {"parameter range", [](auto& d) { track_in(d, kGuitar).inserts[0].parameters[0].value = kNan; },
     RefusalCode::kInvalid, "insert 5", "-60 to 0 dB"},
    {"send level", [](auto& d) { track_in(d, kGuitar).sends[0].level = {99}; }, RefusalCode::kInvalid,
     "send 6", "+12"},
    {"send pan", [](auto& d) { track_in(d, kGuitar).sends[0].pan = 2; }, RefusalCode::kInvalid, "send 6",
     "pan"},
    {"send to nobody", [](auto& d) { track_in(d, kGuitar).sends[0].destination = TrackId{99}; },
     RefusalCode::kUnknownId, "send 6", "no track 99"},
    {"send to audio", [](auto& d) { track_in(d, kGuitar).sends[0].destination = kDrums; },
     RefusalCode::kInvalid, "send 6", "Drums is an audio track"},
    {"output to nobody", [](auto& d) { track_in(d, kGuitar).output = TrackOutput{TrackId{99}}; },
     RefusalCode::kUnknownId, "track 2", "no track 99"},
    {"input of an aux",
     [](auto& d) {
       track_in(d, kReverb).input = FileInput{"a.wav", false};
     },
     RefusalCode::kInvalid, "track 4", "only an audio track"},
    {"path",
     [](auto& d) {
       track_in(d, kDrums).input = FileInput{"../a.wav", false};
     },
     RefusalCode::kInvalid, "track 3", "\"..\""},
    {"monitor of a track",
     [](auto& d) {
       track_in(d, kDrums).monitor_output = DeviceOutput{{1, 2}};
     },
     RefusalCode::kInvalid, "track 3", "only the master"},
    {"master soloed", [](auto& d) { track_in(d, kMaster).solo = true; }, RefusalCode::kInvalid, "track 1",
     "soloed"},
    {"master sends",
     [](auto& d) {
       track_in(d, kMaster).sends = {{SendId{8}, kReverb, {}, 0, false}};
       d.next_id = 9;
     },
     RefusalCode::kInvalid, "send 8", "end of the line"},
    {"more sends than a graph holds",
     [](auto& d) {
       d.next_id = 100'000;
       for (std::uint32_t id = 8; id < 8 + 32'768; ++id)
         track_in(d, kDrums).sends.push_back({SendId{id}, kReverb, {}, 0, false});
     },
     RefusalCode::kInvalid, "project.tracks", "at most 32768 sends, all strips together, not 32769"},
    {"connection from nobody",
     [](auto& d) {
       d.next_id = 9;
       d.connections = {{ConnectionId{8}, TrackId{99}, "out", TrackOutput{kReverb}}};
     },
     RefusalCode::kUnknownId, "connection 8", "no track 99"},
    {"connection twice",
     [](auto& d) {
       d.next_id = 10;
       d.connections = {{ConnectionId{8}, kDrums, "out", TrackOutput{kReverb}},
                        {ConnectionId{9}, kDrums, "out", TrackOutput{kReverb}}};
     },
     RefusalCode::kDuplicate, "connection 9", "connection 9"},
    {"tempo", [](auto& d) { d.tempo = 19; }, RefusalCode::kInvalid, "project.tempo", "20 to 400"},
    {"tempo NaN", [](auto& d) { d.tempo = kNan; }, RefusalCode::kInvalid, "project.tempo", "NaN"},
    {"trim", [](auto& d) { track_in(d, kDrums).trim = 37; }, RefusalCode::kInvalid, "track 3", "trim"},
    {"high-pass", [](auto& d) { track_in(d, kDrums).high_pass = 5; }, RefusalCode::kInvalid, "track 3",
     "20 to 1000 Hz"},
    {"delay", [](auto& d) { track_in(d, kDrums).delay = 501; }, RefusalCode::kInvalid, "track 3", "500 ms"},
    {"stage of a track", [](auto& d) { track_in(d, kDrums).stage.dim = true; }, RefusalCode::kInvalid,
     "track 3", "only the master"},
    {"dither", [](auto& d) { track_in(d, kMaster).stage.dither_bits = 12; }, RefusalCode::kInvalid,
     "track 1.ditherBits", "16, 20 or 24"},
    {"master listened to", [](auto& d) { track_in(d, kMaster).listen = Listen::kAfl; }, RefusalCode::kInvalid,
     "track 1", "listened"},
    {"map",
     [](auto& d) {
       track_in(d, kDrums).output_map = {1, 2, 3};
     },
     RefusalCode::kInvalid, "track 3", "names 3"},
    {"monitor hears nobody", [](auto& d) { d.monitor.source = TrackSource{TrackId{99}}; },
     RefusalCode::kUnknownId, "project.monitor.source", "no track 99"},
    {"monitor dim", [](auto& d) { d.monitor.dim_level = 1; }, RefusalCode::kInvalid,
     "project.monitor.dimLevel", "-60 to 0"},
    {"key of an effect without",
     [](auto& d) {
       track_in(d, kReverb).inserts[0].key = {kDrums, false};
     },
     RefusalCode::kInvalid, "insert 7", "listens to no key"},
    {"key from nobody",
     [](auto& d) {
       track_in(d, kGuitar).inserts[0].key = {TrackId{99}, false};
     },
     RefusalCode::kUnknownId, "insert 5", "no track 99"},
    {"file of an effect without", [](auto& d) { track_in(d, kReverb).inserts[0].file = "a.wav"; },
     RefusalCode::kInvalid, "insert 7", "no sound file"},
    {"other file of an effect without", [](auto& d) { track_in(d, kReverb).inserts[0].other_file = "a.wav"; },
     RefusalCode::kInvalid, "insert 7", "no sound file"},
    {"other side",
     [](auto& d) {
       track_in(d, kGuitar).inserts[0].other = {{"ratio", 99}};
     },
     RefusalCode::kInvalid, "insert 5", "ratio"},
    {"key cycle",
     [](auto& d) {
       track_in(d, kGuitar).inserts[0].key = {kReverb, true};
     },
     RefusalCode::kCycle, "routing", "Guitar"},
    {"cycle",
     [](auto& d) {
       d.next_id = 10;
       d.tracks.insert(d.tracks.begin(), strip(8, TrackKind::kAux, "Delay", 0, 0));
       track_in(d, TrackId{8}).output = TrackOutput{kReverb};
       track_in(d, kReverb).output = TrackOutput{TrackId{8}};
     },
     RefusalCode::kCycle, "routing", "Delay -> Reverb -> Delay"},
};

INSTANTIATE_TEST_SUITE_P(Project, FaultyDocument, ::testing::ValuesIn(kFaults),
                         [](const auto& fault) { return std::to_string(fault.index); });

TEST(Project, RefusesMoreTracksThanItHolds) {
  auto document = demo_document();
  document.next_id = 20'000;
  for (std::uint32_t id = 8; id < 10'010; ++id)
    document.tracks.insert(document.tracks.end() - 1,
                           strip(id, TrackKind::kAudio, "T" + std::to_string(id), 0, 0));
  const auto project = Project::from_message(document);
  ASSERT_FALSE(project);
  EXPECT_THAT(project.refusal().sentence, HasSubstr("at most 10000 tracks"));
}

}  // namespace
}  // namespace corelogic::project
