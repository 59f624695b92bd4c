// template_library.h: the templates of the house: <data>/templates/<name>/project.json and audio/.
// A template is a document without a history; people may copy its folder.  Side: control; one thread at a
// time.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "schema/messages/project.h"
#include "schema/vocabulary/result.h"

namespace corelogic::store {

class TemplateLibrary {
 public:
  explicit TemplateLibrary(std::string folder) : folder_(std::move(folder)) {}

  /// In alphabetical order.
  [[nodiscard]] std::vector<std::string> names() const;
  /// Whole or not at all, with the sounds of `audio_folder`.
  /// Errors: kInvalid for a bad name, kDuplicate unless `replace`, kStorage.
  [[nodiscard]] vocabulary::Result<void> save(const std::string& name, const messages::Project&,
                                              const std::string& audio_folder, bool replace) const;
  /// Errors: kNotFound with the names there are; kInvalid, kUnsupported as for every document.
  [[nodiscard]] vocabulary::Result<messages::Project> read(const std::string& name) const;
  [[nodiscard]] std::string audio_folder_of(const std::string& name) const;
  /// Errors: kNotFound, kStorage.
  [[nodiscard]] vocabulary::Result<void> remove(const std::string& name) const;

 private:
  [[nodiscard]] std::string folder_of(const std::string& name) const { return folder_ + "/" + name; }
  std::string folder_;
};

}  // namespace corelogic::store
