// history.cpp: time goes from one thing that happens to the next.  Side: test.
#include "tests/histories/history.h"

#include <algorithm>

#include "schema/wire/state_hash.h"

namespace corelogic::histories {

using namespace std::chrono_literals;

namespace {

constexpr std::uint32_t kMostHands = 4;
constexpr auto kActing = 4s;     // of busy life
constexpr auto kCalmDown = 20s;  // the longest until all is answered, with a good network and a good disk
constexpr auto kLongestStep = 50ms;

}  // namespace

History::Controller::Controller(Network& network, store::Opened opened)
    : project(mail, std::move(opened)), clients(mail, std::make_unique<SimulatedLine>(network)) {}

void History::Controller::turn(TimePoint now) {
  clients.turn(now);
  project.turn(now);
  clients.turn(now);
  (void)mail.engine.take();  // there is no engine
}

History::History(std::uint64_t seed)
    : chance_(seed), now_(TimePoint{} + 1h), network_(chance_, kMostHands), disk_(chance_, testing::demo()) {
  const std::uint32_t hands = 2 + chance_.below(kMostHands - 1);
  for (std::uint32_t i = 0; i < hands; ++i) hands_.push_back(std::make_unique<Hand>(chance_, network_, i));
  const auto rate = [&] { return chance_.one_in(3) ? 0 : 12 + chance_.below(120); };
  network_.set_weather({rate(), rate(), rate(), rate()});
  disk_.set_failures(chance_.one_in(3) ? 10 + chance_.below(40) : 0);
  restart();
}

void Tally::add(const Tally& other) {
  met.acknowledged += other.met.acknowledged;
  met.refused += other.met.refused;
  met.undos += other.met.undos;
  met.restores += other.met.restores;
  met.versions += other.met.versions;
  met.gesture_rows += other.met.gesture_rows;
  rows += other.rows;
  restarts += other.restarts;
  cuts += other.cuts;
  disk_failures += other.disk_failures;
}

void History::restart() {
  ++tally_.restarts;
  controller_.reset();
  disk_.lose_power();
  for (auto& hand : hands_) hand->reconnect(now_);
  controller_ = std::make_unique<Controller>(network_, disk_.open());
}

void History::step() {
  TimePoint next = now_ + kLongestStep;
  if (const auto arrival = network_.next_arrival()) next = std::min(next, *arrival);
  for (const auto& hand : hands_)
    if (!hand->gone()) next = std::min(next, hand->next_turn());
  if (!disk_.quiet()) next = std::min(next, now_ + 1ms);
  now_ = std::max(next, now_ + 100us);
  network_.set_time(now_);
  for (auto& hand : hands_) hand->turn(now_);
  controller_->turn(now_);
  disk_.turn(controller_->mail, now_);
  controller_->turn(now_);
}

void History::misfortune() {
  if (chance_.one_in(25)) {
    ++tally_.cuts;
    hands_[chance_.below(static_cast<std::uint32_t>(hands_.size()))]->reconnect(now_);
  }
  if (chance_.one_in(80)) restart();
}

void History::run_until(TimePoint end, bool acting) {
  TimePoint act_next = now_;
  while (now_ < end) {
    step();
    if (!acting || now_ < act_next) continue;
    act_next = now_ + chance_.between(1ms, 60ms);
    Hand& hand = *hands_[chance_.below(static_cast<std::uint32_t>(hands_.size()))];
    for (std::uint32_t i = 0; i <= chance_.below(3); ++i) hand.act(now_);
    misfortune();
  }
}

bool History::settled() {
  return disk_.quiet() && std::all_of(hands_.begin(), hands_.end(), [](const auto& hand) {
           return hand->gone() || (hand->unanswered() == 0 && hand->replica().following());
         });
}

std::vector<std::string> History::live() {
  run_until(now_ + kActing, true);
  // Calm weather; one may be lost for good while it holds something.
  network_.set_weather({0, 0, 0, 0});
  disk_.set_failures(0);
  // A lost frame without a lost connection is more than clients are made for: touches carry no numbers.
  for (auto& hand : hands_) hand->reconnect(now_);
  if (chance_.one_in(2)) hands_.back()->vanish();
  const TimePoint end = now_ + kCalmDown;
  do run_until(now_ + 100ms, false);
  while (!settled() && now_ < end);
  if (!settled()) complain("not everything was answered 20 s after the last fault");
  run_until(now_ + 3s, false);  // a lost hand lets go
  for (auto& hand : hands_) {
    if (!hand->gone()) hand->ask_hash(now_);
  }
  run_until(now_ + 1s, false);
  check_replicas();
  check_touches();
  for (const auto& hand : hands_) {
    check_answers(disk_, *hand, complaints_, tally_.met);
    check_restores(disk_, *hand, complaints_, tally_.met);
  }
  check_undos(disk_.journal(), complaints_, tally_.met);
  tally_.rows = disk_.journal().size();
  tally_.disk_failures = disk_.failed();
  return complaints_;
}

void History::check_replicas() {
  const std::uint64_t durable = wire::state_hash(disk_.project().to_message());
  for (const auto& hand : hands_) {
    if (hand->gone()) continue;
    const std::string name = "hand " + std::to_string(hand->id().value);
    if (hand->controllers_hash() != durable)
      complain("the controller's hash for " + name + " is not that of the disk");
    if (hand->replica().mirror().hash() != durable)
      complain("the replica of " + name + " is another project");
  }
}

void History::check_touches() {
  const std::vector<messages::Touched>* first = nullptr;
  for (const auto& hand : hands_) {
    if (hand->gone()) continue;
    const auto& held = hand->replica().held();
    if (first == nullptr) first = &held;
    const auto same = [](const messages::Touched& a, const messages::Touched& b) {
      return a.control == b.control && a.client == b.client && a.held == b.held;
    };
    if (!std::is_permutation(first->begin(), first->end(), held.begin(), held.end(), same))
      complain("two hands see different holders");
    for (const messages::Touched& one : held)
      if (hands_.back()->gone() && one.client == hands_.back()->id())
        complain("a lost hand still holds " + one.control + " after 3 s");
  }
}

}  // namespace corelogic::histories
