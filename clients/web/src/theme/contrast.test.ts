// contrast.test.ts: every text and sign of the page can be read: WCAG 2.1 AA, 1.4.3 and 1.4.11.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const tokens = new Map([...readFileSync("src/theme/tokens.css", "utf8").matchAll(/--([\w-]+):\s*#([0-9a-f]{6})/g)].map(([, name, hex]) => [name as string, hex as string]));

function luminance(name: string): number {
  const hex = tokens.get(name) as string;
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

const backs = ["back", "panel", "raised"];
test.each(["text", "text-dim", "bad", "warn", "good", "accent", "listen", "stale"].flatMap((front) => backs.map((back) => [front, back])))(
  "text %s on %s", (front, back) => expect(contrast(front as string, back as string)).toBeGreaterThanOrEqual(4.5));
test.each(["accent", "mute", "solo", "arm", "listen"])("what stands on %s", (name) =>
  expect(contrast(name, `on-${name}`)).toBeGreaterThanOrEqual(4.5));
test("what stands on a button under the mouse", () => expect(contrast("accent-more", "on-accent")).toBeGreaterThanOrEqual(4.5));
test("a name on the lit part of a bar", () => expect(contrast("text", "lit")).toBeGreaterThanOrEqual(4.5));
test.each(["line-strong", "focus", "meter-low", "meter-mid", "meter-high", "meter-reduction", "mute"])("sign %s", (name) => {
  for (const back of ["back", "panel", "meter-back"]) expect(contrast(name, back)).toBeGreaterThanOrEqual(3);
});
