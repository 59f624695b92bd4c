// link_commands.cpp: two strips become a stereo pair, or part; and who follows whom.  Side: control; pure.
#include <algorithm>

#include "controller/commands/families.h"
#include "controller/commands/lookup.h"
#include "controller/commands/stereo_link.h"
#include "controller/project/desk_check.h"

namespace corelogic::commands {

using namespace messages;  // commands and changes by name

const Track* partner_of(const Project& project, const Track& track) {
  return track.link.valid() ? project.tracks().find(track.link) : nullptr;
}

const Insert* twin_of(const Project& project, const Insert& insert) {
  const Track* partner = partner_of(project, *project.tracks().owner_of(insert.id));
  if (!partner) return nullptr;
  const std::size_t place = *project.tracks().position_of(insert.id);
  if (place >= partner->inserts.size() || partner->inserts[place].effect != insert.effect) return nullptr;
  return &partner->inserts[place];
}

const Send* twin_of(const Project& project, const Send& send) {
  const Track& owner = *project.tracks().owner_of(send.id);
  const Track* partner = partner_of(project, owner);
  if (!partner) return nullptr;
  const auto same_way = [&](const Send& other) { return other.destination == send.destination; };
  const std::size_t place = *project.tracks().position_of(send.id);
  auto before =
      std::count_if(owner.sends.begin(), owner.sends.begin() + static_cast<std::ptrdiff_t>(place), same_way);
  for (const Send& other : partner->sends)
    if (same_way(other) && before-- == 0) return &other;
  return nullptr;
}

namespace {

/// What both shall have in common from now on, as the first has it; both in the middle go to the sides.
void make_alike(Changes& changes, const Track& first, const Track& second) {
  if (second.volume != first.volume) changes.push_back(VolumeSet{second.id, first.volume});
  if (second.mute != first.mute) changes.push_back(MuteSet{second.id, first.mute});
  if (first.pan != 0 || second.pan != 0) return;
  changes.push_back(PanSet{first.id, -1});
  changes.push_back(PanSet{second.id, 1});
}

}  // namespace

Result<Validated> validate(const Project& project, const SetLink& command) {
  const auto found = track_of(project, command.track);
  if (!found) return found.refusal();
  const Track& first = **found;
  if (!command.partner.valid()) return edit("unlink " + first.name, LinkSet{first.id, {}});
  const auto other = track_of(project, command.partner);
  if (!other) return other.refusal();
  const Track& second = **other;
  if (auto good = project::check_pair(first, second, "setLink.partner"); !good) return good.refusal();
  Validated validated;
  validated.label = "link " + first.name + " with " + second.name;
  if (first.link == second.id) {
    validated.changes.push_back(LinkSet{first.id, second.id});
    return validated;
  }
  // Former pairs part first, by changes of their own: so undo brings each of them back.
  for (const Track* track : {&first, &second})
    if (track->link.valid()) validated.changes.push_back(LinkSet{track->id, {}});
  validated.changes.push_back(LinkSet{first.id, second.id});
  make_alike(validated.changes, first, second);
  return validated;
}

}  // namespace corelogic::commands
