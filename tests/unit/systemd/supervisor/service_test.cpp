// service_test.cpp: the life of a service, told without a process and without a clock.
#include "systemd/supervisor/service.h"

#include <gtest/gtest.h>

namespace corelogic::supervisor {
namespace {

using namespace std::chrono_literals;

const Moment kStart{1000s};

ServiceUnit unit() {
  ServiceUnit one;
  one.name = "engine";
  one.notifies = true;
  one.watchdog = 40ms;
  one.restart_delay = 5ms;
  one.start_timeout = 3s;
  one.stop_timeout = 2s;
  return one;
}

Service running() {
  Service service(unit(), kStart);
  service.started(kStart);
  service.heard("READY=1", kStart);
  return service;
}

TEST(Service, IsStartedAtOnce) {
  EXPECT_EQ(Service(unit(), kStart).order(kStart), Order::kStart);
}

TEST(Service, IsNotKilledWhileItStarts) {
  Service service(unit(), kStart);
  service.started(kStart);
  EXPECT_EQ(service.order(kStart + 2999ms), Order::kNone);
  EXPECT_EQ(service.order(kStart + 3s), Order::kKill);
  EXPECT_EQ(service.why(), "was not ready in time");
}

TEST(Service, IsKilledWhenItFallsSilent) {
  auto service = running();
  EXPECT_EQ(service.order(kStart + 39ms), Order::kNone);
  service.heard("WATCHDOG=1", kStart + 39ms);
  EXPECT_EQ(service.order(kStart + 78ms), Order::kNone);
  EXPECT_EQ(service.order(kStart + 79ms), Order::kKill);
  EXPECT_EQ(service.state(), State::kKilled);
  EXPECT_EQ(service.order(kStart + 10s), Order::kNone);
}

TEST(Service, WithoutWatchdogMayBeSilent) {
  auto quiet = unit();
  quiet.watchdog = 0ms;
  Service service(quiet, kStart);
  service.started(kStart);
  service.heard("READY=1", kStart);
  EXPECT_FALSE(service.deadline());
}

TEST(Service, ThatDoesNotNotifyIsReadyAtOnce) {
  auto simple = unit();
  simple.notifies = false;
  Service service(simple, kStart);
  service.started(kStart);
  EXPECT_EQ(service.state(), State::kRunning);
}

TEST(Service, IsStartedAgainAfterItsDelay) {
  auto service = running();
  service.died("signal 9", kStart + 1s);
  EXPECT_EQ(service.restarts(), 1U);
  EXPECT_EQ(service.last_end(), "signal 9");
  EXPECT_EQ(service.order(kStart + 1004ms), Order::kNone);
  EXPECT_EQ(service.order(kStart + 1005ms), Order::kStart);
}

TEST(Service, IsKilledAtOnceWhenItIsStopped) {
  auto service = running();
  service.was_stopped();
  EXPECT_EQ(service.state(), State::kKilled);
  EXPECT_EQ(service.why(), "was stopped by a signal");
}

TEST(Service, ThatCannotStartWaitsLongerEachTimeUpToASecond) {
  Service service(unit(), kStart);
  Moment now = kStart;
  Clock::duration last{0};
  for (int i = 0; i < 30; ++i) {
    EXPECT_EQ(service.order(now), Order::kStart);
    service.started(now);
    service.died("status 1", now);
    const auto delay = *service.deadline() - now;
    EXPECT_GE(delay, last);
    last = delay;
    now = *service.deadline();
    EXPECT_TRUE(i >= 3 || delay == 5ms) << i;
  }
  EXPECT_EQ(last, 1s);
  service.started(now);
  service.heard("READY=1", now);
  service.died("signal 11", now);
  EXPECT_EQ(*service.deadline() - now, 5ms);
}

TEST(Service, ThatIsStoppedStaysStopped) {
  auto service = running();
  EXPECT_TRUE(service.stop(kStart));
  EXPECT_FALSE(service.stop(kStart));
  EXPECT_EQ(service.order(kStart + 1s), Order::kNone);
  EXPECT_EQ(service.order(kStart + 2s), Order::kKill);
  service.died("signal 9", kStart + 2s);
  EXPECT_EQ(service.state(), State::kStopped);
  EXPECT_EQ(service.restarts(), 0U);
}

TEST(Service, ThatWaitsIsStoppedWithoutBeingTold) {
  auto service = running();
  service.died("signal 9", kStart);
  EXPECT_FALSE(service.stop(kStart));
  EXPECT_EQ(service.state(), State::kStopped);
}

TEST(Service, TakenOverHasAMomentForItsFirstWord) {
  Service service(unit(), kStart);
  service.adopted(kStart);
  EXPECT_EQ(service.order(kStart + 199ms), Order::kNone);
  service.heard("WATCHDOG=1", kStart + 199ms);
  EXPECT_EQ(service.order(kStart + 238ms), Order::kNone);
  EXPECT_EQ(service.order(kStart + 239ms), Order::kKill);
}

TEST(Service, IsNotBlamedForTheTimeTheSupervisorLost) {
  auto service = running();
  service.forgive(500ms);
  EXPECT_EQ(service.order(kStart + 539ms), Order::kNone);
  EXPECT_EQ(service.order(kStart + 540ms), Order::kKill);
}

TEST(Service, KeepsTheLastStatusOfSeveralLines) {
  auto service = running();
  service.heard("WATCHDOG=1\nSTATUS=48000 Hz, 64 frames\nX_UNKNOWN=1", kStart + 10ms);
  EXPECT_EQ(service.status(), "48000 Hz, 64 frames");
  EXPECT_EQ(*service.deadline(), kStart + 50ms);
}

TEST(Service, ThatSaysItStopsGetsTheTimeToDoSo) {
  auto service = running();
  service.heard("STOPPING=1", kStart);
  EXPECT_EQ(*service.deadline(), kStart + 2s);
}

TEST(Service, ThatSaysItHangsIsKilledAtOnce) {
  auto service = running();
  service.heard("WATCHDOG=trigger", kStart + 1ms);
  EXPECT_EQ(service.order(kStart + 1ms), Order::kKill);
}

}  // namespace
}  // namespace corelogic::supervisor
