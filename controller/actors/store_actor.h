// store_actor.h: the one thread that touches the disk.
//
// Owns:  the data directory (its lock), the open project's store, the presets of the house, the access list.
// Hears: StoreMail: edits to append, lookups, readings, presets, and errands (checkpoint, copy, open
// another). Says:  Committed, CommitFailed, Recovered, LookedUp, ErrandDone, ShelfRead, PresetDone to
// ProjectActor; Answer
//        to ClientActor for what is only read; LookBack to PastActor, so that no commit waits for it.
// It judges nothing. Edits that wait are written in one transaction; it never waits for more to come: what
// arrives while one is being written is the next group.  Side: control, its own thread.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "controller/actors/mail.h"
#include "controller/actors/token_bucket.h"
#include "controller/store/access_store.h"
#include "controller/store/data_directory.h"
#include "controller/store/preset_library.h"
#include "controller/store/template_library.h"

namespace corelogic::actors {

class StoreActor {
 public:
  /// Requires: `store` is open with `epoch`.
  StoreActor(Mailboxes&, store::DataDirectory, store::AccessStore, store::ProjectStore store,
             std::uint32_t epoch, std::string server_key);

  bool post(StoreMail mail) { return mail_.store.post(std::move(mail)); }
  void run();

 private:
  using Group = std::vector<std::shared_ptr<const store::Edit>>;
  using ReplyBody = decltype(messages::Reply::body);
  struct AccessAnswer {
    std::string who;  ///< an invitation has a token in it: for nobody else's eyes
    messages::ClientId client;
    std::uint64_t sequence = 0;
    ReplyBody body;
  };

  void hear(std::vector<StoreMail>);
  void commit(Group&);
  void fail(const vocabulary::Refusal&);
  void try_to_recover();

  void hear(LookUp);
  void hear(const ReadNames&);
  void hear(const ReadHistory&);
  void hear(const ReadPresets&);
  void hear(KeepPreset);
  void hear(DropPreset);
  void hear(const ReadPast&);
  void hear(const FetchPast&);
  /// Everything that was asked for before is on disk by now; another thread reads. False: not now.
  [[nodiscard]] bool look_back(std::variant<ReadPast, FetchPast>);
  void hear(const KeepVersion&);
  void hear(const Duplicate&);
  void hear(const RemoveOther&);
  void hear(const KeepTemplate&);
  void hear(const DropTemplate&);
  void hear(const ReadAccess&);
  void hear(const EditAccess&);
  /// What such a request is answered: the same when it is asked again because the answer was long in coming.
  [[nodiscard]] ReplyBody edited_access(const EditAccess&);
  void hear(const ReadAudit&);
  void hear(TurnedAway);
  void hear(const Seen&);
  void tell_roster();
  void hear(const Checkpoint&);
  void hear(const CopyTo&);
  void hear(const OpenOther&);
  [[nodiscard]] vocabulary::Result<std::shared_ptr<store::Opened>> open(const OpenOther&);
  [[nodiscard]] vocabulary::Result<void> make(const OpenOther&);
  [[nodiscard]] std::shared_ptr<const store::Shelf> read_shelf();
  /// Ends an errand that leaves the open project open.
  void end_errand(const vocabulary::Result<void>&);
  /// A failure of the disk is told once, as a failed commit is.
  void note_fault(const vocabulary::Refusal&, bool was_suspect);

  Mailboxes& mail_;
  store::DataDirectory directory_;
  store::PresetLibrary presets_;
  store::TemplateLibrary templates_;
  store::AccessStore access_;
  TokenBucket notes_;  ///< who knocks all night shall not fill the disk
  store::ProjectStore store_;
  std::uint32_t epoch_;
  std::string server_key_;                   ///< the public one; empty: no door over the network
  std::deque<AccessAnswer> access_answers_;  ///< the newest few; a new life of the controller has none
  ActorLife life_ = ActorLife::kServing;
  Clock::time_point next_recovery_{};
};

}  // namespace corelogic::actors
