// catch_up.cpp: the rows behind a revision, and husks where a gesture's moves were put together.  Side:
// control, ProjectActor.
#include "controller/actors/catch_up.h"

#include "controller/actors/outbox.h"

namespace corelogic::actors {

std::optional<std::vector<messages::ChangeSet>> catch_up(
    const std::deque<std::shared_ptr<const store::Edit>>& edits, vocabulary::Revision known,
    vocabulary::Revision now) {
  if (known.epoch != now.epoch || known.number > now.number) return std::nullopt;
  std::vector<messages::ChangeSet> sets;
  if (known.number == now.number) return sets;
  // Rows stand by their last revisions, so the first one kept says how far back nothing is missing.
  if (edits.empty() || known.number + 1 < edits.front()->set.revision.number) return std::nullopt;
  std::size_t bytes = 0;
  for (const auto& edit : edits) {
    const messages::ChangeSet& set = edit->set;
    if (set.revision.number <= known.number) continue;
    if (set.revision.epoch != now.epoch || set.revision.number > now.number) return std::nullopt;
    while (known.number + sets.size() + 1 < set.revision.number) {
      messages::ChangeSet husk;
      husk.revision = {now.epoch, known.number + sets.size() + 1};
      sets.push_back(std::move(husk));
      bytes += estimated_bytes(sets.back());
    }
    sets.push_back(set);
    bytes += estimated_bytes(set);
    if (bytes > kMostCatchUpBytes) return std::nullopt;
  }
  if (known.number + sets.size() != now.number) return std::nullopt;
  return sets;
}

}  // namespace corelogic::actors
