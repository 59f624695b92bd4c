// socket_open_test.cpp: who may serve a path, and why one cannot.
#include <gmock/gmock.h>
#include <sys/stat.h>

#include <memory>

#include "tests/unit/schema/wire/socket_fixture.h"

namespace corelogic::wire {
namespace {

using ::testing::HasSubstr;
using vocabulary::RefusalCode;

TEST_F(SocketTest, LetsOnlyOneServeAPath) {
  {
    Socket router = bound(SocketKind::kRouter);
    const auto second = Socket::bind(context_, SocketKind::kRouter, endpoint());
    ASSERT_FALSE(second);
    EXPECT_EQ(second.refusal().code, RefusalCode::kConflict);
    EXPECT_THAT(second.refusal().sentence, HasSubstr("Another process serves"));
    Socket dealer = connected(SocketKind::kDealer);
    dealer.send(as_frame("to the first"));
    EXPECT_EQ(text_of(next(router)), "to the first");
  }
  bound(SocketKind::kRouter);
}

TEST_F(SocketTest, ClosesItsFilesToOthers) {
  Socket router = bound(SocketKind::kRouter);
  for (const char* file : {"/a", "/a.lock"}) {
    struct stat status {};
    ASSERT_EQ(stat((directory_ + file).c_str(), &status), 0) << file;
    EXPECT_EQ(status.st_mode & 0777, 0600U) << file;
  }
}

TEST_F(SocketTest, MakesAMissingDirectoryPrivate) {
  const std::string inner = directory_ + "/run";
  {
    const auto router = Socket::bind(context_, SocketKind::kRouter, "ipc://" + inner + "/b");
    ASSERT_TRUE(router);
    struct stat status {};
    ASSERT_EQ(stat(inner.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777, 0700U);
  }
  unlink((inner + "/b").c_str());
  unlink((inner + "/b.lock").c_str());
  EXPECT_EQ(rmdir(inner.c_str()), 0);
}

TEST_F(SocketTest, SaysWhyItCannotBind) {
  const auto code = [&](const std::string& at) {
    const auto made = Socket::bind(context_, SocketKind::kRouter, at);
    EXPECT_FALSE(made) << at;
    if (made) return RefusalCode::kUnspecified;
    EXPECT_FALSE(made.refusal().sentence.empty());
    return made.refusal().code;
  };
  const std::string long_path = directory_ + "/" + std::string(107 - directory_.size(), 'x');
  EXPECT_EQ(long_path.size(), 108U);
  EXPECT_EQ(code("ipc://" + long_path), RefusalCode::kNotFound);
  EXPECT_EQ(code("ipc://@abstract"), RefusalCode::kNotFound);
  EXPECT_EQ(code("ipc://"), RefusalCode::kNotFound);
  EXPECT_EQ(code("nonsense"), RefusalCode::kNotFound);
  EXPECT_EQ(code("ipc:///dev/null/x/y"), RefusalCode::kStorage);
  EXPECT_EQ(code("tcp://0.0.0.0:9610"), RefusalCode::kDenied);
  EXPECT_EQ(code("tcp://*:9610"), RefusalCode::kDenied);
  EXPECT_FALSE(Socket::connect(context_, SocketKind::kDealer, "nonsense"));
  EXPECT_FALSE(Socket::connect(context_, SocketKind::kDealer, "ipc://" + long_path));
  EXPECT_TRUE(Socket::bind(context_, SocketKind::kRouter, "tcp://127.0.0.1:*"));
}

TEST_F(SocketTest, BindsTheLongestPathThereIs) {
  const std::string path = directory_ + "/" + std::string(106 - directory_.size(), 'x');
  ASSERT_EQ(path.size(), 107U);
  {
    const auto made = Socket::bind(context_, SocketKind::kRouter, "ipc://" + path);
    EXPECT_TRUE(made) << made.refusal().sentence;
  }
  unlink(path.c_str());
  unlink((path + ".lock").c_str());
}

TEST_F(SocketTest, MayOutliveItsContext) {
  auto context = std::make_unique<Context>();
  auto dealer = Socket::connect(*context, SocketKind::kDealer, endpoint());
  ASSERT_TRUE(dealer);
  context.reset();
  Socket router = bound(SocketKind::kRouter);
  EXPECT_TRUE(dealer->send(as_frame("still here")));
  EXPECT_EQ(text_of(next(router)), "still here");
}

TEST_F(SocketTest, MovesWithItsConnection) {
  Socket router = bound(SocketKind::kRouter);
  Socket first = connected(SocketKind::kDealer);
  Socket second = std::move(first);
  first = connected(SocketKind::kDealer);
  second.send(as_frame("second"));
  EXPECT_EQ(text_of(next(router)), "second");
}

}  // namespace
}  // namespace corelogic::wire
