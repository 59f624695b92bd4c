// preset_library.h: the presets of the house: <folder>/<effect>/<name>.json, each the JSON form of one
// Preset. People may copy files in and out while it runs. A file that cannot be read is told and left alone.
// It judges no project.  Side: control; one thread at a time.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "schema/messages/command.h"
#include "schema/vocabulary/result.h"

namespace corelogic::store {

/// All presets as they were on disk at one moment.
struct Shelf {
  std::vector<messages::Preset> presets;  ///< by effect and name; with a value for every parameter
  std::vector<std::string> broken;        ///< one sentence a file: which, and what is wrong with it
};

inline constexpr std::size_t kMostPresets = 10'000;

class PresetLibrary {
 public:
  /// `folder` is made when the first preset is saved.
  explicit PresetLibrary(std::string folder) : folder_(std::move(folder)) {}

  /// A preset is called as its file is, and belongs to the effect whose folder it is in. Folders of effects
  /// that this version does not know are left alone.
  [[nodiscard]] Shelf read() const;
  /// Whole and durable, or not at all.
  /// Errors: kInvalid for the name; kDuplicate if it is there and is not to be replaced; kStorage.
  [[nodiscard]] vocabulary::Result<void> save(const messages::Preset&, bool replace) const;
  /// Errors: kUnknownId for the effect, kNotFound, kStorage.
  [[nodiscard]] vocabulary::Result<void> remove(const std::string& effect, const std::string& name) const;
  /// Of a name for a preset: it becomes a file.  Errors: kInvalid.
  [[nodiscard]] static vocabulary::Result<void> check_name(const std::string& name, std::string_view subject);

 private:
  [[nodiscard]] std::string file_of(const std::string& effect, const std::string& name) const;
  void read_effect(std::string_view effect, Shelf&) const;
  std::string folder_;
};

}  // namespace corelogic::store
