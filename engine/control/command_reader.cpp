// command_reader.cpp: see command_reader.h.  Side: control.
#include "engine/control/command_reader.h"

namespace corelogic::control {

bool CommandReader::counts(const messages::GraphSnapshot& snapshot) {
  const vocabulary::Revision& next = snapshot.revision;
  if (ended_.contains(next.epoch)) return false;
  if (next.epoch != last_.epoch) {
    if (last_ != vocabulary::Revision{}) ended_.insert(last_.epoch);
  } else if (next.number < last_.number) {
    return false;
  }
  last_ = next;
  return true;
}

bool CommandReader::counts(const messages::SetParameters& values) const {
  return values.revision.epoch == last_.epoch && last_ != vocabulary::Revision{};
}

}  // namespace corelogic::control
