# examples.py: a project with one of everything, and an example of every change with what it must make of it.
from corelogic.words import (Change, Connection, DirectOut, FileInput, Input, Insert, InsertAdded, Key, KeySet, Meter,
                             Monitor, MonitorSet, MonitorSource, Moved, MuteGroup, Named, NamedValue, Output,
                             OutputStage, ParameterSet, Project, Scene, SceneAdded, SceneDescribed, Send, SendAdded,
                             SoloSettings, Track, TrackAdded, ValueSet, FlagSet, Wire)
from corelogic.words import change as c

INF = float("inf")


def studio():
    values = (NamedValue("threshold", -20.0), NamedValue("ratio", 2.0))
    guitar = Track(id=2, kind="audio", name="Guitar", output=Output.track(1), volume=-INF,
                   inserts=(Insert(id=5, effect="compressor", parameters=values), Insert(id=6, effect="eq")),
                   sends=(Send(id=7, destination=4, level=-6.0),), link=0)
    drums = Track(id=3, kind="audio", name="Drums", output=Output.track(1))
    reverb = Track(id=4, kind="aux", name="Reverb", output=Output.track(1))
    master = Track(id=1, kind="master", name="Master", output=Output.device([1, 2]))
    return Project(name="studio", next_id=20, tracks=(guitar, drums, reverb, master),
                   connections=(Connection(id=9, source=3, source_port="out", destination=Output.track(4)),),
                   mute_groups=(MuteGroup(id=16, name="Band"), MuteGroup(id=17, name="Choir")),
                   scenes=(Scene(id=18, name="Verse"), Scene(id=19, name="Chorus")),
                   monitor=Monitor(source=MonitorSource.master()))


def track(project, id=2):
    return next(one for one in project.tracks if one.id == id)


def insert(project, id=5):
    return next(one for each in project.tracks for one in each.inserts if one.id == id)


def send(project, id=7):
    return next(one for each in project.tracks for one in each.sends if one.id == id)


def ids(things):
    return [one.id for one in things]


def expect_track(field, value, id=2):
    return lambda project: (getattr(track(project, id), field), value)


def expect_insert(field, value, id=5):
    return lambda project: (getattr(insert(project, id), field), value)


def expect_send(field, value):
    return lambda project: (getattr(send(project), field), value)


NEW_SCENE = Scene(id=30, name="Bridge")
OTHER = Project(name="other", next_id=15)
STAGE = OutputStage(safety_limiter=True, ceiling=-2.0)
MONITOR = Monitor(source=MonitorSource.track(2), dim=True)

# (change, what it must make of a studio(): a function that gives what is there and what should be)
EXAMPLES = [
    (Change("trackAdded", TrackAdded(Track(id=10, kind="audio", name="Bass"), 99)),
     lambda p: (ids(p.tracks), [2, 3, 4, 10, 1])),
    (Change("trackAdded", TrackAdded(Track(id=10, kind="audio", name="Bass"), 1)),
     lambda p: (ids(p.tracks), [2, 10, 3, 4, 1])),
    (Change("trackRemoved", 3), lambda p: (ids(p.tracks), [2, 4, 1])),
    (Change("trackRenamed", c.TrackRenamed(2, "Lead")), expect_track("name", "Lead")),
    (Change("trackMoved", Moved(2, 1)), lambda p: (ids(p.tracks), [3, 2, 4, 1])),
    (Change("trackMoved", Moved(2, 99)), lambda p: (ids(p.tracks), [3, 4, 2, 1])),
    (Change("trackMoved", Moved(1, 0)), lambda p: (ids(p.tracks), [2, 3, 4, 1])),
    (Change("volumeSet", ValueSet(2, -3.5)), expect_track("volume", -3.5)),
    (Change("panSet", ValueSet(2, 0.25)), expect_track("pan", 0.25)),
    (Change("muteSet", FlagSet(3, True)), expect_track("mute", True, 3)),
    (Change("soloSet", FlagSet(3, True)), expect_track("solo", True, 3)),
    (Change("insertAdded", InsertAdded(2, Insert(id=11, effect="gate"), 1)),
     lambda p: (ids(track(p).inserts), [5, 11, 6])),
    (Change("insertRemoved", 5), lambda p: (ids(track(p).inserts), [6])),
    (Change("insertMoved", Moved(5, 99)), lambda p: (ids(track(p).inserts), [6, 5])),
    (Change("insertBypassSet", FlagSet(6, True)), expect_insert("bypass", True, 6)),
    (Change("parameterSet", ParameterSet(5, "ratio", 8.0)),
     lambda p: ({one.name: one.value for one in insert(p).parameters}, {"threshold": -20.0, "ratio": 8.0})),
    (Change("sendAdded", SendAdded(2, Send(id=12, destination=4), 0)), lambda p: (ids(track(p).sends), [12, 7])),
    (Change("sendRemoved", 7), lambda p: (ids(track(p).sends), [])),
    (Change("sendLevelSet", ValueSet(7, -1.0)), expect_send("level", -1.0)),
    (Change("sendPanSet", ValueSet(7, -0.5)), expect_send("pan", -0.5)),
    (Change("sendPreFaderSet", FlagSet(7, True)), expect_send("pre_fader", True)),
    (Change("inputSet", c.InputSet(2, Input.file(FileInput("a.flac", True)))),
     expect_track("input", Input("file", FileInput("a.flac", True)))),
    (Change("outputSet", c.OutputSet(2, Output.track(4))), expect_track("output", Output("track", 4))),
    (Change("monitorLevelSet", ValueSet(1, -0.5)), expect_track("monitor_level", -0.5, 1)),
    (Change("monitorOutputSet", c.OutputSet(1, Output.device([3, 4]))),
     expect_track("monitor_output", Output("device", (3, 4)), 1)),
    (Change("connected", Connection(id=8, source=2)), lambda p: (ids(p.connections), [8, 9])),
    (Change("disconnected", 9), lambda p: (ids(p.connections), [])),
    (Change("idsTaken", 40), lambda p: (p.next_id, 40)),
    (Change("idsTaken", 7), lambda p: (p.next_id, 20)),
    (Change("projectReplaced", OTHER), lambda p: ((p.name, p.next_id, p.tracks), ("other", 20, ()))),
    (Change("projectRenamed", "renamed"), lambda p: (p.name, "renamed")),
    (Change("keySet", KeySet(5, Key(3, True))), expect_insert("key", Key(3, True))),
    (Change("insertFileSet", c.InsertFileSet(5, "hall.wav", "room.wav")),
     lambda p: ((insert(p).file, insert(p).other_file), ("hall.wav", "room.wav"))),
    (Change("insertValuesSet", c.InsertValuesSet(5, (NamedValue("ratio", 8.0),), (NamedValue("ratio", 2.0),), True)),
     lambda p: ((insert(p).parameters, insert(p).other, insert(p).side_b),
                ((NamedValue("ratio", 8.0),), (NamedValue("ratio", 2.0),), True))),
    (Change("tempoSet", 96.0), lambda p: (p.tempo, 96.0)),
    (Change("trimSet", ValueSet(2, -6.0)), expect_track("trim", -6.0)),
    (Change("polaritySet", c.PolaritySet(2, "both")), expect_track("polarity", "both")),
    (Change("highPassSet", ValueSet(2, 80.0)), expect_track("high_pass", 80.0)),
    (Change("delaySet", ValueSet(2, 12.5)), expect_track("delay", 12.5)),
    (Change("meterSet", c.MeterSet(2, Meter("input", "full"))), expect_track("meter", Meter("input", "full"))),
    (Change("listenSet", c.ListenSet(2, "pfl")), expect_track("listen", "pfl")),
    (Change("outputStageSet", c.OutputStageSet(1, STAGE)), expect_track("stage", STAGE, 1)),
    (Change("monitorSet", MonitorSet(MONITOR)), lambda p: (p.monitor, MONITOR)),
    (Change("outputMapSet", c.OutputMapSet(2, (2, 1))), expect_track("output_map", (2, 1))),
    (Change("lookSet", c.LookSet(2, "#ff0000", "guitar", "new strings")),
     lambda p: ((track(p).colour, track(p).icon, track(p).comment), ("#ff0000", "guitar", "new strings"))),
    (Change("vcasSet", c.AssignedSet(2, (13, 14))), expect_track("vcas", (13, 14))),
    (Change("muteGroupsSet", c.AssignedSet(2, (16,))), expect_track("mute_groups", (16,))),
    (Change("linkSet", c.LinkSet(2, 3)), lambda p: ([one.link for one in p.tracks], [3, 2, 0, 0])),
    (Change("linkSet", c.LinkSet(2, 0)), lambda p: ([one.link for one in p.tracks], [0, 0, 0, 0])),
    (Change("recordArmSet", FlagSet(2, True)), expect_track("record_arm", True)),
    (Change("monitoringSet", c.MonitoringSet(2, "auto")), expect_track("monitoring", "auto")),
    (Change("directOutSet", c.DirectOutSet(2, DirectOut((5, 6), "preFader", -3.0))),
     expect_track("direct_out", DirectOut((5, 6), "preFader", -3.0))),
    (Change("soloIsolateSet", FlagSet(2, True)), expect_track("solo_isolate", True)),
    (Change("soloSafeSet", FlagSet(2, True)), expect_track("solo_safe", True)),
    (Change("soloSettingsSet", SoloSettings("afl", True)), lambda p: (p.solo, SoloSettings("afl", True))),
    (Change("insertPostFaderSet", FlagSet(5, True)), expect_insert("post_fader", True)),
    (Change("sendTapSet", c.SendTapSet(7, "preEq")),
     lambda p: ((send(p).pre_fader, send(p).pre_eq), (True, True))),
    (Change("sendMuteSet", FlagSet(7, True)), expect_send("mute", True)),
    (Change("muteGroupAdded", MuteGroup(id=31, name="Brass")), lambda p: (ids(p.mute_groups), [16, 17, 31])),
    (Change("muteGroupAdded", MuteGroup(id=15, name="Brass")), lambda p: (ids(p.mute_groups), [15, 16, 17])),
    (Change("muteGroupRemoved", 16), lambda p: (ids(p.mute_groups), [17])),
    (Change("muteGroupRenamed", Named(16, "All")), lambda p: (p.mute_groups[0].name, "All")),
    (Change("muteGroupSet", FlagSet(17, True)), lambda p: (p.mute_groups[1].active, True)),
    (Change("sceneAdded", SceneAdded(NEW_SCENE, 1)), lambda p: (ids(p.scenes), [18, 30, 19])),
    (Change("sceneRemoved", 18), lambda p: (ids(p.scenes), [19])),
    (Change("sceneMoved", Moved(18, 1)), lambda p: (ids(p.scenes), [19, 18])),
    (Change("sceneStored", Scene(id=18, name="Verse", fade=500)), lambda p: (p.scenes[0].fade, 500)),
    (Change("sceneDescribed", SceneDescribed(19, "Refrain", "loud", 200)),
     lambda p: (p.scenes[1], Scene(id=19, name="Refrain", comment="loud", fade=200))),
    (Change("trackSafeSet", c.SafeSet(2, ("volume",))), expect_track("safe", ("volume",))),
    (Change("insertSafeSet", c.SafeSet(5, ("all",))), expect_insert("safe", ("all",))),
    (Change("wiresSet", c.WiresSet((Wire("out_1", "system:playback_1"),), True)),
     lambda p: ((p.wires, p.custom_wiring), ((Wire("out_1", "system:playback_1"),), True))),
]
