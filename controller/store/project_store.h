// project_store.h: one open project on disk: <folder>/project.db and <folder>/audio/.
// It keeps what it is given and gives it back; it judges no edit and applies none but when it opens. After a
// failed write it is suspect: every call is refused until recover(), which never tries the same handle
// again. Side: control; one thread at a time (StoreActor).
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "controller/project/project.h"
#include "controller/store/archive.h"
#include "controller/store/edit.h"
#include "schema/vocabulary/result.h"

namespace corelogic::store {

/// Epochs on disk are even: each opening takes the next even one above the stored and the given one. The odd
/// one behind it is for the controller's own use while it may not write (see ProjectActor).
[[nodiscard]] constexpr std::uint32_t next_epoch(std::uint32_t above) {
  return (above / 2 + 1) * 2;
}

/// How many of the newest edits are kept in memory: as far back undo reaches.
inline constexpr std::uint32_t kNewestEdits = 1000;

/// All that is known when a project has been opened.
struct Opened {
  project::Project project;
  vocabulary::Revision revision;
  std::string audio_directory;
  std::vector<Edit> newest;  ///< oldest first
  std::vector<std::pair<vocabulary::ClientId, std::uint64_t>> highest_sequences;
  std::uint64_t edits_behind_checkpoint = 0;
};

class ProjectStore {
 public:
  ProjectStore(ProjectStore&&) noexcept;
  ProjectStore& operator=(ProjectStore&&) noexcept;
  ~ProjectStore();

  /// Makes the folder with all that is in it, whole or not at all; with the sounds of another audio folder,
  /// if one is given. Errors: kDuplicate if it exists; kStorage.
  [[nodiscard]] static vocabulary::Result<void> create(const std::string& folder, const messages::Project&,
                                                       const std::string& sounds_from = {});
  /// The project is called `name` from now on, whatever the document says: a folder may be copied by hand.
  /// Errors: kNotFound, kUnsupported (left untouched), kInvalid, kStorage.
  [[nodiscard]] static vocabulary::Result<ProjectStore> open(const std::string& folder,
                                                             const std::string& name,
                                                             std::uint32_t epoch_above);

  /// The last state of a project that is not open; its epoch is not taken.
  /// Errors: as open().
  [[nodiscard]] static vocabulary::Result<project::Project> last_state(const std::string& folder,
                                                                       const std::string& name);

  /// The project as it was at `revision`; in the middle of a gesture, as before that. On a connection of its
  /// own, which only reads: on any thread, and it holds up nobody who writes.
  /// Errors: kInvalid behind the last revision, kNotFound before the journal begins or without a project,
  /// kStorage.
  [[nodiscard]] static vocabulary::Result<Past> look_back(const std::string& folder, const std::string& name,
                                                          std::uint64_t revision);

  [[nodiscard]] const std::string& folder() const;
  [[nodiscard]] const std::string& name() const;
  /// Moves out what open() or recover() has read.
  [[nodiscard]] Opened take_opened();

  /// All in one transaction, durable when it returns success.
  /// Errors: kStorage: none of them will ever be seen again; the store is suspect.
  [[nodiscard]] vocabulary::Result<void> append(std::span<const std::shared_ptr<const Edit>>);
  /// Requires: `document` is the project at `revision`, and all edits up to there are appended.
  [[nodiscard]] vocabulary::Result<void> checkpoint(std::uint64_t revision,
                                                    const messages::Project& document);
  [[nodiscard]] vocabulary::Result<std::optional<StoredReply>> find(vocabulary::ClientId,
                                                                    std::uint64_t sequence) const;
  [[nodiscard]] vocabulary::Result<std::vector<messages::ChangeSet>> history(std::uint32_t most) const;
  /// Errors: kDuplicate, kStorage (the store is suspect).
  [[nodiscard]] vocabulary::Result<void> keep_version(const messages::Version&);
  /// Oldest first.
  [[nodiscard]] vocabulary::Result<std::vector<messages::Version>> versions() const;
  /// Who did what, newest first: the rows of the journal, which are written with the edits. `who` empty:
  /// everybody.
  [[nodiscard]] vocabulary::Result<std::vector<messages::AuditEntry>> audit(std::uint32_t most,
                                                                            const std::string& who) const;
  /// Copies project and sounds into a new folder. Sound files are never rewritten, so they are hard links
  /// where the file system has them.  Errors: kDuplicate, kStorage.
  [[nodiscard]] vocabulary::Result<void> copy_to(const std::string& folder) const;
  /// Housekeeping for a quiet moment: brings the write-ahead log home when it has grown.
  void tidy();

  [[nodiscard]] bool suspect() const;
  /// A new handle, SQLite's quick_check, what was never acknowledged removed, a new epoch written, all read
  /// again; then take_opened().  Errors: kStorage: still suspect, try later.
  [[nodiscard]] vocabulary::Result<void> recover(std::uint32_t epoch_above);

 private:
  struct State;
  explicit ProjectStore(std::unique_ptr<State>);
  std::unique_ptr<State> state_;
};

}  // namespace corelogic::store
