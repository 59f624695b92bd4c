# things.py: handles as scripts use them: a track finds its inserts and sends, an insert its parameters, and each of
# their controls can be held in a gesture.
from __future__ import annotations

from typing import Any, Awaitable

from .desk import Gesture
from .errors import UnknownId
from .find import find_insert, find_mute_group, find_scene, find_send, find_track
from .form import camel, snake
from .handles import Handle
from .strips import (AsyncInsertValues, AsyncMuteGroupValues, AsyncSceneValues, AsyncSendValues, AsyncTrackValues,
                     InsertValues, MuteGroupValues, SceneValues, SendValues, TrackValues)
from .verbs import R, Verbs
from .words import Done
from .words import Insert as InsertWords
from .words import MuteGroup as MuteGroupWords
from .words import Scene as SceneWords
from .words import Send as SendWords
from .words import Track as TrackWords

_SEND_VERBS = {"level": "set_send_level", "pan": "set_send_pan"}


def _gesture(handle: Handle[R], kind: str, control: str, verb: str) -> Gesture[R]:
    """Holds one control of a track or send: its verb takes the id and the value."""
    if not hasattr(Verbs, verb):
        raise UnknownId(f"{kind} {control}", f"A {kind} has no control {control}.")

    def mover(gesture: Gesture[R], value: float) -> R:
        answer: R = getattr(gesture, verb)(handle.id, value)
        return answer
    return Gesture(handle.desk, f"{kind}/{handle.id}/{camel(control)}", mover)


def _track_gesture(handle: Handle[R], control: str) -> Gesture[R]:
    return _gesture(handle, "track", control, f"set_{snake(control)}")


def _send_gesture(handle: Handle[R], control: str) -> Gesture[R]:
    return _gesture(handle, "send", control, _SEND_VERBS.get(control, ""))


def _insert_gesture(handle: Handle[R], parameter: str) -> Gesture[R]:
    return Gesture(handle.desk, f"insert/{handle.id}/{parameter}",
                   lambda gesture, value: gesture.set_parameter(handle.id, parameter, value))


def _parameter(insert: InsertWords, name: str) -> float:
    for one in insert.parameters:
        if one.name == name:
            return one.value
    raise UnknownId(f"parameter {name}", f"{insert.effect} has no parameter {name}; it has "
                                         f"{', '.join(one.name for one in insert.parameters)}.")


def _insert_of(track: TrackWords, name: str | int) -> int:
    """Its id, by effect ("compressor", "compressor:2") or number."""
    if isinstance(name, int):
        return name
    return find_insert(_alone(track), f"{track.name}/{name}").id


def _send_of(handle: Handle[Any], name: str) -> int:
    """Its id, by destination."""
    destination = find_track(handle.desk.project, name)
    for send in handle.value.sends:
        if send.destination == destination.id:
            return int(send.id)
    raise UnknownId(f"send {name}", f"{handle.value.name} has no send to {destination.name}.")


def _alone(track: TrackWords) -> Any:
    from .words import Project
    return Project(tracks=(track,))


# ---- blocking -------------------------------------------------------------------------------------------------------

class Track(TrackValues):
    """A track. Its values are read and set as they are called: `track.volume = -6`."""

    @property
    def value(self) -> TrackWords:
        return find_track(self.desk.project, self.id)

    def insert(self, effect: str | int) -> Insert:
        """An insert by its effect, "compressor:2" for the second of them, or by its id."""
        return Insert(self.desk, _insert_of(self.value, effect))

    def send(self, destination: str) -> Send:
        """The send to this track."""
        return Send(self.desk, _send_of(self, destination))

    def gesture(self, control: str) -> Gesture[Done]:
        """Holds volume, pan, trim, delay or highPass."""
        return _track_gesture(self, control)


class Insert(InsertValues):
    """An effect in a track's chain. Its parameters are read and set by name: `insert["threshold"] = -20`."""

    @property
    def value(self) -> InsertWords:
        return find_insert(self.desk.project, self.id)

    def __getitem__(self, parameter: str) -> float:
        return _parameter(self.value, parameter)

    def __setitem__(self, parameter: str, value: float) -> None:
        self.set_parameter(parameter, value)

    def gesture(self, parameter: str) -> Gesture[Done]:
        """Holds a parameter."""
        return _insert_gesture(self, parameter)


class Send(SendValues):
    """A copy of a track's signal to an aux."""

    @property
    def value(self) -> SendWords:
        return find_send(self.desk.project, self.id)

    def gesture(self, control: str) -> Gesture[Done]:
        """Holds level or pan."""
        return _send_gesture(self, control)


class Scene(SceneValues):
    """A stored mix."""

    @property
    def value(self) -> SceneWords:
        return find_scene(self.desk.project, self.id)


class MuteGroup(MuteGroupValues):
    """Tracks that are muted together."""

    @property
    def value(self) -> MuteGroupWords:
        return find_mute_group(self.desk.project, self.id)


# ---- asyncio --------------------------------------------------------------------------------------------------------

class AsyncTrack(AsyncTrackValues):
    """A track. Its values are read as they are called; verbs are awaited: `await track.set_volume(-6)`."""

    @property
    def value(self) -> TrackWords:
        return find_track(self.desk.project, self.id)

    def insert(self, effect: str | int) -> AsyncInsert:
        """An insert by its effect, "compressor:2" for the second of them, or by its id."""
        return AsyncInsert(self.desk, _insert_of(self.value, effect))

    def send(self, destination: str) -> AsyncSend:
        """The send to this track."""
        return AsyncSend(self.desk, _send_of(self, destination))

    def gesture(self, control: str) -> Gesture[Awaitable[Done]]:
        """Holds volume, pan, trim, delay or highPass."""
        return _track_gesture(self, control)


class AsyncInsert(AsyncInsertValues):
    """An effect in a track's chain: `insert["threshold"]` reads a parameter."""

    @property
    def value(self) -> InsertWords:
        return find_insert(self.desk.project, self.id)

    def __getitem__(self, parameter: str) -> float:
        return _parameter(self.value, parameter)

    def gesture(self, parameter: str) -> Gesture[Awaitable[Done]]:
        """Holds a parameter."""
        return _insert_gesture(self, parameter)


class AsyncSend(AsyncSendValues):
    """A copy of a track's signal to an aux."""

    @property
    def value(self) -> SendWords:
        return find_send(self.desk.project, self.id)

    def gesture(self, control: str) -> Gesture[Awaitable[Done]]:
        """Holds level or pan."""
        return _send_gesture(self, control)


class AsyncScene(AsyncSceneValues):
    """A stored mix."""

    @property
    def value(self) -> SceneWords:
        return find_scene(self.desk.project, self.id)


class AsyncMuteGroup(AsyncMuteGroupValues):
    """Tracks that are muted together."""

    @property
    def value(self) -> MuteGroupWords:
        return find_mute_group(self.desk.project, self.id)
