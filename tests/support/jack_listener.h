// jack_listener.h: a JACK client that hears what a studio plays, sample for sample, with the server's own
// clock. It connects to the named ports whenever they appear, so it hears an engine that was killed and came
// back. Side: test; the callback runs on a JACK thread and only writes into memory given beforehand.
#pragma once

#include <jack/jack.h>

#include <atomic>
#include <cstdint>
#include <string>
#include <vector>

namespace corelogic::support {

class JackListener {
 public:
  /// Hears `ports` (full names, "corelogic:main_L") for at most `seconds`. The server is
  /// $JACK_DEFAULT_SERVER. Throws std::runtime_error when no client can be opened.
  JackListener(std::vector<std::string> ports, double seconds);
  ~JackListener();
  JackListener(const JackListener&) = delete;
  JackListener& operator=(const JackListener&) = delete;

  /// Frames heard since the beginning; grows while the server runs.
  [[nodiscard]] std::size_t heard() const { return written_.load(std::memory_order_acquire); }
  /// Channel c's samples; the first heard() of them are there.
  [[nodiscard]] const float* channel(std::size_t c) const { return sound_[c].data(); }
  /// The server's time of the period that holds `frame`, microseconds of jack_get_time().
  [[nodiscard]] std::uint64_t time_of(std::size_t frame) const;
  /// Periods that JACK itself lost since the beginning: what was heard jumps there, whoever is to blame.
  [[nodiscard]] std::uint64_t xruns() const { return xruns_; }
  /// Frames of the longest run in which channel c stays within ±`floor`, from `first` on.
  [[nodiscard]] std::size_t longest_silence(std::size_t c, std::size_t first = 0, float floor = 1e-5F) const;

 private:
  static int process(jack_nframes_t frames, void* self);
  static int xrun(void* self);
  static void port_came(jack_port_id_t, int, void* self);
  static void* connect_forever(void* self);

  jack_client_t* client_ = nullptr;
  std::vector<std::string> wanted_;
  std::vector<jack_port_t*> ports_;
  std::vector<std::vector<float>> sound_;
  std::vector<std::uint64_t> times_;  ///< one a period
  std::vector<std::size_t> starts_;   ///< first frame of that period
  std::atomic<std::size_t> periods_{0};
  std::atomic<std::size_t> written_{0};
  std::atomic<std::uint64_t> xruns_{0};
  std::atomic<int> changes_{0};
  std::atomic<bool> quit_{false};
  pthread_t connector_{};
};

}  // namespace corelogic::support
