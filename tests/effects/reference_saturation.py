# reference_saturation.py: the saturation's curves by formula, its harmonics by series, its aliases and its filters by
# scipy's transforms.  Side: test.
import numpy as np

from effect_case import EffectCase
from measure import RATE, alias_energy, audible, db, gain_of, impulse, lines, noise, response, thd

FACTORS = ("off", "2x", "4x", "8x")
LENGTH = 8192
CURVES = {
    "soft": np.tanh,
    "tape": lambda x: x / np.sqrt(1 + x * x),
    "hard": lambda x: np.clip(x, -1, 1),
    "fold": lambda x: 2 / np.pi * np.arcsin(np.sin(np.pi / 2 * x)),
}

HIGHEST_44100 = {19000: -0.04, 19500: -0.21, 20000: -0.69}  # dB at 44.1 kHz, whatever the factor
DRIVE_OF_ALIASES = 24
SETTLED = 8  # rounds: the tube's mean has come to rest


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


def aliases(probe, curve, hz, drive, factor):
    """Energy of the aliases below 20 kHz of a full-scale sine, dB to the fundamental."""
    bin_of_tone = int(hz * LENGTH / RATE) | 1
    out = probe.play("saturation", turning(bin_of_tone, SETTLED), curve=curve, drive=drive, oversampling=factor)[-LENGTH:]
    return alias_energy(out, bin_of_tone, int(20000 * LENGTH / RATE))


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

    def test_keeps_the_energy_of_aliases_down_the_more_the_higher_the_factor(self):
        """Below 20 kHz, of a full-scale sine; half a decibel above what was measured, -110 dB for what is rounding."""
        bounds = {("soft", 1000): (-33.5, -74.5, -110, -110), ("soft", 5000): (-13.4, -24, -39.8, -72.5),
                  ("tape", 1000): (-33, -63.8, -110, -110), ("tape", 5000): (-14.2, -24.8, -38.6, -63),
                  ("tube", 1000): (-33.4, -74.1, -110, -110), ("tube", 5000): (-13.4, -23.9, -40.1, -73.3),
                  ("hard", 1000): (-29, -43.8, -56.2, -68), ("hard", 5000): (-12.4, -21.4, -35, -44.7),
                  ("fold", 1000): (-7, -17, -27, -39), ("fold", 5000): (11.5, 9.3, -12.7, -15.4),
                  ("soft", 15000): (-7.9, -16, -23.7, -35)}
        for (curve, hz), most in bounds.items():
            for factor, bound in zip(FACTORS, most):
                self.assertLess(aliases(self.probe, curve, hz, DRIVE_OF_ALIASES, factor), bound, (curve, hz, factor))

    def test_the_energy_of_aliases_is_the_sum_of_all_of_them(self):
        """Measured by hand: two lines of 0.1 and 0.05 beside a tone of 0.5, its harmonic and a constant."""
        sound = sum(level * np.cos(2 * np.pi * line * np.arange(LENGTH) / LENGTH)
                    for line, level in ((85, 0.5), (170, 0.3), (0, 0.2), (100, 0.1), (331, 0.05), (4000, 0.4)))
        self.assert_near(alias_energy(sound, 85, 3413), db(np.hypot(0.1, 0.05) / 0.5), 1e-6)

    def test_fold_at_full_drive_is_noise_at_any_factor(self):
        """What its page says: 5 kHz, drive 36 dB, the aliases are louder than the tone; at 12 dB and 8x they are not."""
        self.assert_near(aliases(self.probe, "fold", 5000, 36, "8x"), 5.6, 0.5)
        self.assertLess(aliases(self.probe, "fold", 5000, 12, "8x"), -40.5)

    def test_is_flat_to_20_khz_and_as_late_as_it_says(self):
        for factor in FACTORS:
            values = {"curve": "hard", "drive": 0, "oversampling": factor}
            late = self.probe.describe("saturation", **values)["latencyFrames"]
            out = self.play("saturation", impulse(2048, 100, 0.5), **values)
            self.assertEqual(int(np.argmax(out)), 100 + late, factor)
            self.assert_near(db(2 * response(out, audible(60))), 0, 0.01, factor)

    def test_at_44100_hz_it_is_flat_to_18_khz_and_as_late(self):
        """The first octave's filter ends at 5/6 of half the rate: what its page says of 44.1 kHz."""
        for factor in FACTORS:
            values = {"curve": "hard", "drive": 0, "oversampling": factor}
            late = self.probe.describe("saturation", sample_rate=44100, **values)["latencyFrames"]
            out = self.play("saturation", impulse(2048, 100, 0.5), sample_rate=44100, **values)
            self.assertEqual(int(np.argmax(out)), 100 + late, factor)
            heard = db(2 * response(out, [*audible(60, high=18000), *HIGHEST_44100], 44100))
            self.assert_near(heard[:60], 0, 0.01, factor)
            self.assert_near(heard[60:], 0 if factor == "off" else list(HIGHEST_44100.values()), 0.02, factor)

    def test_null_dry_comes_out_late_to_the_bit(self):
        for factor in FACTORS:
            late = self.probe.describe("saturation", oversampling=factor)["latencyFrames"]
            out = self.play("saturation", noise(4096), oversampling=factor, bypass=True)
            self.assert_same(out, noise(4096), late)
