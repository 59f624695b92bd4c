// house_check_test.cpp: the check itself sees: each rule is broken once in a small tree made for it.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>

#include "tests/house/house_check.h"
#include "tests/support/process.h"

namespace corelogic::house {
namespace {

/// A tree on disk with the files given, read back by the door the real one is read by.
Tree planted(const std::map<std::string, std::string>& files) {
  const support::ScratchDirectory root;
  for (const auto& [path, content] : files) {
    const std::filesystem::path full = root.file(path);
    std::filesystem::create_directories(full.parent_path());
    std::ofstream(full) << content;
  }
  return read_tree(root.path());
}

std::string include_finding(const std::string& path, const std::string& include) {
  return text(includes_outside_the_table(planted({{path, "#include " + include + "\n"}})));
}

std::string foreign_finding(const std::string& path, const std::string& include) {
  return text(foreign_headers_outside_their_room(planted({{path, "#include " + include + "\n"}})));
}

TEST(HouseCheck, SeesAnIncludeUpwards) {
  EXPECT_EQ(include_finding("engine/dsp/a.h", "\"engine/graph/render_plan.h\""),
            "engine/dsp/a.h:1: engine/dsp may not include engine/graph/render_plan.h\n");
}

TEST(HouseCheck, SeesTheEngineIncludeTheController) {
  EXPECT_NE(include_finding("engine/apps/a.cpp", "\"controller/project/project.h\""), "");
  EXPECT_NE(include_finding("controller/actors/a.cpp", "\"engine/control/engine_loop.h\""), "");
}

TEST(HouseCheck, LetsARoomIncludeItselfAndItsRow) {
  EXPECT_EQ(include_finding("engine/graph/a.h", "\"engine/graph/processors/b.h\""), "");
  EXPECT_EQ(include_finding("engine/graph/a.h", "\"engine/dsp/b.h\""), "");
  EXPECT_EQ(include_finding("engine/graph/a.h", "\"engine/side.h\""), "");
  EXPECT_EQ(include_finding("tests/unit/engine/dsp/a.cpp", "\"controller/store/b.h\""), "");
}

TEST(HouseCheck, DoesNotTakeAFolderForItsNeighbourOfTheSameBeginning) {
  EXPECT_NE(include_finding("engine/dsp/a.h", "\"schema/vocabulary_more/b.h\""), "");
}

TEST(HouseCheck, SeesAnIncludeWithSpacesAndInAngles) {
  EXPECT_NE(include_finding("engine/dsp/a.h", " \"engine/control/b.h\""), "");
  EXPECT_NE(
      text(includes_outside_the_table(planted({{"engine/dsp/a.h", "  #  include <engine/graph/b.h>\n"}}))),
      "");
}

TEST(HouseCheck, SeesAnIncludeRelativeToItsFolder) {
  EXPECT_NE(include_finding("engine/dsp/a.h", "\"lanes.h\""), "");
}

TEST(HouseCheck, SeesARoomThatIsNotInTheTable) {
  EXPECT_NE(include_finding("engine/attic/a.h", "\"engine/side.h\""), "");
}

TEST(HouseCheck, LetsTheSupervisorIncludeOnlyWords) {
  EXPECT_EQ(include_finding("systemd/supervisor/a.cpp", "\"schema/vocabulary/result.h\""), "");
  EXPECT_NE(include_finding("systemd/supervisor/a.cpp", "\"schema/wire/codec.h\""), "");
}

TEST(HouseCheck, SeesEachForeignHeaderOutsideItsRoom) {
  for (const std::string header :
       {"<capnp/message.h>", "<kj/array.h>", "<zmq.h>", "<zmq.hpp>", "<sqlite3.h>", "<SQLiteCpp/Database.h>",
        "<jack/jack.h>", "<boost/lockfree/queue.hpp>", "<boost/beast.hpp>", "<sndfile.h>", "<soxr.h>",
        "<lilv/lilv.h>", "<hwy/highway.h>", "\"schema/command.capnp.h\""}) {
    EXPECT_NE(foreign_finding("controller/commands/a.cpp", header), "") << header;
  }
}

TEST(HouseCheck, LetsForeignHeadersLiveInTheirRoom) {
  EXPECT_EQ(foreign_finding("schema/wire/a.cpp", "<capnp/message.h>"), "");
  EXPECT_EQ(foreign_finding("schema/wire/a.cpp", "\"schema/command.capnp.h\""), "");
  EXPECT_EQ(foreign_finding("engine/hardware/jack_device.cpp", "<jack/jack.h>"), "");
  EXPECT_NE(foreign_finding("engine/hardware/timer_device.cpp", "<jack/jack.h>"), "");
  EXPECT_EQ(foreign_finding("engine/control/watchdog.cpp", "<systemd/sd-daemon.h>"), "");
  EXPECT_EQ(include_finding("engine/control/watchdog.cpp", "<systemd/sd-daemon.h>"), "");
  EXPECT_NE(foreign_finding("systemd/supervisor/a.cpp", "<systemd/sd-daemon.h>"), "");
  EXPECT_EQ(foreign_finding("tests/support/jackd.cpp", "<jack/jack.h>"), "");
}

TEST(HouseCheck, SeesALibraryNobodyInvited) {
  EXPECT_NE(foreign_finding("engine/control/a.cpp", "<boost/filesystem.hpp>"), "");
  EXPECT_EQ(foreign_finding("engine/control/a.cpp", "<sys/mman.h>"), "");
  EXPECT_EQ(foreign_finding("engine/control/a.cpp", "<vector>"), "");
}

TEST(HouseCheck, SeesWhatWaitsInEachRealtimeRoom) {
  for (const std::string room : {"dsp", "effects", "graph", "graph/processors", "scheduler", "doors"}) {
    for (const std::string header :
         {"mutex", "thread", "iostream", "fstream", "shared_mutex", "condition_variable", "future"}) {
      const auto tree = planted({{"engine/" + room + "/a.h", "#include <" + header + ">\n"}});
      EXPECT_EQ(waiting_headers_in_realtime_rooms(tree).size(), 1U) << room << " " << header;
    }
  }
  const auto control = planted({{"engine/control/a.h", "#include <mutex>\n"}});
  EXPECT_TRUE(waiting_headers_in_realtime_rooms(control).empty());
}

TEST(HouseCheck, SeesAFolderWithoutReadme) {
  EXPECT_EQ(text(folders_without_readme(planted({{"engine/dsp/a.h", ""}}))),
            "engine/dsp: has no README.md\n");
  EXPECT_TRUE(
      folders_without_readme(planted({{"engine/dsp/a.h", ""}, {"engine/dsp/README.md", ""}})).empty());
  EXPECT_TRUE(folders_without_readme(planted({{"tests/unit/engine/dsp/a_test.cpp", ""}})).empty());
}

TEST(HouseCheck, SeesAFileThatDoesNotSayWhatItIs) {
  EXPECT_EQ(files_without_opening_comment(planted({{"a.h", "#pragma once\n"}})).size(), 1U);
  EXPECT_EQ(files_without_opening_comment(planted({{"a.h", "// b.h: another.\n"}})).size(), 1U);
  EXPECT_EQ(files_without_opening_comment(planted({{"a.h", ""}})).size(), 1U);
  EXPECT_TRUE(files_without_opening_comment(planted({{"a.h", "// a.h: purpose.\n"}})).empty());
  EXPECT_TRUE(
      files_without_opening_comment(planted({{"a.py", "#!/usr/bin/python3\n# a.py: purpose.\n"}})).empty());
}

TEST(HouseCheck, SeesAFileThatIsTooLong) {
  std::string lines;
  for (int i = 0; i < 400; ++i) lines += "int x;\n";
  EXPECT_TRUE(files_too_long(planted({{"a.cpp", lines}})).empty());
  EXPECT_EQ(files_too_long(planted({{"a.cpp", lines + "int y;\n"}})).size(), 1U);
  EXPECT_TRUE(files_too_long(planted({{"README.md", lines + lines}})).empty());
}

TEST(HouseCheck, SeesWordsThatPromiseLater) {
  EXPECT_EQ(words_that_promise_later(planted({{"a.cpp",
                                               "int x;  // TO"
                                               "DO later\n"}}))
                .size(),
            1U);
  EXPECT_EQ(words_that_promise_later(planted({{"README.md",
                                               "FIX"
                                               "ME\n"}}))
                .size(),
            1U);
  EXPECT_TRUE(words_that_promise_later(planted({{"a.cpp",
                                                 "kAUTO"
                                                 "DOOR\n"}}))
                  .empty());
}

TEST(HouseCheck, SeesAPathOfOneMachine) {
  EXPECT_EQ(paths_of_one_machine(planted({{"a.cpp",
                                           "// see /wo"
                                           "rk/shared\n"}}))
                .size(),
            1U);
}

TEST(HouseCheck, SeesAStrangerAtTheTopLevel) {
  EXPECT_EQ(text(strangers_at_top_level(
                planted({{"notes.txt", ""}, {"studio", ""}, {".ci/run", ""}, {"build-x/a", ""}}))),
            "notes.txt: does not belong at the top level\n");
}

TEST(HouseCheck, ReadsEngineBuildingButNotTheCompilersBuild) {
  const auto tree = planted({{"build/a.cpp", ""}, {"engine/building/a.cpp", ""}, {".git/a.h", ""}});
  ASSERT_EQ(tree.files.size(), 1U);
  EXPECT_EQ(tree.files.front().path, "engine/building/a.cpp");
}

}  // namespace
}  // namespace corelogic::house
