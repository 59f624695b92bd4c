// fader_values.cpp: vcas summed, switches gathered from above, and the solo's two walks.  Side: control;
// pure.
#include "controller/compiler/fader_values.h"

#include <algorithm>

#include "controller/compiler/solo_in_place.h"
#include "controller/tracks/desk_rules.h"
#include "schema/vocabulary/effect_catalogue.h"

namespace corelogic::compiler {

using namespace messages;  // the changes by name

double fader_level(const tracks::TrackList& tracks, const Track& track) {
  double level = track.volume.value;
  for (const Track* vca : tracks::vcas_above(tracks, track)) level += vca->volume.value;
  return std::min(level, vocabulary::fader::kParameters[vocabulary::fader::kVolume].most);
}

std::vector<const Track*> moved_by(const tracks::TrackList& tracks, const Track& changed) {
  if (tracks::has_sound(changed)) return {&changed};
  std::vector<const Track*> moved;
  for (const Track& track : tracks) {
    if (track.vcas.empty() || !tracks::has_sound(track)) continue;
    const auto above = tracks::vcas_above(tracks, track);
    if (std::ranges::find(above, &changed) != above.end()) moved.push_back(&track);
  }
  return moved;
}

MuteBoard::MuteBoard(const project::Project& project)
    : tracks_(project.tracks()), groups_(project.mute_groups()) {
  strips_.reserve(tracks_.size());
  for (const Track& track : tracks_)
    strips_.push_back(
        {track.kind, track.mute, track.solo, track.solo_isolate, track.vcas, track.mute_groups});
}

/// What a change takes back on the board; nothing for all that are no switches.
struct MuteBoard::TakingBack {
  MuteBoard& board;

  void operator()(const MuteSet& set) const {
    on(set.track, [&](Strip& strip) { strip.mute = set.mute; });
  }
  void operator()(const SoloSet& set) const {
    on(set.track, [&](Strip& strip) { strip.solo = set.solo; });
  }
  void operator()(const SoloIsolateSet& set) const {
    on(set.track, [&](Strip& strip) { strip.isolated = set.solo_isolate; });
  }
  void operator()(const VcasSet& set) const {
    on(set.track, [&](Strip& strip) { strip.vcas = set.vcas; });
  }
  void operator()(const MuteGroupsSet& set) const {
    on(set.track, [&](Strip& strip) { strip.mute_groups = set.mute_groups; });
  }
  void operator()(const MuteGroupSet& set) const {
    for (MuteGroup& group : board.groups_)
      if (group.id == set.group) group.active = set.active;
  }
  void operator()(const MuteGroupAdded& set) const { board.groups_.push_back(set.group); }
  template <class Other>
  void operator()(const Other&) const {}

  template <class Set>
  void on(TrackId id, Set set) const {
    if (const auto position = board.tracks_.position_of(id)) set(board.strips_[*position]);
  }
};

void MuteBoard::take_back(const Changes& inverse) {
  for (const Change& change : inverse) std::visit(TakingBack{*this}, change);
}

bool MuteBoard::muted(const Strip& strip) const {
  return strip.mute || std::ranges::any_of(strip.mute_groups, [&](MuteGroupId id) {
           return std::ranges::any_of(groups_,
                                      [&](const MuteGroup& group) { return group.id == id && group.active; });
         });
}

/// Its own switches and those of all vcas above it.
MuteBoard::Pressed MuteBoard::pressed(std::size_t position) const {
  const Strip& own = strips_[position];
  Pressed all{muted(own), own.solo};
  if (own.vcas.empty()) return all;
  std::vector<TrackId> above = own.vcas;
  for (std::size_t next = 0; next < above.size(); ++next) {
    const Strip& vca = strips_[*tracks_.position_of(above[next])];
    all.mute = all.mute || muted(vca);
    all.solo = all.solo || vca.solo;
    for (const TrackId id : vca.vcas)
      if (std::ranges::find(above, id) == above.end()) above.push_back(id);
  }
  return all;
}

std::vector<bool> MuteBoard::silent(const routing::RoutingTable& table) const {
  std::vector<bool> muted(strips_.size());
  std::vector<bool> soloed(strips_.size());
  std::vector<bool> spared(strips_.size());
  for (std::size_t i = 0; i < strips_.size(); ++i) {
    const Pressed switches = pressed(i);
    const TrackKind kind = strips_[i].kind;
    muted[i] = switches.mute;
    soloed[i] = switches.solo && kind != TrackKind::kVca && kind != TrackKind::kMaster;
    spared[i] = strips_[i].isolated || kind == TrackKind::kMaster || kind == TrackKind::kMatrix;
  }
  return silent_strips(table, {muted, soloed, spared});
}

std::vector<Silence> silence_to_tell(const project::Project& after, const Changes& inverse,
                                     const std::vector<TrackId>& touched) {
  const auto& tracks = after.tracks();
  const auto table = after.routing();
  MuteBoard board(after);
  const auto silent = board.silent(table);
  std::vector<bool> told(tracks.size(), inverse.empty());
  for (const TrackId id : touched) told[*tracks.position_of(id)] = true;
  board.take_back(inverse);
  const auto before = board.silent(table);
  std::vector<Silence> all;
  for (std::size_t i = 0; i < silent.size(); ++i)
    if (tracks::has_sound(tracks[i]) && (told[i] || silent[i] != before[i]))
      all.push_back({&tracks[i], silent[i]});
  return all;
}

}  // namespace corelogic::compiler
