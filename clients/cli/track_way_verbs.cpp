// track_way_verbs.cpp: track link, unlink, directout: how a track goes together with others, and its own way
// out. Side: control.
#include <memory>

#include "clients/cli/values.h"
#include "clients/cli/verbs.h"

namespace corelogic::cli {
namespace {

using namespace messages;  // the commands by name

struct Words {
  std::string track;
  std::string other;
  std::string tap = "post";
  std::string level = "0";
};

/// "none", or "device:5,6".
std::vector<std::uint16_t> read_direct_channels(const std::string& text) {
  constexpr std::string_view kDevice = "device:";
  if (text == "none") return {};
  if (!text.starts_with(kDevice)) throw CLI::ValidationError("channels", "write none or device:5,6");
  return must(read_channels(text.substr(kDevice.size())));
}

}  // namespace

void add_track_way_verbs(CLI::App& family, Line& line) {
  auto words = std::make_shared<Words>();
  CLI::App* const link =
      add_verb(family, "link", "Make two audio tracks a stereo pair", "track link Guitar Drums");
  link->add_option("track", words->track, "Track")->required();
  link->add_option("partner", words->other, "The other track")->required();
  link->callback([words, &line] {
    line.command = [=](const Project& project) -> Result<Command> {
      const auto track = client::find_track(project, show_dash(words->track));
      if (!track) return track.refusal();
      const auto partner = client::find_track(project, show_dash(words->other));
      if (!partner) return partner.refusal();
      return Command{SetLink{*track, *partner}};
    };
  });
  CLI::App* const unlink = add_verb(family, "unlink", "End a stereo pair", "track unlink Guitar");
  unlink->add_option("track", words->track, "Track")->required();
  unlink->callback([words, &line] {
    set_track_command(line, words->track, [](TrackId track) { return Command{SetLink{track, {}}}; });
  });
  CLI::App* const direct = add_verb(family, "directout", "Put a track out to device channels of its own",
                                    "track directout Guitar device:5,6\n"
                                    "track directout Guitar device:5,6 --tap pre --level -3\n"
                                    "track directout Guitar none");
  direct->add_option("track", words->track, "Track")->required();
  direct->add_option("channels", words->other, "none or device:5,6")->required();
  direct->add_option("--tap", words->tap, "post (fader), pre (fader) or eq (before the inserts)")
      ->capture_default_str()
      ->type_name("TAP");
  direct->add_option("--level", words->level, "dB, -inf to 12")->capture_default_str()->type_name("DB");
  direct->callback([words, &line] {
    DirectOut out;
    out.channels = read_direct_channels(words->other);
    out.tap = static_cast<Tap>(must(read_word("tap", words->tap, {"post", "pre", "eq"})));
    out.level = Decibels{must(read_decibels(words->level))};
    set_track_command(line, words->track, [out](TrackId track) { return Command{SetDirectOut{track, out}}; });
  });
}

}  // namespace corelogic::cli
