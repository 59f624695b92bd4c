// archive.cpp: the nearest whole project, and the way from there.  Side: control.
#include "controller/store/archive.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "controller/project/apply_change.h"
#include "controller/store/database.h"
#include "controller/store/journal.h"
#include "schema/wire/codec.h"

namespace corelogic::store {
namespace {

using vocabulary::Refusal;
using vocabulary::RefusalCode;
using vocabulary::Result;

constexpr const char* kWhole =
    "SELECT revision, project FROM milestones UNION ALL SELECT revision, project FROM checkpoint";

Refusal no_such(RefusalCode code, std::uint64_t revision, std::string sentence) {
  return {code, "revision " + std::to_string(revision), std::move(sentence)};
}

/// The first row of `question`, if it has any.
Result<std::optional<Past>> read_whole(Database& database, const std::string& question,
                                       std::uint64_t revision) {
  SQLite::Statement row(database.connection(), question);
  row.bind(1, to_sql(revision));
  if (!row.executeStep()) return std::optional<Past>{};
  const SQLite::Column blob = row.getColumn(1);
  const auto document = wire::decode_project(
      {static_cast<const std::byte*>(blob.getBlob()), static_cast<std::size_t>(blob.getBytes())});
  if (!document) return document.refusal();
  auto project = project::Project::from_message(*document);
  if (!project) return project.refusal();
  return std::optional<Past>{Past{*std::move(project), from_sql(row.getColumn(0).getInt64())}};
}

}  // namespace

void write_milestone(Database& database, std::uint64_t revision, const messages::Project& project) {
  const wire::Frame frame = wire::encode(project);
  SQLite::Statement write(database.connection(),
                          "INSERT OR REPLACE INTO milestones(revision, project) VALUES(?, ?)");
  write.bind(1, to_sql(revision));
  write.bindNoCopy(2, frame.data(), static_cast<int>(frame.size()));
  write.exec();
}

Result<Past> Archive::at(std::uint64_t revision) {
  const std::string whole(kWhole);
  auto before = read_whole(database_,
                           "SELECT * FROM (" + whole + ") WHERE revision <= ? ORDER BY revision DESC LIMIT 1",
                           revision);
  if (!before) return before.refusal();
  if (*before) {
    if (auto done = go_forward(**before, revision); !done) return done.refusal();
    return std::move(**before);
  }
  auto behind = read_whole(
      database_, "SELECT * FROM (" + whole + ") WHERE revision > ? ORDER BY revision LIMIT 1", revision);
  if (!behind) return behind.refusal();
  if (!*behind)
    return Refusal{RefusalCode::kStorage, "project", "The project is damaged: it has no checkpoint."};
  if (auto done = go_back(**behind, revision); !done) return done.refusal();
  return std::move(**behind);
}

Result<void> Archive::go_forward(Past& past, std::uint64_t revision) {
  const std::uint64_t last = std::max(journal_.last_revision(), past.revision);
  if (revision > last)
    return no_such(RefusalCode::kInvalid, revision,
                   "There is no revision " + std::to_string(revision) + " yet; the last is " +
                       std::to_string(last) + ".");
  return journal_.read_between(past.revision, revision, [&](const Edit& edit) {
    project::apply(past.project, edit.set.changes);
    past.revision = edit.set.revision.number;
  });
}

/// A row reaches from its first revision to its last: what lies in it is seen as before it.
Result<void> Archive::go_back(Past& past, std::uint64_t revision) {
  const std::uint64_t first = journal_.first_revision();
  if (first == 0 || revision + 1 < first)
    return no_such(RefusalCode::kNotFound, revision,
                   "The journal begins behind revision " + std::to_string(revision) +
                       "; the oldest that can be seen is " +
                       std::to_string(first == 0 ? past.revision : first - 1) + ".");
  auto read = journal_.read_back(past.revision, revision, [&](const Edit& edit) {
    project::apply(past.project, edit.inverse);
    past.revision = edit.first_revision - 1;
  });
  if (!read) return read;
  past.revision = std::min(past.revision, revision);
  return {};
}

bool Archive::milestone_due(std::uint64_t revision) {
  SQLite::Statement row(database_.connection(),
                        "SELECT count(*) FROM (SELECT 1 FROM edits WHERE revision <= ? AND revision > "
                        "(SELECT coalesce(max(revision), -1) FROM milestones) LIMIT ?)");
  row.bind(1, to_sql(revision));
  row.bind(2, to_sql(kEditsToMilestone));
  return row.executeStep() && from_sql(row.getColumn(0).getInt64()) >= kEditsToMilestone;
}

Result<void> Archive::keep(const messages::Version& version) {
  SQLite::Statement known(database_.connection(), "SELECT revision, user FROM versions WHERE name = ?");
  known.bind(1, version.name);
  if (known.executeStep()) {
    const bool the_same = from_sql(known.getColumn(0).getInt64()) == version.revision &&
                          known.getColumn(1).getString() == version.user;
    if (the_same) return {};  // asked again, because the answer was lost
    return Refusal{RefusalCode::kDuplicate, "version " + version.name,
                   "There is already a version called " + version.name + ", of revision " +
                       std::to_string(known.getColumn(0).getInt64()) + "; choose another name."};
  }
  SQLite::Statement write(database_.connection(),
                          "INSERT INTO versions(name, revision, at_ms, user) VALUES(?, ?, ?, ?)");
  write.bind(1, version.name);
  write.bind(2, to_sql(version.revision));
  write.bind(3, version.time_ms);
  write.bind(4, version.user);
  write.exec();
  return {};
}

std::vector<messages::Version> Archive::versions() {
  SQLite::Statement rows(database_.connection(),
                         "SELECT name, revision, at_ms, user FROM versions ORDER BY revision, at_ms");
  std::vector<messages::Version> all;
  while (rows.executeStep())
    all.push_back({rows.getColumn(0).getString(), from_sql(rows.getColumn(1).getInt64()),
                   rows.getColumn(2).getInt64(), rows.getColumn(3).getString()});
  return all;
}

}  // namespace corelogic::store
