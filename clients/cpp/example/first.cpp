// first.cpp: the program of the page clients/cpp/README.md.  Side: control.
#include <cstdio>

#include "clients/cpp/corelogic.h"

using namespace corelogic;
using namespace std::chrono_literals;

int main() {
  auto studio = client::Studio::open({.name = "my first client"});  // "tcp://host:9610": see StudioOptions
  if (!studio) return std::puts(studio.refusal().sentence.c_str()), 1;
  if (const auto here = studio->wait(); !here) return std::puts(here.refusal().sentence.c_str()), 1;

  const auto guitar = client::find_track(studio->project(), "guitar");  // the replica keeps itself up to date
  if (!guitar) return std::puts(guitar.refusal().sentence.c_str()), 1;

  const auto loud = studio->call(messages::SetVolume{*guitar, {99.0}});  // a no: nothing was changed
  if (!loud)
    std::printf("refused (%s): %s\n", loud.refusal().subject.c_str(), loud.refusal().sentence.c_str());

  const auto soft = studio->call(messages::SetVolume{*guitar, {-6.0}});  // waits: it is on disk
  if (!soft) return std::puts(soft.refusal().sentence.c_str()), 1;
  bool panned = false;
  studio->post(messages::SetPan{*guitar, 0.3},
               [&](const auto& done) { panned = bool(done); });  // does not wait
  while (!panned) studio->poll(100ms, true);  // everything happens in here: answers, changes, heartbeats

  for (const messages::Track& track : studio->project().tracks)
    std::printf("%s is at %.1f dB\n", track.name.c_str(), track.volume.value);
  return 0;
}
