// house_rules.h: the rules of the house as data: who may include whom, which foreign header lives where, what
// a file looks like. Change a rule here, with its reason, when the design changes.  Side: test.
#pragma once

#include <string_view>
#include <vector>

namespace corelogic::house {

/// A room may include itself, the rooms named, and nothing else of this house. The longest matching folder
/// counts.
struct RoomRule {
  std::string_view room;
  std::vector<std::string_view> may_include;
};

/// A foreign header, by the beginning of its name, and the only places it may appear in.
struct ForeignRule {
  std::string_view header;
  std::vector<std::string_view> places;
};

/// A file above the limit of lines, and why.
struct LongFile {
  std::string_view path;
  std::string_view reason;
};

inline constexpr std::size_t kMostLines = 400;

/// DESIGN, part 6. `schema/vocabulary` may be included wherever `schema/messages` may.
inline const std::vector<RoomRule>& room_rules() {
  static const std::vector<RoomRule> rules = {
      // schema: wire -> messages -> vocabulary -> std
      {"schema/vocabulary", {}},
      {"schema/messages", {"schema/vocabulary"}},
      {"schema/wire", {"schema/messages", "schema/vocabulary", "schema/"}},

      // engine
      {"engine/dsp", {"schema/vocabulary", "engine/side.h"}},
      {"engine/effects", {"engine/dsp", "schema/vocabulary", "engine/side.h"}},
      {"engine/graph", {"engine/effects", "engine/dsp", "schema/vocabulary", "engine/side.h"}},
      {"engine/doors", {"engine/graph", "engine/side.h"}},
      // What a worker does while it waits is a matter of the registers that kernels use.
      {"engine/scheduler", {"engine/graph", "engine/doors", "engine/dsp/vector_units.h", "engine/side.h"}},
      // metering borrows Fourier transforms: FFTW's planner has one place.
      {"engine/metering", {"engine/doors", "engine/graph", "engine/effects", "engine/side.h"}},
      // hardware and streaming refuse in words: a device that cannot open, a file that cannot be read.
      // What it writes to integers has the dither of the outputs.
      {"engine/streaming",
       {"engine/doors", "engine/graph", "engine/dsp/triangular_noise.h", "schema/vocabulary",
        "engine/side.h"}},
      // Ports and their wires are spoken of in the words of the engine's line, as far as the device.
      {"engine/hardware",
       {"engine/scheduler", "engine/graph", "schema/messages", "schema/vocabulary", "engine/side.h"}},
      {"engine/plugins",
       {"engine/doors", "engine/graph", "schema/messages", "schema/vocabulary", "engine/side.h"}},
      {"engine/building",
       {"engine/graph", "engine/effects", "engine/dsp", "engine/doors", "engine/metering", "engine/streaming",
        "engine/plugins", "schema/messages", "schema/vocabulary", "engine/side.h"}},
      // control speaks the messages that wire carries.
      {"engine/control",
       {"engine/building", "engine/hardware", "engine/doors", "schema/wire", "schema/messages",
        "schema/vocabulary", "engine/side.h"}},
      {"engine/apps", {"engine/", "schema/wire", "schema/messages", "schema/vocabulary"}},

      // controller: the model's structs are those of schema/messages, one set of words for model and wire.
      {"controller/tracks", {"schema/messages", "schema/vocabulary"}},
      {"controller/timeline", {"schema/messages", "schema/vocabulary"}},
      {"controller/routing", {"controller/tracks", "schema/messages", "schema/vocabulary"}},
      {"controller/project",
       {"controller/tracks", "controller/routing", "controller/timeline", "schema/messages",
        "schema/vocabulary"}},
      {"controller/commands",
       {"controller/project", "controller/routing", "controller/tracks", "controller/timeline",
        "schema/messages", "schema/vocabulary"}},
      {"controller/compiler",
       {"controller/project", "controller/routing", "controller/tracks", "controller/timeline",
        "schema/messages", "schema/vocabulary"}},
      {"controller/store",
       {"controller/access", "controller/project", "schema/wire", "schema/messages", "schema/vocabulary"}},
      // access asks the model whose strip an insert or a send is.
      {"controller/access",
       {"controller/project", "controller/tracks", "schema/messages", "schema/vocabulary"}},
      // actors hold the project they serve, and say which of its effects are placeholders.
      {"controller/actors",
       {"controller/commands", "controller/compiler", "controller/store", "controller/access",
        "controller/project", "controller/tracks/placeholder.h", "schema/wire", "schema/messages",
        "schema/vocabulary"}},
      {"controller/apps", {"controller/actors", "schema/vocabulary"}},

      // clients
      {"clients/cpp", {"schema/"}},
      {"clients/cli", {"clients/cpp", "schema/"}},
      {"clients/gateway", {"clients/cpp", "schema/"}},

      // The supervisor must live when everything else is broken: std and Linux, and the words at most.
      {"systemd/supervisor", {"schema/vocabulary"}},

      {"tests", {"engine/", "controller/", "schema/", "clients/", "systemd/", "tests/"}},
  };
  return rules;
}

inline const std::vector<ForeignRule>& foreign_rules() {
  static const std::vector<ForeignRule> rules = {
      {"capnp/", {"schema/wire/"}},
      {"kj/", {"schema/wire/"}},
      {"zmq", {"schema/wire/"}},
      {"sodium", {"controller/access/"}},
      {"qrencode", {"clients/cli/"}},
      {"sqlite3", {"controller/store/"}},
      {"SQLiteCpp/", {"controller/store/"}},
      {"jack/", {"engine/hardware/jack_"}},
      {"boost/lockfree/", {"engine/doors/"}},
      {"boost/beast", {"clients/gateway/"}},
      {"boost/asio", {"clients/gateway/"}},
      {"sndfile", {"engine/streaming/", "clients/gateway/waveform.cpp"}},
      {"soxr", {"engine/streaming/"}},
      {"lilv/", {"engine/plugins/"}},
      {"hwy/", {"engine/dsp/", "engine/effects/"}},
      {"fftw3", {"engine/effects/"}},
      {"readline/", {"clients/cli/shell.cpp"}},
      {"ebur128", {"engine/metering/"}},
      // In wire it reads the JSON form strictly; elsewhere it only prints for people (--json, --stats).
      {"nlohmann/", {"schema/wire/", "clients/cli/", "clients/gateway/", "engine/apps/"}},
      {"openssl/", {"clients/gateway/"}},
      {"CLI/", {"clients/cli/", "clients/gateway/", "engine/apps/", "controller/apps/"}},
      {"spdlog/", {"engine/control/", "engine/apps/", "controller/actors/", "controller/apps/"}},
      {"systemd/sd-",
       {"engine/control/", "engine/apps/", "controller/actors/", "controller/apps/", "clients/gateway/"}},
  };
  return rules;
}

/// Folders with a slash that belong to Linux, glibc or the language.
inline const std::vector<std::string_view>& system_folders() {
  static const std::vector<std::string_view> folders = {"sys/", "linux/", "arpa/", "netinet/"};
  return folders;
}

/// Rooms whose code runs in a cycle.
inline const std::vector<std::string_view>& realtime_rooms() {
  static const std::vector<std::string_view> rooms = {"engine/effects/", "engine/dsp/", "engine/graph/",
                                                      "engine/scheduler/", "engine/doors/"};
  return rooms;
}

/// What would let such code wait or speak.
inline const std::vector<std::string_view>& waiting_headers() {
  static const std::vector<std::string_view> headers = {
      "mutex", "thread", "iostream", "fstream", "future", "shared_mutex", "condition_variable"};
  return headers;
}

/// A file of a realtime room that may wait all the same, and why.
struct WaitingFile {
  std::string_view path;
  std::string_view header;
  std::string_view reason;
};
inline const std::vector<WaitingFile>& waiting_files() {
  static const std::vector<WaitingFile> files = {{"engine/effects/fourier.cpp", "mutex",
                                                  "FFTW's planner may run in one thread at a time; plans are "
                                                  "made in constructors, on the control side"}};
  return files;
}

/// The top level is fixed (names that begin with a dot are free; build* is the compiler's).
inline const std::vector<std::string_view>& top_level() {
  static const std::vector<std::string_view> names = {"CMakeLists.txt", "engine", "controller", "schema",
                                                      "clients",        "tests",  "systemd",    "README.md",
                                                      "studio",         "LICENSE"};
  return names;
}

inline const std::vector<LongFile>& long_files() {
  static const std::vector<LongFile> files = {
      {"tests/unit/schema/wire/examples.h",
       "one example of every message: a list, with nothing to take apart"},
      {"schema/command.capnp", "every command there is, in the order of its number"},
      {"clients/node/src/schema.ts", "generated from schema/*.capnp"},
      {"clients/node/src/schema_table.ts", "generated from schema/*.capnp"},
      {"clients/python/generate.py", "one writer of one language"},
      {"clients/python/corelogic/words/command.py", "generated from schema/*.capnp"},
      {"clients/python/corelogic/words/common.py", "generated from schema/*.capnp"},
      {"clients/python/corelogic/words/change.py", "generated from schema/*.capnp"},
      {"clients/python/corelogic/verbs.py", "generated from schema/*.capnp"},
      {"clients/python/corelogic/strips.py", "generated from schema/*.capnp"}};
  return files;
}

}  // namespace corelogic::house
