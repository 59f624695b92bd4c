// controller.cpp: what begins when, and what ends when.  Side: control.
#include "controller/actors/controller.h"

#include <spdlog/spdlog.h>

#include <optional>

#include "controller/actors/client_actor.h"
#include "controller/actors/door_actor.h"
#include "controller/actors/engine_actor.h"
#include "controller/actors/past_actor.h"
#include "controller/actors/project_actor.h"
#include "controller/actors/store_actor.h"
#include "controller/actors/telemetry_actor.h"
#include "schema/wire/curve.h"
#include "schema/wire/doorway.h"
#include "schema/wire/endpoints.h"
#include "schema/wire/limits.h"

namespace corelogic::actors {
namespace {

using store::DataDirectory;
using store::ProjectStore;
using vocabulary::RefusalCode;
using vocabulary::Result;

constexpr const char* kFirstProject = "untitled";
constexpr std::uint32_t kFirstRate = 48'000;

struct Sockets {
  std::vector<wire::Socket> clients;
  wire::Socket engine;
  wire::Socket engine_telemetry;
  wire::Socket telemetry;
};

wire::SocketLimits control_limits() {
  wire::SocketLimits limits;
  limits.max_message_bytes = static_cast<std::int64_t>(wire::kMostRequestBytes);
  // Changes are some 300 bytes: 512 of them keep what libzmq holds for a client that does not read under 256
  // KiB.
  limits.queue = 512;
  return limits;
}

wire::SocketLimits trusted_limits() {
  wire::SocketLimits limits;
  limits.max_message_bytes = -1;
  return limits;
}

/// The engine's line has an I/O thread of its own: a fader move must not wait until the one before it has
/// been sent to fifty watchers (README.md, Decisions).
Result<Sockets> open_sockets(wire::Context& context) {
  using wire::Socket;
  using wire::SocketKind;
  wire::Context engine_context;
  auto clients = Socket::bind(context, SocketKind::kRouter, wire::control_endpoint(), control_limits());
  if (!clients) return clients.refusal();
  auto engine = Socket::bind(engine_context, SocketKind::kRouter, wire::engine_endpoint(), trusted_limits());
  if (!engine) return engine.refusal();
  auto meters =
      Socket::connect(context, SocketKind::kSubscriber, wire::engine_telemetry_endpoint(), trusted_limits());
  if (!meters) return meters.refusal();
  auto telemetry = Socket::bind(context, SocketKind::kPublisher, wire::telemetry_endpoint());
  if (!telemetry) return telemetry.refusal();
  return Sockets{only(std::move(*clients)), std::move(*engine), std::move(*meters), std::move(*telemetry)};
}

/// What stands between the network and the actors.
struct Front {
  wire::Doorway doorway;
  wire::Socket control;
  wire::Socket telemetry;
  std::vector<wire::DoorWatch> watches;
  TelemetryActor::Maker again;
  std::string public_key;
};

/// The doorway first: a socket whose domain nobody answers for lets everybody wait, and nobody in.
Result<Front> open_front(wire::Context& context, const Network& network) {
  auto pair = wire::own_key_file(wire::data_directory() + "/server-key");
  if (!pair) return pair.refusal();
  auto doorway = wire::Doorway::open(context);
  if (!doorway) return doorway.refusal();
  wire::SocketLimits limits = control_limits();
  limits.max_message_bytes = wire::kMostNetworkFrameBytes;
  limits.curve = {pair->public_key, pair->secret_key, {}, kControlDomain};
  auto control = wire::Socket::bind(context, wire::SocketKind::kRouter, network.control, limits);
  if (!control) return control.refusal();
  auto watch = wire::DoorWatch::open(context, *control, kControlDomain);
  if (!watch) return watch.refusal();
  wire::SocketLimits meters;
  meters.curve = {pair->public_key, pair->secret_key, {}, kTelemetryDomain};
  TelemetryActor::Maker make = [&context, meters, endpoint = network.telemetry] {
    return wire::Socket::bind(context, wire::SocketKind::kPublisher, endpoint, meters);
  };
  auto telemetry = make();
  if (!telemetry) return telemetry.refusal();
  Front front{std::move(*doorway), std::move(*control), std::move(*telemetry), {}, make, pair->public_key};
  front.watches.push_back(std::move(*watch));
  return front;
}

Result<ProjectStore> open_named(const DataDirectory& directory, const std::string& name,
                                std::uint32_t epoch_above) {
  if (auto fine = DataDirectory::check_name(name); !fine) return fine.refusal();
  return ProjectStore::open(directory.folder_of(name), name, epoch_above);
}

/// The one asked for, else the one open last, else a new one.
Result<ProjectStore> open_first(const DataDirectory& directory, const std::string& asked) {
  const auto [last, epoch] = directory.last_open();
  if (!asked.empty()) return open_named(directory, asked, epoch);
  if (!last.empty()) {
    auto opened = open_named(directory, last, epoch);
    if (opened || opened.refusal().code != RefusalCode::kNotFound) return opened;
  }
  auto opened = open_named(directory, kFirstProject, epoch);
  if (opened || opened.refusal().code != RefusalCode::kNotFound) return opened;
  auto made = ProjectStore::create(directory.folder_of(kFirstProject),
                                   project::make_empty(kFirstProject, kFirstRate).to_message());
  if (!made) return made.refusal();
  return open_named(directory, kFirstProject, epoch);
}

}  // namespace

/// Members in the order of life: the mailboxes outlive the actors, the threads end before them.
struct Controller::State {
  State(Sockets sockets, std::optional<Front> front, DataDirectory directory, ProjectStore opened_store,
        store::Opened opened)
      : summary(opened.project.name() + " at revision " + std::to_string(opened.revision.epoch) + "." +
                std::to_string(opened.revision.number)),
        store(mail, std::move(directory), store::AccessStore::open(wire::data_directory()),
              std::move(opened_store), opened.revision.epoch, front ? front->public_key : ""),
        project(mail, std::move(opened)),
        engine(mail, std::move(sockets.engine)),
        telemetry(mail, std::move(sockets.engine_telemetry), std::move(sockets.telemetry)),
        clients(mail, std::make_unique<RouterLine>(std::move(sockets.clients))) {
    if (!front) return;
    telemetry.open_to_network(std::move(front->telemetry), std::move(front->again));
    door.emplace(mail, std::move(front->doorway), std::move(front->watches));
  }

  void begin() {
    if (door) door_thread.emplace("door", *door);
    store_thread.emplace("store", store);
    past_thread.emplace("past", past);
    project_thread.emplace("project", project);
    engine_thread.emplace("engine-line", engine);
    telemetry_thread.emplace("telemetry", telemetry);
    clients_thread.emplace("clients", clients);
  }

  /// Requests end first, then the model, whose last words go to the disk.
  void end() {
    const auto finish = [](auto& actor, std::optional<ActorThread>& thread) {
      actor.post(EndOfWork{});
      thread.reset();
    };
    finish(project, project_thread);
    finish(store, store_thread);
    finish(past, past_thread);
    finish(clients, clients_thread);
    finish(engine, engine_thread);
    finish(telemetry, telemetry_thread);
    if (door) finish(*door, door_thread);
  }

  std::unique_ptr<wire::Context> context;  // outlives the sockets
  Mailboxes mail;
  std::string summary;
  StoreActor store;
  PastActor past{mail};
  ProjectActor project;
  EngineActor engine;
  TelemetryActor telemetry;
  ClientActor clients;
  std::optional<DoorActor> door;
  std::optional<ActorThread> store_thread, past_thread, project_thread, engine_thread, telemetry_thread,
      clients_thread, door_thread;
};

Controller::Controller(std::unique_ptr<State> state) : state_(std::move(state)) {}

Controller::~Controller() {
  state_->end();
  spdlog::info("controller: ended");
}

Result<std::unique_ptr<Controller>> Controller::start(const std::string& project, const Network& network) {
  auto context = std::make_unique<wire::Context>();
  for (const auto& path : {wire::runtime_directory(), wire::data_directory()})
    if (auto made = wire::make_private_directory(path); !made) return made.refusal();
  auto directory = DataDirectory::lock(wire::data_directory());
  if (!directory) return directory.refusal();
  auto store = open_first(*directory, project);
  if (!store) return store.refusal();
  auto opened = store->take_opened();
  if (auto remembered = directory->remember_open({opened.project.name(), opened.revision.epoch}); !remembered)
    return remembered.refusal();
  auto sockets = open_sockets(*context);
  if (!sockets) return sockets.refusal();
  std::optional<Front> front;
  if (!network.control.empty()) {
    auto made = open_front(*context, network);
    if (!made) return made.refusal();
    spdlog::info("controller: {} and {} are open to keys of the access list; the server's key is {}",
                 network.control, network.telemetry, made->public_key);
    sockets->clients.push_back(std::move(made->control));
    front = std::move(*made);
  }
  auto state = std::make_unique<State>(std::move(*sockets), std::move(front), std::move(*directory),
                                       std::move(*store), std::move(opened));
  state->context.swap(context);
  state->begin();
  return std::unique_ptr<Controller>(new Controller(std::move(state)));
}

std::string Controller::summary() const {
  return state_->summary;
}

void Controller::ping() {
  state_->mail.clients.ping();
  state_->mail.project.ping();
  state_->mail.store.ping();
  state_->mail.engine.ping();
  state_->mail.telemetry.ping();
  if (state_->door) state_->mail.door.ping();
}

bool Controller::all_answered() {
  return state_->mail.clients.answered() && state_->mail.project.answered() &&
         state_->mail.store.answered() && state_->mail.engine.answered() &&
         state_->mail.telemetry.answered() && (!state_->door || state_->mail.door.answered());
}

}  // namespace corelogic::actors
