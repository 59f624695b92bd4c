// client_session.h: what ClientActor knows of one connection, and of one that said hello.  Side: control,
// ClientActor.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "controller/access/view.h"
#include "controller/actors/mail.h"
#include "controller/actors/outbox.h"
#include "controller/actors/token_bucket.h"
#include "schema/wire/connection.h"

namespace corelogic::actors {

inline constexpr double kRequestsASecond = 4000;
inline constexpr double kRequestBurst = 2000;
/// Refusals cost work too; beyond this a flooder is not answered at all.
inline constexpr double kRefusalsASecond = 500;
inline constexpr std::size_t kMostAtOnce = 64;
inline constexpr std::size_t kMostSessions = 256;
inline constexpr std::size_t kMostPeers = 4096;
/// Of one user over the network.
inline constexpr std::size_t kMostPeersOfOne = 32;
/// A connection on the local door whose name begins so speaks for users: it is nobody until it brings a
/// token.
inline constexpr std::string_view kGuest = "guest";
/// With the look a fifth of a second later: whoever is gone is known to be after 3 s.
inline constexpr std::chrono::milliseconds kSessionEnds{2750};
inline constexpr std::chrono::milliseconds kLookEvery{200};
inline constexpr std::chrono::milliseconds kAliveEvery{1000};

/// A client that said hello. A subscriber has been told everything up to `told`; epoch 0: it needs the whole
/// project.
struct Session {
  messages::ClientId client;  ///< not valid: anonymous
  std::string name;
  Origin origin;
  bool subscribes = false;
  bool welcomed = false;
  vocabulary::Revision told;
  Outbox outbox;
  bool project_asked = false;                ///< after a gap: the whole project is on its way
  std::optional<access::MixView> view = {};  ///< of a musician: all that is told goes through it

  [[nodiscard]] bool hears_changes() const { return subscribes && welcomed; }
};

/// One connection to the control socket.
struct Peer {
  explicit Peer(Clock::time_point now)
      : heard(now),
        requests(kRequestsASecond, kRequestBurst, now),
        refusals(kRefusalsASecond, kRefusalsASecond, now) {}
  Clock::time_point heard;
  TokenBucket requests;
  TokenBucket refusals;
  std::size_t at_once = 0;  ///< requests that ProjectActor has not answered
  std::optional<Session> session;

  // Who it is. Never null once something was received.
  std::shared_ptr<const access::Identity> who = {};
  std::string key = {};                           ///< what the door over the network calls it
  wire::Connection connection = {};               ///< over the network, to be ended when it is revoked
  std::optional<Clock::time_point> revoked = {};  ///< once told, it is ended
  std::string token_hash = {};                    ///< of the token it brought
  bool by_token = false;  ///< has shown a token, right or wrong: without one it is nobody from then on
  Origin way_back = {};
  Clock::time_point looked_for{};  ///< when it was last seen to be there
};

/// The connection's own name: the first frame of the way back, which stays when a REQ counts its requests.
[[nodiscard]] inline std::string name_of(const wire::Frame& way_back) {
  if (way_back.empty()) return {};
  const auto size = std::to_integer<std::size_t>(way_back.front());
  return std::string(wire::as_text(way_back).substr(1, size));
}
/// The same for all doors together.
[[nodiscard]] inline std::string connection_of(const Origin& origin) {
  return static_cast<char>(origin.door) + name_of(origin.peer);
}
/// A REQ puts an empty frame before its request; it may not be spoken to unasked.
[[nodiscard]] inline bool asks_in_turns(const wire::Frame& way_back) {
  return !way_back.empty() && way_back.back() == std::byte{0} &&
         way_back.size() > std::to_integer<std::size_t>(way_back.front()) + 1;
}

}  // namespace corelogic::actors
