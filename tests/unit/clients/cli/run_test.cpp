// run_test.cpp: a line carried out against a fake controller: what is printed, and with which status it
// leaves. Side: test.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "clients/cli/line.h"
#include "clients/cli/looks.h"
#include "clients/cpp/connection.h"
#include "schema/wire/codec.h"
#include "tests/support/process.h"
#include "tests/unit/clients/cpp/fake_controller.h"

namespace corelogic::cli {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

struct Ran {
  Exit exit = Exit::kDone;
  std::string out;
  std::string err;
};

Ran run_in(const std::string& runtime, std::vector<std::string> words) {
  words.insert(words.begin(), {"--runtime", runtime});
  Line line;
  std::ostringstream out;
  std::ostringstream err;
  const auto exit = read_line(words, line, out, err);
  const Exit status = exit ? *exit : carry_out(line, out, err);
  return {status, out.str(), err.str()};
}

class RunTest : public testing::Test {
 protected:
  Ran run(std::vector<std::string> words) { return run_in(scratch_.path(), std::move(words)); }
  support::ScratchDirectory scratch_;
  std::atomic<bool> seen_{false};
  client::FakeController controller_{"ipc://" + scratch_.file("control")};
};

TEST_F(RunTest, ConfirmsWhatWasDoneInOneLine) {
  const Ran ran = run({"track", "set", "guitar", "volume", "-6"});
  EXPECT_EQ(ran.exit, Exit::kDone);
  EXPECT_EQ(ran.out, "Guitar: volume -6.0 dB (revision 2)\n");
  EXPECT_EQ(ran.err, "");
}

TEST_F(RunTest, TellsTheNumberOfWhatWasMade) {
  EXPECT_EQ(run({"track", "add", "Bass"}).out, "Bass: added, audio, 2 channels, #8 (revision 2)\n");
}

TEST_F(RunTest, PrintsTheReplyAsJson) {
  const Ran ran = run({"track", "set", "Guitar", "volume", "-6", "--json"});
  EXPECT_EQ(ran.exit, Exit::kDone);
  EXPECT_THAT(ran.out, StartsWith("{"));
  const auto reply = wire::decode_reply(wire::as_frame(ran.out.substr(0, ran.out.size() - 1)));
  ASSERT_TRUE(reply) << reply.refusal().sentence;
  EXPECT_TRUE(std::holds_alternative<messages::Done>(reply->body));
}

TEST_F(RunTest, LeavesWithOneAndASentenceWhenANameIsUnknown) {
  const Ran ran = run({"track", "set", "Guitarr", "volume", "-6"});
  EXPECT_EQ(ran.exit, Exit::kRefused);
  EXPECT_EQ(ran.out, "");
  EXPECT_EQ(ran.err,
            "corelogic: refused (unknownId, track Guitarr): There is no track \"Guitarr\"; did you mean "
            "\"Guitar\"?\n");
  EXPECT_EQ(controller_.applied(), 0);
}

TEST_F(RunTest, GivesARefusedNameAsJsonToo) {
  const Ran ran = run({"track", "remove", "Guitarr", "--json"});
  EXPECT_EQ(ran.exit, Exit::kRefused);
  EXPECT_THAT(ran.out, HasSubstr("\"code\":\"unknownId\""));
}

TEST_F(RunTest, CallsWithACommandOrAWholeRequest) {
  const Ran command = run({"call", R"({"setVolume":{"track":2,"volume":-6}})"});
  EXPECT_EQ(command.exit, Exit::kDone) << command.err;
  EXPECT_THAT(command.out, HasSubstr("\"done\""));
  const Ran request = run({"call", R"({"client":"5","sequence":"77","getProject":null})"});
  EXPECT_EQ(request.exit, Exit::kDone) << request.err;
  EXPECT_THAT(request.out, HasSubstr("\"sequence\":\"77\""));
}

TEST_F(RunTest, CallIsRefusedByTheControllerInItsOwnWords) {
  const Ran wrong = run({"call", R"({"setVolumee":{"track":2,"volume":-6}})"});
  EXPECT_EQ(wrong.exit, Exit::kRefused);
  EXPECT_THAT(wrong.out, HasSubstr("\"refused\""));
  EXPECT_THAT(wrong.err, HasSubstr("refused (invalid"));
  const Ran stale = run({"call", R"({"setVolume":{"track":99,"volume":-6}})"});
  EXPECT_EQ(stale.exit, Exit::kRefused);
  EXPECT_THAT(stale.err, HasSubstr("refused (unknownId, track 99)"));
}

TEST_F(RunTest, CallWithoutJsonIsMisuse) {
  EXPECT_EQ(run({"call", "volume"}).exit, Exit::kMisuse);
  EXPECT_EQ(run({"call", "[1]"}).exit, Exit::kMisuse);
}

TEST_F(RunTest, ListsTheTracks) {
  const Ran ran = run({"track", "list"});
  EXPECT_EQ(ran.exit, Exit::kDone);
  EXPECT_THAT(ran.out, HasSubstr("Guitar"));
  EXPECT_THAT(ran.out, HasSubstr("compressor threshold=-18 ratio=3"));
  EXPECT_THAT(ran.out, HasSubstr("-> Reverb -6.0 dB"));
  EXPECT_THAT(ran.out, HasSubstr("Drums -> device:5,6"));
}

TEST_F(RunTest, ExportsTheProjectSoThatItCanBeImported) {
  const Ran ran = run({"project", "export", scratch_.file("mix.json")});
  EXPECT_EQ(ran.exit, Exit::kDone) << ran.err;
  std::ifstream file(scratch_.file("mix.json"));
  std::stringstream text;
  text << file.rdbuf();
  const auto project = wire::decode_project(wire::as_frame(text.str()));
  ASSERT_TRUE(project) << project.refusal().sentence;
  EXPECT_EQ(*project, client::FakeController::studio());
}

TEST_F(RunTest, SaysWhyAFileCannotBeWrittenOrRead) {
  const Ran out = run({"project", "export", scratch_.file("nowhere/mix.json")});
  EXPECT_EQ(out.exit, Exit::kRefused);
  EXPECT_THAT(out.err, HasSubstr("refused (storage, "));
  const Ran in = run({"project", "import", scratch_.file("missing.json")});
  EXPECT_EQ(in.exit, Exit::kRefused);
  EXPECT_THAT(in.err, HasSubstr("refused (notFound, "));
  const Ran folder = run({"batch", scratch_.path()});
  EXPECT_EQ(folder.exit, Exit::kRefused);
}

TEST_F(RunTest, WatchesUntilEnoughWasSeen) {
  std::thread editor([this] {
    wire::Context context;
    auto connection = client::Connection::open(context, {.endpoint = "ipc://" + scratch_.file("control")});
    // The watcher is there when the controller has heard its hello: so many changes that one of them is
    // behind it.
    for (int i = 0; i < 100000 && !seen_; ++i)
      if (!connection->call(messages::Command{messages::SetVolume{messages::TrackId{2}, {-1.0}}})) break;
  });
  const Ran ran = run({"watch", "--count", "1", "--json"});
  seen_ = true;
  editor.join();
  EXPECT_EQ(ran.exit, Exit::kDone);
  EXPECT_THAT(ran.out, HasSubstr("\"welcome\""));
  EXPECT_THAT(ran.out, HasSubstr("\"changed\""));
}

TEST(Run, LeavesWithThreeAndTellsHowToStartWhenThereIsNoController) {
  const support::ScratchDirectory scratch;
  for (const auto& words : std::vector<std::vector<std::string>>{{"status"},
                                                                 {"undo"},
                                                                 {"track", "list"},
                                                                 {"watch"},
                                                                 {"meters", "--once"},
                                                                 {"call", "{\"undo\":null}"},
                                                                 {"render", "--open"}}) {
    std::vector<std::string> all{"--timeout", "0.05"};
    all.insert(all.end(), words.begin(), words.end());
    const Ran ran = run_in(scratch.path(), all);
    EXPECT_EQ(ran.exit, Exit::kNoController) << words.front();
    EXPECT_THAT(ran.err, HasSubstr("./studio up")) << words.front();
  }
}

TEST(Run, KnowsTheEffectsWithoutAController) {
  const Ran text = run_in("/nowhere", {"effects"});
  EXPECT_EQ(text.exit, Exit::kDone);
  EXPECT_THAT(text.out, HasSubstr("threshold    -60 ... 0 dB, else -18\n"));
  EXPECT_THAT(text.out, testing::Not(HasSubstr("fader")));
  EXPECT_THAT(run_in("/nowhere", {"effects", "--json"}).out, HasSubstr(R"("name":"threshold")"));
}

TEST(Run, PrintsTheSchemaWithoutAController) {
  const Ran ran = run_in("/nowhere", {"schema"});
  EXPECT_EQ(ran.exit, Exit::kDone);
  EXPECT_THAT(ran.out, HasSubstr(R"("SetVolume":{"fields":[{"name":"track","ordinal":0,"type":"uint32")"));
}

TEST(Run, ShowsOneEffectWithItsWords) {
  const Ran eq = run_in("/nowhere", {"effect", "eq"});
  EXPECT_EQ(eq.exit, Exit::kDone);
  EXPECT_THAT(eq.out, StartsWith("eq: Equaliser, up to 16 channels\n"));
  EXPECT_THAT(eq.out,
              HasSubstr("band3Type       bell, lowShelf, highShelf, lowPass, highPass, notch or bandPass, "
                        "else bell\n"));
  EXPECT_THAT(eq.out, HasSubstr("band1On         on or off, else off\n"));
  EXPECT_THAT(eq.out, testing::Not(HasSubstr("compressor")));
  EXPECT_THAT(run_in("/nowhere", {"effect", "compressor"}).out,
              HasSubstr("lookahead    0 ... 20 ms, else 0; changes the latency\n"));
}

TEST(Run, KnowsNoOtherEffects) {
  const Ran ran = run_in("/nowhere", {"effect", "compresser"});
  EXPECT_EQ(ran.exit, Exit::kRefused);
  EXPECT_EQ(
      ran.err,
      "corelogic: refused (unknownId, effect compresser): There is no effect \"compresser\"; did you mean "
      "\"compressor\"?\n");
  EXPECT_EQ(run_in("/nowhere", {"effect", "fader"}).exit, Exit::kRefused);
}

TEST(Run, WritesSilenceInJsonAsEverywhere) {
  const std::string json = run_in("/nowhere", {"effect", "reverb", "--json"}).out;
  EXPECT_THAT(json, HasSubstr(R"("name":"earlyLevel","unit":"dB","least":"-Infinity")"));
  EXPECT_EQ(json.find("null"), std::string::npos);
  EXPECT_THAT(run_in("/nowhere", {"effect", "eq", "--json"}).out,
              HasSubstr(R"("scale":"choice","choices":["bell","lowShelf")"));
}

TEST(Run, SaysWhichParametersAreCounted) {
  EXPECT_THAT(run_in("/nowhere", {"effect", "utility"}).out,
              HasSubstr("  delay     0 ... 4800 frames in whole numbers, else 0\n"));
  const std::string json = run_in("/nowhere", {"effect", "utility", "--json"}).out;
  EXPECT_THAT(json, HasSubstr(R"({"name":"delay","unit":"frames","least":0.0,"most":4800.0,"initial":0.0,)"
                              R"("scale":"linear","step":1.0,"changesLatency":false})"));
  EXPECT_THAT(json, HasSubstr(R"("name":"width","unit":"%","least":0.0,"most":200.0,"initial":100.0,)"
                              R"("scale":"linear","step":0.0,)"));
  EXPECT_THAT(json, HasSubstr(R"("scale":"switch","step":1.0,)"));
}

TEST(Texts, NameTheNodesOfAStatus) {
  messages::GraphSnapshot graph;
  graph.nodes.push_back({vocabulary::NodeId{262}, "master_out", {}, {}, {}, messages::OutputNode{}});
  messages::Status status;
  status.engine_connected = true;
  status.output_latencies = {{vocabulary::NodeId{262}, 240}};
  status.late_branches = 2;
  status.guilty_node = vocabulary::NodeId{262};
  status.muted_nodes = {vocabulary::NodeId{262}, vocabulary::NodeId{999}};
  const std::string text = status_as_text(status, {1, 1}, graph);
  EXPECT_THAT(text, HasSubstr("latency    master_out 240 frames beyond the device's\n"));
  EXPECT_THAT(text, HasSubstr("late       2 branches muted for a block each\n"));
  EXPECT_THAT(text, HasSubstr("overrun    the dearest node of the last one: master_out\n"));
  EXPECT_THAT(text, HasSubstr("muted      master_out node 999: not a number at their output\n"));
  EXPECT_EQ(status_as_text({}, {1, 1}, {}).find("muted"), std::string::npos);
}

TEST(Texts, ShowStagesKeysFilesAndSidesOfATrack) {
  messages::Project project = client::FakeController::studio();
  messages::Track& guitar = project.tracks[0];
  guitar.trim = -6;
  guitar.polarity = messages::Polarity::kBoth;
  guitar.high_pass = 80;
  guitar.delay = 12.5;
  guitar.meter = {messages::MeterPoint::kPreFader, messages::MeterDetail::kFull};
  guitar.listen = messages::Listen::kPfl;
  guitar.inserts[0].key = {messages::TrackId{3}, true};
  guitar.inserts[0].side_b = true;
  guitar.inserts[0].parameters.push_back({"detector", 1});
  const std::string text = tracks_as_text(project);
  EXPECT_THAT(text,
              HasSubstr(" trim=-6.0 dB polarity=both highpass=80 Hz delay=12.5 ms meter=pre meter in full "
                        "PFL\n"));
  EXPECT_THAT(text,
              HasSubstr("compressor (side B) threshold=-18 ratio=3 detector=rms key=Drums (pre-fader)"));
  EXPECT_THAT(text, HasSubstr("tempo 120"));
}

TEST_F(RunTest, SaysWhatAStageIsNow) {
  EXPECT_EQ(run({"output", "limiter", "on", "-2"}).out, "output: limiter -2.0 dB (revision 2)\n");
  EXPECT_EQ(run({"output", "mono", "off"}).out, "output: as it is (revision 3)\n");
  EXPECT_EQ(run({"monitor", "dim", "on", "-12"}).out,
            "monitor: hears the master, dim -12.0 dB (revision 4)\n");
  EXPECT_EQ(run({"insert", "set", "Guitar/compressor", "detector", "rms"}).out,
            "Guitar/compressor: detector rms (revision 5)\n");
}

}  // namespace
}  // namespace corelogic::cli
