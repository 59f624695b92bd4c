# mirror.py: a replica of the project, kept by the changes that the controller sends. It judges nothing: what the
# controller sent was valid. A project is a value; each change gives the next one, and whoever holds the former keeps it.
from __future__ import annotations

import dataclasses
from typing import Any, Callable, Iterable, NamedTuple, TypeVar

from .words import Change, ChangeSet, Insert, Project, Scene, Send, Track

T = TypeVar("T")


class Revision(NamedTuple):
    """The place of a project in time: the life of the controller, and the number of the change in it."""
    epoch: int
    number: int


class Mirror:
    """A project at a revision."""

    def __init__(self) -> None:
        self.project = Project()
        self.revision = Revision(0, 0)
        self.filled = False

    def reset(self, project: Project, revision: Revision) -> None:
        """Forgets everything and starts here."""
        self.project, self.revision, self.filled = project, revision, True

    def take(self, change_set: ChangeSet) -> str:
        """Applies the next set: "applied"; "old" when it is known already; "hole" when changes before it are missing or
        it is of another epoch: then the project must be asked for again.
        """
        if not self.filled or change_set.epoch != self.revision.epoch:
            return "hole"
        if change_set.revision <= self.revision.number:
            return "old"
        if change_set.revision != self.revision.number + 1:
            return "hole"
        self.project = apply_all(self.project, change_set.changes)
        self.revision = Revision(change_set.epoch, change_set.revision)
        return "applied"


def apply_all(project: Project, changes: Iterable[Change]) -> Project:
    """The project after these changes."""
    for change in changes:
        project = _applications[change.which](project, change.value)
    return project


def apply(project: Project, change: Change) -> Project:
    """The project after this change; one that names what does not exist changes nothing."""
    return apply_all(project, (change,))


# ---- lists of things with ids ---------------------------------------------------------------------------------------

def _with(thing: T, **values: Any) -> T:
    made: T = dataclasses.replace(thing, **values)
    return made


def _place(things: tuple[Any, ...], id: int) -> int | None:
    for place, thing in enumerate(things):
        if thing.id == id:
            return place
    return None


def _put(things: tuple[T, ...], thing: T, place: int) -> tuple[T, ...]:
    place = min(place, len(things))
    return things[:place] + (thing,) + things[place:]


def _exchange(things: tuple[T, ...], place: int, thing: T) -> tuple[T, ...]:
    return things[:place] + (thing,) + things[place + 1:]


def _without(things: tuple[Any, ...], id: int) -> tuple[Any, ...]:
    return tuple(thing for thing in things if thing.id != id)


def _move(things: tuple[T, ...], start: int, place: int, last: int) -> tuple[T, ...]:
    """Takes one out and puts it back so that it stands at `place`, at most the `last` one."""
    rest = things[:start] + things[start + 1:]
    return _put(rest, things[start], min(place, last))


# ---- tracks, inserts, sends -----------------------------------------------------------------------------------------

def _before_master(project: Project, track: Track) -> int:
    behind_all = track.kind == "master" or not project.tracks
    return len(project.tracks) - (0 if behind_all else 1)


def _edit_track(project: Project, id: int, edit: Callable[[Track], Track]) -> Project:
    place = _place(project.tracks, id)
    if place is None:
        return project
    return _with(project, tracks=_exchange(project.tracks, place, edit(project.tracks[place])))


def _edit_part(project: Project, field: str, id: int, edit: Callable[[Track, int], Track]) -> Project:
    """Edits the track that owns an insert or send; `field` is "inserts" or "sends"."""
    for at, track in enumerate(project.tracks):
        place = _place(getattr(track, field), id)
        if place is not None:
            return _with(project, tracks=_exchange(project.tracks, at, edit(track, place)))
    return project


def _set_part(project: Project, field: str, id: int, **values: Any) -> Project:
    def edit(track: Track, place: int) -> Track:
        parts = getattr(track, field)
        return _with(track, **{field: _exchange(parts, place, _with(parts[place], **values))})
    return _edit_part(project, field, id, edit)


def _of_track(field: str, source: str = "value", id: str = "id") -> Callable[[Project, Any], Project]:
    """The application of a change that sets one field of a track."""
    return lambda project, change: _edit_track(
        project, getattr(change, id), lambda track: _with(track, **{field: getattr(change, source)}))


def _of_part(parts: str, field: str, source: str = "value", id: str = "id") -> Callable[[Project, Any], Project]:
    return lambda project, change: _set_part(project, parts, getattr(change, id), **{field: getattr(change, source)})


def _of_project(field: str) -> Callable[[Project, Any], Project]:
    return lambda project, value: _with(project, **{field: value})


def _track_added(project: Project, change: Any) -> Project:
    if _place(project.tracks, change.track.id) is not None:
        return project
    place = min(change.position, _before_master(project, change.track))
    return _with(project, tracks=_put(project.tracks, change.track, place))


def _track_moved(project: Project, change: Any) -> Project:
    start = _place(project.tracks, change.id)
    if start is None or project.tracks[start].kind == "master":
        return project
    last = _before_master(project, project.tracks[start]) - 1
    return _with(project, tracks=_move(project.tracks, start, change.position, last))


def _part_added(parts: str, part: str) -> Callable[[Project, Any], Project]:
    def application(project: Project, change: Any) -> Project:
        new = getattr(change, part)
        if any(_place(getattr(track, parts), new.id) is not None for track in project.tracks):
            return project
        return _edit_track(project, change.track, lambda track: _with(
            track, **{parts: _put(getattr(track, parts), new, change.position)}))
    return application


def _part_removed(parts: str) -> Callable[[Project, Any], Project]:
    return lambda project, id: _edit_part(project, parts, id, lambda track, place: _with(
        track, **{parts: _without(getattr(track, parts), id)}))


def _insert_moved(project: Project, change: Any) -> Project:
    return _edit_part(project, "inserts", change.id, lambda track, place: _with(
        track, inserts=_move(track.inserts, place, change.position, len(track.inserts) - 1)))


def _parameter_set(project: Project, change: Any) -> Project:
    def edit(track: Track, place: int) -> Track:
        insert: Insert = track.inserts[place]
        values = tuple(_with(one, value=change.value) if one.name == change.parameter else one
                       for one in insert.parameters)
        return _with(track, inserts=_exchange(track.inserts, place, _with(insert, parameters=values)))
    return _edit_part(project, "inserts", change.insert, edit)


def _insert_values_set(project: Project, change: Any) -> Project:
    return _set_part(project, "inserts", change.insert, parameters=change.parameters, other=change.other,
                     side_b=change.side_b)


def _send_tap_set(project: Project, change: Any) -> Project:
    return _set_part(project, "sends", change.send, pre_fader=change.tap != "postFader", pre_eq=change.tap == "preEq")


def _look_set(project: Project, change: Any) -> Project:
    return _edit_track(project, change.track, lambda track: _with(
        track, colour=change.colour, icon=change.icon, comment=change.comment))


def _link_set(project: Project, change: Any) -> Project:
    """Both ways at once; whoever was linked to one of the two stands alone."""
    if _place(project.tracks, change.track) is None:
        return project
    pair = {change.track: 0}
    if _place(project.tracks, change.partner) is not None:
        pair = {change.track: change.partner, change.partner: change.track}
    tracks = tuple(_with(track, link=pair.get(track.id, 0)) if track.id in pair or track.link in pair else track
                   for track in project.tracks)
    return _with(project, tracks=tracks)


# ---- the rest of the project ----------------------------------------------------------------------------------------

def _set_in(field: str, id: int, project: Project, **values: Any) -> Project:
    things = getattr(project, field)
    place = _place(things, id)
    if place is None:
        return project
    return _with(project, **{field: _exchange(things, place, _with(things[place], **values))})


def _added_to(field: str) -> Callable[[Project, Any], Project]:
    """Into its place in the order of ids."""
    def application(project: Project, thing: Any) -> Project:
        things = getattr(project, field)
        if _place(things, thing.id) is not None:
            return project
        return _with(project, **{field: _put(things, thing, sum(1 for other in things if other.id < thing.id))})
    return application


def _scene_added(project: Project, change: Any) -> Project:
    if _place(project.scenes, change.scene.id) is not None:
        return project
    return _with(project, scenes=_put(project.scenes, change.scene, change.position))


def _scene_moved(project: Project, change: Any) -> Project:
    start = _place(project.scenes, change.id)
    if start is None:
        return project
    return _with(project, scenes=_move(project.scenes, start, change.position, len(project.scenes) - 1))


def _scene_stored(project: Project, scene: Scene) -> Project:
    place = _place(project.scenes, scene.id)
    return project if place is None else _with(project, scenes=_exchange(project.scenes, place, scene))


def _replaced(project: Project, other: Project) -> Project:
    return _with(other, next_id=max(other.next_id, project.next_id))   # ids given once stay given


def _wires_set(project: Project, change: Any) -> Project:
    return _with(project, wires=change.wires, custom_wiring=change.custom)


_applications: dict[str, Callable[[Project, Any], Project]] = {
    "trackAdded": _track_added,
    "trackRemoved": lambda project, id: _with(project, tracks=_without(project.tracks, id)),
    "trackRenamed": _of_track("name", "name", "track"),
    "trackMoved": _track_moved,
    "volumeSet": _of_track("volume"),
    "panSet": _of_track("pan"),
    "muteSet": _of_track("mute"),
    "soloSet": _of_track("solo"),
    "insertAdded": _part_added("inserts", "insert"),
    "insertRemoved": _part_removed("inserts"),
    "insertMoved": _insert_moved,
    "insertBypassSet": _of_part("inserts", "bypass"),
    "parameterSet": _parameter_set,
    "sendAdded": _part_added("sends", "send"),
    "sendRemoved": _part_removed("sends"),
    "sendLevelSet": _of_part("sends", "level"),
    "sendPanSet": _of_part("sends", "pan"),
    "sendPreFaderSet": _of_part("sends", "pre_fader"),
    "inputSet": _of_track("input", "input", "track"),
    "outputSet": _of_track("output", "output", "track"),
    "monitorLevelSet": _of_track("monitor_level"),
    "monitorOutputSet": _of_track("monitor_output", "output", "track"),
    "connected": _added_to("connections"),
    "disconnected": lambda project, id: _with(project, connections=_without(project.connections, id)),
    "idsTaken": lambda project, next_id: _with(project, next_id=max(project.next_id, next_id)),
    "projectReplaced": _replaced,
    "projectRenamed": _of_project("name"),
    "keySet": _of_part("inserts", "key", "key", "insert"),
    "insertFileSet": lambda project, change: _set_part(
        project, "inserts", change.insert, file=change.path, other_file=change.other),
    "insertValuesSet": _insert_values_set,
    "tempoSet": _of_project("tempo"),
    "trimSet": _of_track("trim"),
    "polaritySet": _of_track("polarity", "polarity", "track"),
    "highPassSet": _of_track("high_pass"),
    "delaySet": _of_track("delay"),
    "meterSet": _of_track("meter", "meter", "track"),
    "listenSet": _of_track("listen", "listen", "track"),
    "outputStageSet": _of_track("stage", "stage", "track"),
    "monitorSet": lambda project, change: _with(project, monitor=change.monitor),
    "outputMapSet": _of_track("output_map", "map", "track"),
    "lookSet": _look_set,
    "vcasSet": _of_track("vcas", "ids"),
    "muteGroupsSet": _of_track("mute_groups", "ids"),
    "linkSet": _link_set,
    "recordArmSet": _of_track("record_arm"),
    "monitoringSet": _of_track("monitoring", "monitoring", "track"),
    "directOutSet": _of_track("direct_out", "direct_out", "track"),
    "soloIsolateSet": _of_track("solo_isolate"),
    "soloSafeSet": _of_track("solo_safe"),
    "soloSettingsSet": _of_project("solo"),
    "insertPostFaderSet": _of_part("inserts", "post_fader"),
    "sendTapSet": _send_tap_set,
    "sendMuteSet": _of_part("sends", "mute"),
    "muteGroupAdded": _added_to("mute_groups"),
    "muteGroupRemoved": lambda project, id: _with(project, mute_groups=_without(project.mute_groups, id)),
    "muteGroupRenamed": lambda project, change: _set_in("mute_groups", change.id, project, name=change.name),
    "muteGroupSet": lambda project, change: _set_in("mute_groups", change.id, project, active=change.value),
    "sceneAdded": _scene_added,
    "sceneRemoved": lambda project, id: _with(project, scenes=_without(project.scenes, id)),
    "sceneMoved": _scene_moved,
    "sceneStored": _scene_stored,
    "sceneDescribed": lambda project, change: _set_in(
        "scenes", change.scene, project, name=change.name, comment=change.comment, fade=change.fade),
    "trackSafeSet": _of_track("safe", "safe"),
    "insertSafeSet": _of_part("inserts", "safe", "safe"),
    "wiresSet": _wires_set,
}
