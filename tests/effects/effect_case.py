# effect_case.py: what every reference test has: the probe, and equality to the bit.  Side: test.
import unittest

import numpy as np


class EffectCase(unittest.TestCase):
    probe = None  # set once, before the tests run

    def play(self, effect, sound, **asked):
        return self.probe.play(effect, sound, **asked)

    def assert_same(self, heard, sound, late=0):
        """`heard` is `sound` in float, `late` frames later, to the bit."""
        wanted = np.asarray(sound, dtype="<f4").astype(float)
        kept = len(wanted) - late
        self.assertTrue(np.array_equal(heard[late:], wanted[:kept]), "not the same to the bit")

    def assert_near(self, heard, wanted, bound, what=None):
        self.assertLessEqual(np.max(np.abs(np.asarray(heard) - np.asarray(wanted))), bound, what)
