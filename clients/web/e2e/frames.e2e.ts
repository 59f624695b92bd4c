// frames.e2e.ts: a desk of 128 strips that all sound, with 30 meter frames a second: what the page works for each picture
// while it scrolls and while it stands still. Judged by the page's own processor time, which a busy machine does not spoil;
// the distances of pictures are told, for Chromium paints in software here.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { WholeStudio } from "./studio.js";

const studio = new WholeStudio();
beforeAll(async () => {
  await studio.start();
  const { ids } = await studio.client.asOne((batch) => { for (let i = 1; i <= 127; ++i) batch.addTrack({ name: `In ${i}` }); });
  await studio.client.asOne((batch) => ids.forEach((track) => {
    batch.addInsert({ track, effect: "generator", parameters: [{ name: "kind", value: 1 }] });
    batch.addInsert({ track, effect: "compressor" });
  }));
});
afterAll(() => studio.close());

const pictures = 300;
interface Figures { scripting: number; layout: number; distances: number[]; longTasks: number[]; meterFrames: number }

/** `scroll`: pixels a picture. Times in ms. */
async function measure(page: Page, scroll: number): Promise<Figures> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Performance.enable");
  const spent = async (): Promise<Record<string, number>> =>
    Object.fromEntries((await devtools.send("Performance.getMetrics")).metrics.map(({ name, value }) => [name, value]));
  const before = await spent();
  const seen = await page.evaluate(([count, by]) => new Promise<Omit<Figures, "scripting" | "layout">>((resolve) => {
    const row = document.querySelector(".row-scroll") as HTMLElement;
    const distances: number[] = [], longTasks: number[] = [];
    const tasks = new PerformanceObserver((list) => list.getEntries().forEach((entry) => longTasks.push(entry.duration)));
    tasks.observe({ entryTypes: ["longtask"] });
    let last = performance.now(), meterFrames = 0;
    const clock = document.querySelector(".clock") as HTMLElement;
    new MutationObserver(() => { ++meterFrames; }).observe(clock, { childList: true, characterData: true, subtree: true });
    const step = (now: number): void => {
      distances.push(now - last);
      last = now;
      row.scrollLeft = (row.scrollLeft + by) % (row.scrollWidth - row.clientWidth);
      if (distances.length < count) requestAnimationFrame(step);
      else resolve({ distances, longTasks, meterFrames });
    };
    requestAnimationFrame(step);
  }), [pictures, scroll] as [number, number]);
  const after = await spent();
  const took = (name: string): number => (((after[name] ?? NaN) - (before[name] ?? NaN)) / pictures) * 1000;
  return { ...seen, scripting: took("ScriptDuration"), layout: took("LayoutDuration") + took("RecalcStyleDuration") };
}

test.each([["scrolling", 24], ["standing still", 0]] as const)("128 strips %s: scripts and layout take less than half of a picture's 16.7 ms", async (how, scroll) => {
  const page = await studio.open("mixer", { viewport: { width: 1600, height: 900 } });
  await expect.poll(() => page.getByRole("meter", { name: "level of In 1", exact: true }).getAttribute("aria-valuetext")).toMatch(/^-?\d/);
  const { scripting, layout, distances, longTasks, meterFrames } = await measure(page, scroll);
  const sorted = distances.slice(1).sort((a, b) => a - b);
  console.log(`${how}: scripts ${scripting.toFixed(2)} ms, layout ${layout.toFixed(2)} ms a picture; pictures ${sorted[Math.floor(sorted.length / 2)]?.toFixed(1)} ms apart ` +
    `(p95 ${sorted[Math.floor(0.95 * sorted.length)]?.toFixed(1)}), ${longTasks.length} tasks over 50 ms, ${meterFrames} meter frames in ${(sorted.reduce((a, b) => a + b, 0) / 1000).toFixed(1)} s`);
  expect(meterFrames).toBeGreaterThan(0);
  expect(await page.locator(".row-place").count()).toBeLessThan(40);  // of 128
  expect(scripting + layout).toBeLessThan(16.7 / 2);
});
