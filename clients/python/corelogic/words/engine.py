# engine.py: the words of schema/engine.capnp. Made from schema/ by generate.py; do not edit.
from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ..form import Struct, known


@known
@dataclass(frozen=True, slots=True)
class EnginePort(Struct):
    """Engine port."""

    form: ClassVar[dict[str, str]] = {
        "name": "Text", "input": "Bool", "physical": "Bool", "own": "Bool", "alias": "Text"
    }
    name: str = ""
    input: bool = False
    physical: bool = False
    own: bool = False
    alias: str = ""


@known
@dataclass(frozen=True, slots=True)
class OutputLatency(Struct):
    """from the inputs to this output, beyond the device's."""

    form: ClassVar[dict[str, str]] = {"node": "UInt64", "frames": "UInt32"}
    node: int = 0
    frames: int = 0
