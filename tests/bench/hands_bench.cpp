// hands_bench.cpp: many hands on a large project, with real processes: durable edits a second, a fader with
// fifty watchers, opening a project of 1000 tracks, its snapshot for a new client, the controller's memory
// after 100 000 edits, and looks into the past of them.
#include <atomic>
#include <cmath>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <thread>

#include "clients/cpp/corelogic.h"
#include "tests/bench/benches.h"
#include "tests/bench/fader_timing.h"
#include "tests/bench/session.h"
#include "tests/bench/timing.h"
#include "tests/support/studio.h"

namespace corelogic::bench {
namespace {

using support::Studio;
const std::string kGroup = "Many hands, a project of 1000 tracks (real processes)";
constexpr int kRows = 100'000;
constexpr int kWatchers = 50;
constexpr std::size_t kAtOnce = 32;

/// Subscribers that read whatever comes, on a thread of their own.
class Watchers {
 public:
  explicit Watchers(const std::string& endpoint) : thread_([this, endpoint] { watch(endpoint); }) {
    if (support::eventually([this] { return following_ == kWatchers; })) return;
    ending_ = true;
    throw std::runtime_error("the watchers are not welcome");
  }
  ~Watchers() { ending_ = true, thread_.join(); }
  [[nodiscard]] std::uint64_t heard() const { return heard_; }

 private:
  void watch(const std::string& endpoint) {
    wire::Context context;
    std::vector<client::Connection> connections;
    std::vector<client::Subscription> subscriptions;
    connections.reserve(kWatchers);
    for (int i = 0; i < kWatchers; ++i) {
      connections.push_back(*client::Connection::open(context, {.endpoint = endpoint, .name = "watcher"}));
      subscriptions.emplace_back(connections.back());
    }
    while (!ending_) {
      int following = 0;
      for (auto& subscription : subscriptions) {
        while (subscription.next(std::chrono::milliseconds(0))) ++heard_;
        following += subscription.following() ? 1 : 0;
      }
      following_ = following;
      std::this_thread::sleep_for(std::chrono::microseconds(500));
    }
  }
  std::atomic<bool> ending_ = false;
  std::atomic<int> following_ = 0;
  std::atomic<std::uint64_t> heard_ = 0;
  std::jthread thread_;
};

/// One writer of durable edits that keeps some under way.
class Writer {
 public:
  Writer(wire::Context& context, const std::string& endpoint)
      : connection_(*client::Connection::open(context, {.endpoint = endpoint})) {}
  /// As many answers as have come.
  int turn(messages::TrackId track) {
    while (waiting_ < kAtOnce) {
      connection_.post(
          messages::Command{messages::SetVolume{track, {-static_cast<double>(++value_ % 600) / 10.0}}});
      ++waiting_;
    }
    int done = 0;
    while (const auto reply = connection_.receive(std::chrono::milliseconds(0))) {
      --waiting_;
      if (std::holds_alternative<messages::Done>(reply->body)) ++done;
    }
    return done;
  }

 private:
  client::Connection connection_;
  std::size_t waiting_ = 0;
  unsigned value_ = 0;
};

double resident_mib(pid_t pid) {
  std::ifstream status("/proc/" + std::to_string(pid) + "/status");
  for (std::string word; status >> word;)
    if (word == "VmRSS:") {
      double kib = 0;
      status >> kib;
      return kib / 1024.0;
    }
  throw std::runtime_error("the controller is gone");
}

void open_large(Report& report, Studio& studio) {
  messages::Project large = tracks_project(1000, false);
  studio.command(messages::ImportProject{"large", large});
  studio.command(messages::NewProject{"small"});
  if (!studio.in_step()) throw std::runtime_error("the engine does not follow");
  std::vector<double> times;
  for (int i = 0; i < 10; ++i) {
    const auto begun = Clock::now();
    studio.command(messages::OpenProject{"large"});
    if (!studio.in_step()) throw std::runtime_error("the engine does not play the large project");
    times.push_back(micros_since(begun) / 1000.0);
    if (i == 9) break;
    studio.command(messages::OpenProject{"small"});
    if (!studio.in_step()) throw std::runtime_error("the engine does not follow");
  }
  report.add({kGroup, "opened until its plan plays, p50", quantile(times, 0.5), "ms", 300.0, false, ""});
  report.add({kGroup, "opened until its plan plays, worst of 10", quantile(times, 1.0), "ms", {}, false, ""});
}

void snapshots(Report& report, const std::string& endpoint) {
  wire::Context context;
  std::vector<double> times;
  for (int i = 0; i < 50; ++i) {
    const auto begun = Clock::now();
    auto connection = *client::Connection::open(context, {.endpoint = endpoint, .name = "new"});
    const auto welcome = connection.call(messages::Hello{messages::kProtocolVersion, "new", true});
    if (!welcome || !std::holds_alternative<messages::Welcome>(welcome->body))
      throw std::runtime_error("a new client is not welcome");
    times.push_back(micros_since(begun) / 1000.0);
  }
  report.add(
      {kGroup, "connection and snapshot for a new client, p50", quantile(times, 0.5), "ms", {}, false, ""});
  report.add({kGroup, "connection and snapshot for a new client, p99", quantile(times, 0.99), "ms", 50.0,
              false, ""});
}

void rows(Report& report, Studio& studio, const std::string& endpoint) {
  const auto track = studio.project().tracks.front().id;
  wire::Context context;
  std::vector<std::unique_ptr<Writer>> writers;
  for (int i = 0; i < 4; ++i) writers.push_back(std::make_unique<Writer>(context, endpoint));
  const auto begun = Clock::now();
  int done = 0;
  while (done < kRows) {
    int now = 0;
    for (auto& writer : writers) now += writer->turn(track);
    done += now;
    if (now == 0) std::this_thread::sleep_for(std::chrono::microseconds(200));
    if (micros_since(begun) > 600e6) throw std::runtime_error("edits take too long");
  }
  const double seconds = micros_since(begun) / 1e6;
  report.add({kGroup, "durable edits of four clients", done / seconds, "a second", 2000.0, true, ""});
  report.add({kGroup, "the controller's memory after " + std::to_string(kRows) + " of them",
              resident_mib(studio.controller().pid), "MiB", 200.0, false, ""});
}

/// Asks for old revisions, one after the other, until it ends.
class Historian {
 public:
  Historian(const std::string& endpoint, std::uint64_t oldest, std::uint64_t newest)
      : thread_([=, this] { look(endpoint, oldest, newest); }) {}
  ~Historian() { ending_ = true; }
  [[nodiscard]] std::uint64_t looks() const { return looks_; }

 private:
  void look(const std::string& endpoint, std::uint64_t oldest, std::uint64_t newest) {
    wire::Context context;
    auto connection = *client::Connection::open(context, {.endpoint = endpoint, .name = "historian"});
    for (std::uint64_t step = 0; !ending_; ++step, ++looks_)
      if (!connection.call(messages::GetProjectAt{oldest + step * 977 % (newest - oldest)})) return;
  }
  std::atomic<bool> ending_ = false;
  std::atomic<std::uint64_t> looks_ = 0;
  std::jthread thread_;  // last: it reads the others
};

void past(Report& report, Studio& studio, const std::string& endpoint) {
  const auto track = studio.project().tracks.front().id;
  wire::Context context;
  auto connection = *client::Connection::open(context, {.endpoint = endpoint, .name = "past"});
  const auto ask = [&](client::RequestBody body) {
    auto reply = connection.call(std::move(body));
    if (!reply || std::holds_alternative<messages::Refused>(reply->body))
      throw std::runtime_error("a question about the past is not answered");
    return *reply;
  };
  const std::uint64_t now = ask(messages::GetStatus{}).revision.number;
  const std::uint64_t then = now - std::min<std::uint64_t>(now, kRows);
  std::vector<double> looks;
  for (std::uint64_t i = 0; i < 40; ++i) {
    const auto begun = Clock::now();
    ask(messages::GetProjectAt{then + 50 * i});
    looks.push_back(micros_since(begun) / 1000.0);
  }
  report.add({kGroup,
              "a look at what was " + std::to_string(kRows) + " rows ago, p50",
              quantile(looks, 0.5),
              "ms",
              {},
              false,
              ""});
  report.add(
      {kGroup, "a look at what was so long ago, worst of 40", quantile(looks, 1.0), "ms", {}, false, ""});
  const Historian historian(endpoint, then, now);
  std::vector<double> acks;
  for (int i = 0; i < 2000; ++i) {
    const auto begun = Clock::now();
    ask(messages::Command{messages::SetVolume{track, {-static_cast<double>(i % 600) / 10.0}}});
    acks.push_back(micros_since(begun) / 1000.0);
  }
  if (historian.looks() == 0) throw std::runtime_error("nobody has looked into the past meanwhile");
  report.add({kGroup, "a durable edit while somebody looks into the past, p99", quantile(acks, 0.99), "ms",
              5.0, false, ""});
}

}  // namespace

void hands_benches(Report& report) {
  progress("many hands");
  Studio studio;
  const std::string endpoint = studio.connection().options().endpoint;
  {
    support::ScratchDirectory scratch;
    const auto track = support::play_loop(studio, "Tone", support::write_constant(scratch, 0.5F));
    if (!studio.in_step()) throw std::runtime_error("the studio does not come up");
    const Watchers watchers(endpoint);
    fader_moves(report, studio, track,
                "A fader move with 50 clients watching, client to audio thread (real processes)");
    if (watchers.heard() < 400) throw std::runtime_error("the watchers have heard nothing");
  }
  progress("1000 tracks, many hands");
  open_large(report, studio);
  snapshots(report, endpoint);
  rows(report, studio, endpoint);
  past(report, studio, endpoint);
}

}  // namespace corelogic::bench
