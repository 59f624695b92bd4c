// engine_actor.h: the controller's end of the line to the engine.
//
// Owns:  the ROUTER at wire::engine_endpoint(), and the mirror of what the engine should play.
// Hears: EngineMail from ProjectActor; hello, status, planInstalled, snapshotRefused, wiring from the engine.
// Says:  SnapshotWanted, EngineReport and WiringSeen to ProjectActor; snapshots, values, transport, the
// wanted
//        wiring and the watched spectra to the engine: to a new one too.
//
// One snapshot is under way at a time. While the engine builds it, structure only marks that another is
// wanted, and ProjectActor compiles once when the engine is ready: a storm of edits costs one compilation a
// build, and the newest wins. Values follow their snapshot in order. For an absent engine nothing is queued:
// the next one gets the newest snapshot and goes on where the transport was. An engine that says it plays
// something else gets the snapshot again, ever more slowly.  Side: control, its own thread.
#pragma once

#include <optional>

#include "controller/actors/graph_mirror.h"
#include "controller/actors/mail.h"
#include "controller/actors/spectrum_watch.h"
#include "controller/actors/transport_memory.h"
#include "schema/wire/socket.h"

namespace corelogic::actors {

class EngineActor {
 public:
  EngineActor(Mailboxes&, wire::Socket router);

  bool post(EngineMail mail) { return mail_.engine.post(std::move(mail)); }
  void run();

 private:
  enum class EngineLife : std::uint8_t {
    kAbsent,    ///< none has spoken, or not for a second
    kBehind,    ///< it is there and needs a snapshot
    kBuilding,  ///< a snapshot is under way; it has not said "installed" or "refused" yet
    kFollows,   ///< it has the structure; values go straight through
  };

  void hear(const StructureChanged&);
  void hear(messages::GraphSnapshot&&);
  void hear(const messages::SetParameters&);
  void hear(const messages::TransportOrder&);
  void hear(const messages::WantedWiring&);
  void hear(const SpectrumAsked&);

  void listen();
  void hear_engine(const wire::Frame& peer, const messages::FromEngine&);
  void meet(const wire::Frame& peer, std::uint64_t instance);
  void see(const messages::EngineStatus&);
  void see(const messages::PlanInstalled&);
  void see(const messages::SnapshotRefused&);
  void see(const messages::EngineWiring&);

  /// Wiring and spectra: what no snapshot holds.
  void send_wishes();
  void send_spectra();
  void advance();
  void send_snapshot();
  void check_time();
  void compare(const messages::EngineStatus&);
  void report();
  bool send(const messages::ToEngine&);
  [[nodiscard]] bool mirror_is_old() const { return mirror_.revision() < structure_; }

  Mailboxes& mail_;
  wire::Socket router_;
  ActorLife life_ = ActorLife::kServing;

  EngineLife engine_ = EngineLife::kAbsent;
  wire::Frame peer_;
  std::uint64_t instance_ = 0;
  Clock::time_point heard_{};
  messages::EngineStatus status_;
  std::optional<messages::SnapshotRefused> refused_;
  messages::EngineWiring wiring_;
  messages::WantedWiring wanted_;
  SpectrumWatch spectra_;
  bool wishes_owed_ = false;  ///< to an engine that has just come

  GraphMirror mirror_;
  vocabulary::Revision structure_;       ///< the last that changed the graph
  std::uint32_t structure_fade_ms_ = 0;  ///< over which values move when that graph comes
  vocabulary::Revision snapshot_;        ///< the last that was sent
  bool snapshot_asked_ = false;
  bool transport_owed_ = false;  ///< a new engine: after its snapshot
  Clock::time_point sent_{};     ///< the last snapshot or value
  Clock::time_point build_deadline_{};
  std::chrono::milliseconds patience_{};
  TransportMemory transport_;
};

}  // namespace corelogic::actors
