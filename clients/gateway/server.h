// server.h: the listening socket, the loop that everything runs on, and the meters that come in.
// Side: control, one thread.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "schema/vocabulary/result.h"

namespace corelogic::gateway {

struct ServerOptions {
  std::string address = "127.0.0.1";
  unsigned short port = 8420;  ///< 0: any free one
  std::string page;            ///< directory of the built page; empty: none
  std::string certificate;     ///< PEM; with key: TLS
  std::string key;
  std::vector<std::string> hosts;    ///< beside the address
  std::vector<std::string> origins;  ///< beside the hosts
  bool plain_network = false;        ///< beyond loopback without TLS: somebody else encrypts
};

class Server {
 public:
  /// Errors: an address that is none or taken, a certificate that cannot be read, kDenied beyond loopback
  /// without
  ///         TLS, kStorage of the token's file.
  [[nodiscard]] static vocabulary::Result<std::unique_ptr<Server>> open(const ServerOptions& options);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  /// "http://127.0.0.1:8420"
  [[nodiscard]] std::string url() const;
  /// Serves until SIGTERM or SIGINT. `alive` is called twice a second.
  void run(const std::function<void()>& alive);

 private:
  struct State;
  explicit Server(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace corelogic::gateway
