// desk.h: a small desk for the tests of access: two voices, two monitor mixes, sends between them.  Side:
// test.
//
//   #2 Guitar --#10--> #4 Anna's mix        #3 Drums --#12--> #4
//             --#11--> #5 Ben's mix         #2 and #6 Guitar R: a stereo pair
#pragma once

#include <gtest/gtest.h>

#include "controller/access/identity.h"
#include "controller/project/project.h"

namespace corelogic::access::testing {

namespace m = messages;

inline m::Track strip(std::uint32_t id, m::TrackKind kind, const std::string& name) {
  m::Track track;
  track.id = TrackId{id};
  track.kind = kind;
  track.name = name;
  track.channels = 2;
  return track;
}

inline m::Project desk_document() {
  m::Project document;
  document.name = "desk";
  document.next_id = 100;
  auto guitar = strip(2, m::TrackKind::kAudio, "Guitar");
  guitar.comment = "through the old amplifier";
  guitar.volume = {-7.0};
  guitar.link = TrackId{6};
  guitar.inserts.push_back({m::InsertId{20}, "compressor", false, {}});
  guitar.sends = {{m::SendId{10}, TrackId{4}, {-3.0}}, {m::SendId{11}, TrackId{5}, {-9.0}}};
  auto right = strip(6, m::TrackKind::kAudio, "Guitar R");
  right.link = TrackId{2};
  auto drums = strip(3, m::TrackKind::kAudio, "Drums");
  drums.sends = {{m::SendId{12}, TrackId{4}, {0.0}}};
  auto mine = strip(4, m::TrackKind::kAux, "Anna's mix");
  mine.volume = {-2.0};
  document.tracks = {guitar,
                     right,
                     drums,
                     mine,
                     strip(5, m::TrackKind::kAux, "Ben's mix"),
                     strip(1, m::TrackKind::kMaster, "Master")};
  return document;
}

inline project::Project desk() {
  auto project = project::Project::from_message(desk_document());
  if (!project) {
    ADD_FAILURE() << project.refusal().subject << ": " << project.refusal().sentence;
    return project::make_empty("none", 48000);
  }
  return *std::move(project);
}

inline Identity somebody(Role role, std::vector<TrackId> strips = {}) {
  return {"anna", role, std::move(strips), "tcp"};
}

}  // namespace corelogic::access::testing
