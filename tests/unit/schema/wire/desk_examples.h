// desk_examples.h: examples of the words of the desk: groups, scenes, wiring, touch, access. Part of
// examples.h. Side: test.
#pragma once

#include "schema/messages/command.h"

namespace corelogic::wire::examples {

namespace m = messages;

inline m::Wire wire() {
  return {"in_1", "system:capture_1"};
}
inline m::DirectOut direct_out() {
  return {{5, 6}, m::Tap::kPreEq, {-3}};
}
inline m::MuteGroup mute_group() {
  return {m::MuteGroupId{13}, "Band", true};
}
inline m::SoloSettings solo_settings() {
  return {m::SoloMode::kAfl, true};
}
inline void set_desk_parts(m::Track& t) {
  t.colour = "#ff8800";
  t.icon = "guitar";
  t.comment = "left of the drums";
  t.vcas = {m::TrackId{11}, m::TrackId{12}};
  t.mute_groups = {m::MuteGroupId{13}};
  t.link = m::TrackId{4};
  t.record_arm = true;
  t.monitoring = m::Monitoring::kOff;
  t.direct_out = direct_out();
  t.solo_isolate = true;
  t.solo_safe = true;
  t.safe = {"volume", "sends"};
}
inline m::Touched touched() {
  return {m::ClientId{7}, "tablet", "track/3/volume", true, "ann"};
}
inline m::Reason reason() {
  return {"track 3", 3, 64, "Guitar is muted."};
}
inline m::AccessEntry access_entry() {
  return {"ann", m::Role::kMusician, {m::TrackId{4}}, "rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf7",
          true,  1700000000000,      1700000000001};
}

}  // namespace corelogic::wire::examples
