// strip_expander.h: one strip as a chain of nodes.
// It joins the strip's own nodes; cables between strips are the graph compiler's.  Side: control; pure.
//
//   audio   <name>_in -> <name>_comp, <name>_fx ... -> <name>_fader -> <name>_pan        AudioInput, FXNodes
//   aux     <name>_in -> <name>_comp, <name>_fx ... -> <name>_fader                      MixerBus, FXNodes
//   master  master_bus -> master_comp, master_fx ... -> master_out                       MixerBus, FXNodes,
//   OutputNode
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "controller/compiler/node_names.h"
#include "schema/messages/graph.h"
#include "schema/messages/project.h"

namespace corelogic::compiler {

/// Where cables may be plugged into the chain, as indexes into the nodes.
struct StripTaps {
  std::uint32_t input = 0;         ///< what other strips feed: the sum of an aux or the master
  std::uint32_t before_fader = 0;  ///< "pre"
  std::uint32_t fader = 0;         ///< of the master: its output node
  std::uint32_t out = 0;           ///< "out": behind the pan
};

struct StripContext {
  NodeNames& names;
  bool silent = false;  ///< by mute or another's solo
  const std::string& audio_directory;
};

/// Appends the strip's nodes.
[[nodiscard]] StripTaps append_strip(std::vector<messages::Node>& nodes, const messages::Track&,
                                     const StripContext&);

/// An output node of `channels`, at unity and fed by nobody yet, for a strip (owner: track) or a connection
/// (owner: connection). Returns: its index.
std::uint32_t append_device_output(std::vector<messages::Node>& nodes, std::uint32_t owner, std::string name,
                                   const std::vector<std::uint16_t>& channels);

}  // namespace corelogic::compiler
