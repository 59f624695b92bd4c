# reference_eq.py: the equaliser against scipy.signal.freqs of its analogue prototypes. Side: test.
import numpy as np
from scipy import signal

from effect_case import EffectCase
from measure import RATE, audible, db, impulse, noise, response

SLOPES = {"6dB": 1, "12dB": 2, "18dB": 3, "24dB": 4, "36dB": 6, "48dB": 8}
HZ = audible(120)


def prototype(kind, gain=0.0, q=np.sqrt(0.5), order=2):
    """Numerator and denominator in s = jf/f0: the cookbook's analogue forms (R. Bristow-Johnson), Butterworth."""
    a = 10.0 ** (gain / 40.0)
    root = np.sqrt(a)
    if kind in ("lowPass", "highPass"):
        return signal.butter(order, 1.0, "low" if kind == "lowPass" else "high", analog=True)
    return {
        "bell": ([1, a / q, 1], [1, 1 / (a * q), 1]),
        "lowShelf": ([a, a * root / q, a * a], [a, root / q, 1]),
        "highShelf": ([a * a, a * root / q, a], [1, root / q, a]),
        "notch": ([1, 0, 1], [1, 1 / q, 1]),
        "bandPass": ([1 / q, 0], [1, 1 / q, 1]),
    }[kind]


def analogue(kind, hz, frequency, **shape):
    return signal.freqs(*prototype(kind, **shape), worN=np.asarray(hz) / frequency)[1]


def band(kind, frequency, gain=0.0, q=0.7071, slope="12dB"):
    return {"band3On": 1, "band3Type": kind, "band3Frequency": frequency, "band3Gain": gain, "band3Q": q,
            "band3Slope": slope}


class Eq(EffectCase):
    def answer(self, frames=65536, sample_rate=RATE, **values):
        return self.play("eq", impulse(frames), sample_rate=sample_rate, **values)

    def worst(self, kind, frequency, gain=0.0, q=np.sqrt(0.5), slope="12dB"):
        """dB; where the prototype is above -60."""
        heard = response(self.answer(**band(kind, frequency, gain, q, slope)), HZ)
        wanted = analogue(kind, HZ, frequency, gain=gain, q=q, order=SLOPES[slope])
        loud = np.abs(wanted) > 1e-3
        return np.max(np.abs(db(heard[loud]) - db(wanted[loud])))

    def test_bells_are_within_a_quarter_decibel_of_the_analogue_up_to_20_khz(self):
        for frequency in (100, 1000, 12000):
            for q in (0.3, 1, 10):
                for gain in (-12, 6):
                    self.assertLess(self.worst("bell", frequency, gain, q), 0.25, (frequency, q, gain))
        self.assertLess(self.worst("bell", 16000, 24, 1), 0.55)

    def test_shelves_are_within_half_a_decibel(self):
        for kind in ("lowShelf", "highShelf"):
            for frequency in (100, 1000, 10000):
                self.assertLess(self.worst(kind, frequency, 12), 0.45, (kind, frequency))

    def test_passes_fall_as_butterworths(self):
        for slope in SLOPES:
            self.assertLess(self.worst("highPass", 100, slope=slope), 0.6, slope)
            self.assertLess(self.worst("lowPass", 5000, slope=slope), 2.3, slope)

    def test_notch_and_band_pass_follow_the_analogue(self):
        for kind in ("notch", "bandPass"):
            self.assertLess(self.worst(kind, 1000, q=2), 0.45, kind)
        self.assertLess(db(response(self.answer(**band("notch", 1000, q=5)), [1000])[0]), -60)

    def test_eight_bands_and_the_output_multiply(self):
        values = {"output": -3}
        for number, (frequency, gain) in enumerate([(60, 3), (150, -4), (400, 5), (900, -6), (2000, 4), (4500, -3),
                                                    (9000, 6), (14000, -5)], 1):
            values |= {name.replace("3", str(number)): value for name, value in band("bell", frequency, gain, 1.4).items()}
        heard = db(response(self.answer(**values), HZ))
        wanted = -3.0 + sum(db(analogue("bell", HZ, values[f"band{n}Frequency"], gain=values[f"band{n}Gain"], q=1.4))
                            for n in range(1, 9))
        self.assertLess(np.max(np.abs(heard - wanted)), 0.4)

    def test_the_curve_is_that_of_the_band_at_other_rates(self):
        for rate in (44100, 96000):
            heard = response(self.answer(131072, rate, **band("bell", 3000, 9, 2)), HZ[:110], rate)
            wanted = analogue("bell", HZ[:110], 3000, gain=9, q=2)
            self.assertLess(np.max(np.abs(db(heard) - db(wanted))), 0.25, rate)

    def test_null_an_equaliser_that_does_nothing_is_the_input_to_the_bit(self):
        sound = noise(8192)
        self.assert_same(self.play("eq", sound), sound)
        self.assert_same(self.play("eq", sound, **band("bell", 1000, 0)), sound)
