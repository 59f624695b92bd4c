// jack_wiring.h: keeps our ports connected as wanted, and knows how they are. A thread of its own, because a
// busy server must not hold up the engine; it is woken when a port or a connection came or went.
// Side: control.
#pragma once

#include <jack/jack.h>

#include <atomic>
#include <mutex>
#include <optional>
#include <thread>

#include "engine/hardware/jack_callback.h"
#include "engine/hardware/wiring_plan.h"

namespace corelogic::hardware {

class JackWiring {
 public:
  /// All that is given outlives it. `requests`: held while something is asked of the server.
  JackWiring(jack_client_t* client, JackCallback& callback, std::mutex& requests,
             const std::string& client_name, bool automatic);
  /// Waits for its thread, unless the server has gone: abandon() then.
  ~JackWiring();
  JackWiring(const JackWiring&) = delete;
  JackWiring& operator=(const JackWiring&) = delete;

  /// Requires: the client is active.
  void start();
  void want(messages::WantedWiring wanted);
  /// How it is now, if that has changed since the last call.
  [[nodiscard]] std::optional<messages::EngineWiring> news();
  /// The thread may hang in libjack: nobody waits for it any more. Its object must stay.
  void abandon();

 private:
  void run();
  void round(WiringPlan& plan);
  [[nodiscard]] messages::EngineWiring look() const;
  [[nodiscard]] std::set<std::string> appeared();
  bool obey(const WiringPlan::Orders& orders);

  jack_client_t* client_;
  JackCallback& callback_;
  std::mutex& requests_;
  std::string client_name_;
  bool automatic_;
  std::atomic<bool> leaving_{false};
  std::mutex words_;  ///< guards the next two
  std::optional<messages::WantedWiring> wanted_;
  std::optional<messages::EngineWiring> news_;
  messages::EngineWiring told_;  ///< the thread's own
  std::thread thread_;
};

}  // namespace corelogic::hardware
