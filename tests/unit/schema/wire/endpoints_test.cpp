// endpoints_test.cpp: where the processes meet, by environment, and who may enter.
#include "schema/wire/endpoints.h"

#include <gmock/gmock.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <map>
#include <optional>

namespace corelogic::wire {
namespace {

using ::testing::HasSubstr;
using vocabulary::RefusalCode;

/// Variables as they were, when the test ends.
class EndpointsTest : public ::testing::Test {
 protected:
  EndpointsTest() {
    for (const char* name :
         {"CORELOGIC_RUNTIME_DIR", "CORELOGIC_DATA_DIR", "XDG_RUNTIME_DIR", "XDG_DATA_HOME"}) {
      const char* value = std::getenv(name);
      before_[name] = value != nullptr ? std::optional<std::string>(value) : std::nullopt;
      unsetenv(name);
    }
    char name[] = "/tmp/endpoints-XXXXXX";
    directory_ = mkdtemp(name);
  }
  ~EndpointsTest() override {
    for (const auto& [name, value] : before_)
      value ? setenv(name.c_str(), value->c_str(), 1) : unsetenv(name.c_str());
    for (const char* entry : {"/a/b/c", "/a/b", "/a", "/open"}) rmdir((directory_ + entry).c_str());
    unlink((directory_ + "/file").c_str());
    rmdir(directory_.c_str());
  }
  static unsigned mode(const std::string& path) {
    struct stat status {};
    return stat(path.c_str(), &status) == 0 ? status.st_mode & 07777U : 0U;
  }

  std::map<std::string, std::optional<std::string>> before_;
  std::string directory_;
};

TEST_F(EndpointsTest, FollowTheEnvironment) {
  EXPECT_EQ(runtime_directory(), "/run/corelogic");
  EXPECT_EQ(data_directory(), "/var/lib/corelogic");
  setenv("XDG_RUNTIME_DIR", "/run/user/7", 1);
  setenv("XDG_DATA_HOME", "/home/x/.local/share", 1);
  EXPECT_EQ(runtime_directory(), "/run/user/7/corelogic");
  EXPECT_EQ(data_directory(), "/home/x/.local/share/corelogic");
  setenv("CORELOGIC_RUNTIME_DIR", "/r", 1);
  setenv("CORELOGIC_DATA_DIR", "/d", 1);
  EXPECT_EQ(data_directory(), "/d");
  EXPECT_EQ(control_endpoint(), "ipc:///r/control");
  EXPECT_EQ(telemetry_endpoint(), "ipc:///r/telemetry");
  EXPECT_EQ(engine_endpoint(), "ipc:///r/engine");
  EXPECT_EQ(engine_telemetry_endpoint(), "ipc:///r/engine-telemetry");
  setenv("CORELOGIC_RUNTIME_DIR", "", 1);
  EXPECT_EQ(runtime_directory(), "/run/user/7/corelogic");
}

TEST_F(EndpointsTest, MakeADirectoryAndItsParents) {
  const std::string path = directory_ + "/a/b/c";
  ASSERT_TRUE(make_private_directory(path));
  EXPECT_EQ(mode(path), 0700U);
  EXPECT_TRUE(make_private_directory(path)) << "once more";
  EXPECT_TRUE(make_private_directory(path + "/"));
}

TEST_F(EndpointsTest, CloseADirectoryThatWasOpen) {
  const std::string path = directory_ + "/open";
  ASSERT_EQ(mkdir(path.c_str(), 0755), 0);
  ASSERT_TRUE(make_private_directory(path));
  EXPECT_EQ(mode(path), 0700U);
}

TEST_F(EndpointsTest, RefuseADirectorySharedByAll) {
  const std::string path = directory_ + "/open";
  ASSERT_EQ(mkdir(path.c_str(), 0755), 0);
  ASSERT_EQ(chmod(path.c_str(), 01777), 0);
  const auto made = make_private_directory(path);
  ASSERT_FALSE(made);
  EXPECT_EQ(made.refusal().code, RefusalCode::kStorage);
  EXPECT_THAT(made.refusal().sentence, HasSubstr("shared by all"));
  EXPECT_EQ(mode(path), 01777U);
}

TEST_F(EndpointsTest, RefuseWhatIsNoDirectory) {
  const std::string file = directory_ + "/file";
  std::ofstream(file) << "x";
  for (const std::string& path : {file, file + "/below", std::string()}) {
    const auto made = make_private_directory(path);
    ASSERT_FALSE(made) << path;
    EXPECT_EQ(made.refusal().code, RefusalCode::kStorage);
    EXPECT_FALSE(made.refusal().sentence.empty());
  }
}

}  // namespace
}  // namespace corelogic::wire
