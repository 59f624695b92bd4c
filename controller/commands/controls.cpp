// controls.cpp: three tables of fields, and the walk along a name.  Side: control; pure.
#include "controller/commands/controls.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <span>
#include <utility>

#include "controller/commands/lookup.h"

namespace corelogic::commands {
namespace {

using project::FieldKey;
using project::FieldKind;
using vocabulary::Refusal;
using vocabulary::RefusalCode;

struct Field {
  std::string_view name;
  FieldKind kind;
};
constexpr std::array kTrackFields{
    Field{"volume", FieldKind::kVolume},     Field{"pan", FieldKind::kPan},
    Field{"mute", FieldKind::kMute},         Field{"solo", FieldKind::kSolo},
    Field{"trim", FieldKind::kTrim},         Field{"polarity", FieldKind::kPolarity},
    Field{"highPass", FieldKind::kHighPass}, Field{"delay", FieldKind::kDelay},
    Field{"listen", FieldKind::kListen},     Field{"monitorLevel", FieldKind::kMonitorLevel}};
constexpr std::array kSendFields{Field{"level", FieldKind::kSendLevel}, Field{"pan", FieldKind::kSendPan},
                                 Field{"mute", FieldKind::kSendMute}, Field{"tap", FieldKind::kSendPreFader}};
constexpr std::array kMuteGroupFields{Field{"active", FieldKind::kMuteGroupActive}};

constexpr std::string_view kForm =
    "A control is called \"track/3/volume\", \"send/7/level\", \"insert/9/threshold\" or "
    "\"muteGroup/12/active\".";

Refusal unreadable(std::string_view name) {
  return invalid("touch.control", "\"" + std::string(name) + "\" names no control. " + std::string(kForm));
}

/// Takes the part before the next slash off `rest`.
std::string_view next_part(std::string_view& rest) {
  const auto slash = std::min(rest.find('/'), rest.size());
  const std::string_view part = rest.substr(0, slash);
  rest.remove_prefix(std::min(slash + 1, rest.size()));
  return part;
}

Result<FieldKey> field_of(std::span<const Field> fields, std::uint32_t id, std::string_view thing,
                          std::string_view field) {
  std::string known;
  for (const Field& one : fields) {
    if (one.name == field) return FieldKey{one.kind, id, {}};
    known += (known.empty() ? "" : ", ") + std::string(one.name);
  }
  return invalid("touch.control", "A " + std::string(thing) + " has no control \"" + std::string(field) +
                                      "\"; it has " + known + ".");
}

Result<FieldKey> insert_field(const Project& project, std::uint32_t id, std::string_view field) {
  const auto insert = insert_of(project, messages::InsertId{id});
  if (!insert) return insert.refusal();
  if (field == "bypass") return FieldKey{FieldKind::kBypass, id, {}};
  const auto& parameters = (*insert)->parameters;
  const bool known = std::any_of(parameters.begin(), parameters.end(),
                                 [&](const messages::NamedValue& one) { return one.name == field; });
  if (known) return FieldKey{FieldKind::kParameter, id, std::string(field)};
  return Refusal{RefusalCode::kUnknownId, "touch.control",
                 "The " + insert_text(project, **insert) + " has no parameter \"" + std::string(field) +
                     "\"; corelogic effect " + (*insert)->effect + " lists those it has."};
}

}  // namespace

Result<FieldKey> control_of(const Project& project, std::string_view name) {
  std::string_view rest = name;
  const std::string_view thing = next_part(rest);
  const std::string_view number = next_part(rest);
  const std::string_view field = rest;
  std::uint32_t id = 0;
  const auto read = std::from_chars(number.data(), number.data() + number.size(), id);
  const bool plain =
      read.ec == std::errc{} && read.ptr == number.data() + number.size() && number.front() != '0';
  if (!plain || field.empty()) return unreadable(name);
  if (thing == "track") {
    const auto track = track_of(project, messages::TrackId{id});
    return track ? field_of(kTrackFields, id, thing, field) : track.refusal();
  }
  if (thing == "send") {
    const auto send = send_of(project, messages::SendId{id});
    return send ? field_of(kSendFields, id, thing, field) : send.refusal();
  }
  if (thing == "insert") return insert_field(project, id, field);
  if (thing == "muteGroup") {
    const auto group = mute_group_of(project, messages::MuteGroupId{id});
    return group ? field_of(kMuteGroupFields, id, "mute group", field) : group.refusal();
  }
  return unreadable(name);
}

std::string control_text(const Project& project, const FieldKey& control) {
  const std::string field = "The " + project::field_name(control) + " of ";
  if (const auto* track = project.tracks().find(messages::TrackId{control.id})) return field + track->name;
  if (const auto* insert = project.tracks().find(messages::InsertId{control.id}))
    return field + "the " + insert_text(project, *insert);
  if (const auto* send = project.tracks().find(messages::SendId{control.id}))
    return field + "the send from " + project.tracks().owner_of(send->id)->name + " to " +
           project.tracks().find(send->destination)->name;
  if (const auto* group = project.find(messages::MuteGroupId{control.id})) return field + group->name;
  return field + "number " + std::to_string(control.id);
}

}  // namespace corelogic::commands
