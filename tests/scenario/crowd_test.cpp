// crowd_test.cpp: one client that floods among fifty, one that sleeps while others move faders, one whose
// line goes dead without a word: what the others notice of it. Each beside the same without it, as a control.
#include <gtest/gtest.h>
#include <signal.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <thread>

#include "tests/contract/running_controller.h"

namespace corelogic::contract {
namespace {

using namespace messages;
using Clock = std::chrono::steady_clock;

double milliseconds_since(Clock::time_point begun) {
  return std::chrono::duration<double, std::milli>(Clock::now() - begun).count();
}
bool all() {
  return std::getenv("CORELOGIC_TEST_ALL") != nullptr;
}

double quantile(std::vector<double> values, double share) {
  std::sort(values.begin(), values.end());
  return values.empty() ? 0
                        : values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
}

/// 49 clients that ask one thing after the other, in turn.
std::vector<double> round_trips(const RunningController& controller, Clock::duration length) {
  std::vector<std::unique_ptr<Client>> clients;
  for (std::uint64_t i = 0; i < 49; ++i)
    clients.push_back(std::make_unique<Client>(controller, wire::Encoding::kCapnp, 100 + i));
  std::vector<double> times;
  const auto end = Clock::now() + length;
  for (std::size_t i = 0; Clock::now() < end; ++i) {
    Request move = Client::command(SetVolume{TrackId{2}, {-static_cast<double>(i % 400) / 10.0}});
    move.gesture = 1;
    const auto begun = Clock::now();
    EXPECT_TRUE(std::holds_alternative<Done>(clients[i % 49]->ask(move).body));
    times.push_back(milliseconds_since(begun));
    std::this_thread::sleep_for(std::chrono::milliseconds(2));  // a hand's pace, not a wait for anything
  }
  return times;
}

TEST(Crowd, HardlyNoticesAClientThatFloods) {
  RunningController controller;
  Client(controller, wire::Encoding::kCapnp, 9).done(AddTrack{TrackKind::kAudio, "A"});
  const auto length = all() ? std::chrono::seconds(20) : std::chrono::seconds(3);
  const auto alone = round_trips(controller, length);
  std::atomic<bool> ending = false;
  std::uint64_t sent = 0, busy = 0, answered = 0;
  std::thread flooder([&] {
    Client client(controller);
    while (!ending) {
      for (int i = 0; i < 200; ++i, ++sent) client.send(Client::request(GetProject{}));
      while (const auto reply = client.hear(0ms)) {
        ++answered;
        busy += code_of(*reply) == vocabulary::RefusalCode::kBusy ? 1 : 0;
      }
    }
  });
  const auto flooded = round_trips(controller, length);
  ending = true;
  flooder.join();
  const double control = quantile(alone, 0.99);
  const double p99 = quantile(flooded, 0.99);
  std::printf(
      "round trip of 49 others, p50/p99: alone %.2f/%.2f ms, beside %llu requests of a flooder (%llu busy of "
      "%llu "
      "answers) %.2f/%.2f ms; n %zu and %zu\n",
      quantile(alone, 0.5), control, static_cast<unsigned long long>(sent),
      static_cast<unsigned long long>(busy), static_cast<unsigned long long>(answered),
      quantile(flooded, 0.5), p99, alone.size(), flooded.size());
  EXPECT_GT(busy, 0U) << "the flooder was not told";
  EXPECT_LT(p99, 20.0 + 3.0 * control) << "promised are 20 ms on a quiet machine";
}

double resident_mib(pid_t pid) {
  std::ifstream status("/proc/" + std::to_string(pid) + "/status");
  for (std::string word; status >> word;)
    if (word == "VmRSS:") {
      double kib = 0;
      status >> kib;
      return kib / 1024.0;
    }
  return 0;
}

/// Eight hands on one fader, as fast as they may.
void move_faders(const RunningController& controller, Clock::duration length) {
  std::vector<std::unique_ptr<Client>> hands;
  for (std::uint64_t i = 0; i < 8; ++i)
    hands.push_back(std::make_unique<Client>(controller, wire::Encoding::kCapnp, 300 + i));
  const auto end = Clock::now() + length;
  for (std::size_t i = 0; Clock::now() < end; ++i) {
    Request move = Client::command(SetVolume{TrackId{2}, {-static_cast<double>(i % 400) / 10.0}});
    move.gesture = 1;
    hands[i % 8]->ask(move);
  }
}

TEST(Crowd, CarriesASleeperAndWakesIt) {
  RunningController controller;
  Client asker(controller, wire::Encoding::kCapnp, 9);
  asker.done(AddTrack{TrackKind::kAudio, "A"});
  support::Process sleeper(
      {support::binary("corelogic-test-hand"), controller.house().scratch().path(), "1", "0"},
      controller.house().environment());
  ASSERT_TRUE(sleeper.says("here")) << sleeper.standard_error();
  std::ofstream(controller.house().scratch().file("quiet")) << "quiet\n";
  const auto length = all() ? std::chrono::seconds(60) : std::chrono::seconds(4);
  const pid_t pid = controller.process().pid();
  move_faders(controller, length);  // the undo history fills to its bound
  const double full = resident_mib(pid);
  move_faders(controller, length);  // the control: it reads
  const double before = resident_mib(pid);
  sleeper.signal(SIGSTOP);
  move_faders(controller, length);
  const double grown = resident_mib(pid) - before;
  const double control = before - full;
  const auto hash = std::get<StateHash>(asker.ask(Client::request(GetHash{})).body).hash;
  const auto woken = Clock::now();
  sleeper.signal(SIGCONT);
  const std::string wanted = "hash " + std::to_string(hash) + "\n";
  EXPECT_TRUE(support::eventually([&] { return sleeper.standard_output().ends_with(wanted); }, 10s))
      << sleeper.standard_output();
  const double took = milliseconds_since(woken);
  std::printf(
      "a subscriber stopped for %lld s: the controller has %.2f MiB more (while it read %.2f), converged "
      "%.0f ms "
      "after it woke\n",
      static_cast<long long>(std::chrono::duration_cast<std::chrono::seconds>(length).count()), grown,
      control, took);
  EXPECT_LT(grown - std::max(control, 0.0), 1.0 + 1.0)
      << "promised is 1 MiB; one more for what the allocator keeps";
  EXPECT_LT(took, 3000.0) << "promised is 1 s on a quiet machine";
}

}  // namespace
}  // namespace corelogic::contract
