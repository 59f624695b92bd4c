// cli_test.cpp: exit statuses, refusals, watch, Python: what scripts rely on, against the real controller.
// Side: test.
#include <gmock/gmock.h>

#include <csignal>

#include "tests/contract/cli_house.h"
#include "tests/support/places.h"

namespace corelogic::contract {
namespace {

using testing::HasSubstr;
using testing::StartsWith;
using namespace std::chrono_literals;

class Cli : public CliHouse {};

TEST_F(Cli, LeavesWithZeroWhenDone) {
  const auto ran = cli({"track", "add", "Guitar"});
  EXPECT_EQ(ran.exit.status, 0);
  EXPECT_EQ(ran.error, "");
}

TEST_F(Cli, LeavesWithOneAndASentenceWhenRefused) {
  EXPECT_THAT(reason({"track", "set", "Guitar", "volume", "-6"}),
              StartsWith("corelogic: refused (unknownId, track Guitar): There is no track \"Guitar\"; "));
  (void)says({"track", "add", "Guitar"});
  EXPECT_THAT(reason({"track", "add", "guitar"}), StartsWith("corelogic: refused (duplicate, "));
  EXPECT_THAT(reason({"track", "set", "Guitar", "volume", "50"}),
              StartsWith("corelogic: refused (invalid, "));
  EXPECT_THAT(reason({"track", "set", "Guitar", "pan", "2"}), StartsWith("corelogic: refused (invalid, "));
  EXPECT_THAT(reason({"insert", "add", "Guitar", "kazoo"}), StartsWith("corelogic: refused (unknownId, "));
  EXPECT_THAT(reason({"track", "remove", "master"}), StartsWith("corelogic: refused ("));
  EXPECT_THAT(reason({"project", "open", "nothing"}), StartsWith("corelogic: refused (notFound, "));
  EXPECT_THAT(reason({"call", R"({"setVolume":{"track":99,"volume":0}})"}),
              HasSubstr("refused (unknownId, track 99)"));
  EXPECT_THAT(reason({"call", R"({"setVolume":{"trak":2}})"}), HasSubstr("refused (invalid, "));
}

TEST_F(Cli, NamesTheCycleItWouldClose) {
  (void)says({"track", "add", "One", "--kind", "aux"});
  (void)says({"track", "add", "Two", "--kind", "aux"});
  (void)says({"send", "add", "One", "Two"});
  const std::string sentence = reason({"send", "add", "Two", "One"});
  EXPECT_THAT(sentence, StartsWith("corelogic: refused (cycle, "));
  EXPECT_THAT(sentence, HasSubstr("One"));
  EXPECT_THAT(sentence, HasSubstr("Two"));
}

TEST_F(Cli, LeavesWithTwoWhenMisused) {
  EXPECT_EQ(cli({}).exit.status, 2);
  EXPECT_EQ(cli({"track", "set", "Guitar", "volume", "loud"}).exit.status, 2);
  EXPECT_EQ(cli({"call", "no json"}).exit.status, 2);
}

TEST_F(Cli, LeavesWithThreeWithoutAController) {
  controller_->signal(SIGKILL);
  ASSERT_TRUE(controller_->wait());
  const auto ran = cli({"status", "--timeout", "0.2"});
  EXPECT_EQ(ran.exit.status, 3);
  EXPECT_THAT(ran.error, HasSubstr("./studio up"));
}

TEST_F(Cli, GivesRepliesAndRefusalsAsJson) {
  EXPECT_THAT(says({"track", "add", "Guitar", "--json"}), HasSubstr(R"("done":{"ids":[2])"));
  const auto refused = cli({"track", "add", "Guitar", "--json"});
  EXPECT_EQ(refused.exit.status, 1);
  EXPECT_THAT(refused.output, HasSubstr(R"("code":"duplicate")"));
}

TEST_F(Cli, WatchPrintsEachChangeThroughARestartOfTheController) {
  (void)says({"track", "add", "Guitar"});
  support::Process watch({support::binary("corelogic"), "watch"}, house_.environment());
  ASSERT_TRUE(watch.says("project cli, 2 tracks"));
  (void)says({"track", "set", "Guitar", "volume", "-6"});
  EXPECT_TRUE(watch.says("set volume of Guitar to -6.0 dB")) << watch.standard_output();
  controller_->signal(SIGKILL);
  ASSERT_TRUE(controller_->wait());
  start_controller();
  (void)says({"track", "set", "Guitar", "volume", "-7"});
  // In the new controller's snapshot, or as a change behind it: it is printed either way that the project is
  // back.
  ASSERT_TRUE(support::eventually([&] {
    const std::string text = watch.standard_output();
    return text.find("project cli", text.find("-6.0 dB")) != std::string::npos;
  }));
  (void)says({"track", "set", "Guitar", "volume", "-8"});
  EXPECT_TRUE(watch.says("set volume of Guitar to -8.0 dB")) << watch.standard_output();
  watch.signal(SIGINT);
  const auto left = watch.wait();
  ASSERT_TRUE(left);
  EXPECT_EQ(left->status, 0);
}

TEST_F(Cli, WatchGivesJsonLines) {
  support::Process watch({support::binary("corelogic"), "watch", "--json", "--count", "1"},
                         house_.environment());
  ASSERT_TRUE(watch.says(R"("welcome":)"));
  (void)says({"track", "add", "Guitar"});
  EXPECT_TRUE(watch.says(R"("trackAdded":)")) << watch.standard_output();
  const auto left = watch.wait();
  ASSERT_TRUE(left);
  EXPECT_EQ(left->status, 0);
}

TEST_F(Cli, PythonMovesAFaderAsOneUndoStep) {
  (void)says({"track", "add", "Guitar"});
  const std::string fader = support::source_directory() + "/clients/python/fader.py";
  const auto moved = support::run({"/usr/bin/python3", fader, "Guitar", "-6", "0.2"}, house_.environment());
  EXPECT_EQ(moved.exit.status, 0) << moved.error;
  EXPECT_THAT(says({"track", "list"}), HasSubstr("-6.0 dB"));
  const auto refused = support::run({"/usr/bin/python3", fader, "Guitar", "50", "0"}, house_.environment());
  EXPECT_EQ(refused.exit.status, 1);
  EXPECT_THAT(refused.output, HasSubstr("refused"));
}

TEST_F(Cli, EveryExampleOfThePythonPageIsTrue) {
  const std::string folder = support::source_directory();
  const auto checked = support::run({"/usr/bin/python3", folder + "/tests/contract/exchange_check.py",
                                     folder + "/clients/python/PROTOCOL.md"},
                                    house_.environment());
  EXPECT_EQ(checked.exit.status, 0) << checked.output << checked.error;
}

}  // namespace
}  // namespace corelogic::contract
