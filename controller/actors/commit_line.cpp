// commit_line.cpp: two queues over one row of revisions.  Side: control, ProjectActor.
#include "controller/actors/commit_line.h"

#include <algorithm>

namespace corelogic::actors {

void CommitLine::add(std::shared_ptr<const store::Edit> edit, Asked asker) {
  unheard_.push_back({Broadcast(edit, &edit->set), true});
  Waiting waiting{std::move(edit), {}};
  waiting.askers.push_back(std::move(asker));
  waiting_.push_back(std::move(waiting));
}

void CommitLine::add_heard(std::shared_ptr<const store::Edit> edit) {
  waiting_.push_back({std::move(edit), {}});
}

void CommitLine::hear(Broadcast set) {
  unheard_.push_back({std::move(set), false});
}

Waiting* CommitLine::find(messages::ClientId client, std::uint64_t sequence) {
  const auto found = std::find_if(waiting_.begin(), waiting_.end(), [&](const Waiting& waiting) {
    return waiting.edit->set.client == client && waiting.edit->first_sequence <= sequence &&
           sequence <= waiting.edit->set.sequence;
  });
  return found == waiting_.end() ? nullptr : &*found;
}

std::vector<Waiting> CommitLine::take_through(std::uint64_t revision) {
  std::vector<Waiting> taken;
  while (!waiting_.empty() && waiting_.front().edit->set.revision.number <= revision) {
    taken.push_back(std::move(waiting_.front()));
    waiting_.pop_front();
  }
  durable_ = revision;
  return taken;
}

std::vector<Waiting> CommitLine::give_up() {
  std::vector<Waiting> taken(std::make_move_iterator(waiting_.begin()),
                             std::make_move_iterator(waiting_.end()));
  waiting_.clear();
  unheard_.clear();
  durable_ = 0;
  return taken;
}

std::vector<CommitLine::Broadcast> CommitLine::take_audible() {
  std::vector<Broadcast> audible;
  while (!unheard_.empty() &&
         (!unheard_.front().needs_disk || unheard_.front().set->revision.number <= durable_)) {
    audible.push_back(std::move(unheard_.front().set));
    unheard_.pop_front();
  }
  return audible;
}

}  // namespace corelogic::actors
