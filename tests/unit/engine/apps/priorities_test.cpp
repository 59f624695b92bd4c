// priorities_test.cpp: callback, worker and control thread, from whatever priority the device has.  Side:
// test.
#include "engine/apps/priorities.h"

#include <gtest/gtest.h>

namespace corelogic::apps {
namespace {

TEST(Priorities, StandBelowTheDevicesWhateverItIs) {
  for (int device = 3; device <= 99; ++device) {
    const Priorities found = below(device);
    EXPECT_EQ(found.worker, device - 1);
    EXPECT_GE(found.control, 1) << device;
    EXPECT_LT(found.control, found.worker);
    EXPECT_LE(found.control, kControlPriority);
  }
  EXPECT_EQ(below(70).control, 5) << "far below where there is room";
}

TEST(Priorities, MakeTheControlThreadAnOrdinaryOneWhereThereIsNoRoom) {
  EXPECT_EQ(below(2).worker, 1);
  EXPECT_EQ(below(2).control, 0);
  EXPECT_EQ(below(1).worker, 1) << "shares it: neither interrupts the other";
  EXPECT_EQ(below(1).control, 0);
}

TEST(Priorities, AskForNoneAboveADeviceThatHasNone) {
  EXPECT_EQ(below(0).worker, 0);
  EXPECT_EQ(below(0).control, 0);
  EXPECT_EQ(below(-1).worker, 0) << "what libjack says of a server without -R";
}

}  // namespace
}  // namespace corelogic::apps
