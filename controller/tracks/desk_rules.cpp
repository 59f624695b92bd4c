// desk_rules.cpp: the kinds, the face and the vcas of a strip, and the words in which they are refused. Side:
// control; pure.
#include "controller/tracks/desk_rules.h"

#include <algorithm>
#include <cctype>
#include <utility>

namespace corelogic::tracks {
namespace {

using messages::TrackKind;
using vocabulary::Refusal;
using vocabulary::RefusalCode;
using vocabulary::Result;

Refusal invalid(std::string_view subject, std::string sentence) {
  return {RefusalCode::kInvalid, std::string(subject), std::move(sentence)};
}

/// Code points of a text: all bytes but those that continue one.
std::size_t characters_of(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}
bool is_control(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
}

Result<void> check_vca(const Track& track, std::string_view subject) {
  const Track plain;
  const auto refuse = [&](std::string_view what) { return check_sound(track, what, subject); };
  if (!track.inserts.empty()) return refuse("inserts");
  if (!track.sends.empty()) return refuse("sends");
  if (track.pan != 0) return refuse("pan");
  if (track.input != plain.input) return refuse("input");
  if (track.output != plain.output || !track.output_map.empty()) return refuse("output");
  if (!track.direct_out.channels.empty()) return refuse("direct out");
  if (track.trim != 0 || track.polarity != plain.polarity || track.high_pass != 0 || track.delay != 0)
    return refuse("input stage");
  if (track.meter != plain.meter) return refuse("meter");
  if (track.solo_isolate) return refuse("solo isolate");
  return {};
}

}  // namespace

std::string_view kind_text(TrackKind kind) {
  switch (kind) {
    case TrackKind::kAudio:
      return "audio track";
    case TrackKind::kAux:
      return "aux";
    case TrackKind::kMaster:
      return "master";
    case TrackKind::kGroup:
      return "group";
    case TrackKind::kVca:
      return "vca";
    case TrackKind::kMatrix:
      return "matrix";
    case TrackKind::kUnspecified:
      break;
  }
  return "track";
}

std::string kind_with_article(TrackKind kind) {
  const std::string_view text = kind_text(kind);
  return (text.starts_with('a') ? "an " : "a ") + std::string(text);
}

bool has_sound(const Track& track) {
  return track.kind != TrackKind::kVca;
}

Result<void> check_sound(const Track& track, std::string_view what, std::string_view subject) {
  if (has_sound(track)) return {};
  return invalid(subject, track.name + " is a vca: it moves other strips and has no sound, so no " +
                              std::string(what) + "; set that of the strips it moves.");
}

Result<void> check_look(std::string_view colour, std::string_view icon, std::string_view comment,
                        std::string_view subject) {
  const std::string of(subject);
  const bool hexadecimal = colour.size() == 7 && colour.front() == '#' &&
                           std::all_of(colour.begin() + 1, colour.end(), [](char c) {
                             return std::isxdigit(static_cast<unsigned char>(c)) != 0;
                           });
  if (!colour.empty() && !hexadecimal)
    return invalid(of + ".colour", "A colour is written #rrggbb in hexadecimal, as #ff8800, or left empty.");
  const bool word = std::ranges::none_of(icon, [](char c) { return is_control(c) || c == ' '; });
  if (!word || characters_of(icon) > kMostIconCharacters)
    return invalid(of + ".icon", "An icon is one word of at most 32 characters, as guitar, or left empty.");
  if (characters_of(comment) > kMostCommentCharacters)
    return invalid(of + ".comment", "A comment has at most 2000 characters; this one has " +
                                        std::to_string(characters_of(comment)) + ".");
  if (std::ranges::any_of(comment, [](char c) { return is_control(c) && c != '\n' && c != '\t'; }))
    return invalid(of + ".comment", "A comment has no control characters but line breaks and tabs.");
  return {};
}

Result<void> check_kind(const Track& track, std::string_view subject) {
  const bool audio = track.kind == TrackKind::kAudio;
  if (!audio && track.record_arm)
    return invalid(subject, track.name + " is armed; only an audio track records.");
  if (!audio && track.monitoring != messages::Monitoring::kInput)
    return invalid(subject, track.name + " has no input to monitor; only an audio track has one.");
  if (track.kind == TrackKind::kMaster && track.solo_isolate)
    return invalid(subject, "The master is never silenced by a solo; there is nothing to isolate.");
  for (const auto& send : track.sends)
    if (send.pre_eq && !send.pre_fader)
      return invalid("send " + std::to_string(send.id.value),
                     "A send before the inserts is a send before the fader: preEq goes with preFader.");
  if (track.kind == TrackKind::kVca) return check_vca(track, subject);
  return {};
}

std::vector<const Track*> vcas_above(const TrackList& tracks, const Track& strip) {
  std::vector<const Track*> above;
  const auto visit = [&](const Track& track) {
    for (const auto id : track.vcas) {
      const Track* vca = tracks.find(id);
      if (vca && std::ranges::find(above, vca) == above.end()) above.push_back(vca);
    }
  };
  visit(strip);
  for (std::size_t next = 0; next < above.size(); ++next) visit(*above[next]);
  return above;
}

}  // namespace corelogic::tracks
