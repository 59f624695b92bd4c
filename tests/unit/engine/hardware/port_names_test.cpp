// port_names_test.cpp: names of ports, and the fade at the end.  Side: test.
#include "engine/hardware/port_names.h"

#include <gmock/gmock.h>

#include "engine/hardware/out_fade.h"

namespace corelogic::hardware {
namespace {

using testing::ElementsAre;

std::vector<std::string> names(const std::vector<PortName>& ports) {
  std::vector<std::string> all;
  for (const PortName& port : ports) all.push_back(port.name + "=" + port.pretty);
  return all;
}

TEST(PortNames, BeginWithMainAndMonitorAndGoOnByChannel) {
  EXPECT_THAT(names(output_names(6)), ElementsAre("main_L=Main L", "main_R=Main R", "monitor_L=Monitor L",
                                                  "monitor_R=Monitor R", "out_5=Output 5", "out_6=Output 6"));
  EXPECT_THAT(names(output_names(2)), ElementsAre("main_L=Main L", "main_R=Main R"));
  EXPECT_THAT(names(output_names(0)), ElementsAre());
  EXPECT_THAT(names(input_names(2)), ElementsAre("in_1=Input 1", "in_2=Input 2"));
}

TEST(OutFade, IsAStraightLineOverAnyPeriods) {
  OutFade fade;
  fade.begin();
  std::vector<float> heard;
  while (!fade.done()) {
    std::vector<float> period(100, 1.0F);
    float* const outputs[2] = {period.data(), nullptr};
    fade.apply(outputs, 2, 100);
    heard.insert(heard.end(), period.begin(), period.end());
  }
  ASSERT_GE(heard.size(), 580U);
  for (std::size_t i = 0; i < heard.size(); ++i) {
    ASSERT_FLOAT_EQ(heard[i], i < 480 ? static_cast<float>(480 - i) / 480.0F : 0.0F) << i;
  }
}

TEST(OutFade, LeavesTheSoundAloneUntilItBegins) {
  OutFade fade;
  std::vector<float> period(100, 1.0F);
  float* const outputs[1] = {period.data()};
  fade.apply(outputs, 1, 100);
  EXPECT_EQ(period, std::vector<float>(100, 1.0F));
  EXPECT_FALSE(fade.done());
}

}  // namespace
}  // namespace corelogic::hardware
