#!/usr/bin/python3
# demo_reference.py: a second mixer, in double precision, that shares nothing with the engine: numpy's arithmetic and
# sox's resampler. It reads a project's JSON and writes what its main output must be, as a float WAV.
#
# It knows what the demo needs: looped files, compressors, faders, balances, sends to one reverb, the master. A reverb is
# not imitated: it is linear and stays the same, so it is the convolution with its impulse responses, which the caller has
# measured (--impulse). Without them the reverb is silent.  Side: test.
import argparse
import json
import math
import subprocess
import tempfile

import numpy as np
import soundfile
from scipy.signal import fftconvolve

FADE_SECONDS = 0.010  # a file that starts comes on a straight line from 0


def gain_of(db):
    return 0.0 if db in (None, "-inf", "-Infinity") else 10.0 ** (float(db) / 20.0)


def balance(pan):
    """DESIGN 9: L = min(1, sqrt 2 cos), R = min(1, sqrt 2 sin) of (pan + 1) pi/4."""
    angle = (pan + 1.0) * math.pi / 4.0
    return np.array([min(1.0, math.sqrt(2.0) * math.cos(angle)), min(1.0, math.sqrt(2.0) * math.sin(angle))])


def resampled(path, rate):
    """The whole file at `rate`, (frames, 2); as many frames as the duration rounds to."""
    sound, own_rate = soundfile.read(path, dtype="float64", always_2d=True)
    frames = (2 * len(sound) * rate + own_rate) // (2 * own_rate)
    if own_rate != rate:
        with tempfile.NamedTemporaryFile(suffix=".wav") as raw, tempfile.NamedTemporaryFile(suffix=".wav") as done:
            soundfile.write(raw.name, sound / 4.0, own_rate, subtype="DOUBLE")  # sox clips at 1
            subprocess.run(["sox", "-V1", raw.name, "-b", "64", "-e", "floating-point", done.name, "rate", "-v", str(rate)],
                           check=True)
            sound = 4.0 * soundfile.read(done.name, dtype="float64", always_2d=True)[0]
    sound = np.repeat(sound, 2, axis=1) if sound.shape[1] == 1 else sound
    return np.concatenate([sound, np.zeros((max(0, frames - len(sound)), 2))])[:frames]


def fade_in(frames, rate):
    return np.minimum(1.0, np.arange(1, frames + 1) / math.ceil(FADE_SECONDS * rate))[:, None]


def played(source, frames, rate):
    """A looped file from its beginning."""
    sound = resampled(source["path"], rate)
    if not source["loop"]:
        sound = np.concatenate([sound, np.zeros((frames, 2))])
    return sound[np.arange(frames) % len(sound)] * fade_in(frames, rate)


def compressed(sound, settings, rate):
    """Giannoulis, Massberg, Reiss, JAES 60(6), 2012: static curve (4), smooth decoupled detector (17); stereo-linked by
    the louder channel."""
    threshold, ratio, knee = settings["threshold"], settings["ratio"], settings["knee"]
    level = 20.0 * np.log10(np.maximum(np.max(np.abs(sound), axis=1), 1e-10))
    over = level - threshold
    curve = np.where(2 * over < -knee, level,
                     np.where(2 * np.abs(over) <= knee,
                              level + (1 / ratio - 1) * (over + knee / 2) ** 2 / (2 * max(knee, 1e-9)),
                              threshold + over / ratio))
    wanted = level - curve
    attack = math.exp(-1000.0 / (settings["attack"] * rate))
    release = math.exp(-1000.0 / (settings["release"] * rate))
    held = smoothed = 0.0
    reduction = np.empty(len(wanted))
    for i, x in enumerate(wanted.tolist()):
        held = max(x, release * held + (1.0 - release) * x)
        smoothed = attack * smoothed + (1.0 - attack) * held
        reduction[i] = smoothed
    return sound * 10.0 ** ((settings["makeup"] - reduction) / 20.0)[:, None]


def convolved(sound, impulse_files, at, level):
    """impulse_files: the reverb's answer to `level` in the left channel at frame `at`, and to the same in the right."""
    wet = np.zeros_like(sound)
    for channel, name in enumerate(impulse_files):
        answer, _ = soundfile.read(name, dtype="float64", always_2d=True)
        for side in range(2):
            wet[:, side] += fftconvolve(sound[:, channel], answer[at:, side] / level)[:len(sound)]
    return wet


class Mix:
    def __init__(self, project, frames):
        self.rate, self.frames = project["sampleRate"], frames
        self.tracks = {track["id"]: track for track in project["tracks"]}
        self.sums = {number: np.zeros((frames, 2)) for number in self.tracks}

    def leave(self, track, sound):
        """Sends, balance and output of a track whose inserts are done."""
        fader = 0.0 if track.get("mute") else gain_of(track["volume"])
        for send in track["sends"]:
            assert not send["preFader"], "the demo has none"
            self.sums[send["destination"]] += sound * fader * gain_of(send["level"]) * balance(send["pan"])
        if "track" in track["output"]:
            self.sums[track["output"]["track"]] += sound * fader * balance(track["pan"])

    def run(self, impulse):
        for track in self.of_kind("audio"):
            sound = played(track["input"]["file"], self.frames, self.rate)
            for insert in track["inserts"]:
                assert insert["effect"] == "compressor", insert
                sound = compressed(sound, {p["name"]: p["value"] for p in insert["parameters"]}, self.rate)
            self.leave(track, sound)
        for track in self.of_kind("aux"):
            sound = self.sums[track["id"]]
            if track["inserts"]:
                assert [i["effect"] for i in track["inserts"]] == ["reverb"]
                sound = convolved(sound, *impulse) if impulse else 0.0 * sound
            self.leave(track, sound)
        master = self.of_kind("master")[0]
        return self.sums[master["id"]] * gain_of(master["volume"]) * balance(master["pan"])

    def of_kind(self, kind):
        return [track for track in self.tracks.values() if track["kind"] == kind]


def main():
    words = argparse.ArgumentParser(description="the mix that a project must make")
    words.add_argument("project")
    words.add_argument("output")
    words.add_argument("--seconds", type=float, required=True)
    words.add_argument("--impulse", nargs=4, metavar=("LEFT", "RIGHT", "FRAME", "LEVEL"),
                       help="the reverb's answers, where the impulse lies in them, and how high it is")
    asked = words.parse_args()
    with open(asked.project, encoding="utf-8") as file:
        project = json.load(file)
    impulse = asked.impulse and (asked.impulse[:2], int(asked.impulse[2]), float(asked.impulse[3]))
    mix = Mix(project, round(asked.seconds * project["sampleRate"])).run(impulse)
    soundfile.write(asked.output, mix, project["sampleRate"], subtype="DOUBLE")


if __name__ == "__main__":
    main()
