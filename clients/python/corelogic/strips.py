# strips.py: a track, insert, send, scene or mute group, its verbs and values. Made from schema/ by generate.py; do not edit.
from __future__ import annotations

from typing import Awaitable, Mapping, Sequence

from .form import AT_END, Ref
from .handles import Handle, Readable, Settable
from .verbs import R
from .words.common import (
    DirectOut, FileInput, Input, Insert, Key, Listen, Meter, MeterDetail, MeterPoint, Monitor, Monitoring, MuteGroup,
    NamedValue, Output, OutputStage, Polarity, Send, Tap, Track, TrackKind
)
from .words.command import Done


class TrackVerbs(Handle[R]):
    """What can be done to a track."""

    def remove(self) -> R:
        """Remove track."""
        return self.verbs.remove_track(track=self.id)

    def rename(self, name: str) -> R:
        """Rename track."""
        return self.verbs.rename_track(track=self.id, name=name)

    def move(self, position: int) -> R:
        """Move track."""
        return self.verbs.move_track(track=self.id, position=position)

    def set_volume(self, volume: float) -> R:
        """Set volume: dB, -inf ... +12."""
        return self.verbs.set_volume(track=self.id, volume=volume)

    def set_pan(self, pan: float) -> R:
        """Set pan: -1 ... +1."""
        return self.verbs.set_pan(track=self.id, pan=pan)

    def set_mute(self, mute: bool) -> R:
        """Set mute."""
        return self.verbs.set_mute(track=self.id, mute=mute)

    def set_solo(self, solo: bool) -> R:
        """Set solo: solo in place."""
        return self.verbs.set_solo(track=self.id, solo=solo)

    def add_insert(
            self, effect: str, *, position: int = AT_END, parameters: Mapping[str, float] | Sequence[NamedValue] = (),
            bypass: bool = False
    ) -> R:
        """Add insert.

        effect: a name of the effect catalogue
        parameters: others keep their defaults
        """
        return self.verbs.add_insert(
            track=self.id, effect=effect, position=position, parameters=parameters, bypass=bypass)

    def add_send(
            self, destination: Ref, *, level: float = 0.0, pan: float = 0.0, pre_fader: bool = False, pre_eq: bool =
            False
    ) -> R:
        """Add send.

        pre_eq: with preFader: before the inserts
        """
        return self.verbs.add_send(
            track=self.id, destination=destination, level=level, pan=pan, pre_fader=pre_fader, pre_eq=pre_eq)

    def set_input(self, input: Input) -> R:
        """Set input."""
        return self.verbs.set_input(track=self.id, input=input)

    def set_output(self, output: Output, *, map: Sequence[int] = ()) -> R:
        """Set output.

        map: for each channel of the strip the destination's channel from 1, 0 nowhere; empty: by the law of layouts
        """
        return self.verbs.set_output(track=self.id, output=output, map=map)

    def set_trim(self, trim: float) -> R:
        """Set trim: dB, -36 ... +36."""
        return self.verbs.set_trim(track=self.id, trim=trim)

    def set_polarity(self, polarity: Polarity | str) -> R:
        """Set polarity."""
        return self.verbs.set_polarity(track=self.id, polarity=polarity)

    def set_high_pass(self, frequency: float) -> R:
        """Set high pass: Hz: 0 off, else 20 ... 1000."""
        return self.verbs.set_high_pass(track=self.id, frequency=frequency)

    def set_delay(self, delay: float) -> R:
        """Set delay: ms, 0 ... 500."""
        return self.verbs.set_delay(track=self.id, delay=delay)

    def set_meter(
            self, *, point: MeterPoint | str = MeterPoint.POST_FADER, detail: MeterDetail | str = MeterDetail.BASIC
    ) -> R:
        """Set meter."""
        return self.verbs.set_meter(track=self.id, point=point, detail=detail)

    def set_listen(self, listen: Listen | str) -> R:
        """Set listen."""
        return self.verbs.set_listen(track=self.id, listen=listen)

    def set_look(self, *, colour: str = "", icon: str = "", comment: str = "") -> R:
        """Set look: all three, as Track has them."""
        return self.verbs.set_look(track=self.id, colour=colour, icon=icon, comment=comment)

    def set_vcas(self, vcas: Sequence[Ref]) -> R:
        """Set vcas."""
        return self.verbs.set_vcas(track=self.id, vcas=vcas)

    def set_mute_groups(self, mute_groups: Sequence[Ref]) -> R:
        """Set mute groups."""
        return self.verbs.set_mute_groups(track=self.id, mute_groups=mute_groups)

    def set_link(self, partner: Ref) -> R:
        """Set link: two audio strips alike in width; 0: end it."""
        return self.verbs.set_link(track=self.id, partner=partner)

    def set_record_arm(self, record_arm: bool) -> R:
        """Set record arm."""
        return self.verbs.set_record_arm(track=self.id, record_arm=record_arm)

    def set_monitoring(self, monitoring: Monitoring | str) -> R:
        """Set monitoring."""
        return self.verbs.set_monitoring(track=self.id, monitoring=monitoring)

    def set_direct_out(self, direct_out: DirectOut) -> R:
        """Set direct out."""
        return self.verbs.set_direct_out(track=self.id, direct_out=direct_out)

    def set_solo_isolate(self, solo_isolate: bool) -> R:
        """Set solo isolate."""
        return self.verbs.set_solo_isolate(track=self.id, solo_isolate=solo_isolate)

    def set_solo_safe(self, solo_safe: bool) -> R:
        """Set solo safe."""
        return self.verbs.set_solo_safe(track=self.id, solo_safe=solo_safe)

    def set_safe(self, safe: Sequence[str]) -> R:
        """Set track safe: as Track.safe."""
        return self.verbs.set_track_safe(track=self.id, safe=safe)


class AsyncTrackValues(TrackVerbs[Awaitable[Done]]):
    """Its values as they are now."""

    kind = Readable[TrackKind]("kind")
    name = Readable[str]("name")
    channels = Readable[int]("channels")  # 1 ... 64
    volume = Readable[float]("volume")  # dB, -inf ... +12
    pan = Readable[float]("pan")  # -1 ... +1
    mute = Readable[bool]("mute")
    solo = Readable[bool]("solo")
    inserts = Readable[tuple[Insert, ...]]("inserts")  # in signal order; those with postFader behind the fader
    sends = Readable[tuple[Send, ...]]("sends")
    input = Readable[Input]("input")
    output = Readable[Output]("output")
    monitor_level = Readable[float]("monitor_level")
    monitor_output = Readable[Output]("monitor_output")  # master only: none or device
    trim = Readable[float]("trim")  # dB, -36 ... +36, before the inserts, as polarity, high-pass and delay
    polarity = Readable[Polarity]("polarity")
    high_pass = Readable[float]("high_pass")  # Hz: 0 off, else 20 ... 1000; 12 dB/octave
    delay = Readable[float]("delay")  # ms, 0 ... 500
    meter = Readable[Meter]("meter")
    listen = Readable[Listen]("listen")
    output_map = Readable[tuple[int, ...]]("output_map")
    stage = Readable[OutputStage]("stage")  # master only
    colour = Readable[str]("colour")  # "#rrggbb"; empty: none
    icon = Readable[str]("icon")  # a word for the face of the strip, at most 32 characters: "guitar"; empty: none
    comment = Readable[str]("comment")  # at most 2000 characters
    vcas = Readable[tuple[int, ...]]("vcas")  # track ids of the vcas that move this strip; a vca may be moved by others
    mute_groups = Readable[tuple[int, ...]]("mute_groups")  # ids of mute groups it belongs to
    link = Readable[int]("link")  # the other strip of a stereo pair, which names this one; 0: none
    record_arm = Readable[bool]("record_arm")  # audio only
    monitoring = Readable[Monitoring]("monitoring")  # audio with a device input only
    direct_out = Readable[DirectOut]("direct_out")
    solo_isolate = Readable[bool]("solo_isolate")  # others' solo does not silence it
    solo_safe = Readable[bool]("solo_safe")  # its own solo cannot be changed
    safe = Readable[tuple[str, ...]]("safe")


class TrackValues(TrackVerbs[Done]):
    """Its values as they are now; those that have a verb can be set."""

    kind = Readable[TrackKind]("kind")
    name = Readable[str]("name")
    channels = Readable[int]("channels")  # 1 ... 64
    volume = Settable[float]("volume", "set_volume")  # dB, -inf ... +12
    pan = Settable[float]("pan", "set_pan")  # -1 ... +1
    mute = Settable[bool]("mute", "set_mute")
    solo = Settable[bool]("solo", "set_solo")
    inserts = Readable[tuple[Insert, ...]]("inserts")  # in signal order; those with postFader behind the fader
    sends = Readable[tuple[Send, ...]]("sends")
    input = Settable[Input]("input", "set_input")
    output = Readable[Output]("output")
    monitor_level = Readable[float]("monitor_level")
    monitor_output = Readable[Output]("monitor_output")  # master only: none or device
    trim = Settable[float]("trim", "set_trim")  # dB, -36 ... +36, before the inserts, as polarity, high-pass and delay
    polarity = Settable[Polarity]("polarity", "set_polarity")
    high_pass = Readable[float]("high_pass")  # Hz: 0 off, else 20 ... 1000; 12 dB/octave
    delay = Settable[float]("delay", "set_delay")  # ms, 0 ... 500
    meter = Readable[Meter]("meter")
    listen = Settable[Listen]("listen", "set_listen")
    output_map = Readable[tuple[int, ...]]("output_map")
    stage = Readable[OutputStage]("stage")  # master only
    colour = Readable[str]("colour")  # "#rrggbb"; empty: none
    icon = Readable[str]("icon")  # a word for the face of the strip, at most 32 characters: "guitar"; empty: none
    comment = Readable[str]("comment")  # at most 2000 characters
    vcas = Settable[tuple[int, ...]]("vcas", "set_vcas")
    mute_groups = Settable[tuple[int, ...]]("mute_groups", "set_mute_groups")  # ids of mute groups it belongs to
    link = Readable[int]("link")  # the other strip of a stereo pair, which names this one; 0: none
    record_arm = Settable[bool]("record_arm", "set_record_arm")  # audio only
    monitoring = Settable[Monitoring]("monitoring", "set_monitoring")  # audio with a device input only
    direct_out = Settable[DirectOut]("direct_out", "set_direct_out")
    solo_isolate = Settable[bool]("solo_isolate", "set_solo_isolate")  # others' solo does not silence it
    solo_safe = Settable[bool]("solo_safe", "set_solo_safe")  # its own solo cannot be changed
    safe = Settable[tuple[str, ...]]("safe", "set_safe")


class InsertVerbs(Handle[R]):
    """What can be done to an insert."""

    def remove(self) -> R:
        """Remove insert."""
        return self.verbs.remove_insert(insert=self.id)

    def move(self, position: int) -> R:
        """Move insert: within its strip."""
        return self.verbs.move_insert(insert=self.id, position=position)

    def set_bypass(self, bypass: bool) -> R:
        """Set insert bypass."""
        return self.verbs.set_insert_bypass(insert=self.id, bypass=bypass)

    def set_parameter(self, parameter: str, value: float) -> R:
        """Set parameter."""
        return self.verbs.set_parameter(insert=self.id, parameter=parameter, value=value)

    def set_key(self, track: Ref, *, pre_fader: bool = False) -> R:
        """Set key: track 0: no key."""
        return self.verbs.set_key(insert=self.id, track=track, pre_fader=pre_fader)

    def set_file(self, path: str) -> R:
        """Set insert file: empty: none."""
        return self.verbs.set_insert_file(insert=self.id, path=path)

    def save_preset(self, name: str, *, replace: bool = False) -> R:
        """Save preset.

        into the library of the house; not undoable.
        name: 1 to 64 characters, unique among the effect's presets
        """
        return self.verbs.save_preset(insert=self.id, name=name, replace=replace)

    def load_preset(self, name: str) -> R:
        """Load preset: into the side that is heard; undoable."""
        return self.verbs.load_preset(insert=self.id, name=name)

    def switch_side(self) -> R:
        """Switch side: A to B or B to A."""
        return self.verbs.switch_side(insert=self.id)

    def copy_side(self) -> R:
        """Copy side: the heard side's values to the other."""
        return self.verbs.copy_side(insert=self.id)

    def set_post_fader(self, post_fader: bool) -> R:
        """Set insert post fader."""
        return self.verbs.set_insert_post_fader(insert=self.id, post_fader=post_fader)

    def set_safe(self, safe: Sequence[str]) -> R:
        """Set insert safe: as Insert.safe."""
        return self.verbs.set_insert_safe(insert=self.id, safe=safe)

    def copy(self, track: Ref, *, position: int = AT_END) -> R:
        """Copy insert: with all its values."""
        return self.verbs.copy_insert(insert=self.id, track=track, position=position)


class AsyncInsertValues(InsertVerbs[Awaitable[Done]]):
    """Its values as they are now."""

    effect = Readable[str]("effect")  # "compressor", "reverb"
    bypass = Readable[bool]("bypass")
    parameters = Readable[tuple[NamedValue, ...]]("parameters")
    key = Readable[Key]("key")  # of effects that listen to one
    file = Readable[str]("file")  # of effects that play a sound file: as FileInput.path; empty: none yet
    other = Readable[tuple[NamedValue, ...]]("other")
    side_b = Readable[bool]("side_b")  # which side is heard: A or B
    post_fader = Readable[bool]("post_fader")  # behind the fader and before the pan; else before the fader
    safe = Readable[tuple[str, ...]]("safe")  # what a scene recall leaves alone: names of parameters, "bypass"; "all"
    other_file = Readable[str]("other_file")


class InsertValues(InsertVerbs[Done]):
    """Its values as they are now; those that have a verb can be set."""

    effect = Readable[str]("effect")  # "compressor", "reverb"
    bypass = Settable[bool]("bypass", "set_bypass")
    parameters = Readable[tuple[NamedValue, ...]]("parameters")
    key = Readable[Key]("key")  # of effects that listen to one
    file = Readable[str]("file")  # of effects that play a sound file: as FileInput.path; empty: none yet
    other = Readable[tuple[NamedValue, ...]]("other")
    side_b = Readable[bool]("side_b")  # which side is heard: A or B
    post_fader = Settable[bool]("post_fader", "set_post_fader")
    safe = Settable[tuple[str, ...]]("safe", "set_safe")
    other_file = Readable[str]("other_file")


class SendVerbs(Handle[R]):
    """What can be done to a send."""

    def remove(self) -> R:
        """Remove send."""
        return self.verbs.remove_send(send=self.id)

    def set_level(self, level: float) -> R:
        """Set send level."""
        return self.verbs.set_send_level(send=self.id, level=level)

    def set_pan(self, pan: float) -> R:
        """Set send pan."""
        return self.verbs.set_send_pan(send=self.id, pan=pan)

    def set_pre_fader(self, pre_fader: bool) -> R:
        """Set send pre fader."""
        return self.verbs.set_send_pre_fader(send=self.id, pre_fader=pre_fader)

    def set_tap(self, tap: Tap | str) -> R:
        """Set send tap."""
        return self.verbs.set_send_tap(send=self.id, tap=tap)

    def set_mute(self, mute: bool) -> R:
        """Set send mute."""
        return self.verbs.set_send_mute(send=self.id, mute=mute)


class AsyncSendValues(SendVerbs[Awaitable[Done]]):
    """Its values as they are now."""

    destination = Readable[int]("destination")  # track id of an aux or the master
    level = Readable[float]("level")  # dB, -inf ... +12
    pan = Readable[float]("pan")  # -1 ... +1
    pre_fader = Readable[bool]("pre_fader")
    pre_eq = Readable[bool]("pre_eq")  # with preFader: before the inserts, behind the input stage
    mute = Readable[bool]("mute")


class SendValues(SendVerbs[Done]):
    """Its values as they are now; those that have a verb can be set."""

    destination = Readable[int]("destination")  # track id of an aux or the master
    level = Settable[float]("level", "set_level")  # dB, -inf ... +12
    pan = Settable[float]("pan", "set_pan")  # -1 ... +1
    pre_fader = Settable[bool]("pre_fader", "set_pre_fader")
    pre_eq = Readable[bool]("pre_eq")  # with preFader: before the inserts, behind the input stage
    mute = Settable[bool]("mute", "set_mute")


class SceneVerbs(Handle[R]):
    """What can be done to a scene."""

    def store(self, *, name: str = "", position: int = AT_END) -> R:
        """Store scene: scene 0: a new one of that name; else that scene anew, its name kept when none is given."""
        return self.verbs.store_scene(scene=self.id, name=name, position=position)

    def remove(self) -> R:
        """Remove scene."""
        return self.verbs.remove_scene(scene=self.id)

    def move(self, position: int) -> R:
        """Move scene."""
        return self.verbs.move_scene(scene=self.id, position=position)

    def describe(self, name: str, *, comment: str = "", fade: int = 0) -> R:
        """Describe scene: all three."""
        return self.verbs.describe_scene(scene=self.id, name=name, comment=comment, fade=fade)

    def recall(self, *, fade: int = -1) -> R:
        """Recall scene: ms, 0 ... 60000; -1: the scene's own."""
        return self.verbs.recall_scene(scene=self.id, fade=fade)


class AsyncSceneValues(SceneVerbs[Awaitable[Done]]):
    """Its values as they are now."""

    name = Readable[str]("name")  # 1 to 64 characters, unique among scenes
    comment = Readable[str]("comment")  # at most 2000 characters
    fade = Readable[int]("fade")  # ms over which levels, pans and continuous parameters move, 0 ... 60000; 0: at once
    tracks = Readable[tuple[Track, ...]]("tracks")
    monitor = Readable[Monitor]("monitor")
    mute_groups = Readable[tuple[MuteGroup, ...]]("mute_groups")


class SceneValues(SceneVerbs[Done]):
    """Its values as they are now; those that have a verb can be set."""

    name = Readable[str]("name")  # 1 to 64 characters, unique among scenes
    comment = Readable[str]("comment")  # at most 2000 characters
    fade = Readable[int]("fade")  # ms over which levels, pans and continuous parameters move, 0 ... 60000; 0: at once
    tracks = Readable[tuple[Track, ...]]("tracks")
    monitor = Readable[Monitor]("monitor")
    mute_groups = Readable[tuple[MuteGroup, ...]]("mute_groups")


class MuteGroupVerbs(Handle[R]):
    """What can be done to a mute group."""

    def remove(self) -> R:
        """Remove mute group."""
        return self.verbs.remove_mute_group(mute_group=self.id)

    def rename(self, name: str) -> R:
        """Rename mute group."""
        return self.verbs.rename_mute_group(mute_group=self.id, name=name)

    def set(self, active: bool) -> R:
        """Set mute group."""
        return self.verbs.set_mute_group(mute_group=self.id, active=active)


class AsyncMuteGroupValues(MuteGroupVerbs[Awaitable[Done]]):
    """Its values as they are now."""

    name = Readable[str]("name")  # 1 to 64 characters, unique among mute groups
    active = Readable[bool]("active")  # its members are silent


class MuteGroupValues(MuteGroupVerbs[Done]):
    """Its values as they are now; those that have a verb can be set."""

    name = Readable[str]("name")  # 1 to 64 characters, unique among mute groups
    active = Readable[bool]("active")  # its members are silent
