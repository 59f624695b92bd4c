# pages.py: the words of an effect's page: what it is for, whose algorithm it is, its parameters, the captions.
# It draws and measures nothing.  Side: test.
import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGES = ROOT / "engine" / "effects" / "pages"
WORDS = ROOT / "schema" / "vocabulary" / "effects"
NOTE = ("Drawn and measured by `tests/effects/draw_effects.py` (see its [README](../../../tests/effects/README.md)); not edited "
        "by hand.")

# What it is for, and the source that its class names.
TEXTS = {
    "eq": ("Eight bands, each a bell, shelf, low or high pass, notch or band-pass, and an output gain. It keeps the shape of "
           "its analogue prototypes up to 20 kHz, where other digital equalisers are squeezed. A band that is off costs "
           "nothing, and swept bands do not ring.",
           "R. Bristow-Johnson's cookbook and Butterworth for the prototypes; matched to |H|^2 in closed form after M. Vicanek, "
           "\"Matched Second Order Digital Filters\" (2016)."),
    "compressor": ("Takes from what is above the threshold: evens out voices, holds drums together. Peak or mean detector, soft "
                   "knee, look-ahead, hold, a key with filters, parallel mix, automatic make-up (half of what the curve takes "
                   "from full scale).",
                   "D. Giannoulis, M. Massberg, J. D. Reiss, \"Digital Dynamic Range Compressor Design\", JAES 60(6), 2012: "
                   "equations 4 and 17."),
    "gate": ("Closes when nothing loud enough comes, against bleed and noise; at smaller ratios a downward expander. Hysteresis "
             "and hold keep it from chattering; with look-ahead it is open when the sound arrives.",
             "U. Zölzer (ed.), \"DAFX\", 2nd ed. (2011), section 4.2; smoothing in the log domain after Giannoulis et al., JAES "
             "60(6), 2012, equation 16."),
    "limiter": ("The last in the chain: nothing passes the ceiling, with truePeak not even between the samples. It looks ahead, so "
                "the gain never steps; what stays below the ceiling comes out late, but to the bit.",
                "P. Hämäläinen, \"Smoothing of the control signal without clipped output in digital peak limiters\", DAFx-02."),
    "deesser": ("Takes away hissing s and t. What counts is how much of the whole is sibilance, so it works alike on soft and "
                "loud words. Split takes from the highs only, as a shelf without overshoot; wide from all.",
                "U. Zölzer (ed.), \"DAFX\", 2nd ed. (2011), chapter 4; filter: A. Simper's trapezoidal state variable filter "
                "(2013)."),
    "saturation": ("Warmth, grit or destruction by one of five curves, at up to eight times the rate, so that what it adds are "
                   "harmonics and not aliases. Dry and wet stay aligned.",
                   "Curves as formulas (tanh, x/sqrt(1+x²), tanh around 0.3, clip, triangle); half-band filters after P. P. "
                   "Vaidyanathan, T. Q. Nguyen, IEEE Trans. CAS 34, 1987."),
    "delay": ("Echoes, straight or from side to side, in milliseconds or note values that follow the tempo, with filters and "
              "modulation in the feedback. Above 100 % it grows until it saturates, and stays bounded.",
              "U. Zölzer, \"DAFX\", 2nd ed., 2011, 2.6; filters: V. Zavalishin, \"The Art of VA Filter Design\", 2018, 3.10."),
    "chorus": ("Makes one player sound like several: two to four voices, each a little late and swaying by itself, spread "
               "between left and right.",
               "J. Dattorro, \"Effect Design, Part 2: Delay-Line Modulation and Chorus\", JAES 45(10), 1997, without its "
               "feedback, with several voices."),
    "flanger": ("The sound and itself a few milliseconds later, swaying, with feedback: a comb that moves. With throughZero the "
                "sweep passes the dry sound, as two tape machines did.",
                "J. O. Smith, \"Physical Audio Signal Processing\" (2010), \"Flanging\"; J. Dattorro, JAES 45(10), 1997."),
    "phaser": ("Notches that wander: a chain of all-passes beside the dry sound, with feedback that is solved without a delay, so "
               "that it is the formula to the letter.",
               "J. O. Smith, \"Physical Audio Signal Processing\" (2010), \"Phasing with First-Order Allpass Filters\"; V. "
               "Zavalishin, \"The Art of VA Filter Design\", 2018, 3.2."),
    "tremolo": ("Gain that swings between 1 and 1 - depth, as a sine, a triangle or a soft-edged square, in Hertz or note values; "
                "with stereoPhase it wanders between the sides. Depth is its mix: dry and wet at equal shares are the same sound "
                "as half the depth.",
                "Amplitude modulation: U. Zölzer, \"DAFX\", 2nd ed., 2011, 3.3."),
    "reverb": ("A room that was never built: early reflections, then sixteen delay lines that feed each other, with a decay time "
               "that is kept, damping of the highs, slow modulation, and a switch that holds what rings.",
               "J.-M. Jot, A. Chaigne, \"Digital delay networks for designing artificial reverberators\", AES 90 (1991); early "
               "reflections: J. B. Allen, D. A. Berkley, JASA 65(4), 1979; modulation: J. Dattorro, JAES 45(9), 1997."),
    "convolution": ("A room that exists: plays a recorded impulse response (mono, stereo or true stereo, up to ten seconds) "
                    "without added delay, whatever the block. Its work is the same in every block. A response keeps its level, "
                    "whatever its rate and the engine's.",
                    "Partitions of 64, 512, 4096 and 16384 frames after W. G. Gardner, \"Efficient convolution without "
                    "input-output delay\", JAES 43(3), 1995; FFTW."),
    "utility": ("What a strip wants before anything else: gain, polarity, alignment in frames, mid and side, swap, width, mono, "
                "and a filter against direct current. As it is born it changes no bit. Mode and width are of the first two "
                "channels. Mono is one signal in every channel: of stereo (L + R) / 2, of a wider strip the sum of all its n "
                "channels, the LFE too, divided by n, after polarity, mode and width and before the gain.",
                "The filter: J. O. Smith, \"Introduction to Digital Filters\" (2007), \"DC Blocker\", by the bilinear transform."),
    "generator": ("Test signals in place of the input: sine, white and pink noise, logarithmic sweep, on all channels or one. It "
                  "begins the same each time, so a measurement can be repeated.",
                  "White: D. Blackman, S. Vigna, xoshiro128++ (2021); pink: J. O. Smith, H. F. Smith (2016), exponentially spaced "
                  "poles and zeros; sweep: A. Farina (2000), with whole turns as A. Novak et al., JAES 63(10), 2015."),
}
BAND = re.compile(r"band([2-8])(\w+)")


def number(value, unit=""):
    text = "-∞" if value == "-inf" else f"{value:g}"
    return f"{text} {unit}".strip()


def shown(value, parameter):
    """A value as people set it."""
    if "choices" in parameter:
        return parameter["choices"][int(value)]
    if parameter["scale"] == "switch":
        return "on" if value else "off"
    return number(value)


def words_of(choices):
    """Choices; a row of whole numbers as its ends."""
    numbers = [word for word in choices if word.isdigit()]
    if len(numbers) > 6 and numbers == [str(n) for n in range(1, len(numbers) + 1)]:
        return ", ".join([word for word in choices if not word.isdigit()] + [f"1 … {numbers[-1]}"])
    return ", ".join(choices)


def span(parameter):
    if "choices" in parameter:
        return words_of(parameter["choices"])
    if parameter["scale"] == "switch":
        return "off, on"
    return f"{number(parameter['least'])} … {number(parameter['most'])}"


def remarks(effect):
    """What the catalogue's header says behind each parameter: the one place where it is written."""
    told = {}
    for line in (WORDS / f"{effect}.h").read_text(encoding="utf-8").splitlines():
        code, _, words = line.partition("  // ")
        name = re.search(r'(?:\{|choice\(|on_off\(|counted\()"(\w+)"', code)
        in_band = re.search(r"band\[k(\w+)\] =", code)
        if words and name:
            told[name.group(1)] = words
        elif words and in_band:
            told["band1" + in_band.group(1)] = words
    return told


def row(parameter, name, default, remark):
    scale = {"decibels": "dB"}.get(parameter["scale"], parameter["scale"])
    late = " ¹" if parameter["changesLatency"] else ""
    step = number(parameter["step"]) if parameter["step"] else ""
    return f"| `{name}`{late} | {parameter['unit']} | {span(parameter)} | {default} | {scale} | {step} | {remark} |"


def table(effect):
    """A row a parameter; those of bands 2 to 8 are told with the first's. No step: any value in between."""
    rows = ["| parameter | unit | range | default | scale | step | remarks |", "|---|---|---|---|---|---|---|"]
    parameters, told = effect["parameters"], remarks(effect["name"])
    for parameter in parameters:
        name, default = parameter["name"], shown(parameter["initial"], parameter)
        remark = told.get(name, "")
        if BAND.fullmatch(name):
            continue
        if name.startswith("band1"):
            values = {shown(other["initial"], other) for other in parameters if other["name"][5:] == name[5:]
                      and other["name"].startswith("band")}
            default = default if len(values) == 1 else "see below"
            name = name + "` … `band8" + name[5:]
        rows.append(row(parameter, name, default, remark))
    return rows


def bands(parameters):
    """What each band is before anybody turns it on."""
    initial = {one["name"]: shown(one["initial"], one) for one in parameters}
    rows = ["", "| band | type | frequency | Q |", "|---|---|---|---|"]
    for n in range(1, 9):
        rows.append(f"| {n} | {initial[f'band{n}Type']} | {initial[f'band{n}Frequency']} Hz | {initial[f'band{n}Q']} |")
    return rows


def facts(effect):
    told = [f"Up to {effect['mostChannels']} channels"]
    if effect["keyed"]:
        told.append("may listen to another strip (key)")
    if effect["playsFile"]:
        told.append("plays a sound file")
    late = effect["latencyFrames"]
    told.append(f"{late} frames of latency as it is born, at 48 kHz" if late else "no latency as it is born")
    return "; ".join(told) + "."


def page(effect, captions, words=()):
    purpose, source = TEXTS[effect["name"]]
    parameters = effect["parameters"]
    lines = [f"# {effect['title']} (`{effect['name']}`)", "", purpose, "", f"*Source:* {source}", "", facts(effect), "",
             "## Parameters", *table(effect)]
    if any(one["name"].startswith("band1") for one in parameters):
        lines += bands(parameters)
    if any(one["changesLatency"] for one in parameters):
        lines += ["", "¹ Changes the latency: heard when the next graph is installed."]
    lines += ["", "## Measured", f"![The pictures that the captions tell of]({effect['name']}.svg)", ""]
    lines += [f"- **({letter})** {caption}" for letter, caption in zip("abcdef", captions)]
    lines += ["", *words] if words else []
    return "\n".join([*lines, "", "48 kHz unless said otherwise. " + NOTE]) + "\n"


def index(effects):
    lines = ["# engine/effects/pages: what each effect is, and what was measured of it", "",
             "A page an effect: what it is for, whose algorithm it is, its parameters, and pictures of measurements against closed "
             "forms or scipy. The same bounds are held by the tests in `tests/effects` and `tests/unit/engine/effects`.", "",
             "| effect | name in commands | what it is for |", "|---|---|---|"]
    for effect in effects:
        first = TEXTS[effect["name"]][0].split(". ")[0].rstrip(".")
        lines.append(f"| [{effect['title']}]({effect['name']}.md) | `{effect['name']}` | {first} |")
    lines += ["", "A value is set by its name: `corelogic insert set Guitar/compressor threshold=-30 ratio=4`.", "",
              "**To draw them anew:** `/usr/bin/python3 tests/effects/draw_effects.py build/tests/corelogic-effect-probe` "
              "(needs Debian's python3-numpy, -scipy, -matplotlib). The same engine gives the same files.", "", NOTE]
    return "\n".join(lines) + "\n"
