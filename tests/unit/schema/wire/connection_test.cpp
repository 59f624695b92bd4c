// connection_test.cpp: a TCP connection is ended; one that is gone, or another by now, is left alone.
#include "schema/wire/connection.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>

namespace corelogic::wire {
namespace {

/// A listening socket on a free port of this machine, and connections to it.
class ConnectionTest : public ::testing::Test {
 protected:
  ConnectionTest() : listener_(::socket(AF_INET, SOCK_STREAM, 0)) {
    address_.sin_family = AF_INET;
    address_.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address_;
    EXPECT_EQ(::bind(listener_, reinterpret_cast<sockaddr*>(&address_), size), 0);
    EXPECT_EQ(::listen(listener_, 4), 0);
    EXPECT_EQ(::getsockname(listener_, reinterpret_cast<sockaddr*>(&address_), &size), 0);
  }
  ~ConnectionTest() override { ::close(listener_); }

  struct Pair {
    int near = -1, far = -1;
  };
  Pair connect() {
    Pair pair;
    pair.far = ::socket(AF_INET, SOCK_STREAM, 0);
    EXPECT_EQ(::connect(pair.far, reinterpret_cast<sockaddr*>(&address_), sizeof address_), 0);
    pair.near = ::accept(listener_, nullptr, nullptr);
    return pair;
  }
  static Connection of(int descriptor) {
    Message message;
    message.descriptor = descriptor;
    return Connection(message);
  }
  /// The other end has heard that it is over.
  static bool is_over(int far) {
    char byte = 0;
    return ::recv(far, &byte, 1, MSG_DONTWAIT) == 0;
  }

  int listener_;
  sockaddr_in address_{};
};

TEST_F(ConnectionTest, IsEndedAtBothEnds) {
  const Pair pair = connect();
  const Connection connection = of(pair.near);
  EXPECT_FALSE(is_over(pair.far));
  EXPECT_TRUE(connection.end());
  EXPECT_TRUE(is_over(pair.far));
  ::close(pair.near);
  ::close(pair.far);
}

TEST_F(ConnectionTest, IsLeftAloneWhenAnotherHasItsDescriptor) {
  const Pair gone = connect();
  const Connection connection = of(gone.near);
  const Pair other = connect();
  ::dup2(other.near, gone.near);
  EXPECT_FALSE(connection.end());
  EXPECT_FALSE(is_over(other.far));
  for (const int descriptor : {gone.near, gone.far, other.near, other.far}) ::close(descriptor);
  EXPECT_FALSE(connection.end());
}

TEST_F(ConnectionTest, IsNoneWhenItIsNoTcp) {
  std::array<int, 2> pair{};
  ASSERT_EQ(::socketpair(AF_UNIX, SOCK_STREAM, 0, pair.data()), 0);
  EXPECT_FALSE(of(pair[0]).end());
  EXPECT_FALSE(is_over(pair[1]));
  EXPECT_FALSE(of(-1).end());
  EXPECT_FALSE(Connection().end());
  ::close(pair[0]);
  ::close(pair[1]);
}

}  // namespace
}  // namespace corelogic::wire
