// example.cpp: a whole client: fades the first strip down by 6 dB while it is held, and takes it back.  Side:
// control.
#include <cstdio>

#include "clients/cpp/corelogic.h"

using namespace corelogic;
using namespace std::chrono_literals;

int main() {
  auto studio = client::Studio::open({.name = "example"});
  if (!studio) return std::puts(studio.refusal().sentence.c_str()), 1;
  if (const auto here = studio->wait(); !here) return std::puts(here.refusal().sentence.c_str()), 1;

  studio->on_event([](const client::Event& event) {
    if (const auto* changed = std::get_if<client::Changed>(&event))
      std::printf("%llu: %s\n", static_cast<unsigned long long>(changed->set.revision.number),
                  changed->set.label.c_str());
  });
  const messages::Track strip = studio->project().tracks.front();
  const double before = strip.volume.value;
  {
    client::Gesture fader(*studio, "track/" + std::to_string(strip.id.value) + "/volume");
    for (int i = 1; i < 30; ++i) {
      fader.move(messages::SetVolume{strip.id, {before - 0.2 * i}});
      studio->poll(33ms);
    }
    const auto moved = fader.release(messages::SetVolume{strip.id, {before - 6.0}});
    if (!moved) return std::puts(moved.refusal().sentence.c_str()), 1;
  }
  const auto undone = studio->call(messages::Undo{});  // the whole gesture is one step
  if (!undone) return std::puts(undone.refusal().sentence.c_str()), 1;
  studio->poll(1s, true);
  std::printf("%s is at %.1f dB again\n", strip.name.c_str(), studio->project().tracks.front().volume.value);
  return studio->project().tracks.front().volume.value == before ? 0 : 1;
}
