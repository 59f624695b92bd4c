// desk_sentence.cpp: one sentence a command of the desk around the mix.  Side: control; pure.
#include <algorithm>
#include <array>

#include "clients/cli/confirmation.h"
#include "clients/cli/sentence.h"
#include "clients/cpp/names.h"

namespace corelogic::cli {

using namespace messages;  // the commands by name

namespace {

/// "a, b", or `none`.
std::string joined(const std::vector<std::string>& words, const std::string& none) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text.empty() ? none : text;
}

const char* word_of(Tap tap) {
  constexpr std::array kWords{"post-fader", "pre-fader", "pre-EQ"};
  return kWords.at(static_cast<std::size_t>(tap));
}

std::string switched(const std::string& what, bool on) {
  return what + (on ? " on" : " off");
}

template <class Things, class Id>
std::string name_in(const Things& things, Id id) {
  const auto found =
      std::find_if(things.begin(), things.end(), [&](const auto& one) { return one.id == id; });
  return found == things.end() ? "#" + std::to_string(id.value) : found->name;
}

}  // namespace

std::string SentenceWords::listed(const std::vector<std::string>& words, const std::string& none) {
  std::vector<std::string> said;
  for (const std::string& word : words)
    if (!word.empty()) said.push_back(word);
  return joined(said, none);
}

std::string SentenceWords::made() const {
  std::string ids;
  for (const std::uint32_t id : done_.ids) ids += (ids.empty() ? ", #" : " #") + std::to_string(id);
  return ids;
}

std::string SentenceWords::name(TrackId id) const {
  return client::name_of(project_, id);
}
std::string SentenceWords::name(InsertId id) const {
  const Track* track = client::track_of(project_, id);
  return track ? track->name + "/" + client::insert_of(project_, id)->effect : "#" + std::to_string(id.value);
}
std::string SentenceWords::name(SendId id) const {
  const Track* track = client::track_of(project_, id);
  return track ? track->name + "->" + name(client::send_of(project_, id)->destination)
               : "#" + std::to_string(id.value);
}
std::string SentenceWords::name(MuteGroupId id) const {
  return name_in(project_.mute_groups, id);
}
std::string SentenceWords::name(SceneId id) const {
  return name_in(project_.scenes, id);
}

std::string DeskSentence::operator()(const SetLook& c) const {
  return name(c.track) + ": " +
         listed({c.colour, c.icon, c.comment.empty() ? "" : "\"" + c.comment + "\""}, "plain");
}
std::string DeskSentence::operator()(const SetVcas& c) const {
  std::vector<std::string> names;
  for (const TrackId vca : c.vcas) names.push_back(name(vca));
  return name(c.track) + ": moved by " + joined(names, "no VCA");
}
std::string DeskSentence::operator()(const SetMuteGroups& c) const {
  std::vector<std::string> names;
  for (const MuteGroupId group : c.mute_groups) names.push_back(name(group));
  return name(c.track) + ": in " + joined(names, "no mute group");
}
std::string DeskSentence::operator()(const SetLink& c) const {
  return name(c.track) + (c.partner.valid() ? ": linked with " + name(c.partner) : ": not linked");
}
std::string DeskSentence::operator()(const SetRecordArm& c) const {
  return name(c.track) + ": " + switched("record", c.record_arm);
}
std::string DeskSentence::operator()(const SetMonitoring& c) const {
  constexpr std::array kWords{"always", "while armed", "never"};
  return name(c.track) + ": its input is heard " + kWords.at(static_cast<std::size_t>(c.monitoring));
}
std::string DeskSentence::operator()(const SetDirectOut& c) const {
  if (c.direct_out.channels.empty()) return name(c.track) + ": no direct out";
  return name(c.track) + ": direct out " + client::text_of(project_, DeviceOutput{c.direct_out.channels}) +
         ", " + word_of(c.direct_out.tap) + ", " + decibels(c.direct_out.level.value);
}
std::string DeskSentence::operator()(const SetSoloIsolate& c) const {
  return name(c.track) + ": " + switched("solo isolate", c.solo_isolate);
}
std::string DeskSentence::operator()(const SetSoloSafe& c) const {
  return name(c.track) + ": " + switched("solo safe", c.solo_safe);
}
std::string DeskSentence::operator()(const SetSoloSettings& c) const {
  constexpr std::array kWords{"in place", "PFL", "AFL"};
  return std::string("solo: ") + kWords.at(static_cast<std::size_t>(c.solo.mode)) +
         (c.solo.exclusive ? ", one at a time" : "");
}
std::string DeskSentence::operator()(const ClearSolo&) const {
  return "solo: none";
}
std::string DeskSentence::operator()(const SetInsertPostFader& c) const {
  return name(c.insert) + (c.post_fader ? ": behind the fader" : ": before the fader");
}
std::string DeskSentence::operator()(const SetSendTap& c) const {
  return name(c.send) + ": " + word_of(c.tap);
}
std::string DeskSentence::operator()(const SetSendMute& c) const {
  return name(c.send) + (c.mute ? ": muted" : ": mute off");
}
std::string DeskSentence::operator()(const AddMuteGroup& c) const {
  return "mute group " + c.name + ": added" + made();
}
std::string DeskSentence::operator()(const RemoveMuteGroup& c) const {
  return "mute group " + name(c.group) + ": removed";
}
std::string DeskSentence::operator()(const RenameMuteGroup& c) const {
  return "mute group " + name(c.group) + ": now called " + c.name;
}
std::string DeskSentence::operator()(const SetMuteGroup& c) const {
  return "mute group " + name(c.group) + (c.active ? ": muted" : ": mute off");
}
std::string DeskSentence::operator()(const StoreScene& c) const {
  return "scene " + (c.scene.valid() && c.name.empty() ? name(c.scene) : c.name) + ": stored" + made();
}
std::string DeskSentence::operator()(const RemoveScene& c) const {
  return "scene " + name(c.scene) + ": removed";
}
std::string DeskSentence::operator()(const MoveScene& c) const {
  return "scene " + name(c.scene) + ": moved to position " + std::to_string(c.position);
}
std::string DeskSentence::operator()(const DescribeScene& c) const {
  return "scene " + c.name + ": fade " + std::to_string(c.fade_ms) + " ms" +
         (c.comment.empty() ? "" : ", \"" + c.comment + "\"");
}
std::string DeskSentence::operator()(const RecallScene& c) const {
  return "scene " + name(c.scene) + ": recalled" +
         (c.fade_ms > 0 ? " over " + std::to_string(c.fade_ms) + " ms" : "");
}
std::string DeskSentence::operator()(const MorphScenes& c) const {
  return "between scenes " + name(c.from) + " and " + name(c.to) + ": " + number(c.amount);
}
std::string DeskSentence::operator()(const SetTrackSafe& c) const {
  return name(c.track) + ": safe from scenes: " + joined(c.safe, "nothing");
}
std::string DeskSentence::operator()(const SetInsertSafe& c) const {
  return name(c.insert) + ": safe from scenes: " + joined(c.safe, "nothing");
}
std::string DeskSentence::operator()(const SetWires& c) const {
  return "wiring: " + std::to_string(c.wires.size()) + (c.wires.size() == 1 ? " wire" : " wires") +
         (c.custom ? ", and no other" : ", beside main and monitor");
}
std::string DeskSentence::operator()(const SaveVersion& c) const {
  return "version " + c.name + ": saved";
}
std::string DeskSentence::operator()(const Restore& c) const {
  return "as it was at revision " + std::to_string(c.revision);
}
std::string DeskSentence::operator()(const DuplicateProject& c) const {
  return "project " + c.name + ": copied to " + c.new_name;
}
std::string DeskSentence::operator()(const RemoveProject& c) const {
  return "project " + c.name + ": removed";
}
std::string DeskSentence::operator()(const SaveTemplate& c) const {
  return "template " + c.name + ": saved";
}
std::string DeskSentence::operator()(const RemoveTemplate& c) const {
  return "template " + c.name + ": removed";
}
std::string DeskSentence::operator()(const UndoOthers&) const {
  return "undone";
}
std::string DeskSentence::operator()(const CopyInsert& c) const {
  return name(c.insert) + ": copied to " + name(c.track) + made();
}

}  // namespace corelogic::cli
