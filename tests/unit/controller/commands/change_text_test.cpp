// change_text_test.cpp: what a dry run and a comparison say of an effect's values, heard and not heard.
#include "controller/commands/change_text.h"

#include <gmock/gmock.h>

#include "controller/project/difference.h"
#include "tests/unit/controller/commands/ask.h"

namespace corelogic::commands {
namespace {

using namespace corelogic::testing;
using namespace testing;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> compared(const Project& before, const Project& after) {
  const auto changes = project::difference(before.to_message(), after.to_message());
  EXPECT_TRUE(changes);
  return changes ? sentences_of(before, *changes) : std::vector<std::string>{};
}
Project with_threshold(const Project& project, double level) {
  return after(project, SetParameter{kCompressor, "threshold", level});
}

TEST(ChangeText, SaysWhatAPresetSets) {
  Insert loud = *demo().tracks().find(kCompressor);
  for (NamedValue& value : loud.parameters) {
    if (value.name == "threshold") value.value = -33;
    if (value.name == "detector") value.value = 1;
  }
  const Changes load{InsertValuesSet{kCompressor, loud.parameters, loud.other, loud.side_b}};
  EXPECT_THAT(sentences_of(demo(), load),
              ElementsAre("The threshold of the compressor of Guitar: -18 dB, then -33 dB.",
                          "The detector of the compressor of Guitar: peak, then rms."));
}

TEST(ChangeText, SaysOfTwoSidesWhatDiffersOnEach) {
  const Project one = with_threshold(demo(), -12);
  const Project switched = after(one, SwitchSide{kCompressor});
  EXPECT_THAT(compared(one, switched),
              ElementsAre("The values of the compressor of Guitar: side A, then side B."));
  const Project two = with_threshold(switched, -40);
  EXPECT_THAT(compared(one, two),
              ElementsAre("The threshold of the compressor of Guitar, side B: -12 dB, then -40 dB.",
                          "The values of the compressor of Guitar: side A, then side B."));
  const Project back = after(two, SwitchSide{kCompressor});
  EXPECT_THAT(compared(two, back), ElementsAre("The values of the compressor of Guitar: side B, then side A."));
  EXPECT_THAT(compared(switched, back),
              ElementsAre("The threshold of the compressor of Guitar, side B: -12 dB, then -40 dB.",
                          "The values of the compressor of Guitar: side B, then side A."))
      << "what changed is on the side that is not heard any more";
  EXPECT_THAT(compared(one, one), IsEmpty());
}

TEST(ChangeText, SaysOneLineOfAParameterThatIsSetTwice) {
  const Insert compressor = *demo().tracks().find(kCompressor);
  Insert preset = compressor;
  for (NamedValue& value : preset.parameters)
    if (value.name == "threshold") value.value = -33;
  const Changes changes{InsertValuesSet{kCompressor, preset.parameters, {}, false},
                        ParameterSet{kCompressor, "threshold", -30}};
  EXPECT_THAT(sentences_of(demo(), changes),
              ElementsAre("The threshold of the compressor of Guitar: -18 dB, then -30 dB."));
}

TEST(ChangeText, SaysTheSoundFileOfTheOtherSide) {
  const InsertId convolution{8};
  const Project now = after(demo(), add_insert(kDrums, "convolution"));
  const Changes changes{InsertFileSet{convolution, "hall.wav", "room.wav"}};
  EXPECT_THAT(sentences_of(now, changes),
              Contains(::testing::EndsWith("none, then hall.wav (the other side: room.wav).")));
}

}  // namespace
}  // namespace corelogic::commands
