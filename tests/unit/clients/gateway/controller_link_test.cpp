// controller_link_test.cpp: no answer is left lying: libzmq tells of it once, and whoever asks it anything
// else in that moment has taken the news.
#include "clients/gateway/controller_link.h"

#include <gtest/gtest.h>

#include <atomic>
#include <boost/asio/steady_timer.hpp>
#include <thread>

#include "tests/support/process.h"

namespace corelogic::gateway {
namespace {

using namespace std::chrono_literals;

/// Answers each frame at another moment after it came.
class Echo {
 public:
  Echo(wire::Context& context, const std::string& endpoint)
      : socket_(*wire::Socket::bind(context, wire::SocketKind::kRouter, endpoint)),
        thread_([this] { answer(); }) {}
  ~Echo() {
    ending_ = true;
    thread_.join();
  }

 private:
  void answer() {
    wire::Socket* const sockets[] = {&socket_};
    for (int answered = 0; !ending_;) {
      wire::wait(sockets, nullptr, 10ms);
      while (const auto message = socket_.receive()) {
        for (int i = 0; i < answered % 1000; ++i) std::atomic_signal_fence(std::memory_order_seq_cst);
        socket_.send(*message);
        ++answered;
      }
    }
  }

  wire::Socket socket_;
  std::atomic<bool> ending_ = false;
  std::thread thread_;
};

TEST(ControllerLink, HearsEachOfManyAnswersWheneverItComes) {
  constexpr int kMany = 20'000;
  support::ScratchDirectory scratch;
  const std::string endpoint = "ipc://" + scratch.path() + "/echo";
  wire::Context context;
  const Echo echo(context, endpoint);
  boost::asio::io_context loop;
  int heard = 0;
  bool lost = false;
  boost::asio::steady_timer patience(loop, 20s);
  patience.async_wait([&](boost::system::error_code error) {
    if (!error) loop.stop();
  });
  std::unique_ptr<Link> link;
  link = connect_controller(loop, context, endpoint, Speaker::kMachine,
                            {[&](std::string_view) {
                               if (++heard == kMany) return loop.stop();
                               link->send("again");
                             },
                             [&] { lost = true; }});
  ASSERT_NE(link, nullptr);
  ASSERT_TRUE(link->send("first"));
  loop.run();
  EXPECT_EQ(heard, kMany);
  EXPECT_FALSE(lost);
  link.reset();
  loop.restart();
  loop.poll();
}

}  // namespace
}  // namespace corelogic::gateway
