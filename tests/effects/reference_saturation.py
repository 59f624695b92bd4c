# reference_saturation.py: the saturation's curves by formula, its harmonics by series, its aliases and its filters by
# scipy's transforms.  Side: test.
import numpy as np

from effect_case import EffectCase
from measure import RATE, audible, db, gain_of, impulse, lines, loudest_alias, noise, response, thd

FACTORS = ("off", "2x", "4x", "8x")
LENGTH = 8192
CURVES = {
    "soft": np.tanh,
    "tape": lambda x: x / np.sqrt(1 + x * x),
    "hard": lambda x: np.clip(x, -1, 1),
    "fold": lambda x: 2 / np.pi * np.arcsin(np.sin(np.pi / 2 * x)),
}


def turning(bin_of_tone, rounds=2):
    """A full-scale sine on a line of the transform."""
    return np.tile(np.sin(2 * np.pi * bin_of_tone * np.arange(LENGTH) / LENGTH), rounds)


def clipped_harmonic(gain, n):
    """Fourier series of a sine of amplitude `gain` clipped at 1, odd n."""
    theta = np.arcsin(1 / gain)
    if n == 1:
        return 2 / np.pi * (gain * theta + np.sqrt(1 - 1 / gain**2))
    rising = 0.5 * (np.sin((n - 1) * theta) / (n - 1) - np.sin((n + 1) * theta) / (n + 1))
    return 4 / np.pi * (gain * rising + np.cos(n * theta) / n)


class Saturation(EffectCase):
    def steady(self, bin_of_tone, **values):
        return self.play("saturation", turning(bin_of_tone), **values)[-LENGTH:]

    def test_follows_the_formula_of_each_curve(self):
        sound = np.linspace(-2, 2, 4001)
        for curve, formula in CURVES.items():
            for drive in (0, 12, 36):
                out = self.play("saturation", sound, curve=curve, drive=drive, oversampling="off")
                wanted = formula(gain_of(drive) * sound.astype("<f4").astype(float))
                self.assert_near(out, wanted, 2e-5, (curve, drive))

    def test_has_the_harmonics_of_the_fourier_series(self):
        found = lines(self.steady(85, curve="hard", drive=12, oversampling="8x"))
        for n in range(1, 40, 2):
            self.assert_near(found[85 * n], abs(clipped_harmonic(gain_of(12), n)), 3e-4, n)

    def test_distorts_as_much_as_the_formula(self):
        for curve, formula in CURVES.items():
            heard = thd(self.steady(171, curve=curve, drive=6, oversampling="8x"), 171, 3400)
            wanted = thd(formula(gain_of(6) * np.sin(2 * np.pi * 171 * np.arange(LENGTH * 16) / (LENGTH * 16))), 171, 3400)
            self.assert_near(db(heard), db(wanted), 0.05, curve)

    def test_has_even_harmonics_as_a_tube_only(self):
        even = {curve: db(lines(self.steady(171, curve=curve, drive=6))[342]) for curve in (*CURVES, "tube")}
        self.assertGreater(even.pop("tube"), -30)
        self.assertLess(max(even.values()), -90)

    def test_keeps_aliases_down_the_more_the_higher_the_factor(self):
        bounds = {("soft", 5000): (-17, -28, -43, -75), ("soft", 15000): (-9, -17, -24, -35),
                  ("hard", 5000): (-17, -26, -39, -50)}
        for (curve, hz), most in bounds.items():
            bin_of_tone = int(hz * LENGTH / RATE) | 1
            for factor, bound in zip(FACTORS, most):
                out = self.steady(bin_of_tone, curve=curve, drive=24, oversampling=factor)
                self.assertLess(loudest_alias(out, bin_of_tone, int(20000 * LENGTH / RATE)), bound, (curve, hz, factor))

    def test_is_flat_to_20_khz_and_as_late_as_it_says(self):
        for factor in FACTORS:
            values = {"curve": "hard", "drive": 0, "oversampling": factor}
            late = self.probe.describe("saturation", **values)["latencyFrames"]
            out = self.play("saturation", impulse(2048, 100, 0.5), **values)
            self.assertEqual(int(np.argmax(out)), 100 + late, factor)
            self.assert_near(db(2 * response(out, audible(60))), 0, 0.01, factor)

    def test_null_dry_comes_out_late_to_the_bit(self):
        for factor in FACTORS:
            late = self.probe.describe("saturation", oversampling=factor)["latencyFrames"]
            out = self.play("saturation", noise(4096), oversampling=factor, bypass=True)
            self.assert_same(out, noise(4096), late)
