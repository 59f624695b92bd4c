# measure.py: what is measured of a sound: responses, harmonics, decay, times. numpy and scipy; it plays nothing.
# Side: test.
import numpy as np
from scipy import signal

RATE = 48000
FLOOR = 1e-15


def db(amplitude):
    return 20.0 * np.log10(np.maximum(np.abs(amplitude), FLOOR))


def gain_of(decibels):
    return 10.0 ** (np.asarray(decibels, dtype=float) / 20.0)


def impulse(frames, at=0, level=1.0, channels=None):
    sound = np.zeros(frames if channels is None else (frames, channels))
    sound[at] = level
    return sound


def sine(frames, hz, level=1.0, rate=RATE):
    return level * np.sin(2 * np.pi * hz * np.arange(frames) / rate)


def noise(frames, seed=1, level=0.5, channels=None):
    shape = frames if channels is None else (frames, channels)
    return np.random.default_rng(seed).uniform(-level, level, shape)


def audible(count, low=20.0, high=20000.0):
    """Frequencies at equal ratios."""
    return np.geomspace(low, high, count)


def response(answer, hz, rate=RATE):
    """The Fourier sum of an impulse's answer at each of `hz`, complex. Frame n = 512 a + b: the turns of a and of b
    are found apart, the rest is a product of matrices."""
    turn = -2j * np.pi * np.asarray(hz, dtype=float) / rate
    rows = np.pad(answer, (0, -len(answer) % 512)).reshape(-1, 512)
    outer = np.exp(turn[:, None] * 512 * np.arange(len(rows)))
    inner = np.exp(turn[:, None] * np.arange(512))
    return np.sum((outer @ rows) * inner, axis=1)


def tone(sound, hz, rate=RATE):
    """Amplitude of a sine of `hz` in a stretch that holds whole turns of it."""
    turns = np.exp(-2j * np.pi * hz * np.arange(len(sound)) / rate)
    return 2.0 * abs(np.dot(sound, turns)) / len(sound)


def lines(sound):
    """Amplitude of each line of a periodic stretch."""
    bins = np.abs(np.fft.rfft(sound)) * 2.0 / len(sound)
    bins[0] /= 2.0
    return bins


def thd(sound, bin_of_tone, most_bin):
    """Harmonics below `most_bin` to the fundamental, as a ratio of amplitudes (RMS sum)."""
    found = lines(sound)
    harmonics = found[2 * bin_of_tone:most_bin:bin_of_tone]
    return np.sqrt(np.sum(harmonics ** 2)) / found[bin_of_tone]


def alias_energy(sound, bin_of_tone, most_bin):
    """All lines that are no harmonic and not 0 Hz (RMS sum), dB to the fundamental."""
    found = lines(sound)[:most_bin]
    other = found.copy()
    other[::bin_of_tone] = 0.0
    return db(np.sqrt(np.sum(other ** 2)) / found[bin_of_tone])


def schroeder(answer):
    """ISO 3382: the backward integral of the squared answer, dB, 0 at the beginning."""
    left = np.cumsum(np.asarray(answer)[::-1] ** 2)[::-1]
    return 10.0 * np.log10(np.maximum(left / left[0], 1e-30))


def reverberation_time(answer, rate=RATE):
    """T30 of ISO 3382: the line through the backward integral from -5 to -35 dB, drawn out to 60 dB."""
    curve = schroeder(answer)
    part = np.flatnonzero((curve <= -5.0) & (curve >= -35.0))
    slope = np.polyfit(part / rate, curve[part], 1)[0]
    return -60.0 / slope


def octave_band(sound, middle, rate=RATE):
    edges = [middle / np.sqrt(2), min(middle * np.sqrt(2), 0.49 * rate)]
    return signal.sosfilt(signal.butter(3, edges, "bandpass", fs=rate, output="sos"), sound)


def true_peak(sound, factor=8):
    """The greatest magnitude of the wave between the samples, by scipy's polyphase resampler."""
    return np.max(np.abs(signal.resample_poly(sound, factor, 1, window=("kaiser", 12.0))))


def band_limited(sound, hz=19500.0, rate=RATE):
    return signal.fftconvolve(sound, signal.firwin(513, hz, fs=rate, window="blackman"), mode="same")


def time_constant(taken, start, goal):
    """Frames from `start` until `taken` (dB a frame) has come within 1/e of `goal`."""
    begin = taken[start - 1]
    near = np.abs(taken[start:] - goal) <= abs(begin - goal) / np.e
    return int(np.argmax(near)) + 1
