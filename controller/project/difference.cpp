// difference.cpp: whole projects side by side; strips are compared in strip_difference.  Side: control; pure.
#include "controller/project/difference.h"

#include <algorithm>
#include <iterator>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "controller/project/strip_difference.h"
#include "controller/tracks/strip_rules.h"

namespace corelogic::project {
namespace {

using namespace messages;  // the changes by name

template <class Thing>
auto by_id(const std::vector<Thing>& things) {
  std::unordered_map<decltype(Thing::id), const Thing*> found;
  for (const Thing& thing : things) found[thing.id] = &thing;
  return found;
}

template <class Map, class Id>
auto at(const Map& map, Id id) -> typename Map::mapped_type {
  const auto found = map.find(id);
  return found == map.end() ? nullptr : found->second;
}

/// Where each insert and send stands, and what cannot be another thing under the same id.
std::unordered_map<std::uint32_t, std::pair<std::uint32_t, std::string>> contents_of(
    const messages::Project& project) {
  std::unordered_map<std::uint32_t, std::pair<std::uint32_t, std::string>> all;
  for (const Track& track : project.tracks) {
    for (const Insert& insert : track.inserts) all[insert.id.value] = {track.id.value, insert.effect};
    for (const Send& send : track.sends)
      all[send.id.value] = {track.id.value, "send to " + std::to_string(send.destination.value)};
  }
  return all;
}

/// Moves that bring `order` into the order of `wanted`, where both have the same ids.
template <class Moved, class Id, class Thing>
void add_moves(std::vector<Id> order, const std::vector<Thing>& wanted, Changes& heap) {
  for (std::size_t place = 0; place < wanted.size(); ++place) {
    const Id id = wanted[place].id;
    if (order[place] == id) continue;
    heap.push_back(Moved{id, static_cast<std::uint32_t>(place)});
    order.erase(std::ranges::find(order, id));
    order.insert(order.begin() + static_cast<std::ptrdiff_t>(place), id);
  }
}

class Comparison {
 public:
  Comparison(const messages::Project& now, const messages::Project& wanted)
      : now_(now), wanted_(wanted), had_(by_id(now.tracks)), has_(by_id(wanted.tracks)) {}

  [[nodiscard]] bool possible() const {
    if (now_.sample_rate != wanted_.sample_rate) return false;
    if (now_.tracks.back().id != wanted_.tracks.back().id) return false;
    for (const Track& track : now_.tracks)
      if (const Track* same = at(has_, track.id);
          same != nullptr && (same->kind != track.kind || same->channels != track.channels))
        return false;
    const auto had = contents_of(now_);
    const auto has = contents_of(wanted_);
    return std::ranges::all_of(has, [&](const auto& entry) {
      const auto before = had.find(entry.first);
      return before == had.end() || before->second == entry.second;
    });
  }

  Changes make() {
    compare_connections();
    compare_monitor();
    compare_mute_groups();
    for (const Track& track : now_.tracks) {
      if (const Track* same = at(has_, track.id))
        add_strip_difference(track, *same, heaps_);
      else
        add_isolation(track, heaps_);
    }
    Changes lists = compare_lists();
    for (const Track& track : wanted_.tracks)
      if (at(had_, track.id) == nullptr) add_strip_difference(bare_strip(track), track, heaps_);
    compare_rest();
    Changes all = std::move(heaps_.off);
    const auto append = [&](Changes& more) { std::ranges::move(more, std::back_inserter(all)); };
    append(lists);
    append(heaps_.set);
    append(heaps_.on);
    append(last_);
    return all;
  }

 private:
  void compare_connections() {
    const auto had = by_id(now_.connections);
    const auto has = by_id(wanted_.connections);
    for (const Connection& connection : now_.connections) {
      const Connection* same = at(has, connection.id);
      if (same == nullptr || *same != connection) heaps_.off.push_back(Disconnected{connection.id});
    }
    for (const Connection& connection : wanted_.connections) {
      const Connection* same = at(had, connection.id);
      if (same == nullptr || *same != connection) heaps_.on.push_back(Connected{connection});
    }
  }

  void compare_monitor() {
    if (now_.monitor == wanted_.monitor) return;
    Monitor between = now_.monitor;
    between.source = MasterSource{};
    if (between != now_.monitor) heaps_.off.push_back(MonitorSet{between});
    if (between != wanted_.monitor) heaps_.on.push_back(MonitorSet{wanted_.monitor});
  }

  void compare_mute_groups() {
    const auto had = by_id(now_.mute_groups);
    const auto has = by_id(wanted_.mute_groups);
    for (const MuteGroup& group : now_.mute_groups)
      if (at(has, group.id) == nullptr) last_.push_back(MuteGroupRemoved{group.id});
    for (const MuteGroup& group : wanted_.mute_groups) {
      const MuteGroup* same = at(had, group.id);
      if (same == nullptr) {
        heaps_.off.push_back(MuteGroupAdded{group});
        continue;
      }
      if (same->active != group.active) heaps_.set.push_back(MuteGroupSet{group.id, group.active});
      if (same->name != group.name) heaps_.set.push_back(MuteGroupRenamed{group.id, group.name});
    }
  }

  /// Strips go, are renamed, come and are moved. Somebody's name may be another's now: it gives way first.
  Changes compare_lists() {
    Changes changes;
    std::vector<TrackId> order;
    for (const Track& track : now_.tracks) {
      if (at(has_, track.id) == nullptr)
        changes.push_back(TrackRemoved{track.id});
      else
        order.push_back(track.id);
    }
    std::unordered_map<std::string, TrackId> wanted_names;
    for (const Track& track : wanted_.tracks) wanted_names[tracks::fold_name(track.name)] = track.id;
    for (const Track& track : now_.tracks) {
      const Track* same = at(has_, track.id);
      if (same == nullptr || same->name == track.name) continue;
      const auto taker = wanted_names.find(tracks::fold_name(track.name));
      if (taker != wanted_names.end() && taker->second != track.id)
        changes.push_back(TrackRenamed{track.id, "~" + std::to_string(track.id.value)});
    }
    for (const Track& track : now_.tracks)
      if (const Track* same = at(has_, track.id); same != nullptr && same->name != track.name)
        changes.push_back(TrackRenamed{track.id, same->name});
    for (std::size_t place = 0; place < wanted_.tracks.size(); ++place) {
      const Track& track = wanted_.tracks[place];
      if (at(had_, track.id) != nullptr) continue;
      const std::size_t where = std::min(place, order.size() - 1);
      changes.push_back(TrackAdded{bare_strip(track), static_cast<std::uint32_t>(where)});
      order.insert(order.begin() + static_cast<std::ptrdiff_t>(where), track.id);
    }
    add_moves<TrackMoved>(std::move(order), wanted_.tracks, changes);
    return changes;
  }

  void compare_scenes() {
    const auto had = by_id(now_.scenes);
    const auto has = by_id(wanted_.scenes);
    std::vector<SceneId> order;
    for (const Scene& scene : now_.scenes) {
      const Scene* same = at(has, scene.id);
      if (same == nullptr) {
        heaps_.set.push_back(SceneRemoved{scene.id});
        continue;
      }
      order.push_back(scene.id);
      Scene described = scene;
      described.name = same->name;
      described.comment = same->comment;
      described.fade_ms = same->fade_ms;
      if (described != *same)
        heaps_.set.push_back(SceneStored{*same});
      else if (described != scene)
        heaps_.set.push_back(SceneDescribed{same->id, same->name, same->comment, same->fade_ms});
    }
    for (std::size_t place = 0; place < wanted_.scenes.size(); ++place) {
      if (at(had, wanted_.scenes[place].id) != nullptr) continue;
      const std::size_t where = std::min(place, order.size());
      heaps_.set.push_back(SceneAdded{wanted_.scenes[place], static_cast<std::uint32_t>(where)});
      order.insert(order.begin() + static_cast<std::ptrdiff_t>(where), wanted_.scenes[place].id);
    }
    add_moves<SceneMoved>(std::move(order), wanted_.scenes, heaps_.set);
  }

  void compare_rest() {
    compare_scenes();
    if (now_.tempo != wanted_.tempo) heaps_.set.push_back(TempoSet{wanted_.tempo});
    if (now_.solo != wanted_.solo) heaps_.set.push_back(SoloSettingsSet{wanted_.solo});
    if (now_.wires != wanted_.wires || now_.custom_wiring != wanted_.custom_wiring)
      heaps_.set.push_back(WiresSet{wanted_.wires, wanted_.custom_wiring});
  }

  const messages::Project& now_;
  const messages::Project& wanted_;
  const std::unordered_map<TrackId, const Track*> had_, has_;
  Heaps heaps_;
  Changes last_;  // what nothing may name any more
};

}  // namespace

std::optional<Changes> difference(const messages::Project& now, const messages::Project& wanted) {
  Comparison comparison(now, wanted);
  if (!comparison.possible()) return std::nullopt;
  return comparison.make();
}

Changes desk_difference(const Desk& now, const Desk& wanted) {
  messages::Project before;
  before.tracks = now.tracks;
  before.monitor = now.monitor;
  before.mute_groups = now.mute_groups;
  messages::Project after;
  after.tracks = wanted.tracks;
  after.monitor = wanted.monitor;
  after.mute_groups = wanted.mute_groups;
  return Comparison(before, after).make();
}

}  // namespace corelogic::project
