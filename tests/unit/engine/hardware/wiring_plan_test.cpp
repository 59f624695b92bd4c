// wiring_plan_test.cpp: what is made and cut, and what is left to those who did it by hand.  Side: test.
#include "engine/hardware/wiring_plan.h"

#include <gmock/gmock.h>

namespace corelogic::hardware {
namespace {

using messages::EngineWiring;
using messages::WantedWiring;
using messages::Wire;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

const Wire kMainL{"main_L", "system:playback_1"};
const Wire kMainR{"main_R", "system:playback_2"};
const Wire kIn1{"in_1", "system:capture_1"};
const Wire kRecord{"main_L", "Recorder:left"};
const Wire kLoop{"main_R", "corelogic:in_2"};

/// Sound card with 3 playback ports and 1 capture port; ours are in_1, in_2, main_L, main_R.
struct Room {
  EngineWiring wiring{{{"system:capture_1", false, true, false, ""},
                       {"system:playback_1", true, true, false, ""},
                       {"system:playback_2", true, true, false, ""},
                       {"system:playback_3", true, true, false, ""},
                       {"corelogic:in_1", true, false, true, ""},
                       {"corelogic:in_2", true, false, true, ""},
                       {"corelogic:main_L", false, false, true, ""},
                       {"corelogic:main_R", false, false, true, ""}},
                      {}};
  void add(const std::string& name) { wiring.ports.push_back({name, true, false, false, ""}); }
  void remove(const std::string& name) {
    std::erase_if(wiring.ports, [&](const auto& port) { return port.name == name; });
    std::erase_if(wiring.actual, [&](const Wire& wire) { return wire.other == name; });
  }
  void connect(const Wire& wire) { wiring.actual.push_back(wire); }
  void disconnect(const Wire& wire) { std::erase(wiring.actual, wire); }
  /// As the device does it: asks, and obeys.
  WiringPlan::Orders settle(WiringPlan& plan, const std::set<std::string>& appeared = {}) {
    auto orders = plan.next(wiring, appeared);
    for (const Wire& wire : orders.make) connect(wire);
    for (const Wire& wire : orders.cut) disconnect(wire);
    return orders;
  }
};

TEST(WiringPlan, ConnectsTheSoundCardByItself) {
  Room room;
  WiringPlan plan("corelogic", true);
  EXPECT_THAT(room.settle(plan).make, UnorderedElementsAre(kMainL, kMainR, kIn1));
  EXPECT_THAT(room.settle(plan).make, IsEmpty());
  WiringPlan unasked("corelogic", false);
  EXPECT_THAT(Room().settle(unasked).make, IsEmpty());
}

TEST(WiringPlan, AddsWhatIsWantedAndCutsItWhenItIsNotAnyMore) {
  Room room;
  room.add("Recorder:left");
  WiringPlan plan("corelogic", true);
  room.settle(plan);
  plan.want({{kRecord}, false});
  EXPECT_THAT(room.settle(plan).make, ElementsAre(kRecord));
  plan.want({{kMainR}, true});
  auto orders = room.settle(plan);
  EXPECT_THAT(orders.make, IsEmpty());
  EXPECT_THAT(orders.cut, UnorderedElementsAre(kMainL, kIn1, kRecord));
  plan.want({});
  orders = room.settle(plan);
  EXPECT_THAT(orders.make, UnorderedElementsAre(kMainL, kIn1));
  EXPECT_THAT(orders.cut, IsEmpty());
}

TEST(WiringPlan, LeavesWhatSomebodyConnectsByHand) {
  Room room;
  room.add("Recorder:left");
  WiringPlan plan("corelogic", true);
  room.settle(plan);
  room.connect(kRecord);
  EXPECT_THAT(room.settle(plan).cut, IsEmpty());
  plan.want({{}, true});
  EXPECT_THAT(room.settle(plan).cut, testing::Not(testing::Contains(kRecord)));
  EXPECT_THAT(room.wiring.actual, ElementsAre(kRecord));
}

TEST(WiringPlan, RestoresWhatSomebodyTookAwayOnlyWhenAskedOrWhenThePortReturns) {
  Room room;
  room.add("Recorder:left");
  WiringPlan plan("corelogic", true);
  plan.want({{kRecord}, false});
  room.settle(plan);
  room.disconnect(kRecord);
  room.disconnect(kMainL);
  EXPECT_THAT(room.settle(plan).make, IsEmpty());
  room.remove("Recorder:left");
  EXPECT_THAT(room.settle(plan).make, IsEmpty());
  room.add("Recorder:left");
  EXPECT_THAT(room.settle(plan).make, ElementsAre(kRecord)) << "main_L stays as it was left";
  plan.want({{kRecord}, false});
  EXPECT_THAT(room.settle(plan).make, ElementsAre(kMainL));
}

// A client that starts again between two looks: its port has the name it had.
TEST(WiringPlan, SeesAPortThatWentAndCameUnnoticed) {
  Room room;
  room.add("Recorder:left");
  WiringPlan plan("corelogic", true);
  plan.want({{kRecord}, false});
  room.settle(plan);
  room.disconnect(kRecord);
  EXPECT_THAT(room.settle(plan, {"Recorder:left"}).make, ElementsAre(kRecord));
}

TEST(WiringPlan, WaitsForPortsThatAreNotThere) {
  Room room;
  WiringPlan plan("corelogic", false);
  plan.want({{kRecord, {"out_99", "system:playback_3"}, {"in_1", "system:playback_3"}}, true});
  EXPECT_THAT(room.settle(plan).make, IsEmpty()) << "nobody there, no such port of ours, two inputs";
  room.add("Recorder:left");
  EXPECT_THAT(room.settle(plan).make, ElementsAre(kRecord));
}

TEST(WiringPlan, TellsAWireBetweenTwoOfOursFromItsOutput) {
  Room room;
  WiringPlan plan("corelogic", false);
  plan.want({{{"in_2", "corelogic:main_R"}}, true});
  EXPECT_THAT(room.settle(plan).make, ElementsAre(kLoop));
  plan.want({{kLoop}, true});
  const auto orders = room.settle(plan);
  EXPECT_THAT(orders.make, IsEmpty());
  EXPECT_THAT(orders.cut, IsEmpty());
}

}  // namespace
}  // namespace corelogic::hardware
