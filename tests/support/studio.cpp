// studio.cpp: see studio.h.
#include "tests/support/studio.h"

#include <sndfile.h>

#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <numbers>
#include <sstream>
#include <stdexcept>
#include <vector>

#include "tests/support/places.h"

namespace corelogic::support {
namespace {

std::vector<std::string> supervisor_line(const House& house) {
  const std::string units = support::source_directory() + "/systemd/";
  return {binary("corelogic-supervisor"),
          "--foreground",
          "--runtime",
          house.runtime_directory(),
          "--programs",
          support::binary_directory(),
          units + "corelogic-engine.service",
          units + "corelogic-controller.service"};
}

/// The same samples on each channel, as 32-bit float.
std::string write_sound(const std::string& path, const std::vector<float>& samples, int channels, int rate) {
  SF_INFO info{};
  info.samplerate = rate;
  info.channels = channels;
  info.format = SF_FORMAT_WAV | SF_FORMAT_FLOAT;
  SNDFILE* file = sf_open(path.c_str(), SFM_WRITE, &info);
  if (file == nullptr) throw std::runtime_error(sf_strerror(nullptr));
  std::vector<float> frames;
  for (const float sample : samples) frames.insert(frames.end(), static_cast<std::size_t>(channels), sample);
  sf_writef_float(file, frames.data(), static_cast<sf_count_t>(samples.size()));
  sf_close(file);
  return path;
}

}  // namespace

Studio::Studio(const JackOptions& jack) : jack_(jack), supervisor_(supervisor_line(house_), environment()) {
  auto connection = client::Connection::open(
      context_,
      {.endpoint = "ipc://" + house_.runtime_directory() + "/control", .name = "test", .timeout = 10s});
  if (!connection) throw std::runtime_error(connection.refusal().sentence);
  connection_.emplace(std::move(*connection));
  if (!in_step()) throw std::runtime_error("the studio does not come up: " + words());
}

Studio::~Studio() {
  (void)supervisor_.stop(10s);
}

Environment Studio::environment() const {
  return house_.environment(jack_.environment());
}

messages::Reply Studio::command(messages::CommandBody command, const client::Terms& terms) {
  auto reply = connection_->call(messages::Command{std::move(command)}, terms);
  if (!reply) throw std::runtime_error(reply.refusal().sentence + "\n" + words());
  if (const auto* refused = std::get_if<messages::Refused>(&reply->body))
    throw std::runtime_error(refused->sentence);
  return *reply;
}

messages::Status Studio::status() {
  auto reply = connection_->call(messages::GetStatus{});
  if (!reply) throw std::runtime_error(reply.refusal().sentence + "\n" + words());
  return std::get<messages::Status>(reply->body);
}

messages::Project Studio::project() {
  auto reply = connection_->call(messages::GetProject{});
  if (!reply) throw std::runtime_error(reply.refusal().sentence + "\n" + words());
  return std::get<messages::Project>(reply->body);
}

bool Studio::in_step(Milliseconds deadline) {
  return eventually(
      [this] {
        const auto reply = connection_->call(messages::GetStatus{});
        if (!reply) return false;
        const auto* status = std::get_if<messages::Status>(&reply->body);
        return status != nullptr && status->engine_connected && status->graph_hash == status->engine_hash;
      },
      deadline);
}

ServiceState Studio::service(const std::string& name) const {
  std::ifstream file(house_.runtime_directory() + "/supervisor.json");
  const auto state = nlohmann::json::parse(file, nullptr, false);
  if (state.is_discarded()) return {};
  for (const auto& one : state.value("services", nlohmann::json::array()))
    if (one.value("name", "") == name)
      return {.pid = one.value("pid", 0), .restarts = one.value("restarts", 0)};
  return {};
}

std::string Studio::words() const {
  return supervisor_.standard_error() + jack_.words() + "\n";
}

std::string write_sine(const ScratchDirectory& where, int frames_per_cycle, float amplitude, int channels,
                       int rate) {
  std::vector<float> wave(static_cast<std::size_t>(frames_per_cycle));
  for (std::size_t i = 0; i < wave.size(); ++i)
    wave[i] = static_cast<float>(
        amplitude * std::sin(2.0 * std::numbers::pi * static_cast<double>(i) / frames_per_cycle));
  return write_sound(where.file("sine" + std::to_string(frames_per_cycle) + ".wav"), wave, channels, rate);
}

std::string write_constant(const ScratchDirectory& where, float value, int channels, int rate) {
  return write_sound(where.file("constant.wav"), std::vector<float>(4800, value), channels, rate);
}

messages::TrackId play_loop(Studio& studio, const std::string& name, const std::string& path) {
  const auto added = studio.command(messages::AddTrack{.name = name});
  const messages::TrackId track{std::get<messages::Done>(added.body).ids.at(0)};
  studio.command(messages::SetInput{track, messages::FileInput{.path = path, .loop = true}});
  studio.command(messages::Play{});
  return track;
}

}  // namespace corelogic::support
