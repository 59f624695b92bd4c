// template_library_test.cpp: templates come, go, are replaced, and carry their sounds.
#include "controller/store/template_library.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

#include "controller/store/new_folder.h"
#include "tests/support/process.h"
#include "tests/unit/controller/store/examples.h"

namespace corelogic::store {
namespace {

using ::testing::ElementsAre;
using testing::empty_document;
using ::testing::HasSubstr;
using vocabulary::RefusalCode;

class TemplateLibraryTest : public ::testing::Test {
 protected:
  TemplateLibraryTest() {
    std::filesystem::create_directories(scratch_.file("audio"));
    std::ofstream(scratch_.file("audio/click.wav")) << "sound";
  }
  support::ScratchDirectory scratch_;
  TemplateLibrary library_{scratch_.file("templates")};
};

TEST_F(TemplateLibraryTest, GivesBackWhatWasSavedWithItsSounds) {
  EXPECT_TRUE(library_.names().empty());
  ASSERT_TRUE(library_.save("Band", empty_document("Monday"), scratch_.file("audio"), false));
  ASSERT_TRUE(library_.save("Auto", empty_document("x"), scratch_.file("audio"), false));
  EXPECT_THAT(library_.names(), ElementsAre("Auto", "Band"));
  const auto read = library_.read("Band");
  ASSERT_TRUE(read) << read.refusal().sentence;
  EXPECT_EQ(*read, empty_document("Monday"));
  EXPECT_TRUE(std::filesystem::exists(library_.audio_folder_of("Band") + "/click.wav"));
}

TEST_F(TemplateLibraryTest, ReplacesOnlyWhenItIsToldTo) {
  ASSERT_TRUE(library_.save("Band", empty_document("one"), scratch_.file("audio"), false));
  const auto refused = library_.save("Band", empty_document("two"), scratch_.file("audio"), false);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.refusal().code, RefusalCode::kDuplicate);
  EXPECT_EQ(refused.refusal().subject, "template Band");
  ASSERT_TRUE(library_.save("Band", empty_document("two"), scratch_.file("audio"), true));
  EXPECT_EQ(library_.read("Band")->name, "two");
}

TEST_F(TemplateLibraryTest, SaysWhichThereAreWhenOneIsNotThere) {
  EXPECT_THAT(library_.read("Choir").refusal().sentence, HasSubstr("there is none yet"));
  ASSERT_TRUE(library_.save("Band", empty_document("one"), scratch_.file("audio"), false));
  EXPECT_EQ(library_.read("Choir").refusal().code, RefusalCode::kNotFound);
  EXPECT_THAT(library_.read("Choir").refusal().sentence, HasSubstr("there are Band"));
  EXPECT_FALSE(library_.read("../audio"));
  EXPECT_EQ(library_.save("../x", empty_document("one"), "", false).refusal().code, RefusalCode::kInvalid);
}

TEST_F(TemplateLibraryTest, RemovesWholeFolders) {
  ASSERT_TRUE(library_.save("Band", empty_document("one"), scratch_.file("audio"), false));
  ASSERT_TRUE(library_.remove("Band"));
  EXPECT_TRUE(library_.names().empty());
  EXPECT_TRUE(std::filesystem::is_empty(scratch_.file("templates")));
  EXPECT_EQ(library_.remove("Band").refusal().code, RefusalCode::kNotFound);
}

TEST_F(TemplateLibraryTest, LeavesATemplateOfANewerVersionAlone) {
  ASSERT_TRUE(library_.save("Band", empty_document("one"), scratch_.file("audio"), false));
  std::ofstream(scratch_.file("templates/Band/project.json")) << R"({"formatVersion":99,"name":"x"})";
  EXPECT_EQ(library_.read("Band").refusal().code, RefusalCode::kUnsupported);
}

}  // namespace
}  // namespace corelogic::store
