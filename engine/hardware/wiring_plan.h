// wiring_plan.h: which connections of ours are to be made and which to be cut, given what is wanted and what
// there is. What somebody connects or takes away by hand stays so: a wanted wire is made when it is asked for
// and when one of its ports appears, and only what was wanted is ever cut.  Pure; knows no JACK.
// Side: control.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "schema/messages/engine.h"

namespace corelogic::hardware {

class WiringPlan {
 public:
  /// `automatic`: unless the wiring is custom, capture ports go to in_N and main_L, main_R to the first two
  /// playback ports.
  WiringPlan(std::string client_name, bool automatic);

  /// From now on; all of it is due at once, what was taken away by hand too.
  void want(messages::WantedWiring wanted);

  struct Orders {
    std::vector<messages::Wire> make;
    std::vector<messages::Wire> cut;
  };
  /// `now`: all ports and our connections, sorted. `appeared`: ports that came since the last call, though
  /// perhaps one of the same name went in between; those with a new name need not be in it.
  [[nodiscard]] Orders next(const messages::EngineWiring& now, const std::set<std::string>& appeared);

 private:
  [[nodiscard]] std::set<messages::Wire> goal(const messages::EngineWiring& now) const;

  std::string prefix_;  ///< of our ports
  bool automatic_;
  messages::WantedWiring wanted_;
  bool all_due_ = true;
  std::set<std::string> known_;       ///< ports there were
  std::set<messages::Wire> granted_;  ///< wires there are because they were wanted
};

}  // namespace corelogic::hardware
