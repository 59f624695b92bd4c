// replica.e2e.ts: how long two tablets disagree while a fader moves, and that a page which lost its studio, or hears nothing
// any more, looks it and takes nothing.  PROMISES: two clients, one fader: equal in 100 ms.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { WholeStudio } from "./studio.js";

const studio = new WholeStudio();
beforeAll(async () => {
  await studio.start();
  await studio.client.addTrack({ name: "Lead", channels: 1 });
});
afterAll(() => studio.close());

const label = "volume of Lead";
type Shown = { value: number; at: number };

/** From now on the page keeps when its fader showed what, by a clock that all pages of a machine share. */
async function watch(page: Page): Promise<void> {
  await page.getByRole("slider", { name: label }).evaluate((fader) => {
    const seen: Shown[] = [];
    (globalThis as unknown as { seen: Shown[] }).seen = seen;
    new MutationObserver(() => seen.push({ value: Number(fader.getAttribute("aria-valuenow")), at: performance.timeOrigin + performance.now() }))
      .observe(fader, { attributeFilter: ["aria-valuenow"] });
  });
}
const seenBy = (page: Page): Promise<Shown[]> => page.evaluate(() => (globalThis as unknown as { seen: Shown[] }).seen.splice(0));

/** Milliseconds from each value in the hand to the first one there that is as new: a slow page may leave some out, and one that
 *  is quicker than this page's own drawing, which comes after the sending, has it before (0 then). Both saw one gesture only. */
function delays(here: readonly Shown[], there: readonly Shown[]): number[] {
  const falling = (here[here.length - 1]?.value ?? 0) < (here[0]?.value ?? 0);
  return here.map(({ value, at }) => {
    const caught = there.find((shown) => (falling ? shown.value <= value : shown.value >= value));
    return Math.max(0, (caught?.at ?? Infinity) - at);
  });
}

test("two tablets: from the hand on one fader to the other, move by move", async () => {
  const [here, there] = [await studio.open("mixer"), await studio.open("mixer")];
  await Promise.all([watch(here), watch(there)]);
  const box = await here.getByRole("slider", { name: label }).boundingBox();
  if (!box) throw new Error("it is not on the screen");
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const all: number[] = [];
  for (let gesture = 0; gesture < 6; ++gesture) {
    const way = gesture % 2 === 0 ? 1 : -1;
    await here.mouse.move(x, y);
    await here.mouse.down();
    for (let step = 1; step <= 60; ++step) {
      await here.mouse.move(x, y + way * step);
      await here.waitForTimeout(8);
    }
    await here.mouse.up();
    const last = (await here.getByRole("slider", { name: label }).getAttribute("aria-valuenow")) as string;
    await expect.poll(() => there.getByRole("slider", { name: label }).getAttribute("aria-valuenow")).toBe(last);
    all.push(...delays(await seenBy(here), await seenBy(there)));
  }
  all.sort((a, b) => a - b);
  const share = (of: number): number => all[Math.min(all.length - 1, Math.floor(of * all.length))] as number;
  console.log(`${all.length} moves: ${share(0.5).toFixed(1)} ms (median), ${share(0.95).toFixed(1)} ms (p95), ${share(1).toFixed(1)} ms (longest)`);
  expect(all.length).toBeGreaterThan(200);
  expect(share(0.5)).toBeLessThan(100);
  // The longest is printed and not held to a number: a machine that builds beside it may stop a page for as long as it likes.
  expect(all.every(Number.isFinite), "each value was caught up with there").toBe(true);
});

interface Look { cap: string; value: string; lamp: string }
const look = (page: Page): Promise<Look> => page.evaluate((name) => {
  const way = document.querySelector(`[role=slider][aria-label="${name}"]`) as Element;
  const fader = way.closest(".fader") as Element;
  return {
    cap: getComputedStyle(fader.querySelector(".fader-cap") as Element).borderTopStyle,
    value: getComputedStyle(fader.querySelector(".value") as Element).textDecorationLine,
    lamp: getComputedStyle(document.querySelector(".badge-lamp") as Element).backgroundColor,
  };
}, label);
const live = { cap: "solid", value: "none", lamp: "rgb(99, 214, 139)" }, stale = { cap: "dashed", value: "line-through", lamp: "rgb(255, 194, 77)" };

test.each(["corelogic-controller", "corelogic-gateway"] as const)("%s hangs: within seconds the fader is hollow and struck through, and no hand moves it", async (program) => {
  const page = await studio.open("mixer");
  await expect.poll(() => look(page)).toEqual(live);
  const before = await page.getByRole("slider", { name: label }).getAttribute("aria-valuetext");
  studio.pause(program);
  try {
    const since = Date.now();
    await expect.poll(() => look(page), { timeout: 10_000 }).toEqual(stale);
    expect(Date.now() - since).toBeLessThan(6000);  // 3 s of silence, and a busy machine
    const box = (await page.getByRole("slider", { name: label }).boundingBox()) as { x: number; y: number; width: number; height: number };
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2 + 40, { steps: 5 });
    await page.mouse.up();
    expect(await page.getByRole("slider", { name: label }).getAttribute("aria-valuetext")).toBe(before);
  } finally {
    studio.pause(program, false);
  }
  await expect.poll(() => look(page), { timeout: 20_000 }).toEqual(live);
  expect(await page.getByRole("slider", { name: label }).getAttribute("aria-valuetext")).toBe(before);
});
