// new_folder.h: a folder that appears under its name whole and durable, or not at all.
// Until keep() it is a hidden neighbour that goes when the object goes.  Side: control.
#pragma once

#include <string>

#include "schema/vocabulary/result.h"

namespace corelogic::store {

class NewFolder {
 public:
  /// `kind`: what it is called when its name is taken.
  explicit NewFolder(std::string folder, std::string kind = "project");
  ~NewFolder();
  NewFolder(const NewFolder&) = delete;
  NewFolder& operator=(const NewFolder&) = delete;

  /// Makes the hidden folder and `audio/` in it.  Errors: kDuplicate if the name is taken, kStorage.
  [[nodiscard]] vocabulary::Result<void> make();
  [[nodiscard]] const std::string& hidden() const { return hidden_; }
  /// Everything to disk, then the name.  Errors: kDuplicate, kStorage.
  [[nodiscard]] vocabulary::Result<void> keep();

 private:
  std::string folder_;
  std::string kind_;
  std::string hidden_;
  bool kept_ = false;
};

/// Everything in one audio folder into another: hard links where the file system has them, for sound files
/// are never rewritten.  Errors: kStorage.
[[nodiscard]] vocabulary::Result<void> share_sounds(const std::string& from, const std::string& to);
/// The name goes first, then what it stood for: a folder is there whole, or not at all.
/// Errors: kNotFound, kStorage.
[[nodiscard]] vocabulary::Result<void> remove_folder(const std::string& folder, const std::string& kind);
/// fsync of one file or directory.  Errors: kStorage with errno's words.
[[nodiscard]] vocabulary::Result<void> sync_path(const std::string& path);

}  // namespace corelogic::store
