# telemetry_test.py: meters read without a library, against frames that the capnp tool has made, and against broken ones.
import pathlib
import random
import re
import struct
import subprocess
import unittest

from corelogic import Invalid, read_frame
from corelogic.telemetry import LISTS, NUMBERS, ROLLING_BIT
from corelogic.words import Track

SCHEMA = pathlib.Path(__file__).resolve().parents[4] / "schema" / "telemetry.capnp"
TEXT = """(number = 7, epoch = 3, revision = 9, position = -5, rolling = true, xruns = 2, load = 0.25,
nodes = [518, 262], channels = [2, 1], peaks = [1, 0.5, 0], gains = [-6, 0], rms = [0.5, 0.25, 0], clips = [0, 4, 0],
spectrumNodes = [262], spectrumBins = 2, spectra = [-60, -90])"""


def capnp(*arguments, text=""):
    done = subprocess.run(["capnp", *arguments], input=text.encode(), capture_output=True, check=True)
    return done.stdout


def snake(name):
    return re.sub(r"(?<=[a-z0-9])([A-Z])", r"_\1", name).lower()


class TelemetryTest(unittest.TestCase):
    def test_lies_where_the_schema_says(self):
        layout = capnp("compile", "-ocapnp", "-I/usr/include", str(SCHEMA)).decode()
        lists = re.findall(r"(\w+) @\d+ :List\((\w+)\);\s+# ptr\[(\d+)\]", layout)
        letters = {"UInt64": "Q", "UInt32": "I", "UInt16": "H", "Float32": "f"}
        self.assertEqual(tuple((snake(name), letters[kind]) for name, kind, _ in sorted(lists, key=lambda one: int(one[2]))),
                         LISTS)
        bits = {snake(name): int(bit) for name, bit in re.findall(r"(\w+) @\d+ :\w+;\s+# bits\[(\d+),", layout)}
        self.assertEqual(bits.pop("rolling"), ROLLING_BIT)
        self.assertEqual(bits, {name: at * 8 for name, _, at in NUMBERS})

    def frame(self, *options):
        return capnp("encode", *options, "-I/usr/include", str(SCHEMA), "MeterFrame", text=TEXT)

    def test_reads_what_capnp_wrote_in_one_segment_and_in_many(self):
        for options in ((), ("--segment-size=1",)):
            frame = read_frame(self.frame(*options))
            self.assertEqual((frame.number, frame.epoch, frame.revision, frame.position), (7, 3, 9, -5))
            self.assertEqual((frame.rolling, frame.xruns, frame.load), (True, 2, 0.25))
            self.assertEqual((frame.nodes, frame.peaks, frame.clips), ((518, 262), (1, 0.5, 0), (0, 4, 0)))
            self.assertEqual((frame.spectrum_bins, frame.spectra), (2, (-60, -90)))
            self.assertEqual(frame.true_peaks, ())

    def test_sorts_nodes_by_strip(self):
        frame = read_frame(self.frame())
        guitar = frame.strip(Track(id=2))
        self.assertEqual((guitar.peaks[0], guitar.clips), (0.0, (0, 4)))
        self.assertAlmostEqual(guitar.peaks[1], -6.02, 2)
        self.assertEqual(frame.strip(Track(id=1)).peaks, (float("-inf"),))
        self.assertEqual(frame.strip(Track(id=9)).peaks, ())

    def test_refuses_every_broken_frame(self):
        good, luck, refused = self.frame(), random.Random(1), 0
        for length in range(len(good)):
            with self.assertRaises(Invalid):
                read_frame(good[:length])
        for _ in range(5000):
            broken = bytearray(good)
            for _ in range(luck.randint(1, 4)):
                broken[luck.randrange(len(broken))] = luck.randrange(256)
            try:
                read_frame(bytes(broken))
            except Invalid:
                refused += 1
        self.assertGreater(refused, 500)
        with self.assertRaises(Invalid):
            read_frame(struct.pack("<II", 0, 1) + struct.pack("<Q", 0xFFFFFFFF00000000))


if __name__ == "__main__":
    unittest.main()
