// database.h: one SQLite connection with the settings of this house, and its exceptions turned into refusals.
// It knows no tables. A connection that failed to write is never used again: see ProjectStore.  Side:
// control.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <cstdint>
#include <memory>
#include <string>
#include <utility>

#include "schema/vocabulary/result.h"

namespace corelogic::store {

/// WAL, synchronous=FULL, trusted_schema=OFF, defensive, foreign keys; waits 2 s for a busy reader. WAL pages
/// go home when tidy() is called, not in the middle of a commit.  Side: one thread at a time.
class Database {
 public:
  /// Errors: kStorage with SQLite's own words.
  [[nodiscard]] static vocabulary::Result<Database> open(const std::string& path, bool create);

  /// Only reads, whatever it is told, and leaves the write-ahead log alone when it closes.  Errors: kStorage.
  [[nodiscard]] static vocabulary::Result<Database> open_to_read(const std::string& path);

  [[nodiscard]] SQLite::Database& connection() const { return *connection_; }
  /// Pages in the WAL after the last commit.
  [[nodiscard]] int waiting_pages() const { return *waiting_pages_; }
  /// Moves WAL pages into the main file as far as nobody reads them.
  void tidy();

 private:
  Database() = default;
  void harden() const;
  std::unique_ptr<int> waiting_pages_ = std::make_unique<int>(0);  // outlives the connection's hook
  std::unique_ptr<SQLite::Database> connection_;
};

/// The words for a storage fault: what was tried, and SQLite's reason.
[[nodiscard]] vocabulary::Refusal storage_fault(const std::string& subject, const SQLite::Exception& fault);

/// Calls `work`; an SQLite exception becomes a refusal with kStorage about `subject`.
template <class Work>
[[nodiscard]] auto guarded(const std::string& subject, Work&& work) -> decltype(work()) {
  try {
    return std::forward<Work>(work)();
  } catch (const SQLite::Exception& fault) {
    return storage_fault(subject, fault);
  }
}

/// 64 unsigned bits as SQLite's 64 signed ones, and back.
[[nodiscard]] constexpr std::int64_t to_sql(std::uint64_t value) {
  return static_cast<std::int64_t>(value);
}
[[nodiscard]] constexpr std::uint64_t from_sql(std::int64_t value) {
  return static_cast<std::uint64_t>(value);
}

}  // namespace corelogic::store
