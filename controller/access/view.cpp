// view.cpp: what is kept of a project and of a change.  Side: control.
#include "controller/access/view.h"

#include <algorithm>

namespace corelogic::access {
namespace {

using namespace messages;  // the changes by name

template <class Word>
concept AboutASend = std::is_same_v<Word, SendLevelSet> || std::is_same_v<Word, SendPanSet> ||
    std::is_same_v<Word, SendMuteSet> || std::is_same_v<Word, SendPreFaderSet> ||
    std::is_same_v<Word, SendTapSet>;
/// Of an own aux only.
template <class Word>
concept AboutTheMix =
    std::is_same_v<Word, VolumeSet> || std::is_same_v<Word, PanSet> || std::is_same_v<Word, MuteSet>;
template <class Word>
concept AboutEverybody = std::is_same_v<Word, TrackRemoved> || std::is_same_v<Word, TrackRenamed> ||
    std::is_same_v<Word, TrackMoved> || std::is_same_v<Word, IdsTaken> ||
    std::is_same_v<Word, ProjectRenamed> || std::is_same_v<Word, TempoSet>;

}  // namespace

bool MixView::is_own(TrackId track) const {
  return std::find(own_.begin(), own_.end(), track) != own_.end();
}

Track MixView::shown(const Track& whole) {
  Track track;
  track.id = whole.id;
  track.kind = whole.kind;
  track.name = whole.name;
  track.channels = whole.channels;
  track.colour = whole.colour;
  track.icon = whole.icon;
  if (is_own(whole.id)) {
    track.volume = whole.volume;
    track.pan = whole.pan;
    track.mute = whole.mute;
  }
  for (const Send& send : whole.sends) {
    if (!is_own(send.destination)) continue;
    track.sends.push_back(send);
    sends_.insert(send.id);
  }
  return track;
}

Project MixView::begin(const Project& whole) {
  sends_.clear();
  Project project;
  project.format_version = whole.format_version;
  project.name = whole.name;
  project.sample_rate = whole.sample_rate;
  project.next_id = whole.next_id;
  project.tempo = whole.tempo;
  for (const Track& track : whole.tracks) project.tracks.push_back(shown(track));
  return project;
}

ChangeSet MixView::next(const ChangeSet& whole) {
  ChangeSet set;
  set.revision = whole.revision;
  for (const Change& change : whole.changes) add(change, set.changes);
  if (set.changes.empty()) return set;  // not even who it was
  set.client = whole.client;
  set.sequence = whole.sequence;
  set.gesture = whole.gesture;
  set.label = whole.label;
  set.fade_ms = whole.fade_ms;
  set.user = whole.user;
  set.time_ms = whole.time_ms;
  return set;
}

void MixView::add(const Change& change, Changes& to) {
  std::visit(
      [&]<class Word>(const Word& word) {
        if constexpr (AboutEverybody<Word>) {
          to.emplace_back(word);
        } else if constexpr (AboutTheMix<Word>) {
          if (is_own(word.track)) to.emplace_back(word);
        } else if constexpr (AboutASend<Word>) {
          if (sends_.contains(word.send)) to.emplace_back(word);
        } else if constexpr (std::is_same_v<Word, SendRemoved>) {
          if (sends_.erase(word.send) > 0) to.emplace_back(word);
        } else if constexpr (std::is_same_v<Word, SendAdded>) {
          if (!is_own(word.send.destination)) return;
          sends_.insert(word.send.id);
          to.emplace_back(SendAdded{word.track, word.send, kAtEnd});
        } else if constexpr (std::is_same_v<Word, TrackAdded>) {
          to.emplace_back(TrackAdded{shown(word.track), word.position});
        } else if constexpr (std::is_same_v<Word, LookSet>) {
          to.emplace_back(LookSet{word.track, word.colour, word.icon, {}});
        } else if constexpr (std::is_same_v<Word, ProjectReplaced>) {
          to.emplace_back(ProjectReplaced{begin(word.project)});
        }
      },
      change);
}

}  // namespace corelogic::access
