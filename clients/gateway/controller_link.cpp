// controller_link.cpp: libzmq's descriptor tells each news once, so everything is taken at each, and nothing
// is asked of a socket without looking whether something came.  Side: control.
#include "clients/gateway/controller_link.h"

#include <utility>  // asio forgets it

#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/post.hpp>
#include <random>
#include <string>

#include "schema/wire/limits.h"

namespace corelogic::gateway {
namespace {

namespace asio = boost::asio;

constexpr int kAtATime = 64;  // messages of one link before others get their turn

/// Lives until its last wait is over, which may be after the Link that owns it: ears may end the link from
/// within.
class Ear : public std::enable_shared_from_this<Ear> {
 public:
  Ear(asio::io_context& loop, wire::Socket socket, LinkEars ears, bool mortal)
      : loop_(loop),
        socket_(std::move(socket)),
        descriptor_(loop, socket_.descriptor()),
        ears_(std::move(ears)),
        mortal_(mortal) {}
  ~Ear() { descriptor_.release(); }  // libzmq closes it
  Ear(const Ear&) = delete;
  Ear& operator=(const Ear&) = delete;

  void wait() {
    descriptor_.async_wait(asio::posix::stream_descriptor::wait_read,
                           [self = shared_from_this()](boost::system::error_code error) {
                             if (error || self->ended_) return;
                             self->listen();
                             if (!self->ended_) self->wait();
                           });
  }
  void end() noexcept {
    ended_ = true;
    ears_ = {};
    boost::system::error_code ignored;
    descriptor_.cancel(ignored);
  }
  bool send(std::string_view frame) {
    if (!socket_.send(wire::as_frame(frame))) return false;
    listen_soon();  // sending takes news from the descriptor
    return true;
  }
  void pause(bool paused) {
    paused_ = paused;
    if (!paused_) listen_soon();
  }

 private:
  void listen_soon() {
    if (std::exchange(soon_, true)) return;
    asio::post(loop_, [self = shared_from_this()] {
      self->soon_ = false;
      if (!self->ended_) self->listen();
    });
  }
  void listen() {
    const auto self = shared_from_this();
    for (int i = 0; i < kAtATime && !paused_; ++i) {
      const auto message = socket_.receive();
      if (!message) break;
      const auto heard = ears_.heard;  // which may take its ears away
      heard(wire::as_text(message->payload));
      if (ended_) return;
    }
    const wire::Socket::Ready ready = socket_.ready();
    if (ready.readable && !paused_)
      return listen_soon();  // it came since; the descriptor will not say so again
    if (ready.writable || !mortal_ || std::exchange(lost_, true)) return;
    const auto lost = ears_.lost;
    lost();
  }

  asio::io_context& loop_;
  wire::Socket socket_;
  asio::posix::stream_descriptor descriptor_;
  LinkEars ears_;
  bool mortal_;
  bool ended_ = false;
  bool paused_ = false;
  bool lost_ = false;
  bool soon_ = false;
};

class ZeroMqLink : public Link {
 public:
  explicit ZeroMqLink(std::shared_ptr<Ear> ear) : ear_(std::move(ear)) { ear_->wait(); }
  ~ZeroMqLink() override { ear_->end(); }
  bool send(std::string_view frame) override { return ear_->send(frame); }
  void pause(bool paused) override { ear_->pause(paused); }

 private:
  std::shared_ptr<Ear> ear_;
};

std::unique_ptr<Link> link_on(asio::io_context& loop, vocabulary::Result<wire::Socket> socket, LinkEars ears,
                              bool mortal) {
  if (!socket || socket->descriptor() < 0) return nullptr;
  return std::make_unique<ZeroMqLink>(
      std::make_shared<Ear>(loop, *std::move(socket), std::move(ears), mortal));
}

/// By the first letters the controller knows whom it takes for nobody; the rest is another one each time.
std::string guest_name() {
  std::random_device device;
  return "guest-" + std::to_string(device()) + "-" + std::to_string(device());
}

}  // namespace

std::unique_ptr<Link> connect_controller(asio::io_context& loop, wire::Context& context,
                                         const std::string& endpoint, Speaker speaker, LinkEars ears) {
  wire::SocketLimits limits;
  limits.max_message_bytes = static_cast<std::int64_t>(wire::kMostFrameBytes);
  limits.queue = 256;
  limits.reconnect_ms = -1;
  if (speaker == Speaker::kGuest) limits.name = guest_name();
  return link_on(loop, wire::Socket::connect(context, wire::SocketKind::kDealer, endpoint, limits),
                 std::move(ears), true);
}

std::unique_ptr<Link> subscribe_telemetry(asio::io_context& loop, wire::Context& context,
                                          const std::string& endpoint, LinkEars ears) {
  wire::SocketLimits limits;
  limits.max_message_bytes = static_cast<std::int64_t>(wire::kMostFrameBytes);
  limits.queue = 16;  // dropped rather than queued
  return link_on(loop, wire::Socket::connect(context, wire::SocketKind::kSubscriber, endpoint, limits),
                 std::move(ears), false);
}

}  // namespace corelogic::gateway
