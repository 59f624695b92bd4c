// output_verbs.cpp: output limiter, clip, dither, dim, mono: what the master's output does last. Each changes
// one thing of the stage as it is.  Side: control.
#include <array>
#include <memory>
#include <optional>

#include "clients/cli/values.h"
#include "clients/cli/verbs.h"

namespace corelogic::cli {
namespace {

using namespace messages;  // the commands by name

struct Words {
  std::string state;
  std::string level;
};

const OutputStage& stage_of(const Project& project) {
  static const OutputStage kNeutral;
  for (const Track& track : project.tracks)
    if (track.kind == TrackKind::kMaster) return track.stage;
  return kNeutral;
}

template <class Change>
void set_stage(Line& line, Change change) {
  line.command = [=](const Project& project) -> Result<Command> {
    SetOutputStage set{stage_of(project)};
    change(set.stage);
    return Command{set};
  };
}

std::optional<double> level_in(const std::string& word) {
  return word.empty() ? std::nullopt : std::optional(must(read_decibels(word)));
}

void add_levels(CLI::App& family, Line& line) {
  auto words = std::make_shared<Words>();
  CLI::App* const limiter = add_verb(
      family, "limiter", "A true-peak limiter before the output and the monitor: on or off, and its ceiling",
      "output limiter on\noutput limiter on -1\noutput limiter off");
  limiter->add_option("state", words->state, "on or off")->required();
  limiter->add_option("ceiling", words->level, "dB true peak, -24 to 0; else as it was");
  limiter->callback([words, &line] {
    set_stage(line, [on = must(read_switch(words->state)), ceiling = level_in(words->level)](auto& stage) {
      stage.safety_limiter = on;
      stage.ceiling = ceiling.value_or(stage.ceiling);
    });
  });
  CLI::App* const dim = add_verb(family, "dim", "The main output softer, by 20 dB or another level",
                                 "output dim on\noutput dim on -15\noutput dim off");
  dim->add_option("state", words->state, "on or off")->required();
  dim->add_option("level", words->level, "dB, -60 to 0; else as it was");
  dim->callback([words, &line] {
    set_stage(line, [on = must(read_switch(words->state)), level = level_in(words->level)](auto& stage) {
      stage.dim = on;
      stage.dim_level = level.value_or(stage.dim_level);
    });
  });
}

void add_words(CLI::App& family, Line& line) {
  auto words = std::make_shared<Words>();
  CLI::App* const clip = add_verb(family, "clip", "What is above full scale: none, hard or soft",
                                  "output clip soft\noutput clip none");
  clip->add_option("mode", words->state, "none, hard or soft")->required();
  clip->callback([words, &line] {
    const auto mode = must(read_word("clip", words->state, {"none", "hard", "soft"}));
    set_stage(line, [=](auto& stage) { stage.clip = static_cast<ClipMode>(mode); });
  });
  CLI::App* const dither =
      add_verb(family, "dither", "Dither for so many bits, or off", "output dither 24\noutput dither off");
  dither->add_option("bits", words->state, "off, 16, 20 or 24")->required();
  dither->callback([words, &line] {
    constexpr std::array<std::uint8_t, 4> kBits{0, 16, 20, 24};
    const auto place = must(read_word("number of bits", words->state, {"off", "16", "20", "24"}));
    set_stage(line, [bits = kBits.at(place)](auto& stage) { stage.dither_bits = bits; });
  });
  CLI::App* const mono = add_verb(family, "mono", "The main output plays the mean of its channels",
                                  "output mono on\noutput mono off");
  mono->add_option("state", words->state, "on or off")->required();
  mono->callback([words, &line] {
    set_stage(line, [on = must(read_switch(words->state))](auto& stage) { stage.mono = on; });
  });
}

}  // namespace

void add_output_verbs(CLI::App& root, Line& line) {
  CLI::App* const family =
      add_family(root, "output", "What the main output does last: limiter, clip, dither, dim, mono");
  add_levels(*family, line);
  add_words(*family, line);
}

}  // namespace corelogic::cli
