// page.e2e.ts: every view: no accessibility violation, fits a phone; and the page over the deaths of what it depends on.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { AxeResults } from "axe-core";
import { WholeStudio } from "./studio.js";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const studio = new WholeStudio();
beforeAll(async () => {
  await studio.start();
  const { client } = studio;
  const { ids: [hall] } = await client.addTrack({ name: "Hall", kind: "aux" });
  const { ids: [guitar] } = await client.addTrack({ name: "Guitar" });
  await client.addInsert({ track: guitar as number, effect: "compressor" });
  await client.addInsert({ track: guitar as number, effect: "eq" });
  await client.addSend({ track: guitar as number, destination: hall as number, level: -12 });
});
afterAll(() => studio.close());

async function viewsOf(page: Page): Promise<string[]> {
  const links = await page.getByRole("navigation", { name: "views" }).getByRole("link").all();
  return Promise.all(links.map(async (link) => ((await link.getAttribute("href")) ?? "").replace("#/", "")));
}
async function show(page: Page, view: string): Promise<void> {
  await page.evaluate((path) => { location.hash = `#/${path}`; }, view);
  await page.locator(`nav a[href="#/${view}"][aria-current="page"]`).waitFor();
  await page.locator("main > :not(.notice)").first().waitFor();
}
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const { violations: found } = await page.evaluate(() => (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run());
  return found.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.html.slice(0, 120)}`));
}

test("no view has an accessibility violation", async () => {
  const page = await studio.open("mixer");
  for (const view of await viewsOf(page)) {
    await show(page, view);
    expect(await violations(page), view).toEqual([]);
  }
});

test("every view fits a phone", async () => {
  const page = await studio.open("mixer", { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  for (const view of await viewsOf(page)) {
    await show(page, view);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), view).toBe(390);
    expect(await violations(page), view).toEqual([]);
  }
});

test.each(["corelogic-controller", "corelogic-gateway"] as const)("%s killed: the page says so, takes its controls away, and is live again with what is true", async (program) => {
  const page = await studio.open("mixer");
  const fader = page.getByRole("slider", { name: "volume of Guitar", exact: true });
  await studio.kill(program);
  await page.locator(".badge-reconnecting").waitFor();
  await expect.poll(() => fader.getAttribute("aria-disabled")).toBe("true");
  await studio.run(program);
  await page.locator(".badge-live").waitFor();
  await expect.poll(() => fader.getAttribute("aria-disabled")).toBe("false");
  await expect.poll(() => studio.client.state.kind).toBe("live");
  const volume = program === "corelogic-gateway" ? -9 : -18;
  await studio.client.setVolume({ track: studio.client.track("Guitar").id, volume });
  await expect.poll(() => fader.getAttribute("aria-valuetext")).toBe(`${volume.toFixed(1)} dB`);
});

test("the engine killed: the page stays live, its meters go dark and come back", async () => {
  const page = await studio.open("mixer");
  const meter = page.getByRole("meter", { name: "level of Guitar" });
  await expect.poll(() => meter.getAttribute("aria-valuetext")).not.toBe("unknown");
  await studio.kill("corelogic-engine");
  await expect.poll(() => meter.getAttribute("aria-valuetext"), { timeout: 10_000 }).toBe("unknown");
  expect(await page.locator(".badge-live").count()).toBe(1);
  await studio.run("corelogic-engine");
  await expect.poll(() => meter.getAttribute("aria-valuetext"), { timeout: 10_000 }).not.toBe("unknown");
});

test("without a right token the page says that it was not let in", async () => {
  const page = await studio.open("mixer");
  const stranger = await page.context().browser()?.newContext();
  const other = await (stranger as NonNullable<typeof stranger>).newPage();
  await other.goto(page.url().replace(/#.*/, "#/mixer?token=wrong"));
  await other.locator(".badge-refused").waitFor();
  expect(other.url()).not.toContain("wrong");
});
