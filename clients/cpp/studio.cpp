// studio.cpp: a Dialogue on a DEALER.  Side: control.
#include "clients/cpp/studio.h"

#include <algorithm>
#include <utility>

#include "clients/cpp/way_in.h"

namespace corelogic::client {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;
using vocabulary::Refusal;
using vocabulary::RefusalCode;

Result<messages::Done> done_of(const Result<messages::Reply>& reply) {
  if (!reply) return reply.refusal();
  if (const auto* refused = std::get_if<messages::Refused>(&reply->body)) return *refused;
  if (const auto* done = std::get_if<messages::Done>(&reply->body)) return *done;
  return Refusal{RefusalCode::kInternal, "reply",
                 "The controller answered a command with something else than done."};
}

}  // namespace

struct Studio::State {
  std::unique_ptr<wire::Context> context;
  wire::Socket socket;
  Dialogue dialogue;
  std::function<void(const Event&)> on_event;
  std::optional<Refusal> not_welcome;
  std::uint64_t events = 0;
  std::uint32_t gestures = 0;
  bool over_network = false;
};

Studio::Studio(std::unique_ptr<State> state) : state_(std::move(state)) {}
Studio::Studio(Studio&&) noexcept = default;
Studio& Studio::operator=(Studio&&) noexcept = default;
Studio::~Studio() {
  if (!state_ || !state_->dialogue.replica().following()) return;
  messages::Request goodbye;
  goodbye.client = id();
  goodbye.body = messages::Goodbye{};
  state_->socket.send(wire::encode(goodbye));  // else the session ends by itself
}

Result<Studio> Studio::open(StudioOptions options) {
  if (!options.id.valid()) options.id = random_client_id();
  auto context = std::make_unique<wire::Context>();
  auto socket = dial(*context, {options.endpoint, options.token, options.server_key, options.keys});
  if (!socket) return socket.refusal();
  Dialogue dialogue({options.name, options.id, options.last_sequence, options.timeout, options.token});
  return Studio(std::make_unique<State>(State{std::move(context),
                                              *std::move(socket),
                                              std::move(dialogue),
                                              {},
                                              std::nullopt,
                                              0,
                                              0,
                                              !options.server_key.empty()}));
}

void Studio::turn(milliseconds most) {
  State& state = *state_;
  state.dialogue.turn(Clock::now(), [&](const wire::Frame& frame) { return state.socket.send(frame); });
  const auto due = std::chrono::ceil<milliseconds>(state.dialogue.next_turn() - Clock::now());
  wire::Socket* const sockets[] = {&state.socket};
  wire::wait(sockets, nullptr, std::clamp(due, milliseconds{0}, std::max(most, milliseconds{0})));
  while (const auto message = state.socket.receive()) state.dialogue.hear(message->payload, Clock::now());
  while (const auto event = state.dialogue.next_event()) {
    ++state.events;
    if (const auto* no = std::get_if<NotWelcome>(&*event)) state.not_welcome = no->why;
    if (std::holds_alternative<Snapshot>(*event)) state.not_welcome.reset();
    if (state.on_event) state.on_event(*event);
  }
}

Result<void> Studio::wait(milliseconds timeout) {
  const auto end = Clock::now() + timeout;
  state_->not_welcome.reset();
  while (!state_->dialogue.replica().following()) {
    if (state_->not_welcome) return *state_->not_welcome;
    const auto left = std::chrono::ceil<milliseconds>(end - Clock::now());
    if (left <= milliseconds{0})
      return Refusal{RefusalCode::kNotFound, "controller",
                     "No controller has welcomed this client in time" +
                         std::string(state_->over_network ? kUnansweredKey : "; start it with ./studio up.")};
    turn(left);
  }
  return {};
}

Result<messages::Reply> Studio::ask(RequestBody body, const Terms& terms) {
  std::optional<Result<messages::Reply>> answer;
  state_->dialogue.ask(std::move(body), terms, Clock::now(),
                       [&](const Result<messages::Reply>& reply) { answer = reply; });
  while (!answer) turn(state_->dialogue.options().timeout);
  return *std::move(answer);
}

Result<messages::Done> Studio::call(messages::CommandBody command, const Terms& terms) {
  return done_of(ask(messages::Command{std::move(command)}, terms));
}

void Studio::post(messages::CommandBody command, Answered answered, const Terms& terms) {
  state_->dialogue.ask(messages::Command{std::move(command)}, terms, Clock::now(),
                       [answered = std::move(answered)](const Result<messages::Reply>& reply) {
                         if (answered) answered(done_of(reply));
                       });
  turn(milliseconds{0});
}

Result<void> Studio::touch(const std::string& control, bool held) {
  const auto done = done_of(ask(messages::Touch{control, held}));
  return done ? Result<void>() : Result<void>(done.refusal());
}

void Studio::poll(milliseconds time, bool until_event) {
  const auto end = Clock::now() + time;
  const std::uint64_t before = state_->events;
  do turn(std::chrono::ceil<milliseconds>(end - Clock::now()));
  while (Clock::now() < end && !(until_event && state_->events != before));
}

void Studio::on_event(std::function<void(const Event&)> hear) {
  state_->on_event = std::move(hear);
}
const messages::Project& Studio::project() const {
  return state_->dialogue.replica().mirror().project();
}
const Replica& Studio::replica() const {
  return state_->dialogue.replica();
}
messages::ClientId Studio::id() const {
  return state_->dialogue.options().id;
}

Gesture::Gesture(Studio& studio, std::string control)
    : studio_(studio), control_(std::move(control)), number_(++studio.state_->gestures) {
  hold(true);
}

Gesture::~Gesture() {
  if (!held_) return;
  hold(false);
  studio_.turn(milliseconds{0});
}

/// To show it is a courtesy: a move is judged by itself.
void Gesture::hold(bool held) {
  held_ = held;
  if (control_.empty()) return;
  studio_.state_->dialogue.ask(messages::Touch{control_, held}, {}, Clock::now(), [](const auto&) {});
}

void Gesture::move(messages::CommandBody command) {
  // The answer may come when this gesture is no more.
  studio_.post(std::move(command),
               [no = no_](const Result<messages::Done>& done) {
                 if (!done && !*no) *no = done.refusal();
               },
               {.gesture = number_});
}

Result<messages::Done> Gesture::release(messages::CommandBody command) {
  auto done = studio_.call(std::move(command), {.gesture = number_, .gesture_ends = true});
  hold(false);
  studio_.turn(milliseconds{0});
  if (done && *no_) return **no_;
  return done;
}

}  // namespace corelogic::client
