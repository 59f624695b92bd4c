# probe.py: plays numpy sound through one effect, by corelogic-effect-probe. It measures nothing.  Side: test.
import json
import os
import subprocess
import tempfile

import numpy as np

RATE = 48000


class Refused(Exception):
    """The probe's sentence, and how it ended."""

    def __init__(self, sentence, status):
        super().__init__(sentence)
        self.status = status


class Probe:
    def __init__(self, program):
        self.program = program

    def call(self, words, sound=b""):
        ended = subprocess.run([self.program, *words], input=sound, capture_output=True, check=False)
        if ended.returncode != 0:
            raise Refused(ended.stderr.decode().strip(), ended.returncode)
        return ended.stdout

    def describe(self, effect=None, sample_rate=RATE, **values):
        """The catalogue's description; `latencyFrames` is that of the values."""
        words = ([effect] if effect else []) + ["--describe", *as_sets(values)]
        return json.loads(self.call(words + (["--rate", str(sample_rate)] if effect else [])))

    def play(self, effect, sound, sample_rate=RATE, block=256, at=(), key=None, response=None, bypass=False, tempo=None, **values):
        """(frames,) or (frames, channels) in, the same shape out, double. `at`: (frame, "name=value");
        `key`, `response`: arrays like `sound`."""
        sound = np.asarray(sound, dtype="<f4")
        channels = 1 if sound.ndim == 1 else sound.shape[1]
        words = [effect, "--rate", str(sample_rate), "--channels", str(channels), "--block", str(block), *as_sets(values)]
        for frame, change in at:
            words += ["--at", str(frame), change]
        words += ["--bypass"] if bypass else []
        words += ["--tempo", str(tempo)] if tempo else []
        with tempfile.TemporaryDirectory() as folder:
            if key is not None:
                words += ["--key", written(folder, "key", key)]
            if response is not None:
                wide = np.ndim(response) > 1
                words += ["--sound", written(folder, "sound", response)]
                words += ["--sound-channels", str(np.shape(response)[1] if wide else 1)]
            out = self.call(words, sound.tobytes())
        return np.frombuffer(out, dtype="<f4").astype(float).reshape(sound.shape)


def as_sets(values):
    return [word for name, value in values.items() for word in ("--set", f"{name}={value}")]


def written(folder, name, sound):
    path = os.path.join(folder, name)
    np.asarray(sound, dtype="<f4").tofile(path)
    return path
