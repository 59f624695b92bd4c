// access_store.h: the access list and what was done with it, in <data>/access.db, a file of mode 0600.
// It judges no change (controller/access does) and knows nothing of projects. When the file is torn, or gone
// under its feet, nobody is on the list any more and nothing is written: it fails closed.  Side: control; one
// thread at a time (StoreActor).
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "controller/access/roster.h"
#include "schema/messages/questions.h"
#include "schema/vocabulary/result.h"

namespace corelogic::store {

class AccessStore {
 public:
  AccessStore(AccessStore&&) noexcept;
  AccessStore& operator=(AccessStore&&) noexcept;
  ~AccessStore();

  /// Makes the file if there is none. Never fails: what cannot be read is told by broken(), and then the list
  /// is empty.
  [[nodiscard]] static AccessStore open(const std::string& data_directory);

  /// Empty when the list can be trusted; else what is wrong and what to do.
  [[nodiscard]] const std::string& broken() const;
  [[nodiscard]] const access::Roster& roster() const;
  /// Looks whether the file is still the one that was opened. True: the list is another one now, an empty
  /// one.
  [[nodiscard]] bool look();

  /// The change and its row in the audit, in one transaction, durable when it returns success.
  /// Errors: kStorage: nothing of it was written.
  [[nodiscard]] vocabulary::Result<void> change(const access::RosterChange&, const messages::AuditEntry&);
  /// A row alone: somebody was turned away.
  [[nodiscard]] vocabulary::Result<void> note(const messages::AuditEntry&);
  /// When somebody was here last.
  void saw(const std::string& user, std::int64_t now_ms);
  /// The newest, newest first. `who` empty: of all.
  [[nodiscard]] vocabulary::Result<std::vector<messages::AuditEntry>> audit(std::uint32_t most,
                                                                            const std::string& who) const;

 private:
  struct State;
  explicit AccessStore(std::unique_ptr<State>);
  std::unique_ptr<State> state_;
};

}  // namespace corelogic::store
