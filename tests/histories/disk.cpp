// disk.cpp: group commit without SQLite, in the order of the mail.  Side: test.
#include "tests/histories/disk.h"

#include <algorithm>
#include <map>

#include "controller/project/apply_change.h"

namespace corelogic::histories {

using namespace std::chrono_literals;

store::Opened Disk::open() {
  epoch_ = store::next_epoch(epoch_);
  store::Opened opened{
      project_, {epoch_, journal_.empty() ? 0 : journal_.back().set.revision.number}, "", {}, {}, 0};
  const std::size_t newest = std::min<std::size_t>(journal_.size(), store::kNewestEdits);
  opened.newest.assign(journal_.end() - static_cast<std::ptrdiff_t>(newest), journal_.end());
  std::map<messages::ClientId, std::uint64_t> highest;
  for (const store::Edit& edit : journal_)
    if (edit.set.client.valid() && edit.set.sequence != 0)
      highest[edit.set.client] = std::max(highest[edit.set.client], edit.set.sequence);
  opened.highest_sequences.assign(highest.begin(), highest.end());
  return opened;
}

void Disk::lose_power() {
  waiting_.clear();
  busy_until_.reset();
  recovers_.reset();
}

void Disk::turn(actors::Mailboxes& mail, TimePoint now) {
  now_ = now;
  for (actors::StoreMail& one : mail.store.take()) waiting_.push_back(std::move(one));
  if (recovers_ && *recovers_ <= now) {
    recovers_.reset();
    mail.project.post(actors::Recovered{std::make_shared<store::Opened>(open())});
  }
  if (waiting_.empty()) return;
  if (!busy_until_)
    busy_until_ = now + chance_.between(100us, chance_.one_in(20) ? Micros(80ms) : Micros(3ms));
  if (*busy_until_ > now) return;
  busy_until_.reset();
  Group group;
  for (actors::StoreMail& one : std::exchange(waiting_, {})) hear(mail, one, group);
  commit(mail, group);
}

void Disk::hear(actors::Mailboxes& mail, actors::StoreMail& one, Group& group) {
  if (auto* append = std::get_if<actors::Append>(&one)) {
    if (append->edit->set.revision.epoch == epoch_ && !recovers_) group.push_back(append->edit);
    return;
  }
  commit(mail, group);
  if (auto* ask = std::get_if<actors::LookUp>(&one)) {
    auto found = find(ask->asked.request.client, ask->asked.request.sequence);
    mail.project.post(actors::LookedUp{std::move(ask->asked), std::move(found)});
  }
}

void Disk::commit(actors::Mailboxes& mail, Group& group) {
  if (group.empty()) return;
  const Group edits = std::exchange(group, {});
  if (recovers_) return;
  if (failures_ != 0 && chance_.one_in(failures_)) {
    ++failed_;
    recovers_ = now_ + chance_.between(10ms, 700ms);
    mail.project.post(actors::CommitFailed{
        epoch_, {vocabulary::RefusalCode::kStorage, "disk", "The disk does not write."}});
    return;
  }
  for (const auto& edit : edits) {
    project::apply(project_, edit->set.changes);
    journal_.push_back(*edit);
  }
  mail.project.post(actors::Committed{edits.back()->set.revision});
}

std::optional<store::StoredReply> Disk::find(messages::ClientId client, std::uint64_t sequence) const {
  for (const store::Edit& edit : journal_)
    if (edit.set.client == client && edit.first_sequence <= sequence && sequence <= edit.set.sequence)
      return store::StoredReply{edit.set.revision, edit.done};
  return std::nullopt;
}

}  // namespace corelogic::histories
