// change_text.h: changes as sentences for people: what a dry run would do, how two revisions differ.
// Side: control; pure.
#pragma once

#include <string>
#include <vector>

#include "controller/project/project.h"
#include "schema/messages/change.h"

namespace corelogic::commands {

/// A sentence a thing that differs, in the order of the changes: "The volume of Guitar: -3.0 dB, then -6.0
/// dB." What is set twice is told once; ids that are taken are nobody's business.
[[nodiscard]] std::vector<std::string> sentences_of(const project::Project& before, const messages::Changes&);

}  // namespace corelogic::commands
