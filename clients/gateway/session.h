// session.h: one TCP connection from its first byte to its last, in the clear or through TLS. The two are
// instantiated in a unit each, for Beast takes its time to compile.  Side: control, the server's thread.
#pragma once

#include <utility>  // asio forgets it

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <string>

#include "clients/gateway/hall.h"

namespace corelogic::gateway {

/// Ends when the connection does; never throws.
boost::asio::awaitable<void> serve_plain(boost::asio::ip::tcp::socket socket, std::string address,
                                         Hall& hall);
boost::asio::awaitable<void> serve_tls(boost::asio::ip::tcp::socket socket, boost::asio::ssl::context& tls,
                                       std::string address, Hall& hall);

}  // namespace corelogic::gateway
