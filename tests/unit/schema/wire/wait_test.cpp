// wait_test.cpp: sleeping until something comes, and no longer.
#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <thread>

#include "schema/wire/socket.h"

namespace corelogic::wire {
namespace {

using namespace std::chrono_literals;

constexpr auto kDeadline = 10s;

TEST(Wait, EndsWhenItsTimeIsOver) {
  EXPECT_FALSE(wait({}, nullptr, 1ms));
  Waker waker;
  EXPECT_FALSE(wait({}, &waker, 1ms));
}

TEST(Wait, IsWokenFromAnotherThread) {
  Waker waker;
  std::thread other([&] { waker.wake(); });
  EXPECT_TRUE(wait({}, &waker, kDeadline));
  other.join();
}

TEST(Wait, CountsSeveralWakesOnce) {
  Waker waker;
  for (int i = 0; i < 3; ++i) waker.wake();
  EXPECT_TRUE(wait({}, &waker, kDeadline));
  EXPECT_FALSE(wait({}, &waker, 0ms));
}

TEST(Wait, ForgetsAWakeThatIsCleared) {
  Waker waker;
  waker.clear();
  waker.wake();
  waker.clear();
  EXPECT_FALSE(wait({}, &waker, 0ms));
}

TEST(Wait, SeesAnotherDescriptor) {
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  EXPECT_FALSE(wait({}, nullptr, 0ms, ends[0]));
  ASSERT_EQ(write(ends[1], "x", 1), 1);
  EXPECT_TRUE(wait({}, nullptr, kDeadline, ends[0]));
  close(ends[0]);
  close(ends[1]);
}

}  // namespace
}  // namespace corelogic::wire
