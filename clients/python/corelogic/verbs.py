# verbs.py: every command as a method, the same for all who send them. Made from schema/ by generate.py; do not edit.
from __future__ import annotations

from typing import Any, Generic, Mapping, Sequence, TypeVar

from .form import AT_END, Ref
from .words.common import (
    DirectOut, Input, Listen, MeterDetail, MeterPoint, Monitor, Monitoring, NamedValue, Output, OutputStage, Polarity,
    SoloSettings, Tap, TrackKind, Wire
)
from .words.project import Project

R = TypeVar("R", covariant=True)


class Verbs(Generic[R]):
    """What a client may do. R is what doing gives: Done, an awaitable of it, or nothing yet, in a batch."""

    def _do(self, which: str, **values: Any) -> R:
        raise NotImplementedError

    def add_track(
            self, name: str, *, kind: TrackKind | str = TrackKind.AUDIO, channels: int = 2, position: int = AT_END
    ) -> R:
        """Add track.

        kind: audio, aux, group, vca or matrix; the master is always there
        name: 1 to 64 characters, unique in the project
        channels: 1 ... 64
        position: from 0; default: at the end, before the master
        """
        return self._do("addTrack", kind=kind, name=name, channels=channels, position=position)

    def remove_track(self, track: Ref) -> R:
        """Remove track."""
        return self._do("removeTrack", track=track)

    def rename_track(self, track: Ref, name: str) -> R:
        """Rename track."""
        return self._do("renameTrack", track=track, name=name)

    def move_track(self, track: Ref, position: int) -> R:
        """Move track."""
        return self._do("moveTrack", track=track, position=position)

    def set_volume(self, track: Ref, volume: float) -> R:
        """Set volume: dB, -inf ... +12."""
        return self._do("setVolume", track=track, volume=volume)

    def set_pan(self, track: Ref, pan: float) -> R:
        """Set pan: -1 ... +1."""
        return self._do("setPan", track=track, pan=pan)

    def set_mute(self, track: Ref, mute: bool) -> R:
        """Set mute."""
        return self._do("setMute", track=track, mute=mute)

    def set_solo(self, track: Ref, solo: bool) -> R:
        """Set solo: solo in place."""
        return self._do("setSolo", track=track, solo=solo)

    def add_insert(
            self, track: Ref, effect: str, *, position: int = AT_END, parameters: Mapping[str, float] |
            Sequence[NamedValue] = (), bypass: bool = False
    ) -> R:
        """Add insert.

        effect: a name of the effect catalogue
        parameters: others keep their defaults
        """
        return self._do("addInsert",
                        track=track, effect=effect, position=position, parameters=parameters, bypass=bypass)

    def remove_insert(self, insert: Ref) -> R:
        """Remove insert."""
        return self._do("removeInsert", insert=insert)

    def move_insert(self, insert: Ref, position: int) -> R:
        """Move insert: within its strip."""
        return self._do("moveInsert", insert=insert, position=position)

    def set_insert_bypass(self, insert: Ref, bypass: bool) -> R:
        """Set insert bypass."""
        return self._do("setInsertBypass", insert=insert, bypass=bypass)

    def set_parameter(self, insert: Ref, parameter: str, value: float) -> R:
        """Set parameter."""
        return self._do("setParameter", insert=insert, parameter=parameter, value=value)

    def add_send(
            self, track: Ref, destination: Ref, *, level: float = 0.0, pan: float = 0.0, pre_fader: bool = False,
            pre_eq: bool = False
    ) -> R:
        """Add send.

        pre_eq: with preFader: before the inserts
        """
        return self._do("addSend",
                        track=track, destination=destination, level=level, pan=pan, pre_fader=pre_fader, pre_eq=pre_eq)

    def remove_send(self, send: Ref) -> R:
        """Remove send."""
        return self._do("removeSend", send=send)

    def set_send_level(self, send: Ref, level: float) -> R:
        """Set send level."""
        return self._do("setSendLevel", send=send, level=level)

    def set_send_pan(self, send: Ref, pan: float) -> R:
        """Set send pan."""
        return self._do("setSendPan", send=send, pan=pan)

    def set_send_pre_fader(self, send: Ref, pre_fader: bool) -> R:
        """Set send pre fader."""
        return self._do("setSendPreFader", send=send, pre_fader=pre_fader)

    def set_input(self, track: Ref, input: Input) -> R:
        """Set input."""
        return self._do("setInput", track=track, input=input)

    def set_output(self, track: Ref, output: Output, *, map: Sequence[int] = ()) -> R:
        """Set output.

        map: for each channel of the strip the destination's channel from 1, 0 nowhere; empty: by the law of layouts
        """
        return self._do("setOutput", track=track, output=output, map=map)

    def set_monitor_level(self, level: float) -> R:
        """Set monitor level."""
        return self._do("setMonitorLevel", level=level)

    def set_monitor_output(self, output: Output) -> R:
        """Set monitor output."""
        return self._do("setMonitorOutput", output=output)

    def connect(self, source: Ref, destination: Output, *, source_port: str = "out", map: Sequence[int] = ()) -> R:
        """Connect.

        map: as SetOutput.map
        """
        return self._do("connect", source=source, source_port=source_port, destination=destination, map=map)

    def disconnect(self, connection: Ref) -> R:
        """Disconnect."""
        return self._do("disconnect", connection=connection)

    def undo(self) -> R:
        """Undo."""
        return self._do("undo")

    def redo(self) -> R:
        """Redo."""
        return self._do("redo")

    def new_project(self, name: str, *, sample_rate: int = 48000, template: str = "") -> R:
        """New project: template: empty: none."""
        return self._do("newProject", name=name, sample_rate=sample_rate, template=template)

    def open_project(self, name: str) -> R:
        """Open project."""
        return self._do("openProject", name=name)

    def save_project(self, *, name: str = "") -> R:
        """Save project: empty: a named point in the journal now; else save a copy as."""
        return self._do("saveProject", name=name)

    def import_project(self, name: str, project: Project) -> R:
        """Import project."""
        return self._do("importProject", name=name, project=project)

    def play(self) -> R:
        """Play."""
        return self._do("play")

    def stop(self) -> R:
        """Stop."""
        return self._do("stop")

    def locate(self, frame: int) -> R:
        """Locate: >= 0."""
        return self._do("locate", frame=frame)

    def set_key(self, insert: Ref, track: Ref, *, pre_fader: bool = False) -> R:
        """Set key: track 0: no key."""
        return self._do("setKey", insert=insert, track=track, pre_fader=pre_fader)

    def set_insert_file(self, insert: Ref, path: str) -> R:
        """Set insert file: empty: none."""
        return self._do("setInsertFile", insert=insert, path=path)

    def save_preset(self, insert: Ref, name: str, *, replace: bool = False) -> R:
        """Save preset.

        into the library of the house; not undoable.
        insert: whose values, those that are heard
        name: 1 to 64 characters, unique among the effect's presets
        """
        return self._do("savePreset", insert=insert, name=name, replace=replace)

    def load_preset(self, insert: Ref, name: str) -> R:
        """Load preset: into the side that is heard; undoable."""
        return self._do("loadPreset", insert=insert, name=name)

    def remove_preset(self, effect: str, name: str) -> R:
        """Remove preset: not undoable."""
        return self._do("removePreset", effect=effect, name=name)

    def switch_side(self, insert: Ref) -> R:
        """Switch side: A to B or B to A."""
        return self._do("switchSide", insert=insert)

    def copy_side(self, insert: Ref) -> R:
        """Copy side: the heard side's values to the other."""
        return self._do("copySide", insert=insert)

    def set_tempo(self, tempo: float) -> R:
        """Set tempo: quarter notes a minute, 20 ... 400."""
        return self._do("setTempo", tempo=tempo)

    def set_trim(self, track: Ref, trim: float) -> R:
        """Set trim: dB, -36 ... +36."""
        return self._do("setTrim", track=track, trim=trim)

    def set_polarity(self, track: Ref, polarity: Polarity | str) -> R:
        """Set polarity."""
        return self._do("setPolarity", track=track, polarity=polarity)

    def set_high_pass(self, track: Ref, frequency: float) -> R:
        """Set high pass: Hz: 0 off, else 20 ... 1000."""
        return self._do("setHighPass", track=track, frequency=frequency)

    def set_delay(self, track: Ref, delay: float) -> R:
        """Set delay: ms, 0 ... 500."""
        return self._do("setDelay", track=track, delay=delay)

    def set_meter(
            self, track: Ref, *, point: MeterPoint | str = MeterPoint.POST_FADER, detail: MeterDetail | str =
            MeterDetail.BASIC
    ) -> R:
        """Set meter."""
        return self._do("setMeter", track=track, point=point, detail=detail)

    def set_listen(self, track: Ref, listen: Listen | str) -> R:
        """Set listen."""
        return self._do("setListen", track=track, listen=listen)

    def set_output_stage(self, stage: OutputStage) -> R:
        """Set output stage: of the master."""
        return self._do("setOutputStage", stage=stage)

    def set_monitor(self, monitor: Monitor) -> R:
        """Set monitor."""
        return self._do("setMonitor", monitor=monitor)

    def set_look(self, track: Ref, *, colour: str = "", icon: str = "", comment: str = "") -> R:
        """Set look: all three, as Track has them."""
        return self._do("setLook", track=track, colour=colour, icon=icon, comment=comment)

    def set_vcas(self, track: Ref, vcas: Sequence[Ref]) -> R:
        """Set vcas."""
        return self._do("setVcas", track=track, vcas=vcas)

    def set_mute_groups(self, track: Ref, mute_groups: Sequence[Ref]) -> R:
        """Set mute groups."""
        return self._do("setMuteGroups", track=track, mute_groups=mute_groups)

    def set_link(self, track: Ref, partner: Ref) -> R:
        """Set link: two audio strips alike in width; 0: end it."""
        return self._do("setLink", track=track, partner=partner)

    def set_record_arm(self, track: Ref, record_arm: bool) -> R:
        """Set record arm."""
        return self._do("setRecordArm", track=track, record_arm=record_arm)

    def set_monitoring(self, track: Ref, monitoring: Monitoring | str) -> R:
        """Set monitoring."""
        return self._do("setMonitoring", track=track, monitoring=monitoring)

    def set_direct_out(self, track: Ref, direct_out: DirectOut) -> R:
        """Set direct out."""
        return self._do("setDirectOut", track=track, direct_out=direct_out)

    def set_solo_isolate(self, track: Ref, solo_isolate: bool) -> R:
        """Set solo isolate."""
        return self._do("setSoloIsolate", track=track, solo_isolate=solo_isolate)

    def set_solo_safe(self, track: Ref, solo_safe: bool) -> R:
        """Set solo safe."""
        return self._do("setSoloSafe", track=track, solo_safe=solo_safe)

    def set_solo_settings(self, solo: SoloSettings) -> R:
        """Set solo settings."""
        return self._do("setSoloSettings", solo=solo)

    def clear_solo(self) -> R:
        """Clear solo: all solos and all listening."""
        return self._do("clearSolo")

    def set_insert_post_fader(self, insert: Ref, post_fader: bool) -> R:
        """Set insert post fader."""
        return self._do("setInsertPostFader", insert=insert, post_fader=post_fader)

    def set_send_tap(self, send: Ref, tap: Tap | str) -> R:
        """Set send tap."""
        return self._do("setSendTap", send=send, tap=tap)

    def set_send_mute(self, send: Ref, mute: bool) -> R:
        """Set send mute."""
        return self._do("setSendMute", send=send, mute=mute)

    def add_mute_group(self, name: str) -> R:
        """Add mute group."""
        return self._do("addMuteGroup", name=name)

    def remove_mute_group(self, mute_group: Ref) -> R:
        """Remove mute group."""
        return self._do("removeMuteGroup", mute_group=mute_group)

    def rename_mute_group(self, mute_group: Ref, name: str) -> R:
        """Rename mute group."""
        return self._do("renameMuteGroup", mute_group=mute_group, name=name)

    def set_mute_group(self, mute_group: Ref, active: bool) -> R:
        """Set mute group."""
        return self._do("setMuteGroup", mute_group=mute_group, active=active)

    def store_scene(self, *, scene: Ref = 0, name: str = "", position: int = AT_END) -> R:
        """Store scene: scene 0: a new one of that name; else that scene anew, its name kept when none is given."""
        return self._do("storeScene", scene=scene, name=name, position=position)

    def remove_scene(self, scene: Ref) -> R:
        """Remove scene."""
        return self._do("removeScene", scene=scene)

    def move_scene(self, scene: Ref, position: int) -> R:
        """Move scene."""
        return self._do("moveScene", scene=scene, position=position)

    def describe_scene(self, scene: Ref, name: str, *, comment: str = "", fade: int = 0) -> R:
        """Describe scene: all three."""
        return self._do("describeScene", scene=scene, name=name, comment=comment, fade=fade)

    def recall_scene(self, scene: Ref, *, fade: int = -1) -> R:
        """Recall scene: ms, 0 ... 60000; -1: the scene's own."""
        return self._do("recallScene", scene=scene, fade=fade)

    def morph_scenes(self, from_: Ref, to: Ref, amount: float) -> R:
        """Morph scenes: 0 ... 1; continuous."""
        return self._do("morphScenes", from_=from_, to=to, amount=amount)

    def set_track_safe(self, track: Ref, safe: Sequence[str]) -> R:
        """Set track safe: as Track.safe."""
        return self._do("setTrackSafe", track=track, safe=safe)

    def set_insert_safe(self, insert: Ref, safe: Sequence[str]) -> R:
        """Set insert safe: as Insert.safe."""
        return self._do("setInsertSafe", insert=insert, safe=safe)

    def set_wires(self, wires: Sequence[Wire], *, custom: bool = True) -> R:
        """Set wires."""
        return self._do("setWires", wires=wires, custom=custom)

    def save_version(self, name: str) -> R:
        """Save version: a name for the present revision; twice is as once. not undoable."""
        return self._do("saveVersion", name=name)

    def restore(self, revision: int) -> R:
        """Restore: the project as it was then, as a new change that undo takes back."""
        return self._do("restore", revision=revision)

    def duplicate_project(self, name: str, new_name: str) -> R:
        """Duplicate project: its last state, without history; not opened."""
        return self._do("duplicateProject", name=name, new_name=new_name)

    def remove_project(self, name: str) -> R:
        """Remove project: not the open one; not undoable."""
        return self._do("removeProject", name=name)

    def save_template(self, name: str, *, replace: bool = False) -> R:
        """Save template: not undoable."""
        return self._do("saveTemplate", name=name, replace=replace)

    def remove_template(self, name: str) -> R:
        """Remove template: not undoable."""
        return self._do("removeTemplate", name=name)

    def undo_others(self, *, client: int = 0) -> R:
        """Undo others: the newest step of that client; 0: of anybody."""
        return self._do("undoOthers", client=client)

    def copy_insert(self, insert: Ref, track: Ref, *, position: int = AT_END) -> R:
        """Copy insert: with all its values."""
        return self._do("copyInsert", insert=insert, track=track, position=position)
