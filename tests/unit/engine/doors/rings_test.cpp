// rings_test.cpp: the doors under contention: one writer, one reader, both as fast as they can. Order is
// kept, nothing is lost, and what a pointer points to is whole on the other side (ThreadSanitizer watches
// these in `test --all`).
#include "engine/doors/rings.h"

#include <gtest/gtest.h>

#include <memory>
#include <thread>
#include <vector>

namespace corelogic::doors {
namespace {

constexpr std::int64_t kItems = 1'000'000;

/// Until it is taken. It yields, because a machine may have one core; the rings' own users never wait.
template <class Ring, class Item>
void push(Ring& ring, const Item& item) {
  while (!ring.push(item)) std::this_thread::yield();
}

template <class Ring, class Item>
void pop(Ring& ring, Item& item) {
  while (!ring.pop(item)) std::this_thread::yield();
}

TEST(CommandRing, KeepsTheOrderOfAMillionCommandsAndLosesNone) {
  const auto rings = std::make_unique<Rings>();
  std::thread writer([&] {
    for (std::int64_t i = 0; i < kItems; ++i) push(rings->commands, RtCommand::locate(i));
  });
  std::int64_t wrong = 0;
  for (std::int64_t i = 0; i < kItems; ++i) {
    RtCommand command;
    pop(rings->commands, command);
    if (command.kind != RtCommand::Kind::kLocate || command.frame != i) ++wrong;
  }
  writer.join();
  EXPECT_EQ(wrong, 0);
  RtCommand command;
  EXPECT_FALSE(rings->commands.pop(command)) << "one too many";
}

TEST(EventRing, KeepsTheOrderOfAMillionEventsAndLosesNoneThatItTook) {
  const auto rings = std::make_unique<Rings>();
  std::thread writer([&] {
    for (std::int64_t i = 0; i < kItems; ++i) {
      RtEvent event;
      event.kind = RtEvent::Kind::kPlanSettled;
      event.nanos = static_cast<std::uint32_t>(i);
      push(rings->events, event);
    }
  });
  std::int64_t wrong = 0;
  for (std::int64_t i = 0; i < kItems; ++i) {
    RtEvent event;
    pop(rings->events, event);
    if (event.kind != RtEvent::Kind::kPlanSettled || event.nanos != static_cast<std::uint32_t>(i)) ++wrong;
  }
  writer.join();
  EXPECT_EQ(wrong, 0);
}

TEST(CommandRing, RefusesWhatItHasNoRoomForAndKeepsTheRest) {
  const auto rings = std::make_unique<Rings>();
  std::int64_t taken = 0;
  while (rings->commands.push(RtCommand::locate(taken))) ++taken;
  EXPECT_EQ(taken, static_cast<std::int64_t>(kCommandCapacity));
  EXPECT_EQ(rings->commands.writable(), 0U);
  RtCommand command;
  for (std::int64_t i = 0; i < taken; ++i) {
    ASSERT_TRUE(rings->commands.pop(command));
    ASSERT_EQ(command.frame, i);
  }
  EXPECT_FALSE(rings->commands.pop(command));
  EXPECT_TRUE(rings->commands.push(RtCommand::locate(7)));
}

TEST(RetireRing, HoldsAllThatMayBeOnTheFarSide) {
  const auto rings = std::make_unique<Rings>();
  RtBatch batch;
  for (std::size_t i = 0; i < kRetireCapacity; ++i)
    ASSERT_TRUE(rings->retired.push({.plan = nullptr, .batch = &batch})) << i;
}

/// The audio thread's part in the next case: uses what comes, writes into it, sends it home; ends at a stop.
void use_and_send_home(Rings& rings) {
  graph::RenderPlan* present = nullptr;
  for (RtCommand command;;) {
    pop(rings.commands, command);
    if (command.kind == RtCommand::Kind::kInstallPlan) {
      command.plan->settle_frames += 1;
      if (present != nullptr) push(rings.retired, Retired{.plan = present, .batch = nullptr});
      present = command.plan;
    } else if (command.kind == RtCommand::Kind::kSetBatch) {
      for (const RtValue& value : command.batch->values) present->cells[value.index].value += value.value;
      push(rings.retired, Retired{.plan = nullptr, .batch = command.batch});
    } else {
      break;
    }
  }
  push(rings.retired, Retired{.plan = present, .batch = nullptr});
}

/// The control thread's part: everything it has handed over and not yet freed.
class Lender {
 public:
  explicit Lender(Rings& rings) : rings_(rings) {}

  void lend_plan(std::uint32_t number) {
    auto plan = std::make_unique<graph::RenderPlan>();
    plan->settle_frames = number;
    plan->cells.resize(4);
    for (auto& cell : plan->cells) cell.value = 0.0F;
    make_room();
    push(rings_.commands, RtCommand::install(plan.release()));
    ++out_;
  }
  void lend_batch() {
    auto batch = std::make_unique<RtBatch>();
    for (std::uint32_t cell = 0; cell < 4; ++cell) batch->values.push_back({nullptr, cell, 1.0F});
    make_room();
    push(rings_.commands, RtCommand::set(batch.release()));
    ++out_;
  }
  void take_home() {
    for (Retired item; rings_.retired.pop(item); --out_) {
      const std::unique_ptr<RtBatch> batch(item.batch);
      const std::unique_ptr<graph::RenderPlan> plan(item.plan);
      if (batch) ++batches_home;
      if (plan) check(*plan);
    }
  }
  [[nodiscard]] std::size_t out() const { return out_; }

  std::uint32_t plans_home = 0;
  std::uint32_t batches_home = 0;
  std::uint32_t wrong = 0;
  float values_heard = 0.0F;

 private:
  void make_room() {
    for (take_home(); out_ >= kRetireCapacity; take_home()) std::this_thread::yield();
  }
  void check(const graph::RenderPlan& plan) {
    if (plan.settle_frames != ++plans_home)
      ++wrong;  // numbers count from 0, and each was raised by 1: in order
    for (const auto& cell : plan.cells) values_heard += cell.value;
  }

  Rings& rings_;
  std::size_t out_ = 0;
};

TEST(Rings, HandPlansAndBatchesOverWholeAndBringEachHomeOnce) {
  constexpr std::uint32_t kPlans = 2000;
  constexpr std::uint32_t kBatchesEach = 3;
  const auto rings = std::make_unique<Rings>();
  Lender lender(*rings);
  std::thread audio([&] { use_and_send_home(*rings); });
  for (std::uint32_t plan = 0; plan < kPlans; ++plan) {
    lender.lend_plan(plan);
    for (std::uint32_t batch = 0; batch < kBatchesEach; ++batch) lender.lend_batch();
  }
  push(rings->commands, RtCommand::stop());
  audio.join();
  lender.take_home();
  EXPECT_EQ(lender.out(), 0U);
  EXPECT_EQ(lender.plans_home, kPlans);
  EXPECT_EQ(lender.batches_home, kPlans * kBatchesEach);
  EXPECT_EQ(lender.wrong, 0U);
  EXPECT_EQ(lender.values_heard, static_cast<float>(kPlans * kBatchesEach * 4));
}

/// The audio thread's part in the next case: fills each reading it is lent with the next number.
void fill_readings(Rings& rings, int readings) {
  for (int i = 0; i < readings; ++i) {
    graph::MeterReading* reading = nullptr;
    pop(rings.readings, reading);
    for (float& peak : reading->peaks) peak = static_cast<float>(i);
    RtEvent event;
    event.kind = RtEvent::Kind::kMetersRead;
    event.reading = reading;
    push(rings.events, event);
  }
}

TEST(Rings, LendTwoReadingsToAndFroWithoutTearingOne) {
  constexpr int kReadings = 2000;
  const auto rings = std::make_unique<Rings>();
  std::vector<graph::MeterReading> readings(2);
  for (auto& reading : readings) {
    reading.peaks.resize(64);
    ASSERT_TRUE(rings->readings.push(&reading));
  }
  std::thread audio([&] { fill_readings(*rings, kReadings); });
  int torn = 0;
  for (int i = 0; i < kReadings; ++i) {
    RtEvent event;
    pop(rings->events, event);
    for (const float peak : event.reading->peaks) torn += peak == static_cast<float>(i) ? 0 : 1;
    push(rings->readings, event.reading);
  }
  audio.join();
  EXPECT_EQ(torn, 0);
}

}  // namespace
}  // namespace corelogic::doors
