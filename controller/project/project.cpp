// project.cpp: the model's accessors to and from a document; the judging is in project_check.  Side: control.
#include "controller/project/project.h"

#include <algorithm>
#include <utility>

#include "controller/project/desk_check.h"
#include "controller/project/project_check.h"
#include "controller/project/scene_check.h"

namespace corelogic::project {

vocabulary::Result<Project> Project::from_message(const messages::Project& document) {
  if (auto good = check_header(document); !good) return good.refusal();
  if (auto good = check_ids(document); !good) return good.refusal();
  Project project;
  project.name_ = document.name;
  project.sample_rate_ = document.sample_rate;
  project.next_id_ = document.next_id;
  std::vector<messages::Track> strips;
  strips.reserve(document.tracks.size());
  for (const auto& track : document.tracks) {
    auto checked = checked_track(track);
    if (!checked) return checked.refusal();
    strips.push_back(*std::move(checked));
  }
  if (auto good = check_names(strips); !good) return good.refusal();
  project.tracks_ = tracks::TrackList(std::move(strips));
  project.connections_ = routing::ConnectionList(document.connections);
  project.tempo_ = document.tempo;
  project.monitor_ = document.monitor;
  project.mute_groups_ = document.mute_groups;
  std::ranges::sort(project.mute_groups_, {}, &messages::MuteGroup::id);
  project.solo_ = document.solo;
  auto scenes = checked_scenes(document.scenes);
  if (!scenes) return scenes.refusal();
  project.scenes_ = *std::move(scenes);
  if (auto good = check_wires(document.wires, "project.wires"); !good) return good.refusal();
  project.wires_ = document.wires;
  project.custom_wiring_ = document.custom_wiring;
  if (auto good = routing::check_routing(project.wiring()); !good) return good.refusal();
  if (auto good = check_desk(project.tracks_, project.mute_groups_); !good) return good.refusal();
  if (auto good = check_monitor(project.monitor_, project.tracks_, "project.monitor"); !good)
    return good.refusal();
  return project;
}

messages::Project Project::to_message() const {
  messages::Project document;
  document.format_version = messages::kProjectFormatVersion;
  document.name = name_;
  document.sample_rate = sample_rate_;
  document.next_id = next_id_;
  document.tracks.assign(tracks_.begin(), tracks_.end());
  document.connections.assign(connections_.begin(), connections_.end());
  document.tempo = tempo_;
  document.monitor = monitor_;
  document.mute_groups = mute_groups_;
  document.solo = solo_;
  document.scenes = scenes_;
  document.wires = wires_;
  document.custom_wiring = custom_wiring_;
  return document;
}

const messages::MuteGroup* Project::find(messages::MuteGroupId id) const {
  const auto place = std::ranges::find(mute_groups_, id, &messages::MuteGroup::id);
  return place == mute_groups_.end() ? nullptr : &*place;
}

const messages::Scene* Project::find(messages::SceneId id) const {
  const auto place = std::ranges::find(scenes_, id, &messages::Scene::id);
  return place == scenes_.end() ? nullptr : &*place;
}

Project make_empty(std::string name, std::uint32_t sample_rate) {
  messages::Track master;
  master.id = messages::TrackId{1};
  master.kind = messages::TrackKind::kMaster;
  master.name = "Master";
  master.output = messages::DeviceOutput{{1, 2}};
  messages::Project document;
  document.name = std::move(name);
  document.sample_rate = sample_rate;
  document.next_id = 2;
  document.tracks.push_back(std::move(master));
  auto project = Project::from_message(document);
  return *std::move(project);
}

}  // namespace corelogic::project
