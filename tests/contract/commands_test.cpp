// commands_test.cpp: every command once in each encoding, with the same project at the end; refusals.
#include <gmock/gmock.h>

#include <fstream>

#include "tests/contract/running_controller.h"

namespace corelogic::contract {
namespace {

using namespace messages;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using vocabulary::RefusalCode;

Output device(std::vector<std::uint16_t> channels) {
  return DeviceOutput{std::move(channels)};
}

/// One long session with every command in it.
messages::Project play_session(Client& client) {
  client.done(NewProject{"session", 44100});
  EXPECT_THAT(client.done(AddTrack{TrackKind::kAudio, "Guitar"}), ElementsAre(2));
  client.done(AddTrack{TrackKind::kAudio, "Drums", 1, 0});
  client.done(AddTrack{TrackKind::kAux, "Reverb"});
  client.done(AddTrack{TrackKind::kAudio, "Gone"});
  client.done(RemoveTrack{TrackId{5}});
  client.done(RenameTrack{TrackId{3}, "Kit"});
  client.done(MoveTrack{TrackId{3}, 1});
  client.done(SetVolume{TrackId{2}, {-3.0}});
  client.done(SetVolume{TrackId{3}, vocabulary::kSilence});
  client.done(SetPan{TrackId{2}, 0.3});
  client.done(SetMute{TrackId{3}, true});
  client.done(SetSolo{TrackId{2}, true});
  EXPECT_THAT(client.done(AddInsert{TrackId{2}, "compressor", kAtEnd, {{"threshold", -18}}}), ElementsAre(6));
  EXPECT_THAT(client.done(AddInsert{TrackId{2}, "reverb", kAtEnd, {}}), ElementsAre(7));
  EXPECT_THAT(client.done(AddInsert{TrackId{2}, "reverb", kAtEnd, {}}), ElementsAre(8));
  client.done(RemoveInsert{InsertId{8}});
  client.done(MoveInsert{InsertId{7}, 0});
  client.done(SetInsertBypass{InsertId{7}, true});
  client.done(SetParameter{InsertId{6}, "ratio", 3});
  EXPECT_THAT(client.done(AddSend{TrackId{2}, TrackId{4}, {-6.0}}), ElementsAre(9));
  EXPECT_THAT(client.done(AddSend{TrackId{3}, TrackId{4}}), ElementsAre(10));
  client.done(RemoveSend{SendId{10}});
  client.done(SetSendLevel{SendId{9}, {-7.5}});
  client.done(SetSendPan{SendId{9}, -0.25});
  client.done(SetSendPreFader{SendId{9}, true});
  client.done(SetInput{TrackId{2}, FileInput{"guitar.flac", true}});
  client.done(SetInput{TrackId{3}, DeviceInput{{1}}});
  client.done(SetOutput{TrackId{3}, device({3})});
  client.done(SetMonitorLevel{{-0.5}});
  client.done(SetMonitorOutput{device({3, 4})});
  EXPECT_THAT(client.done(Connect{TrackId{3}, "pre", TrackOutput{TrackId{4}}}), ElementsAre(11));
  EXPECT_THAT(client.done(Connect{TrackId{2}, "out", device({5, 6})}), ElementsAre(12));
  client.done(Disconnect{ConnectionId{12}});
  EXPECT_THAT(client.done(Batch{
                  {Command{AddTrack{TrackKind::kAudio, "Batched"}}, Command{SetVolume{TrackId{2}, {-9.0}}}}}),
              ElementsAre(13));
  client.done(Undo{});
  client.done(Redo{});
  client.done(Play{});
  client.done(Locate{48000});
  client.done(Stop{});
  client.done(SaveProject{""});
  client.done(SaveProject{"copy of session"});
  client.done(OpenProject{"copy of session"});
  client.done(OpenProject{"session"});
  return client.project();
}

TEST(Commands, MeanTheSameInBothEncodings) {
  std::vector<messages::Project> ends;
  for (const auto encoding : {wire::Encoding::kJson, wire::Encoding::kCapnp}) {
    RunningController controller;
    Client client(controller, encoding, 77);
    ends.push_back(play_session(client));
    const auto names = client.ask(Client::request(GetProjects{}));
    EXPECT_THAT(std::get<ProjectNames>(names.body).names,
                ElementsAre("copy of session", "session", "untitled"));
    const auto history = client.ask(Client::request(GetHistory{3}));
    EXPECT_EQ(std::get<History>(history.body).change_sets.size(), 3U);
    const auto graph = client.ask(Client::request(GetGraph{}));
    EXPECT_GT(std::get<GraphSnapshot>(graph.body).nodes.size(), 8U);
  }
  EXPECT_EQ(ends[0], ends[1]);
  EXPECT_EQ(ends[0].name, "session");
  EXPECT_EQ(ends[0].tracks.size(), 5U);
}

TEST(Commands, ImportReplacesTheOpenProjectUndoablyOrMakesANewOne) {
  RunningController controller;
  Client client(controller, wire::Encoding::kJson, 5);
  client.done(AddTrack{TrackKind::kAudio, "Mine"});
  messages::Project document = client.project();
  document.tracks[0].name = "Theirs";
  document.name = "elsewhere";
  client.done(ImportProject{"", document});
  EXPECT_EQ(client.project().tracks[0].name, "Theirs");
  client.done(Undo{});
  EXPECT_EQ(client.project().tracks[0].name, "Mine");
  client.done(ImportProject{"new one", document});
  EXPECT_EQ(client.project().name, "new one");
  EXPECT_EQ(client.project().tracks[0].name, "Theirs");
  EXPECT_EQ(code_of(client.ask_command(ImportProject{"new one", document})), RefusalCode::kDuplicate);
  document.tracks[0].channels = 0;
  EXPECT_EQ(code_of(client.ask_command(ImportProject{"", document})), RefusalCode::kInvalid);
  EXPECT_EQ(code_of(client.ask_command(ImportProject{"bad", document})), RefusalCode::kInvalid);
}

TEST(Refusals, CarryCodeSubjectAndASentence) {
  RunningController controller;
  Client client(controller, wire::Encoding::kJson, 5);
  client.done(AddTrack{TrackKind::kAux, "A"});
  client.done(AddTrack{TrackKind::kAux, "B"});
  client.done(AddSend{TrackId{2}, TrackId{3}});
  const auto refused = [&](auto body) {
    const Reply reply = client.ask_command(std::move(body));
    const auto* no = std::get_if<Refused>(&reply.body);
    EXPECT_TRUE(no);
    if (no == nullptr) return RefusalCode::kUnspecified;
    EXPECT_FALSE(no->subject.empty());
    EXPECT_TRUE(no->sentence.ends_with(".")) << no->sentence;
    return no->code;
  };
  EXPECT_EQ(refused(SetVolume{TrackId{99}, {0}}), RefusalCode::kUnknownId);
  EXPECT_EQ(refused(SetVolume{TrackId{2}, {13}}), RefusalCode::kInvalid);
  EXPECT_EQ(refused(AddTrack{TrackKind::kAudio, "a"}), RefusalCode::kDuplicate);
  EXPECT_EQ(refused(AddSend{TrackId{3}, TrackId{2}}), RefusalCode::kCycle);
  EXPECT_EQ(refused(OpenProject{"nowhere"}), RefusalCode::kNotFound);
  EXPECT_EQ(refused(OpenProject{"../x"}), RefusalCode::kInvalid);
  EXPECT_EQ(refused(NewProject{".x"}), RefusalCode::kInvalid);
  EXPECT_EQ(refused(NewProject{"x", 1}), RefusalCode::kInvalid);
  EXPECT_EQ(refused(NewProject{"untitled"}), RefusalCode::kDuplicate);
  EXPECT_EQ(refused(SaveProject{"untitled"}), RefusalCode::kDuplicate);
  EXPECT_EQ(refused(SaveProject{"a/b"}), RefusalCode::kInvalid);
  EXPECT_EQ(refused(Locate{-1}), RefusalCode::kInvalid);
  EXPECT_EQ(refused(Redo{}), RefusalCode::kNothingToUndo);
  EXPECT_EQ(client.project().tracks.size(), 3U);
}

TEST(Refusals, AnswerAStaleExpectationWithConflict) {
  RunningController controller;
  Client client(controller, wire::Encoding::kCapnp, 5);
  client.done(AddTrack{TrackKind::kAudio, "A"});
  Request request = Client::command(SetPan{TrackId{2}, 1});
  request.expected_revision = 0;
  EXPECT_EQ(code_of(client.ask(request)), RefusalCode::kConflict);
  request.expected_revision = 1;
  EXPECT_TRUE(is_done(client.ask(request)));
  request.expected_revision = -1;
  request.expected_epoch = 1;
  EXPECT_EQ(code_of(client.ask(request)), RefusalCode::kConflict);
}

TEST(Refusals, AnswerWhatIsNoRequest) {
  RunningController controller;
  Client client(controller, wire::Encoding::kJson);
  for (const std::string text :
       {"{", "{}", R"({"command":{"fly":{}}})", R"({"command":{"setPan":{"track":2,"pan":"x"}}})"}) {
    client.send_raw(text);
    const auto reply = client.hear();
    ASSERT_TRUE(reply) << text;
    EXPECT_EQ(code_of(*reply), RefusalCode::kInvalid) << text;
  }
  Hello hello;
  hello.protocol_version = 2;
  EXPECT_EQ(code_of(client.ask(Client::request(hello))), RefusalCode::kUnsupported);
  Request large = Client::command(AddTrack{TrackKind::kAudio, std::string(70'000, 'x')});
  const Reply reply = client.ask(large);
  EXPECT_EQ(code_of(reply), RefusalCode::kInvalid);
  EXPECT_THAT(std::get<Refused>(reply.body).sentence, HasSubstr("65536"));
}

TEST(Program, SaysInOneSentenceWhyItCannotStart) {
  RunningController controller;
  const auto second =
      support::run({support::binary("corelogic-controller")}, controller.house().environment());
  EXPECT_EQ(second.exit.status, 1);
  EXPECT_THAT(second.error, HasSubstr("Another controller works in"));
  const support::House house;
  const auto missing =
      support::run({support::binary("corelogic-controller"), "--open", "nothing"}, house.environment());
  EXPECT_EQ(missing.exit.status, 1);
  EXPECT_THAT(missing.error, HasSubstr("There is no project called nothing."));
  EXPECT_EQ(support::run({support::binary("corelogic-controller"), "--fly"}).exit.status, 2);
  EXPECT_THAT(support::run({support::binary("corelogic-controller"), "--version"}).output,
              HasSubstr("corelogic-controller"));
}

TEST(Program, CompilesADocumentToTheGraphTheControllerWouldSend) {
  RunningController controller;
  Client client(controller);
  client.done(AddTrack{TrackKind::kAudio, "A"});
  client.done(SetInput{TrackId{2}, FileInput{"a.wav", false}});
  const std::string path = controller.house().scratch().file("document.json");
  std::ofstream(path) << wire::as_text(wire::encode(client.project(), wire::Encoding::kJson));
  const std::string audio = controller.house().data_directory() + "/projects/untitled/audio";
  const auto compiled =
      support::run({support::binary("corelogic-controller"), "--compile", path, "--audio-directory", audio});
  ASSERT_EQ(compiled.exit.status, 0) << compiled.error;
  const auto graph = wire::decode_graph(wire::as_frame(compiled.output));
  ASSERT_TRUE(graph);
  const Reply wanted = client.ask(Client::request(GetGraph{}));
  EXPECT_EQ(graph->nodes, std::get<GraphSnapshot>(wanted.body).nodes);
  std::ofstream(path) << "{\"name\":1}";
  const auto refused = support::run({support::binary("corelogic-controller"), "--compile", path});
  EXPECT_EQ(refused.exit.status, 1);
  EXPECT_THAT(refused.error, HasSubstr("corelogic-controller: "));
}

}  // namespace
}  // namespace corelogic::contract
