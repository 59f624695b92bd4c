// curves.e2e.ts: the points of a compressor's, a gate's and an equaliser's curve in the rack: a drag, or keys alone, change the parameter
// at the controller, and a second page shows it.
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { WholeStudio } from "./studio.js";

const studio = new WholeStudio();
let track = 0;
const inserts = new Map<string, number>();
beforeAll(async () => {
  await studio.start();
  track = (await studio.client.addTrack({ name: "Voice", channels: 1 })).ids[0] as number;
  for (const effect of ["compressor", "gate", "eq"]) inserts.set(effect, (await studio.client.addInsert({ track, effect })).ids[0] as number);
  await studio.client.setParameter({ insert: inserts.get("eq") as number, parameter: "band3On", value: 1 });
});
afterAll(() => studio.close());

/** As the controller has it. */
function valueOf(effect: string, name: string): number {
  const insert = studio.client.track("Voice").inserts.find(({ id }) => id === inserts.get(effect));
  return insert?.parameters.find((each) => each.name === name)?.value ?? NaN;
}
const point = (page: Page, name: string): Locator => page.getByRole("slider", { name, exact: true });

async function drag(page: Page, name: string, right: number, down: number): Promise<void> {
  const box = await point(page, name).boundingBox();
  if (!box) throw new Error("it is not on the screen");
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + right, y + down, { steps: 8 });
  await page.mouse.up();
}

interface Case { effect: string; name: string; parameter: string; drag: [right: number, down: number]; becomes: number; key: string; step: number }
const decibelsAPixel = 60 / 220;
test.each<Case>([
  { effect: "compressor", name: "threshold on the curve of compressor", parameter: "threshold", drag: [-44, 10], becomes: -18 - 44 * decibelsAPixel, key: "ArrowRight", step: 0.5 },
  // The threshold lies at -30 dB by then, so that 30 dB above it become 10, and 5 with 18 pixels less.
  { effect: "compressor", name: "ratio on the curve of compressor", parameter: "ratio", drag: [0, 5 / decibelsAPixel], becomes: 30 / 5, key: "ArrowUp", step: 0.2 },
  // It begins where the curve leaves the picture, 0.2 dB under the threshold of -40 dB; 4 dB under it, 20 dB have become 4.
  { effect: "gate", name: "ratio on the curve of gate", parameter: "ratio", drag: [-3.8 / decibelsAPixel, 0], becomes: 20 / 4, key: "ArrowUp", step: 1 },
  // 48 dB are 302 pixels: 38 % of the window's height, without its border.
  { effect: "eq", name: "band 3 of eq", parameter: "band3Gain", drag: [40, -40], becomes: 40 * 48 / 302, key: "ArrowUp", step: 0.5 },
])("$name: a drag and keys change it at the controller and on a second page", async ({ effect, name, parameter, drag: [right, down], becomes, key, step }) => {
  const [here, there] = [await studio.open(`rack/${track}/${inserts.get(effect)}`), await studio.open(`rack/${track}/${inserts.get(effect)}`)];
  const agree = async (): Promise<void> => {
    await expect.poll(async () => (await point(there, name).getAttribute("aria-valuetext"))).toBe(await point(here, name).getAttribute("aria-valuetext"));
  };
  const before = valueOf(effect, parameter);
  await drag(here, name, right, down);
  await expect.poll(() => Math.abs(valueOf(effect, parameter) - becomes)).toBeLessThan(0.3);  // less than one of its eight steps: it has come to rest
  await agree();
  const dragged = valueOf(effect, parameter);
  expect(dragged).not.toBe(before);
  await point(here, name).focus();
  await here.keyboard.press(key);
  await expect.poll(() => valueOf(effect, parameter) - dragged).toBeGreaterThan(0);
  expect(valueOf(effect, parameter) - dragged).toBeLessThan(1.5 * step);
  await agree();
});

