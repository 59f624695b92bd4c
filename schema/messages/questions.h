// questions.h: what may be asked beside commands (command.capnp, Request from getVersions on) and what is answered,
// as plain values. Included by command.h.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "schema/messages/engine.h"
#include "schema/messages/project.h"

namespace corelogic::messages {

struct GetVersions {};
struct GetProjectAt { std::uint64_t revision = 0; };
struct GetDiff { std::uint64_t from = 0; std::uint64_t to = 0; };  ///< to 0: the present one
struct Explain { TrackId track; };
struct GetWiring {};
struct Touch { std::string control; bool held = false; };
struct GetClients {};
struct GetAccess {};
struct GetAudit { std::uint32_t most = 100; std::string who = {}; };
struct GetHash {};
struct GetTemplates {};
struct WatchSpectrum { TrackId track; Tap tap = Tap::kPostFader; };

enum class Role : std::uint16_t { kUnspecified = 0, kViewer = 1, kMusician = 2, kMixer = 3, kEditor = 4, kAdmin = 5 };
struct AccessEntry {
  std::string user;
  Role role = Role::kUnspecified;
  std::vector<TrackId> strips = {};  ///< see command.capnp
  std::string public_key = {};       ///< CURVE, Z85; empty: none
  bool has_token = false;
  std::int64_t created_ms = 0;       ///< since 1970
  std::int64_t last_seen_ms = 0;     ///< 0: never
  bool operator==(const AccessEntry&) const = default;
};
struct AddAccess { AccessEntry entry; };
struct SetAccess { AccessEntry entry; };
struct RevokeAccess { std::string user; };
struct InviteAccess { AccessEntry entry; };
struct ChangeAccess { std::variant<AddAccess, SetAccess, RevokeAccess, InviteAccess> body; };

struct Version {
  std::string name;
  std::uint64_t revision = 0;
  std::int64_t time_ms = 0;
  std::string user = {};
  bool operator==(const Version&) const = default;
};
struct Versions { std::vector<Version> versions; };
struct Diff { std::uint64_t from = 0; std::uint64_t to = 0; std::vector<std::string> lines; };
struct DryRunResult {
  std::string label;
  std::vector<std::string> lines;
  bool structure = false;
  float cost_before = 0;  ///< share of the period
  float cost_after = 0;
  std::vector<OutputLatency> latency_before = {};
  std::vector<OutputLatency> latency_after = {};
};
struct Reason {
  std::string subject;
  std::uint32_t id = 0;
  std::uint32_t frames = 0;
  std::string sentence;
  bool operator==(const Reason&) const = default;
};
struct Explanation {
  TrackId track;
  std::vector<Reason> silent = {};
  std::uint32_t latency_frames = 0;
  std::vector<Reason> late = {};
};
struct Wiring {
  bool available = false;
  std::vector<EnginePort> ports = {};
  std::vector<Wire> wanted = {};
  std::vector<Wire> actual = {};
  bool custom = false;
};
struct Touched {
  ClientId client;
  std::string name;
  std::string control;
  bool held = false;
  std::string user = {};
  bool operator==(const Touched&) const = default;
};
struct ClientEntry {
  ClientId client;
  std::string name;
  std::string user;
  Role role = Role::kUnspecified;
  std::vector<std::string> held = {};
  std::string transport = {};
};
struct Clients { std::vector<ClientEntry> clients; };
struct Access { std::vector<AccessEntry> entries; };
struct AuditEntry {
  std::int64_t time_ms = 0;
  std::string user;
  ClientId client;
  std::uint64_t revision = 0;
  std::string label;
  std::string transport = {};
  bool operator==(const AuditEntry&) const = default;
};
struct Audit { std::vector<AuditEntry> entries; };
struct StateHash { std::uint64_t hash = 0; };
struct Templates { std::vector<std::string> names; };
struct Invitation { std::string user; Role role = Role::kUnspecified; std::string token; std::string link; std::string server_key; };

}  // namespace corelogic::messages
