# telemetry.py: the meters. The controller publishes them as Cap'n Proto; a frame is one flat struct, so reading it
# takes no library: pointers, and lists of numbers. LAYOUT is what `capnp compile -ocapnp schema/telemetry.capnp` prints.
from __future__ import annotations

import asyncio
import math
import struct
from dataclasses import dataclass
from typing import Any, AsyncIterator

import zmq.asyncio

from .errors import Invalid
from .words import Project, Track

# Numbers: (name, format, byte). Lists: the letter of each pointer, in order.
NUMBERS = (("number", "Q", 0), ("epoch", "I", 8), ("revision", "Q", 16), ("position", "q", 24), ("xruns", "Q", 32),
           ("load", "f", 40), ("spectrum_bins", "H", 14))
ROLLING_BIT = 96
LISTS = (("nodes", "Q"), ("channels", "H"), ("peaks", "f"), ("gains", "f"), ("rms", "f"), ("clips", "I"),
         ("detailed", "I"), ("true_peaks", "f"), ("correlations", "f"), ("vus", "f"), ("momentary", "f"),
         ("short_term", "f"), ("integrated", "f"), ("ranges", "f"), ("key_nodes", "Q"), ("key_peaks", "f"),
         ("cost_nodes", "Q"), ("cost_least", "f"), ("cost_mean", "f"), ("cost_most", "f"), ("spectrum_nodes", "Q"),
         ("spectra", "f"), ("detectors", "I"), ("detector_levels", "f"))
MOST_LIST = 1 << 22


@dataclass(frozen=True)
class StripMeter:
    """What a channel strip shows: dB a channel, -inf for silence; empty where it is not metered."""
    track: int
    peaks: tuple[float, ...] = ()
    rms: tuple[float, ...] = ()
    clips: tuple[int, ...] = ()


@dataclass(frozen=True)
class Frame:
    """One moment's meters, as schema/telemetry.capnp describes them: flat lists, by node of the graph."""
    number: int
    epoch: int
    revision: int
    position: int
    rolling: bool
    xruns: int
    load: float
    spectrum_bins: int
    nodes: tuple[int, ...]
    channels: tuple[int, ...]
    peaks: tuple[float, ...]
    gains: tuple[float, ...]
    rms: tuple[float, ...]
    clips: tuple[int, ...]
    detailed: tuple[int, ...]
    true_peaks: tuple[float, ...]
    correlations: tuple[float, ...]
    vus: tuple[float, ...]
    momentary: tuple[float, ...]
    short_term: tuple[float, ...]
    integrated: tuple[float, ...]
    ranges: tuple[float, ...]
    key_nodes: tuple[int, ...]
    key_peaks: tuple[float, ...]
    cost_nodes: tuple[int, ...]
    cost_least: tuple[float, ...]
    cost_mean: tuple[float, ...]
    cost_most: tuple[float, ...]
    spectrum_nodes: tuple[int, ...]
    spectra: tuple[float, ...]
    detectors: tuple[int, ...]
    detector_levels: tuple[float, ...]

    def of_node(self, node: int) -> slice | None:
        """Where its channels are in peaks, rms and clips; None when it is not metered."""
        at, found = 0, None
        for each, channels in zip(self.nodes, self.channels):
            if each == node and channels:
                found = slice(at, at + channels)
            at += channels
        return found

    def strip(self, track: Track) -> StripMeter:
        """The meter of a track: where it is metered, its last node."""
        ids = [track.id << 8 | role for role in (6, 5, 4)]                        # output, pan, fader
        ids += [insert.id << 8 | 3 for insert in reversed(track.inserts)]
        ids += [track.id << 8 | role for role in (7, 2, 1)]                       # input stage, sum, input
        for node in ids:
            if (place := self.of_node(node)) is not None:
                return StripMeter(track.id, decibels(self.peaks[place]), decibels(self.rms[place]), self.clips[place])
        return StripMeter(track.id)

    def strips(self, project: Project) -> dict[str, StripMeter]:
        """The meters of all tracks by name."""
        return {track.name: self.strip(track) for track in project.tracks}


def decibels(levels: tuple[float, ...]) -> tuple[float, ...]:
    """Linear levels in dB."""
    return tuple(20 * math.log10(level) if level > 0 else -math.inf for level in levels)


class _Segments:
    """The segments of a Cap'n Proto message, with every pointer checked against them."""

    def __init__(self, frame: bytes):
        try:
            count = struct.unpack_from("<I", frame)[0] + 1
            if count > 512:
                raise Invalid("message", "A message of so many segments is none of ours.")
            sizes = struct.unpack_from(f"<{count}I", frame, 4)
        except struct.error:
            raise Invalid("message", "This is no Cap'n Proto message: it is too short.") from None
        at = (4 * (count + 1) + 7) // 8 * 8
        self.segments = []
        for size in sizes:
            self.segments.append(frame[at:at + 8 * size])
            at += 8 * size
        if at > len(frame):
            raise Invalid("message", "The message ends before its segments do.")

    def word(self, segment: int, word: int) -> int:
        try:
            found: int = struct.unpack_from("<Q", self.segments[segment], 8 * word)[0]
            return found
        except (struct.error, IndexError):
            raise Invalid("message", "A pointer of the message leads out of it.") from None

    def follow(self, segment: int, word: int) -> tuple[int, int, int]:
        """(segment, word where the content begins, pointer), through far pointers."""
        pointer = self.word(segment, word)
        if pointer & 3 == 2:
            landing, there = (pointer >> 3) & 0x1FFFFFFF, pointer >> 32
            if pointer & 4:   # a pad of two words: where it is, and what it is
                far, tag = self.word(there, landing), self.word(there, landing + 1)
                return far >> 32, (far >> 3) & 0x1FFFFFFF, tag
            segment, word, pointer = there, landing, self.word(there, landing)
        offset = (pointer >> 2) & 0x3FFFFFFF
        return segment, word + 1 + (offset - (1 << 30) if offset >> 29 else offset), pointer

    def numbers(self, segment: int, word: int, letter: str) -> tuple[Any, ...]:
        """A list of numbers; empty for a null pointer."""
        if self.word(segment, word) == 0:
            return ()
        segment, start, pointer = self.follow(segment, word)
        count, size = pointer >> 35, (pointer >> 32) & 7
        if pointer & 3 != 1 or {2: 1, 3: 2, 4: 4, 5: 8}.get(size) != struct.calcsize(letter) or count > MOST_LIST:
            raise Invalid("message", "A list of the message holds something else than its numbers.")
        try:
            return struct.unpack_from(f"<{count}{letter}", self.segments[segment], 8 * start)
        except (struct.error, IndexError):
            raise Invalid("message", "A list of the message leads out of it.") from None


def read_frame(frame: bytes) -> Frame:
    """A MeterFrame. Invalid when the bytes are none."""
    message = _Segments(frame)
    segment, start, pointer = message.follow(0, 0)
    data_words, pointers = (pointer >> 32) & 0xFFFF, pointer >> 48
    if pointer & 3 != 0 or start < 0:
        raise Invalid("message", "The message does not begin with a struct.")
    data = message.segments[segment][8 * start:8 * (start + data_words)] if segment < len(message.segments) else b""
    data += bytes(48 - min(48, len(data)))     # of an older version: what it does not say is 0
    values: dict[str, Any] = {name: struct.unpack_from(f"<{letter}", data, at)[0] for name, letter, at in NUMBERS}
    values["rolling"] = bool(data[ROLLING_BIT // 8] >> ROLLING_BIT % 8 & 1)
    for place, (name, letter) in enumerate(LISTS):
        values[name] = message.numbers(segment, start + data_words + place, letter) if place < pointers else ()
    return Frame(**values)


class AsyncMeters:
    """Frames as they come; the newest when the reader was slow."""

    def __init__(self, socket: zmq.asyncio.Socket):
        self._socket = socket

    async def next(self, timeout: float | None = None) -> Frame | None:
        """The newest frame; None when none comes within `timeout` seconds."""
        try:
            frame: Any = await asyncio.wait_for(self._socket.recv(), timeout)
        except asyncio.TimeoutError:
            return None
        while True:
            try:
                frame = await self._socket.recv(zmq.DONTWAIT)
            except zmq.Again:
                return read_frame(frame)

    def __aiter__(self) -> AsyncIterator[Frame]:
        return self

    async def __anext__(self) -> Frame:
        frame = await self.next()
        if frame is None:
            raise StopAsyncIteration
        return frame

    def close(self) -> None:
        self._socket.close()
