// feed_rules.cpp: the table of kinds, row by row.  Side: control; pure.
#include "controller/routing/feed_rules.h"

#include <string>
#include <utility>

#include "controller/tracks/desk_rules.h"

namespace corelogic::routing {
namespace {

using messages::Track;
using messages::TrackId;
using messages::TrackKind;
using vocabulary::Refusal;
using vocabulary::RefusalCode;
using vocabulary::Result;

Refusal invalid(std::string_view subject, std::string sentence) {
  return {RefusalCode::kInvalid, std::string(subject), std::move(sentence)};
}

Result<void> check_into_matrix(const Track& source, const Track& matrix, FeedKind kind,
                               std::string_view subject) {
  if (kind != FeedKind::kSend)
    return invalid(subject, matrix.name + " is a matrix and is fed by sends only; addSend makes one.");
  const bool bus =
      source.kind == TrackKind::kAux || source.kind == TrackKind::kGroup || source.kind == TrackKind::kMaster;
  if (bus) return {};
  return invalid(subject, source.name + " is no bus; an aux, a group or the master sends to a matrix.");
}

}  // namespace

Result<void> check_kinds(const TrackList& tracks, const Track& source, TrackId destination, FeedKind kind,
                         std::string_view subject) {
  const Track* target = tracks.find(destination);
  if (!target)
    return Refusal{RefusalCode::kUnknownId, std::string(subject),
                   "There is no track " + std::to_string(destination.value) +
                       " to feed; name an aux, a group or the master."};
  if (auto good = tracks::check_sound(source, "cables", subject); !good) return good;
  if (!tracks::has_sound(*target))
    return invalid(subject, target->name + " is a vca and sums nothing; setVcas lets it move a strip.");
  if (target->kind == TrackKind::kMatrix && source.kind != TrackKind::kMatrix)
    return check_into_matrix(source, *target, kind, subject);
  if (source.kind == TrackKind::kMaster)
    return invalid(subject,
                   "The master is the end of the line and feeds no strip but a matrix, by a send; it goes to "
                   "device channels or none.");
  if (source.kind == TrackKind::kMatrix)
    return invalid(subject,
                   source.name + " is a matrix and feeds no strip; it goes to device channels or none.");
  if (target->kind == TrackKind::kAudio)
    return invalid(subject,
                   target->name + " is an audio track and sums nothing; feed an aux, a group or the master.");
  return {};
}

Result<void> check_heard(const TrackList& tracks, TrackId heard, std::string_view subject) {
  if (!heard.valid()) return {};
  const Track* track = tracks.find(heard);
  if (track) return tracks::check_sound(*track, "key", subject);
  return Refusal{RefusalCode::kUnknownId, std::string(subject),
                 "There is no track " + std::to_string(heard.value) + " to listen to."};
}

}  // namespace corelogic::routing
