// exit_status.h: how the engine's programs end, for scripts and supervisors.
#pragma once

namespace corelogic::apps {

inline constexpr int kDone = 0;
inline constexpr int kRefused = 1;  ///< the reason is on stderr
inline constexpr int kMisuse = 2;   ///< the command line cannot mean anything
inline constexpr int kStartAgain =
    75;  ///< EX_TEMPFAIL: the device is lost or a better one is there; start a new engine

}  // namespace corelogic::apps
