// routes_test.cpp: which path means which command, and that none is left out.  Side: test.
#include "clients/gateway/routes.h"

#include <gmock/gmock.h>

#include <map>
#include <set>

#include "schema/wire/schema_words.h"

namespace corelogic::gateway {
namespace {

/// "setVolume 3", "no such path", "only POST".
std::string meaning(std::string_view method, std::string_view path) {
  const auto place = find_route(method, path);
  if (const auto* found = std::get_if<Found>(&place))
    return found->route->word + (found->route->id_field.empty() ? "" : " " + std::to_string(found->id));
  if (const auto* other = std::get_if<OtherMethods>(&place)) return "only " + other->allowed;
  return "no such path";
}

TEST(Routes, SetAValueOfAThing) {
  EXPECT_EQ(meaning("POST", "/tracks/3/volume"), "setVolume 3");
  EXPECT_EQ(meaning("POST", "/tracks/3/highPass"), "setHighPass 3");
  EXPECT_EQ(meaning("POST", "/tracks/3/muteGroups"), "setMuteGroups 3");
  EXPECT_EQ(meaning("POST", "/inserts/9/bypass"), "setInsertBypass 9");
  EXPECT_EQ(meaning("POST", "/inserts/9/parameter"), "setParameter 9");
  EXPECT_EQ(meaning("POST", "/sends/7/preFader"), "setSendPreFader 7");
  EXPECT_EQ(meaning("POST", "/tracks/3/safe"), "setTrackSafe 3");
  EXPECT_EQ(meaning("POST", "/muteGroups/4/active"), "setMuteGroup 4");
}

TEST(Routes, MakeAndRemoveThings) {
  EXPECT_EQ(meaning("POST", "/tracks"), "addTrack");
  EXPECT_EQ(meaning("POST", "/tracks/3/inserts"), "addInsert 3");
  EXPECT_EQ(meaning("POST", "/tracks/3/sends"), "addSend 3");
  EXPECT_EQ(meaning("POST", "/muteGroups"), "addMuteGroup");
  EXPECT_EQ(meaning("POST", "/connections"), "connect");
  EXPECT_EQ(meaning("DELETE", "/tracks/3"), "removeTrack 3");
  EXPECT_EQ(meaning("DELETE", "/inserts/9"), "removeInsert 9");
  EXPECT_EQ(meaning("DELETE", "/connections/12"), "disconnect 12");
  EXPECT_EQ(meaning("DELETE", "/scenes/1"), "removeScene 1");
}

TEST(Routes, DoSomethingElseWithAThing) {
  EXPECT_EQ(meaning("POST", "/tracks/3/move"), "moveTrack 3");
  EXPECT_EQ(meaning("POST", "/tracks/3/rename"), "renameTrack 3");
  EXPECT_EQ(meaning("POST", "/inserts/9/copy"), "copyInsert 9");
  EXPECT_EQ(meaning("POST", "/inserts/9/switchSide"), "switchSide 9");
  EXPECT_EQ(meaning("POST", "/scenes/1/recall"), "recallScene 1");
}

TEST(Routes, SetWhatThereIsOnlyOnce) {
  EXPECT_EQ(meaning("POST", "/tempo"), "setTempo");
  EXPECT_EQ(meaning("POST", "/monitorLevel"), "setMonitorLevel");
  EXPECT_EQ(meaning("POST", "/wires"), "setWires");
}

TEST(Routes, AskQuestions) {
  EXPECT_EQ(meaning("GET", "/project"), "getProject");
  EXPECT_EQ(meaning("GET", "/projectAt"), "getProjectAt");
  EXPECT_EQ(meaning("GET", "/explain"), "explain");
  EXPECT_EQ(meaning("POST", "/dryRun"), "dryRun");
  EXPECT_EQ(meaning("POST", "/touch"), "touch");
}

TEST(Routes, HaveEveryCommandUnderItsName) {
  for (const auto& command : wire::schema_words().structs.at("Command").fields)
    EXPECT_EQ(meaning("POST", "/commands/" + command.name), command.name);
}

TEST(Routes, HaveEveryRequestOnceButThoseOfAConnection) {
  std::map<std::string, int> count;
  for (const Route& route : routes())
    if (route.kind == Route::Kind::kRequest) ++count[route.word];
  for (const auto& request : wire::schema_words().structs.at("Request").fields) {
    const std::set<std::string> others{"command", "hello", "heartbeat", "goodbye"};
    EXPECT_EQ(count[request.name], request.arm && !others.contains(request.name) ? 1 : 0) << request.name;
  }
}

TEST(Routes, MeanOneThingEach) {
  std::set<std::string> seen;
  for (const Route& route : routes())
    EXPECT_TRUE(seen.insert(route.method + " " + route.path).second) << route.method << ' ' << route.path;
}

TEST(Routes, GiveEveryValueOfATrackItsPath) {
  for (const auto& command : wire::schema_words().structs.at("Command").fields) {
    if (!command.name.starts_with("set")) continue;
    const bool shaped = std::any_of(routes().begin(), routes().end(), [&](const Route& route) {
      return route.word == command.name && !route.path.starts_with("/commands/");
    });
    EXPECT_TRUE(shaped) << command.name;
  }
}

TEST(Routes, RefuseWhatIsNone) {
  EXPECT_EQ(meaning("POST", "/tracks/x/volume"), "no such path");
  EXPECT_EQ(meaning("POST", "/tracks//volume"), "no such path");
  EXPECT_EQ(meaning("POST", "/tracks/3/volume/"), "no such path");
  EXPECT_EQ(meaning("POST", "/tracks/-3/volume"), "no such path");
  EXPECT_EQ(meaning("POST", "/tracks/99999999999999999999/volume"), "no such path");
  EXPECT_EQ(meaning("POST", "/commands/destroy"), "no such path");
  EXPECT_EQ(meaning("POST", "/hello"), "no such path");
}

TEST(Routes, SayWhichMethodsAPathKnows) {
  EXPECT_EQ(meaning("GET", "/tracks/3/volume"), "only POST");
  EXPECT_EQ(meaning("PUT", "/project"), "only GET");
}

}  // namespace
}  // namespace corelogic::gateway
