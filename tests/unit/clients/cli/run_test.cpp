// run_test.cpp: a line carried out against a fake controller: what is printed, and with which status it
// leaves. Side: test.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "clients/cli/line.h"
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
  EXPECT_THAT(text.out, HasSubstr("threshold  -60 ... 0 dB, else -18"));
  EXPECT_THAT(text.out, testing::Not(HasSubstr("fader")));
  EXPECT_THAT(run_in("/nowhere", {"effects", "--json"}).out, HasSubstr(R"("name":"threshold")"));
}

}  // namespace
}  // namespace corelogic::cli
