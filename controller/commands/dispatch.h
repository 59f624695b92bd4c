// dispatch.h: from a command to the changes it makes, or to the reason why not.
// It judges and changes nothing: every function takes the project const.  Side: control; pure.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "controller/project/project.h"
#include "schema/messages/command.h"
#include "schema/vocabulary/result.h"

namespace corelogic::commands {

struct Validated {
  messages::Changes changes;
  std::vector<std::uint32_t> ids;       ///< made by the command, in its order
  std::string label;                    ///< for people: "set volume of Guitar to -6.0 dB"
  bool continuous = false;              ///< a gesture: may take the fast lane
  std::vector<std::string> notes = {};  ///< what a person should know: what a recall could not do
  std::uint32_t fade_ms = 0;            ///< over which values move; 0: the usual ramp
};

/// What loadPreset finds: the presets of the house, their values complete; and the project's audio folder,
/// below which a preset's file is the project's own.
struct Presets {
  Presets() = default;
  Presets(const std::vector<messages::Preset>& all, std::string_view audio = {})  // NOLINT: meant to convert
      : shelf(all), audio_directory(audio) {}
  std::span<const messages::Preset> shelf;
  std::string_view audio_directory;
};

/// False for undo, redo, new, open, save, play, stop, locate, savePreset and removePreset: the actors do
/// those.
[[nodiscard]] bool is_edit(const messages::Command&);

/// Errors: code, subject ("track 7", "setVolume.volume") and one sentence; kInternal for what is no edit.
[[nodiscard]] vocabulary::Result<Validated> validate(const project::Project&, const messages::Command&,
                                                     Presets = {});

}  // namespace corelogic::commands
