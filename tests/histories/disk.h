// disk.h: what StoreActor does, on a disk that is a list: groups are late, and now and then a write fails.
// What is on it survives every controller.  Side: test.
#pragma once

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "controller/actors/mail.h"
#include "tests/histories/chance.h"

namespace corelogic::histories {

class Disk {
 public:
  Disk(Chance& chance, project::Project project)
      : chance_(chance), first_(project), project_(std::move(project)) {}

  /// As a controller finds it when it starts.
  [[nodiscard]] store::Opened open();
  /// One look into the store's mailbox of the controller that is up.
  void turn(actors::Mailboxes&, TimePoint now);
  /// The controller is gone, and with it what it had not written.
  void lose_power();
  void set_failures(std::uint32_t one_in) { failures_ = one_in; }

  [[nodiscard]] const std::vector<store::Edit>& journal() const { return journal_; }
  /// As it is, and as it was before the first row of the journal.
  [[nodiscard]] const project::Project& project() const { return project_; }
  [[nodiscard]] const project::Project& first() const { return first_; }
  [[nodiscard]] const std::vector<messages::Version>& versions() const { return versions_; }
  [[nodiscard]] std::uint64_t failed() const { return failed_; }
  [[nodiscard]] bool quiet() const { return waiting_.empty() && !recovers_; }

 private:
  using Group = std::vector<std::shared_ptr<const store::Edit>>;
  void hear(actors::Mailboxes&, actors::StoreMail&);
  void commit(actors::Mailboxes&);
  [[nodiscard]] std::optional<store::StoredReply> find(messages::ClientId, std::uint64_t sequence) const;
  /// In the middle of a gesture, as before it.
  [[nodiscard]] vocabulary::Result<store::Past> at(std::uint64_t revision) const;
  [[nodiscard]] messages::Reply answer_to(const actors::ReadPast&) const;
  void end_errand(actors::Mailboxes&, const vocabulary::Result<void>&) const;

  Chance& chance_;
  const project::Project first_;
  project::Project project_;
  std::vector<store::Edit> journal_;
  std::vector<messages::Version> versions_;
  std::set<std::string> templates_;
  std::uint32_t epoch_ = 0;
  std::uint32_t failures_ = 0;
  std::uint64_t failed_ = 0;
  std::vector<actors::StoreMail> waiting_;
  Group group_;
  std::optional<TimePoint> busy_until_;
  std::optional<TimePoint> recovers_;
  TimePoint now_{};
};

}  // namespace corelogic::histories
