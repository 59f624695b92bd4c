// disk.cpp: group commit without SQLite, in the order of the mail.  Side: test.
#include "tests/histories/disk.h"

#include <algorithm>
#include <map>

#include "controller/project/apply_change.h"

namespace corelogic::histories {

using namespace std::chrono_literals;
using vocabulary::Refusal;
using vocabulary::RefusalCode;
using vocabulary::Result;

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
  group_.clear();
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
  for (actors::StoreMail& one : std::exchange(waiting_, {})) hear(mail, one);
  commit(mail);
}

void Disk::hear(actors::Mailboxes& mail, actors::StoreMail& one) {
  using namespace actors;
  if (auto* append = std::get_if<Append>(&one)) {
    if (append->edit->set.revision.epoch == epoch_ && !recovers_) group_.push_back(append->edit);
    return;
  }
  commit(mail);
  const Result<void> works =
      recovers_ ? Result<void>(Refusal{RefusalCode::kStorage, "disk", "It is broken."}) : Result<void>{};
  std::visit(Overloaded{
                 [&](LookUp& ask) {
                   auto found = find(ask.asked.request.client, ask.asked.request.sequence);
                   mail.project.post(LookedUp{std::move(ask.asked), std::move(found)});
                 },
                 [&](const ReadPast& ask) {
                   mail.clients.post(Answer{ask.asked.origin, answer_to(ask)});
                 },
                 [&](const FetchPast& ask) {
                   auto past = at(ask.revision);
                   if (!past) return (void)mail.project.post(PastFetched{past.refusal()});
                   mail.project.post(PastFetched{std::make_shared<const store::Past>(*std::move(past))});
                 },
                 [&](const KeepVersion& ask) {
                   if (works) versions_.push_back(ask.version);
                   end_errand(mail, works);
                 },
                 [&](const KeepTemplate& ask) {
                   if (works) templates_.insert(ask.name);
                   end_errand(mail, works);
                 },
                 [&](const DropTemplate& ask) {
                   const bool there = works && templates_.erase(ask.name) > 0;
                   end_errand(mail, there ? works
                                          : Result<void>(Refusal{RefusalCode::kNotFound, "template", "No."}));
                 },
                 [&](const Checkpoint& ask) {
                   if (ask.errand) end_errand(mail, works);
                 },
                 [](const auto&) {},  // hands ask for nothing else
             },
             one);
}

void Disk::end_errand(actors::Mailboxes& mail, const Result<void>& done) const {
  if (done)
    mail.project.post(actors::ErrandDone{std::shared_ptr<store::Opened>()});
  else
    mail.project.post(actors::ErrandDone{done.refusal()});
}

void Disk::commit(actors::Mailboxes& mail) {
  if (group_.empty()) return;
  const Group edits = std::exchange(group_, {});
  if (recovers_) return;
  if (failures_ != 0 && chance_.one_in(failures_)) {
    ++failed_;
    recovers_ = now_ + chance_.between(10ms, 700ms);
    mail.project.post(
        actors::CommitFailed{epoch_, {RefusalCode::kStorage, "disk", "The disk does not write."}});
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

Result<store::Past> Disk::at(std::uint64_t revision) const {
  store::Past past{first_, 0};
  for (const store::Edit& edit : journal_) {
    if (edit.set.revision.number > revision) return past;
    project::apply(past.project, edit.set.changes);
    past.revision = edit.set.revision.number;
  }
  if (past.revision == revision) return past;
  return Refusal{RefusalCode::kInvalid, "revision", "It is still to come."};
}

messages::Reply Disk::answer_to(const actors::ReadPast& ask) const {
  messages::Reply reply{ask.asked.request.sequence, ask.revision, messages::Alive{}};
  if (const auto* wanted = std::get_if<messages::GetProjectAt>(&ask.asked.request.body)) {
    auto past = at(wanted->revision);
    if (past)
      reply.body = past->project.to_message();
    else
      reply.body = past.refusal();
  }
  return reply;
}

}  // namespace corelogic::histories
