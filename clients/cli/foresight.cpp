// foresight.cpp: names and ids of what a batch will make, before it is made. It judges nothing: the
// controller does. Side: control; pure.
#include <algorithm>
#include <iterator>

#include "clients/cli/script.h"
#include "clients/cpp/names.h"

namespace corelogic::cli {
namespace {

using namespace messages;  // the commands by name

template <class Item>
void put(std::vector<Item>& items, Item item, std::size_t position) {
  const auto place = static_cast<std::ptrdiff_t>(std::min(position, items.size()));
  items.insert(std::next(items.begin(), place), std::move(item));
}

class Foresight {
 public:
  explicit Foresight(Project& project) : project_(project) {}

  void operator()(const AddTrack& c) {
    Track track;
    track.id = TrackId{project_.next_id++};
    track.kind = c.kind;
    track.name = c.name;
    track.channels = c.channels;
    put(project_.tracks, std::move(track), 0);  // where it stands does not matter for its name
  }
  void operator()(const RenameTrack& c) {
    if (Track* track = find(c.track)) track->name = c.name;
  }
  void operator()(const RemoveTrack& c) {
    std::erase_if(project_.tracks, [&](const Track& track) { return track.id == c.track; });
  }
  void operator()(const AddInsert& c) {
    const InsertId id{project_.next_id++};
    Insert insert;
    insert.id = id;
    insert.effect = c.effect;
    if (Track* track = find(c.track)) put(track->inserts, std::move(insert), c.position);
  }
  void operator()(const CopyInsert& c) {
    const Insert* original = client::insert_of(project_, c.insert);
    if (original == nullptr) return;
    Insert copy = *original;
    copy.id = InsertId{project_.next_id++};
    if (Track* track = find(c.track)) put(track->inserts, std::move(copy), c.position);
  }
  void operator()(const RemoveInsert& c) {
    for (Track& track : project_.tracks)
      std::erase_if(track.inserts, [&](const Insert& insert) { return insert.id == c.insert; });
  }
  void operator()(const AddSend& c) {
    const SendId id{project_.next_id++};
    Send send;
    send.id = id;
    send.destination = c.destination;
    if (Track* track = find(c.track)) track->sends.push_back(send);
  }
  void operator()(const RemoveSend& c) {
    for (Track& track : project_.tracks)
      std::erase_if(track.sends, [&](const Send& send) { return send.id == c.send; });
  }
  void operator()(const Connect& c) {
    const ConnectionId id{project_.next_id++};
    project_.connections.push_back({id, c.source, c.source_port, c.destination, c.map});
  }
  void operator()(const AddMuteGroup& c) {
    const MuteGroupId id{project_.next_id++};
    MuteGroup group;
    group.id = id;
    group.name = c.name;
    project_.mute_groups.push_back(std::move(group));
  }
  void operator()(const StoreScene& c) {
    if (c.scene.valid()) return;
    Scene scene;
    scene.id = SceneId{project_.next_id++};
    scene.name = c.name;
    project_.scenes.push_back(std::move(scene));
  }
  // Lines that change one thing of several set all of them: the next such line must know.
  void operator()(const SetLook& c) {
    if (Track* track = find(c.track)) {
      track->colour = c.colour;
      track->icon = c.icon;
      track->comment = c.comment;
    }
  }
  void operator()(const SetMonitor& c) { project_.monitor = c.monitor; }
  void operator()(const SetSoloSettings& c) { project_.solo = c.solo; }
  void operator()(const SetOutputStage& c) {
    for (Track& track : project_.tracks)
      if (track.kind == TrackKind::kMaster) track.stage = c.stage;
  }
  void operator()(const SetWires& c) {
    project_.wires = c.wires;
    project_.custom_wiring = c.custom;
  }
  void operator()(const DescribeScene& c) {
    for (Scene& scene : project_.scenes) {
      if (scene.id != c.scene) continue;
      scene.name = c.name;
      scene.comment = c.comment;
      scene.fade_ms = c.fade_ms;
    }
  }
  void operator()(const Batch& c) {
    for (const Command& command : c.commands) std::visit(*this, command.body);
  }
  /// All others make nothing and name nothing.
  template <class Body>
  void operator()(const Body&) {}

 private:
  Track* find(TrackId id) {
    const auto found = std::find_if(project_.tracks.begin(), project_.tracks.end(),
                                    [&](const Track& track) { return track.id == id; });
    return found == project_.tracks.end() ? nullptr : &*found;
  }

  Project& project_;
};

}  // namespace

void foresee(Project& project, const Command& command) {
  std::visit(Foresight(project), command.body);
}

}  // namespace corelogic::cli
