// connection_test.cpp: exactly once over lost answers and restarts, and what is said when nobody is there.
// Side: test.
#include "clients/cpp/connection.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "schema/wire/limits.h"
#include "tests/support/process.h"
#include "tests/unit/clients/cpp/fake_controller.h"

namespace corelogic::client {
namespace {

using namespace messages;
using namespace std::chrono_literals;
using testing::HasSubstr;

Connection connect(wire::Context& context, const std::string& endpoint,
                   std::chrono::milliseconds timeout = 10s) {
  auto connection = Connection::open(context, {.endpoint = endpoint, .timeout = timeout});
  EXPECT_TRUE(connection);
  return *std::move(connection);
}

std::string endpoint_in(const support::ScratchDirectory& scratch) {
  return "ipc://" + scratch.file("control");
}

Command volume(double level) {
  return {SetVolume{TrackId{2}, {level}}};
}

TEST(Connection, GivesTheControllersAnswer) {
  const support::ScratchDirectory scratch;
  FakeController controller(endpoint_in(scratch));
  wire::Context context;
  auto connection = connect(context, endpoint_in(scratch));
  const auto reply = connection.call(volume(-6));
  ASSERT_TRUE(reply) << reply.refusal().sentence;
  EXPECT_TRUE(std::holds_alternative<Done>(reply->body));
  EXPECT_EQ(reply->revision.number, 2U);
  const auto project = connection.call(GetProject{});
  ASSERT_TRUE(project);
  EXPECT_EQ(std::get<Project>(project->body).tracks[0].volume, Decibels{-6.0});
}

TEST(Connection, GivesARefusalAsAnAnswer) {
  const support::ScratchDirectory scratch;
  FakeController controller(endpoint_in(scratch));
  wire::Context context;
  auto connection = connect(context, endpoint_in(scratch));
  const auto reply = connection.call(Command{SetVolume{TrackId{99}, {-6.0}}});
  ASSERT_TRUE(reply);
  EXPECT_EQ(std::get<Refused>(reply->body).subject, "track 99");
}

TEST(Connection, SendsAgainWhatWasNotAnsweredAndTheEffectHappensOnce) {
  const support::ScratchDirectory scratch;
  FakeController controller(endpoint_in(scratch));
  controller.lose_answers(2);
  wire::Context context;
  auto connection = connect(context, endpoint_in(scratch));
  const auto reply = connection.call(volume(-6));
  ASSERT_TRUE(reply) << reply.refusal().sentence;
  EXPECT_EQ(reply->revision.number, 2U);
  EXPECT_EQ(controller.applied(), 1);
  EXPECT_GE(controller.requests(), 3);
}

TEST(Connection, WaitsForAControllerThatIsOnItsWay) {
  const support::ScratchDirectory scratch;
  wire::Context context;
  auto connection = connect(context, endpoint_in(scratch));
  std::optional<Result<Reply>> reply;
  std::thread caller([&] { reply = connection.call(volume(-6)); });
  FakeController controller(endpoint_in(scratch));
  caller.join();
  ASSERT_TRUE(*reply) << reply->refusal().sentence;
  EXPECT_EQ(controller.applied(), 1);
}

TEST(Connection, GoesOnWithTheNextController) {
  const support::ScratchDirectory scratch;
  wire::Context context;
  auto connection = connect(context, endpoint_in(scratch));
  {
    FakeController first(endpoint_in(scratch));
    ASSERT_TRUE(connection.call(volume(-6)));
  }
  FakeController second(endpoint_in(scratch), 2);
  const auto reply = connection.call(volume(-7));
  ASSERT_TRUE(reply) << reply.refusal().sentence;
  EXPECT_EQ(reply->revision.epoch, 2U);
}

TEST(Connection, SaysHowToStartAControllerThatIsNotThere) {
  const support::ScratchDirectory scratch;
  wire::Context context;
  auto connection = connect(context, endpoint_in(scratch), 50ms);
  const auto reply = connection.call(GetStatus{});
  ASSERT_FALSE(reply);
  EXPECT_EQ(reply.refusal().subject, "controller");
  EXPECT_EQ(reply.refusal().code, vocabulary::RefusalCode::kNotFound);
  EXPECT_THAT(reply.refusal().sentence, HasSubstr("start it with ./studio up"));
}

TEST(Connection, RefusesWhatIsTooLongToSend) {
  const support::ScratchDirectory scratch;
  FakeController controller(endpoint_in(scratch));
  wire::Context context;
  auto connection = connect(context, endpoint_in(scratch));
  const auto reply = connection.call(Command{NewProject{std::string(wire::kMostRequestBytes, 'x')}});
  ASSERT_FALSE(reply);
  EXPECT_EQ(reply.refusal().code, vocabulary::RefusalCode::kInvalid);
  EXPECT_EQ(controller.requests(), 0);
}

TEST(Connection, KeepsWhatIsPushedDuringACall) {
  const support::ScratchDirectory scratch;
  FakeController controller(endpoint_in(scratch));
  wire::Context context;
  auto watcher = connect(context, endpoint_in(scratch));
  ASSERT_TRUE(watcher.call(Hello{kProtocolVersion, "watcher", true}));
  ASSERT_TRUE(watcher.call(volume(-6)));
  ASSERT_TRUE(watcher.call(GetProject{}));
  const auto pushed = watcher.receive(5s);
  ASSERT_TRUE(pushed);
  EXPECT_EQ(std::get<ChangeSet>(pushed->body).revision.number, 2U);
}

TEST(Connection, CarriesAFrameWrittenByHand) {
  const support::ScratchDirectory scratch;
  FakeController controller(endpoint_in(scratch));
  wire::Context context;
  auto connection = connect(context, endpoint_in(scratch));
  const auto view = wire::as_frame(R"({"client":"9","sequence":"1","getProject":null})");
  const auto frame = connection.call_frame(wire::Frame(view.begin(), view.end()));
  ASSERT_TRUE(frame) << frame.refusal().sentence;
  EXPECT_THAT(std::string(wire::as_text(*frame)), HasSubstr("\"Guitar\""));
}

TEST(Connection, IsSomebodyElseEachTime) {
  wire::Context context;
  EXPECT_NE(connect(context, "inproc://a").id(), connect(context, "inproc://a").id());
}

}  // namespace
}  // namespace corelogic::client
