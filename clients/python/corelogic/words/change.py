# change.py: the words of schema/change.capnp. Made from schema/ by generate.py; do not edit.
from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ..form import OneOf, Struct, known
from .common import (
    Connection, DirectOut, Input, Insert, Key, Listen, Meter, Monitor, Monitoring, MuteGroup, NamedValue, Output,
    OutputStage, Polarity, Scene, Send, SoloSettings, Tap, Track, Wire
)
from .project import Project


@known
class Change(OneOf):
    """One change of many."""

    __slots__ = ()
    form: ClassVar[dict[str, str]] = {
        "unspecified": "Void", "trackAdded": "TrackAdded", "trackRemoved": "UInt32", "trackRenamed": "TrackRenamed",
        "trackMoved": "Moved", "volumeSet": "ValueSet", "panSet": "ValueSet", "muteSet": "FlagSet", "soloSet":
        "FlagSet", "insertAdded": "InsertAdded", "insertRemoved": "UInt32", "insertMoved": "Moved", "insertBypassSet":
        "FlagSet", "parameterSet": "ParameterSet", "sendAdded": "SendAdded", "sendRemoved": "UInt32", "sendLevelSet":
        "ValueSet", "sendPanSet": "ValueSet", "sendPreFaderSet": "FlagSet", "inputSet": "InputSet", "outputSet":
        "OutputSet", "monitorLevelSet": "ValueSet", "monitorOutputSet": "OutputSet", "connected": "Connection",
        "disconnected": "UInt32", "idsTaken": "UInt32", "projectReplaced": "Project", "projectRenamed": "Text",
        "keySet": "KeySet", "insertFileSet": "InsertFileSet", "insertValuesSet": "InsertValuesSet", "tempoSet":
        "Float64", "trimSet": "ValueSet", "polaritySet": "PolaritySet", "highPassSet": "ValueSet", "delaySet":
        "ValueSet", "meterSet": "MeterSet", "listenSet": "ListenSet", "outputStageSet": "OutputStageSet", "monitorSet":
        "MonitorSet", "outputMapSet": "OutputMapSet", "lookSet": "LookSet", "vcasSet": "AssignedSet", "muteGroupsSet":
        "AssignedSet", "linkSet": "LinkSet", "recordArmSet": "FlagSet", "monitoringSet": "MonitoringSet",
        "directOutSet": "DirectOutSet", "soloIsolateSet": "FlagSet", "soloSafeSet": "FlagSet", "soloSettingsSet":
        "SoloSettings", "insertPostFaderSet": "FlagSet", "sendTapSet": "SendTapSet", "sendMuteSet": "FlagSet",
        "muteGroupAdded": "MuteGroup", "muteGroupRemoved": "UInt32", "muteGroupRenamed": "Named", "muteGroupSet":
        "FlagSet", "sceneAdded": "SceneAdded", "sceneRemoved": "UInt32", "sceneMoved": "Moved", "sceneStored": "Scene",
        "sceneDescribed": "SceneDescribed", "trackSafeSet": "SafeSet", "insertSafeSet": "SafeSet", "wiresSet":
        "WiresSet"
    }


@known
@dataclass(frozen=True, slots=True)
class LookSet(Struct):
    """Look set."""

    form: ClassVar[dict[str, str]] = {"track": "UInt32", "colour": "Text", "icon": "Text", "comment": "Text"}
    track: int = 0
    colour: str = ""
    icon: str = ""
    comment: str = ""


@known
@dataclass(frozen=True, slots=True)
class AssignedSet(Struct):
    """Assigned set."""

    form: ClassVar[dict[str, str]] = {"id": "UInt32", "ids": "[UInt32]"}
    id: int = 0
    ids: tuple[int, ...] = ()


@known
@dataclass(frozen=True, slots=True)
class LinkSet(Struct):
    """both ways at once: the partner names the track; 0: neither any more."""

    form: ClassVar[dict[str, str]] = {"track": "UInt32", "partner": "UInt32"}
    track: int = 0
    partner: int = 0


@known
@dataclass(frozen=True, slots=True)
class MonitoringSet(Struct):
    """Monitoring set."""

    form: ClassVar[dict[str, str]] = {"track": "UInt32", "monitoring": "Monitoring"}
    track: int = 0
    monitoring: Monitoring = Monitoring.INPUT


@known
@dataclass(frozen=True, slots=True)
class DirectOutSet(Struct):
    """Direct out set."""

    form: ClassVar[dict[str, str]] = {"track": "UInt32", "directOut": "DirectOut"}
    track: int = 0
    direct_out: DirectOut = DirectOut()


@known
@dataclass(frozen=True, slots=True)
class SendTapSet(Struct):
    """Send tap set."""

    form: ClassVar[dict[str, str]] = {"send": "UInt32", "tap": "Tap"}
    send: int = 0
    tap: Tap = Tap.POST_FADER


@known
@dataclass(frozen=True, slots=True)
class Named(Struct):
    """Named."""

    form: ClassVar[dict[str, str]] = {"id": "UInt32", "name": "Text"}
    id: int = 0
    name: str = ""


@known
@dataclass(frozen=True, slots=True)
class SceneAdded(Struct):
    """Scene added."""

    form: ClassVar[dict[str, str]] = {"scene": "Scene", "position": "UInt32"}
    scene: Scene = Scene()
    position: int = 0


@known
@dataclass(frozen=True, slots=True)
class SceneDescribed(Struct):
    """Scene described."""

    form: ClassVar[dict[str, str]] = {"scene": "UInt32", "name": "Text", "comment": "Text", "fade": "UInt32"}
    scene: int = 0
    name: str = ""
    comment: str = ""
    fade: int = 0


@known
@dataclass(frozen=True, slots=True)
class SafeSet(Struct):
    """Safe set."""

    form: ClassVar[dict[str, str]] = {"id": "UInt32", "safe": "[Text]"}
    id: int = 0
    safe: tuple[str, ...] = ()


@known
@dataclass(frozen=True, slots=True)
class WiresSet(Struct):
    """Wires set."""

    form: ClassVar[dict[str, str]] = {"wires": "[Wire]", "custom": "Bool"}
    wires: tuple[Wire, ...] = ()
    custom: bool = False


@known
@dataclass(frozen=True, slots=True)
class TrackAdded(Struct):
    """Track added."""

    form: ClassVar[dict[str, str]] = {"track": "Track", "position": "UInt32"}
    track: Track = Track()
    position: int = 0


@known
@dataclass(frozen=True, slots=True)
class TrackRenamed(Struct):
    """Track renamed."""

    form: ClassVar[dict[str, str]] = {"track": "UInt32", "name": "Text"}
    track: int = 0
    name: str = ""


@known
@dataclass(frozen=True, slots=True)
class Moved(Struct):
    """position after the move, from 0."""

    form: ClassVar[dict[str, str]] = {"id": "UInt32", "position": "UInt32"}
    id: int = 0
    position: int = 0


@known
@dataclass(frozen=True, slots=True)
class ValueSet(Struct):
    """Value set."""

    form: ClassVar[dict[str, str]] = {"id": "UInt32", "value": "Float64"}
    id: int = 0
    value: float = 0.0


@known
@dataclass(frozen=True, slots=True)
class FlagSet(Struct):
    """Flag set."""

    form: ClassVar[dict[str, str]] = {"id": "UInt32", "value": "Bool"}
    id: int = 0
    value: bool = False


@known
@dataclass(frozen=True, slots=True)
class InsertAdded(Struct):
    """Insert added."""

    form: ClassVar[dict[str, str]] = {"track": "UInt32", "insert": "Insert", "position": "UInt32"}
    track: int = 0
    insert: Insert = Insert()
    position: int = 0


@known
@dataclass(frozen=True, slots=True)
class ParameterSet(Struct):
    """Parameter set."""

    form: ClassVar[dict[str, str]] = {"insert": "UInt32", "parameter": "Text", "value": "Float64"}
    insert: int = 0
    parameter: str = ""
    value: float = 0.0


@known
@dataclass(frozen=True, slots=True)
class SendAdded(Struct):
    """Send added."""

    form: ClassVar[dict[str, str]] = {"track": "UInt32", "send": "Send", "position": "UInt32"}
    track: int = 0
    send: Send = Send()
    position: int = 0


@known
@dataclass(frozen=True, slots=True)
class InputSet(Struct):
    """Input set."""

    form: ClassVar[dict[str, str]] = {"track": "UInt32", "input": "Input"}
    track: int = 0
    input: Input = Input("unspecified")


@known
@dataclass(frozen=True, slots=True)
class OutputSet(Struct):
    """Output set."""

    form: ClassVar[dict[str, str]] = {"track": "UInt32", "output": "Output"}
    track: int = 0
    output: Output = Output("unspecified")


@known
@dataclass(frozen=True, slots=True)
class KeySet(Struct):
    """Key set."""

    form: ClassVar[dict[str, str]] = {"insert": "UInt32", "key": "Key"}
    insert: int = 0
    key: Key = Key()


@known
@dataclass(frozen=True, slots=True)
class InsertFileSet(Struct):
    """The files of both sides, as Insert.file and Insert.otherFile."""

    form: ClassVar[dict[str, str]] = {"insert": "UInt32", "path": "Text", "other": "Text"}
    insert: int = 0
    path: str = ""
    other: str = ""


@known
@dataclass(frozen=True, slots=True)
class InsertValuesSet(Struct):
    """All values of both sides: a preset was loaded, or A and B were switched or copied."""

    form: ClassVar[dict[str, str]] = {
        "insert": "UInt32", "parameters": "[NamedValue]", "other": "[NamedValue]", "sideB": "Bool"
    }
    insert: int = 0
    parameters: tuple[NamedValue, ...] = ()
    other: tuple[NamedValue, ...] = ()
    side_b: bool = False


@known
@dataclass(frozen=True, slots=True)
class PolaritySet(Struct):
    """Polarity set."""

    form: ClassVar[dict[str, str]] = {"track": "UInt32", "polarity": "Polarity"}
    track: int = 0
    polarity: Polarity = Polarity.NORMAL


@known
@dataclass(frozen=True, slots=True)
class MeterSet(Struct):
    """Meter set."""

    form: ClassVar[dict[str, str]] = {"track": "UInt32", "meter": "Meter"}
    track: int = 0
    meter: Meter = Meter()


@known
@dataclass(frozen=True, slots=True)
class ListenSet(Struct):
    """Listen set."""

    form: ClassVar[dict[str, str]] = {"track": "UInt32", "listen": "Listen"}
    track: int = 0
    listen: Listen = Listen.OFF


@known
@dataclass(frozen=True, slots=True)
class OutputStageSet(Struct):
    """track: the master."""

    form: ClassVar[dict[str, str]] = {"track": "UInt32", "stage": "OutputStage"}
    track: int = 0
    stage: OutputStage = OutputStage()


@known
@dataclass(frozen=True, slots=True)
class MonitorSet(Struct):
    """Monitor set."""

    form: ClassVar[dict[str, str]] = {"monitor": "Monitor"}
    monitor: Monitor = Monitor()


@known
@dataclass(frozen=True, slots=True)
class OutputMapSet(Struct):
    """Output map set."""

    form: ClassVar[dict[str, str]] = {"track": "UInt32", "map": "[UInt16]"}
    track: int = 0
    map: tuple[int, ...] = ()


@known
@dataclass(frozen=True, slots=True)
class ChangeSet(Struct):
    """One command's changes: one revision, one undo step (or part of one: a gesture), one block edge."""

    form: ClassVar[dict[str, str]] = {
        "epoch": "UInt32", "revision": "UInt64", "client": "UInt64", "sequence": "UInt64", "gesture": "UInt32", "label":
        "Text", "changes": "[Change]", "fade": "UInt32", "user": "Text", "time": "Int64"
    }
    epoch: int = 0
    revision: int = 0
    client: int = 0
    sequence: int = 0
    gesture: int = 0  # 0: none; else all sets of this client with this number are one undo step
    label: str = ""  # for people: "set volume of Guitar to -6.0 dB"
    changes: tuple[Change, ...] = ()
    fade: int = 0  # ms over which the values move in the engine; 0: the usual ramp
    user: str = ""  # who: of the access list; empty: a local client without a name
    time: int = 0  # ms since 1970, of the wall clock, for people; 0: unknown
