// contrast.test.ts: every text and sign of the page can be read, in the dark and in the light: WCAG 2.1 AA, 1.4.3 and 1.4.11.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { palette } from "../views/mixer/desk";

const [dark, light] = readFileSync("src/theme/tokens.css", "utf8").split(':root[data-look="light"]').map((part) =>
  new Map([...part.matchAll(/--([\w-]+):\s*#([0-9a-f]{6})/g)].map(([, name, hex]) => [name as string, hex as string]))) as [Map<string, string>, Map<string, string>];

function luminance(hex: string): number {
  const [r, g, b] = [0, 2, 4].map((at) => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function contrast(a: string, b: string): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

test("light has a colour of its own for each of the dark", () => {
  expect([...light.keys()].sort()).toEqual([...dark.keys()].filter((name) => name !== "on-colour").sort());
});

describe.each([["dark", dark], ["light", new Map([...dark, ...light])]] as const)("%s", (_, tokens) => {
  const between = (a: string, b: string): number => contrast(tokens.get(a) as string, tokens.get(b) as string);
  const strips = ["aux", "group", "vca", "matrix", "master"].map((kind) => `strip-${kind}`);
  const backs = ["back", "panel", "raised"];
  test.each(["text", "text-dim", "bad", "warn", "good", "accent", "listen", "stale"].flatMap((front) => backs.map((back) => [front, back])))(
    "text %s on %s", (front, back) => expect(between(front as string, back as string)).toBeGreaterThanOrEqual(4.5));
  test.each([...strips, "raised-more", "meter-back"].flatMap((back) => ["text", "text-dim"].map((front) => [front, back])))(
    "text %s on %s", (front, back) => expect(between(front as string, back as string)).toBeGreaterThanOrEqual(4.5));
  test.each(["accent", "mute", "solo", "arm", "listen"])("what stands on %s", (name) =>
    expect(between(name, `on-${name}`)).toBeGreaterThanOrEqual(4.5));
  test("a warning in the frame", () => expect(between("warn", "on-solo")).toBeGreaterThanOrEqual(4.5));
  test("what stands on a button under the mouse", () => expect(between("accent-more", "on-accent")).toBeGreaterThanOrEqual(4.5));
  test("a name on the lit part of a bar", () => expect(between("text", "lit")).toBeGreaterThanOrEqual(4.5));
  test("a clip's figures", () => expect(between("meter-high", "on-mute")).toBeGreaterThanOrEqual(4.5));
  test.each(["line-strong", "focus", "meter-low", "meter-mid", "meter-high", "meter-reduction", "mute", "solo", "arm", "listen", "accent"])("sign %s", (name) => {
    for (const back of ["back", "panel", "meter-back"]) expect(between(name, back)).toBeGreaterThanOrEqual(3);
  });
  test("a held peak", () => expect(between("meter-hold", "meter-back")).toBeGreaterThanOrEqual(3));
  test.each(palette)("a name on a strip's colour %s", (colour) => expect(contrast(colour.slice(1), tokens.get("on-colour") as string)).toBeGreaterThanOrEqual(4.5));
});
