// things.cpp: by the names of members: a word that has `track`, `insert` or `send` is about it.  Side:
// control.
#include "controller/access/things.h"

#include <charconv>
#include <concepts>

namespace corelogic::access {
namespace {

using messages::InsertId;
using messages::SendId;
using messages::TrackId;

/// A copy of an insert changes the strip it goes to, so `track` goes before `insert`; of a key, `insert` is
/// the only id that is its own.
template <class Word>
Thing thing_in(const Word& word) {
  if constexpr (requires {
                  { word.track } -> std::convertible_to<TrackId>;
                })
    return {Thing::Kind::kTrack, word.track.value};
  else if constexpr (requires {
                       { word.insert } -> std::convertible_to<InsertId>;
                     })
    return {Thing::Kind::kInsert, word.insert.value};
  else if constexpr (requires {
                       { word.send } -> std::convertible_to<SendId>;
                     })
    return {Thing::Kind::kSend, word.send.value};
  else
    return {};
}

Thing::Kind kind_of(std::string_view word) {
  if (word == "track") return Thing::Kind::kTrack;
  if (word == "insert") return Thing::Kind::kInsert;
  return word == "send" ? Thing::Kind::kSend : Thing::Kind::kNone;
}

}  // namespace

Thing thing_of(const messages::Command& command) {
  return std::visit([](const auto& word) { return thing_in(word); }, command.body);
}

Thing thing_of(const messages::Change& change) {
  return std::visit([](const auto& word) { return thing_in(word); }, change);
}

Thing thing_of_control(std::string_view control) {
  const std::size_t first = control.find('/');
  if (first == control.npos) return {};
  const std::string_view rest = control.substr(first + 1);
  const std::size_t second = rest.find('/');
  if (second == rest.npos || second == 0) return {};
  std::uint32_t id = 0;
  const auto read = std::from_chars(rest.data(), rest.data() + second, id);
  if (read.ec != std::errc{} || read.ptr != rest.data() + second) return {};
  return {kind_of(control.substr(0, first)), id};
}

const messages::Track* strip_of(const Thing& thing, const project::Project& project) {
  switch (thing.kind) {
    case Thing::Kind::kTrack:
      return project.tracks().find(TrackId{thing.id});
    case Thing::Kind::kInsert:
      return project.tracks().owner_of(InsertId{thing.id});
    case Thing::Kind::kSend:
      return project.tracks().owner_of(SendId{thing.id});
    case Thing::Kind::kNone:
      break;
  }
  return nullptr;
}

}  // namespace corelogic::access
