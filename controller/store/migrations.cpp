// migrations.cpp: the grammar of project.db.  Side: control.
//
//   meta        one row: the epoch, the last life of a controller that wrote here
//   checkpoint  one row: the whole project at a revision, as Cap'n Proto (schema/project.capnp)
//   edits       the journal: every row a change set with its inverse and its reply; rows are only appended,
//               in the order of their revisions; a gesture's row stands for several revisions
//   milestones  whole projects as in checkpoint, kept for good: where a look into the past begins
//   versions    names that people gave to revisions
// A project is checkpoint + the changes of all edits behind it. Clients and sequences are unsigned 64 bit
// numbers written as signed ones. Version 2 has the tables of version 1: its rows hold changes that version 1
// does not know, so version 1 must leave the file alone. Version 3 has milestones, versions and edits.user,
// version 4 edits.transport, version 5 edits.least_role (messages::Role by number; what older versions wrote
// has an editor's).
// at_wall_clock (Unix seconds) and user repeat what is in `changes`, for whoever looks with SQL.
#include "controller/store/migrations.h"

#include <array>
#include <fstream>

namespace corelogic::store {
namespace {

using vocabulary::Refusal;
using vocabulary::RefusalCode;
using vocabulary::Result;

constexpr const char* kTables = R"sql(
CREATE TABLE meta(
  one INTEGER PRIMARY KEY CHECK(one = 1),
  epoch INTEGER NOT NULL) STRICT;
CREATE TABLE checkpoint(
  one INTEGER PRIMARY KEY CHECK(one = 1),
  revision INTEGER NOT NULL,
  project BLOB NOT NULL) STRICT;
CREATE TABLE edits(
  revision INTEGER PRIMARY KEY,
  first_revision INTEGER NOT NULL,
  epoch INTEGER NOT NULL,
  client INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  first_sequence INTEGER NOT NULL,
  gesture INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  target INTEGER NOT NULL,
  label TEXT NOT NULL,
  at_wall_clock INTEGER NOT NULL,
  changes BLOB NOT NULL,
  inverse BLOB NOT NULL,
  reply BLOB NOT NULL) STRICT;
CREATE UNIQUE INDEX edits_of_client ON edits(client, sequence) WHERE client != 0 AND sequence != 0;
)sql";

constexpr const char* kSinceVersion3 = R"sql(
CREATE TABLE milestones(
  revision INTEGER PRIMARY KEY,
  project BLOB NOT NULL) STRICT;
CREATE TABLE versions(
  name TEXT PRIMARY KEY,
  revision INTEGER NOT NULL,
  at_ms INTEGER NOT NULL,
  user TEXT NOT NULL) STRICT;
ALTER TABLE edits ADD COLUMN user TEXT NOT NULL DEFAULT '';
)sql";

constexpr const char* kSinceVersion4 = R"sql(
ALTER TABLE edits ADD COLUMN transport TEXT NOT NULL DEFAULT '';
)sql";

constexpr const char* kSinceVersion5 = R"sql(
ALTER TABLE edits ADD COLUMN least_role INTEGER NOT NULL DEFAULT 4;
)sql";

// https://www.sqlite.org/fileformat.html, part 1.3: big-endian numbers in the first 100 bytes.
constexpr std::size_t kVersionAt = 60;
constexpr std::size_t kApplicationAt = 68;

std::int32_t number_at(const std::array<unsigned char, 100>& header, std::size_t at) {
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < 4; ++i) number = (number << 8) | header[at + i];
  return static_cast<std::int32_t>(number);
}

Refusal newer(const std::string& path, std::int32_t version) {
  return {RefusalCode::kUnsupported, path,
          "This project was written by a newer CoreLogic Studio (format " + std::to_string(version) +
              ", this one knows up to " + std::to_string(kSchemaVersion) + "); it was left untouched."};
}

}  // namespace

Result<void> check_header(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return Refusal{RefusalCode::kNotFound, path, "There is no project at " + path + "."};
  std::array<unsigned char, 100> header{};
  file.read(reinterpret_cast<char*>(header.data()), header.size());
  const bool whole = file.gcount() == static_cast<std::streamsize>(header.size());
  if (!whole || number_at(header, kApplicationAt) != kApplicationId)
    return Refusal{RefusalCode::kInvalid, path, path + " is no project of CoreLogic Studio."};
  const std::int32_t version = number_at(header, kVersionAt);
  if (version > kSchemaVersion) return newer(path, version);
  return {};
}

Result<void> migrate(Database& database) {
  return guarded(database.connection().getFilename(), [&]() -> Result<void> {
    SQLite::Database& connection = database.connection();
    const int version = connection.execAndGet("PRAGMA user_version").getInt();
    if (version > kSchemaVersion) return newer(connection.getFilename(), version);
    if (version == kSchemaVersion) return {};
    SQLite::Transaction transaction(connection, SQLite::TransactionBehavior::IMMEDIATE);
    if (version == 0) connection.exec(kTables);
    if (version < 3) connection.exec(kSinceVersion3);
    if (version < 4) connection.exec(kSinceVersion4);
    if (version < 5) connection.exec(kSinceVersion5);
    connection.exec("PRAGMA application_id=" + std::to_string(kApplicationId));
    connection.exec("PRAGMA user_version=" + std::to_string(kSchemaVersion));
    transaction.commit();
    return {};
  });
}

}  // namespace corelogic::store
