// link.h: one connection to the controller as the rest of the gateway sees it: text out, text in, and the
// news that it is gone. A link never comes back by itself: whoever speaks for somebody must say so anew.
// Side: control; the server's thread.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>

namespace corelogic::gateway {

class Link {
 public:
  Link() = default;
  virtual ~Link() = default;
  Link(const Link&) = delete;
  Link& operator=(const Link&) = delete;

  /// False: it is gone, or takes no more now.
  virtual bool send(std::string_view frame) = 0;
  /// While paused nothing is heard: the controller keeps it, and coalesces.
  virtual void pause(bool paused) = 0;
};

/// May end the link from within.
struct LinkEars {
  std::function<void(std::string_view frame)> heard;
  std::function<void()> lost;
};

/// For whom a link speaks: a guest's is nobody to the controller until it said a token; it never is this
/// machine's own.
enum class Speaker : std::uint8_t { kMachine, kGuest };

/// Null if it cannot even be tried. That nobody listens shows in silence.
using LinkMaker = std::function<std::unique_ptr<Link>(Speaker, LinkEars)>;

}  // namespace corelogic::gateway
