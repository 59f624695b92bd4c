# find.py: what people type, as things of the project: "Guitar", "guitar/compressor", "Guitar->Reverb". It never
# guesses: what is unknown or could mean two things is refused, with the names there are.
from __future__ import annotations

import difflib
from typing import Callable, Iterable, TypeVar

from .errors import Invalid, UnknownId
from .words import Insert, MuteGroup, Project, Scene, Send, Track

T = TypeVar("T")


def _choose(kind: str, text: str, candidates: Iterable[tuple[str, T]]) -> T:
    """An exact spelling wins over large and small letters alike."""
    every = list(candidates)
    folds: tuple[Callable[[str], str], ...] = (str, str.casefold)
    for fold in folds:
        found = [thing for name, thing in every if fold(name) == fold(text)]
        if len(found) == 1:
            return found[0]
        if found:
            ids = ", ".join(f"#{thing.id}" for thing in found)   # type: ignore[attr-defined]
            raise Invalid(f"{kind} {text}", f'"{text}" could mean {ids}; give the number.')
    names = [name for name, _ in every]
    near = difflib.get_close_matches(text, names, 1)
    hint = f'did you mean "{near[0]}"?' if near else (
        f"there is {', '.join(names[:20])}." if names else f"the project has no {kind} at all.")
    raise UnknownId(f"{kind} {text}", f'There is no {kind} "{text}"; {hint}')


def _numbered(candidates: list[tuple[str, T]]) -> list[tuple[str, T]]:
    """Equal names get ":1", ":2", ... besides."""
    names = [name for name, _ in candidates]
    return candidates + [(f"{name}:{names[:place].count(name) + 1}", thing)
                         for place, (name, thing) in enumerate(candidates) if names.count(name) > 1]


def _by_id(kind: str, id: int, things: Iterable[T]) -> T:
    for thing in things:
        if thing.id == id:   # type: ignore[attr-defined]
            return thing
    raise UnknownId(f"{kind} {id}", f"There is no {kind} {id}.")


def find_track(project: Project, name: str | int) -> Track:
    """A track by name or id; "master" is the master whatever it is called."""
    if isinstance(name, int):
        return _by_id("track", name, project.tracks)
    if name.casefold() == "master" and not any(track.name.casefold() == "master" for track in project.tracks):
        return next(track for track in project.tracks if track.kind == "master")
    return _choose("track", name, [(track.name, track) for track in project.tracks])


def find_insert(project: Project, name: str | int) -> Insert:
    """ "Guitar/compressor", "Guitar/compressor:2" for the second of them, or an id."""
    if isinstance(name, int):
        return _by_id("insert", name, (insert for track in project.tracks for insert in track.inserts))
    return _choose("insert", name, _numbered(
        [(f"{track.name}/{insert.effect}", insert) for track in project.tracks for insert in track.inserts]))


def find_send(project: Project, name: str | int) -> Send:
    """ "Guitar->Reverb", or an id."""
    if isinstance(name, int):
        return _by_id("send", name, (send for track in project.tracks for send in track.sends))
    names = {track.id: track.name for track in project.tracks}
    return _choose("send", name, _numbered([(f"{track.name}->{names.get(send.destination, '')}", send)
                                            for track in project.tracks for send in track.sends]))


def find_scene(project: Project, name: str | int) -> Scene:
    """A scene by name or id."""
    if isinstance(name, int):
        return _by_id("scene", name, project.scenes)
    return _choose("scene", name, [(scene.name, scene) for scene in project.scenes])


def find_mute_group(project: Project, name: str | int) -> MuteGroup:
    """A mute group by name or id."""
    if isinstance(name, int):
        return _by_id("mute group", name, project.mute_groups)
    return _choose("mute group", name, [(group.name, group) for group in project.mute_groups])
