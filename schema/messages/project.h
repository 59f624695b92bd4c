// project.h: the words of common.capnp and project.capnp as plain values.
// Values only: no behaviour beyond equality, no capnp, no threads.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "schema/vocabulary/ids.h"
#include "schema/vocabulary/strip_words.h"
#include "schema/vocabulary/units.h"

namespace corelogic::messages {

using vocabulary::ClientId;
using vocabulary::ClipMode;
using vocabulary::ConnectionId;
using vocabulary::Decibels;
using vocabulary::InsertId;
using vocabulary::Listen;
using vocabulary::MeterDetail;
using vocabulary::MeterPoint;
using vocabulary::Polarity;
using vocabulary::SendId;
using vocabulary::TrackId;

enum class TrackKind : std::uint16_t { kUnspecified = 0, kAudio = 1, kAux = 2, kMaster = 3 };

struct NoInput { bool operator==(const NoInput&) const = default; };
/// Capture channels of the audio device, from 1, one per strip channel.
struct DeviceInput { std::vector<std::uint16_t> channels; bool operator==(const DeviceInput&) const = default; };
struct FileInput { std::string path; bool loop = false; bool operator==(const FileInput&) const = default; };
using Input = std::variant<NoInput, DeviceInput, FileInput>;

struct NoOutput { bool operator==(const NoOutput&) const = default; };
struct TrackOutput { TrackId track; bool operator==(const TrackOutput&) const = default; };
/// Playback channels of the audio device, from 1.
struct DeviceOutput { std::vector<std::uint16_t> channels; bool operator==(const DeviceOutput&) const = default; };
using Output = std::variant<NoOutput, TrackOutput, DeviceOutput>;

struct NamedValue { std::string name; double value = 0; bool operator==(const NamedValue&) const = default; };

/// What an effect listens to; no valid track: its own input.
struct Key { TrackId track; bool pre_fader = false; bool operator==(const Key&) const = default; };

struct Insert {
  InsertId id;
  std::string effect;
  bool bypass = false;
  std::vector<NamedValue> parameters;  ///< every parameter of the effect, in catalogue order
  Key key = {};
  std::string file = {};                ///< as FileInput.path; empty: none
  std::vector<NamedValue> other = {};   ///< of the side that is not heard; empty until first used
  bool side_b = false;
  bool operator==(const Insert&) const = default;
};
struct Send {
  SendId id;
  TrackId destination;
  Decibels level{0.0};
  double pan = 0;
  bool pre_fader = false;
  bool operator==(const Send&) const = default;
};
struct Meter {
  MeterPoint point = MeterPoint::kPostFader;
  MeterDetail detail = MeterDetail::kBasic;
  bool operator==(const Meter&) const = default;
};
struct OutputStage {
  bool safety_limiter = false;
  double ceiling = -1;  ///< dBTP
  ClipMode clip = ClipMode::kNone;
  std::uint8_t dither_bits = 0;
  bool dim = false;
  bool mono = false;
  double dim_level = -20;  ///< dB
  bool operator==(const OutputStage&) const = default;
};
struct MasterSource { bool operator==(const MasterSource&) const = default; };
struct TrackSource { TrackId track; bool operator==(const TrackSource&) const = default; };
using MonitorSource = std::variant<MasterSource, TrackSource>;
struct Monitor {
  MonitorSource source;
  bool dim = false;
  bool mono = false;
  bool cut = false;
  double dim_level = -20;  ///< dB
  bool operator==(const Monitor&) const = default;
};
struct Track {
  TrackId id;
  TrackKind kind = TrackKind::kAudio;
  std::string name;
  std::uint16_t channels = 2;
  Decibels volume{0.0};
  double pan = 0;
  bool mute = false;
  bool solo = false;
  std::vector<Insert> inserts;
  std::vector<Send> sends;
  Input input;
  Output output;
  Decibels monitor_level{0.0};
  Output monitor_output;
  double trim = 0;       ///< dB
  Polarity polarity = Polarity::kNormal;
  double high_pass = 0;  ///< Hz, 0: off
  double delay = 0;      ///< ms
  Meter meter;
  Listen listen = Listen::kOff;
  std::vector<std::uint16_t> output_map;
  OutputStage stage;
  bool operator==(const Track&) const = default;
};
struct Connection {
  ConnectionId id;
  TrackId source;
  std::string source_port = "out";
  Output destination;
  std::vector<std::uint16_t> map = {};
  bool operator==(const Connection&) const = default;
};
inline constexpr std::uint32_t kProjectFormatVersion = 2;
struct Project {
  std::uint32_t format_version = kProjectFormatVersion;
  std::string name;
  std::uint32_t sample_rate = 48000;
  std::uint32_t next_id = 1;
  std::vector<Track> tracks;
  std::vector<Connection> connections;
  double tempo = 120;  ///< quarter notes a minute
  Monitor monitor = {};
  bool operator==(const Project&) const = default;
};

}  // namespace corelogic::messages
