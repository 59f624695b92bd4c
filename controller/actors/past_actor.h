// past_actor.h: looks into the past, so that nobody's edit waits for them.
//
// Owns:  nothing that lasts: each look has a connection of its own to the project's database, which only
// reads. Hears: PastMail: what StoreActor passes on once every edit that was asked for before is on disk.
// Says:  Answer to ClientActor, PastFetched to ProjectActor.
//
// A look reads at most store::kEditsToMilestone rows, but all of a file of version 1 or 2: therefore the
// watchdog does not wait for this thread.  Side: control, its own thread.
#pragma once

#include "controller/actors/mail.h"

namespace corelogic::actors {

class PastActor {
 public:
  explicit PastActor(Mailboxes& mail) : mail_(mail) {}

  bool post(PastMail mail) { return mail_.past.post(std::move(mail)); }
  void run();
  /// One turn of run() without the wait.
  void turn();

 private:
  void hear(const LookBack&);

  Mailboxes& mail_;
  ActorLife life_ = ActorLife::kServing;
};

}  // namespace corelogic::actors
