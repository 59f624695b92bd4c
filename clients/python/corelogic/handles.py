# handles.py: what all handles to things of the project have in common: an id, the value as it is now, and verbs.
from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar

from .verbs import R, Verbs

if TYPE_CHECKING:
    from .desk import Desk

T = TypeVar("T")


class Handle(Generic[R]):
    """A thing of the project by its id. It holds no values: `value` is how it is now, in the mirror."""

    def __init__(self, desk: Desk[R], id: int):
        self.desk = desk
        self.id = id

    @property
    def verbs(self) -> Verbs[R]:
        return self.desk

    @property
    def value(self) -> Any:
        """All of it, as a frozen value. UnknownId when it is gone."""
        raise NotImplementedError

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.id}>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, type(self)) and (self.desk, self.id) == (other.desk, other.id)

    def __hash__(self) -> int:
        return hash((id(self.desk), self.id))


class Readable(Generic[T]):
    """A field of the thing's value."""

    def __init__(self, field: str):
        self.field = field

    def __get__(self, handle: Handle[Any], owner: object = None) -> T:
        found: T = self if handle is None else getattr(handle.value, self.field)
        return found


class Settable(Readable[T]):
    """A field that has a verb: to set it is to do that, and to wait until it is done."""

    def __init__(self, field: str, verb: str):
        super().__init__(field)
        self.verb = verb

    def __set__(self, handle: Handle[Any], value: T | str | int) -> None:
        getattr(handle, self.verb)(value)
