// track_list.h: the strips of a project in the order people see, found by id, by name, by insert and by send.
// It keeps its indexes true; it does not judge values, names or routing (commands and project do).  Side:
// control.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "schema/messages/project.h"

namespace corelogic::tracks {

using messages::Insert;
using messages::InsertId;
using messages::Send;
using messages::SendId;
using messages::Track;
using messages::TrackId;

/// An ordered list with exactly one master, last. A value: copies are independent.
class TrackList {
 public:
  TrackList() = default;
  /// Requires: ids and folded names unique; one master, last (project::Project::from_message checks a
  /// document).
  explicit TrackList(std::vector<Track> tracks);

  [[nodiscard]] std::size_t size() const { return tracks_.size(); }
  /// Of all strips together.
  [[nodiscard]] std::size_t send_count() const { return send_owners_.size(); }
  [[nodiscard]] const Track& operator[](std::size_t position) const { return tracks_[position]; }
  [[nodiscard]] auto begin() const { return tracks_.begin(); }
  [[nodiscard]] auto end() const { return tracks_.end(); }
  /// Requires: size() > 0.
  [[nodiscard]] const Track& master() const { return tracks_.back(); }

  /// Null, or nullopt, when there is none. Pointers hold until the next structural edit.  Cost: O(1).
  [[nodiscard]] const Track* find(TrackId) const;
  [[nodiscard]] const Insert* find(InsertId) const;
  [[nodiscard]] const Send* find(SendId) const;
  [[nodiscard]] const Track* owner_of(InsertId) const;
  [[nodiscard]] const Track* owner_of(SendId) const;
  /// Case does not count: "guitar" finds "Guitar".
  [[nodiscard]] const Track* find_name(std::string_view name) const;
  [[nodiscard]] std::optional<std::size_t> position_of(TrackId) const;
  [[nodiscard]] std::optional<std::size_t> position_of(InsertId) const;
  [[nodiscard]] std::optional<std::size_t> position_of(SendId) const;

  /// Positions beyond the end mean the end; a strip never gets behind the master.
  /// Requires: the thing named exists; a thing added has an id not yet in the list.
  void add(Track, std::size_t position);
  void add(TrackId, Insert, std::size_t position);
  void add(TrackId, Send, std::size_t position);
  void remove(TrackId);
  void remove(InsertId);
  void remove(SendId);
  void move(TrackId, std::size_t position);
  void move(InsertId, std::size_t position);
  void rename(TrackId, std::string name);

  /// For values: the caller leaves id, name, and the lists of inserts and sends as they are.
  [[nodiscard]] Track& edit(TrackId);
  [[nodiscard]] Insert& edit(InsertId);
  [[nodiscard]] Send& edit(SendId);

  bool operator==(const TrackList& other) const { return tracks_ == other.tracks_; }

 private:
  void index_positions(std::size_t first, std::size_t last);
  void index_contents(const Track&);

  std::vector<Track> tracks_;
  std::unordered_map<TrackId, std::size_t> positions_;
  std::unordered_map<InsertId, TrackId> insert_owners_;
  std::unordered_map<SendId, TrackId> send_owners_;
  std::unordered_map<std::string, TrackId> names_;  // folded
};

}  // namespace corelogic::tracks
