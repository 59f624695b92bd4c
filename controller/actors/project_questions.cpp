// project_questions.cpp: what ProjectActor answers about the sound without touching it: dry runs,
// explanations, the wiring, and which spectra are watched.  Side: control, the project's thread.
#include <utility>

#include "controller/actors/dry_run.h"
#include "controller/actors/project_actor.h"
#include "controller/commands/lookup.h"

namespace corelogic::actors {
namespace {

using vocabulary::Refusal;
using vocabulary::RefusalCode;

}  // namespace

double ProjectActor::played_rate() const {
  return engine_.connected && engine_.status.sample_rate != 0 ? engine_.status.sample_rate
                                                              : live_.now().sample_rate();
}

void ProjectActor::serve_dry_run(const Asked& asked, const messages::Command& command) {
  if (!commands::is_edit(command))
    return answer(asked,
                  Refusal{RefusalCode::kInvalid, "dryRun",
                          "Only an edit can be tried dry; undo, projects, versions, templates, preset files "
                          "and transport cannot."});
  const auto valid = commands::validate(live_.now(), command, {shelf_->presets, live_.audio_directory()});
  if (!valid) return answer(asked, valid.refusal());
  answer(asked, dry_run({live_.now(), costs_, live_.audio_directory(), played_rate()}, *valid));
}

void ProjectActor::serve_explain(const Asked& asked, messages::TrackId id) {
  const auto track = commands::track_of(live_.now(), id);
  if (!track) return answer(asked, track.refusal());
  const ExplainedState now{live_.revision(), played_rate()};
  if (!explainer_ || explained_ != now) {
    explainer_.emplace(live_.now(), now.sample_rate);
    explained_ = now;
  }
  answer(asked, explainer_->explain(live_.now(), **track));
}

void ProjectActor::serve_wiring(const Asked& asked) {
  const project::Project& now = live_.now();
  const bool on_jack = engine_.connected && engine_.status.device == "jack";
  answer(asked, messages::Wiring{on_jack, wiring_.ports, now.wires(), wiring_.actual, now.custom_wiring()});
}

void ProjectActor::serve_spectrum(const Asked& asked, const messages::WatchSpectrum& watch) {
  const auto track = commands::track_of(live_.now(), watch.track);
  if (!track) return answer(asked, track.refusal());
  const auto tap = compiler::tap_node(live_.now(), **track, watch.tap);
  if (!tap)
    return answer(asked, Refusal{RefusalCode::kInvalid, "watchSpectrum.track",
                                 (*track)->name + " has no sound of its own; watch a strip that it moves."});
  mail_.engine.post(SpectrumAsked{{*tap, 0}});
  messages::Done done;
  if (!engine_.connected)
    done.notes.push_back("There is no engine yet; there is no spectrum until it is there.");
  answer(asked, std::move(done));
}

void ProjectActor::tell_wiring() {
  mail_.engine.post(messages::WantedWiring{live_.now().wires(), live_.now().custom_wiring()});
}

void ProjectActor::tell_wiring(const messages::Changes& changes) {
  for (const auto& change : changes)
    if (std::holds_alternative<messages::WiresSet>(change) ||
        std::holds_alternative<messages::ProjectReplaced>(change))
      return tell_wiring();
}

void ProjectActor::hear(WiringSeen&& seen) {
  wiring_ = std::move(seen.wiring);
}

void ProjectActor::hear(CostsMeasured&& measured) {
  costs_.learn(measured.nodes, measured.means);
}

}  // namespace corelogic::actors
