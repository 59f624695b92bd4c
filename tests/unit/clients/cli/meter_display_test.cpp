// meter_display_test.cpp: bars, peak hold and what stands beside them.  Side: test.
#include "clients/cli/meter_display.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

namespace corelogic::cli {
namespace {

using namespace messages;
using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;
using vocabulary::make_node_id;
using vocabulary::NodeRole;

Project studio() {
  Project project;
  Track guitar;
  guitar.id = TrackId{2};
  guitar.name = "Guitar";
  guitar.inserts = {{InsertId{5}, "compressor", false, {}}};
  Track silent;
  silent.id = TrackId{3};
  silent.name = "A very long name indeed";
  project.tracks = {guitar, silent};
  return project;
}

MeterFrame frame(float peak) {
  MeterFrame meters;
  meters.nodes = {make_node_id(2, NodeRole::kPan), make_node_id(5, NodeRole::kInsert)};
  meters.channels = {2, 2};
  meters.peaks = {peak, peak / 2, 0, 0};
  meters.gains = {0, -3.25F};
  meters.rolling = true;
  meters.position = 96000;
  meters.load = 0.031F;
  meters.xruns = 7;
  meters.revision = {1, 12};
  return meters;
}

TEST(MeterDisplay, ShowsTransportLoadAndXruns) {
  MeterDisplay display;
  display.take(studio(), frame(1.0F), {});
  EXPECT_THAT(display.text(80), testing::StartsWith("rolling 2.0 s   load 3.1 %   xruns 7   revision 12\n"));
}

TEST(MeterDisplay, ShowsTheLoudestChannelAndGainReduction) {
  MeterDisplay display;
  display.take(studio(), frame(0.5F), {});
  EXPECT_THAT(display.text(80), HasSubstr("Guitar           -6.0 dB ["));
  EXPECT_THAT(display.text(80), HasSubstr("GR -3.2 dB"));
}

TEST(MeterDisplay, DrawsABarFromMinusSixtyToSix) {
  MeterDisplay display;
  display.take(studio(), frame(1.9953F), {});  // +6 dB: 32 cells of 80 - 48
  EXPECT_THAT(display.text(80), HasSubstr("[" + std::string(31, '=') + "|] OVER"));
  display.take(studio(), frame(0.0F), MeterDisplay::Time{} + 60s);
  EXPECT_THAT(display.text(80), HasSubstr("  -inf dB [" + std::string(32, ' ') + "]"));
}

TEST(MeterDisplay, HoldsAPeakAndLetsItFall) {
  MeterDisplay display;
  const MeterDisplay::Time start{};
  display.take(studio(), frame(1.0F), start);
  const auto mark = [&](MeterDisplay::Time now) {
    display.take(studio(), frame(0.0F), now);
    const std::string text = display.text(80);
    return static_cast<int>(text.find('|')) - static_cast<int>(text.find('['));
  };
  const int held = mark(start + 1400ms);
  EXPECT_EQ(held, 29);  // 0 dB is cell 60 / 66 * 32
  EXPECT_LT(mark(start + 2500ms), held);
}

TEST(MeterDisplay, CutsALongNameAndSaysWhenThereIsNoMeter) {
  MeterDisplay display;
  display.take(studio(), frame(0.5F), {});
  EXPECT_THAT(display.text(80), HasSubstr("A very long na    no meter"));
}

TEST(MeterDisplay, StaysWithinTheWidth) {
  MeterDisplay display;
  display.take(studio(), frame(1.5F), {});
  for (const std::size_t width : {60U, 80U, 120U}) {
    std::istringstream lines(display.text(width));
    for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), width) << line;
  }
}

TEST(MetersAsJson, NamesStripsAndWritesSilenceAsEverywhere) {
  EXPECT_THAT(meters_as_json(studio(), frame(0.5F)),
              HasSubstr(R"({"track":2,"name":"Guitar","peaks":[-6.02,-12.04],"gainReduction":-3.25})"));
  EXPECT_THAT(meters_as_json(studio(), frame(0.0F)), HasSubstr(R"("peaks":["-Infinity","-Infinity"])"));
}

}  // namespace
}  // namespace corelogic::cli
