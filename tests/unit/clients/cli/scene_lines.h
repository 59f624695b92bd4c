// scene_lines.h: lines about scenes, the past, other projects, templates and wires, and the commands they
// mean. Side: test.
#pragma once

#include <vector>

#include "schema/messages/project.h"

namespace corelogic::cli {

struct SceneRow {
  const char* line;
  const char* command;
};

inline const std::vector<SceneRow>& scene_rows() {
  static const std::vector<SceneRow> rows{
      {"scene store Solo", R"({"storeScene":{"name":"Solo"}})"},
      {"scene store Solo --position 0", R"({"storeScene":{"name":"Solo","position":0}})"},
      {"scene store verse", R"({"storeScene":{"scene":20}})"},
      {"scene recall Verse", R"({"recallScene":{"scene":20}})"},
      {"scene recall #21 --fade 2s", R"({"recallScene":{"scene":21,"fade":2000}})"},
      {"scene recall Verse --fade 250ms", R"({"recallScene":{"scene":20,"fade":250}})"},
      {"scene morph Verse Chorus 0.25", R"({"morphScenes":{"from":20,"to":21,"amount":0.25}})"},
      {"scene morph Verse Chorus 50%", R"({"morphScenes":{"from":20,"to":21,"amount":0.5}})"},
      {"scene describe Verse --fade 1.5s --comment quiet",
       R"({"describeScene":{"scene":20,"name":"Verse","comment":"quiet","fade":1500}})"},
      {"scene describe Chorus --name Refrain",
       R"({"describeScene":{"scene":21,"name":"Refrain","comment":"loud","fade":300}})"},
      {"scene move Chorus 0", R"({"moveScene":{"scene":21,"position":0}})"},
      {"scene remove Chorus", R"({"removeScene":{"scene":21}})"},
      {"safe Guitar volume mute", R"({"setTrackSafe":{"track":2,"safe":["volume","mute"]}})"},
      {"safe Guitar none", R"({"setTrackSafe":{"track":2,"safe":[]}})"},
      {"safe Guitar/compressor threshold", R"({"setInsertSafe":{"insert":5,"safe":["threshold"]}})"},
      {"version save 'before the break'", R"({"saveVersion":{"name":"before the break"}})"},
      {"project restore 12", R"({"restore":{"revision":"12"}})"},
      {"project restore r12", R"({"restore":{"revision":"12"}})"},
      {"project duplicate Monday Tuesday", R"({"duplicateProject":{"name":"Monday","newName":"Tuesday"}})"},
      {"project remove Monday", R"({"removeProject":{"name":"Monday"}})"},
      {"project template save Band --replace", R"({"saveTemplate":{"name":"Band","replace":true}})"},
      {"project template remove Band", R"({"removeTemplate":{"name":"Band"}})"},
      {"project new Monday --template Band", R"({"newProject":{"name":"Monday","template":"Band"}})"},
      {"wire add in_1 system:capture_3",
       R"({"setWires":{"wires":[{"port":"in_2","other":"system:capture_2"},
           {"port":"in_1","other":"system:capture_3"}],"custom":false}})"},
      {"wire remove in_2 system:capture_2", R"({"setWires":{"wires":[],"custom":false}})"},
      {"wire auto off",
       R"({"setWires":{"wires":[{"port":"in_2","other":"system:capture_2"}],"custom":true}})"},
  };
  return rows;
}

/// With two scenes and a wire.
inline messages::Project with_scenes(messages::Project project) {
  project.next_id = 22;
  messages::Scene verse;
  verse.id = messages::SceneId{20};
  verse.name = "Verse";
  messages::Scene chorus;
  chorus.id = messages::SceneId{21};
  chorus.name = "Chorus";
  chorus.comment = "loud";
  chorus.fade_ms = 300;
  project.scenes = {verse, chorus};
  project.wires = {{"in_2", "system:capture_2"}};
  return project;
}

}  // namespace corelogic::cli
