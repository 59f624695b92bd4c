// project_actor.h: the model's one writer.
//
// Owns:  the open project, its revision, what of it is durable, the undo stacks, the gestures under way, and
//        who holds which control.
// Hears: ProjectMail: requests from ClientActor, what became of edits from StoreActor, reports from
//        EngineActor.
// Says:  Append, presets and errands to StoreActor; StructureChanged, snapshots, values and transport to
// EngineActor;
//        Answer, Happened, HandMoved and StartedOver to ClientActor.
//
// The story of an edit: repeated? answer what was answered. Expected another revision? Conflict. Validate on
// const, apply, revision n; the engine is told at once, the store too; answered and broadcast when durable.
// A gesture's move is answered and broadcast at once and goes to the store within 50 ms. Whoever asks for the
// project gets it as it is heard, with edits that may still wait for the disk; should the disk refuse them, a
// new epoch begins and everybody is told to start over.  Side: control, its own thread.
#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

#include "controller/actors/commit_line.h"
#include "controller/actors/gesture_board.h"
#include "controller/actors/live_project.h"
#include "controller/actors/mail.h"
#include "controller/actors/node_costs.h"
#include "controller/actors/refusal_memory.h"
#include "controller/actors/touch_board.h"
#include "controller/actors/undo_history.h"
#include "controller/commands/dispatch.h"
#include "controller/compiler/explanation.h"

namespace corelogic::actors {

/// new, open, save, and an import under a new name: what only the store can do.
[[nodiscard]] bool is_errand(const messages::Command&);
/// Errands about the past, other projects and templates: saveVersion, restore, duplicateProject, ...
[[nodiscard]] bool is_travel(const messages::Command&);
/// For people only: no timer looks at it. Milliseconds since 1970.
[[nodiscard]] std::int64_t wall_clock_ms();
/// savePreset and removePreset: files of the house, beside the project.
[[nodiscard]] bool is_preset_work(const messages::Command&);

class ProjectActor {
 public:
  ProjectActor(Mailboxes&, store::Opened);

  bool post(ProjectMail mail) { return mail_.project.post(std::move(mail)); }
  void run();
  /// One turn of run() without the wait: everything that has come by `now`.
  void turn(Clock::time_point now);

 private:
  // What is heard.
  void hear(Asked&&);
  void hear(LookedUp&&);
  void hear(const Committed&);
  void hear(const CommitFailed&);
  void hear(const Recovered&);
  void hear(const ErrandDone&);
  void hear(const ShelfRead&);
  void hear(PresetDone&&);
  void hear(const SessionEnded&);
  void hear(PastFetched&&);
  void hear(WiringSeen&&);
  void hear(CostsMeasured&&);
  void hear(const SnapshotWanted&);
  void hear(EngineReport&&);

  // What is asked.
  void serve(Asked&&, bool looked_up);
  void serve_command(Asked&&, const messages::Command&, bool looked_up);
  void serve_edit(Asked&&, const messages::Command&);
  void serve_step(Asked&&, store::EditKind);
  void serve_undo_others(Asked&&, const messages::UndoOthers&);
  /// A step of `owner`, taken back or done again as an edit of whoever asks.
  void take_back(Asked&&, store::EditKind, messages::ClientId owner, const Step&);
  void serve_hello(const Asked&, const messages::Hello&);
  void serve_touch(const Asked&, const messages::Touch&);
  void tell_hands(const TouchBoard::News&);
  void serve_preset(Asked&&, const messages::Command&);
  void serve_transport(Asked&&, const messages::TransportOrder&);
  /// getVersions, getTemplates, getProjectAt, getDiff: the store answers.
  void ask_past(const Asked&);
  [[nodiscard]] double played_rate() const;
  void serve_dry_run(const Asked&, const messages::Command&);
  void serve_explain(const Asked&, messages::TrackId);
  void serve_wiring(const Asked&);
  void serve_spectrum(const Asked&, const messages::WatchSpectrum&);
  [[nodiscard]] messages::Status status();

  // Whose it is (project_access.cpp).
  /// The role, the reach, and that the client's number is nobody else's.
  [[nodiscard]] std::optional<vocabulary::Refusal> not_permitted(const Asked&);
  /// Tells the audit, and remembers nothing: the number in the request may be somebody else's.
  void deny(const Asked&, vocabulary::Refusal);
  void sign(store::Edit&, const Asked&);
  void remember_owners();

  // Edits.
  [[nodiscard]] std::optional<vocabulary::Refusal> unwelcome(const messages::Request&) const;
  /// True when the request was a repeat and needs nothing more.
  [[nodiscard]] bool repeated(Asked&, bool looked_up);
  void make(Asked&&, store::Edit);
  void make_move(const Asked&, store::Edit);
  void tell_engine(const store::Edit&);
  void tell_wiring();
  /// If the changes touch it.
  void tell_wiring(const messages::Changes&);
  void write_gestures();
  void broadcast();
  void checkpoint_if_due();

  // Errands: new, open, save, import. One at a time, when nothing waits for the disk; others wait behind.
  void begin_errand(Asked&&);
  void run_errand_if_quiet();
  [[nodiscard]] vocabulary::Result<StoreMail> errand_mail(const messages::Command&) const;
  [[nodiscard]] vocabulary::Result<StoreMail> travel_mail(const messages::Command&) const;
  void end_errand(decltype(messages::Reply::body));
  /// Its answer is given or will be; what waits behind is heard.
  void release_errand();
  /// So that a repeat is answered the same.
  void remember(const Asked&, const decltype(messages::Reply::body)&);
  void start_over(const store::Opened&);
  void tell_start_over();

  void answer(const Asked&, decltype(messages::Reply::body));
  void answer(const Asked&, vocabulary::Revision, decltype(messages::Reply::body));
  [[nodiscard]] std::chrono::milliseconds until_next() const;

  Mailboxes& mail_;
  ActorLife life_ = ActorLife::kServing;
  LiveProject live_;
  UndoHistory history_;
  GestureBoard gestures_;
  TouchBoard touches_;
  RefusalMemory refusals_;
  CommitLine line_;
  std::unordered_map<messages::ClientId, std::uint64_t> highest_sequences_;
  std::unordered_map<messages::ClientId, std::string> owners_;  ///< users; by whom a client's edits were made
  std::optional<vocabulary::Refusal> read_only_;

  std::optional<Asked> errand_;
  bool errand_runs_ = false;
  std::deque<Asked> behind_errand_;
  std::unordered_map<messages::ClientId, messages::Reply> errands_done_;  // the last of each client

  std::shared_ptr<const store::Shelf> shelf_ = std::make_shared<const store::Shelf>();
  std::vector<Asked> presets_under_way_;  ///< numbered; a repeat stands behind the first

  EngineReport engine_;
  Clock::time_point now_{};
  messages::EngineWiring wiring_;
  NodeCosts costs_;

  struct ExplainedState {
    vocabulary::Revision revision;
    double sample_rate = 0;
    bool operator==(const ExplainedState&) const = default;
  };
  std::optional<compiler::Explainer> explainer_;  ///< of explained_: pages ask for every strip of a state
  ExplainedState explained_;
};

}  // namespace corelogic::actors
