// transport_verbs.cpp: play, stop, locate, tempo.  Side: control.
#include <memory>

#include "clients/cli/values.h"
#include "clients/cli/verbs.h"

namespace corelogic::cli {

void add_transport_verbs(CLI::App& root, Line& line) {
  using namespace messages;  // the commands by name
  add_verb(root, "play", "Let the transport roll", "play")->callback([&line] {
    set_plain_command(line, Play{});
  });
  add_verb(root, "stop", "Stop the transport", "stop")->callback([&line] {
    set_plain_command(line, Stop{});
  });
  auto time = std::make_shared<std::string>();
  CLI::App* const locate = add_verb(root, "locate", "Move the transport to a frame or a time",
                                    "locate 0\nlocate 96000\nlocate 2.5s\nlocate 1:30");
  locate->add_option("time", *time, "Frames, seconds with an s, or minutes:seconds")->required();
  locate->callback([time, &line] {
    (void)must(read_time(*time, 48000));  // a word that is no time is misuse, whatever the rate
    line.command = [=](const Project& project) -> Result<Command> {
      const auto frame = read_time(*time, project.sample_rate);
      if (!frame) return frame.refusal();
      return Command{Locate{*frame}};
    };
  });
  CLI::App* const tempo =
      add_verb(root, "tempo", "Set the tempo that delays and tremolos follow", "tempo 128");
  tempo->add_option("tempo", *time, "Quarter notes a minute, 20 to 400")->required();
  tempo->callback([time, &line] { set_plain_command(line, SetTempo{must(read_number(*time))}); });
}

}  // namespace corelogic::cli
