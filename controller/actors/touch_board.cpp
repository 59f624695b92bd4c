// touch_board.cpp: one list, looked through from the front: there are fewer hands than it would take to
// matter. Side: control, ProjectActor.
#include "controller/actors/touch_board.h"

#include <algorithm>
#include <utility>

#include "controller/commands/controls.h"

namespace corelogic::actors {

using messages::ClientId;
using messages::Touched;
using project::Project;
using vocabulary::Refusal;
using vocabulary::RefusalCode;
using vocabulary::Result;

void TouchBoard::introduce(ClientId client, std::string name, std::string user) {
  if (client.valid()) known_[client] = {std::move(name), std::move(user)};
}

TouchBoard::News TouchBoard::leave(ClientId client) {
  News told = end_if([&](const Held& held) { return held.holder == client; });
  known_.erase(client);
  return told;
}

Result<TouchBoard::News> TouchBoard::touch(const Project& project, ClientId client,
                                           const messages::Touch& touch) {
  if (!client.valid())
    return Refusal{RefusalCode::kInvalid, "client",
                   "A client without an id has no hands; give the request a client id that is not 0."};
  const auto control = commands::control_of(project, touch.control);
  if (!control) return control.refusal();
  const auto place =
      std::find_if(held_.begin(), held_.end(), [&](const Held& held) { return held.control == *control; });
  const bool mine = place != held_.end() && place->holder == client;
  if (mine == touch.held) return News{};
  if (!touch.held) {
    if (place == held_.end() || !mine) return News{};
    News told{news(*place, false)};
    held_.erase(place);
    return told;
  }
  const auto count =
      std::count_if(held_.begin(), held_.end(), [&](const Held& held) { return held.holder == client; });
  if (static_cast<std::size_t>(count) >= kMostHeldByOne)
    return Refusal{RefusalCode::kInvalid, "touch.control",
                   "You hold " + std::to_string(kMostHeldByOne) + " controls already; let go of one first."};
  if (place != held_.end()) held_.erase(place);
  held_.push_back({*control, touch.control, client});
  return News{news(held_.back(), true)};
}

std::optional<Refusal> TouchBoard::in_the_way(const Project& project, ClientId mover,
                                              const messages::Changes& changes) const {
  for (const Held& held : held_) {
    if (held.holder == mover) continue;
    for (const messages::Change& change : changes) {
      const auto fields = project::fields_of(change);
      if (std::find(fields.begin(), fields.end(), held.control) == fields.end()) continue;
      const Touched who = news(held, true);
      return Refusal{RefusalCode::kConflict, held.name,
                     commands::control_text(project, held.control) + " is held by " +
                         (who.name.empty() ? "another client" : "\"" + who.name + "\"") +
                         (who.user.empty() ? "" : " of " + who.user) + "; touch it to take it over."};
    }
  }
  return std::nullopt;
}

TouchBoard::News TouchBoard::end_missing(const Project& project) {
  return end_if([&](const Held& held) { return !commands::control_of(project, held.name); });
}

TouchBoard::News TouchBoard::end_all() {
  return end_if([](const Held&) { return true; });
}

template <class Ends>
TouchBoard::News TouchBoard::end_if(Ends ends) {
  News told;
  for (const Held& held : held_)
    if (ends(held)) told.push_back(news(held, false));
  std::erase_if(held_, ends);
  return told;
}

Touched TouchBoard::news(const Held& held, bool now) const {
  const auto who = known_.find(held.holder);
  const Who known = who == known_.end() ? Who{} : who->second;
  return {held.holder, known.name, held.name, now, known.user};
}

}  // namespace corelogic::actors
