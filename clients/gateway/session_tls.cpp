// session_tls.cpp: connections through TLS.  Side: control, the server's thread.
#include "clients/gateway/session_body.h"

#include <boost/beast/ssl.hpp>
#include <boost/beast/websocket/ssl.hpp>

namespace corelogic::gateway {

asio::awaitable<void> serve_tls(asio::ip::tcp::socket socket, asio::ssl::context& tls, std::string address,
                                Hall& hall) {
  using Stream = beast::ssl_stream<beast::tcp_stream>;
  Stream stream(std::move(socket), tls);
  beast::get_lowest_layer(stream).expires_after(kHeaderTimeout);
  error_code error;
  co_await stream.async_handshake(asio::ssl::stream_base::server,
                                  asio::redirect_error(asio::use_awaitable, error));
  if (error) co_return;
  Session<Stream> session(stream, std::move(address), hall);
  co_await session.run();
  beast::get_lowest_layer(stream).expires_after(kWriteTimeout);
  co_await stream.async_shutdown(asio::redirect_error(asio::use_awaitable, error));
}

}  // namespace corelogic::gateway
