// preset_library_test.cpp: presets on disk: whole or not at all, and no broken file in the way of the others.
#include "controller/store/preset_library.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

#include "schema/vocabulary/effect_catalogue.h"
#include "tests/support/process.h"

namespace corelogic::store {
namespace {

namespace fs = std::filesystem;
using messages::Preset;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using vocabulary::RefusalCode;

class PresetLibraryTest : public ::testing::Test {
 protected:
  static Preset preset(std::string name, double ratio = 4) {
    Preset made{"compressor", std::move(name), {}};
    for (const auto& parameter : vocabulary::find_effect("compressor")->parameters)
      made.parameters.push_back({std::string(parameter.name), parameter.initial});
    made.parameters[1].value = ratio;
    return made;
  }
  std::string write(const std::string& file, const std::string& text) {
    const std::string path = folder_ + "/" + file;
    fs::create_directories(fs::path(path).parent_path());
    std::ofstream(path) << text;
    return path;
  }

  support::ScratchDirectory scratch_;
  std::string folder_ = scratch_.file("presets");
  PresetLibrary library_{folder_};
};

TEST_F(PresetLibraryTest, GivesBackWhatWasSavedInOrder) {
  EXPECT_THAT(library_.read().presets, IsEmpty());
  ASSERT_TRUE(library_.save(preset("Vocal \xc3\xa4", 6), false));
  ASSERT_TRUE(library_.save(preset("Drums"), false));
  const Shelf shelf = PresetLibrary(folder_).read();
  EXPECT_THAT(shelf.presets, ElementsAre(preset("Drums"), preset("Vocal \xc3\xa4", 6)));
  EXPECT_THAT(shelf.broken, IsEmpty());
  EXPECT_EQ(fs::status(folder_).permissions(), fs::perms::owner_all);
}

TEST_F(PresetLibraryTest, KeepsTheSoundFileOfWhatPlaysOne) {
  Preset hall{"convolution", "Hall", {}, "/sounds/hall.wav"};
  for (const auto& parameter : vocabulary::find_effect("convolution")->parameters)
    hall.parameters.push_back({std::string(parameter.name), parameter.initial});
  ASSERT_TRUE(library_.save(hall, false));
  write("convolution/Older.json", R"({"effect":"convolution","parameters":[]})");
  write("convolution/Stray.json", R"({"effect":"convolution","parameters":[],"file":"../../secret.wav"})");
  write("compressor/Loud.json", R"({"effect":"compressor","parameters":[],"file":"/sounds/hall.wav"})");
  const Shelf shelf = library_.read();
  ASSERT_EQ(shelf.presets.size(), 2U);
  EXPECT_EQ(shelf.presets[0], hall);
  EXPECT_EQ(shelf.presets[1].file, "");
  EXPECT_THAT(shelf.broken, ElementsAre(HasSubstr("plays no sound file"), HasSubstr("leaves its folder")));
}

TEST_F(PresetLibraryTest, PutsWhatIsCountedByNowOnItsNearestStep) {
  write("utility/Old.json", R"({"effect":"utility","parameters":[{"name":"delay","value":10.5}]})");
  const Shelf shelf = library_.read();
  EXPECT_THAT(shelf.broken, IsEmpty());
  ASSERT_EQ(shelf.presets.size(), 1U);
  EXPECT_EQ(shelf.presets[0].parameters[vocabulary::utility::kDelay].value, 11);
}

TEST_F(PresetLibraryTest, ReplacesOnlyWhenTold) {
  ASSERT_TRUE(library_.save(preset("Vocal", 2), false));
  const auto taken = library_.save(preset("Vocal", 8), false);
  ASSERT_FALSE(taken);
  EXPECT_EQ(taken.refusal().code, RefusalCode::kDuplicate);
  EXPECT_EQ(taken.refusal().sentence,
            "The compressor has a preset \"Vocal\" already; say replace, or choose another name.");
  EXPECT_THAT(library_.read().presets, ElementsAre(preset("Vocal", 2)));
  ASSERT_TRUE(library_.save(preset("Vocal", 8), true));
  EXPECT_THAT(library_.read().presets, ElementsAre(preset("Vocal", 8)));
  EXPECT_EQ(std::distance(fs::directory_iterator(folder_ + "/compressor"), fs::directory_iterator()), 1);
}

TEST_F(PresetLibraryTest, RemovesAndSaysWhatIsNotThere) {
  ASSERT_TRUE(library_.save(preset("Vocal"), false));
  ASSERT_TRUE(library_.remove("compressor", "Vocal"));
  EXPECT_THAT(library_.read().presets, IsEmpty());
  EXPECT_EQ(library_.remove("compressor", "Vocal").refusal().code, RefusalCode::kNotFound);
  EXPECT_EQ(library_.remove("kazoo", "Vocal").refusal().code, RefusalCode::kUnknownId);
  EXPECT_EQ(library_.remove("fader", "Vocal").refusal().code, RefusalCode::kUnknownId);
  EXPECT_EQ(library_.remove("compressor", "../../x").refusal().code, RefusalCode::kInvalid);
}

TEST_F(PresetLibraryTest, RefusesNamesThatAreNoFiles) {
  for (const std::string& bad : {std::string(), std::string("a/b"), std::string(".x"), std::string("a\nb"),
                                 std::string(" x"), std::string(65, 'a')}) {
    const auto refused = library_.save(preset(bad), false);
    ASSERT_FALSE(refused) << bad;
    EXPECT_EQ(refused.refusal().code, RefusalCode::kInvalid);
    EXPECT_EQ(refused.refusal().subject, "savePreset.name");
  }
  EXPECT_FALSE(fs::exists(folder_));
}

TEST_F(PresetLibraryTest, TellsBrokenFilesAndReadsTheOthers) {
  ASSERT_TRUE(library_.save(preset("Good"), false));
  write("compressor/Torn.json", R"({"effect":"compressor","name":"Torn","param)");
  write("compressor/Loud.json", R"({"effect":"compressor","parameters":[{"name":"ratio","value":99}]})");
  write("compressor/Other.json", R"({"effect":"reverb","parameters":[]})");
  write("compressor/Huge.json", std::string(300'000, ' '));
  fs::create_directories(folder_ + "/compressor/Folder.json");
  write("kazoo/Loud.json", "of an effect of the future");
  write("compressor/notes.txt", "no preset");
  const Shelf shelf = library_.read();
  EXPECT_THAT(shelf.presets, ElementsAre(preset("Good")));
  EXPECT_THAT(shelf.broken, ElementsAre(HasSubstr("Folder.json"), HasSubstr("256 KiB"), HasSubstr("ratio"),
                                        HasSubstr("stands with the compressor"), HasSubstr("Torn.json")));
}

// Copied in by hand from an older house: the file's name counts, and what is missing begins as always.
TEST_F(PresetLibraryTest, TakesAFileByItsNameAndCompletesItsValues) {
  write("compressor/Mine.json",
        R"({"effect":"compressor","name":"Theirs","parameters":[{"name":"ratio","value":4}]})");
  EXPECT_THAT(library_.read().presets, ElementsAre(preset("Mine")));
}

TEST_F(PresetLibraryTest, SaysWhenTheDiskRefuses) {
  std::ofstream(folder_) << "a file in the way";
  EXPECT_EQ(library_.save(preset("Vocal"), false).refusal().code, RefusalCode::kStorage);
  EXPECT_THAT(library_.read().presets, IsEmpty());
}

}  // namespace
}  // namespace corelogic::store
