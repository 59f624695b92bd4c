// session.cpp: see session.h.
#include "tests/bench/session.h"

#include <fstream>
#include <random>
#include <sstream>
#include <stdexcept>

#include "controller/compiler/graph_compiler.h"
#include "engine/scheduler/float_mode.h"
#include "schema/vocabulary/effect_catalogue.h"
#include "schema/wire/codec.h"
#include "tests/support/places.h"

namespace corelogic::bench {

namespace {

messages::Insert equaliser(std::uint32_t id, std::size_t bands) {
  namespace eq = vocabulary::eq;
  messages::Insert insert{.id = messages::InsertId{id}, .effect = "eq", .bypass = false, .parameters = {}};
  for (const auto& parameter : vocabulary::find_effect("eq")->parameters)
    insert.parameters.push_back({std::string(parameter.name), parameter.initial});
  for (std::size_t band = 0; band < bands; ++band) {
    auto* values = insert.parameters.data() + band * eq::kParametersPerBand;
    values[eq::kOn].value = 1;
    values[eq::kType].value = eq::kBell;
    values[eq::kFrequency].value = 100.0 * static_cast<double>(band * band + 1);
    values[eq::kGain].value = band % 2 == 0 ? 3 : -3;
    values[eq::kQ].value = 1;
  }
  return insert;
}

}  // namespace

messages::Project tracks_project(std::size_t tracks, const Inserts& inserts) {
  messages::Project project;
  project.name = "bench";
  std::uint32_t id = 2;
  for (std::size_t t = 0; t < tracks; ++t) {
    messages::Track track;
    track.id = messages::TrackId{id++};
    track.name = "Track " + std::to_string(t + 1);
    track.volume = {-6.0};
    track.pan = static_cast<double>(t % 21) / 10.0 - 1.0;
    const auto channel = static_cast<std::uint16_t>(2 * t % kMostChannels + 1);
    track.input = messages::DeviceInput{{channel, static_cast<std::uint16_t>(channel + 1)}};
    track.output = messages::TrackOutput{messages::TrackId{1}};
    for (std::size_t i = 0; i < inserts.equalisers; ++i)
      track.inserts.push_back(equaliser(id++, inserts.bands));
    if (inserts.compressor)
      track.inserts.push_back(
          {.id = messages::InsertId{id++}, .effect = "compressor", .bypass = false, .parameters = {}});
    project.tracks.push_back(std::move(track));
  }
  messages::Track master;
  master.id = messages::TrackId{1};
  master.kind = messages::TrackKind::kMaster;
  master.name = "Master";
  master.output = messages::DeviceOutput{{1, 2}};
  project.tracks.push_back(std::move(master));
  project.next_id = id;
  return project;
}

messages::Project demo_project() {
  std::ifstream file(support::source_directory() + "/controller/apps/demo.json");
  std::stringstream text;
  text << file.rdbuf();
  auto project = wire::decode_project(wire::as_frame(text.str()));
  if (!project) throw std::runtime_error(project.refusal().sentence);
  return *project;
}

messages::GraphSnapshot compile(const messages::Project& project, std::uint64_t revision) {
  const auto model = project::Project::from_message(project);
  if (!model) throw std::runtime_error(model.refusal().sentence);
  return compiler::compile(*model, {1, revision}, {});
}

Player::Player(std::size_t channels, std::uint32_t frames, std::uint32_t threads, double ramp_ms)
    : frames_(frames), cycle_(rings_, {.sample_rate = 48000.0, .threads = threads}) {
  scheduler::flush_denormals();
  std::mt19937 random(1);
  std::uniform_real_distribution<float> noise(-0.5F, 0.5F);
  sound_.assign(channels + 2, std::vector<float>(frames));
  for (auto& channel : sound_)
    for (float& sample : channel) sample = noise(random);
  channels_ = std::min(channels, kMostChannels);
  for (std::size_t c = 0; c < channels; ++c) inputs_.push_back(sound_[c % kMostChannels].data());
  outputs_ = {sound_[channels].data(), sound_[channels + 1].data()};
  device_ = {.inputs = inputs_.data(),
             .outputs = outputs_.data(),
             .input_count = static_cast<std::uint32_t>(channels_),
             .output_count = 2,
             .frames = frames};
  keeper_ = std::make_unique<building::PlanKeeper>(
      rings_, library_,
      building::BuildSettings{.sample_rate = 48000.0,
                              .device_inputs = static_cast<std::uint32_t>(channels),
                              .device_outputs = 2,
                              .ramp_ms = ramp_ms,
                              .threads = threads});
  set_thread_role(ThreadRole::kAudio);
}

Player::~Player() {
  cycle_.release();
  (void)keeper_->poll();
}

void Player::load(messages::GraphSnapshot snapshot) {
  const auto revision = snapshot.revision;
  keeper_->offer(std::move(snapshot));
  keeper_->transport(messages::TransportPlay{});
  for (int turns = 0; keeper_->busy() || keeper_->installed() != revision; ++turns) {
    const auto news = keeper_->poll();
    if (!news.refused.empty()) throw std::runtime_error(news.refused.front().reason);
    if (turns > 1000000) throw std::runtime_error("the plan does not settle");
    run();
  }
  for (int i = 0; i < 2000; ++i) run();  // every ramp has arrived, every cache is warm
}

}  // namespace corelogic::bench
