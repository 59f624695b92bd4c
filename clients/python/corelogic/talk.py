# talk.py: one client's talk with the controller without a socket and without a clock: what to send now, what a frame
# means, when to speak again. Requests are sent again under the same (client, sequence) until they are answered, so that
# each has its effect once; hello, heartbeat, holes and resuming keep the mirror. Both studios are built on it.
from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Any, Callable

from .errors import CorelogicError, Invalid, NoAnswer, Refused, refusal
from .form import dump, load, reader, short_form
from .mirror import Mirror, Revision
from .questions import ANSWERED, ASKED
from .words import ChangeSet, Project, Touched, Welcome

FIRST_RESEND, LAST_RESEND = 0.25, 2.0
HEARTBEAT = 1.0
SILENCE = 3.0
PROTOCOL_VERSION = 1
STRANGER = ("denied", "hello.token")   # how a controller refuses whoever has not said yet who it is
ALIVES_AHEAD = 2   # a change may be on its way behind one sign of life, but not behind three


@dataclass(frozen=True)
class Answer:
    """A reply: which arm, its value, and the revision it stands at."""
    which: str
    value: Any
    revision: Revision


@dataclass(frozen=True)
class Event:
    """What has happened. Without a change set anything may be different: the first project, another project, or one
    that was asked for again after a hole.
    """
    revision: Revision
    project: Project
    change_set: ChangeSet | None = None
    touched: Touched | None = None


@dataclass
class Pending:
    """A request that is not answered yet."""
    frame: bytes
    deadline: float
    resend: float
    answered: Callable[[Answer | CorelogicError], None]
    patience: float = FIRST_RESEND
    put_off: Refused | None = None   # no judgement: the same is sent again a little later


class Talk:
    """Says into `outgoing`, hears with `hear()`, and wants `tick()` when the time it named has come."""

    def __init__(self, name: str, token: str = "", client: int = 0, last_sequence: int = 0):
        self.name = name
        self.token = token
        self.client = client or random.SystemRandom().getrandbits(63) | 1
        self.sequence = last_sequence
        self.mirror = Mirror()
        self.welcome = Welcome()
        self.held: dict[str, Touched] = {}       # by control
        self.following = False
        self.refused: Refused | None = None      # why the controller does not want us
        self.heard = float("-inf")
        self.outgoing: list[bytes] = []
        self._pending: dict[int, Pending] = {}
        self._own: set[int] = set()              # hellos and heartbeats that are not answered
        self._speak = float("-inf")
        self._patience = FIRST_RESEND
        self._alives_ahead = 0

    # ---- to say -----------------------------------------------------------------------------------------------------

    def post(self, which: str, value: Any = None, **terms: Any) -> tuple[int, bytes]:
        """Sends a request once; gives its sequence and frame."""
        self.sequence += 1
        form = {"client": str(self.client), "sequence": str(self.sequence), **terms}
        form[which] = value if isinstance(value, dict) else short_form(ASKED[which], value)
        frame = dump(form)
        self.outgoing.append(frame)
        return self.sequence, frame

    def ask(self, which: str, value: Any, now: float, timeout: float,
            answered: Callable[[Answer | CorelogicError], None], **terms: Any) -> int:
        """Sends a request until it is answered; `answered` is called with the answer, the refusal or NoAnswer."""
        sequence, frame = self.post(which, value, **terms)
        self._pending[sequence] = Pending(frame, now + timeout, now + FIRST_RESEND, answered)
        return sequence

    def give_up(self, sequence: int) -> None:
        self._pending.pop(sequence, None)

    def tick(self, now: float) -> float:
        """Does what is due; gives the time when it must be called again."""
        if self.following and now - self.heard >= SILENCE:
            self._ask_again(now)
        if now >= self._speak:
            self._say(now)
        for sequence, request in list(self._pending.items()):
            if now >= request.deadline:
                del self._pending[sequence]
                request.answered(request.put_off or NoAnswer("The controller did not answer in time."))
            elif now >= request.resend:
                self.outgoing.append(request.frame)
                request.patience = min(request.patience * 2, LAST_RESEND)
                request.resend = now + request.patience
        times = [min(one.resend, one.deadline) for one in self._pending.values()]
        return min([self._speak, *times])

    def _say(self, now: float) -> None:
        if len(self._own) > 100:
            self._own.clear()
        if self.following:
            self._speak = now + HEARTBEAT
            self._own.add(self.post("heartbeat")[0])
            return
        hello: dict[str, Any] = {"protocolVersion": PROTOCOL_VERSION, "name": self.name, "subscribe": True}
        if self.token:
            hello["token"] = self.token
        if self.mirror.filled:
            hello["resumeEpoch"] = self.mirror.revision.epoch
            hello["resumeRevision"] = str(self.mirror.revision.number)
        self._own.add(self.post("hello", hello)[0])
        self._speak = now + self._patience
        self._patience = min(self._patience * 2, LAST_RESEND)

    def _ask_again(self, now: float) -> None:
        if self.following:
            self.following = False
            self._alives_ahead = 0
            self._patience = FIRST_RESEND
            self._speak = now

    # ---- to hear ----------------------------------------------------------------------------------------------------

    def hear(self, frame: bytes, now: float) -> Event | None:
        """Takes one message of the controller; gives what has happened to the project, if anything."""
        form = load(frame)
        sequence = int(form.pop("sequence", 0))
        revision = Revision(int(form.pop("epoch", 0)), int(form.pop("revision", 0)))
        which: str = next(iter(form), "unspecified")
        value: Any = form.get(which)
        self.heard = now
        own = sequence in self._own
        self._own.discard(sequence)
        if sequence == 0 and which == "refused" and len(self._pending) == 1:
            sequence = next(iter(self._pending))   # a controller of before could not tell whose request it was
        request = self._pending.pop(sequence, None)
        if request is not None:
            if which == "refused" and self._is_no_judgement(value):
                request.put_off, request.resend = refusal(value), now + request.patience
                self._pending[sequence] = request
                if value["code"] == "denied":   # a controller that was started anew is told first who this is
                    self._ask_again(now)
            elif which == "refused":
                request.answered(refusal(value))
            elif which in ANSWERED:
                request.answered(Answer(which, reader(ANSWERED[which])(value), revision))
            else:
                request.answered(Refused(which, f"The controller answered {which}, which this version does not know.",
                                         "unsupported"))
            return None
        if which == "refused" and own:
            self._turned_down(refusal(value), now)
            return None
        try:
            return self._pushed(which, value, revision, now)
        except (Invalid, AttributeError, KeyError, TypeError, ValueError):
            # Of a newer version: ask for the whole project, and keep what of it is known.
            self.mirror.filled = False
            self._ask_again(now)
            return None

    def _pushed(self, which: str, value: Any, revision: Revision, now: float) -> Event | None:
        if which == "welcome":
            return self._welcomed(Welcome.from_form(value), revision, now)
        if which == "reset":
            self._restart(Project.from_form(value), revision)
            return self._snapshot()
        if which == "changed":
            return self._changed(ChangeSet.from_form(value), now)
        if which == "touched":
            return self._touched(Touched.from_form(value))
        if which == "alive":
            self._alive(revision, now)
        return None

    def _touched(self, touched: Touched) -> Event:
        if touched.held:
            self.held[touched.control] = touched
        else:
            self.held.pop(touched.control, None)
        return Event(self.mirror.revision, self.mirror.project, touched=touched)

    def _snapshot(self) -> Event:
        return Event(self.mirror.revision, self.mirror.project)

    def _restart(self, project: Project, revision: Revision) -> None:
        self.mirror.reset(project, revision)
        self._alives_ahead = 0
        self.held.clear()   # what is held still is told right behind a reset, or in the welcome

    def _is_no_judgement(self, no: dict[str, str]) -> bool:
        return no.get("code") == "busy" or bool(self.token) and (no.get("code"), no.get("subject")) == STRANGER

    def _strangers(self) -> list[tuple[int, Pending]]:
        """What was asked before the controller knew who this is."""
        return [(sequence, one) for sequence, one in self._pending.items()
                if one.put_off is not None and (one.put_off.code, one.put_off.subject) == STRANGER]

    def _turned_down(self, why: Refused, now: float) -> None:
        if self.following:   # of a heartbeat: it does not know us any more
            self._ask_again(now)
            return
        self.refused = why
        self._speak = now + HEARTBEAT
        if (why.code, why.subject) == STRANGER:
            for sequence, request in self._strangers():
                del self._pending[sequence]
                request.answered(why)

    def _welcomed(self, welcome: Welcome, revision: Revision, now: float) -> Event | None:
        if self.following and revision.epoch == self.mirror.revision.epoch:
            return None   # a hello that was sent twice is answered twice
        self.refused, self.welcome = None, welcome
        self.following, self._patience, self._speak = True, FIRST_RESEND, now + HEARTBEAT
        for _, request in self._strangers():
            request.resend = now
        if not welcome.resumed:
            self._restart(welcome.project, revision)
            self.held = {one.control: one for one in welcome.held}
            return self._snapshot()
        self.held = {one.control: one for one in welcome.held}
        for change_set in welcome.changes:
            if self.mirror.take(change_set) == "hole":
                self.mirror.filled = False
                self._ask_again(now)
                return None
        return self._snapshot() if welcome.changes else None

    def _changed(self, change_set: ChangeSet, now: float) -> Event | None:
        if not self.following:
            return None
        taken = self.mirror.take(change_set)
        if taken == "hole":
            self._ask_again(now)
        return Event(self.mirror.revision, self.mirror.project, change_set) if taken == "applied" else None

    def _alive(self, revision: Revision, now: float) -> None:
        if not self.following:
            return
        if revision.epoch != self.mirror.revision.epoch:
            self._ask_again(now)
            return
        ahead = revision.number > self.mirror.revision.number
        self._alives_ahead = self._alives_ahead + 1 if ahead else 0
        if self._alives_ahead > ALIVES_AHEAD:
            self._ask_again(now)
