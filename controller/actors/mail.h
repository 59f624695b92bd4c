// mail.h: every message one actor may post to another: the whole conversation inside the controller.
// Values only. A variant for each receiver; what is not listed cannot be said.  Side: control.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <variant>

#include "controller/access/identity.h"
#include "controller/access/roster.h"
#include "controller/actors/actor.h"
#include "controller/actors/mailbox.h"
#include "controller/actors/travel_mail.h"
#include "controller/store/preset_library.h"
#include "controller/store/project_store.h"
#include "schema/messages/command.h"
#include "schema/messages/engine.h"
#include "schema/wire/codec.h"

namespace corelogic::actors {

/// Who asked, as ClientActor has found out, and how it wants to be answered.
struct Origin {
  wire::Frame peer;
  wire::Encoding encoding = wire::Encoding::kCapnp;
  std::uint8_t door = 0;  ///< the ROUTER it came through
  bool fills_gap =
      false;  ///< nobody asked: ClientActor wants the whole project for a subscriber that lost some
  std::shared_ptr<const access::Identity> who = {};  ///< null: nobody

  [[nodiscard]] const access::Identity& identity() const {
    static const access::Identity kNobody;
    return who ? *who : kNobody;
  }
};
struct Asked {
  Origin origin;
  messages::Request request;
};
/// Carries a client and a sequence, so that a repeat can be told from a new one.
[[nodiscard]] inline bool is_numbered(const messages::Request& request) {
  return request.client.valid() && request.sequence != 0;
}

// --- to ClientActor ---
/// Exactly one for each Asked.
struct Answer {
  Origin origin;
  messages::Reply reply;
};
/// In the order of revisions, without a hole within an epoch.
struct Happened {
  std::shared_ptr<const messages::ChangeSet> set;
};
/// Another project or epoch: all subscribers start again from here.
struct StartedOver {
  vocabulary::Revision revision;
  std::shared_ptr<const messages::Project> project;
};
/// A control was taken hold of or let go.
struct HandMoved {
  messages::Touched touched;
};
/// The access list is this one from now on. To DoorActor too.
struct RosterKept {
  std::shared_ptr<const access::Roster> roster;
};
using ClientMail = std::variant<Answer, Happened, StartedOver, HandMoved, RosterKept, EndOfWork>;

// --- to ProjectActor ---
struct LookedUp {
  Asked asked;
  vocabulary::Result<std::optional<store::StoredReply>> found;
};
/// All edits of this epoch up to here are durable.
struct Committed {
  vocabulary::Revision through;
};
/// Nothing behind the last Committed was written; the store takes no more of this epoch.
struct CommitFailed {
  std::uint32_t epoch = 0;
  vocabulary::Refusal why;
};
/// The store writes again; this is what it holds.
struct Recovered {
  std::shared_ptr<store::Opened> opened;
};
/// Ends the one errand (new, open, save, import) that was given to the store.
struct ErrandDone {
  vocabulary::Result<std::shared_ptr<store::Opened>> opened;  ///< null: the same project stays open
};
/// The presets of the house as they are on disk now.
struct ShelfRead {
  std::shared_ptr<const store::Shelf> shelf;
};
/// A preset was saved or removed, or not.
struct PresetDone {
  Asked asked;
  vocabulary::Result<void> done;
  std::shared_ptr<const store::Shelf> shelf;
};
/// The last session of this client is over.
struct SessionEnded {
  messages::ClientId client;
};
/// What the engine says of JACK: ports and connections; empty without JACK.
struct WiringSeen {
  messages::EngineWiring wiring;
};
/// What nodes cost, measured about once a second.
struct CostsMeasured {
  std::vector<messages::NodeId> nodes;
  std::vector<float> means;  ///< share of the period
};
struct SnapshotWanted {};
struct EngineReport {
  bool connected = false;
  messages::EngineStatus status;
};
using ProjectMail = std::variant<Asked, LookedUp, Committed, CommitFailed, Recovered, ErrandDone, ShelfRead,
                                 PresetDone, SessionEnded, PastFetched, WiringSeen, CostsMeasured,
                                 SnapshotWanted, EngineReport, EndOfWork>;

// --- to StoreActor ---
struct Append {
  std::shared_ptr<const store::Edit> edit;
};
struct LookUp {
  Asked asked;
};
struct ReadNames {
  Asked asked;
  vocabulary::Revision revision;
};
struct ReadHistory {
  Asked asked;
  vocabulary::Revision revision;
  std::uint32_t most = 0;
};
struct ReadPresets {
  Asked asked;
  vocabulary::Revision revision;
  std::string effect;  ///< empty: of all
};
struct KeepPreset {
  Asked asked;
  messages::Preset preset;
  bool replace = false;
};
struct DropPreset {
  Asked asked;
  std::string effect;
  std::string name;
};
/// getVersions, getTemplates, getProjectAt or getDiff; every edit up to `revision` was posted before.
struct ReadPast {
  Asked asked;
  vocabulary::Revision revision;
};
struct ReadAccess {
  Asked asked;
  vocabulary::Revision revision;
};
/// A messages::ChangeAccess.
struct EditAccess {
  Asked asked;
  vocabulary::Revision revision;
};
/// A messages::GetAudit.
struct ReadAudit {
  Asked asked;
  vocabulary::Revision revision;
};
/// Somebody was refused, at the door or later: for the audit.
struct TurnedAway {
  messages::AuditEntry entry;
};
/// A user has said hello.
struct Seen {
  std::string user;
};
/// The project as of `revision`; all edits up to there were posted before. An errand is answered.
struct Checkpoint {
  std::uint64_t revision = 0;
  messages::Project project;
  bool errand = false;
};
struct CopyTo {
  std::string name;
};
/// Opens another project; makes it first if `fresh` is there, or from a template if that has a name.
struct OpenOther {
  std::string name;
  std::optional<messages::Project> fresh;
  std::uint32_t epoch_above = 0;
  std::string from_template = {};
};
using StoreMail =
    std::variant<Append, LookUp, ReadNames, ReadHistory, ReadPresets, KeepPreset, DropPreset, ReadPast,
                 FetchPast, KeepVersion, Duplicate, RemoveOther, KeepTemplate, DropTemplate, ReadAccess,
                 EditAccess, ReadAudit, TurnedAway, Seen, Checkpoint, CopyTo, OpenOther, EndOfWork>;

// --- to PastActor ---
/// A look (getProjectAt, getDiff, or for a restore) into the project of that folder, on a connection of its
/// own.
struct LookBack {
  std::variant<ReadPast, FetchPast> ask;
  std::string folder;
  std::string name;
};
using PastMail = std::variant<LookBack, EndOfWork>;

// --- to EngineActor ---
/// The graph is another one since this revision; the engine needs a snapshot.
struct StructureChanged {
  vocabulary::Revision revision;
  std::uint32_t fade_ms = 0;  ///< over which values that both graphs have move
};
/// A spectrum is wanted for five seconds from now.
struct SpectrumAsked {
  messages::SpectrumTap tap;
};
using EngineMail = std::variant<StructureChanged, messages::GraphSnapshot, messages::SetParameters,
                                messages::TransportOrder, messages::WantedWiring, SpectrumAsked, EndOfWork>;

// --- to TelemetryActor ---
/// Somebody was revoked: whoever listens over the network has to come in anew.
struct DropListeners {};
using TelemetryMail = std::variant<DropListeners, EndOfWork>;

// --- to DoorActor ---
using DoorMail = std::variant<RosterKept, EndOfWork>;

/// The seven doors. They outlive all actors.
struct Mailboxes {
  Mailbox<ClientMail> clients;
  Mailbox<ProjectMail> project;
  Mailbox<StoreMail> store;
  Mailbox<PastMail> past;
  Mailbox<EngineMail> engine;
  Mailbox<TelemetryMail> telemetry;
  Mailbox<DoorMail> door;
};

/// One operator() for each alternative of a variant.
template <class... Functions>
struct Overloaded : Functions... {
  using Functions::operator()...;
};
template <class... Functions>
Overloaded(Functions...) -> Overloaded<Functions...>;

}  // namespace corelogic::actors
