// actor.h: what all actors share: a life with names, a thread with a name, one way to end.
// An actor owns one resource and one thread; it is touched only through post(), and it never calls or waits
// for another actor.  Side: control.
#pragma once

#include <pthread.h>

#include <chrono>
#include <cstdint>
#include <string>
#include <thread>

namespace corelogic::actors {

using Clock = std::chrono::steady_clock;  // no timer of this house looks at the wall clock

enum class ActorLife : std::uint8_t {
  kServing,
  kEnding,  ///< told to stop: finishes what it has taken on, takes on nothing more
  kEnded,
};

/// Mail that every actor understands: finish and end.
struct EndOfWork {};

/// Runs `actor.run()` on a thread of its own; joins when it goes, so the actor must have been told to end.
class ActorThread {
 public:
  template <class Actor>
  ActorThread(const std::string& name, Actor& actor) : thread_([&actor] { actor.run(); }) {
    pthread_setname_np(thread_.native_handle(), name.c_str());  // at most 15 characters
  }

 private:
  std::jthread thread_;
};

}  // namespace corelogic::actors
