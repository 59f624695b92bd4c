// fresh_ids.cpp: see fresh_ids.h. All ids of a project come from one counter, so one map serves them all.
#include "controller/commands/fresh_ids.h"

#include <algorithm>
#include <unordered_map>
#include <variant>

namespace corelogic::commands {
namespace {

class FreshIds {
 public:
  FreshIds(messages::Project& document, const project::Project& present)
      : document_(document), present_(present), next_(std::max(document.next_id, present.next_id())) {}

  void give() {
    for (const auto& track : document_.tracks) choose(track);
    for (const auto& connection : document_.connections) {
      const auto* same = present_.connections().find(connection.id);
      choose(connection.id.value,
             same != nullptr && same->source == connection.source && kept(connection.source));
    }
    for (const auto& group : document_.mute_groups) {
      const auto* same = present_.find(group.id);
      choose(group.id.value, same != nullptr && same->name == group.name);
    }
    for (const auto& scene : document_.scenes) choose(scene);
    for (auto& track : document_.tracks) rename(track);
    for (auto& connection : document_.connections) {
      rename(connection.id);
      rename(connection.source);
      rename(connection.destination);
    }
    rename(document_.monitor);
    for (auto& group : document_.mute_groups) rename(group.id);
    for (auto& scene : document_.scenes) rename(scene);
    document_.next_id = next_;
  }

 private:
  void choose(const messages::Track& track) {
    const auto* same = present_.tracks().find(track.id);
    choose(track.id.value, same != nullptr && same->kind == track.kind && same->name == track.name);
    for (const auto& insert : track.inserts) {
      const auto* twin = present_.tracks().find(insert.id);
      choose(insert.id.value, twin != nullptr && twin->effect == insert.effect && kept(track.id) &&
                                  present_.tracks().owner_of(insert.id)->id == track.id);
    }
    for (const auto& send : track.sends) {
      const auto* owner = present_.tracks().owner_of(send.id);
      choose(send.id.value, owner != nullptr && owner->id == track.id && kept(track.id));
    }
  }
  /// A scene remembers things that are gone: their ids must not come to name something else either.
  void choose(const messages::Scene& scene) {
    const auto* same = present_.find(scene.id);
    choose(scene.id.value, same != nullptr && same->name == scene.name);
    const auto remember = [this](auto id) {
      if (id.valid() && !fresh_.contains(id.value)) choose(id.value, false);
    };
    for (const auto& track : scene.tracks) {
      remember(track.id);
      remember(track.link);
      for (const auto& insert : track.inserts) {
        remember(insert.id);
        remember(insert.key.track);
      }
      for (const auto& send : track.sends) {
        remember(send.id);
        remember(send.destination);
      }
      for (const auto vca : track.vcas) remember(vca);
      for (const auto group : track.mute_groups) remember(group);
      if (const auto* to = std::get_if<messages::TrackOutput>(&track.output)) remember(to->track);
    }
    for (const auto& group : scene.mute_groups) remember(group.id);
    if (const auto* heard = std::get_if<messages::TrackSource>(&scene.monitor.source)) remember(heard->track);
  }
  [[nodiscard]] bool kept(messages::TrackId track) const { return fresh_.at(track.value) == track.value; }
  void choose(std::uint32_t id, bool same) { fresh_[id] = same || id >= present_.next_id() ? id : next_++; }

  void rename(messages::Scene& scene) const {
    rename(scene.id);
    for (auto& track : scene.tracks) rename(track);
    rename(scene.monitor);
    for (auto& group : scene.mute_groups) rename(group.id);
  }
  void rename(messages::Monitor& monitor) const {
    if (auto* heard = std::get_if<messages::TrackSource>(&monitor.source)) rename(heard->track);
  }
  void rename(messages::Track& track) const {
    rename(track.id);
    for (auto& vca : track.vcas) rename(vca);
    for (auto& group : track.mute_groups) rename(group);
    if (track.link.valid()) rename(track.link);
    rename(track.output);
    rename(track.monitor_output);
    for (auto& insert : track.inserts) {
      rename(insert.id);
      if (insert.key.track.valid()) rename(insert.key.track);
    }
    for (auto& send : track.sends) {
      rename(send.id);
      rename(send.destination);
    }
  }
  void rename(messages::Output& output) const {
    if (auto* to = std::get_if<messages::TrackOutput>(&output)) rename(to->track);
  }
  template <class AnyId>
  void rename(AnyId& id) const {
    if (const auto fresh = fresh_.find(id.value); fresh != fresh_.end()) id = AnyId{fresh->second};
  }

  messages::Project& document_;
  const project::Project& present_;
  std::uint32_t next_;
  std::unordered_map<std::uint32_t, std::uint32_t> fresh_;
};

}  // namespace

void give_fresh_ids(messages::Project& document, const project::Project& present) {
  FreshIds(document, present).give();
}

}  // namespace corelogic::commands
