// access_store.cpp: the grammar of access.db.  Side: control.
//
//   users  one row each: name, role (schema/access.capnp), strips as "4 7", the CURVE key as Z85, SHA-256 of
//          the token as hexadecimal; empty where there is none
//   audit  what was done with the list, and who was turned away; the newest 100 000 rows are kept
#include "controller/store/access_store.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <sstream>

#include "controller/store/database.h"

namespace corelogic::store {
namespace {

using access::User;
using messages::AuditEntry;
using vocabulary::Refusal;
using vocabulary::RefusalCode;
using vocabulary::Result;

constexpr std::int32_t kAccessApplicationId = 0x434c5341;  // "CLSA"
constexpr std::int32_t kAccessVersion = 1;
constexpr const char* kTables = R"sql(
CREATE TABLE users(
  user TEXT PRIMARY KEY,
  role INTEGER NOT NULL,
  strips TEXT NOT NULL,
  public_key TEXT NOT NULL,
  token_hash TEXT NOT NULL,
  created_ms INTEGER NOT NULL,
  last_seen_ms INTEGER NOT NULL) STRICT;
CREATE UNIQUE INDEX users_of_keys ON users(public_key) WHERE public_key != '';
CREATE UNIQUE INDEX users_of_tokens ON users(token_hash) WHERE token_hash != '';
CREATE TABLE audit(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  time_ms INTEGER NOT NULL,
  user TEXT NOT NULL,
  client INTEGER NOT NULL,
  label TEXT NOT NULL,
  transport TEXT NOT NULL) STRICT;
CREATE TRIGGER audit_is_bounded AFTER INSERT ON audit WHEN NEW.id % 100 = 0 BEGIN
  DELETE FROM audit WHERE id <= NEW.id - 100000; END;
)sql";

std::string text_of(const std::vector<messages::TrackId>& strips) {
  std::string text;
  for (const auto strip : strips) text += (text.empty() ? "" : " ") + std::to_string(strip.value);
  return text;
}
std::vector<messages::TrackId> strips_of(const std::string& text) {
  std::vector<messages::TrackId> strips;
  std::istringstream words(text);
  for (std::uint32_t strip = 0; words >> strip;) strips.emplace_back(strip);
  return strips;
}

/// Whose file it is: a name may be given to another one.
struct FileId {
  dev_t device = 0;
  ino_t number = 0;
  bool operator==(const FileId&) const = default;
};
FileId file_id(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return {};
  return {status.st_dev, status.st_ino};
}

/// Ours alone before SQLite writes a byte; what it makes beside it has the same mode.
Result<void> claim(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  const bool claimed = file >= 0 && ::fchmod(file, 0600) == 0;
  const int error = errno;
  if (file >= 0) ::close(file);
  if (claimed) return {};
  return Refusal{RefusalCode::kStorage, path, path + ": " + std::strerror(error) + "."};
}

Result<void> make_tables(Database& database, const std::string& path) {
  SQLite::Database& connection = database.connection();
  const std::string verdict = connection.execAndGet("PRAGMA quick_check(1)").getString();
  if (verdict != "ok") return Refusal{RefusalCode::kStorage, path, path + " is damaged: " + verdict + "."};
  const int version = connection.execAndGet("PRAGMA user_version").getInt();
  const int application = connection.execAndGet("PRAGMA application_id").getInt();
  if (version == kAccessVersion && application == kAccessApplicationId) return {};
  if (version != 0 || application != 0)
    return Refusal{RefusalCode::kUnsupported, path, path + " is of a newer version, or of somebody else."};
  SQLite::Transaction transaction(connection, SQLite::TransactionBehavior::IMMEDIATE);
  connection.exec(kTables);
  connection.exec("PRAGMA application_id=" + std::to_string(kAccessApplicationId));
  connection.exec("PRAGMA user_version=" + std::to_string(kAccessVersion));
  transaction.commit();
  return {};
}

access::Roster read_roster(SQLite::Database& connection) {
  SQLite::Statement rows(
      connection,
      "SELECT user, role, strips, public_key, token_hash, created_ms, last_seen_ms FROM users "
      "ORDER BY user");
  std::vector<User> users;
  while (rows.executeStep()) {
    User user;
    user.entry.user = rows.getColumn(0).getString();
    const int role = rows.getColumn(1).getInt();
    const bool known = role > 0 && role <= static_cast<int>(messages::Role::kAdmin);
    user.entry.role = known ? static_cast<messages::Role>(role) : messages::Role::kUnspecified;
    user.entry.strips = strips_of(rows.getColumn(2).getString());
    user.entry.public_key = rows.getColumn(3).getString();
    user.token_hash = rows.getColumn(4).getString();
    user.entry.has_token = !user.token_hash.empty();
    user.entry.created_ms = rows.getColumn(5).getInt64();
    user.entry.last_seen_ms = rows.getColumn(6).getInt64();
    users.push_back(std::move(user));
  }
  return access::Roster(std::move(users));
}

void write_user(SQLite::Database& connection, const User& user) {
  SQLite::Statement write(connection, "INSERT OR REPLACE INTO users VALUES(?,?,?,?,?,?,?)");
  write.bind(1, user.entry.user);
  write.bind(2, static_cast<int>(user.entry.role));
  write.bind(3, text_of(user.entry.strips));
  write.bind(4, user.entry.public_key);
  write.bind(5, user.token_hash);
  write.bind(6, user.entry.created_ms);
  write.bind(7, user.entry.last_seen_ms);
  write.exec();
}

void write_audit(SQLite::Database& connection, const AuditEntry& entry) {
  SQLite::Statement write(connection,
                          "INSERT INTO audit(time_ms, user, client, label, transport) VALUES(?,?,?,?,?)");
  write.bind(1, entry.time_ms);
  write.bind(2, entry.user);
  write.bind(3, to_sql(entry.client.value));
  write.bind(4, entry.label);
  write.bind(5, entry.transport);
  write.exec();
}

}  // namespace

struct AccessStore::State {
  std::string path;
  FileId file;
  std::unique_ptr<Database> database;
  access::Roster roster;
  std::string broken;

  void fail(const std::string& why) {
    broken = "The access list is closed to everybody but this machine: " + why +
             " Stop the controller, put the file back or remove it, and start again.";
    roster = {};
    database.reset();
  }
  [[nodiscard]] Refusal refusal() const { return {RefusalCode::kStorage, "access.db", broken}; }
  /// One transaction; a failed one closes the list, for what the disk holds is not known any more.
  template <class Work>
  Result<void> write(Work work) {
    if (!broken.empty()) return refusal();
    auto written = guarded(path, [&]() -> Result<void> {
      SQLite::Transaction transaction(database->connection(), SQLite::TransactionBehavior::IMMEDIATE);
      work(database->connection());
      transaction.commit();
      return {};
    });
    if (written) return {};
    fail(written.refusal().sentence);
    return refusal();
  }
};

AccessStore::AccessStore(std::unique_ptr<State> state) : state_(std::move(state)) {}
AccessStore::AccessStore(AccessStore&&) noexcept = default;
AccessStore& AccessStore::operator=(AccessStore&&) noexcept = default;
AccessStore::~AccessStore() = default;

AccessStore AccessStore::open(const std::string& data_directory) {
  auto state = std::make_unique<State>();
  state->path = data_directory + "/access.db";
  auto opened = [&]() -> Result<void> {
    if (auto ours = claim(state->path); !ours) return ours;
    auto database = Database::open(state->path, false);
    if (!database) return database.refusal();
    return guarded(state->path, [&]() -> Result<void> {
      if (auto made = make_tables(*database, state->path); !made) return made;
      state->roster = read_roster(database->connection());
      state->database = std::make_unique<Database>(*std::move(database));
      return {};
    });
  }();
  state->file = file_id(state->path);
  if (!opened) state->fail(opened.refusal().sentence);
  return AccessStore(std::move(state));
}

const std::string& AccessStore::broken() const {
  return state_->broken;
}
const access::Roster& AccessStore::roster() const {
  return state_->roster;
}

bool AccessStore::look() {
  if (!state_->broken.empty() || file_id(state_->path) == state_->file) return false;
  state_->fail(state_->path + " was removed or replaced while it was in use.");
  return true;
}

Result<void> AccessStore::change(const access::RosterChange& change, const AuditEntry& entry) {
  if (look()) return state_->refusal();
  auto written = state_->write([&](SQLite::Database& connection) {
    if (!change.removed.empty()) {
      SQLite::Statement removal(connection, "DELETE FROM users WHERE user = ?");
      removal.bind(1, change.removed);
      removal.exec();
    }
    if (change.put) write_user(connection, *change.put);
    write_audit(connection, entry);
  });
  if (!written) return written;
  return guarded(state_->path, [&]() -> Result<void> {
    state_->roster = read_roster(state_->database->connection());
    return {};
  });
}

Result<void> AccessStore::note(const AuditEntry& entry) {
  return state_->write([&](SQLite::Database& connection) { write_audit(connection, entry); });
}

void AccessStore::saw(const std::string& user, std::int64_t now_ms) {
  (void)state_->write([&](SQLite::Database& connection) {
    SQLite::Statement write(connection, "UPDATE users SET last_seen_ms = ? WHERE user = ?");
    write.bind(1, now_ms);
    write.bind(2, user);
    write.exec();
  });
  if (state_->broken.empty()) state_->roster = read_roster(state_->database->connection());
}

Result<std::vector<AuditEntry>> AccessStore::audit(std::uint32_t most, const std::string& who) const {
  if (!state_->broken.empty()) return state_->refusal();
  return guarded(state_->path, [&]() -> Result<std::vector<AuditEntry>> {
    SQLite::Statement rows(
        state_->database->connection(),
        "SELECT time_ms, user, client, label, transport FROM audit WHERE ?1 = '' OR user = ?1 "
        "ORDER BY id DESC LIMIT ?2");
    rows.bind(1, who);
    rows.bind(2, static_cast<std::int64_t>(most));
    std::vector<AuditEntry> entries;
    while (rows.executeStep()) {
      AuditEntry entry;
      entry.time_ms = rows.getColumn(0).getInt64();
      entry.user = rows.getColumn(1).getString();
      entry.client = messages::ClientId{from_sql(rows.getColumn(2).getInt64())};
      entry.label = rows.getColumn(3).getString();
      entry.transport = rows.getColumn(4).getString();
      entries.push_back(std::move(entry));
    }
    return entries;
  });
}

}  // namespace corelogic::store
