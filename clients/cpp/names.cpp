// names.cpp: candidates, nearest names, and what is said when there is none or more than one.  Side: control;
// pure.
#include "clients/cpp/names.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>
#include <vector>

#include "schema/wire/words.h"

namespace corelogic::client {
namespace {

using namespace messages;
using vocabulary::Refusal;
using vocabulary::RefusalCode;

std::optional<std::uint32_t> number_of(std::string_view text) {
  std::uint32_t number = 0;
  const auto got = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = got.ec == std::errc{} && got.ptr == text.data() + text.size() && !text.empty();
  return whole ? std::optional(number) : std::nullopt;
}

/// "#7"; and "7", which counts only where nothing is called 7.
std::optional<std::uint32_t> id_in(std::string_view text) {
  return number_of(text.starts_with('#') ? text.substr(1) : text);
}

std::string folded(std::string_view text) {
  std::string small(text);
  for (char& c : small)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return small;
}

bool same(std::string_view a, std::string_view b) {
  return folded(a) == folded(b);
}

/// What text may mean: the names people know, and the id each stands for.
struct Candidate {
  std::string name;
  std::uint32_t id = 0;
};

Refusal unknown(std::string_view kind, std::string_view text, const std::vector<Candidate>& all) {
  std::vector<std::string_view> names;
  for (const Candidate& one : all) names.push_back(one.name);
  const std::string_view near = wire::nearest(text, names);
  std::string sentence = "There is no " + std::string(kind) + " " + wire::quoted(text);
  if (!near.empty())
    sentence += "; did you mean " + wire::quoted(near) + "?";
  else if (names.empty())
    sentence += "; the project has no " + std::string(kind) + " at all.";
  else
    sentence += "; there is " + wire::one_of(names) + ".";
  return {RefusalCode::kUnknownId, std::string(kind) + " " + wire::printable(text, 40), std::move(sentence)};
}

Refusal ambiguous(std::string_view kind, std::string_view text, const std::vector<Candidate>& matches) {
  std::vector<std::string> words;
  for (const Candidate& one : matches) words.push_back(one.name + " (#" + std::to_string(one.id) + ")");
  const std::vector<std::string_view> views(words.begin(), words.end());
  return {RefusalCode::kInvalid, std::string(kind) + " " + wire::printable(text, 40),
          wire::quoted(text) + " could mean " + wire::one_of(views) + "; write the number with its #."};
}

/// An exact spelling wins over large and small letters alike, and a name over a bare number.
Result<std::uint32_t> choose(std::string_view kind, std::string_view text,
                             const std::vector<Candidate>& all) {
  for (const bool exact : {true, false}) {
    std::vector<Candidate> matches;
    for (const Candidate& one : all) {
      const bool fits = exact ? one.name == text : same(one.name, text);
      const bool twice =
          std::any_of(matches.begin(), matches.end(), [&](const auto& m) { return m.id == one.id; });
      if (fits && !twice) matches.push_back(one);
    }
    if (matches.size() == 1) return matches.front().id;
    if (matches.size() > 1) return ambiguous(kind, text, matches);
  }
  if (const auto id = id_in(text))
    for (const Candidate& one : all)
      if (one.id == *id) return *id;
  return unknown(kind, text, all);
}

/// Equal names get ":1", ":2", ...; the plain name stays, so that it is found to be ambiguous.
std::vector<Candidate> numbered(const std::vector<Candidate>& plain) {
  std::vector<Candidate> all = plain;
  for (std::size_t i = 0; i < plain.size(); ++i) {
    const auto alike = [&](const Candidate& other) { return other.name == plain[i].name; };
    if (std::count_if(plain.begin(), plain.end(), alike) < 2) continue;
    const auto nth = std::count_if(plain.begin(), plain.begin() + static_cast<std::ptrdiff_t>(i), alike) + 1;
    all.push_back({plain[i].name + ":" + std::to_string(nth), plain[i].id});
  }
  return all;
}

std::string joined(const std::vector<std::uint16_t>& channels) {
  std::string text = "device:";
  for (std::size_t i = 0; i < channels.size(); ++i) text += (i > 0 ? "," : "") + std::to_string(channels[i]);
  return text;
}

}  // namespace

Result<TrackId> find_track(const Project& project, std::string_view text) {
  std::vector<Candidate> all;
  for (const Track& track : project.tracks) all.push_back({track.name, track.id.value});
  const bool called =
      std::any_of(all.begin(), all.end(), [&](const auto& one) { return same(one.name, text); });
  if (!called && same(text, "master"))
    for (const Track& track : project.tracks)
      if (track.kind == TrackKind::kMaster) return track.id;
  const auto id = choose("track", text, all);
  if (!id) return id.refusal();
  return TrackId{*id};
}

Result<InsertId> find_insert(const Project& project, std::string_view text) {
  std::vector<Candidate> all;
  for (const Track& track : project.tracks)
    for (const Insert& insert : track.inserts)
      all.push_back({track.name + "/" + insert.effect, insert.id.value});
  const auto id = choose("insert", text, numbered(all));
  if (!id) return id.refusal();
  return InsertId{*id};
}

Result<SendId> find_send(const Project& project, std::string_view text) {
  std::vector<Candidate> all;
  for (const Track& track : project.tracks)
    for (const Send& send : track.sends)
      all.push_back({track.name + "->" + name_of(project, send.destination), send.id.value});
  const auto id = choose("send", text, numbered(all));
  if (!id) return id.refusal();
  return SendId{*id};
}

Result<ConnectionId> find_connection(const Project& project, std::string_view text) {
  std::vector<Candidate> all;
  for (const Connection& connection : project.connections)
    all.push_back({name_of(project, connection.source) + "->" + text_of(project, connection.destination),
                   connection.id.value});
  const auto id = choose("connection", text, numbered(all));
  if (!id) return id.refusal();
  return ConnectionId{*id};
}

Result<MuteGroupId> find_mute_group(const Project& project, std::string_view text) {
  std::vector<Candidate> all;
  for (const MuteGroup& group : project.mute_groups) all.push_back({group.name, group.id.value});
  const auto id = choose("mute group", text, all);
  if (!id) return id.refusal();
  return MuteGroupId{*id};
}

Result<SceneId> find_scene(const Project& project, std::string_view text) {
  std::vector<Candidate> all;
  for (const Scene& scene : project.scenes) all.push_back({scene.name, scene.id.value});
  const auto id = choose("scene", text, all);
  if (!id) return id.refusal();
  return SceneId{*id};
}

const Track* track_of(const Project& project, TrackId id) {
  for (const Track& track : project.tracks)
    if (track.id == id) return &track;
  return nullptr;
}

const Track* track_of(const Project& project, InsertId id) {
  for (const Track& track : project.tracks)
    for (const Insert& insert : track.inserts)
      if (insert.id == id) return &track;
  return nullptr;
}

const Track* track_of(const Project& project, SendId id) {
  for (const Track& track : project.tracks)
    for (const Send& send : track.sends)
      if (send.id == id) return &track;
  return nullptr;
}

const Insert* insert_of(const Project& project, InsertId id) {
  for (const Track& track : project.tracks)
    for (const Insert& insert : track.inserts)
      if (insert.id == id) return &insert;
  return nullptr;
}

const Send* send_of(const Project& project, SendId id) {
  for (const Track& track : project.tracks)
    for (const Send& send : track.sends)
      if (send.id == id) return &send;
  return nullptr;
}

const Connection* connection_of(const Project& project, ConnectionId id) {
  for (const Connection& connection : project.connections)
    if (connection.id == id) return &connection;
  return nullptr;
}

std::string name_of(const Project& project, TrackId id) {
  const Track* track = track_of(project, id);
  return track ? track->name : "#" + std::to_string(id.value);
}

std::string text_of(const Input& input) {
  if (const auto* device = std::get_if<DeviceInput>(&input)) return joined(device->channels);
  if (const auto* file = std::get_if<FileInput>(&input))
    return "file:" + file->path + (file->loop ? ",loop" : "");
  return "none";
}

std::string text_of(const Project& project, const Output& output) {
  if (const auto* device = std::get_if<DeviceOutput>(&output)) return joined(device->channels);
  if (const auto* track = std::get_if<TrackOutput>(&output)) return name_of(project, track->track);
  return "none";
}

}  // namespace corelogic::client
