// limits.h: how much one visitor may ask of the gateway; what is beyond is refused, never queued without end.
// Side: control.
#pragma once

#include <chrono>
#include <cstddef>

namespace corelogic::gateway {

using namespace std::chrono_literals;

inline constexpr std::size_t kMostConnections = 256;  ///< the controller has as many sessions
inline constexpr std::size_t kMostPerAddress = 128;
inline constexpr std::size_t kMostHeaderBytes = std::size_t{16} << 10;
inline constexpr std::size_t kMostBodyBytes = std::size_t{64} << 10;
/// An import carries a whole project, alone or in a batch.
inline constexpr std::size_t kMostImportBytes = std::size_t{4} << 20;

inline constexpr auto kHeaderTimeout =
    5s;  ///< from the first byte of a request, or of a new connection, to its end
inline constexpr auto kBodyTimeout = 10s;
inline constexpr auto kIdleTimeout = 30s;  ///< between two requests of one connection
inline constexpr auto kWriteTimeout = 10s;
inline constexpr auto kFirstWordTimeout = 5s;  ///< from the upgrade to an accepted hello
/// Half of it without a word: a ping. A browser that is gone is noticed after it.
inline constexpr auto kSilenceTimeout = 3s;
inline constexpr auto kAnswerTimeout = 5s;  ///< of the controller; a killed one is back within half a second

/// A connection's own; a page moves ten faders at 60 Hz with less.
inline constexpr double kRequestsASecond = 1000;
inline constexpr double kRequestBurst = 1000;
/// Beyond it a flooder is not even refused: its connection ends.
inline constexpr double kRefusalBurst = 200;
inline constexpr double kRefusalsASecond = 50;
/// Tokens nobody knows, of one address.
inline constexpr double kWrongTokensASecond = 1;
inline constexpr double kWrongTokenBurst = 20;

/// Text kept for one browser; above it its controller connection is not read, and the controller coalesces.
inline constexpr std::size_t kMostOutboxBytes = std::size_t{256} << 10;
inline constexpr std::size_t kMostHeldFrames = 64;  ///< said before the welcome came
inline constexpr int kMostMeterRate = 60;           ///< Hz

}  // namespace corelogic::gateway
