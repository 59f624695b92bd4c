// travel_test.cpp: scenes, versions, the past, other projects, templates, placeholders, dry runs and
// explanations through the real controller, in both encodings.
#include <gmock/gmock.h>

#include <filesystem>

#include "tests/contract/running_controller.h"

namespace corelogic::contract {
namespace {

using namespace messages;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using vocabulary::RefusalCode;

class TravelTest : public ::testing::TestWithParam<wire::Encoding> {
 protected:
  template <class Answer, class Question>
  Answer answer(Question question) {
    const Reply reply = client_.ask(Client::request(std::move(question)));
    if (const auto* body = std::get_if<Answer>(&reply.body)) return *body;
    ADD_FAILURE() << sentence_of(reply);
    return {};
  }
  std::uint64_t revision() { return client_.ask(Client::request(GetStatus{})).revision.number; }
  double volume() { return client_.project().tracks.at(0).volume.value; }
  [[nodiscard]] bool is_there(const std::string& place) const {
    return std::filesystem::exists(controller_.house().data_directory() + "/" + place);
  }

  RunningController controller_;
  Client client_{controller_, GetParam(), 7};
};

TEST_P(TravelTest, ASceneIsRecalledAsOneRevisionAndUndoneAsOne) {
  const TrackId guitar{client_.done(AddTrack{TrackKind::kAudio, "Guitar"}).at(0)};
  const SceneId verse{client_.done(StoreScene{{}, "Verse"}).at(0)};
  client_.done(SetVolume{guitar, {-20}});
  client_.done(SetOutput{guitar, NoOutput{}, {}});
  const auto before = client_.project();
  const std::uint64_t at = revision();
  client_.done(RecallScene{verse, 250});
  EXPECT_EQ(revision(), at + 1);
  EXPECT_EQ(volume(), 0);
  const auto history = answer<History>(GetHistory{1});
  EXPECT_EQ(history.change_sets.at(0).fade_ms, 250U);
  EXPECT_GT(history.change_sets.at(0).time_ms, 1'700'000'000'000);
  client_.done(Undo{});
  EXPECT_EQ(client_.project(), before);
  client_.done(RemoveTrack{guitar});
  const Reply recalled = client_.ask_command(RecallScene{verse});
  EXPECT_THAT(std::get<Done>(recalled.body).notes, Contains(HasSubstr("The track Guitar is gone")));
}

TEST_P(TravelTest, AnyRevisionIsSeenComparedAndRestored) {
  const TrackId guitar{client_.done(AddTrack{TrackKind::kAudio, "Guitar"}).at(0)};
  const auto first = client_.project();
  const std::uint64_t one = revision();
  client_.done(SaveVersion{"soundcheck"});
  client_.done(SaveVersion{"soundcheck"});  // as one whose answer was lost
  EXPECT_EQ(revision(), one);
  client_.done(SetVolume{guitar, {-20}});
  client_.done(AddTrack{TrackKind::kAux, "Hall"});
  const auto second = client_.project();
  const auto versions = answer<Versions>(GetVersions{});
  ASSERT_EQ(versions.versions.size(), 1U);
  EXPECT_EQ(versions.versions[0].name, "soundcheck");
  EXPECT_EQ(versions.versions[0].revision, one);
  EXPECT_EQ(code_of(client_.ask_command(SaveVersion{"soundcheck"})), RefusalCode::kDuplicate);
  EXPECT_EQ(code_of(client_.ask_command(SaveVersion{""})), RefusalCode::kInvalid);

  EXPECT_EQ(answer<messages::Project>(GetProjectAt{one}), first);
  EXPECT_TRUE(answer<messages::Project>(GetProjectAt{0}).tracks.size() == 1);
  EXPECT_EQ(code_of(client_.ask(Client::request(GetProjectAt{999}))), RefusalCode::kInvalid);
  EXPECT_THAT(answer<Diff>(GetDiff{one, 0}).lines,
              ElementsAre("The track Hall is new.", "The volume of Guitar: 0.0 dB, then -20.0 dB."));

  client_.done(Restore{one});
  auto restored = client_.project();
  restored.next_id = first.next_id;
  EXPECT_EQ(restored, first);
  client_.done(Undo{});
  EXPECT_EQ(client_.project(), second);
  EXPECT_EQ(code_of(client_.ask_command(Restore{999})), RefusalCode::kInvalid);
}

TEST_P(TravelTest, ARestoreIsOnceOnlyAndSurvivesTheController) {
  const TrackId guitar{client_.done(AddTrack{TrackKind::kAudio, "Guitar"}).at(0)};
  const std::uint64_t one = revision();
  client_.done(SetVolume{guitar, {-20}});
  Request request = Client::command(Restore{one});
  request.client = ClientId{7};
  request.sequence = ++client_.sequence_;
  const Reply first = client_.ask_as_is(request);
  const Reply again = client_.ask_as_is(request);
  EXPECT_TRUE(is_done(first));
  EXPECT_EQ(first.revision, again.revision);
  controller_.kill();
  controller_.start();
  Client after(controller_, GetParam(), 7);
  EXPECT_EQ(after.ask_as_is(request).revision, first.revision);
  EXPECT_EQ(after.project().tracks.at(0).volume.value, 0);
}

TEST_P(TravelTest, ProjectsAreDuplicatedAndRemovedButNeverTheOpenOne) {
  client_.done(NewProject{"Monday"});
  client_.done(AddTrack{TrackKind::kAudio, "Guitar"});
  client_.done(DuplicateProject{"Monday", "Tuesday"});
  EXPECT_EQ(client_.project().name, "Monday");
  EXPECT_EQ(code_of(client_.ask_command(DuplicateProject{"Monday", "Tuesday"})), RefusalCode::kDuplicate);
  EXPECT_EQ(code_of(client_.ask_command(DuplicateProject{"nothing", "x"})), RefusalCode::kNotFound);
  EXPECT_EQ(code_of(client_.ask_command(DuplicateProject{"Monday", "a/b"})), RefusalCode::kInvalid);
  client_.done(OpenProject{"Tuesday"});
  EXPECT_EQ(client_.project().tracks.size(), 2U);
  EXPECT_EQ(revision(), 0U);  // without its history
  EXPECT_EQ(code_of(client_.ask_command(RemoveProject{"Tuesday"})), RefusalCode::kInvalid);
  EXPECT_EQ(code_of(client_.ask_command(RemoveProject{"nothing"})), RefusalCode::kNotFound);
  client_.done(RemoveProject{"Monday"});
  EXPECT_FALSE(is_there("projects/Monday"));
  EXPECT_THAT(answer<ProjectNames>(GetProjects{}).names, ElementsAre("Tuesday", "untitled"));
}

TEST_P(TravelTest, TemplatesAreWhatNewProjectsBeginAs) {
  client_.done(NewProject{"Monday", 96'000});
  client_.done(AddTrack{TrackKind::kAudio, "Guitar"});
  client_.done(SaveTemplate{"Band"});
  EXPECT_EQ(code_of(client_.ask_command(SaveTemplate{"Band"})), RefusalCode::kDuplicate);
  client_.done(SaveTemplate{"Band", true});
  EXPECT_THAT(answer<Templates>(GetTemplates{}).names, ElementsAre("Band"));
  EXPECT_EQ(code_of(client_.ask_command(NewProject{"Tuesday", 48'000, "Choir"})), RefusalCode::kNotFound);
  EXPECT_EQ(client_.project().name, "Monday");
  client_.done(NewProject{"Tuesday", 48'000, "Band"});
  EXPECT_EQ(client_.project().name, "Tuesday");
  EXPECT_EQ(client_.project().tracks.at(0).name, "Guitar");
  EXPECT_EQ(client_.project().sample_rate, 96'000U);
  client_.done(RemoveTemplate{"Band"});
  EXPECT_THAT(answer<Templates>(GetTemplates{}).names, IsEmpty());
  EXPECT_EQ(code_of(client_.ask_command(RemoveTemplate{"Band"})), RefusalCode::kNotFound);
}

TEST_P(TravelTest, AnUnknownEffectStaysWithAllItsValuesAndIsNamedInTheStatus) {
  client_.done(AddTrack{TrackKind::kAudio, "Guitar"});
  auto document = client_.project();
  document.next_id = 20;
  document.tracks.at(0).inserts.push_back({InsertId{10}, "shimmer", false, {{"sparkle", 0.25}}});
  document.scenes.push_back({SceneId{11}, "Verse", "quiet", 500, document.tracks, {}, {}});
  document.wires = {{"in_1", "system:capture_2"}};
  document.custom_wiring = true;
  client_.done(ImportProject{"Foreign", document});
  document.name = "Foreign";
  EXPECT_EQ(client_.project(), document);  // the round trip is identical
  EXPECT_THAT(client_.status().warnings, Contains(HasSubstr("shimmer")));
  EXPECT_EQ(code_of(client_.ask_command(SetParameter{InsertId{10}, "sparkle", 1})),
            RefusalCode::kUnsupported);
  document.format_version = 99;
  EXPECT_EQ(code_of(client_.ask_command(ImportProject{"Newer", document})), RefusalCode::kUnsupported);
}

TEST_P(TravelTest, ADryRunSaysWhatWouldHappenAndDoesNothing) {
  const TrackId guitar{client_.done(AddTrack{TrackKind::kAudio, "Guitar"}).at(0)};
  const auto before = client_.project();
  const std::uint64_t at = revision();
  const auto value = answer<DryRunResult>(DryRun{Command{SetVolume{guitar, {-6}}}});
  EXPECT_FALSE(value.structure);
  EXPECT_THAT(value.lines, ElementsAre("The volume of Guitar: 0.0 dB, then -6.0 dB."));
  const auto late = answer<DryRunResult>(DryRun{Command{AddInsert{guitar, "limiter", kAtEnd, {}, false}}});
  EXPECT_TRUE(late.structure);
  EXPECT_THAT(late.lines, ElementsAre("The limiter of Guitar is new."));
  EXPECT_EQ(late.latency_before.at(0).frames, 0U);
  EXPECT_GT(late.latency_after.at(0).frames, 0U);
  const Reply bad = client_.ask(Client::request(DryRun{Command{SetVolume{guitar, {20}}}}));
  EXPECT_EQ(code_of(bad), RefusalCode::kInvalid);
  EXPECT_EQ(code_of(client_.ask(Client::request(DryRun{Command{Undo{}}}))), RefusalCode::kInvalid);
  EXPECT_EQ(client_.project(), before);
  EXPECT_EQ(revision(), at);
}

TEST_P(TravelTest, ExplainsSilenceAndAnswersForTheWiring) {
  const TrackId guitar{client_.done(AddTrack{TrackKind::kAudio, "Guitar"}).at(0)};
  client_.done(SetMute{guitar, true});
  std::vector<std::string> sentences;
  for (const Reason& reason : answer<Explanation>(Explain{guitar}).silent)
    sentences.push_back(reason.sentence);
  EXPECT_THAT(sentences, ElementsAre("Guitar has no input.", "Guitar is muted."));
  EXPECT_EQ(answer<Explanation>(Explain{guitar}).latency_frames, 0U);
  client_.done(AddInsert{guitar, "limiter", kAtEnd, {}});
  EXPECT_GT(answer<Explanation>(Explain{guitar}).latency_frames, 0U) << "of the graph as it is now";
  EXPECT_EQ(code_of(client_.ask(Client::request(Explain{TrackId{99}}))), RefusalCode::kUnknownId);
  client_.done(SetWires{{{"in_1", "system:capture_2"}}, true});
  const auto wiring = answer<Wiring>(GetWiring{});
  EXPECT_FALSE(wiring.available);
  EXPECT_TRUE(wiring.custom);
  EXPECT_THAT(wiring.wanted, ElementsAre(Wire{"in_1", "system:capture_2"}));
  EXPECT_TRUE(is_done(client_.ask(Client::request(WatchSpectrum{guitar}))));
  EXPECT_EQ(code_of(client_.ask(Client::request(WatchSpectrum{TrackId{99}}))), RefusalCode::kUnknownId);
}

INSTANTIATE_TEST_SUITE_P(BothEncodings, TravelTest,
                         ::testing::Values(wire::Encoding::kCapnp, wire::Encoding::kJson),
                         [](const auto& one) {
                           return one.param == wire::Encoding::kJson ? "Json" : "Capnp";
                         });

}  // namespace
}  // namespace corelogic::contract
