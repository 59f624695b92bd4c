// project_store.cpp: opening is checkpoint + replay; writing is one transaction.  Side: control.
#include "controller/store/project_store.h"

#include <filesystem>

#include "controller/project/apply_change.h"
#include "controller/store/journal.h"
#include "controller/store/migrations.h"
#include "controller/store/new_folder.h"
#include "schema/wire/codec.h"

namespace corelogic::store {
namespace {

namespace fs = std::filesystem;
using vocabulary::Refusal;
using vocabulary::RefusalCode;
using vocabulary::Result;

/// 4 KiB a page: the log goes home when it is above 4 MiB.
constexpr int kMostWaitingPages = 1024;

std::string database_in(const std::string& folder) {
  return folder + "/project.db";
}

void write_checkpoint(SQLite::Database& connection, std::uint64_t revision,
                      const messages::Project& project) {
  const wire::Frame frame = wire::encode(project);
  SQLite::Statement write(connection,
                          "INSERT OR REPLACE INTO checkpoint(one, revision, project) VALUES(1, ?, ?)");
  write.bind(1, to_sql(revision));
  write.bindNoCopy(2, frame.data(), static_cast<int>(frame.size()));
  write.exec();
}

void write_epoch(SQLite::Database& connection, std::uint32_t epoch) {
  SQLite::Statement write(connection, "INSERT OR REPLACE INTO meta(one, epoch) VALUES(1, ?)");
  write.bind(1, static_cast<std::int64_t>(epoch));
  write.exec();
}

Refusal damaged(const std::string& path, const std::string& what) {
  return {RefusalCode::kStorage, path, "The project at " + path + " is damaged: " + what + "."};
}

}  // namespace

/// Database and journal go together: statements end before their connection.
struct Handle {
  explicit Handle(Database&& opened)
      : database(std::move(opened)), journal(database), archive(database, journal) {}
  Database database;
  Journal journal;
  Archive archive;
};

struct ProjectStore::State {
  std::string folder;
  std::string name;
  std::unique_ptr<Handle> handle;
  bool suspect = false;
  std::uint64_t durable = 0;  ///< the last revision that was ever acknowledged
  std::optional<Opened> opened;

  Result<void> connect();
  Result<void> read();
  Result<void> take_epoch(std::uint32_t above);
  /// A failed write: the handle is closed unused, whatever closing says.
  Refusal give_up(const Refusal& why) {
    suspect = true;
    handle.reset();
    return why;
  }
  [[nodiscard]] Refusal is_suspect() const {
    return {RefusalCode::kStorage, "project " + name,
            "The disk failed before; nothing is written until the project has been verified."};
  }
};

Result<void> ProjectStore::State::connect() {
  if (auto fine = check_header(database_in(folder)); !fine) return fine;
  auto database = Database::open(database_in(folder), false);
  if (!database) return database.refusal();
  if (auto done = migrate(*database); !done) return done;
  return guarded(folder, [&]() -> Result<void> {
    handle = std::make_unique<Handle>(std::move(*database));
    return {};
  });
}

Result<void> ProjectStore::State::read() {
  return guarded(folder, [&]() -> Result<void> {
    SQLite::Database& connection = handle->database.connection();
    SQLite::Statement row(connection, "SELECT revision, project FROM checkpoint");
    if (!row.executeStep()) return damaged(folder, "it has no checkpoint");
    const SQLite::Column blob = row.getColumn(1);
    const auto document = wire::decode_project(
        {static_cast<const std::byte*>(blob.getBlob()), static_cast<std::size_t>(blob.getBytes())});
    if (!document) return document.refusal();
    auto project = project::Project::from_message(*document);
    if (!project) return project.refusal();
    Opened found{std::move(*project), {}, folder + "/audio", {}, {}, 0};
    found.revision.number = from_sql(row.getColumn(0).getInt64());
    auto replayed = handle->journal.read_after(found.revision.number, [&](const Edit& edit) {
      project::apply(found.project, edit.set.changes);
      found.revision.number = edit.set.revision.number;
      ++found.edits_behind_checkpoint;
    });
    if (!replayed) return replayed;
    if (found.project.name() != name) project::apply(found.project, messages::ProjectRenamed{name});
    auto newest = handle->journal.newest(kNewestEdits);
    if (!newest) return newest.refusal();
    found.newest = std::move(*newest);
    found.highest_sequences = handle->journal.highest_sequences();
    durable = found.revision.number;
    opened = std::move(found);
    return {};
  });
}

Result<void> ProjectStore::State::take_epoch(std::uint32_t above) {
  return guarded(folder, [&]() -> Result<void> {
    SQLite::Database& connection = handle->database.connection();
    const auto stored = static_cast<std::uint32_t>(
        connection.execAndGet("SELECT coalesce(max(epoch), 0) FROM meta").getInt64());
    opened->revision.epoch = next_epoch(std::max(stored, above));
    SQLite::Transaction transaction(connection, SQLite::TransactionBehavior::IMMEDIATE);
    write_epoch(connection, opened->revision.epoch);
    transaction.commit();
    return {};
  });
}

ProjectStore::ProjectStore(std::unique_ptr<State> state) : state_(std::move(state)) {}
ProjectStore::ProjectStore(ProjectStore&&) noexcept = default;
ProjectStore& ProjectStore::operator=(ProjectStore&&) noexcept = default;
ProjectStore::~ProjectStore() = default;

Result<void> ProjectStore::create(const std::string& folder, const messages::Project& document,
                                  const std::string& sounds_from) {
  NewFolder fresh(folder);
  if (auto made = fresh.make(); !made) return made;
  auto database = Database::open(database_in(fresh.hidden()), true);
  if (!database) return database.refusal();
  if (auto done = migrate(*database); !done) return done;
  auto written = guarded(folder, [&]() -> Result<void> {
    SQLite::Transaction transaction(database->connection());
    write_checkpoint(database->connection(), 0, document);
    write_epoch(database->connection(), 0);
    write_milestone(*database, 0, document);
    transaction.commit();
    return {};
  });
  if (!written) return written;
  if (!sounds_from.empty())
    if (auto shared = share_sounds(sounds_from, fresh.hidden() + "/audio"); !shared) return shared;
  { const Database closed = std::move(*database); }  // closing brings the log home
  return fresh.keep();
}

Result<ProjectStore> ProjectStore::open(const std::string& folder, const std::string& name,
                                        std::uint32_t epoch_above) {
  std::error_code ignored;
  if (!fs::exists(folder, ignored))
    return Refusal{RefusalCode::kNotFound, "project " + name, "There is no project called " + name + "."};
  auto state = std::make_unique<State>();
  state->folder = folder;
  state->name = name;
  if (auto done = state->connect(); !done) return done.refusal();
  if (auto done = state->read(); !done) return done.refusal();
  if (auto done = state->take_epoch(epoch_above); !done) return done.refusal();
  return ProjectStore(std::move(state));
}

Result<project::Project> ProjectStore::last_state(const std::string& folder, const std::string& name) {
  std::error_code ignored;
  if (!fs::exists(folder, ignored))
    return Refusal{RefusalCode::kNotFound, "project " + name, "There is no project called " + name + "."};
  State state;
  state.folder = folder;
  state.name = name;
  if (auto done = state.connect(); !done) return done.refusal();
  if (auto done = state.read(); !done) return done.refusal();
  return std::move(state.opened->project);
}

Result<Past> ProjectStore::look_back(const std::string& folder, const std::string& name,
                                     std::uint64_t revision) {
  if (auto fine = check_header(database_in(folder)); !fine) return fine.refusal();
  auto database = Database::open_to_read(database_in(folder));
  if (!database) return database.refusal();
  auto past = guarded("project " + name, [&] {
    Handle handle(*std::move(database));
    // One transaction: what is committed meanwhile is not half seen.
    const SQLite::Transaction same(handle.database.connection());
    return handle.archive.at(revision);
  });
  if (past) project::apply(past->project, messages::ProjectRenamed{name});
  return past;
}

const std::string& ProjectStore::folder() const {
  return state_->folder;
}
const std::string& ProjectStore::name() const {
  return state_->name;
}

Opened ProjectStore::take_opened() {
  Opened taken = std::move(*state_->opened);
  state_->opened.reset();
  return taken;
}

Result<void> ProjectStore::append(std::span<const std::shared_ptr<const Edit>> edits) {
  if (state_->suspect) return state_->is_suspect();
  if (edits.empty()) return {};
  auto written = guarded("project " + state_->name, [&]() -> Result<void> {
    SQLite::Transaction transaction(state_->handle->database.connection(),
                                    SQLite::TransactionBehavior::IMMEDIATE);
    for (const auto& edit : edits) state_->handle->journal.append(*edit);
    transaction.commit();
    return {};
  });
  if (!written) return state_->give_up(written.refusal());
  state_->durable = edits.back()->set.revision.number;
  return {};
}

Result<void> ProjectStore::checkpoint(std::uint64_t revision, const messages::Project& document) {
  if (state_->suspect) return state_->is_suspect();
  auto written = guarded("project " + state_->name, [&]() -> Result<void> {
    SQLite::Transaction transaction(state_->handle->database.connection(),
                                    SQLite::TransactionBehavior::IMMEDIATE);
    write_checkpoint(state_->handle->database.connection(), revision, document);
    if (state_->handle->archive.milestone_due(revision))
      write_milestone(state_->handle->database, revision, document);
    transaction.commit();
    return {};
  });
  if (!written) return state_->give_up(written.refusal());
  state_->handle->database.tidy();
  return {};
}

Result<std::optional<StoredReply>> ProjectStore::find(vocabulary::ClientId client,
                                                      std::uint64_t sequence) const {
  if (state_->suspect) return state_->is_suspect();
  return guarded("project " + state_->name, [&] { return state_->handle->journal.find(client, sequence); });
}

Result<std::vector<messages::ChangeSet>> ProjectStore::history(std::uint32_t most) const {
  if (state_->suspect) return state_->is_suspect();
  return guarded("project " + state_->name, [&]() -> Result<std::vector<messages::ChangeSet>> {
    auto edits = state_->handle->journal.newest(most);
    if (!edits) return edits.refusal();
    std::vector<messages::ChangeSet> sets;
    for (Edit& edit : *edits) sets.push_back(std::move(edit.set));
    return sets;
  });
}

Result<void> ProjectStore::keep_version(const messages::Version& version) {
  if (state_->suspect) return state_->is_suspect();
  auto kept = guarded("project " + state_->name, [&]() -> Result<void> {
    SQLite::Transaction transaction(state_->handle->database.connection(),
                                    SQLite::TransactionBehavior::IMMEDIATE);
    if (auto good = state_->handle->archive.keep(version); !good) return good;
    transaction.commit();
    return {};
  });
  if (!kept && kept.refusal().code == RefusalCode::kStorage) return state_->give_up(kept.refusal());
  return kept;
}

Result<std::vector<messages::Version>> ProjectStore::versions() const {
  if (state_->suspect) return state_->is_suspect();
  return guarded("project " + state_->name, [&]() -> Result<std::vector<messages::Version>> {
    return state_->handle->archive.versions();
  });
}

Result<std::vector<messages::AuditEntry>> ProjectStore::audit(std::uint32_t most,
                                                              const std::string& who) const {
  if (state_->suspect) return state_->is_suspect();
  return guarded("project " + state_->name, [&]() -> Result<std::vector<messages::AuditEntry>> {
    return state_->handle->journal.audit(most, who);
  });
}

Result<void> ProjectStore::copy_to(const std::string& folder) const {
  if (state_->suspect) return state_->is_suspect();
  NewFolder fresh(folder);
  if (auto made = fresh.make(); !made) return made;
  auto copied = guarded("project " + state_->name, [&]() -> Result<void> {
    SQLite::Statement copy(state_->handle->database.connection(), "VACUUM INTO ?");
    copy.bind(1, database_in(fresh.hidden()));
    copy.exec();
    return {};
  });
  if (!copied) return copied;
  if (auto shared = share_sounds(state_->folder + "/audio", fresh.hidden() + "/audio"); !shared)
    return shared;
  return fresh.keep();
}

void ProjectStore::tidy() {
  if (!state_->suspect && state_->handle->database.waiting_pages() > kMostWaitingPages)
    state_->handle->database.tidy();
}

bool ProjectStore::suspect() const {
  return state_->suspect;
}

Result<void> ProjectStore::recover(std::uint32_t epoch_above) {
  state_->suspect = true;
  const std::uint64_t acknowledged = state_->durable;
  auto recovered = [&]() -> Result<void> {
    if (auto done = state_->connect(); !done) return done;
    auto cleaned = guarded(state_->folder, [&]() -> Result<void> {
      SQLite::Database& connection = state_->handle->database.connection();
      const std::string verdict = connection.execAndGet("PRAGMA quick_check(1)").getString();
      if (verdict != "ok") return damaged(state_->folder, verdict);
      SQLite::Transaction transaction(connection, SQLite::TransactionBehavior::IMMEDIATE);
      state_->handle->journal.remove_after(acknowledged);
      transaction.commit();
      return {};
    });
    if (!cleaned) return cleaned;
    if (auto done = state_->read(); !done) return done;
    return state_->take_epoch(epoch_above);
  }();
  if (!recovered) {
    state_->durable = acknowledged;
    return state_->give_up(recovered.refusal());
  }
  state_->suspect = false;
  return {};
}

}  // namespace corelogic::store
