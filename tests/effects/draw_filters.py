# draw_filters.py: the pictures of the equaliser, the phaser, the flanger and the chorus.  Side: test.
import numpy as np

from drawing import COLOURS, QUIET, at_least, frequency_axis, legend, panels, titled
from measure import RATE, audible, db, impulse, response
from reference_eq import SLOPES, analogue, band

HZ = audible(700)
STILL = 0.01  # Hz


def eq_answer(probe, frames=65536, **values):
    return db(response(probe.play("eq", impulse(frames), **values), HZ))


def cookbook(hz, frequency, **shape):
    """What the bilinear transform makes of the prototype, right at its frequency."""
    warped = np.tan(np.pi * hz / RATE) / np.tan(np.pi * frequency / RATE)
    return db(analogue("bell", warped, 1.0, **shape))


def compare(axis, probe, label, kind, frequency, gain=0.0, q=np.sqrt(0.5), slope="12dB", floor=-60.0):
    """Draws measured and analogue; returns the greatest difference above the floor, dB."""
    heard = eq_answer(probe, **band(kind, frequency, gain, q, slope))
    wanted = db(analogue(kind, HZ, frequency, gain=gain, q=q, order=SLOPES[slope]))
    axis.plot(HZ, heard, label=label)
    axis.plot(HZ, wanted, color="black", linewidth=0.8, linestyle=(0, (2, 3)))
    loud = wanted > floor
    return np.max(np.abs(heard - wanted)[loud])


def eq(probe):
    figure, (bells, treble, slopes, shelves) = panels(4)
    off = max(compare(bells, probe, f"{hz} Hz, Q {q}, {gain:+d} dB", "bell", hz, gain, q)
              for hz, q, gain in ((60, 0.7, 6), (250, 2, -9), (1000, 8, 12), (4000, 1, -6)))
    titled(bells, "Bells (dotted: analogue prototype)", "Hz", "gain, dB")
    bells.set_ylim(-12, 22)
    legend(bells, "upper left", ncols=1)

    high = compare(treble, probe, "this equaliser", "bell", 12000, 12, 1)
    theirs = cookbook(HZ, 12000, gain=12, q=1)
    treble.plot(HZ, theirs, label="bilinear transform", color=COLOURS[1])
    wrong = np.max(np.abs(theirs - db(analogue("bell", HZ, 12000, gain=12, q=1))))
    titled(treble, "A bell at 12 kHz, Q 1, +12 dB", "Hz", "gain, dB")
    frequency_axis(treble, 1000)
    treble.set_ylim(-1, 14)
    legend(treble, "upper left")

    steep = max(compare(slopes, probe, f"{slope[:-2]} dB/octave", "highPass", 200, slope=slope) for slope in SLOPES)
    titled(slopes, "High-pass at 200 Hz, all slopes", "Hz", "gain, dB")
    slopes.set_ylim(-70, 5)
    legend(slopes, "lower right")

    flat = max(compare(shelves, probe, *row) for row in (("low shelf, 150 Hz", "lowShelf", 150, 9),
                                                         ("high shelf, 6 kHz", "highShelf", 6000, -9),
                                                         ("notch, 1 kHz, Q 3", "notch", 1000, 0, 3)))
    titled(shelves, "Shelves and notch", "Hz", "gain, dB")
    shelves.set_ylim(-40, 14)
    legend(shelves, "lower left")
    for axis in (bells, slopes, shelves):
        frequency_axis(axis)
    return figure, [
        f"Bells follow their analogue prototypes within {at_least(off, 0.01, '.2f')} dB up to 20 kHz.",
        f"Near the end of the band, too: at 12 kHz within {at_least(high, 0.01, '.2f')} dB; "
        f"the usual bilinear transform is {wrong:.1f} dB off.",
        f"Slopes are Butterworths of order 1 to 8, within {at_least(steep, 0.01, '.2f')} dB down to -60 dB.",
        f"Shelves and notch, within {at_least(flat, 0.01, '.2f')} dB.",
    ]


def chain(hz, middle, stages, feedback):
    t = np.tan(np.pi * middle / RATE)
    a, z = (t - 1) / (t + 1), np.exp(-2j * np.pi * hz / RATE)
    passed = ((a + z) / (1 + a * z)) ** stages
    return 0.5 + 0.5 * passed / (1 - feedback / 100 * passed)


def first_notch(probe, seconds, **values):
    """Hz, of the mono phaser `seconds` after it began."""
    at = int(seconds * RATE)
    answer = probe.play("phaser", impulse(at + 8192, at), **values)[at:]
    hz = audible(1500, 40, 8000)
    return hz[np.argmin(np.abs(response(answer, hz)))]


def phaser(probe):
    figure, (stages, resonant, sweep) = panels(3)
    worst, deep = 0.0, -200.0
    for count in (2, 6, 12):
        turns = np.tan((2 * np.arange(count // 2) + 1) * np.pi / (2 * count))
        notches = np.arctan(np.tan(np.pi * 700 / RATE) * turns) * RATE / np.pi
        hz = np.sort(np.concatenate([HZ, notches]))
        answer = probe.play("phaser", impulse(32768), frequency=700, depth=0, stages=count, feedback=0, mix=50)
        heard = response(answer, hz)
        worst = max(worst, np.max(np.abs(heard - chain(hz, 700, count, 0))))
        deep = max(deep, np.max(db(heard[np.isin(hz, notches)])))
        stages.plot(hz, db(heard), label=f"{count} stages")
    titled(stages, "Notches of a standing phaser, 700 Hz", "Hz", "gain, dB")
    stages.set_ylim(-50, 10)
    legend(stages, "upper left", ncols=3, columnspacing=1.0)
    for feedback in (-80, 0, 80):
        answer = probe.play("phaser", impulse(65536), frequency=700, depth=0, stages=4, feedback=feedback, mix=50)
        heard = response(answer, HZ)
        worst = max(worst, np.max(np.abs(heard - chain(HZ, 700, 4, feedback))))
        resonant.plot(HZ, db(heard), label=f"feedback {feedback} %")
    titled(resonant, "Four stages with feedback", "Hz", "gain, dB")
    resonant.set_ylim(-40, 15)
    legend(resonant, "lower left")
    for axis in (stages, resonant):
        frequency_axis(axis)
    times = np.linspace(0.02, 1.02, 33)
    heard = np.array([first_notch(probe, t, frequency=500, depth=50, stages=2, feedback=0, rate=1) for t in times])
    wanted = 500 * 2 ** np.sin(2 * np.pi * times)
    sweep.plot(times, heard, "o", markersize=3.5, label="measured")
    sweep.plot(times, wanted, color="black", linewidth=0.8, linestyle=(0, (2, 3)), label="500 Hz · 2^sin")
    sweep.set_yscale("log")
    sweep.set_yticks([250, 500, 1000], ["250", "500", "1k"])
    sweep.minorticks_off()
    titled(sweep, "The notch of two stages at rate 1 Hz, depth 50 %", "seconds", "Hz")
    legend(sweep, "upper right")
    off = np.max(np.abs(np.log2(heard / wanted))) * 1200
    return figure, [
        f"Half as many notches as stages; where the formula puts them each is below {deep:.0f} dB.",
        f"Feedback sharpens. Both pictures are the formula A^N / (1 - k A^N) beside the dry sound, within {db(worst):.0f} dB.",
        f"Depth 50 % is an octave to either side; measured with single impulses, within {off:.0f} cents of the sine.",
    ]


def arrivals(probe, effect, seconds, every=960, **values):
    """Milliseconds by which clicks of a train are late, left and right; wet only."""
    frames = int(seconds * RATE)
    train = np.zeros((frames, 2))
    train[::every] = 1.0
    out = probe.play(effect, train, mix=100, **values)
    late = np.full((frames // every, 2), np.nan)
    for n in range(frames // every - 1):
        for side in range(2):
            part = out[n * every:(n + 1) * every, side]
            at = int(np.argmax(np.abs(part)))
            near = np.arange(max(0, at - 3), min(every, at + 4))
            late[n, side] = np.sum(near * part[near]) / np.sum(part[near]) / RATE * 1000
    return np.arange(frames // every) * every / RATE, late


def flanger(probe):
    figure, (comb, sway) = panels(2)
    worst, hz = 0.0, np.linspace(20, 4000, 400)
    for feedback in (0, 70, -70):
        answer = probe.play("flanger", impulse(32768), delay=1, depth=0, feedback=feedback, mix=50, rate=STILL)
        z = np.exp(-2j * np.pi * hz * 48 / RATE)
        wanted = 0.5 + 0.5 * z / (1 - feedback / 100 * z)
        heard = response(answer, hz)
        worst = max(worst, np.max(np.abs(heard - wanted)))
        comb.plot(hz, db(heard), label=f"feedback {feedback} %")
    titled(comb, "The comb of 1 ms, standing", "Hz", "gain, dB")
    comb.set_xlim(0, 4000)
    comb.set_ylim(-42, 16)
    legend(comb, "upper center", ncols=3, columnspacing=1.0)
    times, late = arrivals(probe, "flanger", 2.2, delay=1, depth=4, feedback=0, rate=1, stereoPhase=90)
    titled(sway, "Delay at rate 1 Hz, delay 1 ms, depth 4 ms", "seconds", "ms")
    for side, name in ((0, "left"), (1, "right, 90° ahead")):
        sway.plot(times, late[:, side], label=name)
    wanted = 3 + 2 * np.sin(2 * np.pi * (times + late[:, 0] / 1000))
    off = np.nanmax(np.abs(late[:, 0] - wanted))
    sway.set_ylim(0, 6.6)
    legend(sway, "upper right", ncols=2)
    return figure, [
        f"Notches at odd multiples of 500 Hz; with feedback the formula z^-D / (1 - k z^-D), within {db(worst):.0f} dB.",
        f"Clicks arrive when a sine between 1 and 5 ms says, within {at_least(1000 * off, 1, '.0f')} µs.",
    ]


def chorus(probe):
    figure, (sway, comb) = panels(2)
    times, late = arrivals(probe, "chorus", 2.2, voices=2, delay=8, depth=4, rate=1)
    for side, name in ((0, "voice 1, left"), (1, "voice 2, right")):
        sway.plot(times, late[:, side], label=name)
    wanted = 10 + 2 * np.sin(2 * np.pi * (times + late[:, 0] / 1000))
    off = np.nanmax(np.abs(late[:, 0] - wanted))
    titled(sway, "Delay of two voices at rate 1 Hz, 8 ms, depth 4 ms", "seconds", "ms")
    sway.set_ylim(7, 14)
    legend(sway, "upper right", ncols=2)
    hz, worst = np.linspace(20, 2000, 900), 0.0
    for mix, colour in ((50, COLOURS[0]), (25, COLOURS[1])):
        answer = probe.play("chorus", impulse(8192), voices=2, delay=5, depth=0, mix=mix, rate=STILL)
        m = mix / 100
        wanted = 1 - m + m * np.sqrt(2) * np.exp(-2j * np.pi * hz * 240 / RATE)
        heard = response(answer, hz)
        worst = max(worst, np.max(np.abs(heard - wanted)))
        comb.plot(hz, db(heard), color=colour, label=f"mix {mix} %")
    comb.axhline(0, color=QUIET, linewidth=0.7)
    titled(comb, "Standing, depth 0: dry and wet 5 ms apart", "Hz", "gain, dB")
    comb.set_xlim(0, 2000)
    comb.set_ylim(-20, 5)
    legend(comb, "lower right", ncols=2)
    return figure, [
        f"Each voice sways by itself, half a turn apart; clicks arrive within {at_least(1000 * off, 1, '.0f')} µs of the sine.",
        f"Two voices at the same place add to the dry sound as the formula says, within {db(worst):.0f} dB.",
    ]
