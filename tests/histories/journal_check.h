// journal_check.h: what must be true of what is on disk in the end, by the journal and by what the hands were
// answered. It knows undo as it is promised, not as it is made.  Side: test.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tests/histories/disk.h"
#include "tests/histories/hand.h"

namespace corelogic::histories {

using Complaints = std::vector<std::string>;

/// Counted beside the judgement: a test that meets nothing tests nothing.
struct Met {
  std::uint64_t acknowledged = 0, refused = 0, undos = 0, restores = 0, versions = 0, gesture_rows = 0;
};

/// Every edit that was acknowledged is there once and does what it was asked for; none that was refused is
/// there; a row of many moves stands for no more than was moved.
void check_answers(const Disk&, const Hand&, Complaints&, Met&);
/// An undo or redo takes back one step of one client, all of it and no more: the values are those from before
/// the step. It sets nothing that somebody else has set since.
void check_undos(const std::vector<store::Edit>& journal, Complaints&, Met&);
/// What a restore leaves is what was there at that revision.
void check_restores(const Disk&, const Hand&, Complaints&, Met&);

}  // namespace corelogic::histories
