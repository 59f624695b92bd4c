// strip_difference.cpp: field by field; a new field of Track, Insert or Send gets its line here.  Side:
// control; pure.
#include "controller/project/strip_difference.h"

#include <algorithm>

namespace corelogic::project {
namespace {

using namespace messages;  // the changes by name

template <class Set, class Id, class Value>
void set_if_other(Changes& heap, Id id, const Value& now, const Value& wanted) {
  if (now != wanted) heap.push_back(Set{id, wanted});
}

template <class Things, class Id>
auto* find_in(Things& things, Id id) {
  const auto found = std::ranges::find_if(things, [&](const auto& thing) { return thing.id == id; });
  return found == things.end() ? nullptr : &*found;
}

Tap tap_of(const Send& send) {
  return !send.pre_fader ? Tap::kPostFader : send.pre_eq ? Tap::kPreEq : Tap::kPreFader;
}

bool is_feed(const Output& output) {
  return std::holds_alternative<TrackOutput>(output);
}

/// A map never stands with an output that it was not made for.
void add_output(const Track& now, const Track& wanted, Heaps& heaps) {
  if (now.output == wanted.output && now.output_map == wanted.output_map) return;
  if (!now.output_map.empty()) heaps.off.push_back(OutputMapSet{now.id, {}});
  const bool changes = now.output != wanted.output;
  if (changes && is_feed(now.output))
    heaps.off.push_back(OutputSet{now.id, is_feed(wanted.output) ? Output{NoOutput{}} : wanted.output});
  if (changes && (is_feed(wanted.output) || !is_feed(now.output)))
    heaps.on.push_back(OutputSet{now.id, wanted.output});
  if (!wanted.output_map.empty()) heaps.on.push_back(OutputMapSet{now.id, wanted.output_map});
}

void add_values(const Insert& now, const Insert& wanted, Heaps& heaps) {
  if (now.side_b != wanted.side_b || now.other != wanted.other) {
    heaps.set.push_back(InsertValuesSet{now.id, wanted.parameters, wanted.other, wanted.side_b});
    return;
  }
  if (now.parameters == wanted.parameters) return;
  for (const NamedValue& value : wanted.parameters) {
    const auto same = std::ranges::find(now.parameters, value.name, &NamedValue::name);
    if (same != now.parameters.end() && same->value != value.value)
      heaps.set.push_back(ParameterSet{now.id, value.name, value.value});
  }
}

void add_insert(const Insert& now, const Insert& wanted, Heaps& heaps) {
  if (now.key != wanted.key) {
    if (now.key != Key{}) heaps.off.push_back(KeySet{now.id, {}});
    if (wanted.key != Key{}) heaps.on.push_back(KeySet{now.id, wanted.key});
  }
  set_if_other<InsertBypassSet>(heaps.set, now.id, now.bypass, wanted.bypass);
  if (now.file != wanted.file || now.other_file != wanted.other_file)
    heaps.set.push_back(InsertFileSet{now.id, wanted.file, wanted.other_file});
  set_if_other<InsertPostFaderSet>(heaps.set, now.id, now.post_fader, wanted.post_fader);
  set_if_other<InsertSafeSet>(heaps.set, now.id, now.safe, wanted.safe);
  add_values(now, wanted, heaps);
}

/// Requires: `order` has the ids of `wanted`, in any order.
void add_moves(std::vector<InsertId> order, const Track& wanted, Heaps& heaps) {
  for (std::size_t place = 0; place < wanted.inserts.size(); ++place) {
    const InsertId id = wanted.inserts[place].id;
    if (order[place] == id) continue;
    heaps.set.push_back(InsertMoved{id, static_cast<std::uint32_t>(place)});
    order.erase(std::ranges::find(order, id));
    order.insert(order.begin() + static_cast<std::ptrdiff_t>(place), id);
  }
}

void remove_insert(const Insert& insert, Heaps& heaps) {
  if (insert.key != Key{}) heaps.off.push_back(KeySet{insert.id, {}});
  heaps.off.push_back(InsertRemoved{insert.id});
}

void add_inserts(const Track& now, const Track& wanted, Heaps& heaps) {
  std::vector<InsertId> order;
  for (const Insert& insert : now.inserts) {
    if (const Insert* same = find_in(wanted.inserts, insert.id)) {
      add_insert(insert, *same, heaps);
      order.push_back(insert.id);
    } else {
      remove_insert(insert, heaps);
    }
  }
  for (const Insert& insert : wanted.inserts) {
    if (find_in(now.inserts, insert.id) != nullptr) continue;
    Insert bare = insert;
    bare.key = {};
    heaps.set.push_back(InsertAdded{now.id, std::move(bare), static_cast<std::uint32_t>(order.size())});
    order.push_back(insert.id);
    if (insert.key != Key{}) heaps.on.push_back(KeySet{insert.id, insert.key});
  }
  add_moves(std::move(order), wanted, heaps);
}

void add_sends(const Track& now, const Track& wanted, Heaps& heaps) {
  for (const Send& send : now.sends) {
    const Send* same = find_in(wanted.sends, send.id);
    if (same == nullptr) {
      heaps.off.push_back(SendRemoved{send.id});
      continue;
    }
    set_if_other<SendLevelSet>(heaps.set, send.id, send.level, same->level);
    set_if_other<SendPanSet>(heaps.set, send.id, send.pan, same->pan);
    set_if_other<SendTapSet>(heaps.set, send.id, tap_of(send), tap_of(*same));
    set_if_other<SendMuteSet>(heaps.set, send.id, send.mute, same->mute);
  }
  for (std::size_t place = 0; place < wanted.sends.size(); ++place)
    if (find_in(now.sends, wanted.sends[place].id) == nullptr)
      heaps.on.push_back(SendAdded{now.id, wanted.sends[place], static_cast<std::uint32_t>(place)});
}

void add_groups(const Track& now, const Track& wanted, Heaps& heaps) {
  if (now.vcas != wanted.vcas) {
    if (!now.vcas.empty()) heaps.off.push_back(VcasSet{now.id, {}});
    if (!wanted.vcas.empty()) heaps.on.push_back(VcasSet{now.id, wanted.vcas});
  }
  set_if_other<MuteGroupsSet>(heaps.on, now.id, now.mute_groups, wanted.mute_groups);
  if (now.link == wanted.link) return;
  // A link names both ends: it is parted by the lower, and made by the lower.
  if (now.link.valid() && now.id < now.link) heaps.off.push_back(LinkSet{now.id, {}});
  if (wanted.link.valid() && wanted.id < wanted.link) heaps.on.push_back(LinkSet{now.id, wanted.link});
}

/// A solo that is safe must be freed before it can change.
void add_solo(const Track& now, const Track& wanted, Changes& set) {
  const bool freed = now.solo_safe && now.solo != wanted.solo;
  if (freed) set.push_back(SoloSafeSet{now.id, false});
  set_if_other<SoloSet>(set, now.id, now.solo, wanted.solo);
  set_if_other<SoloSafeSet>(set, now.id, now.solo_safe && !freed, wanted.solo_safe);
}

void add_fader_values(const Track& now, const Track& wanted, Changes& set) {
  const TrackId id = now.id;
  set_if_other<VolumeSet>(set, id, now.volume, wanted.volume);
  set_if_other<PanSet>(set, id, now.pan, wanted.pan);
  set_if_other<MuteSet>(set, id, now.mute, wanted.mute);
  add_solo(now, wanted, set);
  set_if_other<TrimSet>(set, id, now.trim, wanted.trim);
  set_if_other<PolaritySet>(set, id, now.polarity, wanted.polarity);
  set_if_other<HighPassSet>(set, id, now.high_pass, wanted.high_pass);
  set_if_other<DelaySet>(set, id, now.delay, wanted.delay);
}

void add_strip_values(const Track& now, const Track& wanted, Changes& set) {
  const TrackId id = now.id;
  set_if_other<InputSet>(set, id, now.input, wanted.input);
  set_if_other<MonitoringSet>(set, id, now.monitoring, wanted.monitoring);
  set_if_other<RecordArmSet>(set, id, now.record_arm, wanted.record_arm);
  set_if_other<DirectOutSet>(set, id, now.direct_out, wanted.direct_out);
  set_if_other<MeterSet>(set, id, now.meter, wanted.meter);
  set_if_other<ListenSet>(set, id, now.listen, wanted.listen);
  set_if_other<SoloIsolateSet>(set, id, now.solo_isolate, wanted.solo_isolate);
  set_if_other<TrackSafeSet>(set, id, now.safe, wanted.safe);
  if (now.colour != wanted.colour || now.icon != wanted.icon || now.comment != wanted.comment)
    set.push_back(LookSet{id, wanted.colour, wanted.icon, wanted.comment});
  if (now.kind != TrackKind::kMaster) return;
  set_if_other<MonitorLevelSet>(set, id, now.monitor_level, wanted.monitor_level);
  set_if_other<MonitorOutputSet>(set, id, now.monitor_output, wanted.monitor_output);
  set_if_other<OutputStageSet>(set, id, now.stage, wanted.stage);
}

}  // namespace

void add_strip_difference(const Track& now, const Track& wanted, Heaps& heaps) {
  if (now == wanted) return;
  add_fader_values(now, wanted, heaps.set);
  add_strip_values(now, wanted, heaps.set);
  add_inserts(now, wanted, heaps);
  add_sends(now, wanted, heaps);
  add_groups(now, wanted, heaps);
  add_output(now, wanted, heaps);
}

void add_isolation(const Track& track, Heaps& heaps) {
  for (const Insert& insert : track.inserts)
    if (insert.key != Key{}) heaps.off.push_back(KeySet{insert.id, {}});
  for (const Send& send : track.sends) heaps.off.push_back(SendRemoved{send.id});
  if (!track.vcas.empty()) heaps.off.push_back(VcasSet{track.id, {}});
  if (!track.mute_groups.empty()) heaps.off.push_back(MuteGroupsSet{track.id, {}});
  if (track.link.valid()) heaps.off.push_back(LinkSet{track.id, {}});
  if (!track.output_map.empty()) heaps.off.push_back(OutputMapSet{track.id, {}});
  if (is_feed(track.output)) heaps.off.push_back(OutputSet{track.id, NoOutput{}});
}

Track bare_strip(const Track& track) {
  Track bare = track;
  for (Insert& insert : bare.inserts) insert.key = {};
  bare.sends.clear();
  bare.vcas.clear();
  bare.mute_groups.clear();
  bare.link = {};
  bare.output = NoOutput{};
  bare.output_map.clear();
  return bare;
}

}  // namespace corelogic::project
