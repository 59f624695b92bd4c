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

std::string Hand::own_name(const char* begin) {
  return begin + std::to_string(number_) + "-" + std::to_string(++values_);
}

std::uint64_t Hand::past_revision() {
  return chance_.below(static_cast<std::uint32_t>(replica().mirror().revision().number) + 1);
}

Outcome& Hand::edit(CommandBody command, TimePoint now, const client::Terms& terms) {
  // The sequence is known only when it has been asked, and no answer comes before that.
  const auto sequence = std::make_shared<std::uint64_t>(0);
  *sequence = dialogue_.ask(
      Command{std::move(command)}, terms, now,
      [this, sequence](const vocabulary::Result<Reply>& reply) { ledger_[*sequence].answer = reply; });
  Outcome& outcome = ledger_[*sequence];
  outcome.durable = terms.gesture == 0 || terms.gesture_ends;
  outcome.gesture = terms.gesture;
  return outcome;
}

void Hand::set_volume(TrackId track, TimePoint now, const client::Terms& terms) {
  const Decibels level{own_value()};
  edit(SetVolume{track, level}, now, terms).sets = VolumeSet{track, level};
}

void Hand::ask_only(client::RequestBody body, TimePoint now) {
  dialogue_.ask(std::move(body), {}, now, [](const auto&) {});
}

void Hand::act(TimePoint now) {
  if (gone_ || !replica().mirror().filled()) return;
  if (dialogue_.unanswered() < 8) act_on(replica().mirror().project(), now);
}

void Hand::act_on(const Project& project, TimePoint now) {
  const Track& track = project.tracks[chance_.below(static_cast<std::uint32_t>(project.tracks.size()))];
  switch (chance_.below(16)) {
    case 0:
    case 1:
    case 2:
      return set_volume(track.id, now);
    case 3:
    case 4:
    case 5:  // a move, of the fader it is on already if it can; between its moves there may be anything
      if (gesture_ == 0) {
        gesture_ = ++values_;
        gesture_track_ = track.id;
      }
      if (chance_.one_in(4)) gesture_track_ = track.id;  // a hand on two faders is one gesture
      for (std::uint32_t i = 0; i <= chance_.below(5); ++i)
        set_volume(gesture_track_, now, {.gesture = gesture_});
      return;
    case 6:
      if (gesture_ == 0) return;
      return set_volume(gesture_track_, now, {.gesture = std::exchange(gesture_, 0), .gesture_ends = true});
    case 7:
    case 8:
      edit(Undo{}, now);
      return;
    case 9:
      edit(Redo{}, now);
      return;
    case 10:
    case 11:
    case 12:
      return act_seldom(project, now);
    default: {
      auto model = project::Project::from_message(project);
      if (model) edit(crew_.next(*model).body, now);
      return;
    }
  }
}

void Hand::act_seldom(const Project& project, TimePoint now) {
  const Track& track = project.tracks[chance_.below(static_cast<std::uint32_t>(project.tracks.size()))];
  const std::string fader = "track/" + std::to_string(track.id.value) + "/volume";
  switch (chance_.below(9)) {
    case 0:
    case 1: {
      const std::string name = own_name("H");
      edit(AddTrack{TrackKind::kAudio, name, 1}, now).adds = name;
      return;
    }
    case 2:
    case 3:
      return set_volume(
          track.id, now,
          {.expected_epoch = replica().mirror().revision().epoch,
           .expected_revision = static_cast<std::int64_t>(replica().mirror().revision().number)});
    case 4:
    case 5:
      return ask_only(Touch{fader, true}, now);
    case 6:
      return ask_only(Touch{fader, false}, now);
    case 7:
      if (number_ != 0) return;  // the admin
      edit(UndoOthers{ClientId{chance_.below(5)}}, now);
      return;
    default:
      return travel(now);
  }
}

void Hand::travel(TimePoint now) {
  const std::string shelf = "T" + std::to_string(chance_.below(3));
  switch (chance_.below(10)) {
    case 0:
    case 1:
    case 2: {
      const std::string name = own_name("V");
      edit(SaveVersion{name}, now).keeps_version = name;
      return;
    }
    case 3:
    case 4: {
      const std::uint64_t revision = past_revision();
      edit(Restore{revision}, now).restores = revision;
      return;
    }
    case 5:
      edit(SaveTemplate{shelf, true}, now);
      return;
    case 6:
      edit(RemoveTemplate{shelf}, now);
      return;
    case 7:
      edit(SaveProject{""}, now);
      return;
    case 8:
      return ask_only(GetProjectAt{past_revision()}, now);
    default:
      return ask_only(GetDiff{past_revision(), 0}, now);
  }
}

void Hand::let_go(TimePoint now) {
  for (const Touched& one : std::vector<Touched>(replica().held()))
    if (one.client == id()) ask_only(Touch{one.control, false}, now);
}

void Hand::ask_hash(TimePoint now) {
  controllers_hash_.reset();
  dialogue_.ask(GetHash{}, {}, now, [this](const vocabulary::Result<Reply>& reply) {
    if (reply)
      if (const auto* hash = std::get_if<StateHash>(&reply->body)) controllers_hash_ = hash->hash;
  });
}

}  // namespace corelogic::histories
