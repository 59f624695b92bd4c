// desk_check_test.cpp: bonds between strips in a document that comes from outside, each fault named.
#include "controller/project/desk_check.h"

#include <gmock/gmock.h>

#include <functional>
#include <utility>

#include "controller/project/project.h"
#include "tests/unit/controller/session.h"

namespace corelogic::project {
namespace {

using namespace corelogic::testing;
using ::testing::HasSubstr;
using vocabulary::RefusalCode;

/// Band (8), and All (9), which moves nobody yet.
void with_vcas(messages::Project& document) {
  document.next_id = 10;
  for (const auto& [id, name] : {std::pair{8U, "Band"}, {9U, "All"}}) {
    Track vca = strip(id, TrackKind::kVca, name, 0, 0);
    vca.output = NoOutput{};
    document.tracks.insert(document.tracks.begin(), std::move(vca));
  }
}

struct Fault {
  const char* what;
  std::function<void(messages::Project&)> make;
  RefusalCode code;
  const char* subject;
  const char* sentence;
};

class FaultyDesk : public ::testing::TestWithParam<Fault> {};

TEST_P(FaultyDesk, IsRefusedWithItsFault) {
  auto document = demo_document();
  GetParam().make(document);
  const auto project = Project::from_message(document);
  ASSERT_FALSE(project) << GetParam().what;
  EXPECT_EQ(project.refusal().code, GetParam().code) << project.refusal().sentence;
  EXPECT_THAT(project.refusal().subject, HasSubstr(GetParam().subject));
  EXPECT_THAT(project.refusal().sentence, HasSubstr(GetParam().sentence));
}

const Fault kFaults[] = {
    {"moved by nobody", [](auto& d) { track_in(d, kDrums).vcas = {TrackId{99}}; }, RefusalCode::kUnknownId,
     "track 3", "no track 99 to be moved by"},
    {"moved by no vca", [](auto& d) { track_in(d, kDrums).vcas = {kReverb}; }, RefusalCode::kInvalid,
     "track 3", "Reverb is no vca"},
    {"moved twice",
     [](auto& d) {
       with_vcas(d);
       track_in(d, kDrums).vcas = {TrackId{8}, TrackId{8}};
     },
     RefusalCode::kDuplicate, "track 3", "vca 8 is named twice"},
    {"vca that moves itself",
     [](auto& d) {
       with_vcas(d);
       track_in(d, TrackId{8}).vcas = {TrackId{8}};
     },
     RefusalCode::kCycle, "track 8", "Band would move itself"},
    {"vcas in a circle",
     [](auto& d) {
       with_vcas(d);
       track_in(d, TrackId{8}).vcas = {TrackId{9}};
       track_in(d, TrackId{9}).vcas = {TrackId{8}};
     },
     RefusalCode::kCycle, "track 9", "All would move itself through Band"},
    {"linked with nobody", [](auto& d) { track_in(d, kDrums).link = TrackId{99}; }, RefusalCode::kUnknownId,
     "track 3", "no track 99 to be linked with"},
    {"linked on one side only", [](auto& d) { track_in(d, kDrums).link = kGuitar; }, RefusalCode::kInvalid,
     "track 3", "which does not name it; both name each other or neither"},
    {"three in a pair",
     [](auto& d) {
       d.next_id = 9;
       d.tracks.insert(d.tracks.begin(), strip(8, TrackKind::kAudio, "Third", 0, 0));
       track_in(d, kGuitar).link = kDrums;
       track_in(d, kDrums).link = kGuitar;
       track_in(d, TrackId{8}).link = kDrums;
     },
     RefusalCode::kInvalid, "track 8", "Drums as its stereo partner"},
    {"linked with itself", [](auto& d) { track_in(d, kDrums).link = kDrums; }, RefusalCode::kInvalid,
     "track 3", "two different strips"},
    {"linked with a bus",
     [](auto& d) {
       track_in(d, kDrums).link = kReverb;
       track_in(d, kReverb).link = kDrums;
     },
     RefusalCode::kInvalid, "track 3", "Reverb is an aux"},
    {"linked with another width",
     [](auto& d) {
       track_in(d, kDrums).link = kGuitar;
       track_in(d, kGuitar).link = kDrums;
       track_in(d, kDrums).channels = 1;
     },
     RefusalCode::kInvalid, "track", "not alike in width"},
    {"muted by a group that is none", [](auto& d) { track_in(d, kDrums).mute_groups = {MuteGroupId{99}}; },
     RefusalCode::kUnknownId, "track 3", "no mute group 99"},
    {"muted by a track", [](auto& d) { track_in(d, kDrums).mute_groups = {MuteGroupId{4}}; },
     RefusalCode::kUnknownId, "track 3", "no mute group 4"},
    {"muted twice",
     [](auto& d) {
       d.next_id = 9;
       d.mute_groups = {{MuteGroupId{8}, "Band"}};
       track_in(d, kDrums).mute_groups = {MuteGroupId{8}, MuteGroupId{8}};
     },
     RefusalCode::kDuplicate, "track 3", "mute group 8 is named twice"},
    {"mute groups of one name",
     [](auto& d) {
       d.next_id = 10;
       d.mute_groups = {{MuteGroupId{8}, "Band"}, {MuteGroupId{9}, "band"}};
     },
     RefusalCode::kDuplicate, "mute group", "differ by more than case"},
    {"mute group with an id that is taken",
     [](auto& d) {
       d.mute_groups = {{MuteGroupId{5}, "Band"}};
     },
     RefusalCode::kDuplicate, "mute group 5", "one row of numbers"},
};

INSTANTIATE_TEST_SUITE_P(Desk, FaultyDesk, ::testing::ValuesIn(kFaults),
                         [](const auto& fault) { return std::to_string(fault.index); });

TEST(Desk, TakesADocumentWithBondsOfAllKinds) {
  auto document = demo_document();
  with_vcas(document);
  document.next_id = 11;
  document.mute_groups = {{MuteGroupId{10}, "Band", true}};
  track_in(document, TrackId{8}).vcas = {TrackId{9}};
  track_in(document, kDrums).vcas = {TrackId{8}, TrackId{9}};
  track_in(document, kDrums).mute_groups = {MuteGroupId{10}};
  track_in(document, kDrums).link = kGuitar;
  track_in(document, kGuitar).link = kDrums;
  const auto project = Project::from_message(document);
  ASSERT_TRUE(project) << project.refusal().sentence;
  EXPECT_EQ(project->to_message(), document);
}

}  // namespace
}  // namespace corelogic::project
