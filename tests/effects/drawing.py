# drawing.py: how the pictures look: one SVG of a few panels, the same bytes each time, small.  Side: test.
import io
import re

import matplotlib
import numpy as np

matplotlib.use("Agg")
import matplotlib.pyplot as plt  # noqa: E402
from matplotlib.ticker import FixedLocator, FuncFormatter, NullLocator  # noqa: E402

COLOURS = ("#0b5fa5", "#c8501e", "#2f8f4e", "#7a4fa3", "#b8860b", "#3a3a3a")
QUIET = "#8a8a8a"
INK = "#222222"

plt.rcParams.update({
    "svg.fonttype": "none", "svg.hashsalt": "corelogic", "font.family": "sans-serif", "font.size": 9,
    "font.sans-serif": ["DejaVu Sans", "Verdana"],
    "axes.titlesize": 9.5, "axes.titlelocation": "left", "axes.titleweight": "bold", "axes.labelsize": 8.5,
    "axes.spines.top": False, "axes.spines.right": False, "axes.edgecolor": "#666666", "axes.labelcolor": INK,
    "axes.prop_cycle": matplotlib.cycler(color=COLOURS), "axes.grid": True, "axes.axisbelow": True,
    "grid.color": "#e2e2e2", "grid.linewidth": 0.6,
    "xtick.labelsize": 8, "ytick.labelsize": 8, "xtick.color": "#444444", "ytick.color": "#444444",
    "lines.linewidth": 1.4, "legend.fontsize": 8, "legend.frameon": False, "figure.facecolor": "white",
    "path.simplify": True, "path.simplify_threshold": 0.1,
})


def panels(count):
    """A figure with `count` panels, two in a row; an odd last one is as wide as two."""
    letters = "abcdef"[:count]
    rows = [list(letters[i:i + 2]) if i + 1 < count else [letters[i]] * 2 for i in range(0, count, 2)]
    figure, axes = plt.subplot_mosaic(rows, figsize=(9.6, 3.3 * len(rows)), layout="constrained")
    figure.get_layout_engine().set(w_pad=0.12, h_pad=0.12, wspace=0.03, hspace=0.05)
    for letter, axis in axes.items():
        axis.letter = letter
    return figure, [axes[letter] for letter in letters]


def titled(axis, title, x, y):
    axis.set_title(f"({axis.letter}) {title}")
    axis.set_xlabel(x)
    axis.set_ylabel(y)


def hertz_name(hz, _=None):
    return f"{hz / 1000:g}k" if hz >= 1000 else f"{hz:g}"


def frequency_axis(axis, low=20, high=20000, ticks=(20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000)):
    axis.set_xscale("log")
    axis.set_xlim(low, high)
    axis.xaxis.set_major_locator(FixedLocator([tick for tick in ticks if low <= tick <= high]))
    axis.xaxis.set_minor_locator(NullLocator())
    axis.xaxis.set_major_formatter(FuncFormatter(hertz_name))


def legend(axis, place="best", **more):
    axis.legend(loc=place, handlelength=1.6, borderaxespad=0.3, labelspacing=0.3, **more)


def sticks(axis, x, heights, colour, label, foot=0.0):
    """Lines of a spectrum or of an answer, as one path."""
    gaps, feet = np.full(len(x), np.nan), np.full(len(x), foot)
    axis.plot(np.column_stack([x, x, gaps]).ravel(), np.column_stack([feet, heights, gaps]).ravel(), color=colour,
              linewidth=1.2, label=label)


def at_least(value, least, form):
    """A bound for a caption: nobody wants to read 0.00."""
    return format(max(value, least), form)


def corners(points, off):
    """Which points of a line are needed so that it is nowhere more than `off` beside it (Douglas, Peucker, 1973)."""
    keep = np.zeros(len(points), dtype=bool)
    keep[[0, -1]] = True
    waiting = [(0, len(points) - 1)]
    while waiting:
        first, last = waiting.pop()
        if last - first < 2:
            continue
        along = points[last] - points[first]
        away = points[first + 1:last] - points[first]
        length = np.hypot(*along)
        distance = np.abs(along[0] * away[:, 1] - along[1] * away[:, 0]) / length if length else np.hypot(*away.T)
        worst = int(np.argmax(distance))
        if distance[worst] > off:
            keep[first + 1 + worst] = True
            waiting += [(first, first + 1 + worst), (first + 1 + worst, last)]
    return keep


def lighten(figure):
    """Leaves only points that can be seen: an eighth of a point is the most a line moves."""
    figure.canvas.draw()
    for axis in figure.axes:
        for line in axis.lines:
            x, y = line.get_data()
            x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
            if len(x) < 3 or line.get_marker() not in ("None", None, "") or not np.all(np.isfinite(y)):
                continue
            seen = axis.transData.transform(np.column_stack([x, y]))
            keep = corners(np.clip(seen, -2000, 4000), 0.12)
            line.set_data(x[keep], y[keep])


def svg_of(figure):
    """Numbers of paths with two decimals: a hundredth of a point is seen by nobody."""
    lighten(figure)
    text = io.StringIO()
    figure.savefig(text, format="svg", metadata={"Date": None, "Creator": None})
    rounded = re.sub(r"-?\d+\.\d{3,}", lambda number: f"{float(number.group()):.2f}".rstrip("0").rstrip("."), text.getvalue())
    plain = re.sub(r' transform="rotate\(-0 [^"]*"', "", rounded).replace("'DejaVu Sans', 'Verdana', ", "'DejaVu Sans', ")
    lines = (line.strip() for line in plain.splitlines())
    return "\n".join(line for line in lines if line) + "\n"


def png_of(figure, path):
    figure.savefig(path, format="png", dpi=110)


def close(figure):
    plt.close(figure)
