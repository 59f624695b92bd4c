// engine_link.cpp: see engine_link.h.  Side: control.
#include "engine/control/engine_link.h"

#include <utility>

namespace corelogic::control {
namespace {

/// While the controller is away about 25 s of reports are kept, the rest is dropped: it will ask anew anyhow.
constexpr int kQueue = 256;

}  // namespace

vocabulary::Result<EngineLink> EngineLink::connect(wire::Context& context, const std::string& endpoint,
                                                   std::uint64_t instance) {
  wire::SocketLimits limits;
  limits.max_message_bytes = -1;  // snapshots; the directory lets nobody else in
  limits.queue = kQueue;
  auto socket = wire::Socket::connect(context, wire::SocketKind::kDealer, endpoint, limits);
  if (!socket) return socket.refusal();
  return EngineLink(std::move(*socket), instance);
}

std::optional<messages::ToEngine> EngineLink::receive() {
  while (std::optional<wire::Message> message = socket_.receive()) {
    auto word = wire::decode_to_engine(message->payload);
    if (word) {
      heard_ = true;
      return std::move(*word);
    }
    ++unreadable_;
  }
  return std::nullopt;
}

void EngineLink::report(messages::EngineStatus status) {
  messages::FromEngine word{instance_, {}};
  if (heard_) {
    word.body = std::move(status);
  } else {
    word.body = messages::EngineHello{std::move(status)};
  }
  socket_.send(wire::encode(word));
}

void EngineLink::say(messages::PlanInstalled installed) {
  socket_.send(wire::encode(messages::FromEngine{instance_, installed}));
}

void EngineLink::say(messages::SnapshotRefused refused) {
  socket_.send(wire::encode(messages::FromEngine{instance_, std::move(refused)}));
}

void EngineLink::say(const messages::EngineWiring& wiring) {
  if (heard_) socket_.send(wire::encode(messages::FromEngine{instance_, wiring}));
}

}  // namespace corelogic::control
