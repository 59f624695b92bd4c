// page_socket.h: a page's WebSocket: frames between Beast and its seat in the hall. One coroutine reads, one
// writes. Included by the units of session_body.h and by nobody else.  Side: control, the server's thread.
#pragma once

#include <utility>  // asio forgets it

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/websocket.hpp>
#include <memory>
#include <string>

#include "clients/gateway/hall.h"
#include "clients/gateway/limits.h"

namespace corelogic::gateway {

/// Shared by both coroutines and ended by whichever ends first.
template <class Stream>
class PageSocket : public std::enable_shared_from_this<PageSocket<Stream>> {
 public:
  using Clock = std::chrono::steady_clock;
  using WebSocket = boost::beast::websocket::stream<Stream&>;
  using error_code = boost::system::error_code;

  PageSocket(Stream& stream, const Request& head, Hall& hall)
      : socket_(stream), bell_(stream.get_executor()), seat_(hall.seat(head, [this] { bell_.cancel(); })) {}
  PageSocket(const PageSocket&) = delete;
  PageSocket& operator=(const PageSocket&) = delete;

  template <class Upgrade>
  boost::asio::awaitable<void> accept(const Upgrade& upgrade, bool offered, error_code& error) {
    namespace websocket = boost::beast::websocket;
    websocket::stream_base::timeout timeout{};
    timeout.handshake_timeout = kFirstWordTimeout;
    timeout.idle_timeout = kSilenceTimeout;
    timeout.keep_alive_pings = true;
    socket_.set_option(timeout);
    socket_.set_option(websocket::stream_base::decorator([offered](websocket::response_type& response) {
      if (offered)
        response.set(boost::beast::http::field::sec_websocket_protocol,
                     boost::beast::string_view(kSubprotocol.data(), kSubprotocol.size()));
    }));
    socket_.read_message_max(kMostBodyBytes);
    socket_.auto_fragment(false);
    co_await socket_.async_accept(upgrade, boost::asio::redirect_error(boost::asio::use_awaitable, error));
  }

  boost::asio::awaitable<void> read() {
    boost::beast::flat_buffer buffer;
    error_code error;
    for (;;) {
      // A whole project comes only from somebody who was welcomed.
      socket_.read_message_max(seat_->welcomed() ? kMostImportBytes : kMostBodyBytes);
      co_await socket_.async_read(buffer, boost::asio::redirect_error(boost::asio::use_awaitable, error));
      if (error || !socket_.got_text()) break;
      seat_->hear({static_cast<const char*>(buffer.data().data()), buffer.size()});
      buffer.consume(buffer.size());
    }
    ended_ = true;
    bell_.cancel();
    // Where it ended by itself, a close is answered already; where it did not, this cuts it.
    boost::beast::get_lowest_layer(socket_).socket().cancel(error);
  }

  boost::asio::awaitable<void> write() {
    error_code error;
    while (!ended_ && !error) {
      if (const auto frame = seat_->next()) {
        socket_.binary(frame->binary);
        co_await socket_.async_write(boost::asio::buffer(*frame->bytes),
                                     boost::asio::redirect_error(boost::asio::use_awaitable, error));
      } else if (const auto closing = seat_->closing()) {
        const boost::beast::websocket::close_reason reason(
            static_cast<boost::beast::websocket::close_code>(closing->code), closing->why);
        co_await socket_.async_close(reason, boost::asio::redirect_error(boost::asio::use_awaitable, error));
        break;
      } else {
        bell_.expires_at(Clock::time_point::max());
        error_code rung;
        co_await bell_.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, rung));
      }
    }
    ended_ = true;
    boost::beast::get_lowest_layer(socket_).socket().cancel(error);
    written_ = true;
    done_.cancel();
  }

  /// Both: returns when neither touches the stream any more.
  boost::asio::awaitable<void> run() {
    done_.expires_at(Clock::time_point::max());
    boost::asio::co_spawn(
        socket_.get_executor(), [self = this->shared_from_this()] { return self->write(); },
        boost::asio::detached);
    co_await read();
    error_code rung;
    while (!written_)
      co_await done_.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, rung));
  }

 private:
  WebSocket socket_;
  boost::asio::steady_timer bell_;
  boost::asio::steady_timer done_{bell_.get_executor()};
  std::unique_ptr<PageSeat> seat_;
  bool ended_ = false;
  bool written_ = false;
};

template <class Stream, class Upgrade>
boost::asio::awaitable<void> run_page_socket(Stream& stream, Upgrade upgrade, Request head, Hall& hall) {
  boost::beast::get_lowest_layer(stream).expires_never();  // the socket has limits of its own
  const auto page = std::make_shared<PageSocket<Stream>>(stream, head, hall);
  const bool offered = ("," + std::string(head.header("sec-websocket-protocol")) + ",").find(kSubprotocol) !=
                       std::string::npos;
  boost::system::error_code error;
  co_await page->accept(upgrade, offered, error);
  if (!error) co_await page->run();
}

}  // namespace corelogic::gateway
