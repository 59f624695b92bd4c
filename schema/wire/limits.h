// limits.h: how much one message may hold. A decoder refuses more before it allocates for it.
// It is about form only: what a project may mean is for the controller.  Side: control.
#pragma once

#include <cstddef>

namespace corelogic::wire {

/// A request; only an import comes near it. A control socket sets max_message_bytes to no more than this.
inline constexpr std::size_t kMostRequestBytes = std::size_t{4} << 20;
/// Everything else: replies, projects, snapshots, telemetry. 65 536 nodes at 136 bytes are 9 MB as Cap'n
/// Proto and about six times as much as JSON.
inline constexpr std::size_t kMostFrameBytes = std::size_t{64} << 20;

/// Levels of structs and lists (capnp) or of braces and brackets (JSON). The deepest message of one command
/// is reply > history > change set > changes > change > project > tracks > track > inserts > insert >
/// parameters > value: 12. A batch in a batch adds 3 (batch, list, command): request > command > 3 batches >
/// addInsert > parameters > value: 2 + 9 + 3 = 14.
inline constexpr int kMostNesting = 16;

/// Elements of any one list. 10 000 tracks of six nodes make 60 000 nodes, and the master bus has an edge
/// from each.
inline constexpr std::size_t kMostElements = 65536;
inline constexpr std::size_t kMostTracks = 10000;
inline constexpr std::size_t kMostCommands = 10000;    ///< of one batch
inline constexpr std::size_t kMostChangeSets = 10000;  ///< of one history
inline constexpr std::size_t kMostInserts = 256;  ///< of one strip: a role has 8 bits, and nobody hears more
inline constexpr std::size_t kMostParameters = 1024;  ///< of one effect
inline constexpr std::size_t kMostChannels = 64;      ///< of one port
inline constexpr std::size_t kMostPorts = 256;        ///< of one node, each direction
inline constexpr std::size_t kMostWarnings = 256;
inline constexpr std::size_t kMostMuteGroups = 256;
inline constexpr std::size_t kMostScenes = 1000;
inline constexpr std::size_t kMostWires = 4096;
inline constexpr std::size_t kMostJackPorts = 16384;

}  // namespace corelogic::wire
