// lane_delay_test.cpp: late by exactly what was asked, soft when that changes, the same however it is cut.
#include "engine/dsp/lane_delay.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "tests/unit/engine/dsp/sound.h"

namespace corelogic::dsp {
namespace {

constexpr std::uint32_t kMost = 1000, kFade = 480;

/// A ramp in each lane: lane l at frame f is 1 + f + l / 16, so that a delay can be read from a sample.
void count(test::LaneBuffer& buffer, std::uint32_t frames) {
  for (std::uint32_t f = 0; f < frames; ++f)
    for (std::size_t l = 0; l < kLanes; ++l)
      buffer[f][l] = static_cast<float>(1 + f) + static_cast<float>(l) / 16;
}

void run(LaneDelay& delay, test::LaneBuffer& in, test::LaneBuffer& out, std::uint32_t first,
         std::uint32_t frames) {
  for (std::uint32_t done = first; done < first + frames; done += kMaxFrames)
    delay.process(in.get() + done, out.get() + done, std::min(first + frames - done, kMaxFrames));
}

TEST(LaneDelay, IsLateByExactlyWhatEachLaneWasBegunWithAndSilentBefore) {
  constexpr std::uint32_t kFrames = 4096;
  test::LaneBuffer in(kFrames), out(kFrames);
  count(in, kFrames);
  for (const bool alike : {true, false}) {
    LaneDelay delay(kMost, kFade);
    const auto of = [&](std::size_t l) { return alike ? 240U : static_cast<std::uint32_t>(l * 66); };
    for (std::size_t l = 0; l < kLanes; ++l) delay.begin(l, of(l));
    run(delay, in, out, 0, kFrames);
    for (std::uint32_t f = 0; f < kFrames; ++f)
      for (std::size_t l = 0; l < kLanes; ++l)
        ASSERT_EQ(out[f][l], f < of(l) ? 0.0F : in[f - of(l)][l]) << f << " lane " << l;
  }
}

TEST(LaneDelay, OfANewbornIsNoDelayAndCostsNoSample) {
  test::LaneBuffer in(kMaxFrames), out(kMaxFrames);
  count(in, kMaxFrames);
  LaneDelay delay(kMost, kFade);
  EXPECT_TRUE(delay.idle());
  delay.process(in.get(), out.get(), kMaxFrames);
  for (std::uint32_t f = 0; f < kMaxFrames; ++f)
    for (std::size_t l = 0; l < kLanes; ++l) ASSERT_EQ(out[f][l], in[f][l]);
  delay.process(in.get(), in.get(), kMaxFrames);
  EXPECT_EQ(in[kMaxFrames - 1][3], out[kMaxFrames - 1][3]);
  EXPECT_TRUE(delay.idle());
}

TEST(LaneDelay, WaitsForThePastThenCrossFadesToALongerDelayInAStraightLine) {
  constexpr std::uint32_t kFrames = 3000, kFrom = 100, kTo = 400;
  test::LaneBuffer in(kFrames), out(kFrames);
  count(in, kFrames);
  LaneDelay delay(kMost, kFade);
  for (std::size_t l = 0; l < kLanes; ++l) delay.begin(l, kFrom);
  delay.set(2, kTo);
  run(delay, in, out, 0, kFrames);
  for (std::uint32_t f = 0; f < kFrames; ++f) {
    const double before = f < kFrom ? 0.0 : in[f - kFrom][2];
    const double share = f < kTo ? 0.0 : std::min(1.0, (f - kTo + 1.0) / kFade);
    const double after = f < kTo ? 0.0 : in[f - kTo][2];
    ASSERT_NEAR(out[f][2], before + share * (after - before), 1e-3) << f;
    ASSERT_EQ(out[f][3], f < kFrom ? 0.0F : in[f - kFrom][3]) << f;
  }
}

TEST(LaneDelay, ChangesWithoutAClick) {
  constexpr std::uint32_t kFrames = 256 * 24;
  test::LaneBuffer in(kFrames), out(kFrames);
  for (std::uint32_t f = 0; f < kFrames; ++f)  // 100 Hz at 48 kHz: steps of at most 0.0131
    std::fill_n(in[f], kLanes, static_cast<float>(std::sin(f * 2 * M_PI * 100 / 48000)));
  LaneDelay delay(kMost, kFade);
  const std::uint32_t wanted[] = {0, 700, 13, 1000, 0, 256};
  for (std::uint32_t step = 0; step < 6; ++step) {
    for (std::size_t l = 0; l < kLanes; l += 2) delay.set(l, wanted[step]);
    run(delay, in, out, step * kFrames / 6, kFrames / 6);
  }
  // A cross-fade adds at most 2 / 480 a frame to the sine's own step.
  for (std::uint32_t f = 1; f < kFrames; ++f) {
    ASSERT_LT(std::abs(out[f][4] - out[f - 1][4]), 0.0131 + 2.0 / kFade) << f;
    ASSERT_EQ(out[f][5], in[f][5]);
  }
}

TEST(LaneDelay, LetsAStillNewerDelayWaitForTheFade) {
  constexpr std::uint32_t kFrames = 4096;
  test::LaneBuffer in(kFrames), out(kFrames);
  count(in, kFrames);
  LaneDelay delay(kMost, kFade);
  delay.begin(0, 512);
  run(delay, in, out, 0, 1024);
  delay.set(0, 256);
  run(delay, in, out, 1024, 256);  // in the middle of the fade
  delay.set(0, 300);
  delay.set(0, 100);
  run(delay, in, out, 1280, kFrames - 1280);
  const std::uint32_t first_ends = 1024 + kFade, second_ends = first_ends + kFade;
  EXPECT_NEAR(out[first_ends - 1][0], in[first_ends - 1 - 256][0], 1e-3);
  for (std::uint32_t f = second_ends; f < kFrames; ++f) ASSERT_EQ(out[f][0], in[f - 100][0]) << f;
}

/// Delays begun, lengthened, shortened and switched off while sound goes through.
std::vector<float> turn_knobs(const std::vector<std::uint32_t>& cuts, bool in_place) {
  constexpr std::uint32_t kRounds = 12;
  test::LaneBuffer in(kMaxFrames * kRounds), out(kMaxFrames * kRounds);
  const auto sound = test::noise(kMaxFrames * kRounds * kLanes, 3);
  std::copy(sound.begin(), sound.end(), in[0]);
  LaneDelay delay(kMost, kFade);
  std::uint32_t done = 0;
  for (std::uint32_t round = 0; round < kRounds; ++round) {
    if (round == 1) delay.begin(3, 37);
    for (std::size_t l = 0; l < 9; ++l)
      if (round % 3 == 0)
        delay.set(l, round == 6 ? 0 : (round * 131 + static_cast<std::uint32_t>(l) * 97) % kMost);
    for (const std::uint32_t frames : cuts) {
      LaneFrame* to = (in_place ? in : out).get() + done;
      delay.process(in.get() + done, to, frames);
      done += frames;
    }
  }
  const float* first = (in_place ? in : out)[0];
  return {first, first + std::size_t{done} * kLanes};
}

TEST(LaneDelay, GivesTheSameBitsHoweverTheBlockIsCutAndInPlace) {
  const auto whole = turn_knobs({256}, false);
  for (const auto& cuts : test::kCuts) {
    EXPECT_EQ(turn_knobs(cuts, false), whole);
    EXPECT_EQ(turn_knobs(cuts, true), whole);
  }
}

TEST(LaneDelay, DoesNotHearWhatOtherLanesDo) {
  constexpr std::uint32_t kFrames = 2048;
  test::LaneBuffer in(kFrames), alone(kFrames), among(kFrames);
  count(in, kFrames);
  LaneDelay a(kMost, kFade), b(kMost, kFade);
  for (std::size_t l = 8; l < kLanes; ++l) b.begin(l, 123);
  run(a, in, alone, 0, 512);
  run(b, in, among, 0, 512);
  a.set(1, 300);
  b.set(1, 300);
  run(a, in, alone, 512, kFrames - 512);
  run(b, in, among, 512, kFrames - 512);
  for (std::uint32_t f = 0; f < kFrames; ++f) ASSERT_EQ(alone[f][1], among[f][1]) << f;
}

TEST(LaneDelay, AMovedLaneGoesOnAsIfNothingHappened) {
  constexpr std::uint32_t kFrames = 4096;
  test::LaneBuffer in(kFrames), out(kFrames), moved(kFrames);
  for (std::uint32_t f = 0; f < kFrames; ++f)
    std::fill_n(in[f], kLanes, static_cast<float>(std::sin(f * 0.37)));
  for (const std::uint32_t when : {17U, 256U, 1100U, 1500U}) {  // before, while waiting, fading, after
    LaneDelay a(kMost, kFade), b(kMost, kFade);
    a.begin(4, 200);
    b.begin(0, 5);
    run(b, in, moved, 0, 111);  // its ring stands elsewhere
    a.set(4, 900);
    run(a, in, out, 0, when);
    b.move_from(a, 4, 9);
    run(a, in, out, when, kFrames - when);
    run(b, in, moved, when, kFrames - when);
    for (std::uint32_t f = when; f < kFrames; ++f) ASSERT_EQ(moved[f][9], out[f][4]) << when << ": " << f;
  }
}

TEST(LaneDelay, ThatListensNeedNotWaitEvenAfterAMove) {
  constexpr std::uint32_t kFrames = 2048;
  test::LaneBuffer in(kFrames), out(kFrames);
  count(in, kFrames);
  LaneDelay a(kMost, kFade), b(kMost, kFade);
  a.begin(1, 0);
  a.listen(1);
  run(a, in, out, 0, 512);
  b.move_from(a, 1, 6);
  run(b, in, out, 512, 512);
  b.set(6, 800);
  run(b, in, out, 1024, 1024);
  EXPECT_NE(out[1024][6], in[1024][6]);  // fades at once
  for (std::uint32_t f = 1024 + kFade; f < kFrames; ++f) ASSERT_EQ(out[f][6], in[f - 800][6]) << f;
}

TEST(LaneDelay, BegunAnewHasNoPast) {
  test::LaneBuffer in(kMaxFrames), out(kMaxFrames);
  for (std::uint32_t f = 0; f < kMaxFrames; ++f)
    std::fill_n(in[f], kLanes, std::numeric_limits<float>::quiet_NaN());
  LaneDelay delay(kMost, kFade);
  delay.begin(0, 500);
  run(delay, in, out, 0, kMaxFrames);
  delay.begin(0, 100);
  for (std::uint32_t f = 0; f < kMaxFrames; ++f) std::fill_n(in[f], kLanes, 1.0F);
  run(delay, in, out, 0, kMaxFrames);
  for (std::uint32_t f = 0; f < kMaxFrames; ++f) ASSERT_EQ(out[f][0], f < 100 ? 0.0F : 1.0F) << f;
}

}  // namespace
}  // namespace corelogic::dsp
