#!/usr/bin/python3
# peers.py: the workloads of the mix benchmark in other engines, for ./studio bench --peers.
"""The workloads W1, W2 and W3 in scsynth and ecasound, beside ours: µs of CPU per block of 64 frames.

Reads what `corelogic-bench --only mix --json` printed (a file, or standard input), runs each peer that is
installed offline with the same block, rate and number of strips, and prints a table, or JSON with --json.
A peer's CPU is user + system of a long run less that of a short one, so that start-up does not count; what its
sources alone take is measured too and taken off, because ours reads its input from memory.
Exit status: 0 all goals reached, 1 one missed, 2 no peer is installed.
"""
import argparse
import json
import os
import resource
import shutil
import struct
import subprocess
import sys
import tempfile

RATE, BLOCK = 48000, 64
SHORT, LONG = 1, 6  # seconds of sound

# name, strips, filters a channel, compressor, our row, goal against scsynth
WORKLOADS = [
    ("W1 128", 128, 0, False, "128 stereo tracks: gain, pan, sum, peaks", None),
    ("W1 512", 512, 0, False, "512 stereo tracks: gain, pan, sum, peaks", None),
    ("W2 16", 16, 4, True, "16 stereo strips: 4-band EQ, compressor, fader, pan, sum (W2)", None),
    ("W2 128", 128, 4, True, "128 stereo strips: 4-band EQ, compressor, fader, pan, sum (W2)", 10.0),
    ("W3", 128, 32, False, "128 stereo tracks, 32 filters each (W3)", 15.0),
]


# ---- SuperCollider: a compiled SynthDef (format SCgf 2) and an OSC score ------------------------------------------

SCALAR, AUDIO = 0, 2


def pstring(text):
    return bytes([len(text)]) + text.encode()


class SynthDef:
    """Unit generators in order; an input is a number or (unit, output)."""

    def __init__(self, name):
        self.name, self.constants, self.units = name, [], []

    def unit(self, kind, rate, inputs, outputs, special=0):
        wires = []
        for one in inputs:
            if isinstance(one, tuple):
                wires.append(one)
                continue
            if float(one) not in self.constants:
                self.constants.append(float(one))
            wires.append((-1, self.constants.index(float(one))))
        self.units.append((kind, rate, wires, outputs, special))
        return len(self.units) - 1

    def compiled(self):
        out = b"SCgf" + struct.pack(">ih", 2, 1) + pstring(self.name)
        out += struct.pack(">i", len(self.constants)) + b"".join(struct.pack(">f", c) for c in self.constants)
        out += struct.pack(">iii", 0, 0, len(self.units))
        for kind, rate, wires, outputs, special in self.units:
            out += pstring(kind) + struct.pack(">biih", rate, len(wires), outputs, special)
            out += b"".join(struct.pack(">ii", *wire) for wire in wires) + bytes([rate] * outputs)
        return out + struct.pack(">h", 0)


def strip(filters, compressor, sources_only):
    definition = SynthDef("strip")
    channels = [(definition.unit("WhiteNoise", AUDIO, [], 1), 0) for _ in range(2)]
    if sources_only:
        return definition.compiled()
    for side, signal in enumerate(channels):
        for band in range(filters):
            frequency = 100.0 * ((band % 8) ** 2 + 1)
            signal = (definition.unit("BPeakEQ", AUDIO, [signal, frequency, 1.0, 3.0 if band % 2 else -3.0], 1), 0)
        if compressor:  # in, key, threshold, slope below, slope above, clamp, relax
            signal = (definition.unit("Compander", AUDIO, [signal, signal, 0.125, 1.0, 1 / 3, 0.01, 0.12], 1), 0)
        channels[side] = (definition.unit("BinaryOpUGen", AUDIO, [signal, 0.5], 1, special=2), 0)
    both = definition.unit("Balance2", AUDIO, [*channels, 0.25, 1.0], 2)
    definition.unit("Out", AUDIO, [0, (both, 0), (both, 1)], 0)
    return definition.compiled()


def osc(address, *arguments):
    def padded(data):
        return data + b"\0" * (4 - len(data) % 4)

    tags, body = ",", b""
    for one in arguments:
        if isinstance(one, int):
            tags, body = tags + "i", body + struct.pack(">i", one)
        elif isinstance(one, bytes):
            tags, body = tags + "b", body + struct.pack(">i", len(one)) + one + b"\0" * (-len(one) % 4)
        else:
            tags, body = tags + "s", body + padded(one.encode())
    return padded(address.encode()) + padded(tags.encode()) + body


def bundle(seconds, messages):
    data = b"#bundle\0" + struct.pack(">Q", int(seconds * (1 << 32)))
    for message in messages:
        data += struct.pack(">i", len(message)) + message
    return struct.pack(">i", len(data)) + data


def scsynth(folder, seconds, strips, filters, compressor, sources_only=False):
    score = os.path.join(folder, "score.osc")
    with open(score, "wb") as file:
        file.write(bundle(0, [osc("/d_recv", strip(filters, compressor, sources_only))]))
        for first in range(0, strips, 64):
            voices = range(first, min(first + 64, strips))
            file.write(bundle(0.001, [osc("/s_new", "strip", 1000 + v, 1, 0) for v in voices]))
        file.write(bundle(seconds, [osc("/c_set", 0, 0)]))
    return ["scsynth", "-N", score, "_", os.path.join(folder, "out.wav"), str(RATE), "WAV", "float", "-o", "2",
            "-i", "0", "-z", str(BLOCK), "-m", "262144", "-w", "1024", "-n", "4096"]


# ---- ecasound -------------------------------------------------------------------------------------------------------


def ecasound(_folder, seconds, strips, filters, compressor, sources_only=False):
    command = ["ecasound", "-q", "-D", f"-b:{BLOCK}", "-z:nodb", "-B:nonrt", f"-f:f32_le,2,{RATE}",
               f"-t:{seconds}"]
    for number in range(strips):
        command += [f"-a:c{number}", "-i:null"]
        if sources_only:
            continue
        command += [f"-efr:{100 * ((band % 8) ** 2 + 1)},200" for band in range(filters)]
        command += ["-eca:50,1,0.5,0.3"] if compressor else []
        command += ["-ea:50", "-epp:60"]
    return command + ["-a:all", "-o:null"]


# ---- measuring --------------------------------------------------------------------------------------------------------


def cpu_seconds(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=600, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode != 0:
        sys.exit(f"{command[0]} failed:\n{done.stdout.decode()[-600:]}{done.stderr.decode()[-600:]}")
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def micros_a_block(peer, folder, *workload):
    short, long = (cpu_seconds(peer(folder, seconds, *workload)) for seconds in (SHORT, LONG))
    return (long - short) * 1e6 / ((LONG - SHORT) * RATE / BLOCK)


def measure(peers, ours):
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for name, strips, filters, compressor, row, goal in WORKLOADS:
            for peer in peers:
                whole = micros_a_block(peer, folder, strips, filters, compressor)
                sources = micros_a_block(peer, folder, strips, filters, compressor, True)
                ratio = (whole - sources) / ours[row]
                wanted = goal if peer is scsynth else None
                rows.append({"workload": name, "peer": peer.__name__, "ours": ours[row], "theirs": whole,
                             "theirSources": sources, "timesFaster": ratio, "goal": wanted,
                             "reached": wanted is None or ratio >= wanted})
                print(".", end="", file=sys.stderr, flush=True)
    print("", file=sys.stderr)
    return rows


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("ours", nargs="?", help="JSON of corelogic-bench; default: standard input")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    peers = [peer for peer in (scsynth, ecasound) if shutil.which(peer.__name__)]
    if not peers:
        print("neither scsynth nor ecasound is installed", file=sys.stderr)
        return 2
    with open(arguments.ours, encoding="utf-8") if arguments.ours else sys.stdin as file:
        ours = {row["name"]: row["value"] for row in json.load(file)["figures"]}
    rows = measure(peers, ours)
    if arguments.json:
        print(json.dumps({"peers": rows}, indent=1))
    else:
        print("µs of CPU per block of 64 frames, offline; what their sources take is off before the ratio")
        for row in rows:
            goal = "" if row["goal"] is None else f">= {row['goal']:.0f} x" + ("" if row["reached"] else "  MISSED")
            print(f"  {row['workload']:8}{row['peer']:10}{row['theirs']:9.1f} (sources {row['theirSources']:7.1f})"
                  f"   ours {row['ours']:7.2f}   {row['timesFaster']:7.1f} x faster   {goal}")
    return 0 if all(row["reached"] for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
