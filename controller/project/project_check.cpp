// project_check.cpp: a document judged pass by pass, each refusal naming the thing by its id.  Side: control;
// pure.
#include "controller/project/project_check.h"

#include <string>
#include <unordered_set>
#include <utility>

#include "controller/project/project.h"
#include "controller/tracks/desk_rules.h"
#include "controller/tracks/placeholder.h"
#include "controller/tracks/stage_rules.h"
#include "controller/tracks/strip_rules.h"

namespace corelogic::project {
namespace {

using messages::Insert;
using messages::Track;
using messages::TrackKind;
using vocabulary::Refusal;
using vocabulary::RefusalCode;
using vocabulary::Result;

Refusal invalid(std::string subject, std::string sentence) {
  return {RefusalCode::kInvalid, std::move(subject), std::move(sentence)};
}

std::string subject_of(const Track& track) {
  return "track " + std::to_string(track.id.value);
}

/// Takes ids and refuses one that is 0, too high or taken.
class IdRegister {
 public:
  explicit IdRegister(std::uint32_t next_id) : next_id_(next_id) {}

  Result<void> take(std::uint32_t id, const std::string& kind) {
    const std::string subject = kind + " " + std::to_string(id);
    if (id == 0) return invalid(subject, "Ids count from 1; 0 is never an id.");
    if (id >= next_id_)
      return invalid(subject, "An id must be below nextId, which is " + std::to_string(next_id_) + ".");
    if (!taken_.insert(id).second)
      return Refusal{
          RefusalCode::kDuplicate, subject,
          "Another thing of the project has this id; tracks, inserts, sends, connections, mute groups and "
          "scenes share one row of numbers."};
    return {};
  }

 private:
  std::uint32_t next_id_;
  std::unordered_set<std::uint32_t> taken_;
};

Result<void> check_counts(const Track& track) {
  if (track.inserts.size() > tracks::kMostInserts)
    return invalid(subject_of(track), "A strip has at most 64 inserts.");
  if (track.kind == TrackKind::kMaster && track.solo)
    return invalid(subject_of(track), "The master cannot be soloed: everything audible goes through it.");
  return {};
}

Result<void> check_strip_values(const Track& track) {
  const std::string subject = subject_of(track);
  if (auto good = tracks::check_name(track.name, subject); !good) return good;
  if (auto good = tracks::check_channels(track.channels, subject); !good) return good;
  if (auto good = tracks::check_level(track.volume, subject); !good) return good;
  if (auto good = tracks::check_pan(track.pan, subject); !good) return good;
  if (auto good = tracks::check_level(track.monitor_level, subject); !good) return good;
  if (auto good = tracks::check_stages(track, subject); !good) return good;
  if (auto good = tracks::check_kind(track, subject); !good) return good;
  if (auto good = tracks::check_look(track.colour, track.icon, track.comment, subject); !good) return good;
  return check_counts(track);
}

/// What else it may listen to or play. That the key's track is there is for the routing.
Result<void> check_sounds(const Insert& insert, const vocabulary::EffectDescription& effect,
                          std::string_view subject) {
  if (insert.key != messages::Key{} && !effect.keyed)
    return invalid(std::string(subject), "The " + insert.effect + " listens to no key.");
  for (const std::string& file : {insert.file, insert.other_file}) {
    if (file.empty()) continue;
    if (!effect.plays_file)
      return invalid(std::string(subject), "The " + insert.effect + " plays no sound file.");
    if (auto good = tracks::check_path(file, subject); !good) return good;
  }
  return {};
}

}  // namespace

Result<void> check_header(const messages::Project& document) {
  if (document.format_version > messages::kProjectFormatVersion)
    return Refusal{RefusalCode::kUnsupported, "project.formatVersion",
                   "The project was written by a newer version (format " +
                       std::to_string(document.format_version) + "); this one reads format " +
                       std::to_string(messages::kProjectFormatVersion) + ". It was left untouched."};
  if (document.format_version == 0)
    return invalid("project.formatVersion",
                   "There is no format 0; it is " + std::to_string(messages::kProjectFormatVersion) + ".");
  if (auto good = check_project_name(document.name, "project.name"); !good) return good;
  if (auto good = check_sample_rate(document.sample_rate, "project.sampleRate"); !good) return good;
  if (auto good = check_tempo(document.tempo, "project.tempo"); !good) return good;
  if (document.tracks.size() > tracks::kMostTracks)
    return invalid("project.tracks",
                   "A project has at most 10000 tracks, not " + std::to_string(document.tracks.size()) + ".");
  return check_sends(document.tracks, "project.tracks");
}

Result<void> check_sends(const std::vector<Track>& strips, const std::string& subject) {
  std::size_t count = 0;
  for (const Track& track : strips) count += track.sends.size();
  if (count <= tracks::kMostSends) return {};
  return invalid(subject, "A project has at most " + std::to_string(tracks::kMostSends) +
                              " sends, all strips together, not " + std::to_string(count) + ".");
}

Result<void> check_ids(const messages::Project& document) {
  IdRegister ids(document.next_id);
  std::size_t masters = 0;
  for (const Track& track : document.tracks) {
    if (auto good = ids.take(track.id.value, "track"); !good) return good;
    for (const auto& insert : track.inserts)
      if (auto good = ids.take(insert.id.value, "insert"); !good) return good;
    for (const auto& send : track.sends)
      if (auto good = ids.take(send.id.value, "send"); !good) return good;
    if (track.kind == TrackKind::kUnspecified || track.kind > TrackKind::kMatrix)
      return invalid(subject_of(track), "A track's kind is audio, aux, group, vca, matrix or master.");
    if (track.kind == TrackKind::kMaster) ++masters;
  }
  for (const auto& connection : document.connections)
    if (auto good = ids.take(connection.id.value, "connection"); !good) return good;
  for (const auto& group : document.mute_groups)
    if (auto good = ids.take(group.id.value, "mute group"); !good) return good;
  for (const auto& scene : document.scenes)
    if (auto good = ids.take(scene.id.value, "scene"); !good) return good;
  if (masters == 1 && document.tracks.back().kind == TrackKind::kMaster) return {};
  return invalid("project.tracks",
                 masters == 1 ? "The master must be the last of the tracks."
                              : "A project has exactly one master, not " + std::to_string(masters) + ".");
}

Result<Insert> checked_insert(const Insert& insert, std::uint16_t channels, std::string_view effect_subject,
                              std::string_view parameter_subject) {
  const auto effect = tracks::check_effect(insert.effect, channels, effect_subject);
  if (!effect) return effect.refusal();
  if (auto good = check_sounds(insert, **effect, effect_subject); !good) return good.refusal();
  Insert complete = insert;
  auto heard = tracks::complete_values(**effect, insert.parameters, parameter_subject);
  if (!heard) return heard.refusal();
  complete.parameters = *std::move(heard);
  if (insert.other.empty()) return complete;
  auto other = tracks::complete_values(**effect, insert.other, parameter_subject);
  if (!other) return other.refusal();
  complete.other = *std::move(other);
  return complete;
}

Result<Insert> checked_kept_insert(Insert insert, std::uint16_t channels, std::string_view subject) {
  tracks::put_on_steps(insert);
  return checked_insert(insert, channels, subject, subject);
}

Result<Track> checked_track(const Track& track) {
  if (auto good = check_strip_values(track); !good) return good.refusal();
  Track complete = track;
  for (Insert& insert : complete.inserts) {
    const std::string subject = "insert " + std::to_string(insert.id.value);
    if (tracks::is_placeholder(insert)) {
      if (auto good = tracks::check_placeholder(insert, subject); !good) return good.refusal();
      continue;
    }
    auto checked = checked_kept_insert(insert, track.channels, subject);
    if (!checked) return checked.refusal();
    insert = *std::move(checked);
  }
  for (const auto& send : track.sends) {
    const std::string subject = "send " + std::to_string(send.id.value);
    if (auto good = tracks::check_level(send.level, subject); !good) return good.refusal();
    if (auto good = tracks::check_pan(send.pan, subject); !good) return good.refusal();
  }
  return complete;
}

Result<void> check_names(const std::vector<Track>& strips) {
  std::unordered_set<std::string> names;
  for (const Track& track : strips)
    if (!names.insert(tracks::fold_name(track.name)).second)
      return Refusal{RefusalCode::kDuplicate, subject_of(track),
                     "Another track is named " + track.name + "; names differ by more than case."};
  return {};
}

Result<void> check_project_name(const std::string& name, const std::string& subject) {
  return tracks::check_name(name, subject);
}

Result<void> check_tempo(double tempo, std::string_view subject) {
  if (tempo >= kLeastTempo && tempo <= kMostTempo) return {};  // false for NaN
  return invalid(std::string(subject), "A tempo of " + tracks::number_text(tempo) +
                                           " is out of range: 20 to 400 quarter notes a minute.");
}

Result<void> check_monitor(const messages::Monitor& monitor, const tracks::TrackList& tracks,
                           const std::string& subject) {
  if (const auto* source = std::get_if<messages::TrackSource>(&monitor.source)) {
    const Track* track = tracks.find(source->track);
    if (!track)
      return Refusal{RefusalCode::kUnknownId, subject + ".source",
                     "There is no track " + std::to_string(source->track.value) +
                         " to listen to; name one, or the master."};
    if (auto good = tracks::check_sound(*track, "part in the monitor", subject + ".source"); !good)
      return good;
  }
  return tracks::check_dim_level(monitor.dim_level, subject + ".dimLevel");
}

Result<void> check_sample_rate(std::uint32_t rate, const std::string& subject) {
  if (rate >= kLeastSampleRate && rate <= kMostSampleRate) return {};
  return invalid(subject,
                 "A sample rate of " + std::to_string(rate) + " Hz is out of range: 8000 to 384000 Hz.");
}

}  // namespace corelogic::project
