// device_choice.cpp: see device_choice.h.  Side: control.
#include "engine/apps/device_choice.h"

#include <unistd.h>

#include <fstream>
#include <utility>

#include "engine/hardware/jack_device.h"
#include "engine/hardware/timer_device.h"

namespace corelogic::apps {

using Device = std::unique_ptr<hardware::AudioDevice>;
using vocabulary::Result;

DeviceChoice::DeviceChoice(const EngineOptions& options, const std::string& runtime_directory,
                           std::optional<messages::WantedWiring> wanted)
    : options_(options),
      note_(runtime_directory + "/engine-jack"),
      wanted_(std::move(wanted).value_or(messages::WantedWiring{})) {}

Result<Device> DeviceChoice::open() {
  switch (options_.device) {
    case DeviceWish::kTimer:
      return open_timer();
    case DeviceWish::kJack:
      return open_jack(kPatience);
    case DeviceWish::kAuto:
      break;
  }
  const bool was_on_jack = ::access(note_.c_str(), F_OK) == 0;
  Result<Device> jack = open_jack(was_on_jack ? kPatience : std::chrono::milliseconds(0));
  if (jack) return jack;
  // A taken name is no reason to play into nothing: the user has to see it.
  if (jack.refusal().code != vocabulary::RefusalCode::kNotFound) return jack;
  forget();
  on_timer_ = true;
  return open_timer();
}

Result<Device> DeviceChoice::open_jack(std::chrono::milliseconds patience) {
  hardware::JackSettings settings;
  settings.client_name = options_.jack_name;
  settings.inputs = options_.inputs;
  settings.outputs = options_.outputs;
  settings.connect = options_.connect;
  settings.patience = patience;
  settings.wanted = wanted_;
  auto device = hardware::JackDevice::open(settings);
  if (!device) return device.refusal();
  std::ofstream(note_) << getpid() << "\n";
  return Device(std::move(*device));
}

Result<Device> DeviceChoice::open_timer() {
  hardware::TimerSettings settings;
  settings.sample_rate = options_.rate;
  settings.block_frames = options_.block;
  settings.inputs = options_.inputs;
  settings.outputs = options_.outputs;
  auto device = hardware::TimerDevice::make(settings);
  if (!device) return device.refusal();
  return Device(std::move(*device));
}

bool DeviceChoice::better_in_sight() {
  return on_timer_ && hardware::jack_server_answers();
}

void DeviceChoice::forget() {
  ::unlink(note_.c_str());
}

}  // namespace corelogic::apps
