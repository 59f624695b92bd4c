// journal.h: the rows of one project.db: append, read back, find what a client was answered.
// It throws SQLite::Exception as SQLiteCpp does; ProjectStore turns that into refusals. It begins no
// transaction and decides nothing.  Side: control; one thread at a time.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "controller/store/database.h"
#include "controller/store/edit.h"

namespace corelogic::store {

class Journal {
 public:
  /// Requires: outlived by `database`, whose tables are there.
  explicit Journal(Database& database);

  /// Requires: inside a transaction; the edit's revision is above all others.
  void append(const Edit&);
  /// Calls `take` with each row behind `revision`, oldest first.
  [[nodiscard]] vocabulary::Result<void> read_after(std::uint64_t revision,
                                                    const std::function<void(const Edit&)>& take);
  /// The rows behind `after` up to `through`, oldest first.
  [[nodiscard]] vocabulary::Result<void> read_between(std::uint64_t after, std::uint64_t through,
                                                      const std::function<void(const Edit&)>& take);
  /// The rows from `from` down to the one behind `to`, newest first.
  [[nodiscard]] vocabulary::Result<void> read_back(std::uint64_t from, std::uint64_t to,
                                                   const std::function<void(const Edit&)>& take);
  /// The newest rows, oldest first.
  [[nodiscard]] vocabulary::Result<std::vector<Edit>> newest(std::uint32_t most);
  [[nodiscard]] vocabulary::Result<std::optional<StoredReply>> find(vocabulary::ClientId,
                                                                    std::uint64_t sequence);
  /// The highest sequence of each client that gave one.
  [[nodiscard]] std::vector<std::pair<vocabulary::ClientId, std::uint64_t>> highest_sequences();
  /// Who did what, newest first; `who` empty: everybody.
  [[nodiscard]] std::vector<messages::AuditEntry> audit(std::uint32_t most, const std::string& who);
  [[nodiscard]] std::uint64_t last_revision();
  /// Of the oldest row; 0: there is none.
  [[nodiscard]] std::uint64_t first_revision();
  void remove_after(std::uint64_t revision);

 private:
  SQLite::Database& connection_;
  SQLite::Statement insert_;
};

}  // namespace corelogic::store
