// lists.e2e.ts: what only a browser that lays out can show of the track list, the timeline and the scenes: drags, keys that
// lift and drop, a thousand strips, clicks on the ruler.  Side: test.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { WholeStudio } from "./studio.js";

const studio = new WholeStudio();
beforeAll(async () => {
  await studio.start();
  for (const name of ["Kick", "Snare", "Bass", "Voice"]) await studio.client.addTrack({ name, channels: 1 });
});
afterAll(() => studio.close());

const order = (): string[] => studio.client.project.tracks.filter((track) => track.kind !== "master").map((track) => track.name);
async function centre(of: Locator): Promise<{ x: number; y: number }> {
  const box = await of.boundingBox();
  if (!box) throw new Error("it is not on the screen");
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
async function drag(page: Page, from: Locator, to: Locator): Promise<void> {
  const [a, b] = [await centre(from), await centre(to)];
  await page.mouse.move(a.x, a.y);
  await page.mouse.down();
  await page.mouse.move(a.x, (a.y + b.y) / 2, { steps: 5 });
  await page.mouse.move(b.x, b.y, { steps: 5 });
  await page.waitForTimeout(100);
  await page.mouse.up();
}

test("a strip is dragged to another place, and lifted, moved and dropped by keys", async () => {
  const page = await studio.open("tracks");
  const grip = (name: string): Locator => page.getByRole("button", { name: `move ${name}`, exact: true });
  await drag(page, grip("Voice"), grip("Kick"));
  await expect.poll(order).toEqual(["Voice", "Kick", "Snare", "Bass"]);
  await expect.poll(() => page.getByRole("listitem").first().getAttribute("aria-label")).toBe("Voice");
  await page.waitForTimeout(400);
  await grip("Kick").focus();
  for (const key of ["Space", "ArrowDown", "Space"]) {
    await page.keyboard.press(key);
    await page.waitForTimeout(400);
  }
  await expect.poll(order).toEqual(["Voice", "Snare", "Kick", "Bass"]);
});

test("a click on the ruler locates where it was clicked", async () => {
  const page = await studio.open("timeline");
  await page.getByRole("combobox", { name: "clicks on the ruler snap to" }).selectOption("off");
  const box = await page.getByRole("slider", { name: "playhead" }).boundingBox();
  await page.mouse.click((box?.x ?? 0) + 200, (box?.y ?? 0) + 10);
  // 1200 frames a pixel at first.
  await expect.poll(() => studio.client.getStatus().then(({ position }) => Number(position))).toBe(240_000);
  await expect.poll(() => page.getByRole("slider", { name: "playhead" }).getAttribute("aria-valuetext")).toBe("0:05.0, bar 3 beat 3");
});

test("a sound file at an input is drawn where it sounds, once to its end; one that is not there says so", async () => {
  // A second of silence, then a second of full scale: 16 bits, mono, 48 kHz.
  const frames = 96_000, sound = Buffer.alloc(44 + 2 * frames);
  sound.write("RIFF", 0); sound.writeUInt32LE(36 + 2 * frames, 4); sound.write("WAVEfmt ", 8); sound.writeUInt32LE(16, 16);
  [[20, 1], [22, 1], [32, 2], [34, 16]].forEach(([at, value]) => sound.writeUInt16LE(value as number, at as number));
  sound.writeUInt32LE(48_000, 24); sound.writeUInt32LE(96_000, 28); sound.write("data", 36); sound.writeUInt32LE(2 * frames, 40);
  for (let i = frames / 2; i < frames; ++i) sound.writeInt16LE(i % 2 === 0 ? 32767 : -32767, 44 + 2 * i);
  const path = join(studio.folder, "take.wav");
  writeFileSync(path, sound);
  const trackOf = (name: string): number => studio.client.track(name).id;
  await studio.client.setInput({ track: trackOf("Kick"), input: { file: { path, loop: false } } });
  await studio.client.setInput({ track: trackOf("Snare"), input: { file: { path: join(studio.folder, "lost.wav"), loop: false } } });
  const page = await studio.open("timeline");
  const lane = (name: string): Locator => page.getByRole("listitem", { name });
  await lane("Kick").getByText("once, 0:02.0").waitFor();
  await lane("Snare").getByText(/^There is no file .*lost\.wav/).waitFor();
  const wave = lane("Kick").locator("canvas.block-wave");
  // 1200 frames a pixel: 80 pixels, of which the right half is full from top to foot and the left a line.
  await expect.poll(() => wave.evaluate((canvas: HTMLCanvasElement) => {
    const brush = canvas.getContext("2d") as CanvasRenderingContext2D;
    const lit = (x: number): number => brush.getImageData(x, 0, 1, canvas.height).data.filter((_, i, all) => i % 4 === 3 && (all[i] as number) > 0).length / canvas.height;
    return [canvas.width, lit(20) < 0.1, lit(60) > 0.9];
  })).toEqual([80, true, true]);
});

test("of a thousand strips the last ones are there when they are scrolled to, and only those on the screen exist", async () => {
  await studio.client.asOne((batch) => { for (let i = 1; i <= 1000; ++i) batch.addTrack({ name: `Strip ${i}`, channels: 1 }); });
  const page = await studio.open("tracks");
  await page.getByText("1004 strips").waitFor();
  await page.locator(".tracks-scroll").evaluate((list) => { list.scrollTop = list.scrollHeight; });
  await page.getByRole("textbox", { name: "name of Strip 1000" }).waitFor();
  expect(await page.getByRole("listitem").count()).toBeLessThan(60);
});
