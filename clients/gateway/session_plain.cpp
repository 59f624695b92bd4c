// session_plain.cpp: connections in the clear.  Side: control, the server's thread.
#include "clients/gateway/session_body.h"

namespace corelogic::gateway {

asio::awaitable<void> serve_plain(asio::ip::tcp::socket socket, std::string address, Hall& hall) {
  beast::tcp_stream stream(std::move(socket));
  Session<beast::tcp_stream> session(stream, std::move(address), hall);
  co_await session.run();
  error_code ignored;
  stream.socket().shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
}

}  // namespace corelogic::gateway
