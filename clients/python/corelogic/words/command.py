# command.py: the words of schema/command.capnp. Made from schema/ by generate.py; do not edit.
from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ..form import AT_END, OneOf, Struct, Word, known
from .common import (
    DirectOut, Input, Listen, MeterDetail, MeterPoint, Monitor, Monitoring, NamedValue, Output, OutputStage, Polarity,
    SoloSettings, Tap, TrackKind, Wire
)
from .access import Role
from .project import Project
from .engine import EnginePort, OutputLatency
from .change import ChangeSet


@known
class RefusalCode(Word):
    """unspecified, invalid, unknownId, conflict, cycle, duplicate, busy, denied, nothingToUndo, storage, notFound,
    unsupported, internal.
    """

    UNSPECIFIED = "unspecified"
    INVALID = "invalid"
    UNKNOWN_ID = "unknownId"
    CONFLICT = "conflict"
    CYCLE = "cycle"
    DUPLICATE = "duplicate"
    BUSY = "busy"
    DENIED = "denied"
    NOTHING_TO_UNDO = "nothingToUndo"
    STORAGE = "storage"
    NOT_FOUND = "notFound"
    UNSUPPORTED = "unsupported"
    INTERNAL = "internal"


@known
class Command(OneOf):
    """One command of many."""

    __slots__ = ()
    form: ClassVar[dict[str, str]] = {
        "unspecified": "Void", "addTrack": "AddTrack", "removeTrack": "RemoveTrack", "renameTrack": "RenameTrack",
        "moveTrack": "MoveTrack", "setVolume": "SetVolume", "setPan": "SetPan", "setMute": "SetMute", "setSolo":
        "SetSolo", "addInsert": "AddInsert", "removeInsert": "RemoveInsert", "moveInsert": "MoveInsert",
        "setInsertBypass": "SetInsertBypass", "setParameter": "SetParameter", "addSend": "AddSend", "removeSend":
        "RemoveSend", "setSendLevel": "SetSendLevel", "setSendPan": "SetSendPan", "setSendPreFader": "SetSendPreFader",
        "setInput": "SetInput", "setOutput": "SetOutput", "setMonitorLevel": "SetMonitorLevel", "setMonitorOutput":
        "SetMonitorOutput", "connect": "Connect", "disconnect": "Disconnect", "batch": "Batch", "undo": "Void", "redo":
        "Void", "newProject": "NewProject", "openProject": "OpenProject", "saveProject": "SaveProject", "importProject":
        "ImportProject", "play": "Void", "stop": "Void", "locate": "Locate", "setKey": "SetKey", "setInsertFile":
        "SetInsertFile", "savePreset": "SavePreset", "loadPreset": "LoadPreset", "removePreset": "RemovePreset",
        "switchSide": "SwitchSide", "copySide": "CopySide", "setTempo": "SetTempo", "setTrim": "SetTrim", "setPolarity":
        "SetPolarity", "setHighPass": "SetHighPass", "setDelay": "SetDelay", "setMeter": "SetMeter", "setListen":
        "SetListen", "setOutputStage": "SetOutputStage", "setMonitor": "SetMonitor", "setLook": "SetLook", "setVcas":
        "SetVcas", "setMuteGroups": "SetMuteGroups", "setLink": "SetLink", "setRecordArm": "SetRecordArm",
        "setMonitoring": "SetMonitoring", "setDirectOut": "SetDirectOut", "setSoloIsolate": "SetSoloIsolate",
        "setSoloSafe": "SetSoloSafe", "setSoloSettings": "SetSoloSettings", "clearSolo": "Void", "setInsertPostFader":
        "SetInsertPostFader", "setSendTap": "SetSendTap", "setSendMute": "SetSendMute", "addMuteGroup": "AddMuteGroup",
        "removeMuteGroup": "RemoveMuteGroup", "renameMuteGroup": "RenameMuteGroup", "setMuteGroup": "SetMuteGroup",
        "storeScene": "StoreScene", "removeScene": "RemoveScene", "moveScene": "MoveScene", "describeScene":
        "DescribeScene", "recallScene": "RecallScene", "morphScenes": "MorphScenes", "setTrackSafe": "SetTrackSafe",
        "setInsertSafe": "SetInsertSafe", "setWires": "SetWires", "saveVersion": "SaveVersion", "restore": "Restore",
        "duplicateProject": "DuplicateProject", "removeProject": "RemoveProject", "saveTemplate": "SaveTemplate",
        "removeTemplate": "RemoveTemplate", "undoOthers": "UndoOthers", "copyInsert": "CopyInsert"
    }


@known
@dataclass(frozen=True, slots=True)
class AddTrack(Struct):
    """Add track."""

    form: ClassVar[dict[str, str]] = {"kind": "TrackKind", "name": "Text", "channels": "UInt16", "position": "UInt32"}
    kind: TrackKind = TrackKind.AUDIO  # audio, aux, group, vca or matrix; the master is always there
    name: str = ""  # 1 to 64 characters, unique in the project
    channels: int = 2  # 1 ... 64
    position: int = AT_END  # from 0; default: at the end, before the master


@known
@dataclass(frozen=True, slots=True)
class RemoveTrack(Struct):
    """Remove track."""

    form: ClassVar[dict[str, str]] = {"track": "UInt32"}
    track: int = 0


@known
@dataclass(frozen=True, slots=True)
class RenameTrack(Struct):
    """Rename track."""

    form: ClassVar[dict[str, str]] = {"track": "UInt32", "name": "Text"}
    track: int = 0
    name: str = ""


@known
@dataclass(frozen=True, slots=True)
class MoveTrack(Struct):
    """Move track."""

    form: ClassVar[dict[str, str]] = {"track": "UInt32", "position": "UInt32"}
    track: int = 0
    position: int = 0


@known
@dataclass(frozen=True, slots=True)
class SetVolume(Struct):
    """dB, -inf ... +12."""

    form: ClassVar[dict[str, str]] = {"track": "UInt32", "volume": "Float64"}
    track: int = 0
    volume: float = 0.0


@known
@dataclass(frozen=True, slots=True)
class SetPan(Struct):
    """-1 ... +1."""

    form: ClassVar[dict[str, str]] = {"track": "UInt32", "pan": "Float64"}
    track: int = 0
    pan: float = 0.0


@known
@dataclass(frozen=True, slots=True)
class SetMute(Struct):
    """Set mute."""

    form: ClassVar[dict[str, str]] = {"track": "UInt32", "mute": "Bool"}
    track: int = 0
    mute: bool = False


@known
@dataclass(frozen=True, slots=True)
class SetSolo(Struct):
    """solo in place."""

    form: ClassVar[dict[str, str]] = {"track": "UInt32", "solo": "Bool"}
    track: int = 0
    solo: bool = False


@known
@dataclass(frozen=True, slots=True)
class AddInsert(Struct):
    """Add insert."""

    form: ClassVar[dict[str, str]] = {
        "track": "UInt32", "effect": "Text", "position": "UInt32", "parameters": "[NamedValue]", "bypass": "Bool"
    }
    track: int = 0
    effect: str = ""  # a name of the effect catalogue
    position: int = AT_END
    parameters: tuple[NamedValue, ...] = ()  # others keep their defaults
    bypass: bool = False


@known
@dataclass(frozen=True, slots=True)
class RemoveInsert(Struct):
    """Remove insert."""

    form: ClassVar[dict[str, str]] = {"insert": "UInt32"}
    insert: int = 0


@known
@dataclass(frozen=True, slots=True)
class MoveInsert(Struct):
    """within its strip."""

    form: ClassVar[dict[str, str]] = {"insert": "UInt32", "position": "UInt32"}
    insert: int = 0
    position: int = 0


@known
@dataclass(frozen=True, slots=True)
class SetInsertBypass(Struct):
    """Set insert bypass."""

    form: ClassVar[dict[str, str]] = {"insert": "UInt32", "bypass": "Bool"}
    insert: int = 0
    bypass: bool = False


@known
@dataclass(frozen=True, slots=True)
class SetParameter(Struct):
    """Set parameter."""

    form: ClassVar[dict[str, str]] = {"insert": "UInt32", "parameter": "Text", "value": "Float64"}
    insert: int = 0
    parameter: str = ""
    value: float = 0.0


@known
@dataclass(frozen=True, slots=True)
class AddSend(Struct):
    """Add send."""

    form: ClassVar[dict[str, str]] = {
        "track": "UInt32", "destination": "UInt32", "level": "Float64", "pan": "Float64", "preFader": "Bool", "preEq":
        "Bool"
    }
    track: int = 0
    destination: int = 0
    level: float = 0.0
    pan: float = 0.0
    pre_fader: bool = False
    pre_eq: bool = False  # with preFader: before the inserts


@known
@dataclass(frozen=True, slots=True)
class RemoveSend(Struct):
    """Remove send."""

    form: ClassVar[dict[str, str]] = {"send": "UInt32"}
    send: int = 0


@known
@dataclass(frozen=True, slots=True)
class SetSendLevel(Struct):
    """Set send level."""

    form: ClassVar[dict[str, str]] = {"send": "UInt32", "level": "Float64"}
    send: int = 0
    level: float = 0.0


@known
@dataclass(frozen=True, slots=True)
class SetSendPan(Struct):
    """Set send pan."""

    form: ClassVar[dict[str, str]] = {"send": "UInt32", "pan": "Float64"}
    send: int = 0
    pan: float = 0.0


@known
@dataclass(frozen=True, slots=True)
class SetSendPreFader(Struct):
    """Set send pre fader."""

    form: ClassVar[dict[str, str]] = {"send": "UInt32", "preFader": "Bool"}
    send: int = 0
    pre_fader: bool = False


@known
@dataclass(frozen=True, slots=True)
class SetInput(Struct):
    """Set input."""

    form: ClassVar[dict[str, str]] = {"track": "UInt32", "input": "Input"}
    track: int = 0
    input: Input = Input("unspecified")


@known
@dataclass(frozen=True, slots=True)
class SetOutput(Struct):
    """Set output."""

    form: ClassVar[dict[str, str]] = {"track": "UInt32", "output": "Output", "map": "[UInt16]"}
    track: int = 0
    output: Output = Output("unspecified")
    # for each channel of the strip the destination's channel from 1, 0 nowhere; empty: by the law of layouts
    map: tuple[int, ...] = ()


@known
@dataclass(frozen=True, slots=True)
class SetMonitorLevel(Struct):
    """Set monitor level."""

    form: ClassVar[dict[str, str]] = {"level": "Float64"}
    level: float = 0.0


@known
@dataclass(frozen=True, slots=True)
class SetMonitorOutput(Struct):
    """Set monitor output."""

    form: ClassVar[dict[str, str]] = {"output": "Output"}
    output: Output = Output("unspecified")


@known
@dataclass(frozen=True, slots=True)
class Connect(Struct):
    """Connect."""

    form: ClassVar[dict[str, str]] = {
        "source": "UInt32", "sourcePort": "Text", "destination": "Output", "map": "[UInt16]"
    }
    source: int = 0
    source_port: str = "out"
    destination: Output = Output("unspecified")
    map: tuple[int, ...] = ()  # as SetOutput.map


@known
@dataclass(frozen=True, slots=True)
class Disconnect(Struct):
    """Disconnect."""

    form: ClassVar[dict[str, str]] = {"connection": "UInt32"}
    connection: int = 0


@known
@dataclass(frozen=True, slots=True)
class Batch(Struct):
    """edits only; applied at one block edge, or refused whole."""

    form: ClassVar[dict[str, str]] = {"commands": "[Command]"}
    commands: tuple[Command, ...] = ()


@known
@dataclass(frozen=True, slots=True)
class NewProject(Struct):
    """template: empty: none."""

    form: ClassVar[dict[str, str]] = {"name": "Text", "sampleRate": "UInt32", "template": "Text"}
    name: str = ""
    sample_rate: int = 48000
    template: str = ""


@known
@dataclass(frozen=True, slots=True)
class OpenProject(Struct):
    """Open project."""

    form: ClassVar[dict[str, str]] = {"name": "Text"}
    name: str = ""


@known
@dataclass(frozen=True, slots=True)
class SaveProject(Struct):
    """empty: a named point in the journal now; else save a copy as."""

    form: ClassVar[dict[str, str]] = {"name": "Text"}
    name: str = ""


@known
@dataclass(frozen=True, slots=True)
class ImportProject(Struct):
    """Import project."""

    form: ClassVar[dict[str, str]] = {"name": "Text", "project": "Project"}
    name: str = ""
    project: Project = Project()


@known
@dataclass(frozen=True, slots=True)
class Locate(Struct):
    """>= 0."""

    form: ClassVar[dict[str, str]] = {"frame": "Int64"}
    frame: int = 0


@known
@dataclass(frozen=True, slots=True)
class SetKey(Struct):
    """track 0: no key."""

    form: ClassVar[dict[str, str]] = {"insert": "UInt32", "track": "UInt32", "preFader": "Bool"}
    insert: int = 0
    track: int = 0
    pre_fader: bool = False


@known
@dataclass(frozen=True, slots=True)
class SetInsertFile(Struct):
    """empty: none."""

    form: ClassVar[dict[str, str]] = {"insert": "UInt32", "path": "Text"}
    insert: int = 0
    path: str = ""


@known
@dataclass(frozen=True, slots=True)
class SavePreset(Struct):
    """into the library of the house; not undoable."""

    form: ClassVar[dict[str, str]] = {"insert": "UInt32", "name": "Text", "replace": "Bool"}
    insert: int = 0  # whose values, those that are heard
    name: str = ""  # 1 to 64 characters, unique among the effect's presets
    replace: bool = False


@known
@dataclass(frozen=True, slots=True)
class LoadPreset(Struct):
    """into the side that is heard; undoable."""

    form: ClassVar[dict[str, str]] = {"insert": "UInt32", "name": "Text"}
    insert: int = 0
    name: str = ""


@known
@dataclass(frozen=True, slots=True)
class RemovePreset(Struct):
    """not undoable."""

    form: ClassVar[dict[str, str]] = {"effect": "Text", "name": "Text"}
    effect: str = ""
    name: str = ""


@known
@dataclass(frozen=True, slots=True)
class SwitchSide(Struct):
    """A to B or B to A."""

    form: ClassVar[dict[str, str]] = {"insert": "UInt32"}
    insert: int = 0


@known
@dataclass(frozen=True, slots=True)
class CopySide(Struct):
    """the heard side's values to the other."""

    form: ClassVar[dict[str, str]] = {"insert": "UInt32"}
    insert: int = 0


@known
@dataclass(frozen=True, slots=True)
class SetTempo(Struct):
    """quarter notes a minute, 20 ... 400."""

    form: ClassVar[dict[str, str]] = {"tempo": "Float64"}
    tempo: float = 0.0


@known
@dataclass(frozen=True, slots=True)
class SetTrim(Struct):
    """dB, -36 ... +36."""

    form: ClassVar[dict[str, str]] = {"track": "UInt32", "trim": "Float64"}
    track: int = 0
    trim: float = 0.0


@known
@dataclass(frozen=True, slots=True)
class SetPolarity(Struct):
    """Set polarity."""

    form: ClassVar[dict[str, str]] = {"track": "UInt32", "polarity": "Polarity"}
    track: int = 0
    polarity: Polarity = Polarity.NORMAL


@known
@dataclass(frozen=True, slots=True)
class SetHighPass(Struct):
    """Hz: 0 off, else 20 ... 1000."""

    form: ClassVar[dict[str, str]] = {"track": "UInt32", "frequency": "Float64"}
    track: int = 0
    frequency: float = 0.0


@known
@dataclass(frozen=True, slots=True)
class SetDelay(Struct):
    """ms, 0 ... 500."""

    form: ClassVar[dict[str, str]] = {"track": "UInt32", "delay": "Float64"}
    track: int = 0
    delay: float = 0.0


@known
@dataclass(frozen=True, slots=True)
class SetMeter(Struct):
    """Set meter."""

    form: ClassVar[dict[str, str]] = {"track": "UInt32", "point": "MeterPoint", "detail": "MeterDetail"}
    track: int = 0
    point: MeterPoint = MeterPoint.POST_FADER
    detail: MeterDetail = MeterDetail.BASIC


@known
@dataclass(frozen=True, slots=True)
class SetListen(Struct):
    """Set listen."""

    form: ClassVar[dict[str, str]] = {"track": "UInt32", "listen": "Listen"}
    track: int = 0
    listen: Listen = Listen.OFF


@known
@dataclass(frozen=True, slots=True)
class SetOutputStage(Struct):
    """of the master."""

    form: ClassVar[dict[str, str]] = {"stage": "OutputStage"}
    stage: OutputStage = OutputStage()


@known
@dataclass(frozen=True, slots=True)
class SetMonitor(Struct):
    """Set monitor."""

    form: ClassVar[dict[str, str]] = {"monitor": "Monitor"}
    monitor: Monitor = Monitor()


@known
@dataclass(frozen=True, slots=True)
class SetLook(Struct):
    """all three, as Track has them."""

    form: ClassVar[dict[str, str]] = {"track": "UInt32", "colour": "Text", "icon": "Text", "comment": "Text"}
    track: int = 0
    colour: str = ""
    icon: str = ""
    comment: str = ""


@known
@dataclass(frozen=True, slots=True)
class SetVcas(Struct):
    """Set vcas."""

    form: ClassVar[dict[str, str]] = {"track": "UInt32", "vcas": "[UInt32]"}
    track: int = 0
    vcas: tuple[int, ...] = ()


@known
@dataclass(frozen=True, slots=True)
class SetMuteGroups(Struct):
    """Set mute groups."""

    form: ClassVar[dict[str, str]] = {"track": "UInt32", "muteGroups": "[UInt32]"}
    track: int = 0
    mute_groups: tuple[int, ...] = ()


@known
@dataclass(frozen=True, slots=True)
class SetLink(Struct):
    """two audio strips alike in width; 0: end it."""

    form: ClassVar[dict[str, str]] = {"track": "UInt32", "partner": "UInt32"}
    track: int = 0
    partner: int = 0


@known
@dataclass(frozen=True, slots=True)
class SetRecordArm(Struct):
    """Set record arm."""

    form: ClassVar[dict[str, str]] = {"track": "UInt32", "recordArm": "Bool"}
    track: int = 0
    record_arm: bool = False


@known
@dataclass(frozen=True, slots=True)
class SetMonitoring(Struct):
    """Set monitoring."""

    form: ClassVar[dict[str, str]] = {"track": "UInt32", "monitoring": "Monitoring"}
    track: int = 0
    monitoring: Monitoring = Monitoring.INPUT


@known
@dataclass(frozen=True, slots=True)
class SetDirectOut(Struct):
    """Set direct out."""

    form: ClassVar[dict[str, str]] = {"track": "UInt32", "directOut": "DirectOut"}
    track: int = 0
    direct_out: DirectOut = DirectOut()


@known
@dataclass(frozen=True, slots=True)
class SetSoloIsolate(Struct):
    """Set solo isolate."""

    form: ClassVar[dict[str, str]] = {"track": "UInt32", "soloIsolate": "Bool"}
    track: int = 0
    solo_isolate: bool = False


@known
@dataclass(frozen=True, slots=True)
class SetSoloSafe(Struct):
    """Set solo safe."""

    form: ClassVar[dict[str, str]] = {"track": "UInt32", "soloSafe": "Bool"}
    track: int = 0
    solo_safe: bool = False


@known
@dataclass(frozen=True, slots=True)
class SetSoloSettings(Struct):
    """Set solo settings."""

    form: ClassVar[dict[str, str]] = {"solo": "SoloSettings"}
    solo: SoloSettings = SoloSettings()


@known
@dataclass(frozen=True, slots=True)
class SetInsertPostFader(Struct):
    """Set insert post fader."""

    form: ClassVar[dict[str, str]] = {"insert": "UInt32", "postFader": "Bool"}
    insert: int = 0
    post_fader: bool = False


@known
@dataclass(frozen=True, slots=True)
class SetSendTap(Struct):
    """Set send tap."""

    form: ClassVar[dict[str, str]] = {"send": "UInt32", "tap": "Tap"}
    send: int = 0
    tap: Tap = Tap.POST_FADER


@known
@dataclass(frozen=True, slots=True)
class SetSendMute(Struct):
    """Set send mute."""

    form: ClassVar[dict[str, str]] = {"send": "UInt32", "mute": "Bool"}
    send: int = 0
    mute: bool = False


@known
@dataclass(frozen=True, slots=True)
class AddMuteGroup(Struct):
    """Add mute group."""

    form: ClassVar[dict[str, str]] = {"name": "Text"}
    name: str = ""


@known
@dataclass(frozen=True, slots=True)
class RemoveMuteGroup(Struct):
    """Remove mute group."""

    form: ClassVar[dict[str, str]] = {"muteGroup": "UInt32"}
    mute_group: int = 0


@known
@dataclass(frozen=True, slots=True)
class RenameMuteGroup(Struct):
    """Rename mute group."""

    form: ClassVar[dict[str, str]] = {"muteGroup": "UInt32", "name": "Text"}
    mute_group: int = 0
    name: str = ""


@known
@dataclass(frozen=True, slots=True)
class SetMuteGroup(Struct):
    """Set mute group."""

    form: ClassVar[dict[str, str]] = {"muteGroup": "UInt32", "active": "Bool"}
    mute_group: int = 0
    active: bool = False


@known
@dataclass(frozen=True, slots=True)
class StoreScene(Struct):
    """scene 0: a new one of that name; else that scene anew, its name kept when none is given."""

    form: ClassVar[dict[str, str]] = {"scene": "UInt32", "name": "Text", "position": "UInt32"}
    scene: int = 0
    name: str = ""
    position: int = AT_END


@known
@dataclass(frozen=True, slots=True)
class RemoveScene(Struct):
    """Remove scene."""

    form: ClassVar[dict[str, str]] = {"scene": "UInt32"}
    scene: int = 0


@known
@dataclass(frozen=True, slots=True)
class MoveScene(Struct):
    """Move scene."""

    form: ClassVar[dict[str, str]] = {"scene": "UInt32", "position": "UInt32"}
    scene: int = 0
    position: int = 0


@known
@dataclass(frozen=True, slots=True)
class DescribeScene(Struct):
    """all three."""

    form: ClassVar[dict[str, str]] = {"scene": "UInt32", "name": "Text", "comment": "Text", "fade": "UInt32"}
    scene: int = 0
    name: str = ""
    comment: str = ""
    fade: int = 0


@known
@dataclass(frozen=True, slots=True)
class RecallScene(Struct):
    """ms, 0 ... 60000; -1: the scene's own."""

    form: ClassVar[dict[str, str]] = {"scene": "UInt32", "fade": "Int32"}
    scene: int = 0
    fade: int = -1


@known
@dataclass(frozen=True, slots=True)
class MorphScenes(Struct):
    """0 ... 1; continuous."""

    form: ClassVar[dict[str, str]] = {"from": "UInt32", "to": "UInt32", "amount": "Float64"}
    from_: int = 0
    to: int = 0
    amount: float = 0.0


@known
@dataclass(frozen=True, slots=True)
class SetTrackSafe(Struct):
    """as Track.safe."""

    form: ClassVar[dict[str, str]] = {"track": "UInt32", "safe": "[Text]"}
    track: int = 0
    safe: tuple[str, ...] = ()


@known
@dataclass(frozen=True, slots=True)
class SetInsertSafe(Struct):
    """as Insert.safe."""

    form: ClassVar[dict[str, str]] = {"insert": "UInt32", "safe": "[Text]"}
    insert: int = 0
    safe: tuple[str, ...] = ()


@known
@dataclass(frozen=True, slots=True)
class SetWires(Struct):
    """Set wires."""

    form: ClassVar[dict[str, str]] = {"wires": "[Wire]", "custom": "Bool"}
    wires: tuple[Wire, ...] = ()
    custom: bool = True


@known
@dataclass(frozen=True, slots=True)
class SaveVersion(Struct):
    """a name for the present revision; twice is as once."""

    form: ClassVar[dict[str, str]] = {"name": "Text"}
    name: str = ""


@known
@dataclass(frozen=True, slots=True)
class Restore(Struct):
    """the project as it was then, as a new change that undo takes back."""

    form: ClassVar[dict[str, str]] = {"revision": "UInt64"}
    revision: int = 0


@known
@dataclass(frozen=True, slots=True)
class DuplicateProject(Struct):
    """its last state, without history; not opened."""

    form: ClassVar[dict[str, str]] = {"name": "Text", "newName": "Text"}
    name: str = ""
    new_name: str = ""


@known
@dataclass(frozen=True, slots=True)
class RemoveProject(Struct):
    """Remove project."""

    form: ClassVar[dict[str, str]] = {"name": "Text"}
    name: str = ""


@known
@dataclass(frozen=True, slots=True)
class SaveTemplate(Struct):
    """Save template."""

    form: ClassVar[dict[str, str]] = {"name": "Text", "replace": "Bool"}
    name: str = ""
    replace: bool = False


@known
@dataclass(frozen=True, slots=True)
class RemoveTemplate(Struct):
    """Remove template."""

    form: ClassVar[dict[str, str]] = {"name": "Text"}
    name: str = ""


@known
@dataclass(frozen=True, slots=True)
class UndoOthers(Struct):
    """the newest step of that client; 0: of anybody."""

    form: ClassVar[dict[str, str]] = {"client": "UInt64"}
    client: int = 0


@known
@dataclass(frozen=True, slots=True)
class CopyInsert(Struct):
    """with all its values."""

    form: ClassVar[dict[str, str]] = {"insert": "UInt32", "track": "UInt32", "position": "UInt32"}
    insert: int = 0
    track: int = 0
    position: int = AT_END


@known
@dataclass(frozen=True, slots=True)
class Hello(Struct):
    """Hello."""

    form: ClassVar[dict[str, str]] = {
        "protocolVersion": "UInt32", "name": "Text", "subscribe": "Bool", "token": "Text", "resumeEpoch": "UInt32",
        "resumeRevision": "UInt64"
    }
    protocol_version: int = 1
    name: str = ""  # for people: "front of house tablet"
    subscribe: bool = False  # a DEALER that wants every change pushed; a REQ must not ask for it
    token: str = ""  # who it speaks for; empty: whoever the connection is
    resume_epoch: int = 0  # not 0: knows the project at this epoch and revision and wants only what came since
    resume_revision: int = 0


@known
@dataclass(frozen=True, slots=True)
class GetDiff(Struct):
    """revisions; to 0: the present one."""

    form: ClassVar[dict[str, str]] = {"from": "UInt64", "to": "UInt64"}
    from_: int = 0
    to: int = 0


@known
@dataclass(frozen=True, slots=True)
class Touch(Struct):
    """Touch."""

    form: ClassVar[dict[str, str]] = {"control": "Text", "held": "Bool"}
    control: str = ""  # "track/3/volume", "send/7/level", "insert/9/threshold": the thing, its id, the field
    held: bool = False  # false: let go


@known
@dataclass(frozen=True, slots=True)
class GetAudit(Struct):
    """who: user; empty: all."""

    form: ClassVar[dict[str, str]] = {"most": "UInt32", "who": "Text"}
    most: int = 100
    who: str = ""


@known
@dataclass(frozen=True, slots=True)
class WatchSpectrum(Struct):
    """its spectrum goes into telemetry for 5 s; ask again to keep it; at most 4 strips at a time."""

    form: ClassVar[dict[str, str]] = {"track": "UInt32", "tap": "Tap"}
    track: int = 0
    tap: Tap = Tap.POST_FADER


@known
@dataclass(frozen=True, slots=True)
class Done(Struct):
    """Done."""

    form: ClassVar[dict[str, str]] = {"ids": "[UInt32]", "notes": "[Text]"}
    ids: tuple[int, ...] = ()  # ids made by the command, in its order
    notes: tuple[str, ...] = ()  # what a person should know: a field that undo left alone, and why


@known
@dataclass(frozen=True, slots=True)
class Refused(Struct):
    """Refused."""

    form: ClassVar[dict[str, str]] = {"code": "RefusalCode", "subject": "Text", "sentence": "Text"}
    code: RefusalCode = RefusalCode.UNSPECIFIED
    subject: str = ""
    sentence: str = ""


@known
@dataclass(frozen=True, slots=True)
class Preset(Struct):
    """Preset."""

    form: ClassVar[dict[str, str]] = {"effect": "Text", "name": "Text", "parameters": "[NamedValue]", "file": "Text"}
    effect: str = ""
    name: str = ""
    parameters: tuple[NamedValue, ...] = ()
    file: str = ""  # of effects that play a sound file: its absolute path; empty: none, which leaves an insert its own


@known
@dataclass(frozen=True, slots=True)
class Welcome(Struct):
    """Welcome."""

    form: ClassVar[dict[str, str]] = {
        "protocolVersion": "UInt32", "role": "Text", "project": "Project", "resumed": "Bool", "changes": "[ChangeSet]",
        "user": "Text", "strips": "[UInt32]", "held": "[Touched]"
    }
    protocol_version: int = 0
    role: str = ""
    project: Project = Project()  # empty when resumed
    resumed: bool = False
    changes: tuple[ChangeSet, ...] = ()  # when resumed: all since then
    user: str = ""
    strips: tuple[int, ...] = ()  # as AccessEntry.strips
    held: tuple[Touched, ...] = ()  # what is held now


@known
@dataclass(frozen=True, slots=True)
class Version(Struct):
    """Version."""

    form: ClassVar[dict[str, str]] = {"name": "Text", "revision": "UInt64", "time": "Int64", "user": "Text"}
    name: str = ""
    revision: int = 0
    time: int = 0
    user: str = ""


@known
@dataclass(frozen=True, slots=True)
class Diff(Struct):
    """a sentence a difference."""

    form: ClassVar[dict[str, str]] = {"from": "UInt64", "to": "UInt64", "lines": "[Text]"}
    from_: int = 0
    to: int = 0
    lines: tuple[str, ...] = ()


@known
@dataclass(frozen=True, slots=True)
class DryRun(Struct):
    """Dry run."""

    form: ClassVar[dict[str, str]] = {
        "label": "Text", "lines": "[Text]", "structure": "Bool", "costBefore": "Float32", "costAfter": "Float32",
        "latencyBefore": "[OutputLatency]", "latencyAfter": "[OutputLatency]"
    }
    label: str = ""  # as the change set's
    lines: tuple[str, ...] = ()  # what it would change, a sentence each
    structure: bool = False  # a new graph would be built
    cost_before: float = 0.0  # of the graph, share of the period, from measured costs
    cost_after: float = 0.0  # the same; a kind of node never measured counts with its kind's mean, else 0
    latency_before: tuple[OutputLatency, ...] = ()
    latency_after: tuple[OutputLatency, ...] = ()


@known
@dataclass(frozen=True, slots=True)
class Explanation(Struct):
    """Explanation."""

    form: ClassVar[dict[str, str]] = {
        "track": "UInt32", "silent": "[Reason]", "latencyFrames": "UInt32", "late": "[Reason]"
    }
    track: int = 0
    silent: tuple[Reason, ...] = ()  # empty: it can be heard
    latency_frames: int = 0  # from its input to its end
    late: tuple[Reason, ...] = ()  # which effects make it late, and what it waits for


@known
@dataclass(frozen=True, slots=True)
class Reason(Struct):
    """Reason."""

    form: ClassVar[dict[str, str]] = {"subject": "Text", "id": "UInt32", "frames": "UInt32", "sentence": "Text"}
    subject: str = ""
    id: int = 0
    frames: int = 0
    sentence: str = ""


@known
@dataclass(frozen=True, slots=True)
class Wiring(Struct):
    """Wiring."""

    form: ClassVar[dict[str, str]] = {
        "available": "Bool", "ports": "[EnginePort]", "wanted": "[Wire]", "actual": "[Wire]", "custom": "Bool"
    }
    available: bool = False  # the engine plays on JACK
    ports: tuple[EnginePort, ...] = ()
    wanted: tuple[Wire, ...] = ()
    actual: tuple[Wire, ...] = ()
    custom: bool = False


@known
@dataclass(frozen=True, slots=True)
class Touched(Struct):
    """Touched."""

    form: ClassVar[dict[str, str]] = {
        "client": "UInt64", "name": "Text", "control": "Text", "held": "Bool", "user": "Text"
    }
    client: int = 0
    name: str = ""
    control: str = ""
    held: bool = False
    user: str = ""


@known
@dataclass(frozen=True, slots=True)
class ClientEntry(Struct):
    """Client entry."""

    form: ClassVar[dict[str, str]] = {
        "client": "UInt64", "name": "Text", "user": "Text", "role": "Role", "held": "[Text]", "transport": "Text"
    }
    client: int = 0
    name: str = ""
    user: str = ""
    role: Role = Role.UNSPECIFIED
    held: tuple[str, ...] = ()
    transport: str = ""


@known
@dataclass(frozen=True, slots=True)
class Status(Struct):
    """Status."""

    form: ClassVar[dict[str, str]] = {
        "projectName": "Text", "engineConnected": "Bool", "device": "Text", "sampleRate": "UInt32", "blockFrames":
        "UInt32", "rolling": "Bool", "position": "Int64", "xruns": "UInt64", "load": "Float32", "installedRevision":
        "UInt64", "graphHash": "UInt64", "engineHash": "UInt64", "clients": "UInt32", "warnings": "[Text]", "enginePid":
        "UInt32", "addedLatencyFrames": "UInt32", "outputLatencies": "[OutputLatency]", "lateBranches": "UInt64",
        "guiltyNode": "UInt64", "mutedNodes": "[UInt64]", "revision": "UInt64", "queued": "UInt32", "subscribers":
        "UInt32", "queuedChanges": "UInt32"
    }
    project_name: str = ""
    engine_connected: bool = False
    device: str = ""  # "jack", "timer"; empty without an engine
    sample_rate: int = 0
    block_frames: int = 0
    rolling: bool = False
    position: int = 0
    xruns: int = 0
    load: float = 0.0  # share of the period, 0 ... 1
    installed_revision: int = 0  # of the plan that plays
    graph_hash: int = 0  # of what the controller wants
    engine_hash: int = 0  # of what the engine plays
    clients: int = 0
    warnings: tuple[str, ...] = ()  # "no realtime priority: ..."
    engine_pid: int = 0
    added_latency_frames: int = 0  # beyond the device's own
    output_latencies: tuple[OutputLatency, ...] = ()
    late_branches: int = 0  # muted for a block because a worker came too late
    guilty_node: int = 0  # the dearest node of the last overrun; 0: none
    muted_nodes: tuple[int, ...] = ()  # with something non-finite at their output
    revision: int = 0  # of the project
    queued: int = 0  # edits that wait for the disk
    subscribers: int = 0
    queued_changes: int = 0  # in subscribers' outboxes, all together
