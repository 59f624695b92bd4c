// confirmation.cpp: one sentence a command; a forgotten one does not compile.  Side: control; pure.
#include "clients/cli/confirmation.h"

#include <array>
#include <cmath>
#include <cstdio>
#include <utility>

#include "clients/cli/sentence.h"
#include "clients/cli/settings.h"
#include "clients/cpp/names.h"

namespace corelogic::cli {
namespace {

using namespace messages;  // the commands by name

std::string formatted(const char* format, double value) {
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), format, value);
  return text.data();
}

class Sentence : public DeskSentence {
 public:
  using DeskSentence::DeskSentence;
  using DeskSentence::operator();

  std::string operator()(const AddTrack& c) const {
    constexpr std::array kKinds{"track", "audio", "aux", "master", "group", "vca", "matrix"};
    return c.name + ": added, " + kKinds.at(static_cast<std::size_t>(c.kind)) + ", " +
           std::to_string(c.channels) + (c.channels == 1 ? " channel" : " channels") + made();
  }
  std::string operator()(const RemoveTrack& c) const { return name(c.track) + ": removed"; }
  std::string operator()(const RenameTrack& c) const { return name(c.track) + ": now called " + c.name; }
  std::string operator()(const MoveTrack& c) const {
    return name(c.track) + ": moved to position " + std::to_string(c.position);
  }
  std::string operator()(const SetVolume& c) const {
    return name(c.track) + ": volume " + decibels(c.volume.value);
  }
  std::string operator()(const SetPan& c) const { return name(c.track) + ": pan " + position_of(c.pan); }
  std::string operator()(const SetMute& c) const {
    return name(c.track) + (c.mute ? ": muted" : ": mute off");
  }
  std::string operator()(const SetSolo& c) const {
    return name(c.track) + (c.solo ? ": solo" : ": solo off");
  }
  std::string operator()(const AddInsert& c) const {
    return name(c.track) + ": " + c.effect + " added" + made();
  }
  std::string operator()(const RemoveInsert& c) const { return name(c.insert) + ": removed"; }
  std::string operator()(const MoveInsert& c) const {
    return name(c.insert) + ": moved to position " + std::to_string(c.position);
  }
  std::string operator()(const SetInsertBypass& c) const {
    return name(c.insert) + (c.bypass ? ": bypassed" : ": bypass off");
  }
  std::string operator()(const SetParameter& c) const {
    const Insert* insert = client::insert_of(project_, c.insert);
    const auto* parameter = insert ? parameter_of(insert->effect, c.parameter) : nullptr;
    return name(c.insert) + ": " + c.parameter + " " + value_text(parameter, c.value);
  }
  std::string operator()(const AddSend& c) const {
    return name(c.track) + "->" + name(c.destination) + ": send added, " + decibels(c.level.value) +
           (c.pre_fader ? (c.pre_eq ? ", pre-EQ" : ", pre-fader") : "") + made();
  }
  std::string operator()(const RemoveSend& c) const { return name(c.send) + ": removed"; }
  std::string operator()(const SetSendLevel& c) const {
    return name(c.send) + ": level " + decibels(c.level.value);
  }
  std::string operator()(const SetSendPan& c) const { return name(c.send) + ": pan " + position_of(c.pan); }
  std::string operator()(const SetSendPreFader& c) const {
    return name(c.send) + (c.pre_fader ? ": pre-fader" : ": post-fader");
  }
  std::string operator()(const SetInput& c) const {
    return name(c.track) + ": input " + client::text_of(c.input);
  }
  std::string operator()(const SetOutput& c) const {
    return name(c.track) + ": output " + client::text_of(project_, c.output) + map_text(c.map);
  }
  std::string operator()(const SetMonitorLevel& c) const {
    return "monitor: level " + decibels(c.level.value);
  }
  std::string operator()(const SetMonitorOutput& c) const {
    return "monitor: output " + client::text_of(project_, c.output);
  }
  std::string operator()(const Connect& c) const {
    return name(c.source) + "->" + client::text_of(project_, c.destination) + ": connected" + made();
  }
  std::string operator()(const Disconnect& c) const {
    const Connection* cable = client::connection_of(project_, c.connection);
    if (cable == nullptr) return "#" + std::to_string(c.connection.value) + ": disconnected";
    return name(cable->source) + "->" + client::text_of(project_, cable->destination) + ": disconnected";
  }
  std::string operator()(const Batch& c) const {
    if (c.commands.size() == 1) return std::visit(*this, c.commands.front().body);
    return std::to_string(c.commands.size()) + " commands done as one" + made();
  }
  std::string operator()(const Undo&) const { return "undone"; }
  std::string operator()(const Redo&) const { return "done again"; }
  std::string operator()(const NewProject& c) const {
    return "project " + c.name + ": new, " + std::to_string(c.sample_rate) + " Hz";
  }
  std::string operator()(const OpenProject& c) const { return "project " + c.name + ": open"; }
  std::string operator()(const SaveProject& c) const {
    return c.name.empty() ? "project saved" : "project saved as " + c.name;
  }
  std::string operator()(const ImportProject& c) const {
    const std::string what = c.name.empty() ? "the open project: replaced by " + c.project.name
                                            : "project " + c.name + ": imported";
    return what + ", " + std::to_string(c.project.tracks.size()) + " tracks";
  }
  std::string operator()(const Play&) const { return "playing"; }
  std::string operator()(const Stop&) const { return "stopped"; }
  std::string operator()(const Locate& c) const { return "located to frame " + std::to_string(c.frame); }
  std::string operator()(const SetKey& c) const {
    if (!c.key.track.valid()) return name(c.insert) + ": no key";
    return name(c.insert) + ": key " + name(c.key.track) + (c.key.pre_fader ? ", pre-fader" : "");
  }
  std::string operator()(const SetInsertFile& c) const {
    return name(c.insert) + ": " + (c.path.empty() ? "no sound file" : "plays " + c.path);
  }
  std::string operator()(const SavePreset& c) const { return name(c.insert) + ": saved as " + c.name; }
  std::string operator()(const LoadPreset& c) const { return name(c.insert) + ": preset " + c.name; }
  std::string operator()(const RemovePreset& c) const { return c.effect + " preset " + c.name + ": removed"; }
  std::string operator()(const SwitchSide& c) const { return name(c.insert) + ": the other side"; }
  std::string operator()(const CopySide& c) const { return name(c.insert) + ": copied to the other side"; }
  std::string operator()(const SetTempo& c) const { return "tempo " + number(c.tempo); }
  std::string operator()(const SetTrim& c) const { return name(c.track) + ": trim " + decibels(c.trim); }
  std::string operator()(const SetPolarity& c) const {
    constexpr std::array kWords{"normal", "left", "right", "both"};
    return name(c.track) + ": polarity " + kWords.at(static_cast<std::size_t>(c.polarity));
  }
  std::string operator()(const SetHighPass& c) const {
    return name(c.track) + ": high-pass " + (c.frequency == 0 ? "off" : number(c.frequency) + " Hz");
  }
  std::string operator()(const SetDelay& c) const {
    return name(c.track) + ": delay " + number(c.delay) + " ms";
  }
  std::string operator()(const SetMeter& c) const {
    constexpr std::array kPoints{"at the input", "pre-fader", "post-fader"};
    return name(c.track) + ": metered " + kPoints.at(static_cast<std::size_t>(c.meter.point)) +
           (c.meter.detail == MeterDetail::kFull ? ", in full" : "");
  }
  std::string operator()(const SetListen& c) const {
    constexpr std::array kWords{"listen off", "PFL", "AFL"};
    return name(c.track) + ": " + kWords.at(static_cast<std::size_t>(c.listen));
  }
  std::string operator()(const SetOutputStage& c) const {
    constexpr std::array kClips{"", "hard clip", "soft clip"};
    const OutputStage& stage = c.stage;
    return "output: " +
           listed({stage.safety_limiter ? "limiter " + decibels(stage.ceiling) : "",
                   kClips.at(static_cast<std::size_t>(stage.clip)),
                   stage.dither_bits > 0 ? "dither " + std::to_string(stage.dither_bits) : "",
                   stage.dim ? "dim " + decibels(stage.dim_level) : "", stage.mono ? "mono" : ""},
                  "as it is");
  }
  std::string operator()(const SetMonitor& c) const {
    const auto* source = std::get_if<TrackSource>(&c.monitor.source);
    return "monitor: " + listed({"hears " + (source ? name(source->track) : std::string("the master")),
                                 c.monitor.dim ? "dim " + decibels(c.monitor.dim_level) : "",
                                 c.monitor.mono ? "mono" : "", c.monitor.cut ? "cut" : ""},
                                "");
  }

 private:
  static std::string map_text(const std::vector<std::uint16_t>& map) {
    std::string text;
    for (const auto channel : map) text += (text.empty() ? ", map " : ",") + std::to_string(channel);
    return text;
  }
};

}  // namespace

std::string decibels(double level) {
  return std::isinf(level) ? "-inf dB" : formatted("%.1f dB", level);
}

std::string position_of(double pan) {
  return pan == 0.0 ? "centre" : formatted("%+.2f", pan);
}

std::string number(double value) {
  return formatted("%.6g", value);
}

std::string confirmation(const Project& project, const Command& command, const Reply& reply) {
  const auto* done = std::get_if<Done>(&reply.body);
  return std::visit(Sentence(project, done ? *done : Done{}), command.body) + " (revision " +
         std::to_string(reply.revision.number) + ")";
}

}  // namespace corelogic::cli
