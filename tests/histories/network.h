// network.h: connections between hands and a controller, as bad as the seed wants them: frames are late,
// lost, doubled and overtaken, connections are cut and made anew, and now and then a queue is full. Worse
// than ZeroMQ, which loses only with the connection and keeps its order.  Side: test.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "controller/actors/client_line.h"
#include "tests/histories/chance.h"

namespace corelogic::histories {

struct Weather {
  std::uint32_t lost = 60;  ///< one frame in so many; 0: none
  std::uint32_t doubled = 60;
  std::uint32_t overtaken = 40;
  std::uint32_t refused = 100;  ///< the controller's queue to this client is full
};

class Network {
 public:
  Network(Chance& chance, std::size_t hands) : chance_(chance), connections_(hands, 1) {}

  void set_weather(const Weather& weather) { weather_ = weather; }
  void set_time(TimePoint now) { now_ = now; }

  void send_to_controller(std::size_t hand, const wire::Frame& frame) {
    post({true, hand, connections_[hand], frame});
  }
  bool send_to_hand(const wire::Message& message) {
    const std::size_t hand = std::to_integer<std::size_t>(message.peer[1]);
    const std::size_t connection =
        std::to_integer<std::size_t>(message.peer[2]) + 256 * std::to_integer<std::size_t>(message.peer[3]);
    if (connection != connections_[hand] || happens(weather_.refused)) return false;
    post({false, hand, connection, message.payload});
    return true;
  }
  /// What has arrived by now.
  [[nodiscard]] std::optional<wire::Message> next_for_controller() {
    auto found = next(true, 0);
    if (!found) return std::nullopt;
    return wire::Message{peer_of(found->hand, found->connection), std::move(found->frame)};
  }
  [[nodiscard]] std::optional<wire::Frame> next_for_hand(std::size_t hand) {
    auto found = next(false, hand);
    if (!found) return std::nullopt;
    return std::move(found->frame);
  }
  /// What was on its way is lost.
  void cut(std::size_t hand) {
    ++connections_[hand];
    std::erase_if(flying_, [&](const auto& one) { return one.second.hand == hand; });
  }
  [[nodiscard]] std::optional<TimePoint> next_arrival() const {
    if (flying_.empty()) return std::nullopt;
    return flying_.begin()->first;
  }

 private:
  struct Flying {
    bool up = false;
    std::size_t hand = 0;
    std::size_t connection = 0;
    wire::Frame frame;
  };
  /// As a ROUTER names a DEALER: its own length first.
  static wire::Frame peer_of(std::size_t hand, std::size_t connection) {
    return {std::byte{3}, static_cast<std::byte>(hand), static_cast<std::byte>(connection & 255),
            static_cast<std::byte>(connection >> 8)};
  }
  bool happens(std::uint32_t one_in) { return one_in != 0 && chance_.one_in(one_in); }

  void post(const Flying& flying) {
    using namespace std::chrono_literals;
    if (happens(weather_.lost)) return;
    TimePoint& last = last_[{flying.up, flying.hand}];
    TimePoint arrival = now_ + chance_.between(50us, 2ms);
    if (happens(weather_.overtaken))
      arrival += chance_.between(2ms, 600ms);  // those behind it do not wait
    else
      last = arrival = std::max(arrival, last);
    flying_.emplace(arrival, flying);
    if (happens(weather_.doubled)) flying_.emplace(arrival + chance_.between(0us, 900ms), flying);
  }
  std::optional<Flying> next(bool up, std::size_t hand) {
    for (auto at = flying_.begin(); at != flying_.end() && at->first <= now_; ++at) {
      if (at->second.up != up || (!up && at->second.hand != hand)) continue;
      Flying found = std::move(at->second);
      flying_.erase(at);
      return found;
    }
    return std::nullopt;
  }

  Chance& chance_;
  Weather weather_;
  TimePoint now_{};
  std::vector<std::size_t> connections_;
  std::multimap<TimePoint, Flying> flying_;
  std::map<std::pair<bool, std::size_t>, TimePoint> last_;
};

/// The controller's end.
class SimulatedLine final : public actors::ClientLine {
 public:
  explicit SimulatedLine(Network& network) : network_(network) {}
  bool send(const wire::Message& message) override { return network_.send_to_hand(message); }
  std::optional<wire::Message> receive() override { return network_.next_for_controller(); }
  void wait(wire::Waker&, std::chrono::milliseconds) override {}  // nobody waits: the test calls turn()

 private:
  Network& network_;
};

}  // namespace corelogic::histories
