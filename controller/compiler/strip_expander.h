// strip_expander.h: one strip as a chain of nodes.
// It joins the strip's own nodes; cables between strips are the graph compiler's.  Side: control; pure.
//
//   audio   <name>_in -> _stage -> _comp, _fx ... -> _fader -> _fx ... -> _pan   AudioInput, FXNodes
//   bus     <name>_in -> _stage -> _comp, _fx ... -> _fader (-> _fx ... -> _pan) MixerBus, FXNodes
//   master  master_bus -> _stage -> _comp, _fx ... -> master_out                 MixerBus, FXNodes,
//   OutputNode or      master_bus -> ... -> master_fader (-> _fx ... -> _pan) -> master_limiter -> master_out
//
// A bus is an aux, a group or a matrix. The stage is there only while trim, polarity, high-pass or delay of
// the strip does something. A vca has no nodes.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "controller/compiler/monitor_section.h"
#include "controller/compiler/node_names.h"
#include "schema/messages/graph.h"
#include "schema/messages/project.h"

namespace corelogic::compiler {

/// Where cables may be plugged into the chain, as indexes into the nodes.
struct StripTaps {
  std::uint32_t input = 0;             ///< what other strips feed: the sum of an aux or the master
  std::uint32_t staged = 0;            ///< behind the input stage: the stage, or else the input
  std::vector<std::uint32_t> inserts;  ///< as the strip has them
  std::uint32_t before_fader = 0;      ///< "pre"
  std::uint32_t fader = 0;
  std::uint32_t before_pan = 0;  ///< behind the inserts behind the fader
  std::uint32_t out =
      0;  ///< "out": behind the pan; of a master with a fader of its own, what its output is fed
  std::uint32_t output = 0;  ///< the master's output node; of others as `out`
};

struct StripContext {
  NodeNames& names;
  double level = 0;     ///< of the fader, with that of its vcas, dB
  bool silent = false;  ///< by a mute or another's solo
  const std::string& audio_directory;
  const MasterShape& master;
  const messages::Monitor& monitor;
};

/// Appends the strip's nodes.
[[nodiscard]] StripTaps append_strip(std::vector<messages::Node>& nodes, const messages::Track&,
                                     const StripContext&);

/// An output node of `channels`, at unity and fed by nobody yet, for a strip (owner: track) or a connection
/// (owner: connection). Returns: its index.
std::uint32_t append_device_output(std::vector<messages::Node>& nodes, std::uint32_t owner, std::string name,
                                   const std::vector<std::uint16_t>& channels);

/// The direct out's node, fed by the strip at its tap.
void append_direct_out(std::vector<messages::Node>& nodes, const messages::Track&, const StripTaps&,
                       std::string name);

/// The pan stands in a node of its own, not in the fader: of audio strips, and of wide buses with inserts
/// behind the fader.
[[nodiscard]] bool has_pan_node(const messages::Track&);
/// Whether an audio strip's device input is heard: always, while armed, never.
[[nodiscard]] bool hears_device(const messages::Track&);
[[nodiscard]] bool has_post_fader_insert(const messages::Track&);
/// What an edge from a send plays: -inf while it is muted, dB.
[[nodiscard]] double send_level(const messages::Send&);
/// The input stage does something.
[[nodiscard]] bool has_input_stage(const messages::Track&);
/// It listens to another strip: its node has a second input.
[[nodiscard]] bool has_key(const messages::Insert&);

}  // namespace corelogic::compiler
