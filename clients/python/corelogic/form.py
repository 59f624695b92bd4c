# form.py: the words of the schema as frozen values, and their JSON form both ways. It knows no word: each class says
# in `form` which fields it has and of which type.
from __future__ import annotations

import enum
import json
import math
import re
from typing import Any, Callable, ClassVar, Iterator, Mapping, Protocol, TypeVar, Union, Union

from .errors import Invalid

T = TypeVar("T", bound="Struct")


class HasId(Protocol):
    """A track, insert, send, ... of a project, or a handle to one."""

    @property
    def id(self) -> int: ...


AT_END = 0xFFFFFFFF
"""The position behind everything."""

Ref = Union[int, HasId]
"""What names a thing in a command: its id, or anything with an `id`."""


def snake(name: str) -> str:
    """highPass -> high_pass; words of Python get a bar behind them: from -> from_."""
    text = re.sub(r"(?<=[a-z0-9])([A-Z])", r"_\1", name).lower()
    return text + "_" if text in ("from", "import", "global") else text


def camel(name: str) -> str:
    """high_pass -> highPass"""
    return re.sub(r"_([a-z])", lambda found: found[1].upper(), name)


class Word(str, enum.Enum):
    """A word of an enum; equal to its text: TrackKind.AUX == "aux"."""

    def __str__(self) -> str:
        return str(self.value)


class Struct:
    """A message, or a part of one. Frozen: a changed one is a new one."""

    __slots__ = ()
    form: ClassVar[dict[str, str]]
    """The schema's name of each field, and its type: "UInt32", "Text", "Send", "[Send]"."""

    @classmethod
    def from_form(cls: type[T], form: Mapping[str, Any]) -> T:
        """From its JSON form as json.loads gives it. What is left out is at its default; a field that this version does
        not know is passed over.
        """
        readers = _readers_of(cls)
        return cls(**{readers[key][0]: readers[key][1](value) for key, value in form.items() if key in readers})

    def to_form(self) -> dict[str, Any]:
        """Its JSON form, every field, as json.dumps takes it."""
        return {name: writer(getattr(self, attribute)) for name, attribute, writer in _writers_of(type(self))}


class OneOf:
    """One of several things: which, and what it is. `match change: case Change("volumeSet", value): ...`"""

    __slots__ = ("which", "value")
    __match_args__ = ("which", "value")
    which: str
    value: Any
    form: ClassVar[dict[str, str]]
    """The schema's name of each arm, and its type; arms without a value are Void."""

    def __init__(self, which: str, value: Any = None):
        if which not in self.form:
            raise Invalid(which, f"{which} is not one of {', '.join(self.form)}.")
        object.__setattr__(self, "which", which)
        object.__setattr__(self, "value", value)

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen; make another one")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, type(self)) and (self.which, self.value) == (other.which, other.value)

    def __hash__(self) -> int:
        return hash((self.which, self.value))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.which!r}" + ("" if self.value is None else f", {self.value!r}") + ")"

    @classmethod
    def from_form(cls, form: Mapping[str, Any]) -> Any:
        for which, value in form.items():
            if which in cls.form:
                return cls(which, reader(cls.form[which])(value))
        raise Invalid(cls.__name__, f"{', '.join(form) or 'nothing'} is none of the words of {cls.__name__}"
                                    " that this version knows.")

    def to_form(self) -> dict[str, Any]:
        return {self.which: writer(self.form[self.which])(self.value)}


# ---- types to functions ---------------------------------------------------------------------------------------------

_classes: dict[str, Any] = {}
_reading: dict[type, dict[str, tuple[str, Callable[[Any], Any]]]] = {}
_writing: dict[type, list[tuple[str, str, Callable[[Any], Any]]]] = {}


def known(cls: Any) -> Any:
    """Makes a class of words known by its name; a decorator."""
    _classes[cls.__name__] = cls
    return cls


def _readers_of(cls: Any) -> dict[str, tuple[str, Callable[[Any], Any]]]:
    if cls not in _reading:
        _reading[cls] = {name: (snake(name), reader(kind)) for name, kind in cls.form.items()}
    return _reading[cls]


def _writers_of(cls: Any) -> list[tuple[str, str, Callable[[Any], Any]]]:
    if cls not in _writing:
        _writing[cls] = [(name, snake(name), writer(kind)) for name, kind in cls.form.items()]
    return _writing[cls]


def _read_float(value: Any) -> float:
    return float(value)   # "Infinity" and "-Infinity" too


def _write_float(value: Any) -> float | str:
    number = float(value)
    if math.isnan(number):
        raise Invalid("number", "NaN is no value of anything.")
    if math.isinf(number):
        return "Infinity" if number > 0 else "-Infinity"
    return number


def _write_int(value: Any) -> int:
    if isinstance(value, bool) or not hasattr(value, "__index__"):
        value = getattr(value, "id", value)   # a track in the place of its number
        if isinstance(value, bool) or not hasattr(value, "__index__"):
            raise Invalid("number", f"{value!r} is no whole number, and nothing that has one as its id.")
    return int(value)


def _read_word(cls: Any) -> Callable[[Any], Any]:
    def read(value: Any) -> Any:
        try:
            return cls(value)
        except ValueError:
            return value   # of a newer version: kept as it is
    return read


def reader(kind: str) -> Callable[[Any], Any]:
    """From JSON form to value, for a type of the schema."""
    if kind.startswith("["):
        each = reader(kind[1:-1])
        return lambda values: tuple(map(each, values))
    if kind.startswith("Float"):
        return _read_float
    if kind in ("UInt64", "Int64"):
        return int
    if kind in _classes:
        cls = _classes[kind]
        read: Callable[[Any], Any] = _read_word(cls) if issubclass(cls, Word) else cls.from_form
        return read
    return lambda value: value


def _write_list(kind: str) -> Callable[[Any], Any]:
    each = writer(kind)

    def write(values: Any) -> list[Any]:
        if kind == "NamedValue" and isinstance(values, Mapping):   # {"threshold": -20}
            return [{"name": str(name), "value": _write_float(value)} for name, value in values.items()]
        if isinstance(values, str):
            raise Invalid("list", f"{values!r} is one text where a list is wanted; write [{values!r}].")
        return [each(value) for value in values]
    return write


def writer(kind: str) -> Callable[[Any], Any]:
    """From value to JSON form, for a type of the schema."""
    if kind.startswith("["):
        return _write_list(kind[1:-1])
    if kind.startswith("Float"):
        return _write_float
    if kind in ("UInt64", "Int64"):
        return lambda value: str(_write_int(value))
    if kind.startswith(("UInt", "Int")):
        return _write_int
    if kind == "Bool":
        return bool
    if kind == "Void":
        return lambda value: None
    if kind == "Text" or issubclass(_classes.get(kind, object), Word):
        return str
    return lambda value: value.to_form() if hasattr(value, "to_form") else _refuse(kind, value)


def _refuse(kind: str, value: Any) -> Any:
    raise Invalid(kind, f"{value!r} is no {kind}.")


def build(kind: str, values: Mapping[str, Any]) -> Any:
    """A struct of this name from its fields as Python calls them, each made what the schema says it is."""
    cls, form = _classes[kind], {}
    for name, field, write in _writers_of(cls):
        if field in values:
            try:
                form[name] = write(values[field])
            except Invalid as fault:
                raise Invalid(name, f"{name}: {fault.sentence}") from None
            except (TypeError, ValueError):
                raise Invalid(name, f"{values[field]!r} is no {cls.form[name]}, which {name} must be.") from None
    return cls.from_form(form)


def short_form(kind: str, value: Any) -> Any:
    """The JSON form without what is at its default anyway: a controller of before knows fewer fields."""
    if isinstance(value, OneOf):
        return {value.which: short_form(value.form[value.which], value.value)}
    if isinstance(value, Struct):
        plain = type(value)()
        return {name: short_form(value.form[name], each) for name, (field, each) in zip(value.form, fields(value))
                if each != getattr(plain, field)}
    if kind.startswith("[") and kind[1:-1] in _classes:
        return [short_form(kind[1:-1], each) for each in value]
    return writer(kind)(value)


def dump(form: Any) -> bytes:
    """A frame of a JSON form."""
    return json.dumps(form, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def load(frame: bytes) -> Any:
    return json.loads(frame)


def fields(value: Struct) -> Iterator[tuple[str, Any]]:
    """Each field's name in Python with its value, in the order of the schema."""
    for name in type(value).form:
        yield snake(name), getattr(value, snake(name))
