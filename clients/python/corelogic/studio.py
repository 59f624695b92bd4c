# studio.py: the blocking studio: the asyncio one in a thread of its own, which keeps the heartbeat and the mirror while
# the script sleeps. A studio may be used by several threads.
from __future__ import annotations

import asyncio
import atexit
import queue
import threading
from types import TracebackType
from typing import Any, Coroutine, Iterator, TypeVar

from .aio import AsyncChanges, AsyncStudio
from .desk import Desk
from .find import find_insert, find_mute_group, find_scene, find_send, find_track
from .mirror import Revision
from .questions import Questions
from .talk import Answer, Event
from .telemetry import Frame
from .things import Insert, MuteGroup, Scene, Send, Track
from .words import Command, Done, Project, Touched

T = TypeVar("T")


class Changes:
    """Every event from now on: `for event in studio.changes(): ...`. With a timeout it ends after so many seconds in
    which nothing happened.
    """

    def __init__(self, studio: Studio, timeout: float | None):
        self._studio = studio
        self._timeout = timeout
        self._events: queue.SimpleQueue[Event | None] = queue.SimpleQueue()
        self._source = studio._call(self._listen())
        self._task = asyncio.run_coroutine_threadsafe(self._pass_on(), studio._loop)

    async def _listen(self) -> AsyncChanges:
        return self._studio._inner.changes()

    async def _pass_on(self) -> None:
        async for event in self._source:
            self._events.put(event)
        self._events.put(None)

    def __iter__(self) -> Iterator[Event]:
        return self

    def __next__(self) -> Event:
        try:
            event = self._events.get(timeout=self._timeout)
        except queue.Empty:
            raise StopIteration from None
        if event is None:
            raise StopIteration
        return event

    def close(self) -> None:
        self._task.cancel()
        if not self._studio.closed:
            self._studio._loop.call_soon_threadsafe(self._source.close)


class Studio(Desk[Done], Questions):
    """A controller, and the project that is open in it, kept in step.

    endpoint    of the controller; else the one of this user on this machine
    name        shown to others
    timeout     seconds to wait for an answer; the request is sent again meanwhile, and done once
    token       who you are, on this machine's own line
    server_key, key_file   for "tcp://host:9610": the controller's public key, and the file of the own pair (or
                public_key and secret_key themselves), which `corelogic access key` or make_key_file() makes

    >>> import corelogic
    >>> with corelogic.Studio() as studio:
    ...     studio.add_track("Guitar")
    ...     guitar = studio.track("Guitar")
    ...     guitar.volume = -6
    ...     print(guitar.volume)
    Done(ids=(2,), notes=())
    -6.0
    """

    def __init__(self, endpoint: str | None = None, *, name: str = "python", timeout: float = 5.0, token: str = "",
                 server_key: str = "", key_file: str = "", public_key: str = "", secret_key: str = "",
                 client: int = 0, last_sequence: int = 0):
        self._inner = AsyncStudio(endpoint, name=name, timeout=timeout, token=token, server_key=server_key,
                                  key_file=key_file, public_key=public_key, secret_key=secret_key,
                                  client=client, last_sequence=last_sequence)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="corelogic", daemon=True)
        self._thread.start()
        try:
            self._call(self._inner.open())
        except BaseException:
            self._stop()
            raise
        atexit.register(self.close)

    def _call(self, work: Coroutine[Any, Any, T]) -> T:
        future = asyncio.run_coroutine_threadsafe(work, self._loop)
        try:
            return future.result()
        except KeyboardInterrupt:
            future.cancel()
            raise

    def _stop(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def close(self) -> None:
        """Says goodbye. A closed studio keeps its last project."""
        if not self._loop.is_closed():
            self._call(self._inner.close())
            self._stop()
            atexit.unregister(self.close)

    def __enter__(self) -> Studio:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None,
                 trace: TracebackType | None) -> None:
        self.close()

    # ---- what others see --------------------------------------------------------------------------------------------

    @property
    def closed(self) -> bool:
        return self._inner.closed

    @property
    def endpoint(self) -> str:
        return self._inner.endpoint

    @property
    def project(self) -> Project:
        """The project as it is now: a frozen value, which stays as it is when the project moves on."""
        return self._inner.project

    @property
    def revision(self) -> Revision:
        """Where `project` is in time: (epoch, number)."""
        return self._inner.revision

    @property
    def client(self) -> int:
        """The number by which the controller knows this client and its undo stack."""
        return self._inner.client

    @property
    def role(self) -> str:
        """viewer, musician, mixer, editor or admin."""
        return self._inner.role

    @property
    def held(self) -> tuple[Touched, ...]:
        """Which controls are held now, and by whom."""
        return tuple(self._inner._talk.held.copy().values())

    @property
    def in_step(self) -> bool:
        """The controller was heard within the last three seconds, and the mirror follows it."""
        return self._inner.in_step

    def changes(self, timeout: float | None = None) -> Changes:
        """Every event from now on.

        timeout: end after so many seconds in which nothing happened
        """
        return Changes(self, timeout)

    def meters(self, endpoint: str | None = None, timeout: float | None = None) -> Iterator[Frame]:
        """The levels, 30 times a second: `for frame in studio.meters(): ...`

        timeout: end after so many seconds without a frame
        """
        source = self._inner.meters(endpoint)
        try:
            while (frame := self._call(source.next(timeout))) is not None:
                yield frame
        finally:
            self._loop.call_soon_threadsafe(source.close)

    def track(self, name: str | int) -> Track:
        """A track by its name or id. UnknownId when there is none."""
        return Track(self, find_track(self.project, name).id)

    def insert(self, name: str | int) -> Insert:
        """An insert: "Guitar/compressor", or its id."""
        return Insert(self, find_insert(self.project, name).id)

    def send(self, name: str | int) -> Send:
        """A send: "Guitar->Reverb", or its id."""
        return Send(self, find_send(self.project, name).id)

    def scene(self, name: str | int) -> Scene:
        """A scene by its name or id."""
        return Scene(self, find_scene(self.project, name).id)

    def mute_group(self, name: str | int) -> MuteGroup:
        """A mute group by its name or id."""
        return MuteGroup(self, find_mute_group(self.project, name).id)

    def do(self, command: Command, *, expected: int | None = None) -> Done:
        return self._work(self._inner.do(command, expected=expected))

    def ask(self, which: str, value: Any = None, **terms: Any) -> Answer:
        """Any request by the schema's name, answered as it is; refusals are raised."""
        return self._work(self._inner.ask(which, value, **terms))

    # ---- Desk and Questions -----------------------------------------------------------------------------------------

    def _work(self, work: Coroutine[Any, Any, T]) -> T:
        if self._loop.is_closed():
            work.close()
            self._inner._check_open()
        return self._call(work)

    def _send(self, command: Command, **terms: Any) -> Done:
        return self._work(self._inner._send(command, **terms))

    def _ask(self, which: str, value: Any) -> Any:
        return self._work(self._inner._ask(which, value))

    def _touch(self, control: str, held: bool) -> None:
        self._work(self._inner._touch(control, held))
