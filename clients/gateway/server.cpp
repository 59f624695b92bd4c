// server.cpp: opening, accepting within limits, and the beat.  Side: control, one thread.
#include "clients/gateway/server.h"

#include <unistd.h>

#include <utility>  // asio forgets it

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <csignal>
#include <map>
#include <optional>
#include <set>

#include "clients/gateway/controller_link.h"
#include "clients/gateway/front_desk.h"
#include "clients/gateway/hall.h"
#include "clients/gateway/limits.h"
#include "clients/gateway/page_talk.h"
#include "clients/gateway/session.h"
#include "schema/wire/codec.h"
#include "schema/wire/endpoints.h"

namespace corelogic::gateway {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;
using vocabulary::Refusal;
using vocabulary::RefusalCode;
using vocabulary::Result;
using Clock = std::chrono::steady_clock;

constexpr auto kBeat = 50ms;
constexpr unsigned kBeatsOfALife = 10;
constexpr auto kAfterTooMany = 100ms;  // no descriptor left: the next one comes when one was given back

Result<std::optional<asio::ssl::context>> make_tls(const ServerOptions& options) {
  if (options.certificate.empty() != options.key.empty())
    return Refusal{RefusalCode::kInvalid, "tls", "--certificate and --key go together."};
  if (options.certificate.empty()) return std::optional<asio::ssl::context>{};
  std::optional<asio::ssl::context> tls(std::in_place, asio::ssl::context::tls_server);
  error_code error;
  tls->set_options(asio::ssl::context::default_workarounds | asio::ssl::context::no_tlsv1 |
                       asio::ssl::context::no_tlsv1_1 | SSL_OP_NO_RENEGOTIATION,
                   error);
  tls->use_certificate_chain_file(options.certificate, error);
  if (error)
    return Refusal{RefusalCode::kNotFound, options.certificate,
                   "The certificate " + options.certificate + " cannot be used: " + error.message() + "."};
  tls->use_private_key_file(options.key, asio::ssl::context::pem, error);
  if (error)
    return Refusal{RefusalCode::kNotFound, options.key,
                   "The key " + options.key + " cannot be used: " + error.message() + "."};
  return tls;
}

/// What connections see: a desk, and the pages that are here.
class OpenHall : public Hall {
 public:
  OpenHall(FrontDesk& desk, LinkMaker make_link) : desk_(desk), make_link_(std::move(make_link)) {}

  std::optional<Response> at_the_door(const Request& head) override {
    return desk_.at_the_door(head, Clock::now());
  }
  std::size_t most_body(const Request& head) const override { return desk_.most_body(head); }
  void answer(const Request& request, std::function<void(Response)> answered) override {
    desk_.answer(request, std::move(answered), Clock::now());
  }
  std::unique_ptr<PageSeat> seat(const Request& head, std::function<void()> wake) override {
    return std::make_unique<Seat>(*this, head, std::move(wake));
  }
  void tick(Clock::time_point now) {
    for (PageTalk* page : pages_) page->tick(now);
  }
  [[nodiscard]] const std::set<PageTalk*>& pages() const { return pages_; }

 private:
  class Seat : public PageSeat {
   public:
    Seat(OpenHall& hall, const Request& head, std::function<void()> wake)
        : hall_(hall),
          talk_({.make_link = hall.make_link_,
                 .wake = std::move(wake),
                 .may_try = [&hall,
                             address = head.address] { return hall.desk_.may_try(address, Clock::now()); },
                 .wrong_token = [&hall,
                                 address = head.address] { hall.desk_.wrong_token(address, Clock::now()); }},
                hall.desk_.counters(), token_of(head), hall.desk_.own_token(), Clock::now()) {
      hall_.pages_.insert(&talk_);
    }
    ~Seat() override { hall_.pages_.erase(&talk_); }
    void hear(std::string_view text) override { talk_.hear(text, Clock::now()); }
    std::optional<PageFrame> next() override { return talk_.next(Clock::now()); }
    std::optional<PageClosing> closing() const override { return talk_.closing(); }
    bool welcomed() const override { return talk_.may_import(); }

   private:
    OpenHall& hall_;
    PageTalk talk_;
  };

  FrontDesk& desk_;
  LinkMaker make_link_;
  std::set<PageTalk*> pages_;
};

}  // namespace

struct Server::State {
  State(ServerOptions options_given, std::optional<asio::ssl::context> tls_given)
      : options(std::move(options_given)), tls(std::move(tls_given)) {}

  Result<void> listen();
  void enter(Doors doors, std::string token);
  void accept();
  void admit(tcp::socket socket);
  void beat(const std::function<void()>& alive);
  void hear_telemetry(std::string_view frame);

  ServerOptions options;
  std::optional<asio::ssl::context> tls;
  wire::Context zmq;
  // Both outlive the loop: what is left in it when it ends still speaks to them.
  std::optional<FrontDesk> desk;
  std::optional<OpenHall> hall;
  asio::io_context loop{1};
  asio::thread_pool readers{1};  ///< what waits for disks; ends before the loop it speaks to
  tcp::acceptor acceptor{loop};
  asio::steady_timer timer{loop};
  asio::steady_timer later{loop};
  std::unique_ptr<Link> telemetry;
  std::map<std::string, std::size_t> connected;  ///< by address
  std::size_t connections = 0;
  unsigned beats = 0;
};

Result<void> Server::State::listen() {
  error_code error;
  const auto address = asio::ip::make_address(options.address, error);
  if (error)
    return Refusal{RefusalCode::kInvalid, "--listen",
                   options.address + " is no address; write 127.0.0.1:8420 or [::1]:8420."};
  if (!address.is_loopback() && !tls && !options.plain_network)
    return Refusal{
        RefusalCode::kDenied, "--listen",
        "Beyond this machine tokens need TLS: give --certificate and --key, or --plain-network where "
        "somebody else encrypts."};
  const tcp::endpoint endpoint(address, options.port);
  acceptor.open(endpoint.protocol(), error);
  acceptor.set_option(tcp::acceptor::reuse_address(true), error);
  acceptor.bind(endpoint, error);
  if (!error) acceptor.listen(tcp::acceptor::max_listen_connections, error);
  if (error)
    return Refusal{RefusalCode::kNotFound, "--listen",
                   options.address + ":" + std::to_string(options.port) +
                       " cannot be listened to: " + error.message() + "."};
  options.port = acceptor.local_endpoint().port();
  return {};
}

void Server::State::enter(Doors doors, std::string token) {
  LinkMaker make_link = [this](Speaker speaker, LinkEars ears) {
    return connect_controller(loop, zmq, wire::control_endpoint(), speaker, std::move(ears));
  };
  asio::post(readers, [] { (void)nice(10); });  // of this thread only, on Linux
  const auto elsewhere = [this](std::function<void()> work, std::function<void()> done) {
    asio::post(readers, [this, work = std::move(work), done = std::move(done)] {
      work();
      asio::post(loop, done);
    });
  };
  desk.emplace(FrontDeskOptions{std::move(doors), std::move(token), options.page, elsewhere}, make_link);
  hall.emplace(*desk, make_link);
  telemetry = subscribe_telemetry(loop, zmq, wire::telemetry_endpoint(),
                                  {[this](std::string_view frame) { hear_telemetry(frame); }, [] {}});
  accept();
}

void Server::State::accept() {
  acceptor.async_accept([this](error_code error, tcp::socket socket) {
    if (error == asio::error::operation_aborted) return;
    if (!error) {
      admit(std::move(socket));
      return accept();
    }
    later.expires_after(kAfterTooMany);
    later.async_wait([this](error_code stopped) {
      if (!stopped) accept();
    });
  });
}

void Server::State::admit(tcp::socket socket) {
  error_code error;
  const auto peer = socket.remote_endpoint(error);
  if (error) return;
  const std::string address = peer.address().to_string();
  if (connections >= kMostConnections || connected[address] >= kMostPerAddress) return;  // closed unheard
  socket.set_option(tcp::no_delay(true), error);
  ++connections;
  ++connected[address];
  desk->counters().connections = connections;
  const auto left = [this, address](const std::exception_ptr&) {
    --connections;
    if (--connected[address] == 0) connected.erase(address);
    desk->counters().connections = connections;
  };
  if (tls) {
    asio::co_spawn(loop, serve_tls(std::move(socket), *tls, address, *hall), left);
  } else {
    asio::co_spawn(loop, serve_plain(std::move(socket), address, *hall), left);
  }
}

void Server::State::beat(const std::function<void()>& alive) {
  timer.expires_after(kBeat);
  timer.async_wait([this, &alive](error_code error) {
    if (error) return;
    const auto now = Clock::now();
    desk->tick(now);
    hall->tick(now);
    if (++beats % kBeatsOfALife == 0) alive();
    beat(alive);
  });
}

void Server::State::hear_telemetry(std::string_view frame) {
  auto meters = wire::decode_meter_frame(wire::as_frame(frame));
  if (!meters) return;
  if (!meters->cost_nodes.empty())
    desk->learn_costs({meters->cost_nodes, meters->cost_mean, meters->cost_most});
  std::shared_ptr<MeterShot> shot;
  for (PageTalk* page : hall->pages()) {
    if (!page->wants_meters()) continue;
    if (shot == nullptr) {
      shot = std::make_shared<MeterShot>();
      shot->frame = *std::move(meters);
      shot->bytes = flatten(shot->frame);
    }
    page->offer(shot);
  }
}

Server::Server(std::unique_ptr<State> state) : state_(std::move(state)) {}
Server::~Server() {
  if (state_->desk) state_->desk->close();
}

Result<std::unique_ptr<Server>> Server::open(const ServerOptions& options) {
  auto tls = make_tls(options);
  if (!tls) return tls.refusal();
  auto state = std::make_unique<State>(options, *std::move(tls));
  if (auto listening = state->listen(); !listening) return listening.refusal();
  const std::string runtime = wire::runtime_directory();
  if (const auto made = wire::make_private_directory(runtime); !made) return made.refusal();
  auto token = own_token(runtime + "/web-token");
  if (!token) return token.refusal();
  state->enter(make_doors(options.address, state->options.port, state->tls.has_value(), options.hosts,
                          options.origins),
               *std::move(token));
  return std::unique_ptr<Server>(new Server(std::move(state)));
}

std::string Server::url() const {
  const std::string& address = state_->options.address;
  const bool six = address.find(':') != std::string::npos;
  return (state_->tls ? "https://" : "http://") + (six ? "[" + address + "]" : address) + ":" +
         std::to_string(state_->options.port);
}

void Server::run(const std::function<void()>& alive) {
  asio::signal_set endings(state_->loop, SIGTERM, SIGINT);
  endings.async_wait([this](error_code, int) { state_->loop.stop(); });
  state_->beat(alive);
  state_->loop.run();
}

}  // namespace corelogic::gateway
