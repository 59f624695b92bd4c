#!/usr/bin/python3
# draw_effects.py: measures every effect through the probe, draws it, and writes engine/effects/pages: a page and an SVG
# an effect, and their index. The same engine gives the same files. Needs python3-matplotlib.  Side: test.
import argparse
import pathlib
import sys

sys.dont_write_bytecode = True  # nothing of it belongs into the sources

import draw_dynamics  # noqa: E402
import draw_filters  # noqa: E402
import draw_rooms  # noqa: E402
import draw_tools  # noqa: E402
from drawing import close, png_of, svg_of  # noqa: E402
from pages import PAGES, index, page  # noqa: E402
from probe import Probe  # noqa: E402

DRAWINGS = {
    "eq": draw_filters.eq,
    "compressor": draw_dynamics.compressor,
    "gate": draw_dynamics.gate,
    "limiter": draw_dynamics.limiter,
    "deesser": draw_dynamics.deesser,
    "saturation": draw_tools.saturation,
    "delay": draw_rooms.delay,
    "chorus": draw_filters.chorus,
    "flanger": draw_filters.flanger,
    "phaser": draw_filters.phaser,
    "tremolo": draw_tools.tremolo,
    "reverb": draw_rooms.reverb,
    "convolution": draw_rooms.convolution,
    "utility": draw_tools.utility,
    "generator": draw_tools.generator,
}
MOST_BYTES = 60 * 1024


def main():
    words = argparse.ArgumentParser(description="draws the effects' pages")
    words.add_argument("probe", help="corelogic-effect-probe")
    words.add_argument("effects", nargs="*", help="which (all)")
    words.add_argument("--into", type=pathlib.Path, default=PAGES, help="folder (engine/effects/pages)")
    words.add_argument("--png", type=pathlib.Path, help="folder for pictures to look at")
    asked = words.parse_args()
    probe = Probe(asked.probe)
    known = {one["name"]: one for one in probe.describe() if one["insertable"]}
    forgotten = sorted(set(known) - set(DRAWINGS))
    if forgotten:
        sys.exit(f"draw_effects.py draws no {', '.join(forgotten)}: add a line to DRAWINGS")
    asked.into.mkdir(parents=True, exist_ok=True)
    for effect in asked.effects or DRAWINGS:
        figure, captions, *words = DRAWINGS[effect](probe)
        picture = svg_of(figure).encode()
        if len(picture) > MOST_BYTES:
            sys.exit(f"{effect}.svg has {len(picture)} bytes, {MOST_BYTES} are allowed: draw fewer points")
        (asked.into / f"{effect}.svg").write_bytes(picture)
        (asked.into / f"{effect}.md").write_text(page(known[effect], captions, *words), encoding="utf-8")
        if asked.png:
            png_of(figure, asked.png / f"{effect}.png")
        close(figure)
        print(f"{effect}: {len(picture)} bytes")
    (asked.into / "README.md").write_text(index([known[effect] for effect in DRAWINGS]), encoding="utf-8")


if __name__ == "__main__":
    main()
