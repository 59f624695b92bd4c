# desk.py: what the blocking and the asyncio studio share: verbs made into commands, batches and gestures. It sends
# nothing itself.
from __future__ import annotations

import contextvars
import random
from types import TracebackType
from typing import Any, Awaitable, Callable, Generator, Generic

from .errors import Invalid, Refused
from .form import build
from .verbs import R, Verbs
from .words import Batch as BatchWords
from .words import Command, Done, Project


class CommandMaker(Verbs[Command]):
    """Makes commands and sends none: `make.set_volume(2, -6)` for dry_run() and do()."""

    def _do(self, which: str, **values: Any) -> Command:
        kind = Command.form[which]
        return Command(which) if kind == "Void" else Command(which, build(kind, values))


make = CommandMaker()
"""Verbs that give the command itself."""


class Collected(Done):
    """What a verb gives inside a batch: nothing has been made yet."""

    __slots__ = ()

    def __init__(self) -> None:
        pass

    @property
    def ids(self) -> tuple[int, ...]:
        raise Invalid("ids", "This command is part of a batch; what it makes is in its result, once it is done.")

    notes = ()

    def __repr__(self) -> str:
        return "Collected()"

    def __await__(self) -> Generator[None, None, Collected]:
        return self
        yield


class Desk(Verbs[R]):
    """A mixer as a client sees it: the project, and verbs that are sent."""

    @property
    def project(self) -> Project:
        raise NotImplementedError

    def do(self, command: Command, *, expected: int | None = None) -> R:
        """Sends a command that was made with `make`.

        expected: the revision the project must stand at, else Conflict
        """
        raise NotImplementedError

    def _send(self, command: Command, **terms: Any) -> R:
        raise NotImplementedError

    def _touch(self, control: str, held: bool) -> Any:
        raise NotImplementedError

    def _do(self, which: str, **values: Any) -> R:
        command = make._do(which, **values)
        for batch in reversed(_open_batches.get()):
            if batch.desk is self:
                collected: R = batch.collect(command)
                return collected
        return self._send(command)

    def batch(self, *, expected: int | None = None) -> Batch[R]:
        """Everything said inside is one command: done at one block edge and undone in one step, or refused whole.

        expected: the revision the project must stand at, else Conflict
        """
        return Batch(self, expected)

    def gesture(self, control: str = "") -> Gesture[R]:
        """A continuous move: each verb inside is heard at once, all of them are one step of undo, and the end of the
        block is the release.

        control: what others see as held meanwhile: "track/3/volume"
        """
        return Gesture(self, control)


_open_batches: contextvars.ContextVar[tuple[Batch[Any], ...]] = contextvars.ContextVar("corelogic_batches", default=())


class Batch(Generic[R]):
    """Collects commands while it is open; sends them as one when it is left without an exception."""

    def __init__(self, desk: Desk[R], expected: int | None):
        self.desk = desk
        self.commands: list[Command] = []
        self._expected = expected
        self._result: Done | None = None
        self._token: contextvars.Token[tuple[Batch[Any], ...]] | None = None

    @property
    def result(self) -> Done:
        """What it made; known when it is done."""
        if self._result is None:
            raise Invalid("batch", "The batch is not done yet.")
        return self._result

    def collect(self, command: Command) -> Any:
        self.commands.append(command)
        return Collected()

    def _open(self) -> Batch[R]:
        self._token = _open_batches.set(_open_batches.get() + (self,))
        return self

    def _close(self, failed: bool) -> R | None:
        if self._token is not None:
            _open_batches.reset(self._token)
        if failed or not self.commands:
            self._result = Done()
            return None
        for outer in reversed(_open_batches.get()):
            if outer.desk is self.desk:   # a batch holds no batch: this one's commands go into that one
                outer.commands += self.commands
                self._result = Collected()
                return None
        return self.desk.do(Command("batch", BatchWords(tuple(self.commands))), expected=self._expected)

    def __enter__(self) -> Batch[R]:
        return self._open()

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None,
                 trace: TracebackType | None) -> None:
        answer = self._close(kind is not None)
        if isinstance(answer, Done):
            self._result = answer

    async def __aenter__(self) -> Batch[R]:
        return self._open()

    async def __aexit__(self, kind: type[BaseException] | None, fault: BaseException | None,
                        trace: TracebackType | None) -> None:
        answer = self._close(kind is not None)
        if isinstance(answer, Awaitable):
            self._result = await answer


class Gesture(Verbs[R]):
    """A continuous move while it is open. `move(value)` is the verb it was made for, if it was made by a handle."""

    def __init__(self, desk: Desk[R], control: str = "", mover: Callable[[Gesture[R], float], R] | None = None):
        self.desk = desk
        self.number = random.getrandbits(31) | 1
        self._control = control
        self._mover = mover
        self._last: Command | None = None

    def _do(self, which: str, **values: Any) -> R:
        self._last = make._do(which, **values)
        return self.desk._send(self._last, gesture=self.number)

    def move(self, value: float) -> R:
        """Moves the control it was made for."""
        if self._mover is None:
            raise Invalid("move", "This gesture was made for no control; use its verbs.")
        return self._mover(self, value)

    def _release(self) -> R | None:
        """Says the last move once more as the release: answered when all of it is on disk."""
        last, self._last = self._last, None
        return None if last is None else self.desk._send(last, gesture=self.number, gestureEnds=True)

    def __enter__(self) -> Gesture[R]:
        if self._control:
            self._hold(True)
        return self

    def __exit__(self, *fault: object) -> None:
        try:
            self._release()
        finally:
            if self._control:
                self._hold(False)

    def _hold(self, held: bool) -> None:
        try:
            self.desk._touch(self._control, held)
        except Refused:
            pass   # to show a held control is a courtesy; the move itself is judged by its verb

    async def __aenter__(self) -> Gesture[R]:
        if self._control:
            await self._hold_async(True)
        return self

    async def __aexit__(self, *fault: object) -> None:
        try:
            answer = self._release()
            if isinstance(answer, Awaitable):
                await answer
        finally:
            if self._control:
                await self._hold_async(False)

    async def _hold_async(self, held: bool) -> None:
        try:
            await self.desk._touch(self._control, held)
        except Refused:
            pass
