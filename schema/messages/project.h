// project.h: the words of common.capnp and project.capnp as plain values.
// Values only: no behaviour beyond equality, no capnp, no threads.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "schema/messages/wire.h"
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
using vocabulary::Monitoring;
using vocabulary::MuteGroupId;
using vocabulary::Polarity;
using vocabulary::SceneId;
using vocabulary::SendId;
using vocabulary::SoloMode;
using vocabulary::Tap;
using vocabulary::TrackId;

enum class TrackKind : std::uint16_t { kUnspecified = 0, kAudio = 1, kAux = 2, kMaster = 3, kGroup = 4, kVca = 5, kMatrix = 6 };

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
  bool post_fader = false;             ///< behind the fader and before the pan
  std::vector<std::string> safe = {};  ///< what a scene recall leaves alone: parameters, "bypass", "all"
  std::string other_file = {};         ///< of the side that is not heard; empty: the same as of the other
  bool operator==(const Insert&) const = default;
};
struct Send {
  SendId id;
  TrackId destination;
  Decibels level{0.0};
  double pan = 0;
  bool pre_fader = false;
  bool pre_eq = false;  ///< with pre_fader: before the inserts
  bool mute = false;
  bool operator==(const Send&) const = default;
};
/// A strip's own way to the device, beside its output.
struct DirectOut {
  std::vector<std::uint16_t> channels = {};  ///< playback channels from 1; empty: none
  Tap tap = Tap::kPostFader;
  Decibels level{0.0};
  bool operator==(const DirectOut&) const = default;
};
struct MuteGroup {
  MuteGroupId id;
  std::string name;
  bool active = false;  ///< its members are silent
  bool operator==(const MuteGroup&) const = default;
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
  std::string colour;   ///< "#rrggbb"; empty: none
  std::string icon;     ///< a word; empty: none
  std::string comment;
  std::vector<TrackId> vcas;             ///< that move this strip
  std::vector<MuteGroupId> mute_groups;  ///< it belongs to
  TrackId link;                          ///< the other strip of a stereo pair; not valid: none
  bool record_arm = false;
  Monitoring monitoring = Monitoring::kInput;
  DirectOut direct_out;
  bool solo_isolate = false;      ///< others' solo does not silence it
  bool solo_safe = false;         ///< its own solo cannot be changed
  std::vector<std::string> safe;  ///< what a scene recall leaves alone; see Track.safe of common.capnp
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
struct SoloSettings {
  SoloMode mode = SoloMode::kInPlace;
  bool exclusive = false;  ///< one solo ends the others
  bool operator==(const SoloSettings&) const = default;
};
/// The mix as it was when stored.
struct Scene {
  SceneId id;
  std::string name;
  std::string comment;
  std::uint32_t fade_ms = 0;
  std::vector<Track> tracks;
  Monitor monitor;
  std::vector<MuteGroup> mute_groups;
  bool operator==(const Scene&) const = default;
};
inline constexpr std::uint32_t kProjectFormatVersion = 3;
struct Project {
  std::uint32_t format_version = kProjectFormatVersion;
  std::string name;
  std::uint32_t sample_rate = 48000;
  std::uint32_t next_id = 1;
  std::vector<Track> tracks;
  std::vector<Connection> connections;
  double tempo = 120;  ///< quarter notes a minute
  Monitor monitor = {};
  std::vector<MuteGroup> mute_groups = {};
  SoloSettings solo = {};
  std::vector<Scene> scenes = {};
  std::vector<Wire> wires = {};
  bool custom_wiring = false;  ///< only the wires above are made
  bool operator==(const Project&) const = default;
};

}  // namespace corelogic::messages
