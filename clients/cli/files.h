// files.h: whole files in and out, "-" being standard input or output. It knows no format.  Side: control.
#pragma once

#include <iosfwd>
#include <string>

#include "schema/vocabulary/result.h"

namespace corelogic::cli {

/// Errors: kNotFound, with the path and the system's words.
[[nodiscard]] vocabulary::Result<std::string> read_file(const std::string& path);
/// Writes beside the file and renames, so that a full disk leaves the old one.  Errors: kStorage.
[[nodiscard]] vocabulary::Result<void> write_file(const std::string& path, const std::string& text,
                                                  std::ostream& out);

}  // namespace corelogic::cli
