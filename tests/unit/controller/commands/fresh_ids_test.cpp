// fresh_ids_test.cpp: an imported document gets numbers that name nothing else here, and everything in it
// that named something names it still: links, vcas, mute groups, keys, scenes.
#include "controller/commands/fresh_ids.h"

#include <gtest/gtest.h>

#include <set>

#include "controller/project/apply_change.h"
#include "tests/unit/controller/commands/ask.h"

namespace corelogic::commands {
namespace {

using namespace corelogic::testing;
using namespace testing;

constexpr TrackId kVca{8};
constexpr MuteGroupId kBand{9};
constexpr SceneId kVerse{10};
constexpr TrackId kGone{11};  ///< only the scene remembers it

/// Guitar and Drums linked, moved by a vca and a mute group; a key; a scene, which remembers a strip that is
/// gone.
messages::Project desk() {
  auto document = demo_document();
  document.next_id = 13;
  Track vca = strip(kVca.value, TrackKind::kVca, "All", 0, 0);
  vca.output = NoOutput{};
  document.tracks.insert(document.tracks.begin(), vca);
  document.mute_groups = {{kBand, "Band"}};
  for (const TrackId id : {kGuitar, kDrums}) {
    track_in(document, id).vcas = {kVca};
    track_in(document, id).mute_groups = {kBand};
    track_in(document, id).link = id == kGuitar ? kDrums : kGuitar;
  }
  track_in(document, kGuitar).inserts[0].key = {kDrums, false};
  document.monitor.source = TrackSource{kDrums};
  Scene verse;
  verse.id = kVerse;
  verse.name = "Verse";
  verse.tracks = document.tracks;
  verse.tracks.insert(verse.tracks.begin(), strip(kGone.value, TrackKind::kAudio, "Gone", 0, 0));
  verse.tracks.front().sends = {{SendId{12}, kReverb, {}, 0, false}};
  verse.mute_groups = document.mute_groups;
  verse.monitor.source = TrackSource{kGone};
  document.scenes = {verse};
  return document;
}

/// A house in which every number below 50 has been something else.
Project strangers() {
  Project project = project::make_empty("House", 48'000);
  project::apply(project, Changes{IdsTaken{50}});
  return after(project, RenameTrack{kMaster, "Main"});
}

const Track& named(const messages::Project& document, const std::string& name) {
  for (const Track& track : document.tracks)
    if (track.name == name) return track;
  throw std::out_of_range(name);
}

TEST(FreshIds, AreNewForEverythingAndKeepWhoBelongsToWhom) {
  auto document = desk();
  give_fresh_ids(document, strangers());
  const auto project = Project::from_message(document);
  ASSERT_TRUE(project) << project.refusal().subject << ": " << project.refusal().sentence;
  const Track& guitar = named(document, "Guitar");
  const Track& drums = named(document, "Drums");
  for (const Track& track : document.tracks) EXPECT_GE(track.id.value, 50U) << track.name;
  EXPECT_EQ(guitar.link, drums.id);
  EXPECT_EQ(drums.link, guitar.id);
  EXPECT_EQ(guitar.vcas, std::vector{named(document, "All").id});
  EXPECT_EQ(drums.mute_groups, std::vector{document.mute_groups[0].id});
  EXPECT_EQ(guitar.inserts[0].key.track, drums.id);
  EXPECT_EQ(guitar.sends[0].destination, named(document, "Reverb").id);
  EXPECT_EQ(document.monitor.source, MonitorSource{TrackSource{drums.id}});
}

TEST(FreshIds, OfAScenesStripsAreThoseOfTheProject) {
  auto document = desk();
  give_fresh_ids(document, strangers());
  const Scene& scene = document.scenes.at(0);
  EXPECT_GE(scene.id.value, 50U);
  for (const Track& kept : scene.tracks) {
    if (kept.name == "Gone") continue;
    EXPECT_EQ(kept, named(document, kept.name));
  }
  EXPECT_EQ(scene.mute_groups, document.mute_groups);
}

TEST(FreshIds, KeepWhatIsGoneGone) {
  auto document = desk();
  give_fresh_ids(document, strangers());
  const Track& gone = document.scenes.at(0).tracks.front();
  EXPECT_EQ(gone.name, "Gone");
  EXPECT_GE(gone.id.value, 50U);
  EXPECT_GE(gone.sends[0].id.value, 50U);
  EXPECT_EQ(gone.sends[0].destination, named(document, "Reverb").id);
  EXPECT_EQ(document.scenes[0].monitor.source, MonitorSource{TrackSource{gone.id}});
  std::set<std::uint32_t> ids{gone.id.value, gone.sends[0].id.value, document.scenes[0].id.value,
                              document.mute_groups[0].id.value};
  std::size_t things = ids.size();
  for (const Track& track : document.tracks) {
    ids.insert(track.id.value);
    for (const Insert& insert : track.inserts) ids.insert(insert.id.value);
    for (const Send& send : track.sends) ids.insert(send.id.value);
    things += 1 + track.inserts.size() + track.sends.size();
  }
  EXPECT_EQ(ids.size(), things) << "two things have one number";
  EXPECT_GT(document.next_id, *ids.rbegin());
}

TEST(FreshIds, StayWhereTheSameThingsAreThereAlready) {
  const auto document = desk();
  const Project present = *Project::from_message(document);
  auto again = document;
  give_fresh_ids(again, present);
  const Scene& scene = again.scenes.at(0);
  EXPECT_EQ(again.tracks, document.tracks);
  EXPECT_EQ(again.mute_groups, document.mute_groups);
  EXPECT_EQ(scene.id, kVerse);
  EXPECT_NE(scene.tracks.front().id, kGone) << "what is gone might be something else by now";
}

}  // namespace
}  // namespace corelogic::commands
