// timer_device_test.cpp: a cycle played by the clock: its thread, its end, what it refuses.  Side: test.
#include "engine/hardware/timer_device.h"

#include <gmock/gmock.h>

#include <atomic>
#include <chrono>
#include <mutex>
#include <thread>

#include "tests/support/hand_plan.h"

namespace corelogic::hardware {
namespace {

using testing::HasSubstr;

bool eventually(const std::function<bool()>& holds) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(10);
  while (!holds()) {
    if (std::chrono::steady_clock::now() > deadline) return false;
    std::this_thread::yield();
  }
  return true;
}

TEST(TimerDevice, PlaysPeriodAfterPeriodOnTheAudioThread) {
  doors::Rings rings;
  scheduler::Cycle cycle(rings, {});
  std::atomic<bool> on_audio_thread{false};
  std::atomic<std::uint32_t> frames{0};
  auto device =
      TimerDevice::make({.sample_rate = 48000, .block_frames = 96, .inputs = 1, .outputs = 3, .priority = 0},
                        [&](const float* const*, std::uint32_t count, std::uint32_t length) {
                          on_audio_thread = thread_role == ThreadRole::kAudio && count == 3;
                          frames += length;
                        });
  ASSERT_TRUE(device);
  EXPECT_EQ((*device)->facts().name, "timer");
  EXPECT_EQ((*device)->facts().block_frames, 96U);
  ASSERT_TRUE((*device)->start(cycle));
  EXPECT_TRUE(eventually([&] { return cycle.report().cycles >= 10; }));
  EXPECT_TRUE(eventually([&] { return on_audio_thread && frames >= 960; }));
  (*device)->stop();
  const std::uint64_t stopped = cycle.report().cycles;
  EXPECT_EQ(frames, stopped * 96);
}

TEST(TimerDevice, SaysThatItHasNoPriorityWhenTheSystemRefusesIt) {
  const auto refused = TimerDevice::make({.priority = 1000});  // there are 99
  ASSERT_TRUE(refused);
  EXPECT_EQ((*refused)->facts().priority, 0) << "its workers must not stand above it";
  EXPECT_THAT((*refused)->facts().warnings, testing::ElementsAre(HasSubstr("no realtime priority")));
  const auto unasked = TimerDevice::make({.priority = 0});
  ASSERT_TRUE(unasked);
  EXPECT_EQ((*unasked)->facts().priority, 0);
  EXPECT_THAT((*unasked)->facts().warnings, testing::IsEmpty());
}

TEST(TimerDevice, LeavesWithAFadeInsteadOfAClick) {
  support::SoundToDevice sound(1, std::vector<float>(48000, 0.5F), true);
  doors::Rings rings;
  ASSERT_TRUE(rings.commands.push(doors::RtCommand::install(&sound.plan())));
  ASSERT_TRUE(rings.commands.push(doors::RtCommand::play()));
  scheduler::Cycle cycle(rings, {});
  std::mutex mutex;
  std::vector<float> heard;
  auto device = TimerDevice::make({.outputs = 1, .priority = 0},
                                  [&](const float* const* outputs, std::uint32_t, std::uint32_t frames) {
                                    const std::lock_guard lock(mutex);
                                    heard.insert(heard.end(), outputs[0], outputs[0] + frames);
                                  });
  ASSERT_TRUE(device);
  ASSERT_TRUE((*device)->start(cycle));
  ASSERT_TRUE(eventually([&] {
    const std::lock_guard lock(mutex);
    return !heard.empty() && heard.back() == 0.5F;
  }));
  (*device)->stop();
  EXPECT_EQ(heard.back(), 0.0F);
  // Twice a straight 10 ms line at most: at the start the fade-in of the player lies on the ramp of its path.
  for (std::size_t i = 1; i < heard.size(); ++i) ASSERT_NEAR(heard[i], heard[i - 1], 0.5F / 200) << i;
  cycle.release();
}

TEST(TimerDevice, RefusesWhatNoCardCanDo) {
  const auto rate = TimerDevice::make({.sample_rate = 10});
  ASSERT_FALSE(rate);
  EXPECT_THAT(rate.refusal().sentence, HasSubstr("1000 to 768000"));
  const auto block = TimerDevice::make({.block_frames = 0});
  ASSERT_FALSE(block);
  EXPECT_THAT(block.refusal().sentence, HasSubstr("1 to 8192"));
  const auto channels = TimerDevice::make({.outputs = 65});
  ASSERT_FALSE(channels);
  EXPECT_THAT(channels.refusal().sentence, HasSubstr("64 outputs"));
}

}  // namespace
}  // namespace corelogic::hardware
