// data_directory.h: the data directory of one controller: <data>/projects/<name>/, and which was open last.
// It holds the lock that keeps a second controller out; the kernel lets go of it when the process dies, so
// none is ever stale.  Side: control; one thread at a time.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "schema/vocabulary/result.h"

namespace corelogic::store {

class DataDirectory {
 public:
  /// Requires: `path` exists.  Errors: kConflict if another controller holds it; kStorage.
  [[nodiscard]] static vocabulary::Result<DataDirectory> lock(const std::string& path);
  DataDirectory(DataDirectory&& other) noexcept;
  DataDirectory& operator=(DataDirectory&&) = delete;
  ~DataDirectory();

  /// 1 to 64 characters, no '/', no leading dot, nothing invisible: a name is also a folder.  Errors:
  /// kInvalid.
  [[nodiscard]] static vocabulary::Result<void> check_name(const std::string& name,
                                                           std::string_view kind = "project");
  [[nodiscard]] std::string folder_of(const std::string& name) const;
  [[nodiscard]] std::string presets_folder() const;
  [[nodiscard]] std::string templates_folder() const;
  /// In alphabetical order.
  [[nodiscard]] std::vector<std::string> names() const;

  struct LastOpen {
    std::string name;         ///< empty when none is remembered
    std::uint32_t epoch = 0;  ///< the highest ever used here; a random one in a new directory
  };
  /// An engine may outlive a data directory, and remembers epochs: so they never start from the same number.
  [[nodiscard]] LastOpen last_open() const;
  /// Errors: kStorage; then the former one stays remembered.
  [[nodiscard]] vocabulary::Result<void> remember_open(const LastOpen&) const;

 private:
  DataDirectory(std::string path, int lock) : path_(std::move(path)), lock_(lock) {}
  std::string path_;
  int lock_;
};

}  // namespace corelogic::store
