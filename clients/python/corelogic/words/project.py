# project.py: the words of schema/project.capnp. Made from schema/ by generate.py; do not edit.
from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ..form import Struct, known
from .common import Connection, Monitor, MuteGroup, Scene, SoloSettings, Track, Wire


@known
@dataclass(frozen=True, slots=True)
class Project(Struct):
    """Project."""

    form: ClassVar[dict[str, str]] = {
        "formatVersion": "UInt32", "name": "Text", "sampleRate": "UInt32", "nextId": "UInt32", "tracks": "[Track]",
        "connections": "[Connection]", "tempo": "Float64", "monitor": "Monitor", "muteGroups": "[MuteGroup]", "solo":
        "SoloSettings", "scenes": "[Scene]", "wires": "[Wire]", "customWiring": "Bool"
    }
    format_version: int = 1  # 3 now; a reader refuses a greater one than its own and leaves the file untouched
    name: str = ""
    sample_rate: int = 48000  # Hz; positions are frames at this rate
    next_id: int = 1  # ids below it were given once and are never given again
    tracks: tuple[Track, ...] = ()  # in the order people see; exactly one master, last
    connections: tuple[Connection, ...] = ()
    tempo: float = 120.0  # quarter notes a minute, 20 ... 400; since version 2
    monitor: Monitor = Monitor()  # none: the master; since version 2
    mute_groups: tuple[MuteGroup, ...] = ()  # since version 3, as all below
    solo: SoloSettings = SoloSettings()
    scenes: tuple[Scene, ...] = ()  # in the order of the cue list
    wires: tuple[Wire, ...] = ()  # empty: main and monitor go to the playback ports by themselves
    custom_wiring: bool = False  # only the wires above are made
