// controller_link.h: a ZeroMQ socket in the server's event loop.  Side: control, the server's thread.
#pragma once

#include <boost/asio/io_context.hpp>
#include <memory>
#include <string>

#include "clients/gateway/link.h"
#include "schema/wire/socket.h"

namespace corelogic::gateway {

/// A DEALER to the controller that is lost when its peer is, and stays so.
[[nodiscard]] std::unique_ptr<Link> connect_controller(boost::asio::io_context& loop, wire::Context& context,
                                                       const std::string& endpoint, Speaker speaker,
                                                       LinkEars ears);

/// A SUB that hears all telemetry, over any number of restarts of who publishes it.
[[nodiscard]] std::unique_ptr<Link> subscribe_telemetry(boost::asio::io_context& loop, wire::Context& context,
                                                        const std::string& endpoint, LinkEars ears);

}  // namespace corelogic::gateway
