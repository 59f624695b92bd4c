// wiring_note_test.cpp: wanted wiring from one life to the next.  Side: test.
#include "engine/control/wiring_note.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>

namespace corelogic::control {
namespace {

TEST(WiringNote, KeepsWhatWasWrittenLast) {
  const std::string path = testing::TempDir() + "wiring_note_" + std::to_string(::getpid());
  const WiringNote note(path);
  EXPECT_EQ(note.read(), std::nullopt);
  const messages::WantedWiring first{{{"in_1", "system:capture_2"}}, true};
  const messages::WantedWiring second{{{"main_L", "Recorder:left"}, {"main_R", "Recorder:right"}}, false};
  note.write(first);
  EXPECT_EQ(note.read(), first);
  note.write(second);
  EXPECT_EQ(WiringNote(path).read(), second);
  std::ofstream(path) << "no frame";
  EXPECT_EQ(note.read(), std::nullopt);
  std::remove(path.c_str());
}

TEST(WiringNote, LeavesADirectoryThatIsNotThere) {
  const WiringNote note("/nowhere/at/all/engine-wiring");
  note.write({});
  EXPECT_EQ(note.read(), std::nullopt);
}

}  // namespace
}  // namespace corelogic::control
