// cli_verbs_test.cpp: every verb once against the real controller, and what it says.  Side: test.
#include <gmock/gmock.h>

#include <fstream>

#include "tests/contract/cli_house.h"

namespace corelogic::contract {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

class CliVerbs : public CliHouse {};

TEST_F(CliVerbs, BuildTheDemoMixByHand) {
  EXPECT_THAT(says({"track", "add", "Guitar"}),
              StartsWith("Guitar: added, audio, 2 channels, #2 (revision "));
  EXPECT_THAT(says({"track", "add", "Drums", "--at", "0"}), StartsWith("Drums: added"));
  EXPECT_THAT(says({"track", "add", "Reverb", "--kind", "aux"}), StartsWith("Reverb: added, aux"));
  EXPECT_THAT(says({"track", "set", "Guitar", "volume", "-6"}),
              StartsWith("Guitar: volume -6.0 dB (revision "));
  EXPECT_THAT(says({"track", "set", "Guitar", "volume", "-inf"}), StartsWith("Guitar: volume -inf dB"));
  EXPECT_THAT(says({"track", "set", "Guitar", "volume", "-3dB"}), StartsWith("Guitar: volume -3.0 dB"));
  EXPECT_THAT(says({"track", "set", "Guitar", "pan", "0.3"}), StartsWith("Guitar: pan +0.30"));
  EXPECT_THAT(says({"track", "set", "Drums", "mute", "on"}), StartsWith("Drums: muted"));
  EXPECT_THAT(says({"track", "set", "Drums", "solo", "on"}), StartsWith("Drums: solo"));
  EXPECT_THAT(says({"track", "set", "Guitar", "input", "device:1,2"}),
              StartsWith("Guitar: input device:1,2"));
  EXPECT_THAT(says({"track", "set", "Guitar", "output", "Reverb"}), StartsWith("Guitar: output Reverb"));
  EXPECT_THAT(says({"track", "set", "Guitar", "output", "master"}), StartsWith("Guitar: output Master"));
  EXPECT_THAT(says({"track", "move", "Drums", "1"}), StartsWith("Drums: moved to position 1"));
  EXPECT_THAT(says({"track", "rename", "Drums", "Kit"}), StartsWith("Drums: now called Kit"));
  EXPECT_THAT(says({"insert", "add", "Guitar", "compressor", "threshold=-20"}),
              StartsWith("Guitar: compressor added"));
  EXPECT_THAT(says({"insert", "set", "guitar/compressor", "ratio", "4"}),
              StartsWith("Guitar/compressor: ratio 4"));
  EXPECT_THAT(says({"insert", "set", "guitar/compressor", "ratio=5", "attack=2"}),
              StartsWith("2 commands done as one"));
  EXPECT_THAT(says({"insert", "bypass", "guitar/compressor"}), StartsWith("Guitar/compressor: bypassed"));
  EXPECT_THAT(says({"insert", "move", "guitar/compressor", "0"}),
              StartsWith("Guitar/compressor: moved to position 0"));
  EXPECT_THAT(says({"send", "add", "Guitar", "Reverb", "--level", "-6"}),
              StartsWith("Guitar->Reverb: send added, -6.0 dB"));
  EXPECT_THAT(says({"send", "set", "Guitar", "Reverb", "level", "-9"}),
              StartsWith("Guitar->Reverb: level -9.0 dB"));
  EXPECT_THAT(says({"send", "set", "Guitar->Reverb", "pan", "-0.5"}),
              StartsWith("Guitar->Reverb: pan -0.50"));
  EXPECT_THAT(says({"send", "set", "Guitar", "Reverb", "pre", "on"}),
              StartsWith("Guitar->Reverb: pre-fader"));
  EXPECT_THAT(says({"monitor", "level", "-0.5"}), StartsWith("monitor: level -0.5 dB"));
  EXPECT_THAT(says({"monitor", "output", "device:3,4"}), StartsWith("monitor: output device:3,4"));
  EXPECT_THAT(says({"connect", "Kit", "device:5,6"}), StartsWith("Kit->device:5,6: connected"));
  const std::string list = says({"track", "list"});
  EXPECT_THAT(list, HasSubstr("compressor (bypassed) threshold=-20 ratio=5"));
  EXPECT_THAT(list, HasSubstr("-> Reverb -9.0 dB pan -0.50 pre-fader"));
  EXPECT_THAT(list, HasSubstr("monitor -0.5 dB -> device:3,4"));
  EXPECT_THAT(says({"disconnect", "Kit", "device:5,6"}), StartsWith("Kit->device:5,6: disconnected"));
  EXPECT_THAT(says({"send", "remove", "Guitar", "Reverb"}), StartsWith("Guitar->Reverb: removed"));
  EXPECT_THAT(says({"insert", "remove", "Guitar/compressor"}), StartsWith("Guitar/compressor: removed"));
  EXPECT_THAT(says({"track", "remove", "Kit"}), StartsWith("Kit: removed"));
}

TEST_F(CliVerbs, UndoWhatAnEarlierRunDidAndDoItAgain) {
  (void)says({"track", "add", "Guitar"});
  (void)says({"track", "set", "Guitar", "volume", "-6"});
  EXPECT_THAT(says({"undo"}), StartsWith("undone (revision "));
  EXPECT_THAT(says({"track", "list"}), HasSubstr("0.0 dB"));
  EXPECT_THAT(says({"redo"}), StartsWith("done again"));
  EXPECT_THAT(says({"track", "list"}), HasSubstr("-6.0 dB"));
}

TEST_F(CliVerbs, KeepProjects) {
  (void)says({"track", "add", "Guitar"});
  (void)says({"project", "save"});
  (void)says({"project", "save", "copy of it"});
  const std::string file = house_.scratch().file("mix.json");
  EXPECT_THAT(says({"project", "export", file}), HasSubstr("exported to"));
  EXPECT_THAT(says({"project", "import", file, "--name", "third"}),
              StartsWith("project third: imported, 2 tracks"));
  EXPECT_THAT(says({"project", "import", file, "--here"}), StartsWith("the open project: replaced"));
  EXPECT_THAT(says({"project", "list"}), HasSubstr("copy of it\n"));
  EXPECT_THAT(says({"project", "open", "cli"}), StartsWith("project cli: open"));
  EXPECT_THAT(says({"status"}), HasSubstr("project    cli"));
}

TEST_F(CliVerbs, ApplyABatchWholeOrNotAtAll) {
  const std::string file = house_.scratch().file("edits.json");
  std::ofstream(file) << R"([{"addTrack":{"name":"A"}},{"addTrack":{"name":"B"}}])";
  EXPECT_THAT(says({"batch", file}), StartsWith("2 commands done as one, #2 #3"));
  std::ofstream(file) << R"({"setVolume":{"track":2,"volume":-6}})" << '\n'
                      << R"({"setVolume":{"track":99,"volume":-6}})";
  EXPECT_THAT(reason({"batch", file}), HasSubstr("unknownId"));
  EXPECT_THAT(says({"track", "list"}), testing::Not(HasSubstr("-6.0 dB")));
}

TEST_F(CliVerbs, MoveTheTransport) {
  EXPECT_THAT(says({"play"}), StartsWith("playing"));
  EXPECT_THAT(says({"locate", "2s"}), StartsWith("located to frame 96000"));
  EXPECT_THAT(says({"stop"}), StartsWith("stopped"));
}

TEST_F(CliVerbs, LookAtEverything) {
  (void)says({"track", "add", "Guitar"});
  EXPECT_THAT(says({"graph"}), HasSubstr("guitar_fader"));
  EXPECT_THAT(says({"graph", "--dot"}), StartsWith("digraph"));
  EXPECT_THAT(says({"history", "1"}), HasSubstr("Guitar"));
  EXPECT_THAT(says({"effects"}), HasSubstr("compressor"));
  EXPECT_THAT(says({"manual"}), StartsWith(".TH CORELOGIC 1"));
  EXPECT_THAT(says({"call", R"({"getStatus":null})"}), HasSubstr(R"("projectName":"cli")"));
  EXPECT_THAT(says({"status", "--json"}), HasSubstr(R"("projectName":"cli")"));
}

TEST_F(CliVerbs, RenderTheOpenProjectAndAFile) {
  (void)says({"track", "add", "Guitar"});
  const std::string wave = house_.scratch().file("mix.wav");
  (void)says({"render", "--open", "-o", wave, "--seconds", "0.5"});
  std::ifstream first(wave, std::ios::binary | std::ios::ate);
  EXPECT_GT(first.tellg(), 48000 * 0.5);
  const std::string document = house_.scratch().file("mix.json");
  const std::string other = house_.scratch().file("other.wav");
  (void)says({"project", "export", document});
  (void)says({"render", document, "-o", other, "--seconds", "0.5"});
  std::ifstream second(other, std::ios::binary | std::ios::ate);
  EXPECT_EQ(first.tellg(), second.tellg());
}

TEST_F(CliVerbs, ShowMetersOfARunningEngine) {
  (void)says({"track", "add", "Guitar"});
  support::Process engine({support::binary("corelogic-engine"), "--device", "timer"}, house_.environment());
  const std::string text = says({"meters", "--once", "--timeout", "20"});
  EXPECT_THAT(text, HasSubstr("Guitar"));
  EXPECT_THAT(text, HasSubstr("-inf dB ["));
  EXPECT_THAT(says({"meters", "--once", "--json", "--timeout", "20"}), HasSubstr(R"("name":"Guitar")"));
  EXPECT_THAT(says({"status"}), HasSubstr("timer"));
}

}  // namespace
}  // namespace corelogic::contract
