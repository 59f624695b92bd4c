// live_project.cpp: every change is applied twice: when it is made, and when it is durable. So the way back
// from a failed disk is an assignment.  Side: control, ProjectActor.
#include "controller/actors/live_project.h"

#include "controller/compiler/graph_compiler.h"
#include "controller/project/apply_change.h"
#include "controller/project/invert_change.h"
#include "schema/messages/graph_hash.h"

namespace corelogic::actors {

LiveProject::LiveProject(const store::Opened& opened)
    : now_(opened.project),
      durable_(opened.project),
      revision_(opened.revision),
      durable_revision_(opened.revision.number),
      audio_directory_(opened.audio_directory),
      edits_behind_checkpoint_(opened.edits_behind_checkpoint) {}

void LiveProject::apply(store::Edit& edit) {
  edit.inverse = project::invert(now_, edit.set.changes);
  project::apply(now_, edit.set.changes);
  ++revision_.number;
  edit.set.revision = revision_;
  edit.first_revision = revision_.number;
  edit.first_sequence = edit.set.sequence;
}

void LiveProject::settle(const store::Edit& edit) {
  project::apply(durable_, edit.set.changes);
  durable_revision_ = edit.set.revision.number;
  ++edits_behind_checkpoint_;
}

void LiveProject::fall_back() {
  now_ = durable_;
  revision_ = {revision_.epoch | 1U, durable_revision_};
}

messages::GraphSnapshot LiveProject::graph() const {
  return compiler::compile(now_, revision_, {audio_directory_});
}

std::uint64_t LiveProject::graph_hash() {
  if (hashed_ != revision_) {
    hash_ = messages::graph_hash(graph());
    hashed_ = revision_;
  }
  return hash_;
}

}  // namespace corelogic::actors
