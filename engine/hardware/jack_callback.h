// jack_callback.h: all that JACK's threads may touch of us, in one struct.
// Made whole before the client is activated; it allocates, locks and logs nothing.  Side: audio, except where
// said.
#pragma once

#include <jack/jack.h>

#include <array>
#include <atomic>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/graph/render_plan.h"
#include "engine/hardware/out_fade.h"
#include "engine/scheduler/cycle.h"

namespace corelogic::hardware {

/// That ports or connections came or went, for whoever looks after them; nothing is looked at here.
struct JackPorts {
  static constexpr std::uint32_t kMost = 8192;      ///< jackd's own limit is 4096
  std::atomic<std::uint32_t> changes{0};            ///< to be waited on
  std::array<std::atomic<bool>, kMost> appeared{};  ///< by number

  void say_changed() noexcept {
    changes.fetch_add(1, std::memory_order_release);
    changes.notify_one();
  }
};

/// By output port: how late it is, and which input ports are heard there. Each value for itself: whoever
/// changes some has JACK ask for the latencies again.
struct JackWays {
  static constexpr std::uint32_t kMost = graph::PlaybackWay::kMostInputs;
  struct Way {
    std::atomic<std::uint32_t> frames{0};
    std::atomic<std::uint64_t> inputs{~std::uint64_t{0}};  ///< until a plan says otherwise
  };
  std::array<Way, kMost> outputs{};

  /// Returns whether any is another one than before.  Side: control.
  bool set(std::span<const graph::PlaybackWay> ways) noexcept;
};

struct JackCallback {
  std::vector<jack_port_t*> input_ports;
  std::vector<jack_port_t*> output_ports;
  std::vector<const float*> inputs;  ///< lent for one period
  std::vector<float*> outputs;
  scheduler::Cycle* cycle = nullptr;
  jack_nframes_t opened_rate = 0;
  OutFade fade;

  std::atomic<std::uint32_t> block_frames{0};
  std::atomic<std::uint64_t> xruns{0};
  std::atomic<bool> freewheeling{false};
  JackPorts ports;
  JackWays ways;
  std::atomic<bool> alive{true};  ///< false for good once the server has gone or its rate has changed

  /// Sets every callback of `client`.  Side: control, before jack_activate.
  void listen(jack_client_t* client);

  static int process(jack_nframes_t frames, void* self) noexcept;
  static void begin_thread(void*) noexcept;
  /// Side: JACK's notification thread, as for the rest.
  static int count_xrun(void* self) noexcept;
  static int change_block(jack_nframes_t frames, void* self) noexcept;
  static int change_rate(jack_nframes_t rate, void* self) noexcept;
  static void note_port(jack_port_id_t port, int registered, void* self) noexcept;
  static void note_connection(jack_port_id_t, jack_port_id_t, int connected, void* self) noexcept;
  static void note_name(jack_port_id_t, const char* former, const char* now, void* self) noexcept;
  static void freewheel(int starting, void* self) noexcept;
  static void lose_server(jack_status_t, const char* reason, void* self) noexcept;
  /// By `ways`: an output's capture latency is that of the inputs heard there and its own; an input's
  /// playback latency is that of the outputs where it is heard, and theirs. Ports that are not plugged do not
  /// count, unless none is.
  static void answer_latency(jack_latency_callback_mode_t mode, void* self) noexcept;
};

}  // namespace corelogic::hardware
