// versions_test.cpp: projects of versions 2 and 3 mean what they meant, and requests as the first clients
// sent them still do. The files beside this one are never written anew.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "controller/project/project.h"
#include "schema/wire/codec.h"
#include "tests/support/places.h"

namespace corelogic {
namespace {

using namespace messages;

std::string text_of(const std::string& name) {
  std::ifstream file(support::source_directory() + "/tests/golden/" + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

class ProjectOfVersion : public testing::TestWithParam<unsigned> {
 protected:
  ProjectOfVersion() {
    const auto document = wire::decode_project(
        wire::as_frame(text_of("version_" + std::to_string(GetParam()) + "/project.json")));
    if (!document) throw std::runtime_error(document.refusal().subject + ": " + document.refusal().sentence);
    EXPECT_EQ(document->format_version, GetParam());
    auto read = project::Project::from_message(*document);
    if (!read) throw std::runtime_error(read.refusal().subject + ": " + read.refusal().sentence);
    project_.emplace(*std::move(read));
  }
  std::optional<project::Project> project_;
};

TEST_P(ProjectOfVersion, MeansWhatItMeant) {
  EXPECT_EQ(project_->name(), "Second");
  EXPECT_EQ(project_->sample_rate(), 44100U);
  EXPECT_EQ(project_->tempo(), 98.5);
  const Track& guitar = *project_->tracks().find_name("Guitar");
  const Track& voice = *project_->tracks().find_name("Höhe");
  const Track& hall = *project_->tracks().find_name("Hall");
  EXPECT_EQ(guitar.volume.value, -3.25) << "the gesture was undone";
  EXPECT_EQ(guitar.pan, 0.5);
  EXPECT_EQ(guitar.trim, 6);
  EXPECT_EQ(guitar.polarity, Polarity::kLeft);
  EXPECT_EQ(guitar.high_pass, 80);
  EXPECT_EQ(guitar.delay, 12.5);
  EXPECT_EQ(guitar.meter, (Meter{MeterPoint::kInput, MeterDetail::kFull}));
  EXPECT_EQ(guitar.input, Input{(FileInput{"guitar.flac", true})});
  EXPECT_EQ(guitar.sends.at(0), (Send{SendId{6}, hall.id, {-6.5}, 0.25, true}));
  const Insert& compressor = guitar.inserts.at(0);
  EXPECT_EQ(compressor.key, (Key{voice.id, true}));
  EXPECT_TRUE(compressor.side_b);
  EXPECT_EQ(compressor.other.at(0), (NamedValue{"threshold", -30})) << "side A, which is not heard";
  EXPECT_EQ(hall.volume, vocabulary::kSilence);
  EXPECT_EQ(voice.listen, Listen::kPfl);
  EXPECT_EQ(project_->monitor().source, MonitorSource{TrackSource{guitar.id}});
  EXPECT_EQ(project_->tracks().master().monitor_output, Output{(DeviceOutput{{3, 4}})});
  EXPECT_EQ(project_->connections().begin()->destination, Output{(DeviceOutput{{5}})});
}

TEST_P(ProjectOfVersion, HasTheDefaultsOfTodayForWhatItDidNotSay) {
  EXPECT_TRUE(project_->mute_groups().empty());
  EXPECT_TRUE(project_->scenes().empty());
  EXPECT_FALSE(project_->custom_wiring());
  for (const Track& track : project_->tracks()) {
    EXPECT_EQ(track.colour, "");
    EXPECT_TRUE(track.vcas.empty());
    EXPECT_FALSE(track.link.valid());
    EXPECT_FALSE(track.solo_safe);
  }
}

TEST_P(ProjectOfVersion, IsWrittenAsOneOfToday) {
  for (const auto encoding : {wire::Encoding::kJson, wire::Encoding::kCapnp}) {
    const auto again = wire::decode_project(wire::encode(project_->to_message(), encoding));
    ASSERT_TRUE(again) << again.refusal().sentence;
    EXPECT_EQ(again->format_version, kProjectFormatVersion);
    EXPECT_EQ(*again, project_->to_message());
  }
}

INSTANTIATE_TEST_SUITE_P(Before, ProjectOfVersion, testing::Values(2U, 3U));

wire::Frame from_hexadecimal(const std::string& digits) {
  wire::Frame frame;
  for (std::size_t i = 0; i + 1 < digits.size(); i += 2)
    frame.push_back(static_cast<std::byte>(std::stoul(digits.substr(i, 2), nullptr, 16)));
  return frame;
}

/// Lines in pairs: a request's JSON form as a person wrote it, and its Cap'n Proto form by the schema of that
/// day.
TEST(FramesOfProtocol1, MeanTheSameInBothEncodings) {
  std::istringstream lines(text_of("frames/requests.txt"));
  std::string json, digits;
  int count = 0;
  for (std::getline(lines, json); std::getline(lines, json) && std::getline(lines, digits); ++count) {
    const auto plain = wire::decode_request(wire::as_frame(json));
    const auto packed = wire::decode_request(from_hexadecimal(digits));
    ASSERT_TRUE(plain) << json << "\n" << plain.refusal().sentence;
    ASSERT_TRUE(packed) << json << "\n" << packed.refusal().sentence;
    EXPECT_EQ(wire::as_text(wire::encode(*packed, wire::Encoding::kJson)),
              wire::as_text(wire::encode(*plain, wire::Encoding::kJson)));
  }
  EXPECT_EQ(count, 17);
}

TEST(FramesOfProtocol1, SayWhatTheySaid) {
  const std::string all = text_of("frames/requests.txt");
  const auto request = [&](const std::string& word) {
    const auto place = all.find(word);
    const auto begin = all.find('\n', place) + 1;
    const auto read =
        wire::decode_request(from_hexadecimal(all.substr(begin, all.find('\n', begin) - begin)));
    EXPECT_TRUE(read) << word;
    return read ? *read : Request{};
  };
  const auto add = request("addTrack");
  EXPECT_EQ(add.client, ClientId{12519678731321098163U});
  EXPECT_EQ(add.expected_epoch, 4U);
  EXPECT_EQ(add.expected_revision, 17);
  EXPECT_EQ(std::get<AddTrack>(std::get<Command>(add.body).body).name, "Höhe");
  const auto move = request("setVolume");
  EXPECT_EQ(move.gesture, 3U);
  EXPECT_FALSE(move.gesture_ends);
  EXPECT_EQ(std::get<SetVolume>(std::get<Command>(move.body).body).volume, vocabulary::kSilence);
  EXPECT_TRUE(request("setPan").gesture_ends);
  const auto hello = std::get<Hello>(request("hello").body);
  EXPECT_EQ(hello.protocol_version, kProtocolVersion);
  EXPECT_TRUE(hello.subscribe);
  EXPECT_EQ(hello.resume.epoch, 0U) << "a client of that day does not know resuming";
}

}  // namespace
}  // namespace corelogic
