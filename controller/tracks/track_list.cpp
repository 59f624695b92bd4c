// track_list.cpp: the list and its indexes. Positions are kept by number, owners by id, names folded.  Side:
// control.
#include "controller/tracks/track_list.h"

#include <algorithm>
#include <utility>

#include "controller/tracks/strip_rules.h"

namespace corelogic::tracks {
namespace {

template <class Items, class Id>
auto place_of(Items& items, Id id) {
  return std::find_if(items.begin(), items.end(), [&](const auto& item) { return item.id == id; });
}

template <class Item>
void put(std::vector<Item>& items, Item item, std::size_t position) {
  const auto place = static_cast<std::ptrdiff_t>(std::min(position, items.size()));
  items.insert(items.begin() + place, std::move(item));
}

/// Moves items[from] so that it stands at `to`; those between shift by one.
template <class Item>
void shift(std::vector<Item>& items, std::size_t from, std::size_t to) {
  const auto first = items.begin() + static_cast<std::ptrdiff_t>(from);
  const auto target = items.begin() + static_cast<std::ptrdiff_t>(to);
  if (from < to)
    std::rotate(first, first + 1, target + 1);
  else
    std::rotate(target, first, first + 1);
}

}  // namespace

TrackList::TrackList(std::vector<Track> tracks) : tracks_(std::move(tracks)) {
  index_positions(0, tracks_.size());
  for (const Track& track : tracks_) index_contents(track);
}

void TrackList::index_positions(std::size_t first, std::size_t last) {
  for (std::size_t i = first; i < last; ++i) positions_[tracks_[i].id] = i;
}

void TrackList::index_contents(const Track& track) {
  names_[fold_name(track.name)] = track.id;
  for (const Insert& insert : track.inserts) insert_owners_[insert.id] = track.id;
  for (const Send& send : track.sends) send_owners_[send.id] = track.id;
}

std::optional<std::size_t> TrackList::position_of(TrackId id) const {
  const auto found = positions_.find(id);
  if (found == positions_.end()) return std::nullopt;
  return found->second;
}

const Track* TrackList::find(TrackId id) const {
  const auto position = position_of(id);
  return position ? &tracks_[*position] : nullptr;
}

const Track* TrackList::owner_of(InsertId id) const {
  const auto found = insert_owners_.find(id);
  return found == insert_owners_.end() ? nullptr : find(found->second);
}

const Track* TrackList::owner_of(SendId id) const {
  const auto found = send_owners_.find(id);
  return found == send_owners_.end() ? nullptr : find(found->second);
}

const Insert* TrackList::find(InsertId id) const {
  const Track* owner = owner_of(id);
  return owner ? &*place_of(owner->inserts, id) : nullptr;
}

const Send* TrackList::find(SendId id) const {
  const Track* owner = owner_of(id);
  return owner ? &*place_of(owner->sends, id) : nullptr;
}

std::optional<std::size_t> TrackList::position_of(InsertId id) const {
  const Track* owner = owner_of(id);
  if (!owner) return std::nullopt;
  return static_cast<std::size_t>(place_of(owner->inserts, id) - owner->inserts.begin());
}

std::optional<std::size_t> TrackList::position_of(SendId id) const {
  const Track* owner = owner_of(id);
  if (!owner) return std::nullopt;
  return static_cast<std::size_t>(place_of(owner->sends, id) - owner->sends.begin());
}

const Track* TrackList::find_name(std::string_view name) const {
  const auto found = names_.find(fold_name(name));
  return found == names_.end() ? nullptr : find(found->second);
}

void TrackList::add(Track track, std::size_t position) {
  const std::size_t behind_all =
      track.kind == messages::TrackKind::kMaster || tracks_.empty() ? tracks_.size() : tracks_.size() - 1;
  const std::size_t place = std::min(position, behind_all);
  index_contents(track);
  put(tracks_, std::move(track), place);
  index_positions(place, tracks_.size());
}

void TrackList::add(TrackId id, Insert insert, std::size_t position) {
  insert_owners_[insert.id] = id;
  put(edit(id).inserts, std::move(insert), position);
}

void TrackList::add(TrackId id, Send send, std::size_t position) {
  send_owners_[send.id] = id;
  put(edit(id).sends, std::move(send), position);
}

void TrackList::remove(TrackId id) {
  const std::size_t place = *position_of(id);
  const Track& track = tracks_[place];
  for (const Insert& insert : track.inserts) insert_owners_.erase(insert.id);
  for (const Send& send : track.sends) send_owners_.erase(send.id);
  names_.erase(fold_name(track.name));
  positions_.erase(id);
  tracks_.erase(tracks_.begin() + static_cast<std::ptrdiff_t>(place));
  index_positions(place, tracks_.size());
}

void TrackList::remove(InsertId id) {
  auto& inserts = edit(owner_of(id)->id).inserts;
  inserts.erase(place_of(inserts, id));
  insert_owners_.erase(id);
}

void TrackList::remove(SendId id) {
  auto& sends = edit(owner_of(id)->id).sends;
  sends.erase(place_of(sends, id));
  send_owners_.erase(id);
}

void TrackList::move(TrackId id, std::size_t position) {
  const std::size_t from = *position_of(id);
  if (tracks_[from].kind == messages::TrackKind::kMaster) return;
  const std::size_t to = std::min(position, tracks_.size() - 2);
  shift(tracks_, from, to);
  index_positions(std::min(from, to), std::max(from, to) + 1);
}

void TrackList::move(InsertId id, std::size_t position) {
  auto& inserts = edit(owner_of(id)->id).inserts;
  shift(inserts, *position_of(id), std::min(position, inserts.size() - 1));
}

void TrackList::rename(TrackId id, std::string name) {
  Track& track = edit(id);
  names_.erase(fold_name(track.name));
  track.name = std::move(name);
  names_[fold_name(track.name)] = id;
}

Track& TrackList::edit(TrackId id) {
  return tracks_[positions_.at(id)];
}

Insert& TrackList::edit(InsertId id) {
  return *place_of(edit(insert_owners_.at(id)).inserts, id);
}

Send& TrackList::edit(SendId id) {
  return *place_of(edit(send_owners_.at(id)).sends, id);
}

}  // namespace corelogic::tracks
