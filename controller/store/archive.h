// archive.h: what a project was, and the names that people gave to its revisions.
// Milestones are whole projects that are kept; from the nearest one the journal is read forwards, or
// backwards by the inverses where a file of an older version has none before. It throws SQLite::Exception as
// Journal does, and begins no transaction.  Side: control; one thread at a time.
#pragma once

#include <cstdint>
#include <vector>

#include "controller/project/project.h"
#include "schema/messages/questions.h"
#include "schema/vocabulary/result.h"

namespace corelogic::store {

class Database;
class Journal;

/// Rows of the journal between two milestones: at most so many are read for a look into the past.
inline constexpr std::uint64_t kEditsToMilestone = 2000;

/// A project as it was, and the revision at which it stood so.
struct Past {
  project::Project project;
  std::uint64_t revision = 0;
};

/// Keeps the project at its revision for good.  Requires: inside a transaction.
void write_milestone(Database&, std::uint64_t revision, const messages::Project&);

class Archive {
 public:
  /// Requires: outlived by both, whose tables are there.
  Archive(Database& database, Journal& journal) : database_(database), journal_(journal) {}

  /// Errors: kInvalid behind the last revision, kNotFound before the journal begins, kStorage.
  [[nodiscard]] vocabulary::Result<Past> at(std::uint64_t revision);
  /// Whether so much has happened since the last one that `revision` should be kept.
  [[nodiscard]] bool milestone_due(std::uint64_t revision);

  /// What the same user asks twice of one revision is done once.
  /// Requires: inside a transaction.  Errors: kDuplicate.
  [[nodiscard]] vocabulary::Result<void> keep(const messages::Version&);
  /// Oldest first.
  [[nodiscard]] std::vector<messages::Version> versions();

 private:
  [[nodiscard]] vocabulary::Result<void> go_forward(Past&, std::uint64_t revision);
  [[nodiscard]] vocabulary::Result<void> go_back(Past&, std::uint64_t revision);

  Database& database_;
  Journal& journal_;
};

}  // namespace corelogic::store
