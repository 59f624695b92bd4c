# draw_rooms.py: the pictures of delay, reverb and convolution.  Side: test.
import numpy as np
from scipy import signal

from drawing import COLOURS, QUIET, at_least, frequency_axis, legend, panels, sticks, titled
from measure import RATE, audible, db, impulse, noise, octave_band, response, reverberation_time, schroeder

DOTS = {"color": "black", "linewidth": 0.8, "linestyle": (0, (2, 3))}


def delay(probe):
    figure, (echoes, filtered) = panels(2)
    sides = probe.play("delay", impulse(96000, channels=2), time=250, pingPong="on", feedback=60, mix=100, lowCut=10,
                       highCut=20000)
    off = 0.0
    for side, name in ((0, "left"), (1, "right")):
        at = np.flatnonzero(np.abs(sides[:, side]) > 1e-4)
        off = max(off, np.max(np.abs(sides[at, side] - 0.6 ** (at / 12000 - 1))))
        sticks(echoes, at / 48, sides[at, side], COLOURS[side], name)
        echoes.plot(at / 48, sides[at, side], "o", markersize=4, color=COLOURS[side])
    times = np.linspace(250, 1990, 60)
    echoes.plot(times, 0.6 ** (times / 250 - 1), **DOTS)
    echoes.set_ylim(0, 1.1)
    titled(echoes, "An impulse, ping-pong, 250 ms, feedback 60 %", "ms", "amplitude")
    legend(echoes, "upper right")

    hz, worst = audible(400), 0.0
    out = probe.play("delay", impulse(24000 * 7), time=500, feedback=100, lowCut=100, highCut=5000, mix=100)
    filters = [signal.butter(1, 100, "high", fs=RATE), signal.butter(1, 5000, "low", fs=RATE)]
    once = np.prod([signal.freqz(*f, worN=hz, fs=RATE)[1] for f in filters], axis=0)
    for colour, n in enumerate((1, 2, 4, 6)):
        heard = db(response(out[24000 * n:24000 * (n + 1)], hz))
        worst = max(worst, np.max(np.abs(heard - (n - 1) * db(once))[db(once) > -12]))
        filtered.plot(hz, heard, color=COLOURS[colour], label=f"echo {n}")
        filtered.plot(hz, (n - 1) * db(once), **DOTS)
    filtered.set_ylim(-50, 3)
    frequency_axis(filtered)
    titled(filtered, "Echoes through lowCut 100 Hz, highCut 5 kHz", "Hz", "gain, dB")
    legend(filtered, "lower center")
    return figure, [
        f"Echo n at n · 250 ms to the frame, as loud as 0.6^(n-1) (dotted) within {max(db(off), -140):.0f} dB.",
        "Feedback 100 %: each time round an echo passes both filters once more (dotted: scipy's Butterworths of first "
        f"order), within {at_least(worst, 0.01, '.2f')} dB.",
    ]


def answer_of(probe, seconds, **values):
    return probe.play("reverb", impulse(int(seconds * RATE), channels=2), preDelay=0, **values)


def echo_density(sound, width=960):
    """Abel, Huang, "A simple, robust measure of reverberation echo density", AES 121 (2006)."""
    parts = [sound[at:at + width] for at in range(0, len(sound) - width, width // 2)]
    return np.arange(len(parts)) * width / 2 + width / 2, np.array([np.mean(np.abs(p) > np.std(p)) / 0.3173 for p in parts])


def reverb(probe):
    figure, (decays, octaves, early, density) = panels(4)
    told = []
    for decay in (0.5, 1.8, 5):
        answer = octave_band(answer_of(probe, 1.2 * decay + 0.3, decay=decay, damping=20000)[:, 0], 707)
        curve = schroeder(answer)
        shown = np.arange(0, min(len(curve), 3 * RATE), 240)
        decays.plot(shown / RATE, curve[shown], label=f"decay {decay} s")
        told.append(f"{reverberation_time(answer):.2f}")
    decays.set_ylim(-70, 3)
    decays.axhline(-60, color=QUIET, linewidth=0.7)
    titled(decays, "Schroeder's integral, octave of 707 Hz", "seconds", "dB")
    legend(decays, "upper right")

    middles = np.array([125, 250, 500, 1000, 2000, 4000, 8000])
    for damping in (2000, 6000, 20000):
        answer = answer_of(probe, 3, decay=2, damping=damping)[:, 0]
        times = [reverberation_time(octave_band(answer, middle)) for middle in middles]
        octaves.plot(middles, times, marker="o", markersize=3.5, label=f"damping {damping / 1000:g} kHz")
    octaves.axhline(2, color=QUIET, linewidth=0.7)
    octaves.set_ylim(0, 2.5)
    frequency_axis(octaves, 100, 10000, tuple(middles))
    titled(octaves, "RT60 by octaves at decay 2 s", "Hz", "seconds")
    legend(octaves, "lower left")

    answer = answer_of(probe, 0.12, earlyLevel=0, size=1, mix=100)[:2880]
    for side, name, sign in ((0, "left", 1), (1, "right", -1)):
        at = np.flatnonzero(np.abs(answer[:, side]) > 0.01)
        sticks(early, at / 48, sign * np.abs(answer[at, side]), COLOURS[side], name)
    early.axhline(0, color=QUIET, linewidth=0.7)
    titled(early, "The first 60 ms: early reflections at 0 dB, size 1", "ms", "magnitude (right: down)")
    legend(early, "upper right")

    for size in (0.2, 0.7, 1):
        at, dense = echo_density(answer_of(probe, 0.8, decay=2, size=size, damping=20000)[:, 0])
        density.plot(at / 48, dense, label=f"size {size}")
    density.axhline(1, color=QUIET, linewidth=0.7)
    density.set_ylim(0, 1.3)
    titled(density, "Echo density (1: as dense as noise)", "ms", "density")
    legend(density, "lower right")
    return figure, [
        f"RT60 (T30 of ISO 3382) with 0.5, 1.8, 5 s set: {', '.join(told)} s.",
        "Damping shortens the highs; at its frequency the decay is half as long.",
        "Mirror images of first and second order in a shoebox, not symmetric; then the network's echoes grow together.",
        "Abel and Huang's measure: the smaller the room, the sooner it is dense.",
    ]


def convolution(probe):
    figure, (sounds, nulls, cuts) = panels(3)
    frames = 24000
    hall = noise(frames, 7, 0.2) * np.exp(-6.9 * np.arange(frames) / frames)
    hall = hall.astype("<f4").astype(float)
    heard = probe.play("convolution", impulse(frames + 4800, 2400), response=hall, normalise="off")
    tops = np.max(np.abs(heard.reshape(-1, 96)), axis=1)
    sounds.fill_between(np.arange(len(tops)) * 2 - 50, -tops, tops, color=COLOURS[0], linewidth=0)
    sounds.axvline(0, color=COLOURS[1], linewidth=1)
    titled(sounds, "An impulse at 0 (red) through a hall of 0.5 s", "ms", "amplitude")
    late = int(np.flatnonzero(heard)[0]) - 2400

    sound, worst = noise(96000, 3), []
    for colour, length in enumerate((64, 2400, 24000)):
        part = hall[:length]
        wanted = signal.fftconvolve(sound, part)[:96000]
        off = probe.play("convolution", sound, response=part, normalise="off") - wanted
        rest = db(np.sqrt(np.mean(off.reshape(-1, 2400) ** 2, axis=1)) / np.std(wanted))
        worst.append(db(np.max(np.abs(off)) / np.max(np.abs(wanted))))
        nulls.plot(np.arange(len(rest)) * 0.05, rest, color=COLOURS[colour], label=f"{length} frames")
    nulls.axhline(-150.5, color=QUIET, linewidth=0.7)
    nulls.annotate("half a bit of a float", (0, -150.5), xytext=(2, 3), textcoords="offset points", color="#444444", fontsize=8)
    nulls.set_ylim(-170, -120)
    titled(nulls, "Difference to scipy.signal.fftconvolve, noise", "seconds", "dB")
    legend(nulls, "upper right", ncols=3, columnspacing=1.0)

    hz, off = audible(400), 0.0
    for colour, (low, high) in enumerate(((20, 20000), (200, 20000), (20, 4000), (500, 2000))):
        out = db(response(probe.play("convolution", impulse(32768), response=impulse(1), normalise="off", lowCut=low,
                                     highCut=high), hz))
        wanted = np.zeros(len(hz))
        if low > 20:
            wanted = wanted + db(signal.freqz(*signal.butter(2, low, "high", fs=RATE), worN=hz, fs=RATE)[1])
        if high < 20000:
            wanted = wanted + db(signal.freqz(*signal.butter(2, high, "low", fs=RATE), worN=hz, fs=RATE)[1])
        off = max(off, np.max(np.abs(out - wanted)[wanted > -60]))
        cuts.plot(hz, out, color=COLOURS[colour], label=f"{low} Hz … {high / 1000:g} kHz")
        cuts.plot(hz, wanted, **DOTS)
    cuts.set_ylim(-50, 5)
    frequency_axis(cuts)
    titled(cuts, "Low and high cut (dotted: scipy's Butterworths)", "Hz", "gain, dB")
    legend(cuts, "lower center")
    return figure, [
        f"The response begins {late} frames after the impulse: no latency is added.",
        f"Null test: the greatest sample of the difference is {-max(worst):.0f} dB below the loudest of the sound.",
        f"12 dB an octave, within {at_least(off, 0.01, '.2f')} dB.",
    ]
