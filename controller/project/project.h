// project.h: the model: strips, connections, a name, a sample rate and the next id. Always valid.
// It is read by everybody and changed by apply_change alone.  Side: control; one writer (ProjectActor),
// values to others.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "controller/routing/connection_list.h"
#include "controller/routing/routing_rules.h"
#include "controller/routing/routing_table.h"
#include "controller/tracks/track_list.h"
#include "schema/messages/project.h"
#include "schema/vocabulary/result.h"

namespace corelogic::project {

inline constexpr std::uint32_t kLeastSampleRate = 8'000;
inline constexpr std::uint32_t kMostSampleRate = 384'000;
inline constexpr double kLeastTempo = 20;  // quarter notes a minute
inline constexpr double kMostTempo = 400;

class Project {
 public:
  /// Judges a whole document: ids, references, ranges, names, effects, cycles. Missing parameters get their
  /// defaults. Errors: kUnsupported for a newer format; else kInvalid, kUnknownId, kDuplicate, kCycle with
  /// subject and sentence.
  [[nodiscard]] static vocabulary::Result<Project> from_message(const messages::Project&);
  [[nodiscard]] messages::Project to_message() const;

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] std::uint32_t sample_rate() const { return sample_rate_; }
  [[nodiscard]] std::uint32_t next_id() const { return next_id_; }
  [[nodiscard]] const tracks::TrackList& tracks() const { return tracks_; }
  [[nodiscard]] const routing::ConnectionList& connections() const { return connections_; }
  [[nodiscard]] double tempo() const { return tempo_; }  ///< quarter notes a minute
  [[nodiscard]] const messages::Monitor& monitor() const { return monitor_; }
  [[nodiscard]] const std::vector<messages::MuteGroup>& mute_groups() const { return mute_groups_; }
  [[nodiscard]] const messages::SoloSettings& solo() const { return solo_; }
  [[nodiscard]] const std::vector<messages::Scene>& scenes() const { return scenes_; }
  [[nodiscard]] const std::vector<messages::Wire>& wires() const { return wires_; }
  [[nodiscard]] bool custom_wiring() const { return custom_wiring_; }  ///< only the wires are made
  /// Null when there is none.
  [[nodiscard]] const messages::MuteGroup* find(messages::MuteGroupId) const;
  [[nodiscard]] const messages::Scene* find(messages::SceneId) const;
  [[nodiscard]] routing::Wiring wiring() const { return {tracks_, connections_}; }
  [[nodiscard]] routing::RoutingTable routing() const { return {tracks_, connections_}; }

  bool operator==(const Project&) const = default;

 private:
  friend class ChangeApplication;
  Project() = default;

  std::string name_;
  std::uint32_t sample_rate_ = 48'000;
  std::uint32_t next_id_ = 1;
  tracks::TrackList tracks_;
  routing::ConnectionList connections_;
  double tempo_ = 120;
  messages::Monitor monitor_;
  std::vector<messages::MuteGroup> mute_groups_;  // by id, so that one taken back returns to its place
  messages::SoloSettings solo_;
  std::vector<messages::Scene> scenes_;  // in the order of the cue list
  std::vector<messages::Wire> wires_;
  bool custom_wiring_ = false;
};

/// A master (2 channels to device channels 1 and 2, no monitor) and nothing else.
/// Requires: check_project_name and check_sample_rate agree.
[[nodiscard]] Project make_empty(std::string name, std::uint32_t sample_rate);

/// 20 ... 400 quarter notes a minute.
[[nodiscard]] vocabulary::Result<void> check_tempo(double tempo, std::string_view subject);
/// Dim level; a source that is there.  Errors: kInvalid, kUnknownId.
[[nodiscard]] vocabulary::Result<void> check_monitor(const messages::Monitor&, const tracks::TrackList&,
                                                     const std::string& subject);
/// 1 ... 64 characters, no control characters; kLeastSampleRate ... kMostSampleRate.
[[nodiscard]] vocabulary::Result<void> check_project_name(const std::string& name,
                                                          const std::string& subject);
[[nodiscard]] vocabulary::Result<void> check_sample_rate(std::uint32_t rate, const std::string& subject);

}  // namespace corelogic::project
