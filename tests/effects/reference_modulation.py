# reference_modulation.py: tremolo, phaser, chorus and flanger with waves that stand still or turn, against closed forms.
# Side: test.
import numpy as np

from effect_case import EffectCase
from measure import RATE, audible, db, impulse, noise, response, sine, tone

SLOW = 0.01  # Hz: stands still for the length of an answer


class Tremolo(EffectCase):
    def test_has_a_carrier_and_two_side_bands(self):
        for depth in (30, 100):
            out = self.play("tremolo", sine(96000, 1000, 0.5), depth=depth)[-48000:]
            d = depth / 100
            self.assert_near(tone(out, 1000), 0.5 * (1 - d / 2), 1e-5)
            for side in (996, 1004):
                self.assert_near(tone(out, side), 0.5 * d / 4, 1e-5)
            for nothing in (992, 1008):
                self.assertLess(tone(out, nothing), 1e-5)

    def test_swings_between_one_and_one_less_depth_in_each_shape(self):
        for shape in ("sine", "triangle", "square"):
            gain = self.play("tremolo", np.ones(48000), shape=shape, depth=60, rate=2)
            self.assert_near([np.max(gain), np.min(gain)], [1.0, 0.4], 1e-5, shape)
            self.assert_near(np.mean(gain), 0.7, 1e-4, shape)

    def test_follows_the_tempo_and_the_stereo_phase(self):
        gain = self.play("tremolo", np.ones((48000, 2)), sync="1/4", tempo=150, depth=100, stereoPhase=180)
        turn = 2 * np.pi * 2.5 * np.arange(48000) / RATE
        self.assert_near(gain[:, 0], 0.5 + 0.5 * np.cos(turn), 1e-4)
        self.assert_near(gain[:, 1], 0.5 - 0.5 * np.cos(turn), 1e-4)


class Phaser(EffectCase):
    def test_has_its_notches_where_the_formula_says(self):
        for stages in (2, 6, 12):
            for middle in (200, 1000, 8000):
                out = self.play("phaser", impulse(32768), frequency=middle, depth=0, stages=stages, feedback=0, mix=50)
                angle = (2 * np.arange(stages // 2) + 1) * np.pi / (2 * stages)
                hz = np.arctan(np.tan(np.pi * middle / RATE) * np.tan(angle)) * RATE / np.pi
                self.assertLess(np.max(db(response(out, hz))), -80, (stages, middle))

    def test_with_feedback_is_the_chain_in_level_and_phase(self):
        hz = audible(60, 30)
        z = np.exp(-2j * np.pi * hz / RATE)
        t = np.tan(np.pi * 1500 / RATE)
        a = (t - 1) / (t + 1)
        for feedback in (-95, 30, 95):
            for stages in (4, 10):
                out = self.play("phaser", impulse(65536), frequency=1500, depth=0, stages=stages, feedback=feedback, mix=40)
                passed = ((a + z) / (1 + a * z)) ** stages
                wanted = 0.6 + 0.4 * passed / (1 - feedback / 100 * passed)
                self.assert_near(np.abs(response(out, hz) - wanted), 0, 2e-3, (feedback, stages))


class Flanger(EffectCase):
    def answer(self, frames=16384, **values):
        return self.play("flanger", impulse(frames), depth=0, rate=SLOW, **values)

    def test_is_a_comb_with_notches_at_odd_multiples_of_half_its_rate(self):
        out = self.answer(delay=2, feedback=0, mix=50)
        odd = (2 * np.arange(30) + 1) * 250.0
        self.assertLess(np.max(db(response(out, odd))), -80)
        self.assert_near(db(response(out, 500.0 * np.arange(1, 30))), 0, 1e-3)

    def test_with_feedback_is_the_formula(self):
        hz = audible(80)
        for feedback in (-80, 50, 80):
            z = np.exp(-2j * np.pi * hz * 96 / RATE)
            wanted = 0.5 + 0.5 * z / (1 - feedback / 100 * z)
            self.assert_near(np.abs(response(self.answer(32768, delay=2, feedback=feedback, mix=50), hz) - wanted), 0, 1e-4,
                             feedback)

    def test_through_zero_passes_the_dry_sound(self):
        self.assertEqual(self.probe.describe("flanger", throughZero="on")["latencyFrames"], 240)
        out = self.answer(delay=5, feedback=0, mix=50, throughZero="on")
        self.assert_same(out, impulse(16384), late=240)

    def test_sways_as_far_as_its_depth(self):
        """A quarter of a wave after the begin the delay is longest."""
        quarter = 48000 // 8
        out = self.play("flanger", impulse(quarter + 2000, quarter), delay=1, depth=4, feedback=0, mix=100, rate=2)
        self.assert_near(int(np.argmax(out)), quarter + 5 * 48, 2)


class Chorus(EffectCase):
    def still(self, sound, **values):
        return self.play("chorus", sound, rate=SLOW, **values)

    def test_its_voices_are_as_late_and_as_loud_as_they_say(self):
        """Depth 0: all voices at once, each 1 / sqrt(voices) of the wet sound on its side."""
        for voices in (2, 3, 4):
            out = self.still(impulse(4096), voices=voices, delay=10, depth=0, mix=100)
            self.assertEqual(int(np.argmax(out)), 480)
            self.assert_near(out[480], np.sqrt(voices), 1e-5, voices)

    def test_dry_and_one_delay_make_a_comb(self):
        out = self.still(impulse(8192), voices=2, delay=2, depth=0, mix=50)
        hz = audible(60)
        wanted = 0.5 + 0.5 * np.sqrt(2) * np.exp(-2j * np.pi * hz * 96 / RATE)
        self.assert_near(np.abs(response(out, hz) - wanted), 0, 1e-5)

    def test_at_full_spread_two_voices_lie_left_and_right(self):
        """A quarter of a wave after the begin the left one is latest; a sound of the left side stays there."""
        left = impulse(26000, 24000, channels=2) * [1, 0]
        out = self.play("chorus", left, voices=2, delay=10, depth=8, mix=100, rate=0.5)
        self.assert_near(int(np.argmax(out[:, 0])), 24000 + 18 * 48, 2)
        self.assertLess(np.max(np.abs(out[:, 1])), 1e-6)


class Still(EffectCase):
    def test_null_mixed_to_nothing_is_the_input_to_the_bit(self):
        for effect in ("phaser", "chorus", "flanger", "delay"):
            self.assert_same(self.play(effect, noise(4096, 2, channels=2), mix=0), noise(4096, 2, channels=2))
        self.assert_same(self.play("tremolo", noise(4096), depth=0), noise(4096))
