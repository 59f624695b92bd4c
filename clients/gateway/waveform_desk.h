// waveform_desk.h: pictures of the sound files that the project plays, made once for each file as it is and
// kept. Files are read elsewhere, so that nobody's meters wait for a disk.  Side: control, the server's
// thread.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "clients/gateway/http_words.h"

namespace corelogic::gateway {

/// Runs `work` on a thread that may wait for disks, then `done` on this one.
using Elsewhere = std::function<void(std::function<void()> work, std::function<void()> done)>;

/// Absolute paths by track, out of a graph in its JSON form: what the project's inputs play, and nothing
/// else.
using SoundFiles = std::map<std::uint32_t, std::string>;
[[nodiscard]] SoundFiles sound_files(std::string_view graph);

class WaveformDesk {
 public:
  using Answered = std::function<void(Response)>;
  /// No `elsewhere`: here and now.
  explicit WaveformDesk(Elsewhere elsewhere);
  ~WaveformDesk() { close(); }
  WaveformDesk(const WaveformDesk&) = delete;
  WaveformDesk& operator=(const WaveformDesk&) = delete;

  /// waveform_of() with an ETag of the file's time and size; 304 when the visitor has it; 404 and 422 as
  /// problems; 429 when too many files wait to be read. Answers once, now or later.
  void answer(const std::string& path, std::string_view if_none_match, Answered answered);
  /// Nobody is answered any more, and what is being read is left.
  void close() { leave_->store(true, std::memory_order_relaxed); }

 private:
  struct Picture {
    std::string path;
    std::string tag;
    std::shared_ptr<const std::string> bytes;
  };

  void read(const std::string& path, const std::string& tag);
  void keep(Picture picture);
  [[nodiscard]] const Picture* known(const std::string& path, const std::string& tag);

  Elsewhere elsewhere_;
  std::list<Picture> pictures_;  ///< the one asked for last comes first
  std::map<std::string, std::vector<Answered>> waiting_;
  std::shared_ptr<std::atomic<bool>> leave_ = std::make_shared<std::atomic<bool>>(false);
};

}  // namespace corelogic::gateway
