// render_options.cpp: see render_options.h.
#include "engine/apps/render_options.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cctype>
#include <filesystem>
#include <map>

#include "engine/apps/exit_status.h"
#include "engine/apps/version.h"

namespace corelogic::apps {
namespace {

using streaming::Container;
using streaming::SampleFormat;

constexpr double kMostSeconds = 86400.0 * 7;

constexpr const char* kFooter = R"(
Examples:
  corelogic-render project.json -o mix.wav
  corelogic-render project.json -o mix.flac --format s16 --rate 44100
  corelogic-render project.json -o stem.wav --format s16 --no-dither
  corelogic-render graph.json -o monitor.wav --channels monitor --seconds 30 --stats

The suffix chooses the container: .wav (RF64 beyond 4 GiB), .rf64, .flac. Without --seconds the render ends with the
longest file that does not loop, and the tail after it (down to -90 dBFS, 30 s at most).

Exit status: 0 done, 1 refused (the reason is on stderr), 2 misuse.)";

const std::map<std::string, SampleFormat> kFormats = {{"s16", SampleFormat::kS16},
                                                      {"s24", SampleFormat::kS24},
                                                      {"s32", SampleFormat::kS32},
                                                      {"float", SampleFormat::kFloat}};

/// Words of the command line that stand for something else.
struct Words {
  std::string format;
  std::string channels = "main";
};

void add_options(CLI::App& app, RenderOptions& options, Words& words) {
  app.add_option("document", options.document, "a project, or a graph (JSON or Cap'n Proto)")->required();
  app.add_option("-o,--output", options.output, "file to write: .wav, .rf64 or .flac")->required();
  app.add_option("--audio-directory", options.audio_directory,
                 "where a project's files are [audio/ beside it]");
  app.add_option("--seconds", options.seconds, "length")->check(CLI::Range(0.001, kMostSeconds));
  app.add_option("--rate", options.rate, "sample rate, Hz [the document's]")->check(CLI::Range(1000, 768000));
  app.add_option("--block", options.block, "frames at a time; the sound is the same with any")
      ->check(CLI::Range(1, 65536))
      ->capture_default_str();
  app.add_option("--threads", options.threads, "threads that render; the sound is the same with any")
      ->check(CLI::Range(1, 64))
      ->capture_default_str();
  app.add_option("--format", words.format, "s16, s24, s32 or float [s24]")
      ->check(CLI::IsMember({"s16", "s24", "s32", "float"}))
      ->type_name("NAME");
  app.add_option("--channels", words.channels, "main or monitor")
      ->check(CLI::IsMember({"main", "monitor"}))
      ->type_name("NAME")
      ->capture_default_str();
  app.add_flag_function(
      "--no-dither", [&options](std::int64_t) { options.dither = false; },
      "round s16 and s24 plainly [with triangular noise, unless the project dithers as coarsely]");
  app.add_flag("--stats", options.stats, "print the figures as JSON");
}

}  // namespace

std::variant<RenderOptions, int> parse_render_options(int argc, const char* const* argv) {
  RenderOptions options;
  CLI::App app{"corelogic-render writes what a project or a graph sounds like to a file, as fast as it can."};
  app.footer(kFooter);
  app.set_version_flag("--version", kVersion);
  Words words;
  add_options(app, options, words);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kDone : kMisuse;
  }
  if (!words.format.empty()) options.format = kFormats.at(words.format);
  options.monitor = words.channels == "monitor";
  return options;
}

vocabulary::Result<streaming::WriteSettings> write_settings(const RenderOptions& options, std::uint32_t rate,
                                                            std::uint16_t channels) {
  std::string suffix = std::filesystem::path(options.output).extension();
  std::transform(suffix.begin(), suffix.end(), suffix.begin(),
                 [](unsigned char c) { return std::tolower(c); });
  static const std::map<std::string, Container> containers = {
      {".wav", Container::kWav}, {".rf64", Container::kRf64}, {".flac", Container::kFlac}};
  const auto container = containers.find(suffix);
  if (container == containers.end()) {
    return vocabulary::Refusal{
        vocabulary::RefusalCode::kInvalid, options.output,
        "cannot tell the format of " + options.output + ": name it .wav, .rf64 or .flac"};
  }
  return streaming::WriteSettings{container->second, options.format.value_or(SampleFormat::kS24), rate,
                                  channels};
}

}  // namespace corelogic::apps
