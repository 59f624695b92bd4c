# reference_dynamics.py: compressor, gate, limiter and de-esser against numpy's formulas: static curves, times, keys,
# true peak by scipy's resampler.  Side: test.
import numpy as np
from scipy import signal

from effect_case import EffectCase
from measure import RATE, band_limited, db, gain_of, noise, sine, time_constant, tone, true_peak

STEP = 4800


def staircase(levels, frames=STEP):
    """Constant levels, dB, one after the other."""
    return np.repeat(gain_of(levels), frames)


def at_the_ends(sound, frames=STEP):
    return sound[frames - 1::frames]


def compressor_curve(level, threshold, ratio, knee):
    """Giannoulis, Massberg, Reiss, JAES 60(6), 2012, equation 4."""
    over = level - threshold
    bend = level + (1 / ratio - 1) * (over + knee / 2) ** 2 / (2 * max(knee, 1e-9))
    return np.where(2 * over < -knee, level, np.where(2 * over <= knee, bend, threshold + over / ratio))


def gate_reduction(level, threshold, ratio, span):
    slope = 1e6 if ratio >= 100 else ratio - 1
    return np.minimum(np.maximum(threshold - level, 0) * slope, span)


def step(frames, at, low, high):
    sound = np.full(frames, float(low))
    sound[at:] = high
    return sound


class Compressor(EffectCase):
    def test_reaches_its_static_curve(self):
        levels = np.arange(-70.0, 7.0, 3.0)
        for ratio in (1.5, 4, 20):
            for knee in (0, 6, 24):
                out = self.play("compressor", staircase(levels), threshold=-24, ratio=ratio, knee=knee, attack=0.1, release=5)
                self.assert_near(db(at_the_ends(out)), compressor_curve(levels, -24, ratio, knee), 1e-3, (ratio, knee))

    def test_attacks_and_releases_with_the_set_time_constants(self):
        down = -30 + (db(0.5) + 30) / 4 - db(0.5)
        for attack in (5, 20, 100):
            sound = step(96000, 48000, 0.001, 0.5)
            out = self.play("compressor", sound, threshold=-30, ratio=4, knee=0, attack=attack, release=5)
            self.assert_near(time_constant(db(out / sound), 48000, down), attack * 48, 3, attack)
        for release in (50, 150, 400):
            sound = step(144000, 48000, 0.5, 0.001)
            out = self.play("compressor", sound, threshold=-30, ratio=4, knee=0, attack=0.1, release=release)
            self.assert_near(time_constant(db(out / sound), 48000, 0.0), release * 48, 0.02 * release * 48, release)

    def test_follows_a_second_compressor_on_noise(self):
        sound = noise(6000, 3, 1.0) * (0.55 + 0.45 * np.sin(0.002 * np.arange(6000)))
        out = self.play("compressor", sound, threshold=-30, ratio=4, knee=12, attack=3, release=60, makeup=4)
        level = db(np.maximum(np.abs(sound), 1e-10))
        wanted = level - compressor_curve(level, -30, 4, 12)
        slow, quick = np.exp(-1000 / (60 * RATE)), np.exp(-1000 / (3 * RATE))
        held, smooth, taken = 0.0, 0.0, []
        for x in wanted:
            held = max(x, slow * held + (1 - slow) * x)
            smooth = quick * smooth + (1 - quick) * held
            taken.append(smooth)
        self.assert_near(out, sound * gain_of(4 - np.array(taken)), 1e-4)

    def test_the_mean_detector_hears_a_sine_three_decibels_lower(self):
        sound = sine(96000, 997, gain_of(-10))
        settings = {"threshold": -30, "ratio": 4, "knee": 0, "attack": 50, "release": 500}
        out = self.play("compressor", sound, detector="rms", rmsWindow=300, **settings)[-48000:]
        self.assert_near(db(tone(out, 997)), -30 + (-10 - 3.01 + 30) / 4 + 3.01, 0.05)

    def test_listens_to_its_key_and_leaves_the_louder_sound_alone(self):
        sound, key = np.full(24000, 0.5), np.full(24000, gain_of(-20))
        out = self.play("compressor", sound, key=key, threshold=-30, ratio=2, knee=0, attack=0.1)
        self.assert_near(db(out[-1] / 0.5), -5, 1e-3)
        out = self.play("compressor", sound, key=0 * key, threshold=-30, ratio=2, knee=0, attack=0.1)
        self.assert_same(out, sound)

    def test_look_ahead_is_its_latency(self):
        settings = {"lookahead": 5, "threshold": 0}
        self.assertEqual(self.probe.describe("compressor", **settings)["latencyFrames"], 240)
        self.assert_same(self.play("compressor", noise(4096), **settings), noise(4096), late=240)


class Gate(EffectCase):
    def test_reaches_its_static_curve(self):
        levels = np.arange(-75.0, 0.0, 3.0) + 0.5
        for ratio in (1.5, 3, 100):
            sound = staircase(levels)
            out = self.play("gate", sound, threshold=-30, ratio=ratio, range=40, hold=0, release=5)
            self.assert_near(db(at_the_ends(out)), levels - gate_reduction(levels, -30, ratio, 40), 0.01, ratio)

    def test_opens_holds_and_closes_in_the_set_times(self):
        sound = step(144000, 48000, 0.001, 0.5)
        sound[96000:] = 0.001
        out = self.play("gate", sound, threshold=-30, attack=20, release=150, hold=40, range=60)
        taken = -db(out / sound)
        self.assert_near(time_constant(taken, 48000, 0), 20 * 48, 0.05 * 20 * 48)
        held = int(np.argmax(taken[96000:] > 0.01))
        self.assert_near(held, 40 * 48, 0.05 * 40 * 48)
        self.assert_near(time_constant(taken, 96000 + held, 60), 150 * 48, 0.05 * 150 * 48)

    def test_stays_open_until_below_the_hysteresis(self):
        levels = [-60, -23, -19, -23, -25.5, -26.5, -23, -19]
        out = self.play("gate", staircase(levels, 48000), threshold=-20, hysteresis=6, hold=5, release=20)
        taken = np.array(levels) - db(at_the_ends(out, 48000))
        self.assert_near(taken, [60, 60, 0, 0, 0, 60, 60, 0], 0.1)


class Limiter(EffectCase):
    def wild(self):
        rng = np.random.default_rng(5)
        frames = 24000
        quarter = 1.4 * np.sin(np.pi / 2 * np.arange(frames) + np.pi / 4)
        clicks = np.zeros(frames)
        clicks[37::311] = 4.0
        sounds = {"noise": noise(frames, 3, 2.0), "signs": np.sign(rng.uniform(-1, 1, frames)),
                  "square": np.sign(sine(frames, 997)), "bursts": sine(frames, 1000) * (np.arange(frames) // 1200 % 3 == 0),
                  "quarter of the rate": quarter, "clicks": clicks, "high": sine(frames, 17001.3)}
        return {name: band_limited(sound) for name, sound in sounds.items()}

    def test_lets_no_true_peak_above_the_ceiling_by_more_than_a_tenth_of_a_decibel(self):
        for name, sound in self.wild().items():
            for ceiling in (-1, -9):
                out = self.play("limiter", sound, ceiling=ceiling, release=20)
                self.assertLessEqual(db(true_peak(out)), ceiling + 0.1, (name, ceiling))

    def test_lets_no_sample_above_the_ceiling_and_reaches_it(self):
        for name, sound in self.wild().items():
            out = self.play("limiter", 2 * sound, ceiling=-6, truePeak="off", release=5)
            peak = np.max(np.abs(out))
            self.assertLessEqual(peak, np.float32(10 ** (-6 / 20)), name)
            self.assertGreater(db(peak), -6.3, name)

    def test_releases_with_its_time_constant(self):
        sound = np.full(72000, 0.25)
        sound[24000:24100] = 1.0
        out = self.play("limiter", sound, ceiling=-6, truePeak="off", autoRelease="off", release=100)
        taken = 1 - out[240:] / sound[:-240]
        start, later = taken[24100 + 480], taken[24100 + 480 + 4800]
        self.assert_near(later / start, 1 / np.e, 0.005)

    def test_null_what_is_below_the_ceiling_comes_out_late_to_the_bit(self):
        late = self.probe.describe("limiter", lookahead=3)["latencyFrames"]
        self.assertEqual(late, 144)
        self.assert_same(self.play("limiter", noise(8192, 1, 0.4), lookahead=3), noise(8192, 1, 0.4), late)


class DeEsser(EffectCase):
    SETTINGS = {"threshold": -8, "range": 6}

    def high(self, hz):
        """Of a Butterworth high-pass by the bilinear transform."""
        return np.abs(signal.freqz(*signal.butter(2, 6000, "high", fs=RATE), worN=[hz], fs=RATE)[1][0])

    def shelf(self, hz, gain):
        """Analogue: s^2 g + s sqrt(2 g) + 1, over the Butterworth; by the bilinear transform as scipy does it."""
        warped = 2 * RATE * np.tan(np.pi * 6000 / RATE)
        analogue = ([gain / warped**2, np.sqrt(2 * gain) / warped, 1], [1 / warped**2, np.sqrt(2) / warped, 1])
        return np.abs(signal.freqz(*signal.bilinear(*analogue, fs=RATE), worN=[hz], fs=RATE)[1][0])

    def test_takes_what_is_above_the_threshold_relative_to_the_whole_at_every_level(self):
        for level in (-40, -10):
            for hz in (1000, 5003, 7919, 12007):
                taken = np.clip(db(self.high(hz)) + 8, 0, 6)
                for mode in ("split", "wide"):
                    out = self.play("deesser", sine(96000, hz, gain_of(level)), mode=mode, **self.SETTINGS)[-48000:]
                    wanted = -taken if mode == "wide" else db(self.shelf(hz, gain_of(-taken)))
                    self.assert_near(db(tone(out, hz)) - level, wanted, 0.1, (level, hz, mode))

    def test_leaves_the_vowel_beside_the_sibilance_alone_when_it_splits(self):
        sound = sine(96000, 200, 0.2) + sine(96000, 9000, 0.4)
        out = self.play("deesser", sound, threshold=-20, range=12)[-48000:]
        self.assert_near(db(tone(out, 200) / 0.2), 0, 0.05)
        self.assert_near(db(tone(out, 9000) / 0.4), db(self.shelf(9000, gain_of(-12))), 0.1)

    def test_attacks_in_its_time(self):
        sound = np.where(np.arange(144000) < 96000, sine(144000, 50, 0.5), sine(144000, 12000, 0.5, RATE))
        settings = {"mode": "wide", "threshold": -40, "range": 6, "release": 500, "frequency": 2000}
        for attack in (20, 50):
            out = self.play("deesser", sound, attack=attack, **settings)
            loud = 96000 + 4 * np.arange(12000) + 1  # the tops of the sine of four frames
            taken = db(out[loud] / sound[loud])
            begin = db(out[95760] / sound[95760]) if abs(sound[95760]) > 0.1 else 0.0
            frames = 4 * int(np.argmax(np.abs(taken + 6) <= abs(begin + 6) / np.e))
            self.assert_near(frames, attack * 48, 0.05 * attack * 48, attack)
