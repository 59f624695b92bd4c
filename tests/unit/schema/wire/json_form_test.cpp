// json_form_test.cpp: what a scripter may write, and what is said when it is wrong.
#include <gmock/gmock.h>

#include <cmath>

#include "schema/wire/codec.h"
#include "schema/wire/limits.h"

namespace corelogic::wire {
namespace {

namespace m = messages;
using ::testing::HasSubstr;
using vocabulary::RefusalCode;

m::Request request(std::string_view text) {
  auto read = decode_request(as_frame(text));
  EXPECT_TRUE(read) << text << "\n" << (read ? "" : read.refusal().subject + ": " + read.refusal().sentence);
  return read ? *std::move(read) : m::Request{};
}

template <class T>
T command(std::string_view text) {
  const m::Request read = request("{\"command\":" + std::string(text) + "}");
  const auto* command = std::get_if<m::Command>(&read.body);
  const T* body = command != nullptr ? std::get_if<T>(&command->body) : nullptr;
  EXPECT_NE(body, nullptr) << text;
  return body != nullptr ? *body : T{};
}

struct Refused {
  std::string subject;
  std::string sentence;
};

Refused refused(std::string_view text) {
  const auto read = decode_request(as_frame(text));
  EXPECT_FALSE(read) << text;
  if (read) return {};
  EXPECT_EQ(read.refusal().code, RefusalCode::kInvalid) << text;
  return {read.refusal().subject, read.refusal().sentence};
}

Refused refused_command(std::string_view text) {
  return refused("{\"command\":" + std::string(text) + "}");
}

TEST(JsonForm, ReadsAScriptersWholeRequest) {
  const m::Request read = request(R"({"command":{"setVolume":{"track":2,"volume":-6.0}}})");
  EXPECT_EQ(read.client.value, 0U);
  EXPECT_EQ(read.expected_revision, -1);
  const auto& body = std::get<m::SetVolume>(std::get<m::Command>(read.body).body);
  EXPECT_EQ(body.track.value, 2U);
  EXPECT_EQ(body.volume.value, -6.0);
}

TEST(JsonForm, FillsInTheSchemasDefaults) {
  const auto add = command<m::AddTrack>(R"({"addTrack":{"name":"Guitar"}})");
  EXPECT_EQ(add.kind, m::TrackKind::kAudio);
  EXPECT_EQ(add.channels, 2);
  EXPECT_EQ(add.position, m::kAtEnd);
  EXPECT_EQ(command<m::Connect>(R"({"connect":{"source":1,"destination":{"none":null}}})").source_port,
            "out");
}

TEST(JsonForm, TakesArmsWithoutFieldsAsNullTrueOrEmptyObject) {
  command<m::Undo>(R"({"undo":null})");
  command<m::Undo>(R"({"undo":{}})");
  command<m::Undo>(R"({"undo":true})");
  EXPECT_THAT(refused_command(R"({"undo":false})").sentence, HasSubstr("undo must be null"));
  EXPECT_THAT(refused_command(R"({"undo":{"steps":2}})").sentence, HasSubstr("undo must be null"));
}

TEST(JsonForm, SpellsSilenceInSeveralWays) {
  for (const char* silence : {"\"-Infinity\"", "\"-inf\""}) {
    const auto set =
        command<m::SetVolume>(R"({"setVolume":{"track":1,"volume":)" + std::string(silence) + "}}");
    EXPECT_TRUE(std::isinf(set.volume.value) && set.volume.value < 0) << silence;
  }
  EXPECT_EQ(command<m::SetVolume>(R"({"setVolume":{"track":1,"volume":"Infinity"}})").volume.value, HUGE_VAL);
}

TEST(JsonForm, RefusesWhatIsNotANumber) {
  for (const char* value : {"\"NaN\"", "\"nan\"", "\"loud\"", "null", "true", "[1]", "{}"}) {
    const auto answer = refused_command(R"({"setVolume":{"track":1,"volume":)" + std::string(value) + "}}");
    EXPECT_EQ(answer.subject, "setVolume.volume") << value;
    EXPECT_THAT(answer.sentence, HasSubstr("number")) << value;
  }
  EXPECT_THAT(refused(R"({"command":{"setVolume":{"track":1,"volume":NaN}}})").sentence,
              HasSubstr("not JSON"));
  EXPECT_THAT(refused(R"({"command":{"setVolume":{"track":1,"volume":1e999}}})").sentence,
              HasSubstr("1e999"));
}

TEST(JsonForm, Keeps64BitsAsNumberOrText) {
  EXPECT_EQ(request(R"({"client":18446744073709551615,"heartbeat":null})").client.value,
            18446744073709551615ULL);
  EXPECT_EQ(request(R"({"client":"18446744073709551615","heartbeat":null})").client.value,
            18446744073709551615ULL);
  EXPECT_EQ(request(R"({"expectedRevision":-1,"heartbeat":null})").expected_revision, -1);
  EXPECT_EQ(request(R"({"expectedRevision":"9007199254740993","heartbeat":null})").expected_revision,
            9007199254740993);
  EXPECT_EQ(command<m::Locate>(R"({"locate":{"frame":"-9223372036854775808"}})").frame,
            std::numeric_limits<std::int64_t>::min());
  EXPECT_EQ(command<m::Locate>(R"({"locate":{"frame":48000.0}})").frame, 48000);
}

TEST(JsonForm, RefusesNumbersThatDoNotFit) {
  const char* texts[] = {
      R"({"setMute":{"track":4294967296,"mute":true}})", R"({"setMute":{"track":-1,"mute":true}})",
      R"({"setMute":{"track":1.5,"mute":true}})", R"({"setMute":{"track":"1","mute":true}})"};
  for (const char* text : texts) {
    const auto answer = refused_command(text);
    EXPECT_EQ(answer.subject, "setMute.track");
    EXPECT_THAT(answer.sentence, HasSubstr("whole number from 0 to 4294967295"));
  }
  EXPECT_EQ(refused_command(R"({"locate":{"frame":9223372036854775808}})").subject, "locate.frame");
  EXPECT_EQ(refused_command(R"({"locate":{"frame":"12x"}})").subject, "locate.frame");
  EXPECT_EQ(refused_command(R"({"locate":{"frame":1e300}})").subject, "locate.frame");
  EXPECT_EQ(refused_command(R"({"addTrack":{"name":"a","channels":65536}})").subject, "addTrack.channels");
}

TEST(JsonForm, SaysWhichFieldWasMeant) {
  const auto answer = refused_command(R"({"setVolume":{"track":2,"volum":-6}})");
  EXPECT_EQ(answer.subject, "setVolume.volum");
  EXPECT_EQ(answer.sentence, "setVolume.volum is not a field of SetVolume; did you mean volume?");
  EXPECT_THAT(refused_command(R"({"SetVolume":{"track":2}})").sentence, HasSubstr("did you mean setVolume?"));
  EXPECT_THAT(refused_command(R"({"setVolume":{"xyzzy":2}})").sentence, HasSubstr("it has track or volume."));
  EXPECT_THAT(refused(R"({"comand":{"undo":null}})").sentence, HasSubstr("did you mean command?"));
}

TEST(JsonForm, RefusesAnUnknownArmEvenByItsRealName) {
  EXPECT_EQ(refused_command(R"({"unspecified":null})").subject, "unspecified");
  EXPECT_EQ(refused(R"({"unspecified":null})").subject, "unspecified");
  EXPECT_EQ(refused_command(R"({"setInput":{"track":1,"input":{"unspecified":null}}})").subject,
            "setInput.input.unspecified");
}

TEST(JsonForm, RefusesAMissingArmAndNamesThoseThereAre) {
  EXPECT_EQ(refused("{}").sentence,
            "message must say one of command, hello, heartbeat, goodbye, getProject, getGraph, getStatus, "
            "getProjects, getHistory, getPresets, getVersions, getProjectAt and 12 more.");
  EXPECT_THAT(refused(R"({"command":{}})").sentence, HasSubstr("must say one of addTrack, removeTrack"));
  const auto answer = refused_command(R"({"setOutput":{"track":1,"output":{}}})");
  EXPECT_EQ(answer.subject, "setOutput.output");
  EXPECT_EQ(answer.sentence, "setOutput.output must say one of none, track or device.");
  EXPECT_EQ(refused_command(R"({"setOutput":{"track":1}})").subject, "setOutput.output");
}

TEST(JsonForm, RefusesASecondArm) {
  EXPECT_THAT(refused_command(R"({"undo":null,"redo":null})").sentence, HasSubstr("both undo and redo"));
  EXPECT_THAT(refused(R"({"heartbeat":null,"command":{"undo":null}})").sentence,
              HasSubstr("both heartbeat and command"));
}

TEST(JsonForm, RefusesAKeyGivenTwice) {
  const auto answer = refused_command(R"({"setVolume":{"track":2,"track":3,"volume":-6}})");
  EXPECT_EQ(answer.subject, "setVolume.track");
  EXPECT_THAT(answer.sentence, HasSubstr("given twice"));
  EXPECT_THAT(refused_command(R"({"undo":null,"undo":null})").sentence, HasSubstr("given twice"));
}

TEST(JsonForm, RefusesUnknownEnumerators) {
  const auto answer = refused_command(R"({"addTrack":{"name":"a","kind":"stem"}})");
  EXPECT_EQ(answer.subject, "addTrack.kind");
  EXPECT_EQ(answer.sentence,
            "addTrack.kind must be audio, aux, master, group, vca or matrix, not the text \"stem\".");
  EXPECT_EQ(refused_command(R"({"addTrack":{"name":"a","kind":"unspecified"}})").subject, "addTrack.kind");
  EXPECT_EQ(refused_command(R"({"addTrack":{"name":"a","kind":1}})").subject, "addTrack.kind");
}

TEST(JsonForm, RefusesWrongShapes) {
  EXPECT_THAT(refused_command(R"({"setVolume":[2,-6]})").sentence,
              HasSubstr("must be an object of SetVolume"));
  EXPECT_THAT(refused_command(R"({"batch":{"commands":{}}})").sentence, HasSubstr("must be an array"));
  EXPECT_THAT(refused_command(R"({"setMute":{"track":1,"mute":1}})").sentence, HasSubstr("true or false"));
  EXPECT_THAT(refused_command(R"({"renameTrack":{"track":1,"name":5}})").sentence, HasSubstr("text"));
}

TEST(JsonForm, NamesThePlaceInABatch) {
  const auto answer =
      refused_command(R"({"batch":{"commands":[{"undo":null},{"setPan":{"track":1,"pan":"left"}}]}})");
  EXPECT_EQ(answer.subject, "batch.commands[1].setPan.pan");
  EXPECT_EQ(refused_command(R"({"setInput":{"track":1,"input":{"device":[1,"x"]}}})").subject,
            "setInput.input.device[1]");
}

TEST(JsonForm, RefusesNulAndBrokenUtf8InText) {
  EXPECT_THAT(refused_command(R"({"renameTrack":{"track":1,"name":"a\u0000b"}})").sentence,
              HasSubstr("without NUL"));
  const char* broken[] = {"\x80", "\xc0\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xe2\x82", "\xff"};
  for (const char* letters : broken)
    refused_command(R"({"renameTrack":{"track":1,"name":")" + std::string(letters) + "\"}}");
  refused_command(R"({"renameTrack":{"track":1,"name":"\ud800"}})");
}

TEST(JsonForm, AnswersWithCleanShortText) {
  const std::string junk(50000, '\x01');
  const auto answer = refused("{\"a\\u0000" + std::string(50000, 'x') + "\":1}");
  EXPECT_LT(answer.sentence.size(), 500U);
  EXPECT_LT(answer.subject.size(), 300U);
  EXPECT_EQ(answer.sentence.find('\0'), std::string::npos);
  EXPECT_LT(refused("{\"" + junk).sentence.size(), 500U);
  const Frame reply = encode(
      m::Reply{0, {}, m::Refused{RefusalCode::kInvalid, answer.subject, answer.sentence}}, Encoding::kJson);
  EXPECT_TRUE(decode_reply(reply));
}

TEST(JsonForm, RefusesWhatIsNoJson) {
  for (const char* text :
       {"{", "{\"undo\"", "{}x", "{\"command\":{\"undo\":null},}", "{'a':1}", "{\"a\":01}"})
    EXPECT_THAT(refused(text).sentence, HasSubstr("not JSON")) << text;
}

TEST(JsonForm, TellsTheSequenceOfARequestThatCannotBeRead) {
  EXPECT_EQ(sequence_of(as_frame(R"({"sequence":7,"fly":null})")), 7U);
  EXPECT_EQ(sequence_of(as_frame(R"({"command":{"sequence":3},"sequence":"18446744073709551615"})")),
            18446744073709551615U);
  for (const char* text :
       {"{", "[]", "{}", R"({"sequence":-1})", R"({"sequence":"7x"})", R"({"sequence":null})"})
    EXPECT_EQ(sequence_of(as_frame(text)), 0U) << text;
}

TEST(JsonForm, RefusesMoreThanSixteenLevels) {
  const auto nested = [](int batches) {
    std::string text = R"({"undo":null})";
    for (int i = 0; i < batches; ++i) text = R"({"batch":{"commands":[)" + text + "]}}";
    return "{\"command\":" + text + "}";
  };
  request(nested(4));  // 2 + 4·3 = 14
  EXPECT_THAT(refused(nested(5)).sentence, HasSubstr("nested deeper than 16"));
  EXPECT_THAT(refused("{\"a\":" + std::string(100000, '[')).sentence, HasSubstr("nested deeper than 16"));
}

TEST(JsonForm, RefusesAFrameOverItsSize) {
  std::string text = R"({"command":{"undo":null}})";
  text.append(kMostRequestBytes - text.size(), ' ');
  request(text);
  text += ' ';
  EXPECT_THAT(refused(text).sentence, HasSubstr("at most 4194304"));
}

TEST(JsonForm, RefusesTooManyElements) {
  std::string commands = R"({"undo":null})";
  for (std::size_t i = 0; i < kMostCommands; ++i) commands += R"(,{"undo":null})";
  const auto answer = refused_command(R"({"batch":{"commands":[)" + commands + "]}}");
  EXPECT_EQ(answer.subject, "batch.commands");
  EXPECT_THAT(answer.sentence, HasSubstr("10001 elements; at most 10000"));
}

TEST(JsonForm, LeavesAProjectOfANewerVersionAlone) {
  const auto read = decode_project(as_frame(R"({"aWordOfTheFuture":{"x":1},"formatVersion":4,"name":"N"})"));
  ASSERT_FALSE(read);
  EXPECT_EQ(read.refusal().code, RefusalCode::kUnsupported);
  EXPECT_THAT(read.refusal().sentence, HasSubstr("format version 4"));
  const auto import = decode_request(
      as_frame(R"({"command":{"importProject":{"name":"N","project":{"formatVersion":7,"new":1}}}})"));
  ASSERT_FALSE(import);
  EXPECT_EQ(import.refusal().code, RefusalCode::kUnsupported);
  EXPECT_EQ(import.refusal().subject, "importProject.project.formatVersion");
}

TEST(JsonForm, ReadsAProjectOfTheFirstVersionWithTheDefaultsOfThisOne) {
  const auto read = decode_project(as_frame(
      R"({"formatVersion":1,"name":"N","sampleRate":48000,"nextId":2,"tracks":[{"id":1,"kind":"master",)"
      R"("name":"Master","input":{"none":null},"output":{"device":[1,2]},"monitorOutput":{"none":null}}]})"));
  ASSERT_TRUE(read) << read.refusal().sentence;
  EXPECT_EQ(read->format_version, 1U);
  EXPECT_EQ(read->tempo, 120);
  EXPECT_EQ(read->monitor, m::Monitor{});
  EXPECT_EQ(read->tracks[0].stage, m::OutputStage{});
  EXPECT_EQ(read->tracks[0].meter, m::Meter{});
}

TEST(JsonForm, WantsToKnowWhatTheMonitorHears) {
  EXPECT_EQ(refused_command(R"({"setMonitor":{"monitor":{"dim":true}}})").subject,
            "setMonitor.monitor.source");
  EXPECT_EQ(refused_command(R"({"setMonitor":{}})").subject, "setMonitor.monitor.source");
  const auto read = decode_command(as_frame(R"({"setMonitor":{"monitor":{"source":{"track":3}}}})"));
  ASSERT_TRUE(read) << read.refusal().sentence;
  EXPECT_EQ(std::get<m::SetMonitor>(read->body).monitor.source,
            m::MonitorSource{m::TrackSource{m::TrackId{3}}});
}

TEST(JsonForm, ListsEveryWordOfAnEnumThatHasNoUnspecified) {
  EXPECT_THAT(refused_command(R"({"setPolarity":{"track":1,"polarity":"up"}})").sentence,
              HasSubstr("must be normal, left, right or both"));
}

TEST(JsonForm, KeepsTheSignOfZero) {  // found by fuzz_meters
  m::Request written;
  written.body = m::Command{m::SetPan{m::TrackId{2}, -0.0}};
  const auto read = decode_request(encode(written, Encoding::kJson));
  ASSERT_TRUE(read);
  EXPECT_TRUE(std::signbit(std::get<m::SetPan>(std::get<m::Command>(read->body).body).pan));
}

TEST(JsonForm, ReadsTheGreatestFloatFromTheDigitsItIsWrittenWith) {  // found by fuzz_meters
  constexpr float kGreatest = std::numeric_limits<float>::max();
  m::MeterFrame frame;
  frame.load = -kGreatest;
  const auto again = decode_meter_frame(encode(frame, Encoding::kJson));
  ASSERT_TRUE(again) << again.refusal().sentence;
  EXPECT_EQ(again->load, -kGreatest);
  const auto more = decode_meter_frame(as_frame(R"({"load":3.40282357e+38})"));
  ASSERT_FALSE(more);
  EXPECT_EQ(more.refusal().sentence,
            "load must be a number (\"-inf\" for silence), not the number 3.40282357e+38.");
}

TEST(JsonForm, WritesWhatAPersonCanRead) {
  m::Request written;
  written.client = m::ClientId{7};
  written.body = m::Command{m::SetVolume{m::TrackId{2}, vocabulary::kSilence}};
  EXPECT_EQ(as_text(encode(written, Encoding::kJson)),
            R"({"client":"7","sequence":"0","expectedEpoch":0,"expectedRevision":"-1","gesture":0,)"
            R"("gestureEnds":false,"command":{"setVolume":{"track":2,"volume":"-Infinity"}}})");
}

}  // namespace
}  // namespace corelogic::wire
