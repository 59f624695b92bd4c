// hall.h: what a connection sees of the gateway: requests are answered, pages get a seat. Nothing of it
// changes when the reasoning behind it does, so the units with Beast in them are seldom compiled. Side:
// control, the server's thread.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "clients/gateway/http_words.h"

namespace corelogic::gateway {

/// What is sent to a page next.
struct PageFrame {
  std::shared_ptr<const std::string> bytes;
  bool binary = false;
};
/// Why a page's socket ends.
struct PageClosing {
  std::uint16_t code = 1000;
  std::string why;
};

/// A page that came in; it leaves when this ends.
class PageSeat {
 public:
  PageSeat() = default;
  virtual ~PageSeat() = default;
  PageSeat(const PageSeat&) = delete;
  PageSeat& operator=(const PageSeat&) = delete;

  virtual void hear(std::string_view text) = 0;
  [[nodiscard]] virtual std::optional<PageFrame> next() = 0;
  /// Once next() has nothing more: the end.
  [[nodiscard]] virtual std::optional<PageClosing> closing() const = 0;
  /// The controller welcomed it: it may say something large.
  [[nodiscard]] virtual bool welcomed() const = 0;
};

class Hall {
 public:
  Hall() = default;
  virtual ~Hall() = default;
  Hall(const Hall&) = delete;
  Hall& operator=(const Hall&) = delete;

  /// Knowing the head only: who is turned away before his body is read.
  [[nodiscard]] virtual std::optional<Response> at_the_door(const Request& head) = 0;
  [[nodiscard]] virtual std::size_t most_body(const Request& head) const = 0;
  /// Once, now or later.
  virtual void answer(const Request& request, std::function<void(Response)> answered) = 0;
  /// `wake`: next() or closing() has something.
  [[nodiscard]] virtual std::unique_ptr<PageSeat> seat(const Request& head, std::function<void()> wake) = 0;
};

/// The subprotocol of the page's socket, and with what a token in it begins: a browser cannot set headers
/// there.
inline constexpr std::string_view kSubprotocol = "corelogic";
inline constexpr std::string_view kTokenSubprotocol = "corelogic.token.";

}  // namespace corelogic::gateway
