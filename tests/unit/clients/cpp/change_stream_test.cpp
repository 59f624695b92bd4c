// change_stream_test.cpp: the mirror over a recorded session of the desk, which the mirrors of all clients
// are held against.
#include <gtest/gtest.h>

#include <fstream>
#include <string>

#include "clients/cpp/mirror.h"
#include "schema/wire/codec.h"
#include "schema/wire/state_hash.h"
#include "tests/support/places.h"

namespace corelogic::client {
namespace {

using namespace messages;

TEST(ChangeStream, IsTheControllersProjectWhereverItWasLookedAt) {
  std::ifstream stream(support::source_directory() + "/tests/golden/change_stream/stream.jsonl");
  Mirror mirror;
  int number = 0;
  int looks = 0;
  for (std::string line; std::getline(stream, line);) {
    SCOPED_TRACE("line " + std::to_string(++number));
    auto told = wire::decode_reply(wire::as_frame(line));
    ASSERT_TRUE(told) << told.refusal().sentence;
    if (const auto* set = std::get_if<ChangeSet>(&told->body)) {
      ASSERT_EQ(mirror.take(*set), Taken::kApplied);
    } else if (const auto* project = std::get_if<Project>(&told->body)) {
      ++looks;
      ASSERT_EQ(mirror.revision(), told->revision);
      ASSERT_EQ(mirror.project(), *project);
      ASSERT_EQ(mirror.hash(), wire::state_hash(*project));
    } else if (const auto* welcome = std::get_if<Welcome>(&told->body)) {
      mirror.reset(welcome->project, told->revision);
    } else {
      mirror.reset(std::get<Reset>(told->body).project, told->revision);
    }
  }
  EXPECT_GT(looks, 5);
}

}  // namespace
}  // namespace corelogic::client
