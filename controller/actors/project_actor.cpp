// project_actor.cpp: the loop, and what the other actors tell it.  Side: control, the project's thread.
#include "controller/actors/project_actor.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <utility>

#include "controller/tracks/placeholder.h"

namespace corelogic::actors {
namespace {

using messages::Done;
using vocabulary::Refusal;
using vocabulary::RefusalCode;
using namespace std::chrono_literals;

constexpr std::uint64_t kEditsToCheckpoint = 1000;
constexpr std::size_t kMostWarnings = 200;  // the wire carries 256
constexpr std::size_t kMostBrokenTold = 8;  // the log has all of them

}  // namespace

ProjectActor::ProjectActor(Mailboxes& mail, store::Opened opened) : mail_(mail), live_(opened) {
  history_.load(std::move(opened.newest));
  highest_sequences_ = {opened.highest_sequences.begin(), opened.highest_sequences.end()};
  remember_owners();
  mail_.engine.post(StructureChanged{live_.revision()});
  tell_wiring();
}

void ProjectActor::run() {
  while (life_ == ActorLife::kServing) {
    wire::wait({}, &mail_.project.waker(), until_next());
    turn(Clock::now());
  }
  // Nothing is lost by ending here: what was answered is durable, and gestures go with the checkpoint.
  write_gestures();
  if (!read_only_ && line_.empty())
    mail_.store.post(Checkpoint{live_.durable_revision(), live_.durable().to_message(), false});
  life_ = ActorLife::kEnded;
}

void ProjectActor::turn(Clock::time_point now) {
  now_ = now;
  for (ProjectMail& one : mail_.project.take())
    std::visit(Overloaded{[this](EndOfWork&) { life_ = ActorLife::kEnding; },
                          [this](auto& other) { hear(std::move(other)); }},
               one);
  const auto due = gestures_.deadline();
  if (due && *due <= now_) write_gestures();
  broadcast();
}

std::chrono::milliseconds ProjectActor::until_next() const {
  const auto due = gestures_.deadline();
  if (!due) return 1000ms;
  return std::clamp(std::chrono::ceil<std::chrono::milliseconds>(*due - Clock::now()), 0ms, 1000ms);
}

void ProjectActor::hear(Asked&& asked) {
  if (errand_)
    behind_errand_.push_back(std::move(asked));
  else
    serve(std::move(asked), false);
}

void ProjectActor::hear(LookedUp&& looked) {
  if (!looked.found) return answer(looked.asked, looked.found.refusal());
  if (const auto& stored = *looked.found) return answer(looked.asked, stored->revision, stored->done);
  if (errand_) return behind_errand_.push_back(std::move(looked.asked));  // looked up again behind it
  serve(std::move(looked.asked), true);
}

void ProjectActor::hear(const Committed& committed) {
  if (committed.through.epoch != live_.revision().epoch) return;
  for (const Waiting& durable : line_.take_through(committed.through.number)) {
    live_.settle(*durable.edit);
    for (const Asked& asker : durable.askers) answer(asker, durable.edit->set.revision, durable.edit->done);
  }
  broadcast();
  checkpoint_if_due();
  run_errand_if_quiet();
}

void ProjectActor::checkpoint_if_due() {
  if (live_.edits_behind_checkpoint() < kEditsToCheckpoint) return;
  live_.checkpointed();
  mail_.store.post(Checkpoint{live_.durable_revision(), live_.durable().to_message(), false});
}

void ProjectActor::hear(const CommitFailed& failed) {
  if (failed.epoch != live_.revision().epoch) return;
  read_only_ = Refusal{RefusalCode::kStorage, "project " + live_.now().name(),
                       failed.why.sentence + " The project is read-only until the disk works again."};
  (void)gestures_.take();
  const auto refused = line_.give_up();
  live_.fall_back();
  for (const Waiting& edit : refused)
    for (const Asked& asker : edit.askers) answer(asker, *read_only_);
  spdlog::error("project: read-only at revision {}.{}: {}", live_.revision().epoch, live_.revision().number,
                failed.why.sentence);
  tell_start_over();
  run_errand_if_quiet();
}

void ProjectActor::hear(const Recovered& recovered) {
  start_over(*recovered.opened);
}

void ProjectActor::start_over(const store::Opened& opened) {
  read_only_.reset();
  (void)gestures_.take();
  (void)line_.give_up();
  live_ = LiveProject(opened);
  history_.load(opened.newest);
  highest_sequences_ = {opened.highest_sequences.begin(), opened.highest_sequences.end()};
  remember_owners();
  spdlog::info("project: {} at revision {}.{}", live_.now().name(), live_.revision().epoch,
               live_.revision().number);
  tell_start_over();
}

void ProjectActor::tell_start_over() {
  tell_hands(touches_.end_all());
  mail_.clients.post(
      StartedOver{live_.revision(), std::make_shared<const messages::Project>(live_.now().to_message())});
  mail_.engine.post(StructureChanged{live_.revision()});
  tell_wiring();
}

void ProjectActor::hear(const SnapshotWanted&) {
  mail_.engine.post(live_.graph());
}

void ProjectActor::hear(EngineReport&& report) {
  engine_ = std::move(report);
}

messages::Status ProjectActor::status() {
  messages::Status status;
  const messages::EngineStatus& engine = engine_.status;
  status.project_name = live_.now().name();
  status.engine_connected = engine_.connected;
  status.sample_rate = engine_.connected ? engine.sample_rate : live_.now().sample_rate();
  status.rolling = engine.rolling;
  status.position = engine.position;
  status.graph_hash = live_.graph_hash();
  status.warnings = engine.warnings;
  if (engine_.connected) {
    status.device = engine.device;
    status.block_frames = engine.block_frames;
    status.xruns = engine.xruns;
    status.load = engine.load;
    status.installed_revision = engine.installed.number;
    status.engine_hash = engine.hash;
    status.engine_pid = engine.pid;
    status.added_latency_frames = engine.added_latency_frames;
    status.output_latencies = engine.output_latencies;
    status.late_branches = engine.late_branches;
    status.guilty_node = engine.guilty_node;
    status.muted_nodes = engine.muted_nodes;
  } else {
    status.warnings.push_back("no engine: the project can be edited, but nothing is heard");
  }
  for (std::string& warning : tracks::placeholder_warnings(live_.now().tracks()))
    if (status.warnings.size() < kMostWarnings) status.warnings.push_back(std::move(warning));
  for (std::size_t i = 0; i < std::min(kMostBrokenTold, shelf_->broken.size()); ++i)
    status.warnings.push_back(shelf_->broken[i]);
  status.revision = live_.revision().number;
  status.queued = static_cast<std::uint32_t>(line_.size());
  if (read_only_) status.warnings.push_back("read-only: " + read_only_->sentence);
  return status;
}

void ProjectActor::answer(const Asked& asked, decltype(messages::Reply::body) body) {
  answer(asked, live_.revision(), std::move(body));
}

void ProjectActor::answer(const Asked& asked, vocabulary::Revision revision,
                          decltype(messages::Reply::body) body) {
  const auto* refused = std::get_if<messages::Refused>(&body);
  // Busy is no judgement: the same request is to be asked again.
  if (refused != nullptr && is_numbered(asked.request) && refused->code != RefusalCode::kBusy)
    refusals_.remember(asked.request.client, asked.request.sequence, *refused);
  mail_.clients.post(Answer{asked.origin, {asked.request.sequence, revision, std::move(body)}});
}

void ProjectActor::broadcast() {
  for (auto& set : line_.take_audible()) mail_.clients.post(Happened{std::move(set)});
}

}  // namespace corelogic::actors
