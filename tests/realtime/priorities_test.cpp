// priorities_test.cpp: whose turn it is in a running engine when there is no core for everybody: JACK's
// callback, then the workers, then the control thread, whatever priority the server has.
#include <gmock/gmock.h>
#include <jack/jack.h>
#include <jack/thread.h>
#include <sched.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <thread>

#include "tests/support/jackd.h"
#include "tests/support/places.h"
#include "tests/support/process.h"

namespace corelogic::support {
namespace {

struct Thread {
  pid_t number = 0;
  std::string name = {};
  int priority = 0;  ///< of SCHED_FIFO; 0: an ordinary thread
};

std::vector<Thread> threads_of(pid_t process) {
  std::vector<Thread> found;
  std::error_code gone;
  for (const auto& entry :
       std::filesystem::directory_iterator("/proc/" + std::to_string(process) + "/task", gone)) {
    Thread thread{.number = std::atoi(entry.path().filename().c_str())};
    std::getline(std::ifstream(entry.path() / "comm"), thread.name);
    sched_param parameters{};
    if ((sched_getscheduler(thread.number) & ~SCHED_RESET_ON_FORK) == SCHED_FIFO &&
        sched_getparam(thread.number, &parameters) == 0)
      thread.priority = parameters.sched_priority;
    found.push_back(thread);
  }
  return found;
}

bool this_machine_gives_priorities() {
  bool given = false;
  std::thread([&] {
    const sched_param wanted{.sched_priority = 70};
    given = pthread_setschedparam(pthread_self(), SCHED_FIFO, &wanted) == 0;
  }).join();
  return given;
}

/// An engine with three threads; what its control thread, its callback and its workers have.
class Priorities : public testing::Test {
 protected:
  void SetUp() override {
    if (!this_machine_gives_priorities()) GTEST_SKIP() << "no thread gets SCHED_FIFO here";
  }
  /// Waits until both workers are there, and a thread of the callback's priority.
  void look(const Environment& environment, const std::string& device, int callback) {
    Process engine({binary("corelogic-engine"), "--device", device, "--threads", "3"}, environment);
    EXPECT_TRUE(eventually([&] {
      workers_.clear();
      callbacks_ = 0;
      for (const Thread& thread : threads_of(engine.pid())) {
        if (thread.number == engine.pid()) control_ = thread.priority;
        if (thread.name.starts_with("worker-")) workers_.push_back(thread.priority);
        if (thread.name.starts_with("worker-") || thread.number == engine.pid()) continue;
        if (thread.priority == callback) ++callbacks_;
      }
      return workers_.size() == 2 && callbacks_ > 0;
    })) << engine.standard_error();
  }
  void expect_below(int callback) const {
    EXPECT_GE(callbacks_, 1) << "no thread has the callback's priority";
    EXPECT_THAT(workers_, testing::ElementsAre(callback - 1, callback - 1));
    EXPECT_LT(control_, callback - 1);
  }

  House house_;
  std::vector<int> workers_;
  int callbacks_ = 0;
  int control_ = -1;
};

TEST_F(Priorities, StandBelowTheCallbackOfAServerAsItIsWhenNobodyChoosesAPriority) {
  const JackServer server({.priority = 10});  // jackd's own
  server.use_in_this_process();
  jack_status_t status{};
  jack_client_t* client = jack_client_open("asks", JackNoStartServer, &status);
  ASSERT_NE(client, nullptr);
  const int callback = jack_client_real_time_priority(client);
  jack_client_close(client);
  ASSERT_EQ(callback, 5);
  look(server.environment(house_.environment()), "jack", callback);
  expect_below(callback);
  EXPECT_GE(control_, 1) << "before ordinary programs all the same";
}

TEST_F(Priorities, AreNoneOnAServerThatRunsWithoutThem) {
  const JackServer server({.realtime = false});
  look(server.environment(house_.environment()), "jack", 0);
  EXPECT_THAT(workers_, testing::ElementsAre(0, 0)) << "they would keep an ordinary callback from its core";
  EXPECT_EQ(control_, 0);
}

TEST_F(Priorities, StandBelowTheTimer) {
  look(house_.environment(), "timer", 70);
  expect_below(70);
  EXPECT_EQ(control_, 5);
}

}  // namespace
}  // namespace corelogic::support
