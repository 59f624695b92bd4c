# common.py: the words of schema/common.capnp. Made from schema/ by generate.py; do not edit.
from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Sequence

from ..form import OneOf, Struct, Word, known


@known
class TrackKind(Word):
    """audio: from an input. aux: what is sent to it. group: what is put out to it. matrix: what buses and the master
    send to it; behind the master. vca: no sound of its own, it moves those assigned to it.
    """

    UNSPECIFIED = "unspecified"
    AUDIO = "audio"
    AUX = "aux"
    MASTER = "master"
    GROUP = "group"
    VCA = "vca"
    MATRIX = "matrix"


@known
class Polarity(Word):
    """which channels are turned over: odd ones are left."""

    NORMAL = "normal"
    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"


@known
class MeterPoint(Word):
    """input, preFader, postFader."""

    INPUT = "input"
    PRE_FADER = "preFader"
    POST_FADER = "postFader"


@known
class MeterDetail(Word):
    """full adds true peak, correlation and loudness."""

    BASIC = "basic"
    FULL = "full"


@known
class Listen(Word):
    """before the fader; after fader and pan."""

    OFF = "off"
    PFL = "pfl"
    AFL = "afl"


@known
class ClipMode(Word):
    """none, hard, soft."""

    NONE = "none"
    HARD = "hard"
    SOFT = "soft"


@known
class Monitoring(Word):
    """a device input is heard: always; while armed; never."""

    INPUT = "input"
    AUTO = "auto"
    OFF = "off"


@known
class Tap(Word):
    """behind the fader; behind the inserts; behind the input stage."""

    POST_FADER = "postFader"
    PRE_FADER = "preFader"
    PRE_EQ = "preEq"


@known
class SoloMode(Word):
    """what a solo button does."""

    IN_PLACE = "inPlace"
    PFL = "pfl"
    AFL = "afl"


@known
class Input(OneOf):
    """Where a strip's signal comes from."""

    __slots__ = ()
    form: ClassVar[dict[str, str]] = {"unspecified": "Void", "none": "Void", "device": "[UInt16]", "file": "FileInput"}

    @classmethod
    def none(cls) -> Input:
        return cls("none")

    @classmethod
    def device(cls, device: Sequence[int]) -> Input:
        """capture channels of the audio device, counted from 1, one per strip channel."""
        return cls("device", tuple(device))

    @classmethod
    def file(cls, file: FileInput) -> Input:
        return cls("file", file)


@known
@dataclass(frozen=True, slots=True)
class FileInput(Struct):
    """File input."""

    form: ClassVar[dict[str, str]] = {"path": "Text", "loop": "Bool"}
    path: str = ""  # relative to the project's audio/ folder, or absolute
    loop: bool = False  # play round and round; else once from transport frame 0


@known
class Output(OneOf):
    """Where a strip's signal goes."""

    __slots__ = ()
    form: ClassVar[dict[str, str]] = {"unspecified": "Void", "none": "Void", "track": "UInt32", "device": "[UInt16]"}

    @classmethod
    def none(cls) -> Output:
        return cls("none")

    @classmethod
    def track(cls, track: int) -> Output:
        """id of an aux or the master."""
        return cls("track", track)

    @classmethod
    def device(cls, device: Sequence[int]) -> Output:
        """playback channels of the audio device, counted from 1."""
        return cls("device", tuple(device))


@known
@dataclass(frozen=True, slots=True)
class NamedValue(Struct):
    """Named value."""

    form: ClassVar[dict[str, str]] = {"name": "Text", "value": "Float64"}
    name: str = ""  # a parameter's name as the effect catalogue has it: "threshold"
    value: float = 0.0  # in that parameter's unit


@known
@dataclass(frozen=True, slots=True)
class Key(Struct):
    """The sound that an effect listens to instead of its own input."""

    form: ClassVar[dict[str, str]] = {"track": "UInt32", "preFader": "Bool"}
    track: int = 0  # 0: none, it listens to itself
    pre_fader: bool = False  # after the inserts, before the fader; else after fader and pan


@known
@dataclass(frozen=True, slots=True)
class Insert(Struct):
    """Insert."""

    form: ClassVar[dict[str, str]] = {
        "id": "UInt32", "effect": "Text", "bypass": "Bool", "parameters": "[NamedValue]", "key": "Key", "file": "Text",
        "other": "[NamedValue]", "sideB": "Bool", "postFader": "Bool", "safe": "[Text]", "otherFile": "Text"
    }
    id: int = 0
    effect: str = ""  # "compressor", "reverb"
    bypass: bool = False
    parameters: tuple[NamedValue, ...] = ()
    key: Key = Key()  # of effects that listen to one
    file: str = ""  # of effects that play a sound file: as FileInput.path; empty: none yet
    other: tuple[NamedValue, ...] = ()  # the values of the side that is not heard; empty until it is first used
    side_b: bool = False  # which side is heard: A or B
    post_fader: bool = False  # behind the fader and before the pan; else before the fader
    safe: tuple[str, ...] = ()  # what a scene recall leaves alone: names of parameters, "bypass"; "all"
    other_file: str = ""  # the file of the side that is not heard; empty: the same as of the one that is


@known
@dataclass(frozen=True, slots=True)
class Send(Struct):
    """Send."""

    form: ClassVar[dict[str, str]] = {
        "id": "UInt32", "destination": "UInt32", "level": "Float64", "pan": "Float64", "preFader": "Bool", "preEq":
        "Bool", "mute": "Bool"
    }
    id: int = 0
    destination: int = 0  # track id of an aux or the master
    level: float = 0.0  # dB, -inf ... +12
    pan: float = 0.0  # -1 ... +1
    pre_fader: bool = False
    pre_eq: bool = False  # with preFader: before the inserts, behind the input stage
    mute: bool = False


@known
@dataclass(frozen=True, slots=True)
class DirectOut(Struct):
    """A strip's own way to the device, beside its output."""

    form: ClassVar[dict[str, str]] = {"channels": "[UInt16]", "tap": "Tap", "level": "Float64"}
    channels: tuple[int, ...] = ()  # playback channels from 1, one per channel of the strip; empty: none
    tap: Tap = Tap.POST_FADER
    level: float = 0.0  # dB, -inf ... +12


@known
@dataclass(frozen=True, slots=True)
class MuteGroup(Struct):
    """Mute group."""

    form: ClassVar[dict[str, str]] = {"id": "UInt32", "name": "Text", "active": "Bool"}
    id: int = 0
    name: str = ""  # 1 to 64 characters, unique among mute groups
    active: bool = False  # its members are silent


@known
@dataclass(frozen=True, slots=True)
class Meter(Struct):
    """Meter."""

    form: ClassVar[dict[str, str]] = {"point": "MeterPoint", "detail": "MeterDetail"}
    point: MeterPoint = MeterPoint.POST_FADER
    detail: MeterDetail = MeterDetail.BASIC


@known
@dataclass(frozen=True, slots=True)
class OutputStage(Struct):
    """What the main output does last; its cut is the master's mute."""

    form: ClassVar[dict[str, str]] = {
        "safetyLimiter": "Bool", "ceiling": "Float64", "clip": "ClipMode", "ditherBits": "UInt8", "dim": "Bool", "mono":
        "Bool", "dimLevel": "Float64"
    }
    safety_limiter: bool = False
    ceiling: float = -1.0  # dBTP, -24 ... 0
    clip: ClipMode = ClipMode.NONE
    dither_bits: int = 0  # 0 off, 16, 20 or 24
    dim: bool = False
    mono: bool = False
    dim_level: float = -20.0  # dB, -60 ... 0


@known
class MonitorSource(OneOf):
    """One monitor source of many."""

    __slots__ = ()
    form: ClassVar[dict[str, str]] = {"unspecified": "Void", "master": "Void", "track": "UInt32"}

    @classmethod
    def master(cls) -> MonitorSource:
        return cls("master")

    @classmethod
    def track(cls, track: int) -> MonitorSource:
        """any strip, after fader and pan."""
        return cls("track", track)


@known
@dataclass(frozen=True, slots=True)
class Monitor(Struct):
    """The monitor section: what it hears, unless a strip is listened to; its level and output are the master's."""

    form: ClassVar[dict[str, str]] = {
        "source": "MonitorSource", "dim": "Bool", "mono": "Bool", "cut": "Bool", "dimLevel": "Float64"
    }
    source: MonitorSource = MonitorSource("unspecified")
    dim: bool = False
    mono: bool = False
    cut: bool = False
    dim_level: float = -20.0  # dB, -60 ... 0


@known
@dataclass(frozen=True, slots=True)
class Track(Struct):
    """Track."""

    form: ClassVar[dict[str, str]] = {
        "id": "UInt32", "kind": "TrackKind", "name": "Text", "channels": "UInt16", "volume": "Float64", "pan":
        "Float64", "mute": "Bool", "solo": "Bool", "inserts": "[Insert]", "sends": "[Send]", "input": "Input", "output":
        "Output", "monitorLevel": "Float64", "monitorOutput": "Output", "trim": "Float64", "polarity": "Polarity",
        "highPass": "Float64", "delay": "Float64", "meter": "Meter", "listen": "Listen", "outputMap": "[UInt16]",
        "stage": "OutputStage", "colour": "Text", "icon": "Text", "comment": "Text", "vcas": "[UInt32]", "muteGroups":
        "[UInt32]", "link": "UInt32", "recordArm": "Bool", "monitoring": "Monitoring", "directOut": "DirectOut",
        "soloIsolate": "Bool", "soloSafe": "Bool", "safe": "[Text]"
    }
    id: int = 0
    kind: TrackKind = TrackKind.UNSPECIFIED
    name: str = ""
    channels: int = 2  # 1 ... 64
    volume: float = 0.0  # dB, -inf ... +12
    pan: float = 0.0  # -1 ... +1
    mute: bool = False
    solo: bool = False
    inserts: tuple[Insert, ...] = ()  # in signal order; those with postFader behind the fader
    sends: tuple[Send, ...] = ()
    input: Input = Input("unspecified")
    output: Output = Output("unspecified")
    monitor_level: float = 0.0  # master only: dB of the monitor output relative to the main output
    monitor_output: Output = Output("unspecified")  # master only: none or device
    trim: float = 0.0  # dB, -36 ... +36, before the inserts, as polarity, high-pass and delay
    polarity: Polarity = Polarity.NORMAL
    high_pass: float = 0.0  # Hz: 0 off, else 20 ... 1000; 12 dB/octave
    delay: float = 0.0  # ms, 0 ... 500
    meter: Meter = Meter()
    listen: Listen = Listen.OFF
    # for each channel of the strip the channel of its destination from 1, 0 nowhere; empty: by the law of layouts
    output_map: tuple[int, ...] = ()
    stage: OutputStage = OutputStage()  # master only
    colour: str = ""  # "#rrggbb"; empty: none
    icon: str = ""  # a word for the face of the strip, at most 32 characters: "guitar"; empty: none
    comment: str = ""  # at most 2000 characters
    vcas: tuple[int, ...] = ()  # track ids of the vcas that move this strip; a vca may be moved by others
    mute_groups: tuple[int, ...] = ()  # ids of mute groups it belongs to
    link: int = 0  # the other strip of a stereo pair, which names this one; 0: none
    record_arm: bool = False  # audio only
    monitoring: Monitoring = Monitoring.INPUT  # audio with a device input only
    direct_out: DirectOut = DirectOut()
    solo_isolate: bool = False  # others' solo does not silence it
    solo_safe: bool = False  # its own solo cannot be changed
    # what a scene recall leaves alone: volume, pan, mute, solo, sends, inserts, routing, stage (trim, polarity,
    # high-pass, delay), groups (vcas, mute groups); "all"
    safe: tuple[str, ...] = ()


@known
@dataclass(frozen=True, slots=True)
class SoloSettings(Struct):
    """Solo settings."""

    form: ClassVar[dict[str, str]] = {"mode": "SoloMode", "exclusive": "Bool"}
    mode: SoloMode = SoloMode.IN_PLACE
    exclusive: bool = False  # one solo ends the others


@known
@dataclass(frozen=True, slots=True)
class Scene(Struct):
    """The mix as it was when stored: all values and switches of each strip, insert and send, by id. A recall sets them
    again; what came since stays as it is, what is gone since is noted.
    """

    form: ClassVar[dict[str, str]] = {
        "id": "UInt32", "name": "Text", "comment": "Text", "fade": "UInt32", "tracks": "[Track]", "monitor": "Monitor",
        "muteGroups": "[MuteGroup]"
    }
    id: int = 0
    name: str = ""  # 1 to 64 characters, unique among scenes
    comment: str = ""  # at most 2000 characters
    fade: int = 0  # ms over which levels, pans and continuous parameters move, 0 ... 60000; 0: at once
    tracks: tuple[Track, ...] = ()
    monitor: Monitor = Monitor()
    mute_groups: tuple[MuteGroup, ...] = ()


@known
@dataclass(frozen=True, slots=True)
class Wire(Struct):
    """A JACK connection that is wanted."""

    form: ClassVar[dict[str, str]] = {"port": "Text", "other": "Text"}
    port: str = ""  # ours, without the client's name: "in_1", "main_L"
    other: str = ""  # theirs, whole: "system:capture_1"


@known
@dataclass(frozen=True, slots=True)
class Connection(Struct):
    """A cable beside the strips' own inputs, outputs and sends; unity gain."""

    form: ClassVar[dict[str, str]] = {
        "id": "UInt32", "source": "UInt32", "sourcePort": "Text", "destination": "Output", "map": "[UInt16]"
    }
    id: int = 0
    source: int = 0  # track id
    source_port: str = ""  # "out" (after fader and pan, default) or "pre" (before the fader)
    destination: Output = Output("unspecified")  # a track or device channels
    map: tuple[int, ...] = ()  # as Track.outputMap
