// stage_commands.cpp: a strip before its inserts, its meter, the output stage, the monitor, the tempo.
// Side: control; pure.
#include <array>
#include <string>
#include <utility>

#include "controller/commands/families.h"
#include "controller/commands/lookup.h"
#include "controller/commands/stereo_link.h"
#include "controller/tracks/stage_rules.h"
#include "controller/tracks/strip_rules.h"

namespace corelogic::commands {

using namespace messages;  // commands and changes by name
using tracks::number_text;

namespace {

/// Refuses what the strip would be with `set` done, if it is too wide for it.
template <class Set>
Result<void> check_width(messages::Track track, std::string_view subject, const Set& set) {
  set(track);
  return tracks::check_stage_width(track, subject);
}

}  // namespace

Result<Validated> validate(const Project& project, const SetTrim& command) {
  const auto track = sounding_track_of(project, command.track, "input stage");
  if (!track) return track.refusal();
  if (auto good = tracks::check_trim(command.trim, "setTrim.trim"); !good) return good.refusal();
  if (auto good = check_width(**track, "setTrim.track", [&](Track& t) { t.trim = command.trim; }); !good)
    return good.refusal();
  return gesture("set trim of " + (*track)->name + " to " + tracks::level_text({command.trim}),
                 TrimSet{command.track, command.trim});
}

Result<Validated> validate(const Project& project, const SetPolarity& command) {
  const auto track = sounding_track_of(project, command.track, "input stage");
  if (!track) return track.refusal();
  if (auto good = check_width(**track, "setPolarity.track", [&](Track& t) { t.polarity = command.polarity; });
      !good)
    return good.refusal();
  const auto word = vocabulary::input_stage::kPolarities.at(static_cast<std::size_t>(command.polarity));
  return edit("set polarity of " + (*track)->name + " to " + std::string(word),
              PolaritySet{command.track, command.polarity});
}

Result<Validated> validate(const Project& project, const SetHighPass& command) {
  const auto track = sounding_track_of(project, command.track, "input stage");
  if (!track) return track.refusal();
  if (auto good = tracks::check_high_pass(command.frequency, "setHighPass.frequency"); !good)
    return good.refusal();
  if (auto good =
          check_width(**track, "setHighPass.track", [&](Track& t) { t.high_pass = command.frequency; });
      !good)
    return good.refusal();
  const std::string to = command.frequency == 0 ? "off" : number_text(command.frequency) + " Hz";
  return followed(gesture("set high-pass of " + (*track)->name + " to " + to,
                          HighPassSet{command.track, command.frequency}),
                  partner_of(project, **track), [&](const Track& partner) {
                    return HighPassSet{partner.id, command.frequency};
                  });
}

Result<Validated> validate(const Project& project, const SetDelay& command) {
  const auto track = sounding_track_of(project, command.track, "input stage");
  if (!track) return track.refusal();
  if (auto good = tracks::check_delay(command.delay, "setDelay.delay"); !good) return good.refusal();
  if (auto good = check_width(**track, "setDelay.track", [&](Track& t) { t.delay = command.delay; }); !good)
    return good.refusal();
  return gesture("set delay of " + (*track)->name + " to " + number_text(command.delay) + " ms",
                 DelaySet{command.track, command.delay});
}

Result<Validated> validate(const Project& project, const SetMeter& command) {
  constexpr std::array kPoints{"at the input", "before the fader", "after the fader"};
  const auto track = sounding_track_of(project, command.track, "meter");
  if (!track) return track.refusal();
  std::string label = "meter " + (*track)->name + " ";
  label += kPoints.at(static_cast<std::size_t>(command.meter.point));
  if (command.meter.detail == MeterDetail::kFull) label += " in full";
  return edit(std::move(label), MeterSet{command.track, command.meter});
}

Result<Validated> validate(const Project& project, const SetListen& command) {
  constexpr std::array kHow{"", " before the fader", " after the fader"};
  const auto track = track_of(project, command.track);
  if (!track) return track.refusal();
  const auto follow = [&](std::string label) {
    return followed(edit(std::move(label), ListenSet{command.track, command.listen}),
                    partner_of(project, **track), [&](const Track& partner) {
                      return ListenSet{partner.id, command.listen};
                    });
  };
  if (command.listen == Listen::kOff) return follow("stop listening to " + (*track)->name);
  if ((*track)->kind == TrackKind::kMaster)
    return invalid("track " + std::to_string(command.track.value),
                   "The master cannot be listened to by itself; setMonitor makes it the monitor's source.");
  return follow("listen to " + (*track)->name + kHow.at(static_cast<std::size_t>(command.listen)));
}

Result<Validated> validate(const Project& project, const SetOutputStage& command) {
  if (auto good = tracks::check_output_stage(command.stage, "setOutputStage.stage"); !good)
    return good.refusal();
  if (auto good = check_width(project.tracks().master(), "setOutputStage.stage.safetyLimiter",
                              [&](Track& t) { t.stage = command.stage; });
      !good)
    return good.refusal();
  return edit("set the output stage", OutputStageSet{project.tracks().master().id, command.stage});
}

Result<Validated> validate(const Project& project, const SetMonitor& command) {
  if (auto good = project::check_monitor(command.monitor, project.tracks(), "setMonitor.monitor"); !good)
    return good.refusal();
  Monitor monitor = command.monitor;
  auto* source = std::get_if<TrackSource>(&monitor.source);
  const std::string heard = source ? project.tracks().find(source->track)->name : "the master";
  if (source && source->track == project.tracks().master().id) monitor.source = MasterSource{};
  return edit("let the monitor hear " + heard, MonitorSet{monitor});
}

Result<Validated> validate(const Project&, const SetTempo& command) {
  if (auto good = project::check_tempo(command.tempo, "setTempo.tempo"); !good) return good.refusal();
  return gesture("set tempo to " + number_text(command.tempo), TempoSet{command.tempo});
}

}  // namespace corelogic::commands
