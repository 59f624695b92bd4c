// history.h: one history: a controller that may die, a disk that may fail, a network that is bad, some hands;
// in one thread, in simulated time, everything by the seed.  Side: test.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "controller/actors/client_actor.h"
#include "controller/actors/project_actor.h"
#include "tests/histories/disk.h"
#include "tests/histories/hand.h"
#include "tests/histories/journal_check.h"

namespace corelogic::histories {

/// What histories were made of: a test that meets no fault tests nothing.
struct Tally {
  Met met;
  std::uint64_t rows = 0, restarts = 0, cuts = 0, disk_failures = 0;
  void add(const Tally& other);
};

class History {
 public:
  explicit History(std::uint64_t seed);

  /// Lives through it all.  Returns: what was wrong, a sentence each; nothing when all promises were kept.
  [[nodiscard]] std::vector<std::string> live();
  [[nodiscard]] const Tally& tally() const { return tally_; }

 private:
  /// One life of the controller.
  struct Controller {
    Controller(Network&, store::Opened);
    void turn(TimePoint now);
    actors::Mailboxes mail;
    actors::ProjectActor project;
    actors::ClientActor clients;
  };

  void run_until(TimePoint end, bool acting);
  void step();
  void misfortune();
  void restart();
  [[nodiscard]] bool settled();
  void complain(const std::string& sentence) { complaints_.push_back(sentence); }

  // What must be true in the end.
  void check_replicas();
  void check_touches();

  Chance chance_;
  TimePoint now_;
  Network network_;
  Disk disk_;
  std::vector<std::unique_ptr<Hand>> hands_;
  std::unique_ptr<Controller> controller_;
  std::vector<std::string> complaints_;
  Tally tally_;
};

}  // namespace corelogic::histories
