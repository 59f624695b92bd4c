// version_1_test.cpp: a project that the first version exported opens here, means what it meant, and is
// written as one of today. The file beside this one was written by that version and is never written anew.
#include <gmock/gmock.h>

#include <fstream>

#include "controller/project/project.h"
#include "schema/vocabulary/effect_catalogue.h"
#include "schema/wire/codec.h"
#include "tests/support/places.h"

namespace corelogic {
namespace {

using namespace messages;

messages::Project exported() {
  std::ifstream file(support::source_directory() + "/tests/golden/version_1/project.json",
                     std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  const auto document = wire::decode_project(wire::as_frame(text));
  if (document) return *document;
  ADD_FAILURE() << document.refusal().subject << ": " << document.refusal().sentence;
  return {};
}

TEST(ProjectOfVersion1, MeansWhatItMeant) {
  EXPECT_EQ(exported().format_version, 1U);
  const auto project = project::Project::from_message(exported());
  ASSERT_TRUE(project) << project.refusal().subject << ": " << project.refusal().sentence;
  ASSERT_EQ(project->tracks().size(), 4U);
  const Track& guitar = *project->tracks().find_name("Guitar");
  EXPECT_EQ(guitar.volume.value, -3.25);
  EXPECT_TRUE(guitar.solo);
  EXPECT_EQ(guitar.input, Input{(FileInput{"guitar.flac", true})});
  EXPECT_EQ(guitar.sends.at(0), (Send{SendId{7}, TrackId{4}, {-6.5}, 0.25, true}));
  const auto* compressor = vocabulary::find_effect("compressor");
  EXPECT_EQ(guitar.inserts.at(0).parameters.size(), compressor->parameters.size());
  EXPECT_EQ(guitar.inserts.at(0).parameters.at(1), (NamedValue{"ratio", 4}));
  EXPECT_EQ(project->tracks().find_name("Hall")->volume, vocabulary::kSilence);
  EXPECT_EQ(project->tracks().master().monitor_output, Output{(DeviceOutput{{3, 4}})});
  EXPECT_EQ(project->connections().begin()->destination, Output{(DeviceOutput{{5, 6}})});
}

TEST(ProjectOfVersion1, HasTheDefaultsOfTodayForWhatItDidNotKnow) {
  const auto project = project::Project::from_message(exported());
  ASSERT_TRUE(project) << project.refusal().sentence;
  EXPECT_EQ(project->tempo(), 120);
  EXPECT_EQ(project->monitor(), Monitor{});
  for (const Track& track : project->tracks()) {
    EXPECT_EQ(track.trim, 0);
    EXPECT_EQ(track.high_pass, 0);
    EXPECT_EQ(track.delay, 0);
    EXPECT_EQ(track.polarity, Polarity::kNormal);
    EXPECT_EQ(track.meter, Meter{});
    EXPECT_EQ(track.listen, Listen::kOff);
    EXPECT_EQ(track.stage, OutputStage{});
    EXPECT_TRUE(track.output_map.empty());
  }
}

TEST(ProjectOfVersion1, IsWrittenAsOneOfToday) {
  const auto project = project::Project::from_message(exported());
  ASSERT_TRUE(project) << project.refusal().sentence;
  for (const auto encoding : {wire::Encoding::kJson, wire::Encoding::kCapnp}) {
    const auto again = wire::decode_project(wire::encode(project->to_message(), encoding));
    ASSERT_TRUE(again) << again.refusal().sentence;
    EXPECT_EQ(again->format_version, kProjectFormatVersion);
    EXPECT_EQ(*again, project->to_message());
  }
}

}  // namespace
}  // namespace corelogic
