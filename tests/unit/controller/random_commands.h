// random_commands.h: commands as a busy crew would send them, some of them wrong, from a seed.
#pragma once

#include <array>
#include <random>
#include <string>
#include <vector>

#include "schema/messages/command.h"
#include "tests/unit/controller/session.h"

namespace corelogic::testing {

class RandomCommands {
 public:
  explicit RandomCommands(unsigned seed) : engine_(seed) {}

  Command next(const project::Project& project) {
    look(project);
    if (number(20) > 0) return one();
    Batch batch;
    for (std::uint32_t i = 0; i <= number(3); ++i) batch.commands.push_back(one());
    return {batch};
  }

 private:
  /// Mostly ids that are there, sometimes one that is not.
  void look(const project::Project& project) {
    tracks_ = inserts_ = sends_ = connections_ = groups_ = scenes_ = {99'999};
    vcas_.clear();
    for (const MuteGroup& group : project.mute_groups()) groups_.insert(groups_.end(), 4, group.id.value);
    for (const Scene& scene : project.scenes()) scenes_.insert(scenes_.end(), 4, scene.id.value);
    for (const Track& track : project.tracks()) {
      tracks_.insert(tracks_.end(), 3, track.id.value);
      if (track.kind == TrackKind::kVca) vcas_.push_back(track.id);
      for (const Insert& insert : track.inserts) inserts_.insert(inserts_.end(), 3, insert.id.value);
      for (const Send& send : track.sends) sends_.insert(sends_.end(), 3, send.id.value);
    }
    for (const Connection& connection : project.connections()) connections_.push_back(connection.id.value);
  }

  Command one() {
    const auto track = TrackId{pick(tracks_)};
    const auto insert = InsertId{pick(inserts_)};
    const auto send = SendId{pick(sends_)};
    if (number(3) == 0) return another(track, insert);
    if (number(3) == 0) return of_the_desk(track, insert, send);
    if (number(4) == 0) return of_scenes(track, insert);
    switch (number(25)) {
      case 0:
        return {AddTrack{a_kind(), name(), width(), position()}};
      case 1:
        return number(3) ? Command{SetPan{track, pan()}} : Command{RemoveTrack{track}};
      case 2:
        return {RenameTrack{track, name()}};
      case 3:
        return {MoveTrack{track, number(6)}};
      case 4:
        return {SetVolume{track, level()}};
      case 5:
        return {SetPan{track, pan()}};
      case 6:
        return {SetMute{track, coin()}};
      case 7:
      case 8:
        return {SetSolo{track, coin()}};
      case 9:
        return {AddInsert{track, an_effect(), position(), {}, coin()}};
      case 10:
        return {RemoveInsert{insert}};
      case 11:
        return {MoveInsert{insert, number(3)}};
      case 12:
        return {SetInsertBypass{insert, coin()}};
      case 13:
        return {SetParameter{insert, coin() ? "ratio" : "mix", 1.0 + number(19)}};
      case 14:
      case 15:
        return {AddSend{track, TrackId{pick(tracks_)}, level(), pan(), coin(), number(4) == 0}};
      case 16:
        return {RemoveSend{send}};
      case 17:
        return {SetSendLevel{send, level()}};
      case 18:
        return {SetSendPan{send, pan()}};
      case 19:
        return {SetSendPreFader{send, coin()}};
      case 20:
        return {SetInput{track, coin() ? Input{FileInput{"a.wav", coin()}} : Input{DeviceInput{channels()}}}};
      case 21:
        return {SetOutput{track, output(), map()}};
      case 22:
        return coin() ? Command{SetMonitorLevel{level()}} : Command{SetMonitorOutput{output()}};
      case 23:
        return {Connect{track, coin() ? "out" : "pre", output(), map()}};
      default:
        return {Disconnect{ConnectionId{pick(connections_)}}};
    }
  }

  /// Keys, sides, stages, meters, monitor and tempo.
  Command another(TrackId track, InsertId insert) {
    switch (number(15)) {
      case 0:
      case 1:
      case 2:
        return {SetKey{insert, number(4) ? Key{TrackId{pick(tracks_)}, coin()} : Key{}}};
      case 3:
        return {SetInsertFile{insert, coin() ? "halls/great.flac" : ""}};
      case 4:
        return {SwitchSide{insert}};
      case 5:
        return {CopySide{insert}};
      case 6:
        return {SetTempo{10.0 + 20 * number(21)}};
      case 7:
        return {SetTrim{track, number(2) * (number(80) - 40.0)}};
      case 8:
        return {SetPolarity{track, static_cast<Polarity>(number(4))}};
      case 9:
        return {SetHighPass{track, number(2) * 10.0 * number(101)}};
      case 10:
        return {SetDelay{track, number(2) * static_cast<double>(number(520))}};
      case 11:
        return {SetMeter{track, {static_cast<MeterPoint>(number(3)), static_cast<MeterDetail>(number(2))}}};
      case 12:
        return {SetListen{track, static_cast<Listen>(number(3))}};
      case 13:
        return {SetOutputStage{{coin(), -number(25) * 1.0, static_cast<ClipMode>(number(3)),
                                static_cast<std::uint8_t>(16 + 4 * number(3)), coin(), coin(), -12}}};
      default:
        return {SetMonitor{{coin() ? MonitorSource{MasterSource{}} : MonitorSource{TrackSource{track}},
                            coin(), coin(), coin(), -20.0 * number(4)}}};
    }
  }

  /// Groups, links, solos, faces, taps.
  Command of_the_desk(TrackId track, InsertId insert, SendId send) {
    switch (number(24)) {
      case 0:
        return {SetLook{track, coin() ? "#ff8800" : "red", "guitar", "of the house"}};
      case 1:
      case 2:
      case 3:
        return {SetVcas{track, some_vcas()}};
      case 4:
      case 5:
        return {SetMuteGroups{track, some_groups()}};
      case 6:
      case 7:
        return {SetLink{track, number(4) ? TrackId{pick(tracks_)} : TrackId{}}};
      case 8:
        return {SetRecordArm{track, coin()}};
      case 9:
        return {SetMonitoring{track, static_cast<Monitoring>(number(3))}};
      case 10:
        return {SetDirectOut{
            track,
            {coin() ? channels() : std::vector<std::uint16_t>{}, static_cast<Tap>(number(3)), level()}}};
      case 11:
        return {SetSoloIsolate{track, coin()}};
      case 12:
        return {SetSoloSafe{track, number(4) == 0}};
      case 13:
        return {SetSoloSettings{{static_cast<SoloMode>(number(4) ? 0 : number(3)), coin()}}};
      case 14:
        return {ClearSolo{}};
      case 15:
      case 16:
        return {SetInsertPostFader{insert, coin()}};
      case 17:
        return {SetSendTap{send, static_cast<Tap>(number(3))}};
      case 18:
        return {SetSendMute{send, coin()}};
      case 19:
        return {AddMuteGroup{name()}};
      case 20:
        return number(3) ? Command{RenameMuteGroup{MuteGroupId{pick(groups_)}, name()}}
                         : Command{RemoveMuteGroup{MuteGroupId{pick(groups_)}}};
      case 21:
      case 22:
        return {SetMuteGroup{MuteGroupId{pick(groups_)}, coin()}};
      default:
        return {CopyInsert{insert, track, position()}};
    }
  }

  /// Scenes, what they leave alone, and the wiring of JACK.
  Command of_scenes(TrackId track, InsertId insert) {
    const auto scene = SceneId{pick(scenes_)};
    switch (number(16)) {
      case 0:
      case 1:
      case 2:  // few: every one holds all strips
        return scenes_.size() > 12 ? Command{RecallScene{scene}}
                                   : Command{StoreScene{{}, name(), position()}};
      case 3:
        return {StoreScene{scene, coin() ? name() : "", kAtEnd}};
      case 4:
        return {RemoveScene{scene}};
      case 5:
        return {MoveScene{scene, number(4)}};
      case 6:
        return {DescribeScene{scene, name(), "softly", 250 * number(5)}};
      case 7:
      case 8:
      case 9:
      case 10:
        return {RecallScene{scene, static_cast<std::int32_t>(number(3) * 500) - 1}};
      case 11:
      case 12:
        return {MorphScenes{scene, SceneId{pick(scenes_)}, number(11) / 10.0}};
      case 13:
        return {SetTrackSafe{track, some_words({"volume", "sends", "inserts", "routing", "groups"})}};
      case 14:
        return {SetInsertSafe{insert, some_words({"bypass", "mix", "ratio"})}};
      default:
        return {SetWires{some_wires(), coin()}};
    }
  }

  std::vector<std::string> some_words(const std::vector<std::string>& words) {
    std::vector<std::string> some;
    for (const std::string& word : words)
      if (number(3) == 0) some.push_back(word);
    return some;
  }
  std::vector<Wire> some_wires() {
    std::vector<Wire> some;
    for (std::uint32_t i = 0; i < number(4); ++i)
      some.push_back(
          {"out_" + std::to_string(1 + number(3)), "system:playback_" + std::to_string(1 + number(3))});
    return some;
  }

  TrackKind a_kind() {
    constexpr std::array kKinds{TrackKind::kAudio, TrackKind::kAudio, TrackKind::kAux,
                                TrackKind::kGroup, TrackKind::kVca,   TrackKind::kMatrix};
    return kKinds.at(number(kKinds.size()));
  }
  std::vector<TrackId> some_vcas() {
    std::vector<TrackId> some;
    for (const TrackId vca : vcas_)
      if (coin()) some.push_back(vca);
    if (number(8) == 0) some.push_back(TrackId{pick(tracks_)});
    return some;
  }
  std::vector<MuteGroupId> some_groups() {
    std::vector<MuteGroupId> some;
    if (coin()) some.push_back(MuteGroupId{pick(groups_)});
    return some;
  }
  std::string an_effect() {
    constexpr std::array kEffects{"compressor", "reverb", "convolution"};
    return kEffects[number(kEffects.size())];
  }
  /// Mostly none; sometimes one that fits.
  std::vector<std::uint16_t> map() {
    std::vector<std::uint16_t> all;
    if (number(3) > 0) return all;
    for (std::uint16_t i = 0; i < width(); ++i) all.push_back(static_cast<std::uint16_t>(number(3)));
    return all;
  }

  std::uint32_t number(std::uint32_t below) { return static_cast<std::uint32_t>(engine_() % below); }
  bool coin() { return number(2) == 0; }
  std::uint32_t pick(const std::vector<std::uint32_t>& ids) {
    return ids[number(static_cast<std::uint32_t>(ids.size()))];
  }
  std::string name() { return "Strip " + std::to_string(number(30)); }
  std::uint16_t width() { return static_cast<std::uint16_t>(1 + number(3)); }
  std::uint32_t position() { return coin() ? kAtEnd : number(5); }
  Decibels level() {
    return number(5) ? Decibels{static_cast<double>(number(40)) - 30.0} : vocabulary::kSilence;
  }
  double pan() { return static_cast<double>(number(22)) / 10.0 - 1.0; }
  std::vector<std::uint16_t> channels() {
    std::vector<std::uint16_t> all;
    for (std::uint16_t i = 0; i < width(); ++i) all.push_back(static_cast<std::uint16_t>(1 + number(8)));
    return all;
  }
  Output output() {
    switch (number(5)) {
      case 0:
        return NoOutput{};
      case 1:
        return DeviceOutput{channels()};
      default:
        return TrackOutput{TrackId{pick(tracks_)}};
    }
  }

  std::mt19937 engine_;
  std::vector<std::uint32_t> tracks_, inserts_, sends_, connections_, groups_, scenes_;
  std::vector<TrackId> vcas_;
};

}  // namespace corelogic::testing
