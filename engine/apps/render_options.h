// render_options.h: the command line of corelogic-render.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "engine/streaming/sound_file.h"

namespace corelogic::apps {

struct RenderOptions {
  std::string document;
  std::string output;
  std::string audio_directory;  ///< empty: audio/ beside the document, else the document's own
  std::optional<double> seconds;
  std::optional<std::uint32_t> rate;
  std::uint32_t block = 512;
  std::uint32_t threads = 1;
  std::optional<streaming::SampleFormat> format;
  bool monitor = false;
  bool dither = true;  ///< integer files, unless the outputs do it themselves
  bool stats = false;
};

/// Options, or the exit status after help, version or misuse has been printed.
[[nodiscard]] std::variant<RenderOptions, int> parse_render_options(int argc, const char* const* argv);

/// What the output's suffix and --format make of it; 24 bit where nothing is said.
/// Errors: kInvalid for a suffix that is not .wav, .rf64 or .flac.
[[nodiscard]] vocabulary::Result<streaming::WriteSettings> write_settings(const RenderOptions& options,
                                                                          std::uint32_t rate,
                                                                          std::uint16_t channels);

}  // namespace corelogic::apps
