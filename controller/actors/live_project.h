// live_project.h: the project as it is now, as the disk has it, and its revision: the model's one writer.
// It applies validated changes and goes back to what is durable; it validates and writes nothing.  Side:
// control, ProjectActor.
#pragma once

#include <cstdint>
#include <string>

#include "controller/project/project.h"
#include "controller/store/project_store.h"

namespace corelogic::actors {

class LiveProject {
 public:
  explicit LiveProject(const store::Opened&);

  [[nodiscard]] const project::Project& now() const { return now_; }
  [[nodiscard]] vocabulary::Revision revision() const { return revision_; }
  [[nodiscard]] const project::Project& durable() const { return durable_; }
  [[nodiscard]] std::uint64_t durable_revision() const { return durable_revision_; }
  [[nodiscard]] const std::string& audio_directory() const { return audio_directory_; }
  [[nodiscard]] std::uint64_t edits_behind_checkpoint() const { return edits_behind_checkpoint_; }

  /// Makes the next revision of it: fills in revision and inverse of `edit`.
  /// Requires: its changes are valid now.
  void apply(store::Edit& edit);
  /// The disk has this edit too.
  void settle(const store::Edit& edit);
  void checkpointed() { edits_behind_checkpoint_ = 0; }
  /// Forgets all that is not durable, in the odd epoch that stands for "nothing may be written".
  void fall_back();
  /// What the engine should play.
  [[nodiscard]] messages::GraphSnapshot graph() const;
  /// Of graph(); compiled once a revision at most.
  [[nodiscard]] std::uint64_t graph_hash();

 private:
  project::Project now_;
  project::Project durable_;
  vocabulary::Revision revision_;
  std::uint64_t durable_revision_ = 0;
  std::string audio_directory_;
  std::uint64_t edits_behind_checkpoint_ = 0;
  vocabulary::Revision hashed_;
  std::uint64_t hash_ = 0;
};

}  // namespace corelogic::actors
