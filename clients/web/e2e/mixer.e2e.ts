// mixer.e2e.ts: the desk in two browsers, and the sound: a fader dragged in one moves in the other and in the level.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { nodeId, nodeRole, levelsByNode } from "corelogic/strip_meters";
import { WholeStudio } from "./studio.js";

const studio = new WholeStudio("jack");
let tone = 0;
beforeAll(async () => {
  await studio.start();
  const { ids: [track] } = await studio.client.addTrack({ name: "Tone", channels: 1 });
  tone = track as number;
  await studio.client.addInsert({ track: tone, effect: "generator", parameters: [{ name: "kind", value: 1 }] });
  await studio.client.addTrack({ name: "Hall", kind: "aux" });
});
afterAll(() => studio.close());

const fader = (page: Page, name: string): ReturnType<Page["locator"]> => page.getByRole("slider", { name: `volume of ${name}`, exact: true });
const says = (page: Page, name: string): Promise<string | null> => fader(page, name).getAttribute("aria-valuetext");

/** Drags it so far that it says `text`, with the mouse, finely at the end. */
async function dragTo(page: Page, name: string, decibels: number): Promise<void> {
  const box = await fader(page, name).boundingBox();
  if (!box) throw new Error("it is not on the screen");
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  let at = y;
  for (let step = 0; step < 400; ++step) {
    const now = parseFloat((await says(page, name)) ?? "");
    if (Math.abs(now - decibels) < 0.05) break;
    const far = Math.abs(now - decibels) > 1;
    if (!far) await page.keyboard.down("Shift");
    at += (now > decibels ? 1 : -1) * (far ? 3 : 1);
    await page.mouse.move(x, at);
  }
  await page.mouse.up();
  await page.keyboard.up("Shift");
}

/** The level behind the fader, dB: the mean of some frames, after the move has come to rest. */
async function level(): Promise<number> {
  const seen: number[] = [];
  await new Promise<void>((resolve) => {
    const stop = studio.client.meters((frame) => {
      const peak = levelsByNode(frame).get(nodeId(tone, nodeRole.fader))?.peaks[0] ?? levelsByNode(frame).get(nodeId(tone, nodeRole.pan))?.peaks[0];
      if (peak !== undefined && seen.push(20 * Math.log10(peak)) === 20) { stop(); resolve(); }
    });
  });
  const settled = seen.slice(10);
  return settled.reduce((sum, one) => sum + one, 0) / settled.length;
}

test("a fader dragged to -6 dB in one page is there in another, in the project, and in the sound; undo takes all of it back", async () => {
  const [here, there] = [await studio.open("mixer"), await studio.open("mixer")];
  const before = await level();
  await dragTo(here, "Tone", -6);
  await expect.poll(() => says(there, "Tone")).toBe("-6.0 dB");
  await studio.client.until((project) => project.tracks.some((track) => track.id === tone && track.volume === -6));
  expect((await level()) - before).toBeCloseTo(-6, 0);
  await here.keyboard.press("Control+z");
  await expect.poll(() => says(there, "Tone")).toBe("0.0 dB");
  await expect.poll(() => says(here, "Tone")).toBe("0.0 dB");
  expect((await level()) - before).toBeCloseTo(0, 0);
});

test("a value is typed, stepped by keys and wheel, and reset by a double click", async () => {
  const page = await studio.open("mixer");
  const tones = fader(page, "Tone");
  await tones.focus();
  await page.keyboard.type("-12.5");
  await page.keyboard.press("Enter");
  await expect.poll(() => says(page, "Tone")).toBe("-12.5 dB");
  await tones.focus();
  await page.keyboard.press("ArrowUp");
  await expect.poll(() => says(page, "Tone")).toBe("-12.0 dB");
  await tones.hover();
  await page.mouse.wheel(0, 100);
  await expect.poll(() => says(page, "Tone")).toBe("-12.5 dB");
  await tones.dblclick();
  await studio.client.until((project) => project.tracks.some((track) => track.id === tone && track.volume === 0));
});

test("two fingers move two faders at once", async () => {
  const page = await studio.open("mixer", { hasTouch: true });
  const touch = await page.context().newCDPSession(page);
  const places = await Promise.all(["Tone", "Hall"].map(async (name) => (await fader(page, name).boundingBox()) as { x: number; y: number; width: number; height: number }));
  const fingers = (move: number): { x: number; y: number; id: number }[] =>
    places.map((box, id) => ({ x: box.x + box.width / 2, y: box.y + box.height / 2 + (id === 0 ? move : -move), id }));
  await touch.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: fingers(0) });
  for (let move = 4; move <= 40; move += 4) await touch.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: fingers(move) });
  await touch.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  const volumeOf = (name: string): number => studio.client.track(name).volume;
  await studio.client.until(() => volumeOf("Tone") < -1 && volumeOf("Hall") > 1);
  await page.getByRole("button", { name: "undo", exact: true }).click();  // both, and all of it
  await expect.poll(() => [volumeOf("Tone"), volumeOf("Hall")]).toEqual([0, 0]);
});
