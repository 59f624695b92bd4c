// desk_rows.h: lines of the command line about the desk around the mix, and the commands they mean.  Side:
// test.
#pragma once

#include <vector>

namespace corelogic::cli {

/// What is typed, and the JSON form of the command it means in FakeController::studio() with a mute group
/// "Band" (70) and an icon on Guitar.
struct Row {
  const char* line;
  const char* command;
};

inline const std::vector<Row>& desk_rows() {
  static const std::vector<Row> rows{
      {"track add Band --kind group", R"({"addTrack":{"kind":"group","name":"Band"}})"},
      {"track set Guitar arm on", R"({"setRecordArm":{"track":2,"recordArm":true}})"},
      {"track set Guitar monitoring auto", R"({"setMonitoring":{"track":2,"monitoring":"auto"}})"},
      {"track set Guitar isolate on", R"({"setSoloIsolate":{"track":2,"soloIsolate":true}})"},
      {"track set Guitar solosafe off", R"({"setSoloSafe":{"track":2,"soloSafe":false}})"},
      {"track set Guitar colour '#ff8800'", R"({"setLook":{"track":2,"colour":"#ff8800","icon":"amp"}})"},
      {"track set Guitar icon none", R"({"setLook":{"track":2}})"},
      {"track set Guitar comment '-6 is enough'",
       R"({"setLook":{"track":2,"icon":"amp","comment":"-6 is enough"}})"},
      {"track set Guitar vcas Drums,Reverb", R"({"setVcas":{"track":2,"vcas":[3,4]}})"},
      {"track set Guitar vcas none", R"({"setVcas":{"track":2,"vcas":[]}})"},
      {"track set Guitar mutegroups Band", R"({"setMuteGroups":{"track":2,"muteGroups":[70]}})"},
      {"track link Guitar Drums", R"({"setLink":{"track":2,"partner":3}})"},
      {"track unlink Guitar", R"({"setLink":{"track":2,"partner":0}})"},
      {"track directout Guitar device:5,6 --tap pre --level -3",
       R"({"setDirectOut":{"track":2,"directOut":{"channels":[5,6],"tap":"preFader","level":-3}}})"},
      {"track directout Guitar none", R"({"setDirectOut":{"track":2,"directOut":{"channels":[]}}})"},
      {"insert postfader Guitar/compressor", R"({"setInsertPostFader":{"insert":5,"postFader":true}})"},
      {"insert clone Guitar/compressor Drums --at 0",
       R"({"copyInsert":{"insert":5,"track":3,"position":0}})"},
      {"send add Drums Reverb --eq",
       R"({"addSend":{"track":3,"destination":4,"preFader":true,"preEq":true}})"},
      {"send set Guitar Reverb tap eq", R"({"setSendTap":{"send":6,"tap":"preEq"}})"},
      {"send set Guitar Reverb mute on", R"({"setSendMute":{"send":6,"mute":true}})"},
      {"solo mode pfl", R"({"setSoloSettings":{"solo":{"mode":"pfl"}}})"},
      {"solo exclusive on", R"({"setSoloSettings":{"solo":{"exclusive":true}}})"},
      {"solo clear", R"({"clearSolo":null})"},
      {"mutegroup add Choir", R"({"addMuteGroup":{"name":"Choir"}})"},
      {"mutegroup remove band", R"({"removeMuteGroup":{"muteGroup":70}})"},
      {"mutegroup rename Band All", R"({"renameMuteGroup":{"muteGroup":70,"name":"All"}})"},
      {"mutegroup on Band", R"({"setMuteGroup":{"muteGroup":70,"active":true}})"},
      {"mutegroup off '#70'", R"({"setMuteGroup":{"muteGroup":70,"active":false}})"},
      {"undo --others", R"({"undoOthers":{"client":"0"}})"},
      {"undo --client 7", R"({"undoOthers":{"client":"7"}})"},
  };
  return rows;
}

}  // namespace corelogic::cli
