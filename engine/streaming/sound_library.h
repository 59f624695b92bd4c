// sound_library.h: the sounds of all plans, each in memory once, at the engine's rate.
// It decodes and resamples on its disk thread when live, and in the call when offline, behind the same calls.
// It does not stream: a sound is in memory as a whole before it is ready.  Side: control; one thread calls
// it.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "engine/streaming/sound.h"

namespace corelogic::streaming {

enum class Mode : std::uint8_t {
  kThreaded,  ///< request() never waits: the disk thread loads
  kInline,    ///< request() loads before it returns
};

enum class State : std::uint8_t { kLoading, kReady, kFailed };

struct Lookup {
  State state = State::kLoading;
  std::shared_ptr<const Sound> sound;  ///< when ready
  std::string reason;                  ///< when failed: one sentence with the path
};

class SoundLibrary {
 public:
  /// `cache_directory` is made when needed; empty: nothing is cached on disk.
  SoundLibrary(std::uint32_t sample_rate, Mode mode, std::string cache_directory);
  /// Waits for the file being decoded to reach its next chunk, not for its end.
  ~SoundLibrary();
  SoundLibrary(const SoundLibrary&) = delete;
  SoundLibrary& operator=(const SoundLibrary&) = delete;

  /// The sound at `path`; the first call begins to load it, later ones tell how far it is. Cheap: one
  /// look-up.
  ///
  /// Surprises: a file that changes on disk is read again only after nobody holds its old sound any more; a
  /// failure is
  ///            remembered until the next drop_unused(), then a request tries again.
  [[nodiscard]] Lookup request(const std::string& path);

  /// Forgets the failures, and the sounds that nobody but the library holds and nobody asked for since the
  /// last call. Call it about once a second, after plans were retired.
  void drop_unused();

  /// Grows each time a sound becomes ready or fails: whoever waits for sounds compares it instead of asking
  /// for each.
  [[nodiscard]] std::uint64_t news() const;

  [[nodiscard]] std::uint32_t sample_rate() const;

 private:
  struct Shelf;
  std::unique_ptr<Shelf> shelf_;
};

}  // namespace corelogic::streaming
