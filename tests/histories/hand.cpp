// hand.cpp: what a busy client does.  Side: test.
#include "tests/histories/hand.h"

#include <utility>

namespace corelogic::histories {
namespace {

using namespace messages;
using namespace std::chrono_literals;

client::DialogueOptions options_of(std::size_t number) {
  client::DialogueOptions options;
  options.name = "hand " + std::to_string(number);
  options.id = ClientId{number + 1};
  options.timeout = 60s;  // longer than any history: in the end everything is answered
  return options;
}

}  // namespace

Hand::Hand(Chance& chance, Network& network, std::size_t number)
    : chance_(chance),
      network_(network),
      number_(number),
      dialogue_(options_of(number)),
      crew_(chance.below(1'000'000)) {}

void Hand::turn(TimePoint now) {
  if (gone_) return;
  while (const auto frame = network_.next_for_hand(number_)) dialogue_.hear(*frame, now);
  dialogue_.turn(now, [&](const wire::Frame& frame) {
    network_.send_to_controller(number_, frame);
    return true;
  });
  while (dialogue_.next_event()) {
  }
}

void Hand::reconnect(TimePoint now) {
  network_.cut(number_);
  if (!gone_) dialogue_.reconnected(now);
}

/// A level that nobody has set before: to set it changes something.
double Hand::own_value() {
  return -1.0 - static_cast<double>(number_) - static_cast<double>(++values_) / 10'000.0;
}

void Hand::edit(CommandBody command, TimePoint now, bool certain, const client::Terms& terms) {
  const bool move = terms.gesture != 0 && !terms.gesture_ends;
  // The sequence is known only when it has been asked, and no answer comes before that.
  const auto sequence = std::make_shared<std::uint64_t>(0);
  *sequence = dialogue_.ask(
      Command{std::move(command)}, terms, now,
      [this, sequence](const vocabulary::Result<Reply>& reply) { ledger_[*sequence].answer = reply; });
  ledger_[*sequence] = {!move, certain, std::nullopt};
}

void Hand::act(TimePoint now) {
  if (gone_ || !replica().mirror().filled()) return;
  if (dialogue_.unanswered() < 8) act_on(replica().mirror().project(), now);
}

void Hand::act_on(const Project& project, TimePoint now) {
  const Track& track = project.tracks[chance_.below(static_cast<std::uint32_t>(project.tracks.size()))];
  const std::string fader = "track/" + std::to_string(track.id.value) + "/volume";
  switch (chance_.below(16)) {
    case 0:
      return edit(
          AddTrack{TrackKind::kAudio, "H" + std::to_string(number_) + "-" + std::to_string(++values_), 1},
          now, true);
    case 1:
    case 2:
    case 3:
      return edit(SetVolume{track.id, {own_value()}}, now, true);
    case 4:
    case 5:
      gesture_ = gesture_ == 0 ? ++values_ : gesture_;
      gesture_track_ = track.id;
      for (std::uint32_t i = 0; i <= chance_.below(5); ++i)
        edit(SetVolume{track.id, {own_value()}}, now, true, {.gesture = gesture_});
      return;
    case 6:
      if (gesture_ == 0) return;
      return edit(SetVolume{gesture_track_, {own_value()}}, now, true,
                  {.gesture = std::exchange(gesture_, 0), .gesture_ends = true});
    case 7:
    case 8:
      return edit(Undo{}, now, false);
    case 9:
      return edit(Redo{}, now, false);
    case 10:
      return edit(SetVolume{track.id, {own_value()}}, now, true,
                  {.expected_epoch = replica().mirror().revision().epoch,
                   .expected_revision = static_cast<std::int64_t>(replica().mirror().revision().number)});
    case 11:
      dialogue_.ask(Touch{fader, true}, {}, now, [](const auto&) {});
      return;
    case 12:
      dialogue_.ask(Touch{fader, false}, {}, now, [](const auto&) {});
      return;
    case 13:
      if (number_ != 0) return;  // the admin
      return edit(UndoOthers{ClientId{chance_.below(5)}}, now, false);
    default: {
      auto model = project::Project::from_message(project);
      if (model) edit(crew_.next(*model).body, now, false);
      return;
    }
  }
}

void Hand::let_go(TimePoint now) {
  for (const Touched& one : std::vector<Touched>(replica().held()))
    if (one.client == id()) dialogue_.ask(Touch{one.control, false}, {}, now, [](const auto&) {});
}

void Hand::ask_hash(TimePoint now) {
  controllers_hash_.reset();
  dialogue_.ask(GetHash{}, {}, now, [this](const vocabulary::Result<Reply>& reply) {
    if (reply)
      if (const auto* hash = std::get_if<StateHash>(&reply->body)) controllers_hash_ = hash->hash;
  });
}

}  // namespace corelogic::histories
