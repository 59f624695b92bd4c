// command.h: command.capnp as plain values: what a client may ask and what it is answered.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "schema/messages/change.h"
#include "schema/messages/desk_commands.h"
#include "schema/messages/engine.h"
#include "schema/messages/graph.h"
#include "schema/messages/project.h"
#include "schema/messages/questions.h"
#include "schema/vocabulary/alternative.h"
#include "schema/vocabulary/result.h"

namespace corelogic::messages {

inline constexpr std::uint32_t kProtocolVersion = 1;

struct AddTrack {
  TrackKind kind = TrackKind::kAudio;
  std::string name;
  std::uint16_t channels = 2;
  std::uint32_t position = kAtEnd;
};
struct RemoveTrack {
  TrackId track;
};
struct RenameTrack {
  TrackId track;
  std::string name;
};
struct MoveTrack {
  TrackId track;
  std::uint32_t position = 0;
};
struct SetVolume {
  TrackId track;
  Decibels volume;
};
struct SetPan {
  TrackId track;
  double pan = 0;
};
struct SetMute {
  TrackId track;
  bool mute = false;
};
struct SetSolo {
  TrackId track;
  bool solo = false;
};
struct AddInsert {
  TrackId track;
  std::string effect;
  std::uint32_t position = kAtEnd;
  std::vector<NamedValue> parameters;
  bool bypass = false;
};
struct RemoveInsert {
  InsertId insert;
};
struct MoveInsert {
  InsertId insert;
  std::uint32_t position = 0;
};
struct SetInsertBypass {
  InsertId insert;
  bool bypass = false;
};
struct SetParameter {
  InsertId insert;
  std::string parameter;
  double value = 0;
};
struct AddSend {
  TrackId track;
  TrackId destination;
  Decibels level{0.0};
  double pan = 0;
  bool pre_fader = false;
  bool pre_eq = false;
};
struct RemoveSend {
  SendId send;
};
struct SetSendLevel {
  SendId send;
  Decibels level;
};
struct SetSendPan {
  SendId send;
  double pan = 0;
};
struct SetSendPreFader {
  SendId send;
  bool pre_fader = false;
};
struct SetInput {
  TrackId track;
  Input input;
};
struct SetOutput {
  TrackId track;
  Output output;
  std::vector<std::uint16_t> map = {};
};
struct SetMonitorLevel {
  Decibels level;
};
struct SetMonitorOutput {
  Output output;
};
struct Connect {
  TrackId source;
  std::string source_port = "out";
  Output destination;
  std::vector<std::uint16_t> map = {};
};
struct Disconnect {
  ConnectionId connection;
};
struct Batch;
struct Undo {};
struct Redo {};
struct NewProject {
  std::string name;
  std::uint32_t sample_rate = 48000;
  std::string from_template = {};
};
struct OpenProject {
  std::string name;
};
struct SaveProject {
  std::string name;
};
struct ImportProject {
  std::string name;
  Project project;
};
struct Play {};
struct Stop {};
struct Locate {
  std::int64_t frame = 0;
};
struct SetKey {
  InsertId insert;
  Key key;
};
struct SetInsertFile {
  InsertId insert;
  std::string path;
};
struct SavePreset {
  InsertId insert;
  std::string name;
  bool replace = false;
};
struct LoadPreset {
  InsertId insert;
  std::string name;
};
struct RemovePreset {
  std::string effect;
  std::string name;
};
struct SwitchSide {
  InsertId insert;
};
struct CopySide {
  InsertId insert;
};
struct SetTempo {
  double tempo = 0;
};
struct SetTrim {
  TrackId track;
  double trim = 0;
};
struct SetPolarity {
  TrackId track;
  Polarity polarity = Polarity::kNormal;
};
struct SetHighPass {
  TrackId track;
  double frequency = 0;
};
struct SetDelay {
  TrackId track;
  double delay = 0;
};
struct SetMeter {
  TrackId track;
  Meter meter;
};
struct SetListen {
  TrackId track;
  Listen listen = Listen::kOff;
};
struct SetOutputStage {
  OutputStage stage;
};
struct SetMonitor {
  Monitor monitor;
};
struct Command;
struct Batch {
  std::vector<Command> commands;
};

// clang-format off
using CommandVariant = std::variant<AddTrack, RemoveTrack, RenameTrack, MoveTrack, SetVolume, SetPan, SetMute,
    SetSolo, AddInsert, RemoveInsert, MoveInsert, SetInsertBypass, SetParameter, AddSend, RemoveSend, SetSendLevel,
    SetSendPan, SetSendPreFader, SetInput, SetOutput, SetMonitorLevel, SetMonitorOutput, Connect, Disconnect, Batch,
    Undo, Redo, NewProject, OpenProject, SaveProject, ImportProject, Play, Stop, Locate, SetKey, SetInsertFile,
    SavePreset, LoadPreset, RemovePreset, SwitchSide, CopySide, SetTempo, SetTrim, SetPolarity, SetHighPass,
    SetDelay, SetMeter, SetListen, SetOutputStage, SetMonitor, SetLook, SetVcas, SetMuteGroups, SetLink,
    SetRecordArm, SetMonitoring, SetDirectOut, SetSoloIsolate, SetSoloSafe, SetSoloSettings, ClearSolo,
    SetInsertPostFader, SetSendTap, SetSendMute, AddMuteGroup, RemoveMuteGroup, RenameMuteGroup, SetMuteGroup,
    StoreScene, RemoveScene, MoveScene, DescribeScene, RecallScene, MorphScenes, SetTrackSafe, SetInsertSafe,
    SetWires, SaveVersion, Restore, DuplicateProject, RemoveProject, SaveTemplate, RemoveTemplate, UndoOthers,
    CopyInsert>;
// clang-format on
/// Like Change: copies, moves and the end of the three bodies here are compiled once, in command.cpp.
struct CommandBody : CommandVariant {
  CommandBody();
  template <class Alternative>
  requires vocabulary::kIsAlternative<Alternative, CommandVariant> CommandBody(
      Alternative alternative)  // NOLINT(google-explicit-constructor): as std::variant's own
      : CommandVariant(std::in_place_type<Alternative>, std::move(alternative)) {}
  CommandBody(const CommandBody&);
  CommandBody(CommandBody&&) noexcept;
  CommandBody& operator=(const CommandBody&);
  CommandBody& operator=(CommandBody&&) noexcept;
  ~CommandBody();
};
/// A struct around the variant, so that a Batch can hold commands.
struct Command {
  CommandBody body;
};

struct Hello {
  std::uint32_t protocol_version = kProtocolVersion;
  std::string name;
  bool subscribe = false;
  std::string token = {};            ///< who it speaks for; empty: whoever the connection is
  vocabulary::Revision resume = {};  ///< what it knows; epoch 0: nothing
};
struct Heartbeat {};
struct Goodbye {};
struct GetProject {};
struct GetGraph {};
struct GetStatus {};
struct GetProjects {};
struct GetHistory {
  std::uint32_t most = 100;
};
/// Of one effect; empty: all.
struct GetPresets {
  std::string effect;
};
/// An edit: what it would do. Nothing is done.
struct DryRun {
  Command command;
};

// clang-format off
using RequestVariant = std::variant<Command, Hello, Heartbeat, Goodbye, GetProject, GetGraph, GetStatus,
    GetProjects, GetHistory, GetPresets, GetVersions, GetProjectAt, GetDiff, DryRun, Explain, GetWiring, Touch,
    GetClients, GetAccess, ChangeAccess, GetAudit, GetHash, GetTemplates, WatchSpectrum>;
// clang-format on
struct RequestBody : RequestVariant {
  RequestBody();
  template <class Alternative>
  requires vocabulary::kIsAlternative<Alternative, RequestVariant> RequestBody(
      Alternative alternative)  // NOLINT(google-explicit-constructor): as std::variant's own
      : RequestVariant(std::in_place_type<Alternative>, std::move(alternative)) {}
  RequestBody(const RequestBody&);
  RequestBody(RequestBody&&) noexcept;
  RequestBody& operator=(const RequestBody&);
  RequestBody& operator=(RequestBody&&) noexcept;
  ~RequestBody();
};
struct Request {
  ClientId client;
  std::uint64_t sequence = 0;
  std::uint32_t expected_epoch = 0;     ///< 0: any
  std::int64_t expected_revision = -1;  ///< -1: any
  std::uint32_t gesture = 0;
  bool gesture_ends = false;
  RequestBody body;
};

struct Done {
  std::vector<std::uint32_t> ids;
  std::vector<std::string> notes;
};
using Refused = vocabulary::Refusal;
struct Welcome {
  std::uint32_t protocol_version = kProtocolVersion;
  std::string role;
  Project project;  ///< empty when resumed
  bool resumed = false;
  std::vector<ChangeSet> changes = {};  ///< when resumed: all since then
  std::string user = {};
  std::vector<TrackId> strips = {};  ///< as AccessEntry.strips
  std::vector<Touched> held = {};    ///< what is held now
};
struct Status {
  std::string project_name;
  bool engine_connected = false;
  std::string device;
  std::uint32_t sample_rate = 0;
  std::uint32_t block_frames = 0;
  bool rolling = false;
  std::int64_t position = 0;
  std::uint64_t xruns = 0;
  float load = 0;
  std::uint64_t installed_revision = 0;
  std::uint64_t graph_hash = 0;
  std::uint64_t engine_hash = 0;
  std::uint32_t clients = 0;
  std::vector<std::string> warnings;
  std::uint32_t engine_pid = 0;
  std::uint32_t added_latency_frames = 0;
  std::vector<OutputLatency> output_latencies = {};
  std::uint64_t late_branches = 0;
  NodeId guilty_node = {};               ///< the dearest of the last overrun; not valid: none
  std::vector<NodeId> muted_nodes = {};  ///< something non-finite at their output
  std::uint64_t revision = 0;            ///< of the project
  std::uint32_t queued = 0;              ///< edits that wait for the disk
  std::uint32_t subscribers = 0;
  std::uint32_t queued_changes = 0;  ///< in subscribers' outboxes, all together
};
struct ProjectNames {
  std::vector<std::string> names;
};
struct History {
  std::vector<ChangeSet> change_sets;
};
struct Preset {
  std::string effect;
  std::string name;
  std::vector<NamedValue> parameters;  ///< every parameter, in catalogue order
  std::string file = {};               ///< of effects that play one: absolute; empty: leaves an insert its own
  bool operator==(const Preset&) const = default;
};
struct Presets {
  std::vector<Preset> presets;
};
struct Alive {};
struct Reset {
  Project project;
};

// clang-format off
using ReplyVariant = std::variant<Done, Refused, Welcome, Project, GraphSnapshot, Status, ProjectNames, History,
    ChangeSet, Alive, Reset, Presets, Versions, Diff, DryRunResult, Explanation, Wiring, Touched, Clients, Access,
    Audit, StateHash, Templates, Invitation>;
// clang-format on
struct ReplyBody : ReplyVariant {
  ReplyBody();
  template <class Alternative>
  requires vocabulary::kIsAlternative<Alternative, ReplyVariant> ReplyBody(
      Alternative alternative)  // NOLINT(google-explicit-constructor): as std::variant's own
      : ReplyVariant(std::in_place_type<Alternative>, std::move(alternative)) {}
  ReplyBody(const ReplyBody&);
  ReplyBody(ReplyBody&&) noexcept;
  ReplyBody& operator=(const ReplyBody&);
  ReplyBody& operator=(ReplyBody&&) noexcept;
  ~ReplyBody();
};
struct Reply {
  std::uint64_t sequence = 0;
  vocabulary::Revision revision;
  ReplyBody body;
};

}  // namespace corelogic::messages
