# reference_rooms.py: delay, reverb and convolution: taps and feedback, decay by Schroeder's integral, scipy's convolution.
# Side: test.
import numpy as np
from scipy import signal

from effect_case import EffectCase
from measure import RATE, audible, db, gain_of, impulse, noise, octave_band, response, reverberation_time

OPEN = {"lowCut": 10, "highCut": 20000}


class Delay(EffectCase):
    def test_repeats_at_its_time_and_falls_by_its_feedback(self):
        out = self.play("delay", impulse(9600, 7), time=20, feedback=50, mix=30, **OPEN)
        wanted = 0.7 * impulse(9600, 7)
        for n in range(1, 10):
            wanted[7 + 960 * n] = 0.3 * 0.5 ** (n - 1)
        self.assert_near(out, wanted, 1e-6)

    def test_follows_the_tempo_and_goes_from_side_to_side(self):
        out = self.play("delay", impulse(48000, channels=2) * [1, 0.5], sync="1/16", tempo=100, pingPong="on", feedback=60,
                        mix=100, **OPEN)
        sixteenth = 7200  # 48000 * 60 / 100 / 4
        for n in range(1, 6):
            self.assert_near(out[n * sixteenth, (n - 1) % 2], 0.75 * 0.6 ** (n - 1), 1e-6, n)
            self.assertEqual(out[n * sixteenth, n % 2], 0, n)

    def test_its_feedback_goes_through_two_one_pole_filters(self):
        """The second echo is filtered once: Butterworth of first order, bilinear, as scipy designs it."""
        out = self.play("delay", impulse(96000), time=500, feedback=50, lowCut=200, highCut=4000, mix=100)
        hz = audible(60)
        filters = [signal.butter(1, 200, "high", fs=RATE), signal.butter(1, 4000, "low", fs=RATE)]
        wanted = 0.5 * np.prod([signal.freqz(*f, worN=hz, fs=RATE)[1] for f in filters], axis=0)
        self.assert_near(out[24000], 1, 1e-6)
        self.assert_near(np.abs(response(out[48000:72000], hz) - wanted), 0, 2e-3)

    def test_stays_bounded_above_full_feedback(self):
        out = self.play("delay", noise(240000, 4, 0.5), time=20, feedback=110, mix=100, **OPEN)
        self.assertLess(np.max(np.abs(out)), 2.5)


class Reverb(EffectCase):
    def answer(self, seconds, **values):
        return self.play("reverb", impulse(int(seconds * RATE), channels=2), preDelay=0, **values)

    def test_rt60_is_within_ten_percent(self):
        for decay in (0.5, 1.8, 5):
            for size in (0.3, 0.7, 1):
                out = self.answer(1.2 * decay + 0.3, decay=decay, size=size, damping=20000)
                for side in range(2):
                    heard = reverberation_time(octave_band(out[:, side], 707))
                    self.assert_near(heard / decay, 1, 0.1, (decay, size))

    def test_decays_twice_as_fast_at_the_damping_frequency(self):
        out = self.answer(4, decay=3, damping=1000, size=0.5)
        narrow = signal.sosfilt(signal.butter(2, [950, 1050], "bandpass", fs=RATE, output="sos"), out[:, 0])
        self.assert_near(reverberation_time(narrow), 1.5, 0.15)

    def test_is_two_independent_sides_or_one(self):
        wide, narrow = (self.play("reverb", noise(96000, 1, channels=2), width=width) for width in (1, 0))
        self.assertLess(abs(np.corrcoef(wide[24000:].T)[0, 1]), 0.1)
        self.assert_near(narrow[:, 0], narrow[:, 1], 0)

    def test_waits_for_the_pre_delay_and_cuts_lows(self):
        early, late = (self.play("reverb", impulse(24000, channels=2), preDelay=ms)[:, 0] for ms in (0, 100))
        self.assert_near(late[4800:], early[:-4800], 1e-7)
        low, full = (octave_band(self.answer(2, lowCut=hz)[:, 0], 50) for hz in (400, 20))
        self.assertLess(db(np.std(low) / np.std(full)), -30)

    def test_frozen_it_neither_fades_nor_listens(self):
        sound = noise(192000, 1, channels=2)
        sound[60000:] = 0
        out = self.play("reverb", sound, at=[(48000, "freeze=on")], decay=1)
        levels = [np.std(out[at:at + 24000]) for at in (72000, 168000)]
        self.assert_near(db(levels[1] / levels[0]), 0, 0.5)


class Convolution(EffectCase):
    def hall(self, frames, channels):
        decay = np.exp(-6.9 * np.arange(frames) / frames)[:, None]
        return noise(frames, 7, 0.2, channels=channels) * decay

    def test_is_scipys_convolution_on_every_way(self):
        sound = noise(24000, 3, channels=2)
        for channels in (1, 2, 4):
            for frames in (50, 3000, 30000):
                hall = self.hall(frames, channels).astype("<f4").astype(float)
                paths = {1: [[0, None], [None, 0]], 2: [[0, None], [None, 1]], 4: [[0, 1], [2, 3]]}[channels]
                wanted = np.zeros_like(sound)
                for source in range(2):
                    for side in range(2):
                        if paths[source][side] is not None:
                            wanted[:, side] += signal.fftconvolve(sound[:, source], hall[:, paths[source][side]])[:24000]
                out = self.play("convolution", sound, response=hall, normalise="off")
                self.assert_near(out, wanted, 1e-6 * max(1, np.max(np.abs(wanted))), (channels, frames))

    def test_normalised_noise_comes_out_as_loud_as_it_went_in(self):
        sound = noise(192000, 3)
        out = self.play("convolution", sound, response=self.hall(9600, 1))
        self.assert_near(db(np.std(out[9600:]) / np.std(sound)), 0, 0.3)

    def test_gain_pre_delay_and_mix_are_what_they_say(self):
        out = self.play("convolution", impulse(9600), response=impulse(10), normalise="off", gain=-6, preDelay=50, mix=40)
        wanted = 0.6 * impulse(9600) + 0.4 * gain_of(-6) * impulse(9600, 2400)
        self.assert_near(out, wanted, 1e-6)

    def test_cuts_are_butterworths(self):
        hz = audible(60)
        out = self.play("convolution", impulse(32768), response=impulse(1), normalise="off", lowCut=200, highCut=5000)
        filters = [signal.butter(2, 200, "high", fs=RATE), signal.butter(2, 5000, "low", fs=RATE)]
        wanted = np.prod([signal.freqz(*f, worN=hz, fs=RATE)[1] for f in filters], axis=0)
        self.assert_near(np.abs(response(out, hz) - wanted), 0, 1e-4)

    def test_without_a_response_it_keeps_its_share_dry(self):
        self.assert_near(self.play("convolution", noise(2048), mix=25), 0.75 * noise(2048), 1e-6)
