// hand_client.cpp: one of many hands: HOUSE NUMBER EDITS. Edits by chance, with the C++ client, until its
// edits are done or the file HOUSE/quiet is there; then it says "hash N" whenever its replica has another,
// until it is killed. Side: test.
#include <sys/stat.h>

#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>

#include "clients/cpp/corelogic.h"

using namespace corelogic;
using namespace std::chrono_literals;

namespace {

bool exists(const std::string& path) {
  struct stat found {};
  return ::stat(path.c_str(), &found) == 0;
}

class Hand {
 public:
  Hand(client::Studio& studio, unsigned number) : studio_(studio), random_(number) {}

  /// Answered edits; the others were refused, as edits of many hands are now and then.
  [[nodiscard]] std::size_t done() const { return done_; }
  [[nodiscard]] std::size_t waiting() const { return waiting_; }

  void edit() {
    const auto& tracks = studio_.project().tracks;
    const messages::TrackId track = tracks[random_() % tracks.size()].id;
    const double level = -static_cast<double>(random_() % 6000) / 100.0;
    client::Terms terms;
    if (random_() % 4 == 0) terms.gesture = ++gesture_;
    switch (random_() % 8) {
      case 0:
        return post(messages::SetPan{track, level / 60.0}, terms);
      case 1:
        return post(messages::SetMute{track, random_() % 2 == 0}, {});
      case 2:
        return post(messages::Undo{}, {});
      case 3:
        return post(messages::SetTempo{40.0 + static_cast<double>(random_() % 300)}, {});
      default:
        return post(messages::SetVolume{track, {level}}, terms);
    }
  }

 private:
  void post(messages::CommandBody command, const client::Terms& terms) {
    ++waiting_;
    studio_.post(
        std::move(command),
        [this](const client::Result<messages::Done>& done) {
          --waiting_;
          if (done) ++done_;
        },
        terms);
  }

  client::Studio& studio_;
  std::mt19937 random_;
  std::uint32_t gesture_ = 0;
  std::size_t done_ = 0;
  std::size_t waiting_ = 0;
};

}  // namespace

int main(int count, char** words) {
  if (count != 4) return 2;
  const std::string quiet = std::string(words[1]) + "/quiet";
  const auto number = static_cast<unsigned>(std::strtoul(words[2], nullptr, 10));
  const std::size_t edits = std::strtoul(words[3], nullptr, 10);
  auto studio = client::Studio::open({.name = "hand " + std::to_string(number), .timeout = 60s});
  if (!studio || !studio->wait(30s)) return 1;
  Hand hand(*studio, number);
  std::printf("here\n");
  std::fflush(stdout);
  while (hand.done() < edits && !exists(quiet)) {
    if (hand.waiting() < 8) hand.edit();
    studio->poll(hand.waiting() < 8 ? 0ms : 20ms, true);
  }
  while (hand.waiting() > 0) studio->poll(10ms);
  std::printf("done %zu\n", hand.done());
  std::uint64_t said = 0;
  for (;;) {
    const std::uint64_t hash = studio->replica().mirror().hash();
    if (hash != said && exists(quiet)) {
      std::printf("hash %llu\n", static_cast<unsigned long long>(hash));
      said = hash;
    }
    std::fflush(stdout);
    studio->poll(50ms, true);
  }
}
