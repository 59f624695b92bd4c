// meter_layout_test.cpp: the bytes are where README.md says, and nothing loud is lost in a merge.  Side:
// test.
#include "clients/gateway/meter_layout.h"

#include <gmock/gmock.h>

#include <cstring>

namespace corelogic::gateway {
namespace {

using messages::MeterFrame;
using vocabulary::make_node_id;
using vocabulary::NodeRole;

template <class Number>
Number at(const std::string& bytes, std::size_t offset) {
  Number value{};
  EXPECT_LE(offset + sizeof value, bytes.size());
  if (offset + sizeof value <= bytes.size()) std::memcpy(&value, bytes.data() + offset, sizeof value);
  return value;
}

MeterFrame frame() {
  MeterFrame meters;
  meters.number = 17;
  meters.revision = {2, 1ULL << 40};
  meters.position = -5;
  meters.rolling = true;
  meters.xruns = 3;
  meters.load = 0.25F;
  meters.nodes = {make_node_id(0xffffffff, NodeRole::kFader), make_node_id(9, NodeRole::kInsert)};
  meters.channels = {2, 1};
  meters.peaks = {0.1F, 0.2F, 0.3F};
  meters.rms = {0.01F, 0.02F, 0.03F};
  meters.gains = {-6.0F, -3.0F};
  meters.clips = {7, 8, 9};
  meters.detailed = {0};
  meters.true_peaks = {0.4F, 0.5F};
  meters.correlations = {0.9F};
  meters.vus = {0.6F, 0.7F};
  meters.momentary = {-23.0F};
  meters.short_term = {-24.0F};
  meters.integrated = {-25.0F};
  meters.ranges = {5.0F};
  meters.key_nodes = {make_node_id(9, NodeRole::kInsert)};
  meters.key_peaks = {0.8F};
  meters.cost_nodes = {make_node_id(9, NodeRole::kInsert)};
  meters.cost_least = {0.001F};
  meters.cost_mean = {0.002F};
  meters.cost_most = {0.003F};
  meters.spectrum_nodes = {make_node_id(3, NodeRole::kFader)};
  meters.spectrum_bins = 2;
  meters.spectra = {-60.0F, -70.0F};
  meters.detectors = {1};
  meters.detector_levels = {0.65F};
  return meters;
}

TEST(MeterLayout, LiesAsThePageReadsIt) {
  const std::string bytes = flatten(frame());
  EXPECT_EQ(bytes.substr(0, 4), "CLM1");
  EXPECT_EQ(at<std::uint32_t>(bytes, 4), 1U);
  EXPECT_EQ(at<double>(bytes, 8), 17.0);
  EXPECT_EQ(at<double>(bytes, 16), 1099511627776.0);
  EXPECT_EQ(at<double>(bytes, 24), -5.0);
  EXPECT_EQ(at<double>(bytes, 32), 3.0);
  EXPECT_EQ(at<std::uint32_t>(bytes, 40), 2U);
  EXPECT_EQ(at<float>(bytes, 44), 0.25F);
  const std::uint32_t sizes[] = {2, 3, 1, 2, 1, 1, 1, 2};  // N C D E K X S B
  for (std::size_t i = 0; i < 8; ++i) EXPECT_EQ(at<std::uint32_t>(bytes, 48 + 4 * i), sizes[i]) << i;
  EXPECT_EQ(at<double>(bytes, 80), 1099511627524.0);  // (0xffffffff << 8) | 4
  EXPECT_EQ(at<double>(bytes, 104), 9.0 * 256 + 3);   // its cost node
  EXPECT_EQ(at<double>(bytes, 112), 3.0 * 256 + 4);   // its spectrum node
  std::size_t offset = 80 + 8 * (2 + 1 + 1 + 1);
  for (const float expected :
       {0.1F, 0.2F,   0.3F,   0.01F,  0.02F, 0.03F, -6.0F,  -3.0F,  0.4F,   0.5F,   0.9F,  0.6F,
        0.7F, -23.0F, -24.0F, -25.0F, 5.0F,  0.8F,  0.001F, 0.002F, 0.003F, -60.0F, -70.0F}) {
    EXPECT_EQ(at<float>(bytes, offset), expected) << offset;
    offset += 4;
  }
  for (const std::uint32_t expected : {2U, 1U, 7U, 8U, 9U, 0U, 1U, 1U}) {
    EXPECT_EQ(at<std::uint32_t>(bytes, offset), expected) << offset;
    offset += 4;
  }
  EXPECT_EQ(at<float>(bytes, offset), 0.65F);
  EXPECT_EQ(bytes.size(), offset + 4);
}

/// Whoever knows nothing of detectors finds every byte of theirs where it was.
TEST(MeterLayout, HasItsOldFormInFrontOfWhatIsNew) {
  MeterFrame before = frame();
  before.detectors = {};
  before.detector_levels = {};
  const std::string old = flatten(before), now = flatten(frame());
  EXPECT_EQ(now.substr(0, old.size()), old);
  EXPECT_EQ(now.size(), old.size() + 12);
}

TEST(MeterLayout, SizesFitEvenWhereListsDoNot) {
  MeterFrame odd = frame();
  odd.peaks = {0.1F};
  odd.rms = {};
  odd.gains = {1, 2, 3, 4};
  odd.detailed = {0, 7};
  odd.channels = {2};
  const std::string bytes = flatten(odd);
  const auto size = [&](std::size_t index) { return std::size_t{at<std::uint32_t>(bytes, 48 + 4 * index)}; };
  const std::size_t n = size(0), c = size(1), d = size(2), e = size(3), k = size(4), x = size(5), s = size(6),
                    b = size(7);
  EXPECT_EQ(bytes.size(), 80 + 8 * (n + k + x + s) + 4 * (2 * c + n + 2 * e + 5 * d + k + 3 * x + s * b) +
                              4 * (n + c + d) + 12);
}

TEST(MeterLayout, OfAnEmptyFrameIsItsHeader) {
  EXPECT_EQ(flatten({}).size(), 80U);
}

TEST(MeterLayout, AMergeKeepsTheLoudestAndTheNewest) {
  MeterFrame older = frame();
  MeterFrame newer = frame();
  newer.number = 18;
  older.peaks = {0.9F, 0.0F, 0.9F};
  older.gains = {0.0F, -12.0F};
  newer.cost_nodes = {};
  older.detector_levels = {0.7F};
  const MeterFrame both = merged(older, newer);
  EXPECT_EQ(both.number, 18U);
  EXPECT_THAT(both.peaks, testing::ElementsAre(0.9F, 0.2F, 0.9F));
  EXPECT_THAT(both.gains, testing::ElementsAre(-6.0F, -12.0F)) << "a fader's level is the newer one";
  EXPECT_EQ(both.cost_nodes, older.cost_nodes);
  EXPECT_EQ(both.detector_levels, older.detector_levels);
}

TEST(MeterLayout, FramesOfAnotherPlanAreNotMixed) {
  MeterFrame older = frame();
  MeterFrame newer = frame();
  older.peaks = {0.9F, 0.9F, 0.9F};
  newer.nodes[0] = make_node_id(4, NodeRole::kFader);
  EXPECT_EQ(merged(older, newer).peaks, newer.peaks);
}

std::shared_ptr<const MeterShot> shot(std::uint64_t number, float peak = 0.1F) {
  auto made = std::make_shared<MeterShot>();
  made->frame = frame();
  made->frame.number = number;
  made->frame.peaks = {peak, 0, 0};
  made->bytes = flatten(made->frame);
  return made;
}

TEST(MeterBox, GivesEveryFrameAtTheFullRate) {
  MeterBox box;
  box.set_rate(30);
  for (int i = 0; i < 300; ++i) {
    const double jitter = i % 3 == 0 ? 0.003 : 0.0;
    const auto given = shot(static_cast<std::uint64_t>(i));
    box.offer(given);
    EXPECT_EQ(box.take(10.0 + i / 30.0 + jitter), given) << i;
  }
}

/// Thirty a second, read at the ends of periods of 1024 frames at 48 kHz: 21 or 43 ms apart.
TEST(MeterBox, GivesEveryFrameThatComesAtTheEndOfAPeriod) {
  MeterBox box;
  box.set_rate(30);
  double due = 0;
  int frames = 0, given = 0;
  for (int period = 0; period < 1000; ++period) {
    const double now = 10.0 + period * 1024 / 48000.0;
    if (now - 10.0 < due) continue;
    due += 1.0 / 30;
    box.offer(shot(static_cast<std::uint64_t>(++frames)));
    if (box.take(now) != nullptr) ++given;
  }
  EXPECT_NEAR(frames, 640, 2);
  EXPECT_EQ(given, frames);
}

TEST(MeterBox, GivesNoMoreThanIsWantedOfTwiceAsMany) {
  MeterBox box;
  box.set_rate(30);
  int given = 0;
  for (int i = 0; i < 600; ++i) {
    box.offer(shot(static_cast<std::uint64_t>(i)));
    if (box.take(10.0 + i / 60.0) != nullptr) ++given;
  }
  EXPECT_NEAR(given, 300, 2);
}

TEST(MeterBox, MergesWhatAPageWantsLessOften) {
  MeterBox box;
  box.set_rate(10);
  int taken = 0;
  for (int i = 0; i < 300; ++i) {
    box.offer(shot(static_cast<std::uint64_t>(i), i % 3 == 1 ? 0.9F : 0.1F));
    if (const auto one = box.take(10.0 + i / 30.0)) {
      ++taken;
      EXPECT_EQ(at<double>(one->bytes, 8), static_cast<double>(i)) << "the newest number";
      EXPECT_EQ(one->frame.peaks[0], taken > 1 ? 0.9F : 0.1F) << "the peak between two frames";
    }
  }
  EXPECT_NEAR(taken, 100, 2);
}

TEST(MeterBox, KeepsOneFrameForWhoDoesNotTakeAny) {
  MeterBox box;
  box.set_rate(30);
  for (std::uint64_t i = 0; i < 1000; ++i) box.offer(shot(i));
  ASSERT_TRUE(box.waiting());
  EXPECT_EQ(at<double>(box.take(1.0)->bytes, 8), 999.0);
  EXPECT_FALSE(box.waiting());
}

TEST(MeterBox, HasNothingForWhoWantsNothing) {
  MeterBox box;
  box.offer(shot(1));
  EXPECT_FALSE(box.waiting());
  box.set_rate(30);
  box.offer(shot(2));
  box.set_rate(0);
  EXPECT_FALSE(box.waiting());
}

}  // namespace
}  // namespace corelogic::gateway
