# draw_tools.py: the pictures of saturation, tremolo, utility and generator.  Side: test.
import numpy as np
from scipy import signal

from drawing import COLOURS, QUIET, at_least, frequency_axis, legend, panels, sticks, titled
from measure import RATE, audible, db, gain_of, impulse, lines, noise, response, sine, thd, tone
from reference_saturation import CURVES, DRIVE_OF_ALIASES, FACTORS, HIGHEST_44100, LENGTH, aliases, turning

DOTS = {"color": "black", "linewidth": 0.8, "linestyle": (0, (2, 3))}
BIN_HZ = RATE / LENGTH


def steady(probe, bin_of_tone, **values):
    return probe.play("saturation", turning(bin_of_tone), **values)[-LENGTH:]


def alias_words(probe):
    """The table of aliases, and what to make of it."""
    measured = {(curve, hz): [aliases(probe, curve, hz, DRIVE_OF_ALIASES, factor) for factor in FACTORS]
                for curve in ("soft", "tape", "tube", "hard", "fold") for hz in (1000, 5000)}
    rows = [f"| {curve} | " + " | ".join(f"{value:.0f}" if value > -100 else "< -100" for hz in (1000, 5000)
                                         for value in measured[curve, hz]) + " |"
            for curve in ("soft", "tape", "tube", "hard", "fold")]
    round_ones = [measured[curve, 5000] for curve in ("soft", "tape", "tube")]
    fold = {drive: aliases(probe, "fold", 5000, drive, "8x") for drive in (12, 24, 36)}
    answer = probe.play("saturation", impulse(2048, 100, 0.5), sample_rate=44100, curve="hard", drive=0)
    taken = -db(2 * response(answer, list(HIGHEST_44100), 44100))
    return [
        "## Aliases",
        "Energy of all that is below 20 kHz and no harmonic (the sum, not the loudest line), dB to the fundamental, of a "
        f"full-scale sine at a drive of {DRIVE_OF_ALIASES} dB:", "",
        "| curve | " + " | ".join(f"{hz} kHz, {factor}" for hz in (1, 5) for factor in FACTORS) + " |",
        "|---|" + 8 * "---|", *rows, "",
        "**Which factor.** For soft, tape and tube 4x leaves "
        f"{-max(one[2] for one in round_ones):.0f} dB between a tone of 5 kHz and its aliases at this drive, 8x "
        f"{-max(one[3] for one in round_ones):.0f} dB, and for lower tones and less drive 2x is enough. A clipped wave's harmonics "
        "fall only as 1/n: for hard take 8x.", "",
        "**Fold** folds the wave the more often the more it is driven: its strongest harmonics lie near 1.6 times the tone's "
        "frequency times the drive (as a factor). A tone of 5 kHz at 36 dB reaches to 500 kHz, and 8x holds no more than 192 kHz: "
        f"there the aliases are {fold[36]:+.1f} dB to the tone, louder than it. That is a noise out of tune with what is played, and "
        f"no factor helps. At 24 dB and 8x they are at {fold[24]:.0f} dB, at 12 dB at {fold[12]:.0f} dB. So take 8x for fold, and no more "
        "than 12 dB where bright sound shall stay in tune.", "",
        "**At 44.1 kHz** the filters of 2x, 4x and 8x are flat to 18 kHz; they take " +
        ", ".join(f"{lost:.2f} dB at {hz / 1000:g} kHz" for hz, lost in zip(HIGHEST_44100, taken)) +
        ". Without oversampling nothing is taken; from 48 kHz on all are flat to 20 kHz.",
    ]


def saturation(probe):
    figure, (shapes, distortion, spectrum, folded) = panels(4)
    inputs = np.linspace(-3, 3, 1201)
    for curve in ("soft", "tape", "tube", "hard", "fold"):
        out = probe.play("saturation", inputs, curve=curve, drive=0, oversampling="off")
        if curve == "tube":  # a frame at a time from silence: the filter against direct current has taken nothing yet
            out = np.array([probe.play("saturation", [x], curve=curve, drive=0, oversampling="off")[0] for x in inputs[::40]])
            shapes.plot(inputs[::40], out, label=curve)
            continue
        shapes.plot(inputs, out, label=curve)
    titled(shapes, "The curves, without oversampling", "input", "output")
    shapes.set_ylim(-1.6, 1.9)
    legend(shapes, "upper left", ncols=3, columnspacing=1.0)

    drives, worst = np.arange(0, 36.1, 1.5), 0.0
    for colour, curve in enumerate(("soft", "tape", "tube", "hard")):
        heard = [db(thd(steady(probe, 171, curve=curve, drive=drive, oversampling="8x"), 171, 3400)) for drive in drives]
        distortion.plot(drives, np.maximum(heard, -100), color=COLOURS[colour], label=curve)
        if curve in CURVES:
            full = np.sin(2 * np.pi * 171 * np.arange(LENGTH * 16) / (LENGTH * 16))
            wanted = [db(thd(CURVES[curve](gain_of(drive) * full), 171, 3400)) for drive in drives]
            distortion.plot(drives, np.maximum(wanted, -100), **DOTS)
            loud = np.array(wanted) > -60
            worst = max(worst, np.max(np.abs(np.array(heard) - wanted)[loud]))
    distortion.set_ylim(-50, 0)
    titled(distortion, "THD of a full-scale sine of 1 kHz, 8x", "drive, dB", "harmonics, dB to the sine")
    legend(distortion, "lower right")

    bin_of_tone = int(5000 / BIN_HZ) | 1
    for colour, factor, name in ((1, "off", "off"), (0, "8x", "8x")):
        found = db(lines(steady(probe, bin_of_tone, curve="soft", drive=24, oversampling=factor)))
        bins = np.arange(1, int(24000 / BIN_HZ))
        loud = bins[found[bins] > -100]
        sticks(spectrum, loud * BIN_HZ / 1000, found[loud], COLOURS[colour], name, foot=-100)
    spectrum.set_ylim(-100, 12)
    spectrum.set_xlim(0, 24)
    titled(spectrum, "Lines of a sine of 5 kHz, soft, drive 24 dB", "kHz", "dB")
    legend(spectrum, "upper right", ncols=2)

    told = {}
    for hz in (1000, 5000, 15000):
        found = [aliases(probe, "soft", hz, DRIVE_OF_ALIASES, factor) for factor in FACTORS]
        told[hz] = found
        folded.plot(range(4), found, marker="o", markersize=4, label=f"{hz / 1000:g} kHz")
    folded.set_xticks(range(4), FACTORS)
    titled(folded, "Energy of aliases below 20 kHz, soft, drive 24 dB", "oversampling", "dB to the sine")
    legend(folded, "lower left")
    return figure, [
        "Slope 1 at zero; the tube is rounder on one side, which makes even harmonics.",
        f"THD against drive; soft, tape and hard (dotted: their formulas) within {at_least(worst, 0.01, '.2f')} dB. "
        "Fold is not drawn: its fundamental comes and goes.",
        "Without oversampling (red) the harmonics above 24 kHz fold back between the harmonics; at 8x (blue) "
        f"all of them together are {-told[5000][3]:.0f} dB below the sine.",
        f"At 5 kHz from {told[5000][0]:.0f} dB without to {told[5000][1]:.0f}, {told[5000][2]:.0f} and {told[5000][3]:.0f} dB "
        "at 2x, 4x and 8x.",
    ], alias_words(probe)


def tremolo(probe):
    figure, (shapes, sides) = panels(2)
    for shape in ("sine", "triangle", "square"):
        gain = probe.play("tremolo", np.ones(24000), shape=shape, depth=60, rate=4)
        shapes.plot(np.arange(0, 24000, 24) / 48, gain[::24], label=shape)
    shapes.set_ylim(0, 1.25)
    titled(shapes, "Gain at rate 4 Hz, depth 60 %", "ms", "gain")
    legend(shapes, "upper center", ncols=3)
    out = probe.play("tremolo", sine(96000, 1000), depth=60, rate=4)[-48000:]
    hz = np.arange(985, 1016)
    found = np.array([db(tone(out, one)) for one in hz])
    sticks(sides, hz, np.maximum(found, -140), COLOURS[0], "measured", foot=-140)
    sides.plot([996, 1000, 1004], db([0.15, 0.7, 0.15]), "x", color=COLOURS[1], markersize=6, label="formula")
    sides.set_ylim(-140, 12)
    titled(sides, "Lines of a sine of 1 kHz, sine at 4 Hz", "Hz", "dB")
    legend(sides, "upper right")
    other = np.max(found[~np.isin(hz, (996, 1000, 1004))])
    off = max(abs(tone(out, one) - wanted) for one, wanted in ((996, 0.15), (1000, 0.7), (1004, 0.15)))
    return figure, [
        "Between 1 and 1 - depth; the square's edges last a sixteenth of the wave.",
        f"A carrier of 1 - depth/2 and two side bands of depth/4, within {db(off):.0f} dB; nothing else above {other:.0f} dB.",
    ]


def utility(probe):
    figure, (widths, lows) = panels(2)
    percent, gains = np.arange(0, 201, 10), []
    for width in percent:
        gains.append(probe.play("utility", np.tile([1.0, 0.0], (8, 1)), width=width)[7])
    for side, name in ((0, "left to left"), (1, "left to right")):
        widths.plot(percent, np.array(gains)[:, side], label=name)
    wanted = np.column_stack([0.5 + percent / 200, 0.5 - percent / 200])
    off = np.max(np.abs(np.array(gains) - wanted))
    titled(widths, "Where a sound of the left side goes", "width, %", "gain")
    legend(widths, "upper left")
    hz = audible(300, 1, 200)
    heard = db(response(probe.play("utility", impulse(131072), dcFilter="on"), hz))
    wanted = db(signal.freqz(*signal.butter(1, 5, "high", fs=RATE), worN=hz, fs=RATE)[1])
    lows.plot(hz, heard, label="measured")
    lows.plot(hz, wanted, label="scipy.signal.butter", **DOTS)
    lows.axhline(-3.01, color=QUIET, linewidth=0.7)
    frequency_axis(lows, 1, 200, (1, 2, 5, 10, 20, 50, 100, 200))
    titled(lows, "The filter against direct current", "Hz", "gain, dB")
    legend(lows, "lower right")
    sound = noise(8192, 1, channels=2)
    coded = probe.play("utility", sound, mode="midSideEncode")
    rest = probe.play("utility", coded, mode="midSideDecode") - np.asarray(sound, dtype="<f4")
    wide = noise(8192, 3, channels=12)
    mono = probe.play("utility", wide, mono="on") - np.mean(wide, axis=1, keepdims=True)
    return figure, [
        f"0 % is mono, 200 % twice the side; the matrix within {at_least(db(off), -150, '.0f')} dB. "
        f"Encoded to mid and side and back, noise is itself within {db(np.max(np.abs(rest))):.0f} dB. "
        f"Mono of 12 channels (7.1.4) is their average in each within {at_least(db(np.max(np.abs(mono))), -130, '.0f')} dB.",
        f"First order, 5 Hz, within {at_least(np.max(np.abs(heard - wanted)), 0.01, '.2f')} dB.",
    ]


def thirds(probe, kind):
    out = probe.play("generator", np.zeros(1 << 20), kind=kind, level=-20)
    hz, power = signal.welch(out, RATE, nperseg=16384)
    middles = 1000.0 * 2.0 ** (np.arange(-14, 14) / 3)
    edge = 2 ** (1 / 6)
    return middles, np.array([10 * np.log10(np.mean(power[(hz > m / edge) & (hz < m * edge)])) for m in middles])


def generator(probe):
    figure, (noises, pure, sweep) = panels(3)
    slopes = {}
    for kind in ("white", "pink"):
        middles, density = thirds(probe, kind)
        slopes[kind] = np.polyfit(np.log2(middles), density, 1)[0]
        noises.plot(middles, density, marker="o", markersize=3, label=kind)
        noises.plot(middles, np.polyval(np.polyfit(np.log2(middles), density, 1), np.log2(middles)), **DOTS)
    frequency_axis(noises, 30, 24000)
    titled(noises, "Noise at -20 dB, density in thirds of an octave", "Hz", "dB per Hz")
    legend(noises, "upper right")

    length, at = 65536, 1365
    out = probe.play("generator", np.zeros(2 * length), kind="sine", frequency=at * RATE / length, level=0)[length:]
    found = db(lines(out)[1:length // 2])
    others = np.delete(found, at - 1)
    parts = found[:32760].reshape(-1, 60)
    pure.plot(np.arange(len(parts)) * 60 * RATE / length / 1000, np.max(parts, axis=1))
    pure.set_ylim(-200, 10)
    pure.set_xlim(0, 24)
    titled(pure, "Lines of a sine of 1 kHz at 0 dB", "kHz", "dB")

    out = probe.play("generator", np.zeros(4 * RATE), kind="sweep", sweepTime=4, level=0)
    crossings = np.flatnonzero((out[:-1] < 0) & (out[1:] >= 0))
    exact = crossings - out[crossings] / (out[crossings + 1] - out[crossings])
    hz, times = RATE / np.diff(exact), (exact[1:] + exact[:-1]) / 2 / RATE
    shown = np.unique(np.searchsorted(times, np.linspace(0, 4, 60)).clip(0, len(times) - 1))
    sweep.plot(times[shown], hz[shown], "o", markersize=3.5, label="zero crossings")
    low = 12 * np.log(1000) / 4
    sweep.plot([0, 4], [low, 1000 * low], label="exponential", **DOTS)
    sweep.set_yscale("log")
    sweep.set_yticks([20, 100, 1000, 10000, 20000], ["20", "100", "1k", "10k", "20k"])
    sweep.minorticks_off()
    titled(sweep, "Frequency of a sweep of 4 s", "seconds", "Hz")
    legend(sweep, "upper left")
    return figure, [
        f"White goes by {slopes['white']:+.2f} dB an octave, pink by {slopes['pink']:+.2f} (dotted: the lines through them).",
        f"The loudest line that is not the sine: {np.max(others):.0f} dB.",
        f"From {low:.1f} Hz (a whole number of turns) a thousand times up, then again without a step.",
    ]
