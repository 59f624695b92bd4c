# graph.py: the words of schema/graph.capnp. Made from schema/ by generate.py; do not edit.
from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Sequence

from ..form import OneOf, Struct, Word, known
from .common import ClipMode


@known
class NodeMeter(Word):
    """full adds true peak, correlation and loudness."""

    NONE = "none"
    BASIC = "basic"
    FULL = "full"


@known
class OutputPurpose(Word):
    """main, monitor, device, direct."""

    MAIN = "main"
    MONITOR = "monitor"
    DEVICE = "device"
    DIRECT = "direct"


@known
@dataclass(frozen=True, slots=True)
class GraphSnapshot(Struct):
    """Graph snapshot."""

    form: ClassVar[dict[str, str]] = {
        "epoch": "UInt32", "revision": "UInt64", "sampleRate": "UInt32", "nodes": "[Node]", "tempo": "Float64"
    }
    epoch: int = 0
    revision: int = 0
    sample_rate: int = 0
    nodes: tuple[Node, ...] = ()
    tempo: float = 120.0  # quarter notes a minute


@known
@dataclass(frozen=True, slots=True)
class Port(Struct):
    """1 ... 64 channels."""

    form: ClassVar[dict[str, str]] = {"name": "Text", "channels": "UInt16"}
    name: str = ""
    channels: int = 0


@known
class Node(OneOf):
    """One node of many."""

    __slots__ = ()
    form: ClassVar[dict[str, str]] = {
        "unspecified": "Void", "audioInput": "AudioInput", "fx": "Fx", "mixerBus": "Void", "output": "OutputNode"
    }

    @classmethod
    def audio_input(cls, audio_input: AudioInput) -> Node:
        return cls("audioInput", audio_input)

    @classmethod
    def fx(cls, fx: Fx) -> Node:
        return cls("fx", fx)

    @classmethod
    def mixer_bus(cls) -> Node:
        return cls("mixerBus")

    @classmethod
    def output(cls, output: OutputNode) -> Node:
        return cls("output", output)


@known
@dataclass(frozen=True, slots=True)
class Edge(Struct):
    """Edge."""

    form: ClassVar[dict[str, str]] = {
        "id": "UInt64", "source": "UInt32", "sourcePort": "UInt16", "destinationPort": "UInt16", "level": "Float64",
        "pan": "Float64", "map": "[UInt16]"
    }
    id: int = 0  # see messages/graph.h
    source: int = 0  # index into nodes, smaller than this node's own
    source_port: int = 0  # index into the source's outputs
    destination_port: int = 0  # index into this node's inputs; of a keyed effect 0 "in", 1 "key"
    level: float = 0.0  # dB
    pan: float = 0.0  # -1 ... +1
    # for each channel of the source port the channel of the destination port from 1, 0 nowhere; empty: by the law of
    # widths
    map: tuple[int, ...] = ()


@known
class AudioInput(OneOf):
    """One audio input of many."""

    __slots__ = ()
    form: ClassVar[dict[str, str]] = {"unspecified": "Void", "none": "Void", "device": "[UInt16]", "file": "SourceFile"}

    @classmethod
    def none(cls) -> AudioInput:
        return cls("none")

    @classmethod
    def device(cls, device: Sequence[int]) -> AudioInput:
        """capture channels from 1, one per output channel."""
        return cls("device", tuple(device))

    @classmethod
    def file(cls, file: SourceFile) -> AudioInput:
        return cls("file", file)


@known
@dataclass(frozen=True, slots=True)
class SourceFile(Struct):
    """absolute path."""

    form: ClassVar[dict[str, str]] = {"path": "Text", "loop": "Bool"}
    path: str = ""
    loop: bool = False


@known
@dataclass(frozen=True, slots=True)
class Fx(Struct):
    """Fx."""

    form: ClassVar[dict[str, str]] = {"effect": "Text", "parameters": "[Float64]", "bypass": "Bool", "file": "Text"}
    effect: str = ""  # name of the effect catalogue: "fader", "pan", "compressor", "reverb"
    parameters: tuple[float, ...] = ()  # in catalogue order, in the catalogue's units
    bypass: bool = False
    file: str = ""  # absolute path, of effects that play a sound file; empty: none


@known
@dataclass(frozen=True, slots=True)
class OutputNode(Struct):
    """Output node."""

    form: ClassVar[dict[str, str]] = {
        "parameters": "[Float64]", "main": "[UInt16]", "monitor": "[UInt16]", "mono": "Bool", "clip": "ClipMode",
        "ditherBits": "UInt8", "purpose": "OutputPurpose"
    }
    parameters: tuple[float, ...] = ()  # of the catalogue's "output": level, mute, balance, monitorLevel, dim, …
    main: tuple[int, ...] = ()  # playback channels from 1, one per input channel; empty: not connected
    monitor: tuple[int, ...] = ()
    mono: bool = False  # the main output plays the mean of its channels
    clip: ClipMode = ClipMode.NONE
    dither_bits: int = 0  # 0 off, 16, 20 or 24: TPDF, one step of that format
    purpose: OutputPurpose = OutputPurpose.MAIN
