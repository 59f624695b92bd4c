# aio.py: the studio for asyncio: a socket and a clock around talk.py. The blocking studio runs this one in a thread.
from __future__ import annotations

import asyncio
import errno
import secrets
import socket
import time
from collections import deque
from types import TracebackType
from typing import Any, AsyncIterator, Awaitable

import zmq
import zmq.asyncio

from .desk import Desk
from .errors import Closed, CorelogicError, NoAnswer, NoController
from .find import find_insert, find_mute_group, find_scene, find_send, find_track
from .keys import way_to
from .mirror import Revision
from .places import control_endpoint, telemetry_endpoint
from .questions import AsyncQuestions
from .talk import SILENCE, Answer, Event, Talk
from .telemetry import AsyncMeters
from .things import AsyncInsert, AsyncMuteGroup, AsyncScene, AsyncSend, AsyncTrack
from .words import Command, Done, Project, Touched

GRACE = 1.5            # where nobody listens a call gives up so early; a crashed controller is back in half a second
MOST_WAITING = 10000   # events a listener may be behind; beyond it gets the whole project instead


async def _wait(event: asyncio.Event, seconds: float) -> None:
    """Until it is set anew, or so long. (Python 3.11's wait_for() now and then swallows a cancellation.)"""
    event.clear()
    alarm = asyncio.get_running_loop().call_later(max(0.0, seconds), event.set)
    try:
        await event.wait()
    finally:
        alarm.cancel()


class AsyncChanges:
    """Every event from now on: `async for event in studio.changes(): ...`"""

    def __init__(self, studio: AsyncStudio):
        self._studio = studio
        self._events: deque[Event] = deque()
        self._news = asyncio.Event()
        studio._listeners.append(self)

    def _put(self, event: Event) -> None:
        if len(self._events) >= MOST_WAITING:
            self._events.clear()
            event = Event(event.revision, event.project)
        self._events.append(event)
        self._news.set()

    def __aiter__(self) -> AsyncIterator[Event]:
        return self

    async def __anext__(self) -> Event:
        while not self._events:
            if self._studio.closed:
                raise StopAsyncIteration
            self._news.clear()
            await self._news.wait()
        return self._events.popleft()

    def close(self) -> None:
        if self in self._studio._listeners:
            self._studio._listeners.remove(self)
        self._news.set()


_MOST_IN_ONE = 32 * 1024


def pieces(frame: bytes) -> list[bytes]:
    """Over the network one frame has at most 64 KiB: a larger request is one message of many.

    >>> [len(piece) for piece in pieces(bytes(70_000))], [len(piece) for piece in pieces(b"{}")]
    ([32768, 32768, 4464], [2])
    """
    return [frame[at:at + _MOST_IN_ONE] for at in range(0, len(frame), _MOST_IN_ONE)]


class AsyncStudio(Desk[Awaitable[Done]], AsyncQuestions):
    """A controller, and the project that is open in it, kept in step.

    endpoint    of the controller; else the one of this user on this machine
    name        shown to others
    timeout     seconds to wait for an answer; the request is sent again meanwhile, and done once
    token       who you are, on this machine's own line
    server_key, key_file   for "tcp://host:9610": the controller's public key, and the file of the own pair (or
                public_key and secret_key themselves), which `corelogic access key` or make_key_file() makes

    >>> import asyncio, corelogic
    >>> async def louder():
    ...     async with corelogic.AsyncStudio() as studio:
    ...         await studio.add_track("Voice")
    ...         voice = studio.track("Voice")
    ...         await voice.set_volume(-3)
    ...         return voice.volume
    >>> asyncio.run(louder())
    -3.0
    """

    def __init__(self, endpoint: str | None = None, *, name: str = "python", timeout: float = 5.0, token: str = "",
                 server_key: str = "", key_file: str = "", public_key: str = "", secret_key: str = "",
                 client: int = 0, last_sequence: int = 0):
        self.endpoint = endpoint or control_endpoint()
        self.timeout = timeout
        self.closed = False
        self._talk = Talk(name, token, client, last_sequence)
        self._way = way_to(self.endpoint, server_key, public_key, secret_key, key_file)
        self._listeners: list[AsyncChanges] = []
        self._moved: asyncio.Event | None = None     # the mirror has changed
        self._wake: asyncio.Event | None = None      # something is to be said
        self._tasks: list[asyncio.Task[None]] = []

    # ---- life -------------------------------------------------------------------------------------------------------

    async def open(self) -> AsyncStudio:
        """Connects, says hello and waits for the project."""
        self._moved, self._wake = asyncio.Event(), asyncio.Event()
        self._context = zmq.asyncio.Context()
        self._socket = self._connect(zmq.DEALER, self.endpoint)
        self._tasks = [asyncio.create_task(self._hear()), asyncio.create_task(self._speak())]
        start = time.monotonic()
        while not self._talk.mirror.filled:
            if self._talk.refused is not None:
                await self.close()
                raise self._talk.refused
            if self._too_late(start):
                fault = self._no_answer()
                await self.close()
                raise fault
            await self._wait_for_news(0.1)
        return self

    async def close(self) -> None:
        """Says goodbye. What is not answered yet raises Closed."""
        if self.closed or not self._tasks:
            return
        self.closed = True
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._talk.outgoing.clear()
        self._talk.post("goodbye")
        self._flush()
        self._socket.close(linger=200)
        self._context.term()
        for listener in self._listeners:
            listener._news.set()

    async def __aenter__(self) -> AsyncStudio:
        return await self.open()

    async def __aexit__(self, kind: type[BaseException] | None, fault: BaseException | None,
                        trace: TracebackType | None) -> None:
        await self.close()

    def _connect(self, kind: int, endpoint: str) -> zmq.asyncio.Socket:
        made = self._context.socket(kind)
        made.setsockopt(zmq.LINGER, 0)
        made.setsockopt(zmq.RCVHWM, 10000)
        made.setsockopt(zmq.HEARTBEAT_IVL, 1000)
        made.setsockopt(zmq.HEARTBEAT_TIMEOUT, 3000)
        made.setsockopt(zmq.RECONNECT_IVL, 10)
        made.setsockopt(zmq.RECONNECT_IVL_MAX, 250)
        if self._way is not None:
            made.curve_serverkey, made.curve_publickey, made.curve_secretkey = (
                key.encode() for key in (self._way.server, *self._way.own))
        if kind == zmq.DEALER and self._talk.token:
            # Nobody until the token was understood: a controller that comes back must not take it for the machine's own.
            made.setsockopt(zmq.IDENTITY, b"guest-" + secrets.token_hex(12).encode())
        if kind == zmq.SUB:
            made.setsockopt(zmq.SUBSCRIBE, b"")
            made.setsockopt(zmq.RCVHWM, 100)
        made.connect(endpoint)
        return made

    # ---- what others see --------------------------------------------------------------------------------------------

    @property
    def project(self) -> Project:
        """The project as it is now: a frozen value, which stays as it is when the project moves on."""
        return self._talk.mirror.project

    @property
    def revision(self) -> Revision:
        """Where `project` is in time: (epoch, number)."""
        return self._talk.mirror.revision

    @property
    def client(self) -> int:
        """The number by which the controller knows this client and its undo stack."""
        return self._talk.client

    @property
    def role(self) -> str:
        """viewer, musician, mixer, editor or admin."""
        return self._talk.welcome.role

    @property
    def held(self) -> tuple[Touched, ...]:
        """Which controls are held now, and by whom."""
        return tuple(self._talk.held.values())

    @property
    def in_step(self) -> bool:
        """The controller was heard within the last three seconds, and the mirror follows it."""
        return self._talk.following and time.monotonic() - self._talk.heard < SILENCE

    def changes(self) -> AsyncChanges:
        """Every event from now on."""
        return AsyncChanges(self)

    def meters(self, endpoint: str | None = None) -> AsyncMeters:
        """The levels, 30 times a second: `async for frame in studio.meters(): ...`"""
        return AsyncMeters(self._connect(zmq.SUB, endpoint or telemetry_endpoint(self.endpoint)))

    def track(self, name: str | int) -> AsyncTrack:
        """A track by its name or id. UnknownId when there is none."""
        return AsyncTrack(self, find_track(self.project, name).id)

    def insert(self, name: str | int) -> AsyncInsert:
        """An insert: "Guitar/compressor", or its id."""
        return AsyncInsert(self, find_insert(self.project, name).id)

    def send(self, name: str | int) -> AsyncSend:
        """A send: "Guitar->Reverb", or its id."""
        return AsyncSend(self, find_send(self.project, name).id)

    def scene(self, name: str | int) -> AsyncScene:
        """A scene by its name or id."""
        return AsyncScene(self, find_scene(self.project, name).id)

    def mute_group(self, name: str | int) -> AsyncMuteGroup:
        """A mute group by its name or id."""
        return AsyncMuteGroup(self, find_mute_group(self.project, name).id)

    async def do(self, command: Command, *, expected: int | None = None) -> Done:
        terms = {} if expected is None else {"expectedRevision": str(expected),
                                             "expectedEpoch": self.revision.epoch}
        return await self._send(command, **terms)

    async def ask(self, which: str, value: Any = None, **terms: Any) -> Answer:
        """Any request by the schema's name, answered as it is; refusals are raised."""
        self._check_open()
        loop = asyncio.get_running_loop()
        answered: asyncio.Future[Answer] = loop.create_future()

        def finish(answer: Answer | CorelogicError) -> None:
            if answered.done():
                return
            if isinstance(answer, CorelogicError):
                answered.set_exception(answer)
            else:
                answered.set_result(answer)
        start = time.monotonic()
        sequence = self._talk.ask(which, value, start, self.timeout, finish, **terms)
        self._flush()
        assert self._wake is not None
        self._wake.set()
        try:
            while not answered.done():
                await asyncio.wait([answered], timeout=GRACE)
                self._check_open()
                if not answered.done() and self._too_late(start):
                    raise self._no_answer()
            return answered.result()
        except NoAnswer as fault:
            raise self._no_answer() from fault
        finally:
            self._talk.give_up(sequence)

    # ---- Desk and AsyncQuestions ------------------------------------------------------------------------------------

    async def _send(self, command: Command, **terms: Any) -> Done:
        answer = await self.ask("command", command, **terms)
        await self._catch_up(answer.revision)
        return answer.value if isinstance(answer.value, Done) else Done()

    async def _ask(self, which: str, value: Any) -> Any:
        return (await self.ask(which, value)).value

    async def _touch(self, control: str, held: bool) -> None:
        await self.ask("touch", {"control": control, "held": held})

    async def _catch_up(self, revision: Revision) -> None:
        """Until the mirror has what the answer stands at: who sets a fader then reads it as it is."""
        end = time.monotonic() + self.timeout
        while self.revision < revision and not self.closed and (left := end - time.monotonic()) > 0:
            await self._wait_for_news(left)

    # ---- the two tasks ----------------------------------------------------------------------------------------------

    async def _hear(self) -> None:
        while True:
            frames = await self._socket.recv_multipart()
            event = self._talk.hear(frames[-1], time.monotonic())
            self._flush()
            assert self._wake is not None and self._moved is not None
            self._wake.set()
            self._moved.set()
            if event is not None:
                for listener in list(self._listeners):
                    listener._put(event)

    async def _speak(self) -> None:
        assert self._wake is not None
        while not self.closed:
            due = self._talk.tick(time.monotonic())
            self._flush()
            await _wait(self._wake, due - time.monotonic())

    def _flush(self) -> None:
        """Sends without waiting; where the queue is full, what matters is sent again. (Through the asyncio socket: a send
        on the plain one eats the signal that something was received.)
        """
        frames, self._talk.outgoing[:] = self._talk.outgoing[:], []
        for frame in frames:
            parts = [frame] if self._way is None else pieces(frame)
            sent: Any = self._socket.send_multipart(parts, zmq.DONTWAIT)
            if sent.exception() is not None:
                return

    async def _wait_for_news(self, seconds: float) -> None:
        assert self._moved is not None
        await _wait(self._moved, seconds)

    # ---- failure ----------------------------------------------------------------------------------------------------

    def _check_open(self) -> None:
        if self.closed or not self._tasks:
            raise Closed("The studio is closed." if self.closed else "The studio is not open; use it in a with block.")

    def _too_late(self, start: float) -> bool:
        waited = time.monotonic() - start
        return waited >= self.timeout or (waited >= min(GRACE, self.timeout) and self._nobody_listens())

    def _nobody_listens(self) -> bool:
        """A controller that was killed leaves its socket file behind: only knocking tells."""
        if not self.endpoint.startswith("ipc://"):
            return False
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM | socket.SOCK_NONBLOCK) as knock:
            return knock.connect_ex(self.endpoint[6:]) in (errno.ECONNREFUSED, errno.ENOENT)

    def _no_answer(self) -> NoAnswer:
        if self._nobody_listens():
            return NoController(f"No controller runs at {self.endpoint}; start it with ./studio up.")
        if self._way is not None:
            return NoAnswer(f"No controller answered at {self.endpoint} within {self.timeout:g} s: none runs there, server_key"
                            " is another one's, or your key is not on its access list (corelogic access list).")
        return NoAnswer(f"No controller answered at {self.endpoint} within {self.timeout:g} s.")
