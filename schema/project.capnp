# project.capnp: the whole of a project, as it is stored, exported, imported and given to a client at hello.
@0xd6b6c1f0a3e94b02;
using Cxx = import "/capnp/c++.capnp";
using import "common.capnp".Track;
using import "common.capnp".Connection;
using import "common.capnp".Monitor;
using import "common.capnp".MuteGroup;
using import "common.capnp".Scene;
using import "common.capnp".SoloSettings;
using import "common.capnp".Wire;
$Cxx.namespace("corelogic::capnpgen");

struct Project {
  formatVersion @0 :UInt32 = 1;   # 3 now; a reader refuses a greater one than its own and leaves the file untouched
  name @1 :Text;
  sampleRate @2 :UInt32 = 48000;  # Hz; positions are frames at this rate
  nextId @3 :UInt32 = 1;          # ids below it were given once and are never given again
  tracks @4 :List(Track);         # in the order people see; exactly one master, last
  connections @5 :List(Connection);
  tempo @6 :Float64 = 120;        # quarter notes a minute, 20 ... 400; since version 2
  monitor @7 :Monitor;            # none: the master; since version 2
  muteGroups @8 :List(MuteGroup); # since version 3, as all below
  solo @9 :SoloSettings;
  scenes @10 :List(Scene);        # in the order of the cue list
  wires @11 :List(Wire);          # empty: main and monitor go to the playback ports by themselves
  customWiring @12 :Bool = false; # only the wires above are made
}
