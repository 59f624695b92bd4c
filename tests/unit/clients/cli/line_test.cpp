// line_test.cpp: every verb as the command it means, without a controller; and what is misuse.  Side: test.
#include "clients/cli/line.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>

#include "schema/wire/codec.h"
#include "tests/support/process.h"
#include "tests/unit/clients/cli/desk_rows.h"
#include "tests/unit/clients/cli/scene_lines.h"
#include "tests/unit/clients/cpp/fake_controller.h"

namespace corelogic::cli {
namespace {

using testing::HasSubstr;

/// Splits at blanks; '...' keeps blanks together, as a shell does.
std::vector<std::string> words_of(const std::string& text) {
  std::vector<std::string> words;
  std::string word;
  bool quoted = false;
  bool any = false;
  for (const char c : text) {
    if (c == '\'') {
      quoted = !quoted;
      any = true;
    } else if (c == ' ' && !quoted) {
      if (any) words.push_back(std::exchange(word, ""));
      any = false;
    } else {
      word += c;
      any = true;
    }
  }
  if (any) words.push_back(word);
  return words;
}

struct Read {
  std::optional<Exit> exit;
  Line line;
  std::string out;
  std::string err;
};

std::unique_ptr<Read> read(const std::string& text) {
  auto result = std::make_unique<Read>();
  std::ostringstream out;
  std::ostringstream err;
  result->exit = read_line(words_of(text), result->line, out, err);
  result->out = out.str();
  result->err = err.str();
  return result;
}

std::string json_of(const messages::Command& command) {
  return std::string(wire::as_text(wire::encode(command, wire::Encoding::kJson)));
}

const std::vector<Row>& table() {
  static const std::vector<Row> rows{
      {"track add Bass", R"({"addTrack":{"name":"Bass"}})"},
      {"track add Echo --kind aux", R"({"addTrack":{"kind":"aux","name":"Echo"}})"},
      {"track add Voice --channels 1 --at 0", R"({"addTrack":{"name":"Voice","channels":1,"position":0}})"},
      {"track add undo", R"({"addTrack":{"name":"undo"}})"},
      {"track add 'Lead guitar'", R"({"addTrack":{"name":"Lead guitar"}})"},
      {"track remove Drums", R"({"removeTrack":{"track":3}})"},
      {"track rename Drums track", R"({"renameTrack":{"track":3,"name":"track"}})"},
      {"track move Drums 0", R"({"moveTrack":{"track":3,"position":0}})"},
      {"track set Guitar volume -6", R"({"setVolume":{"track":2,"volume":-6}})"},
      {"track set guitar volume -6dB", R"({"setVolume":{"track":2,"volume":-6}})"},
      {"track set #2 volume -.5", R"({"setVolume":{"track":2,"volume":-0.5}})"},
      {"track set Guitar volume +3.5dB", R"({"setVolume":{"track":2,"volume":3.5}})"},
      {"track set Guitar volume '-6 dB'", R"({"setVolume":{"track":2,"volume":-6}})"},
      {"track set Guitar volume -inf", R"({"setVolume":{"track":2,"volume":"-Infinity"}})"},
      {"track set Guitar volume -infdB", R"({"setVolume":{"track":2,"volume":"-Infinity"}})"},
      {"track set Guitar pan -0.3", R"({"setPan":{"track":2,"pan":-0.3}})"},
      {"track set Guitar pan left", R"({"setPan":{"track":2,"pan":-1}})"},
      {"track set Guitar mute on", R"({"setMute":{"track":2,"mute":true}})"},
      {"track set Guitar solo off", R"({"setSolo":{"track":2,"solo":false}})"},
      {"track set Guitar input none", R"({"setInput":{"track":2,"input":{"none":null}}})"},
      {"track set Guitar input device:1,2", R"({"setInput":{"track":2,"input":{"device":[1,2]}}})"},
      {"track set Guitar input file:amen.flac",
       R"({"setInput":{"track":2,"input":{"file":{"path":"amen.flac"}}}})"},
      {"track set Guitar input file:/a/b.flac,loop",
       R"({"setInput":{"track":2,"input":{"file":{"path":"/a/b.flac","loop":true}}}})"},
      {"track set Guitar output none", R"({"setOutput":{"track":2,"output":{"none":null}}})"},
      {"track set Guitar output Reverb", R"({"setOutput":{"track":2,"output":{"track":4}}})"},
      {"track set Guitar output master", R"({"setOutput":{"track":2,"output":{"track":1}}})"},
      {"track set master output device:3,4", R"({"setOutput":{"track":1,"output":{"device":[3,4]}}})"},
      {"insert add Drums compressor", R"({"addInsert":{"track":3,"effect":"compressor"}})"},
      {"insert add Drums compressor threshold=-20dB ratio=4 --at 0 --bypass",
       R"({"addInsert":{"track":3,"effect":"compressor","position":0,"bypass":true,
           "parameters":[{"name":"threshold","value":-20},{"name":"ratio","value":4}]}})"},
      {"insert remove Guitar/compressor", R"({"removeInsert":{"insert":5}})"},
      {"insert move Guitar/compressor 0", R"({"moveInsert":{"insert":5,"position":0}})"},
      {"insert bypass Guitar/compressor", R"({"setInsertBypass":{"insert":5,"bypass":true}})"},
      {"insert bypass #5 off", R"({"setInsertBypass":{"insert":5,"bypass":false}})"},
      {"insert set guitar/compressor threshold -20",
       R"({"setParameter":{"insert":5,"parameter":"threshold","value":-20}})"},
      {"insert set guitar/compressor ratio=4",
       R"({"setParameter":{"insert":5,"parameter":"ratio","value":4}})"},
      {"insert set #5 threshold=-20 ratio=4",
       R"({"batch":{"commands":[{"setParameter":{"insert":5,"parameter":"threshold","value":-20}},
                                {"setParameter":{"insert":5,"parameter":"ratio","value":4}}]}})"},
      {"send add Drums Reverb", R"({"addSend":{"track":3,"destination":4}})"},
      {"send add Drums Reverb --level -6dB --pan -0.5 --pre",
       R"({"addSend":{"track":3,"destination":4,"level":-6,"pan":-0.5,"preFader":true}})"},
      {"send add Drums Reverb --level -inf",
       R"({"addSend":{"track":3,"destination":4,"level":"-Infinity"}})"},
      {"send remove Guitar->Reverb", R"({"removeSend":{"send":6}})"},
      {"send remove Guitar Reverb", R"({"removeSend":{"send":6}})"},
      {"send set Guitar Reverb level -9", R"({"setSendLevel":{"send":6,"level":-9}})"},
      {"send set guitar->reverb level -inf", R"({"setSendLevel":{"send":6,"level":"-Infinity"}})"},
      {"send set #6 pan -0.5", R"({"setSendPan":{"send":6,"pan":-0.5}})"},
      {"send set Guitar Reverb pre on", R"({"setSendPreFader":{"send":6,"preFader":true}})"},
      {"monitor level -0.5", R"({"setMonitorLevel":{"level":-0.5}})"},
      {"monitor output device:3,4", R"({"setMonitorOutput":{"output":{"device":[3,4]}}})"},
      {"monitor output none", R"({"setMonitorOutput":{"output":{"none":null}}})"},
      {"connect Guitar Reverb", R"({"connect":{"source":2,"destination":{"track":4}}})"},
      {"connect Guitar device:1,2 --pre",
       R"({"connect":{"source":2,"sourcePort":"pre","destination":{"device":[1,2]}}})"},
      {"disconnect Drums device:5,6", R"({"disconnect":{"connection":7}})"},
      {"disconnect #7", R"({"disconnect":{"connection":7}})"},
      {"undo", R"({"undo":null})"},
      {"redo", R"({"redo":null})"},
      {"project new Monday", R"({"newProject":{"name":"Monday"}})"},
      {"project new Monday --rate 96000", R"({"newProject":{"name":"Monday","sampleRate":96000}})"},
      {"project open demo", R"({"openProject":{"name":"demo"}})"},
      {"project save", R"({"saveProject":{}})"},
      {"project save 'take 2'", R"({"saveProject":{"name":"take 2"}})"},
      {"play", R"({"play":null})"},
      {"stop", R"({"stop":null})"},
      {"locate 96000", R"({"locate":{"frame":96000}})"},
      {"locate 2.5s", R"({"locate":{"frame":120000}})"},
      {"locate 1:30", R"({"locate":{"frame":4320000}})"},
      {"locate -1", R"({"locate":{"frame":-1}})"},
      {"track set Guitar output Reverb --map 2,1",
       R"({"setOutput":{"track":2,"output":{"track":4},"map":[2,1]}})"},
      {"connect Guitar device:1,2 --map 0,1",
       R"({"connect":{"source":2,"destination":{"device":[1,2]},"map":[0,1]}})"},
      {"track set Guitar trim -6dB", R"({"setTrim":{"track":2,"trim":-6}})"},
      {"track set Guitar polarity Right", R"({"setPolarity":{"track":2,"polarity":"right"}})"},
      {"track set Guitar highpass 80Hz", R"({"setHighPass":{"track":2,"frequency":80}})"},
      {"track set Guitar highpass off", R"({"setHighPass":{"track":2,"frequency":0}})"},
      {"track set Guitar delay '12.5 ms'", R"({"setDelay":{"track":2,"delay":12.5}})"},
      {"track set Guitar meter pre,full", R"({"setMeter":{"track":2,"point":"preFader","detail":"full"}})"},
      {"track set Guitar meter input", R"({"setMeter":{"track":2,"point":"input","detail":"basic"}})"},
      {"track set Guitar listen pfl", R"({"setListen":{"track":2,"listen":"pfl"}})"},
      {"insert add Drums eq band1On=on band1Type=notch band1Gain=-3",
       R"({"addInsert":{"track":3,"effect":"eq","parameters":[{"name":"band1On","value":1},
           {"name":"band1Type","value":5},{"name":"band1Gain","value":-3}]}})"},
      {"insert add Drums chorus voices=4",
       R"({"addInsert":{"track":3,"effect":"chorus","parameters":[{"name":"voices","value":2}]}})"},
      {"insert add Drums chorus voices=0.5",
       R"({"addInsert":{"track":3,"effect":"chorus","parameters":[{"name":"voices","value":0.5}]}})"},
      {"insert set Guitar/compressor detector RMS",
       R"({"setParameter":{"insert":5,"parameter":"detector","value":1}})"},
      {"insert set Guitar/compressor listen off",
       R"({"setParameter":{"insert":5,"parameter":"listen","value":0}})"},
      {"insert key Guitar/compressor Drums", R"({"setKey":{"insert":5,"track":3}})"},
      {"insert key #5 Drums --pre", R"({"setKey":{"insert":5,"track":3,"preFader":true}})"},
      {"insert key #5 --none", R"({"setKey":{"insert":5,"track":0}})"},
      {"insert file #5 halls/great.wav", R"({"setInsertFile":{"insert":5,"path":"halls/great.wav"}})"},
      {"insert file #5 --none", R"({"setInsertFile":{"insert":5,"path":""}})"},
      {"insert preset save #5 Tight --replace",
       R"({"savePreset":{"insert":5,"name":"Tight","replace":true}})"},
      {"insert preset load #5 'Very tight'", R"({"loadPreset":{"insert":5,"name":"Very tight"}})"},
      {"insert preset remove compressor Tight", R"({"removePreset":{"effect":"compressor","name":"Tight"}})"},
      {"insert ab Guitar/compressor", R"({"switchSide":{"insert":5}})"},
      {"insert copy Guitar/compressor", R"({"copySide":{"insert":5}})"},
      {"tempo 128", R"({"setTempo":{"tempo":128}})"},
      {"output limiter on -2", R"({"setOutputStage":{"stage":{"safetyLimiter":true,"ceiling":-2}}})"},
      {"output limiter on", R"({"setOutputStage":{"stage":{"safetyLimiter":true}}})"},
      {"output clip soft", R"({"setOutputStage":{"stage":{"clip":"soft"}}})"},
      {"output dither 24", R"({"setOutputStage":{"stage":{"ditherBits":24}}})"},
      {"output dither off", R"({"setOutputStage":{"stage":{}}})"},
      {"output dim on -12", R"({"setOutputStage":{"stage":{"dim":true,"dimLevel":-12}}})"},
      {"output mono on", R"({"setOutputStage":{"stage":{"mono":true}}})"},
      {"monitor source Drums", R"({"setMonitor":{"monitor":{"source":{"track":3}}}})"},
      {"monitor source master", R"({"setMonitor":{"monitor":{"source":{"master":null}}}})"},
      {"monitor dim on -12",
       R"({"setMonitor":{"monitor":{"source":{"master":null},"dim":true,"dimLevel":-12}}})"},
      {"monitor mono on", R"({"setMonitor":{"monitor":{"source":{"master":null},"mono":true}}})"},
      {"monitor cut on", R"({"setMonitor":{"monitor":{"source":{"master":null},"cut":true}}})"},
  };
  return rows;
}

/// Those, and what acts on the desk around the mix.
std::vector<Row> whole_table() {
  std::vector<Row> rows = table();
  rows.insert(rows.end(), desk_rows().begin(), desk_rows().end());
  for (const SceneRow& row : scene_rows()) rows.push_back({row.line, row.command});
  return rows;
}

class EveryVerb : public testing::TestWithParam<Row> {};

TEST_P(EveryVerb, MeansItsCommand) {
  const auto parsed = read(GetParam().line);
  ASSERT_FALSE(parsed->exit) << parsed->err;
  ASSERT_TRUE(parsed->line.command);
  messages::Project project = client::FakeController::studio();
  project.tracks[0].icon = "amp";
  project.mute_groups = {{messages::MuteGroupId{70}, "Band", false}};
  const auto command = parsed->line.command(with_scenes(project));
  ASSERT_TRUE(command) << command.refusal().sentence;
  const auto wanted = wire::decode_command(wire::as_frame(GetParam().command));
  ASSERT_TRUE(wanted) << wanted.refusal().sentence;
  EXPECT_EQ(json_of(*command), json_of(*wanted));
}

INSTANTIATE_TEST_SUITE_P(Table, EveryVerb, testing::ValuesIn(whole_table()));

TEST(Line, HasAVerbForEveryCommandButBatchAndImport) {
  std::set<std::size_t> kinds;
  for (const Row& row : whole_table())
    kinds.insert(wire::decode_command(wire::as_frame(row.command))->body.index());
  // import and batch of a file have tests of their own below; the table's batch is that of insert set.
  EXPECT_EQ(kinds.size() + 1, std::variant_size_v<messages::CommandVariant>);
}

TEST(Line, ReadsABatchAsArrayAndAsLines) {
  const support::ScratchDirectory scratch;
  for (const char* text : {"[{\"undo\":null},\n {\"setPan\":{\"track\":2,\"pan\":0.5}}]\n",
                           "{\"undo\":null}\n\n{\"setPan\":{\"track\":2,\"pan\":0.5}}\n"}) {
    std::ofstream(scratch.file("edits")) << text;
    const auto parsed = read("batch " + scratch.file("edits"));
    ASSERT_FALSE(parsed->exit) << parsed->err;
    const auto command = parsed->line.command({});
    ASSERT_TRUE(command) << command.refusal().sentence;
    EXPECT_EQ(std::get<messages::Batch>(command->body).commands.size(), 2U);
  }
}

TEST(Line, SaysWhichCommandOfABatchIsWrong) {
  const support::ScratchDirectory scratch;
  std::ofstream(scratch.file("edits")) << "{\"undo\":null}\n{\"setPann\":{\"track\":2}}\n";
  const auto command = read("batch " + scratch.file("edits"))->line.command({});
  ASSERT_FALSE(command);
  EXPECT_THAT(command.refusal().subject, HasSubstr("command 2"));
}

TEST(Line, RefusesABatchThatIsEmptyNotThereOrNoJson) {
  const support::ScratchDirectory scratch;
  std::ofstream(scratch.file("empty")) << "\n";
  std::ofstream(scratch.file("open")) << "[{\"undo\":null}";
  for (const char* name : {"empty", "open", "missing"}) {
    const auto parsed = read("batch " + scratch.file(name));
    ASSERT_FALSE(parsed->exit);
    EXPECT_FALSE(parsed->line.command({})) << name;
  }
}

TEST(Line, ImportsADocumentUnderItsNameOrAnother) {
  const support::ScratchDirectory scratch;
  std::ofstream(scratch.file("mix.json"))
      << wire::as_text(wire::encode(client::FakeController::studio(), wire::Encoding::kJson));
  const auto own = read("project import " + scratch.file("mix.json"))->line.command({});
  ASSERT_TRUE(own) << own.refusal().sentence;
  EXPECT_EQ(std::get<messages::ImportProject>(own->body).name, "studio");
  EXPECT_EQ(std::get<messages::ImportProject>(own->body).project, client::FakeController::studio());
  const auto other = read("project import " + scratch.file("mix.json") + " --name Monday")->line.command({});
  EXPECT_EQ(std::get<messages::ImportProject>(other->body).name, "Monday");
}

class Misuse : public testing::TestWithParam<const char*> {};

TEST_P(Misuse, LeavesWithTwoAndASentence) {
  const auto parsed = read(GetParam());
  ASSERT_TRUE(parsed->exit);
  EXPECT_EQ(*parsed->exit, Exit::kMisuse);
  EXPECT_FALSE(parsed->err.empty());
}

INSTANTIATE_TEST_SUITE_P(
    Lines, Misuse,
    testing::Values(
        "", "track", "trak list", "track add", "track set Guitar volume", "track set Guitar loudness -6",
        "track set Guitar volume loud", "track set Guitar volume nan", "track set Guitar pan middle-ish",
        "track set Guitar mute perhaps", "track set Guitar input 1,2",
        "track set Guitar input device:", "track set Guitar input device:0",
        "track set Guitar input device:1,x", "track set Guitar input file:", "track add Bass --kind master",
        "track add Bass --channels many", "track move Drums first", "insert set Guitar/compressor threshold",
        "insert set Guitar/compressor threshold=loud", "insert set", "insert key Guitar/compressor",
        "insert key Guitar/compressor Drums --none", "insert file Guitar/compressor", "insert preset",
        "insert preset save Guitar/compressor", "track set Guitar polarity upside",
        "track set Guitar meter behind", "track set Guitar meter pre,some", "track set Guitar listen on",
        "track set Guitar highpass low", "track set Guitar delay 3s",
        "track set Guitar output Reverb --map a", "track set Guitar pan 0 --map 1", "tempo allegro",
        "output limiter maybe", "output clip round", "output dither 8", "output limiter on loud",
        "monitor dim", "monitor cut maybe", "connect Guitar Reverb --map 1,x", "effect", "track link Guitar",
        "track directout Guitar 5,6", "track directout Guitar device:5 --tap up",
        "track set Guitar monitoring sometimes", "solo mode loud", "solo exclusive", "mutegroup on", "run",
        "completion fish", "send set Guitar Reverb tap there", "send set Guitar Reverb volume -6",
        "send set Guitar level", "send add Guitar", "locate later", "locate 1:x", "play now",
        "--timeout soon undo", "undo --often"));

class Unknown : public testing::TestWithParam<const char*> {};

TEST_P(Unknown, NameIsRefusedAndNeverGuessed) {
  const auto parsed = read(GetParam());
  ASSERT_FALSE(parsed->exit) << parsed->err;
  const auto command = parsed->line.command(client::FakeController::studio());
  ASSERT_FALSE(command);
  EXPECT_EQ(command.refusal().code, vocabulary::RefusalCode::kUnknownId);
}

INSTANTIATE_TEST_SUITE_P(
    Lines, Unknown,
    testing::Values("track remove Guita", "track set Bass volume -6", "track set Guitar output Nowhere",
                    "insert remove Guitar/reverb", "insert add Bass compressor", "insert set #2 ratio=2",
                    "send add Guitar Nowhere", "send add Nowhere Reverb", "send remove Reverb Guitar",
                    "send set #99 level 0", "connect Guitar Nowhere", "connect Nowhere Guitar",
                    "disconnect Guitar Reverb", "monitor output Nowhere", "insert key Guitar/reverb Drums",
                    "insert key Guitar/compressor Nowhere", "insert ab Drums/compressor",
                    "monitor source Nowhere"));

TEST(Line, NamesTheWordsOfAParameterWhenItIsGivenAnother) {
  for (const char* text :
       {"insert add Drums eq band1Type=bel", "insert set Guitar/compressor detector=loudness"}) {
    const auto parsed = read(text);
    ASSERT_FALSE(parsed->exit) << parsed->err;
    const auto command = parsed->line.command(client::FakeController::studio());
    ASSERT_FALSE(command);
    EXPECT_EQ(command.refusal().code, vocabulary::RefusalCode::kInvalid);
  }
  const auto command =
      read("insert set Guitar/compressor detector=loudness")->line.command(client::FakeController::studio());
  EXPECT_EQ(command.refusal().subject, "compressor.detector");
  EXPECT_THAT(command.refusal().sentence, HasSubstr("\"loudness\" is no detector"));
  EXPECT_THAT(command.refusal().sentence, HasSubstr("rms"));
}

/// Of the output stage and the monitor a line changes one thing; the rest stays as it was.
TEST(Line, KeepsTheRestOfAStage) {
  messages::Project project = client::FakeController::studio();
  project.tracks.back().stage = {true, -3, messages::ClipMode::kHard, 16, true, false, -10};
  project.monitor = {messages::TrackSource{messages::TrackId{3}}, true, false, false, -10};
  messages::OutputStage stage = project.tracks.back().stage;
  stage.mono = true;
  const auto output = read("output mono on")->line.command(project);
  EXPECT_EQ(std::get<messages::SetOutputStage>(output->body).stage, stage);
  messages::Monitor monitor = project.monitor;
  monitor.cut = true;
  const auto cut = read("monitor cut on")->line.command(project);
  EXPECT_EQ(std::get<messages::SetMonitor>(cut->body).monitor, monitor);
}

TEST(Line, TakesOptionsBeforeAndBehindTheVerb) {
  for (const char* text : {"--json --timeout 2 --runtime /r undo", "undo --json --timeout 2 --runtime /r"}) {
    const auto parsed = read(text);
    ASSERT_FALSE(parsed->exit) << parsed->err;
    EXPECT_TRUE(parsed->line.options.json);
    EXPECT_DOUBLE_EQ(parsed->line.options.timeout_s, 2);
    EXPECT_EQ(parsed->line.options.runtime, "/r");
  }
}

TEST(Line, HelpsWithExamplesAndLeavesWithZero) {
  for (const char* text :
       {"--help", "track --help", "track set --help", "send set --help", "render --help"}) {
    const auto parsed = read(text);
    ASSERT_TRUE(parsed->exit) << text;
    EXPECT_EQ(*parsed->exit, Exit::kDone) << text;
    EXPECT_FALSE(parsed->out.empty()) << text;
  }
  EXPECT_THAT(read("track set --help")->out, HasSubstr("corelogic track set Guitar volume -6"));
}

/// Every example of every help text is a line that can be read.
TEST(Line, ShowsOnlyExamplesThatWork) {
  std::ostringstream page;
  const auto manual = read("manual");
  ASSERT_TRUE(manual->line.action);
  EXPECT_EQ(carry_out(Line{manual->line}, page, page), Exit::kDone);
  std::istringstream lines(page.str());
  int examples = 0;
  for (std::string line; std::getline(lines, line);) {
    const std::string start = "  corelogic ";
    if (!line.starts_with(start) || line.find('|') != std::string::npos) continue;
    std::string example;
    for (const char c : line.substr(start.size()))
      if (c != '\\') example += c == '"' && line.find('\'') == std::string::npos ? '\'' : c;
    const std::size_t redirection = std::min(example.find(" < "), example.find(" > "));
    const auto parsed = read(example.substr(0, redirection));
    EXPECT_FALSE(parsed->exit) << example << "\n" << parsed->err;
    ++examples;
  }
  EXPECT_GT(examples, 50);
}

}  // namespace
}  // namespace corelogic::cli
