// database.cpp: opening with the right settings.  Side: control.
#include "controller/store/database.h"

#include <sqlite3.h>

namespace corelogic::store {
namespace {

constexpr int kBusyMilliseconds = 2000;

int count_pages(void* pages, sqlite3*, const char*, int now) {
  *static_cast<int*>(pages) = now;
  return SQLITE_OK;
}

}  // namespace

vocabulary::Refusal storage_fault(const std::string& subject, const SQLite::Exception& fault) {
  const std::string reason = fault.getErrorStr();
  return {vocabulary::RefusalCode::kStorage, subject,
          "The disk refused it: " + std::string(fault.what()) +
              (reason == fault.what() ? "." : " (" + reason + ").")};
}

vocabulary::Result<Database> Database::open(const std::string& path, bool create) {
  return guarded(path, [&]() -> vocabulary::Result<Database> {
    Database database;
    const int flags = SQLite::OPEN_READWRITE | (create ? SQLite::OPEN_CREATE : 0);
    database.connection_ = std::make_unique<SQLite::Database>(path, flags, kBusyMilliseconds);
    SQLite::Database& connection = *database.connection_;
    database.harden();
    connection.exec("PRAGMA foreign_keys=ON");
    connection.exec("PRAGMA journal_mode=WAL");
    connection.exec("PRAGMA synchronous=FULL");
    connection.exec(
        "PRAGMA wal_autocheckpoint=0");  // before the hook: it shares SQLite's one place for hooks
    sqlite3_wal_hook(connection.getHandle(), count_pages, database.waiting_pages_.get());
    return database;
  });
}

vocabulary::Result<Database> Database::open_to_read(const std::string& path) {
  return guarded(path, [&]() -> vocabulary::Result<Database> {
    Database database;
    // To read a write-ahead log is to take part in its index, which is writing for SQLite.
    database.connection_ =
        std::make_unique<SQLite::Database>(path, SQLite::OPEN_READWRITE, kBusyMilliseconds);
    database.harden();
    sqlite3_db_config(database.connection_->getHandle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    database.connection_->exec("PRAGMA query_only=ON");
    return database;
  });
}

void Database::harden() const {
  sqlite3* const handle = connection_->getHandle();
  sqlite3_extended_result_codes(handle, 1);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  connection_->exec("PRAGMA cell_size_check=ON");
}

void Database::tidy() {
  int left = 0;
  int moved = 0;
  sqlite3_wal_checkpoint_v2(connection_->getHandle(), nullptr, SQLITE_CHECKPOINT_PASSIVE, &left, &moved);
  if (moved >= left) *waiting_pages_ = 0;
}

}  // namespace corelogic::store
