// fake_controller.h: a controller of one thread for tests of clients: it keeps a project, applies volumes and
// new tracks, pushes changes, stores replies. It can be deaf, forget, and come back with a new epoch.  Side:
// test.
#pragma once

#include <atomic>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <utility>

#include "clients/cpp/mirror.h"
#include "clients/cpp/names.h"
#include "schema/messages/command.h"
#include "schema/wire/codec.h"
#include "schema/wire/socket.h"

namespace corelogic::client {

class FakeController {
 public:
  explicit FakeController(std::string endpoint, std::uint32_t epoch = 1, messages::Project project = studio())
      : endpoint_(std::move(endpoint)), project_(std::move(project)), revision_{epoch, 1} {
    thread_ = std::thread([this] { serve(); });
    while (!bound_) std::this_thread::yield();
  }
  ~FakeController() {
    stop_ = true;
    waker_.wake();
    thread_.join();
  }
  FakeController(const FakeController&) = delete;
  FakeController& operator=(const FakeController&) = delete;

  /// Guitar (2), Drums (3), Reverb (4) and Master (1); a compressor (5) on Guitar, a send (6) to Reverb, a
  /// cable (7).
  static messages::Project studio() {
    using namespace messages;
    const auto strip = [](std::uint32_t id, TrackKind kind, const char* name, Output output) {
      Track track;
      track.id = TrackId{id};
      track.kind = kind;
      track.name = name;
      track.output = std::move(output);
      return track;
    };
    Project project;
    project.name = "studio";
    project.next_id = 8;
    project.tracks = {strip(2, TrackKind::kAudio, "Guitar", TrackOutput{TrackId{1}}),
                      strip(3, TrackKind::kAudio, "Drums", TrackOutput{TrackId{1}}),
                      strip(4, TrackKind::kAux, "Reverb", TrackOutput{TrackId{1}}),
                      strip(1, TrackKind::kMaster, "Master", DeviceOutput{{1, 2}})};
    project.tracks[0].inserts = {{InsertId{5}, "compressor", false, {{"threshold", -18}, {"ratio", 3}}}};
    project.tracks[0].sends = {{SendId{6}, TrackId{4}, {-6.0}, 0, false}};
    project.connections = {{ConnectionId{7}, TrackId{3}, "out", DeviceOutput{{5, 6}}}};
    return project;
  }

  /// Does the next requests but loses the answers.
  void lose_answers(int count) { lost_answers_ = count; }
  /// Makes a revision that no client hears of.
  void change_in_silence() { silent_ = true; }
  /// Ends all sessions and says nothing of it.
  void forget_sessions() { forget_ = true; }
  [[nodiscard]] int applied() const { return applied_; }
  [[nodiscard]] int requests() const { return requests_; }

 private:
  void serve() {
    auto socket = wire::Socket::bind(context_, wire::SocketKind::kRouter, endpoint_);
    bound_ = true;
    if (!socket) return;
    while (!stop_) {
      wire::Socket* const sockets[] = {&*socket};
      wire::wait(sockets, &waker_, std::chrono::milliseconds(1000));
      while (auto message = socket->receive()) hear(*socket, *message);
    }
  }

  void hear(wire::Socket& socket, const wire::Message& message) {
    ++requests_;
    const auto request = wire::decode_request(message.payload);
    if (silent_.exchange(false)) ++revision_.number;
    if (forget_.exchange(false)) subscribers_.clear();
    messages::Reply reply;
    reply.revision = revision_;
    if (!request) {
      reply.body = request.refusal();
    } else {
      reply.sequence = request->sequence;
      const auto key = std::make_pair(request->client, request->sequence);
      const auto stored = stored_.find(key);
      if (stored != stored_.end())
        reply = stored->second;
      else
        stored_[key] = reply = std::visit(
            [&](const auto& body) { return answer(*request, body, message.peer, reply); }, request->body);
    }
    if (lost_answers_ > 0) {
      --lost_answers_;
      return;
    }
    socket.send({message.peer, wire::encode(reply, wire::encoding_of(message.payload))});
    for (auto& [peer, pushed] : std::exchange(pushes_, {})) socket.send({peer, wire::encode(pushed)});
  }

  template <class Body>
  messages::Reply answer(const messages::Request& request, const Body& body, const wire::Frame& peer,
                         messages::Reply reply) {
    using namespace messages;
    if constexpr (std::is_same_v<Body, Command>) {
      apply_command(request, body, reply);
    } else if constexpr (std::is_same_v<Body, Hello>) {
      if (body.subscribe) subscribers_[peer] = true;
      reply.body = Welcome{kProtocolVersion, "editor", project_};
    } else if constexpr (std::is_same_v<Body, GetProject>) {
      reply.body = project_;
    } else if constexpr (std::is_same_v<Body, GetStatus>) {
      reply.body = Status{};
    } else if (std::is_same_v<Body, Heartbeat> && subscribers_.count(peer) == 0) {
      reply.body = Refused{vocabulary::RefusalCode::kNotFound, "session", "Say hello."};
    } else {
      reply.body = Alive{};
    }
    return reply;
  }

  void apply_command(const messages::Request& request, const messages::Command& command,
                     messages::Reply& reply) {
    using namespace messages;
    ChangeSet set;
    Done done;
    if (const auto* volume = std::get_if<SetVolume>(&command.body)) {
      if (track_of(project_, volume->track) == nullptr) {
        reply.body = Refused{vocabulary::RefusalCode::kUnknownId,
                             "track " + std::to_string(volume->track.value), "There is no such track."};
        return;
      }
      set.changes = {VolumeSet{volume->track, volume->volume}};
    } else if (const auto* added = std::get_if<AddTrack>(&command.body)) {
      Track track = project_.tracks[0];
      track.inserts.clear();
      track.sends.clear();
      track.id = TrackId{project_.next_id};
      track.name = added->name;
      done.ids = {track.id.value};
      set.changes = {IdsTaken{project_.next_id + 1}, TrackAdded{track, added->position}};
    }
    ++applied_;
    ++revision_.number;
    set.revision = revision_;
    set.client = request.client;
    set.sequence = request.sequence;
    set.label = "a change";
    for (const Change& change : set.changes) apply(project_, change);
    reply.revision = revision_;
    reply.body = std::move(done);
    for (const auto& [peer, wanted] : subscribers_) pushes_.emplace_back(peer, Reply{0, revision_, set});
  }

  std::string endpoint_;
  wire::Context context_;
  wire::Waker waker_;
  messages::Project project_;
  vocabulary::Revision revision_;
  std::map<std::pair<messages::ClientId, std::uint64_t>, messages::Reply> stored_;
  std::map<wire::Frame, bool> subscribers_;
  std::vector<std::pair<wire::Frame, messages::Reply>> pushes_;
  std::atomic<bool> bound_{false};
  std::atomic<bool> stop_{false};
  std::atomic<bool> silent_{false};
  std::atomic<bool> forget_{false};
  std::atomic<int> lost_answers_{0};
  std::atomic<int> applied_{0};
  std::atomic<int> requests_{0};
  std::thread thread_;
};

}  // namespace corelogic::client
