// migrations.h: the tables of project.db, their version, and the way from an older one.
// It refuses a file of a newer version, or of somebody else, before a byte of it changes.  Side: control.
#pragma once

#include <cstdint>
#include <string>

#include "controller/store/database.h"

namespace corelogic::store {

inline constexpr std::int32_t kApplicationId = 0x434c5331;  // "CLS1"
inline constexpr std::int32_t kSchemaVersion = 5;

/// Reads the file's header without opening it as a database: SQLite would already write beside it.
/// Errors: kNotFound; kUnsupported for a newer version; kInvalid for a file that is no project.
[[nodiscard]] vocabulary::Result<void> check_header(const std::string& path);

/// Brings the tables to kSchemaVersion, in one transaction.
/// Errors: kUnsupported for a newer version, kStorage.
[[nodiscard]] vocabulary::Result<void> migrate(Database&);

}  // namespace corelogic::store
