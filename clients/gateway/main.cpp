// main.cpp: corelogic-gateway: options, the service manager. Wiring only.  Side: control.
#include <systemd/sd-daemon.h>

#include <CLI/CLI.hpp>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "clients/gateway/openapi.h"
#include "clients/gateway/server.h"

namespace {

using corelogic::gateway::Server;
using corelogic::gateway::ServerOptions;

/// "127.0.0.1:8420" or "[::1]:8420".
bool read_listen(const std::string& text, ServerOptions& options) {
  const std::size_t colon = text.rfind(':');
  if (colon == std::string::npos) return false;
  char* end = nullptr;
  const unsigned long port = std::strtoul(text.c_str() + colon + 1, &end, 10);
  if (end == text.c_str() + colon + 1 || *end != '\0' || port > 65535) return false;
  options.address = text.substr(0, colon);
  if (options.address.starts_with('[') && options.address.ends_with(']'))
    options.address = options.address.substr(1, options.address.size() - 2);
  options.port = static_cast<unsigned short>(port);
  return true;
}

int serve(const ServerOptions& options) {
  std::signal(SIGPIPE, SIG_IGN);
  auto server = Server::open(options);
  if (!server) {
    std::fprintf(stderr, "corelogic-gateway: %s\n", server.refusal().sentence.c_str());
    return 1;
  }
  const std::string url = (*server)->url();
  std::fprintf(stderr, "gateway: ready at %s\n", url.c_str());
  sd_notifyf(0, "READY=1\nSTATUS=%s", url.c_str());
  (*server)->run([] { sd_notify(0, "WATCHDOG=1"); });
  sd_notify(0, "STOPPING=1");
  return 0;
}

}  // namespace

// NOLINTNEXTLINE(bugprone-exception-escape): a start-up that is broken ends here
int main(int argc, char** argv) {
  CLI::App app("The CoreLogic Studio gateway: the mixer for browsers and scripts, over HTTP and WebSocket.");
  app.footer(
      "Examples:\n"
      "  corelogic-gateway --page clients/web/dist\n"
      "  corelogic-gateway --listen 192.168.1.20:8420 --certificate studio.pem --key studio.key --host "
      "studio.local\n"
      "Its own token, for this machine's admin, is in <runtime>/web-token.");
  ServerOptions options;
  std::string listen = "127.0.0.1:8420";
  std::string runtime;
  bool openapi = false;
  app.set_version_flag("--version", std::string("corelogic-gateway ") + CORELOGIC_VERSION);
  app.add_option("--listen", listen, "address and port")
      ->envname("CORELOGIC_WEB_LISTEN")
      ->capture_default_str();
  app.add_option("--page", options.page, "directory of the built page")->envname("CORELOGIC_WEB_PAGE");
  app.add_option("--certificate", options.certificate, "PEM file of the certificate and its chain: TLS")
      ->envname("CORELOGIC_WEB_CERTIFICATE");
  app.add_option("--key", options.key, "PEM file of its private key")->envname("CORELOGIC_WEB_KEY");
  app.add_option("--host", options.hosts, "a name by which browsers may call this machine")
      ->envname("CORELOGIC_WEB_HOST");
  app.add_option("--origin", options.origins,
                 "a page of somebody else's that may speak here: https://desk.example")
      ->envname("CORELOGIC_WEB_ORIGIN");
  app.add_flag("--plain-network", options.plain_network,
               "beyond loopback without TLS: somebody else encrypts");
  app.add_option("--runtime", runtime, "directory of the sockets ($CORELOGIC_RUNTIME_DIR)");
  app.add_flag("--openapi", openapi, "print the OpenAPI document, and end");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  if (openapi) return std::puts(corelogic::gateway::openapi_document().c_str()) < 0 ? 1 : 0;
  if (!read_listen(listen, options)) {
    std::fprintf(stderr, "corelogic-gateway: --listen must be ADDRESS:PORT, as 127.0.0.1:8420, not %s.\n",
                 listen.c_str());
    return 2;
  }
  if (!runtime.empty()) setenv("CORELOGIC_RUNTIME_DIR", runtime.c_str(), 1);
  return serve(options);
}
