// desk_check.cpp: bonds between strips, each refusal naming who is wrong and why.  Side: control; pure.
#include "controller/project/desk_check.h"

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "controller/tracks/desk_rules.h"
#include "controller/tracks/strip_rules.h"

namespace corelogic::project {
namespace {

using messages::MuteGroup;
using messages::MuteGroupId;
using messages::Track;
using messages::TrackId;
using messages::TrackKind;
using vocabulary::Refusal;
using vocabulary::RefusalCode;
using vocabulary::Result;

Refusal refuse(RefusalCode code, std::string_view subject, std::string sentence) {
  return {code, std::string(subject), std::move(sentence)};
}

template <class Id>
Result<void> check_once(const std::vector<Id>& ids, std::string_view what, std::string_view subject) {
  auto sorted = ids;
  std::ranges::sort(sorted);
  const auto twice = std::ranges::adjacent_find(sorted);
  if (twice == sorted.end()) return {};
  return refuse(RefusalCode::kDuplicate, subject,
                "The " + std::string(what) + " " + std::to_string(twice->value) +
                    " is named twice; each may stand once.");
}

Result<void> check_links(const tracks::TrackList& tracks) {
  for (const Track& track : tracks) {
    if (!track.link.valid()) continue;
    const std::string subject = "track " + std::to_string(track.id.value);
    const Track* partner = tracks.find(track.link);
    if (!partner)
      return refuse(RefusalCode::kUnknownId, subject,
                    "There is no track " + std::to_string(track.link.value) + " to be linked with.");
    if (partner->link != track.id)
      return refuse(RefusalCode::kInvalid, subject,
                    track.name + " names " + partner->name +
                        " as its stereo partner, which does not name it; both name each other or neither.");
    if (auto good = check_pair(track, *partner, subject); !good) return good;
  }
  return {};
}

}  // namespace

Result<void> check_vcas(const tracks::TrackList& tracks, const Track& strip, const std::vector<TrackId>& vcas,
                        std::string_view subject) {
  for (const TrackId id : vcas) {
    const Track* vca = tracks.find(id);
    if (!vca)
      return refuse(RefusalCode::kUnknownId, subject,
                    "There is no track " + std::to_string(id.value) + " to be moved by; name a vca.");
    if (vca->kind != TrackKind::kVca)
      return refuse(RefusalCode::kInvalid, subject, vca->name + " is no vca; only a vca moves other strips.");
    const auto above = tracks::vcas_above(tracks, *vca);
    const bool round = std::ranges::any_of(above, [&](const Track* one) { return one->id == strip.id; });
    if (id == strip.id || round)
      return refuse(RefusalCode::kCycle, subject,
                    strip.name + " would move itself" + (round ? " through " + vca->name : "") +
                        "; vcas move each other without a circle.");
  }
  return check_once(vcas, "vca", subject);
}

Result<void> check_membership(const std::vector<MuteGroup>& there, const std::vector<MuteGroupId>& groups,
                              std::string_view subject) {
  for (const MuteGroupId id : groups)
    if (std::ranges::find(there, id, &MuteGroup::id) == there.end())
      return refuse(RefusalCode::kUnknownId, subject,
                    "There is no mute group " + std::to_string(id.value) + "; addMuteGroup makes one.");
  return check_once(groups, "mute group", subject);
}

Result<void> check_pair(const Track& left, const Track& right, std::string_view subject) {
  if (left.id == right.id)
    return refuse(RefusalCode::kInvalid, subject, "A stereo pair is made of two different strips.");
  for (const Track* track : {&left, &right})
    if (track->kind != TrackKind::kAudio)
      return refuse(
          RefusalCode::kInvalid, subject,
          track->name + " is " + tracks::kind_with_article(track->kind) + "; only audio tracks are linked.");
  if (left.channels == right.channels) return {};
  return refuse(RefusalCode::kInvalid, subject,
                left.name + " and " + right.name + " are not alike in width: " +
                    std::to_string(left.channels) + " and " + std::to_string(right.channels) + " channels.");
}

Result<void> check_mute_group_name(const std::vector<MuteGroup>& there, const std::string& name,
                                   MuteGroupId except, std::string_view subject) {
  if (auto good = tracks::check_name(name, subject); !good) return good;
  for (const MuteGroup& group : there)
    if (group.id != except && tracks::fold_name(group.name) == tracks::fold_name(name))
      return refuse(RefusalCode::kDuplicate, subject,
                    "Mute group " + std::to_string(group.id.value) + " is named " + group.name +
                        "; names must differ by more than case.");
  return {};
}

Result<void> check_desk(const tracks::TrackList& tracks, const std::vector<MuteGroup>& groups) {
  if (groups.size() > tracks::kMostMuteGroups)
    return refuse(RefusalCode::kInvalid, "project.muteGroups", "A project has at most 128 mute groups.");
  for (const MuteGroup& group : groups)
    if (auto good = check_mute_group_name(groups, group.name, group.id,
                                          "mute group " + std::to_string(group.id.value));
        !good)
      return good;
  for (const Track& track : tracks) {
    const std::string subject = "track " + std::to_string(track.id.value);
    if (auto good = check_vcas(tracks, track, track.vcas, subject); !good) return good;
    if (auto good = check_membership(groups, track.mute_groups, subject); !good) return good;
  }
  return check_links(tracks);
}

}  // namespace corelogic::project
