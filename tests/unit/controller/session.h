// session.h: the demo's session in code, and short ways to edit a project in tests.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "controller/project/project.h"
#include "schema/messages/command.h"
#include "schema/vocabulary/effect_catalogue.h"

namespace corelogic::testing {

using namespace messages;

inline constexpr TrackId kMaster{1};
inline constexpr TrackId kGuitar{2};
inline constexpr TrackId kDrums{3};
inline constexpr TrackId kReverb{4};
inline constexpr InsertId kCompressor{5};
inline constexpr SendId kGuitarSend{6};
inline constexpr InsertId kReverbInsert{7};

inline Track strip(std::uint32_t id, TrackKind kind, std::string name, double volume, double pan) {
  Track track;
  track.id = TrackId{id};
  track.kind = kind;
  track.name = std::move(name);
  track.volume = {volume};
  track.pan = pan;
  if (kind != TrackKind::kMaster) track.output = TrackOutput{kMaster};
  return track;
}

inline Insert effect(std::uint32_t id, std::string name) {
  Insert insert;
  insert.id = InsertId{id};
  insert.effect = std::move(name);
  for (const auto& parameter : vocabulary::find_effect(insert.effect)->parameters)
    insert.parameters.push_back({std::string(parameter.name), parameter.initial});
  return insert;
}

/// Guitar -> compressor -> fader -3 -> pan +0.3, send -6 dB to Reverb; Drums pan -0.3; Reverb -6; master,
/// monitor -0.5.
inline messages::Project demo_document() {
  messages::Project document;
  document.name = "Demo";
  document.next_id = 8;
  Track guitar = strip(2, TrackKind::kAudio, "Guitar", -3, 0.3);
  guitar.input = FileInput{"/usr/share/sonic-pi/samples/guit_em9.flac", true};
  guitar.inserts.push_back(effect(5, "compressor"));
  guitar.sends.push_back({kGuitarSend, kReverb, {-6.0}, 0, false});
  Track drums = strip(3, TrackKind::kAudio, "Drums", 0, -0.3);
  drums.input = FileInput{"/usr/share/sonic-pi/samples/loop_amen_full.flac", true};
  Track reverb = strip(4, TrackKind::kAux, "Reverb", -6, 0);
  reverb.inserts.push_back(effect(7, "reverb"));
  Track master = strip(1, TrackKind::kMaster, "Master", 0, 0);
  master.output = DeviceOutput{{1, 2}};
  master.monitor_level = {-0.5};
  master.monitor_output = DeviceOutput{{3, 4}};
  document.tracks = {guitar, drums, reverb, master};
  return document;
}

inline project::Project demo() {
  return *project::Project::from_message(demo_document());
}

inline AddInsert add_insert(TrackId track, std::string name, std::uint32_t position = kAtEnd) {
  return {track, std::move(name), position, {}, false};
}

inline Track& track_in(messages::Project& document, TrackId id) {
  for (Track& track : document.tracks)
    if (track.id == id) return track;
  throw std::out_of_range("no such track in the document");
}

}  // namespace corelogic::testing
