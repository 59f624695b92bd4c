# state_hash.py: the number by which replicas of a project agree, as schema/README.md defines it: FNV-1a over the JSON
# form of a value, written so that two programs write the same bytes.
from __future__ import annotations

import struct
from typing import Any

from .form import OneOf, Struct, snake
from .words import Project

_OFFSET, _PRIME, _MASK = 0xCBF29CE484222325, 0x100000001B3, (1 << 64) - 1


def state_hash(project: Project) -> int:
    """The 64-bit hash of a project."""
    return fnv1a(bytes(canonical(project, "Project")))


def fnv1a(data: bytes) -> int:
    """FNV-1a, 64 bits."""
    value = _OFFSET
    for byte in data:
        value = ((value ^ byte) * _PRIME) & _MASK
    return value


def canonical(value: Any, kind: str) -> bytearray:
    """The bytes that are hashed, of a value of this type of the schema."""
    out = bytearray()
    _write(out, value, kind)
    return out


def _text(out: bytearray, text: str) -> None:
    data = text.encode()
    out += b"s%08x" % len(data)
    out += data


def _number(out: bytearray, value: float) -> None:
    out += b"n" + struct.pack(">d", float(value) + 0.0).hex().encode()   # -0 counts as 0


def _write(out: bytearray, value: Any, kind: str) -> None:
    if isinstance(value, Struct):
        _members(out, {name: (getattr(value, snake(name)), each) for name, each in value.form.items()})
    elif isinstance(value, OneOf):
        _members(out, {value.which: (value.value, value.form[value.which])})
    elif kind.startswith("["):
        out += b"["
        for each in value:
            _write(out, each, kind[1:-1])
        out += b"]"
    elif kind == "Void":
        out += b"0"
    elif kind == "Bool":
        out += b"t" if value else b"f"
    elif kind in ("UInt64", "Int64"):
        _text(out, str(value))   # JSON writes them as strings
    elif isinstance(value, str):
        _text(out, str(value))
    else:
        _number(out, value)


def _members(out: bytearray, members: dict[str, tuple[Any, str]]) -> None:
    out += b"{"
    for name in sorted(members):
        _text(out, name)
        _write(out, *members[name])
    out += b"}"
