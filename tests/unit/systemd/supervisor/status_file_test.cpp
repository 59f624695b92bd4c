// status_file_test.cpp: what a script reads.
#include "systemd/supervisor/status_file.h"

#include <gtest/gtest.h>

namespace corelogic::supervisor {
namespace {

TEST(StatusFile, IsJsonWhateverAServiceSays) {
  EXPECT_EQ(to_json(7, {}), "{\"pid\":7,\"services\":[]}\n");
  EXPECT_EQ(
      to_json(7, {{"a", "running", 8, 2, "say \"hi\"\\\n", "signal 9"}, {"b", "stopped", 0, 0, "", ""}}),
      "{\"pid\":7,\"services\":[\n"
      " {\"name\":\"a\",\"state\":\"running\",\"pid\":8,\"restarts\":2,\"status\":\"say "
      "\\\"hi\\\"\\\\\\u000a\","
      "\"lastEnd\":\"signal 9\"},\n"
      " {\"name\":\"b\",\"state\":\"stopped\",\"pid\":0,\"restarts\":0,\"status\":\"\",\"lastEnd\":\"\"}]}"
      "\n");
}

}  // namespace
}  // namespace corelogic::supervisor
