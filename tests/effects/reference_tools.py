# reference_tools.py: utility and test generator: matrices, gains, the dc filter; levels, spectra and the sweep.
# Side: test.
import numpy as np
from scipy import signal

from effect_case import EffectCase
from measure import RATE, audible, db, gain_of, impulse, lines, noise, response, sine

LENGTH = 65536


class Utility(EffectCase):
    def matrix(self, **values):
        """What left and right alone become: rows are inputs."""
        sound = np.repeat(np.eye(2), 8, axis=0)
        return self.play("utility", sound, **values)[[7, 15]]

    def test_has_the_matrix_of_each_mode(self):
        for mode, wanted in {"stereo": [[1, 0], [0, 1]], "midSideEncode": [[0.5, 0.5], [0.5, -0.5]],
                             "midSideDecode": [[1, 1], [1, -1]], "swap": [[0, 1], [1, 0]], "leftOnly": [[1, 1], [0, 0]],
                             "rightOnly": [[0, 0], [1, 1]]}.items():
            self.assert_near(self.matrix(mode=mode), wanted, 1e-7, mode)

    def test_width_is_a_gain_of_the_side(self):
        for width in (0, 50, 100, 200):
            same, other = 0.5 + width / 200, 0.5 - width / 200
            self.assert_near(self.matrix(width=width), [[same, other], [other, same]], 1e-6, width)
        self.assert_near(self.matrix(mono="on"), [[0.5, 0.5], [0.5, 0.5]], 1e-7)

    def test_mono_of_a_wide_strip_is_the_average_in_every_channel(self):
        for channels in (6, 12):  # 5.1 and 7.1.4
            sound = noise(4096, channels, channels=channels)
            wanted = np.tile(np.mean(sound, axis=1, keepdims=True), (1, channels))
            self.assert_near(self.play("utility", sound, mono="on"), wanted, 3e-7, channels)

    def test_gain_polarity_and_delay_are_exact(self):
        sound = noise(4096)
        out = self.play("utility", sound, gain=-6, polarity="both", delay=100)
        self.assert_near(out[100:], -gain_of(-6) * sound[:-100], 1e-7)
        self.assertEqual(np.max(np.abs(self.play("utility", sound, gain="-inf"))), 0)

    def test_its_dc_filter_is_a_butterworth_of_first_order_at_5_hz(self):
        out = self.play("utility", impulse(LENGTH * 2), dcFilter="on")
        hz = audible(60, 1)
        wanted = signal.freqz(*signal.butter(1, 5, "high", fs=RATE), worN=hz, fs=RATE)[1]
        self.assert_near(np.abs(response(out, hz) - wanted), 0, 1e-4)


class Generator(EffectCase):
    def signal_of(self, kind, frames=LENGTH, **values):
        return self.play("generator", np.zeros(frames), kind=kind, **values)

    def test_its_sine_is_the_formula(self):
        for hz in (20, 997, 19997):
            out = self.signal_of("sine", frequency=hz, level=-6)[4800:]
            error = out - gain_of(-6) * sine(LENGTH, hz)[4800:]
            self.assertLess(db(np.std(error) * np.sqrt(2) / gain_of(-6)), -120, hz)

    def test_has_no_line_above_minus_120_decibels_beside_its_sine(self):
        out = self.signal_of("sine", 2 * LENGTH, frequency=1365 * RATE / LENGTH, level=0)[LENGTH:]
        found = lines(out)
        found[1365] = 0
        self.assertLess(db(np.max(found)), -120)

    def spectrum(self, kind):
        """Power density, dB, in thirds of an octave."""
        out = self.signal_of(kind, 1 << 20, level=-20)
        hz, power = signal.welch(out, RATE, nperseg=16384)
        middles = 1000.0 * 2.0 ** (np.arange(-12, 13) / 3)
        return middles, np.array([10 * np.log10(np.mean(power[(hz > m * 2**(-1 / 6)) & (hz < m * 2**(1 / 6))]))
                                  for m in middles])

    def test_white_noise_is_flat_and_as_loud_as_it_says(self):
        self.assertLess(np.ptp(self.spectrum("white")[1]), 1.0)
        out = self.signal_of("white", 1 << 18, level=-20)[4800:]
        self.assert_near(db(np.std(out) * np.sqrt(2)), -20, 0.05)

    def test_pink_noise_falls_by_three_decibels_an_octave(self):
        middles, levels = self.spectrum("pink")
        slope, offset = np.polyfit(np.log2(middles), levels, 1)
        self.assert_near(slope, -3.01, 0.05)
        self.assert_near(levels, slope * np.log2(middles) + offset, 0.6)

    def test_its_sweep_goes_from_20_hz_to_20_khz_at_equal_ratios(self):
        """As scipy's logarithmic chirp, begun where a sweep has whole turns: 12 of them an e-fold instead of 11.58."""
        seconds, rise = 4, np.log(1000)
        low = round(20 * seconds / rise) * rise / seconds
        out = self.signal_of("sweep", 2 * seconds * RATE, sweepTime=seconds, level=0)
        wanted = signal.chirp(np.arange(seconds * RATE) / RATE, low, seconds, 1000 * low, "logarithmic", phi=-90)
        self.assert_near(out[:seconds * RATE][480:], wanted[480:], 1e-5)
        self.assert_near(out[seconds * RATE:], wanted, 1e-4)

    def test_plays_on_the_channel_it_is_told(self):
        out = self.play("generator", np.ones((4800, 2)), kind="sine", channel=2)
        self.assertEqual(np.max(np.abs(out[1000:, 0])), 0)
        self.assertGreater(np.max(np.abs(out[1000:, 1])), 0.09)
