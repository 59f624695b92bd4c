// fader_values.h: what each fader plays: its own value and those of the vcas that move it, and whether it is
// silent, by whose mute or solo. A pure function of switches and routing; the compiler and the value compiler
// share it.  Side: control.
#pragma once

#include <vector>

#include "controller/project/project.h"
#include "schema/messages/change.h"

namespace corelogic::compiler {

/// The strip's volume and those of all vcas above it, dB, at most the fader's +12.
[[nodiscard]] double fader_level(const tracks::TrackList&, const messages::Track&);

/// The strips whose level moves with this one's: itself, or those that the vca moves.
[[nodiscard]] std::vector<const messages::Track*> moved_by(const tracks::TrackList&, const messages::Track&);

/// All that decides about silence, strip by strip: a picture that can be set back to before some changes.
class MuteBoard {
 public:
  explicit MuteBoard(const project::Project&);
  /// As it was before: mutes, solos, isolations, vcas and mute groups. Other changes leave it alone.
  void take_back(const messages::Changes& inverse);

  /// One flag a strip, by position. Silent: muted by itself, by a vca above it, or by a mute group it or such
  /// a vca is in; or something is soloed and the strip neither is, nor is isolated, nor feeds a soloed one,
  /// nor is fed by one (directly or through others). A vca's solo is that of the strips it moves. Master and
  /// matrices are silent by mutes only. Cost: O(strips + feeds).
  [[nodiscard]] std::vector<bool> silent(const routing::RoutingTable&) const;

 private:
  struct TakingBack;
  struct Strip {
    messages::TrackKind kind;
    bool mute, solo, isolated;
    std::vector<messages::TrackId> vcas;
    std::vector<messages::MuteGroupId> mute_groups;
  };
  struct Pressed {
    bool mute = false;
    bool solo = false;
  };
  [[nodiscard]] Pressed pressed(std::size_t position) const;
  [[nodiscard]] bool muted(const Strip&) const;

  const tracks::TrackList& tracks_;
  std::vector<Strip> strips_;
  std::vector<messages::MuteGroup> groups_;
};

struct Silence {
  const messages::Track* track = nullptr;
  bool silent = false;
};
/// After switches were changed: the strips whose own were touched, and those that are silent now and were not
/// before, or the other way round; all when it is not known what was before. Vcas have no silence.
[[nodiscard]] std::vector<Silence> silence_to_tell(const project::Project& after,
                                                   const messages::Changes& inverse,
                                                   const std::vector<messages::TrackId>& touched);

}  // namespace corelogic::compiler
