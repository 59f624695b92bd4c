# draw_dynamics.py: the pictures of compressor, gate, limiter and de-esser.  Side: test.
import numpy as np

from drawing import COLOURS, INK, QUIET, at_least, frequency_axis, legend, panels, titled
from measure import RATE, audible, band_limited, db, gain_of, noise, octave_band, sine, time_constant, tone, true_peak
from reference_dynamics import STEP, at_the_ends, compressor_curve, gate_reduction, staircase, step

DOTS = {"color": "black", "linewidth": 0.8, "linestyle": (0, (2, 3))}
LEVELS = np.arange(-60.0, 0.5, 1.5)


def diagonal(axis, low, high):
    axis.plot([low, high], [low, high], color=QUIET, linewidth=0.7)
    axis.set_xlim(low, high)


def curves(probe, axis, rows):
    """Static curves of the compressor, measured and by formula; returns the greatest difference, dB."""
    worst = 0.0
    diagonal(axis, -60, 0)
    for label, ratio, knee in rows:
        out = probe.play("compressor", staircase(LEVELS), threshold=-30, ratio=ratio, knee=knee, attack=0.1, release=5)
        heard, wanted = db(at_the_ends(out)), compressor_curve(LEVELS, -30, ratio, knee)
        worst = max(worst, np.max(np.abs(heard - wanted)))
        axis.plot(LEVELS, heard, label=label)
        axis.plot(LEVELS, wanted, **DOTS)
    legend(axis, "upper left")
    return worst


def taken_by(probe, sound, **values):
    return db(probe.play("compressor", sound, threshold=-30, ratio=4, knee=0, **values) / sound)


def compressor(probe):
    figure, (ratios, knees, attacks, releases) = panels(4)
    worst = max(curves(probe, ratios, [(f"{ratio}:1", ratio, 0) for ratio in (2, 4, 20)]),
                curves(probe, knees, [(f"knee {knee} dB", 8, knee) for knee in (0, 12, 24)]))
    titled(ratios, "Ratios at threshold -30 dB (dotted: formula)", "input, dB", "output, dB")
    titled(knees, "Knees at 8:1", "input, dB", "output, dB")
    wanted = (db(0.5) + 30) * (1 / 4 - 1)
    times, told = np.arange(-480, 12000, 12), []
    for attack in (5, 20, 80):
        taken = taken_by(probe, step(72000, 48000, 0.001, 0.5), attack=attack, release=5)
        attacks.plot(times / 48, taken[48000 + times], label=f"{attack} ms")
        told.append(f"{time_constant(taken, 48000, wanted) / 48:.2f}")
    attacks.axhline(wanted * (1 - 1 / np.e), color=QUIET, linewidth=0.7)
    titled(attacks, "Attack: -60 dB to -6 dB at 0", "ms", "gain, dB")
    times, back = np.arange(-2400, 48000, 48), []
    for release in (50, 150, 400):
        taken = taken_by(probe, step(120000, 48000, 0.5, 0.001), attack=0.1, release=release)
        releases.plot(times / 48, taken[48000 + times], label=f"{release} ms")
        back.append(f"{time_constant(taken, 48000, 0.0) / 48:.1f}")
    releases.axhline(wanted / np.e, color=QUIET, linewidth=0.7)
    titled(releases, "Release: back to -60 dB at 0", "ms", "gain, dB")
    legend(attacks, "upper right")
    legend(releases, "lower right")
    return figure, [
        "Level out over level in.",
        f"With a knee; all curves are equation 4 of the paper within {at_least(worst, 0.001, '.3f')} dB.",
        f"Time to 1 - 1/e of the way (grey line) with 5, 20, 80 ms set: {', '.join(told)} ms.",
        f"The same with 50, 150, 400 ms set: {', '.join(back)} ms.",
    ]


def gate(probe):
    figure, (static, loop, times) = panels(3)
    levels, worst = np.arange(-80.0, 0.5, 1.25), 0.0
    diagonal(static, -80, 0)
    for ratio in (2, 4, 100):
        out = probe.play("gate", staircase(levels), threshold=-30, ratio=ratio, range=40, hold=0, release=5)
        heard, wanted = db(at_the_ends(out)), levels - gate_reduction(levels, -30, ratio, 40)
        worst = max(worst, np.max(np.abs(heard - wanted)))
        static.plot(levels, heard, label=f"{ratio}:1")
        static.plot(levels, wanted, **DOTS)
    static.set_ylim(-120, 4)
    titled(static, "Threshold -30 dB, range 40 dB (dotted: formula)", "input, dB", "output, dB")
    legend(static, "lower right")

    up = np.arange(-40.1, -9.9, 0.2)
    both = np.concatenate([up, up[::-1]])
    out = probe.play("gate", staircase(both), threshold=-20, hysteresis=6, range=40, hold=1, release=5)
    taken = db(at_the_ends(out)) - both
    loop.plot(up, taken[:len(up)], label="rising")
    loop.plot(up[::-1], taken[len(up):], label="falling")
    opens, closes = up[np.argmax(taken[:len(up)] > -1)], up[::-1][np.argmax(taken[len(up):] < -1)]
    titled(loop, "Hysteresis 6 dB at threshold -20 dB", "input, dB", "gain, dB")
    legend(loop, "center left")

    sound = step(108000, 60000, 0.001, 0.5)
    sound[72000:] = 0.001
    taken = db(probe.play("gate", sound, threshold=-30, attack=20, release=150, hold=100, range=60) / sound)
    held = int(np.argmax(taken[72000:] < -0.01))
    shown = np.arange(57600, 108000, 24)
    times.plot((shown - 60000) / 48, taken[shown])
    for at, name in ((0, "loud"), (250, "soft again"), (250 + held / 48, "closes")):
        times.axvline(at, color=QUIET, linewidth=0.7)
        times.annotate(name, (at, -60), xytext=(4, 2), textcoords="offset points", color="#444444", fontsize=8)
    titled(times, "Attack 20 ms, hold 100 ms, release 150 ms, range 60 dB", "ms", "gain, dB")
    times.set_ylim(-64, 3)
    return figure, [
        f"At 100:1 it is a gate, below an expander; the formula within {at_least(worst, 0.01, '.2f')} dB.",
        f"Opens at {opens:.1f} dB, closes at {closes:.1f} dB (in steps of 0.2 dB).",
        f"Measured: attack {time_constant(taken, 60000, 0) / 48:.2f} ms, hold {held / 48:.1f} ms, "
        f"release {time_constant(taken, 72000 + held, -60) / 48:.1f} ms.",
    ]


def feared():
    """Sounds that limiters fear, nothing above 19.5 kHz in them."""
    frames, rng = 24000, np.random.default_rng(5)
    clicks = np.zeros(frames)
    clicks[37::311] = 4.0
    quarter = 1.4 * np.sin(np.pi / 2 * np.arange(frames) + np.pi / 4)
    sounds = {"noise": noise(frames, 3, 2.0), "random signs": np.sign(rng.uniform(-1, 1, frames)), "square, 997 Hz":
              np.sign(sine(frames, 997)), "fs/4 at 45°": quarter, "clicks": clicks, "17 kHz": sine(frames, 17001.3)}
    return {name: band_limited(sound) for name, sound in sounds.items()}


def limiter(probe):
    figure, (around, releases, peaks) = panels(3)
    sound = 0.5 * sine(12000, 200)
    sound[6000:6240] *= 3
    out = probe.play("limiter", sound, ceiling=-3, lookahead=5, release=20, autoRelease="off")
    shown = np.arange(5400, 7400, 2)
    around.plot((shown - 6000) / 48, sound[shown], color=QUIET, linewidth=0.9, label="input")
    around.plot((shown - 6000) / 48, out[shown + 240], label="output, 5 ms earlier")
    for sign in (-1, 1):
        around.axhline(sign * gain_of(-3), color=COLOURS[1], linewidth=0.8)
    around.set_ylim(-1.7, 2.2)
    titled(around, "A burst of 1.5 at ceiling -3 dB", "ms", "amplitude")
    legend(around, "upper right", ncols=2)

    for label, length, auto in (("single peak", 480, "off"), ("automatic, after 10 ms", 480, "on"),
                                ("automatic, after 2 s", 96000, "on")):
        constant = np.full(30000 + length + 60000, 0.25)
        constant[24000:24000 + length] = 1.0
        heard = probe.play("limiter", constant, ceiling=-6, truePeak="off", autoRelease=auto, release=60)
        gain = db(heard[240:] / constant[:-240])[24000 + length - 960:][:48000:48]
        releases.plot(np.arange(len(gain)) - 20, gain, label=label)
    titled(releases, "Release 60 ms from 6 dB of reduction", "ms", "gain, dB")
    legend(releases, "lower right")

    names, over = [], {"on": [], "off": []}
    for name, wild in feared().items():
        names.append(name)
        for switch, found in over.items():
            found.append(db(true_peak(probe.play("limiter", wild, ceiling=-1, release=20, truePeak=switch), 16)) + 1)
    places = np.arange(len(names))
    for side, (switch, found) in zip((-0.2, 0.2), over.items()):
        peaks.bar(places + side, found, 0.38, label=f"truePeak {switch}", color=COLOURS[0 if switch == "on" else 1])
    peaks.set_xticks(places, names)
    peaks.grid(axis="x", visible=False)
    peaks.axhline(0.1, color=INK, linewidth=0.8, linestyle=(0, (2, 3)))
    titled(peaks, "True peak (scipy, 16 times the rate) against a ceiling of -1 dB", "", "dB above the ceiling")
    legend(peaks, "upper right")
    return figure, [
        f"The gain has arrived when the peak does: {db(np.max(np.abs(out))):.2f} dB at most, without a step.",
        "A short peak is let go at once, a long limiting slowly: it does not pump.",
        f"With truePeak the wave between the samples is at most {max(over['on']):+.2f} dB from the ceiling "
        f"(dotted: 0.1 dB), without it up to {max(over['off']):+.2f} dB.",
    ]


def deesser(probe):
    figure, (tones, words) = panels(2)
    hz = audible(36, 500, 18000)
    for label, values in (("split, range 12 dB", {}), ("split, range 6 dB", {"range": 6}),
                          ("wide, range 6 dB", {"mode": "wide", "range": 6})):
        gains = []
        for one in np.round(hz):  # whole turns in half a second of whole Hertz
            out = probe.play("deesser", sine(72000, one, 0.3), threshold=-12, **values)[-48000:]
            gains.append(db(tone(out, one) / 0.3))
        tones.plot(hz, gains, label=label)
    tones.set_ylim(-14, 2)
    titled(tones, "A single tone, frequency 6 kHz, threshold -12 dB", "Hz", "gain, dB")
    frequency_axis(tones, 500, 18000)
    legend(tones, "lower left")

    frames = 48000
    hiss = noise(frames, 2, 0.5) * (np.abs(np.arange(frames) - 24000) < 6000)
    vowel = 0.4 * sine(frames, 220) * (0.3 + 0.7 * (np.abs(np.arange(frames) - 24000) > 6000))
    sound = vowel + hiss
    out = probe.play("deesser", sound, threshold=-12, range=12)
    window = np.ones(960) / 960
    times = np.arange(960, frames - 960, 96)
    for name, heard, colour in (("in", sound, QUIET), ("out", out, COLOURS[0])):
        for band, style, word in (((200, 400), "--", "vowel"), ((9000, 14000), "-", "sibilance")):
            level = octave_band(heard, np.sqrt(band[0] * band[1]))
            power = 10 * np.log10(np.convolve(level**2, window, "same")[times] + 1e-8)
            words.plot(times / 48, power, linestyle=style, color=colour, label=f"{word}, {name}")
    quiet = slice(20000, 28000)
    kept = db(np.std(octave_band(out, 283)[quiet]) / np.std(octave_band(sound, 283)[quiet]))
    less = db(np.std(octave_band(out, 11225)[quiet]) / np.std(octave_band(sound, 11225)[quiet]))
    words.set_ylim(-60, 5)
    titled(words, "Vowel, hiss, vowel: two octave bands", "ms", "level, dB")
    legend(words, "upper right", ncols=2)
    return figure, [
        "Nothing is taken from what lies below the sibilance; split bends the sound as a shelf, wide takes from all.",
        f"In the hiss the octave around 11 kHz is {-less:.1f} dB softer, that around 283 Hz "
        f"{at_least(abs(kept), 0.01, '.2f')} dB changed.",
    ]
