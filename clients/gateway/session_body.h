// session_body.h: HTTP requests of one connection, one after the other, until it ends or becomes a page's
// socket. Included by the two units that instantiate it and by nobody else.  Side: control, the server's
// thread.
#pragma once

#include <utility>  // asio forgets it

#include <boost/asio/awaitable.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/websocket.hpp>
#include <memory>
#include <optional>
#include <string>

#include "clients/gateway/limits.h"
#include "clients/gateway/page_socket.h"
#include "clients/gateway/session.h"
#include "clients/gateway/token_bucket.h"

namespace corelogic::gateway {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using boost::system::error_code;

template <class Stream>
class Session {
 public:
  using Clock = std::chrono::steady_clock;

  Session(Stream& stream, std::string address, Hall& hall)
      : stream_(stream),
        address_(std::move(address)),
        hall_(hall),
        requests_(kRequestsASecond, kRequestBurst, Clock::now()) {}

  asio::awaitable<void> run() {
    for (bool first = true;; first = false) {
      Parser parser;
      parser.header_limit(kMostHeaderBytes);
      parser.body_limit(kMostImportBytes);
      beast::get_lowest_layer(stream_).expires_after(first ? kHeaderTimeout : kIdleTimeout);
      error_code error;
      co_await http::async_read_header(stream_, buffer_, parser,
                                       asio::redirect_error(asio::use_awaitable, error));
      if (error) {
        co_await say_why(error);
        co_return;
      }
      Request request = head_of(parser.get());
      std::optional<Response> early = turned_away(request, parser);
      if (!early) {
        error = {};
        co_await read_body(parser, error);
        if (error) {
          co_await say_why(error);
          co_return;
        }
        if (beast::websocket::is_upgrade(parser.get()) && is_socket_path(request.target)) {
          auto upgrade = parser.release();
          co_await run_page_socket(stream_, std::move(upgrade), std::move(request), hall_);
          co_return;
        }
        request.body = std::move(parser.get().body());
      }
      const bool keep = !early && parser.get().keep_alive();
      Response response;
      if (early) {
        response = *std::move(early);
      } else {
        co_await answer(request, response);
      }
      error = {};
      co_await write(std::move(response), request.method == "HEAD", keep, error);
      if (error || !keep) co_return;
    }
  }

 private:
  using Parser = http::request_parser<http::string_body>;

  static bool is_socket_path(std::string_view target) { return target.substr(0, target.find('?')) == "/ws"; }

  template <class Message>
  Request head_of(const Message& message) {
    Request request;
    request.method = std::string(message.method_string());
    request.target = std::string(message.target());
    request.address = address_;
    for (const auto& field : message) {
      std::string name(field.name_string());
      for (char& letter : name) letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
      // Two of one name are one list; of Host or Authorization a list is refused like any stranger.
      std::string& value = request.headers[name];
      value += (value.empty() ? "" : ", ") + std::string(field.value());
    }
    return request;
  }

  std::optional<Response> turned_away(const Request& request, Parser& parser) {
    if (!requests_.take(Clock::now()))
      return as_response({429, "busy", "client", "You send more than 1000 requests a second; send fewer."});
    if (auto response = hall_.at_the_door(request)) return response;
    const std::size_t most = hall_.most_body(request);
    if (parser.content_length() && *parser.content_length() > most)
      return as_response({413, "invalid", "body",
                          "The body may have " + std::to_string(most) + " bytes here, not " +
                              std::to_string(*parser.content_length()) + "."});
    parser.body_limit(most);
    return std::nullopt;
  }

  asio::awaitable<void> read_body(Parser& parser, error_code& error) {
    beast::get_lowest_layer(stream_).expires_after(kBodyTimeout);
    if (beast::iequals(parser.get()[http::field::expect], "100-continue")) {
      http::response<http::empty_body> go_on(http::status::continue_, 11);
      co_await http::async_write(stream_, go_on, asio::redirect_error(asio::use_awaitable, error));
      if (error) co_return;
    }
    co_await http::async_read(stream_, buffer_, parser, asio::redirect_error(asio::use_awaitable, error));
  }

  /// The desk answers now or later: the timer stands for its bell.
  asio::awaitable<void> answer(const Request& request, Response& response) {
    struct Bell {
      explicit Bell(asio::any_io_executor executor) : timer(std::move(executor)) {}
      asio::steady_timer timer;
      std::optional<Response> response;
    };
    beast::get_lowest_layer(stream_).expires_never();
    const auto bell = std::make_shared<Bell>(stream_.get_executor());
    bell->timer.expires_at(Clock::time_point::max());
    hall_.answer(request, [bell](Response said) {
      bell->response = std::move(said);
      bell->timer.cancel();
    });
    error_code ignored;
    while (!bell->response)
      co_await bell->timer.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
    response = *std::move(bell->response);
  }

  asio::awaitable<void> write(Response response, bool head_only, bool keep, error_code& error) {
    http::response<http::string_body> message(static_cast<http::status>(response.status), 11);
    const std::size_t size = response.body.size();
    if (!response.type.empty()) message.set(http::field::content_type, response.type);
    message.set("X-Content-Type-Options", "nosniff");
    message.set("Referrer-Policy", "no-referrer");
    message.set("Cross-Origin-Resource-Policy", "same-origin");
    message.set("X-Frame-Options", "DENY");
    for (const auto& [name, value] : response.headers) message.insert(name, value);
    const bool bare = response.status == 204 || response.status == 304;
    if (!head_only && !bare) message.body() = std::move(response.body);
    if (!bare) message.content_length(size);
    message.keep_alive(keep);
    beast::get_lowest_layer(stream_).expires_after(kWriteTimeout);
    co_await http::async_write(stream_, message, asio::redirect_error(asio::use_awaitable, error));
  }

  /// Of a request that could not be read. Who said nothing, or is gone, is told nothing.
  asio::awaitable<void> say_why(error_code why) {
    Problem problem{400, "invalid", "request", "This is no HTTP request."};
    if (why == http::error::header_limit)
      problem = {431, "invalid", "header", "The header may have 16384 bytes."};
    if (why == http::error::body_limit)
      problem = {413, "invalid", "body", "The body is larger than anything that is read here."};
    if (why == beast::error::timeout ||
        why.category() != http::make_error_code(http::error::body_limit).category() ||
        why == http::error::end_of_stream || why == http::error::partial_message)
      co_return;
    error_code ignored;
    co_await write(as_response(problem), false, false, ignored);
  }

  Stream& stream_;
  std::string address_;
  Hall& hall_;
  TokenBucket requests_;
  beast::flat_buffer buffer_{kMostHeaderBytes + (std::size_t{64} << 10)};
};

}  // namespace corelogic::gateway
