// access.e2e.ts: every view on every screen from a phone to 4K, and every window that opens, dark and light: no rule of axe is
// broken, nothing stands out of a phone; and what hands do with a mouse is done by keys alone.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { AxeResults } from "axe-core";
import { WholeStudio } from "./studio.js";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const studio = new WholeStudio();
let guitar = 0, eq = 0;
beforeAll(async () => {
  await studio.start();
  const { client } = studio;
  const { ids: [hall] } = await client.addTrack({ name: "Hall", kind: "aux" });
  guitar = (await client.addTrack({ name: "Guitar" })).ids[0] as number;
  await client.addInsert({ track: guitar, effect: "compressor" });
  eq = (await client.addInsert({ track: guitar, effect: "eq" })).ids[0] as number;
  await client.addInsert({ track: guitar, effect: "reverb" });
  await client.addSend({ track: guitar, destination: hall as number, level: -12 });
  await client.addTrack({ name: "Band", kind: "vca" });
  await client.addMuteGroup({ name: "Singers" });
  await client.storeScene({ name: "Verse" });
});
afterAll(() => studio.close());

async function viewsOf(page: Page): Promise<string[]> {
  const links = await page.getByRole("navigation", { name: "views" }).getByRole("link").all();
  return Promise.all(links.map(async (link) => ((await link.getAttribute("href")) ?? "").replace("#/", "")));
}
async function show(page: Page, view: string): Promise<void> {
  await page.evaluate((path) => { location.hash = `#/${path}`; }, view);
  await page.locator(`nav a[href="#/${view.split("/")[0]}"][aria-current="page"]`).waitFor();
  await page.locator("main > :not(.notice)").first().waitFor();
}
async function violations(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axe);
  const { violations: found } = await page.evaluate(() => (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run());
  return found.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.html.slice(0, 120)}`));
}

async function wear(page: Page, look: "dark" | "light"): Promise<void> {
  const before = new URL(page.url()).hash;
  await show(page, "system/screen");
  await page.getByRole("combobox", { name: "look of this screen" }).selectOption(look);
  await page.evaluate((hash) => { location.hash = hash; }, before);
}

test("a light page is light before its script runs", async () => {
  const page = await studio.open("mixer", { serviceWorkers: "block" });
  await wear(page, "light");
  await page.route("**/assets/*.js", (route) => route.abort());
  await page.reload();
  expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe("rgb(233, 237, 240)");
});

const touch: BrowserContextOptions = { hasTouch: true, isMobile: true };
test.each([
  ["a phone", { viewport: { width: 390, height: 844 }, ...touch }], ["a phone on its side", { viewport: { width: 844, height: 390 }, ...touch }],
  ["a tablet", { viewport: { width: 820, height: 1180 }, ...touch }], ["a desk", { viewport: { width: 1280, height: 800 } }],
  ["4K", { viewport: { width: 3840, height: 2160 } }],
] as [string, BrowserContextOptions & { viewport: { width: number } }][])("no view has an accessibility violation on %s, nor stands out of it", async (_, options) => {
  const page = await studio.open("mixer", options);
  const views = await viewsOf(page);
  for (const look of ["dark", "light"] as const) {
    await wear(page, look);
    for (const view of [...views, `rack/${guitar}/${eq}`]) {
      await show(page, view);
      expect(await violations(page), `${view}, ${look}`).toEqual([]);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(wide, `${view}, ${look}`).toBeLessThanOrEqual(0);
    }
  }
});

test.each([
  ["mixer", "settings of Guitar"], ["mixer", "Mute groups"], ["mixer", "Store scene"], ["tracks", "Add strips"], ["rack", "Presets"],
  ["rack", /^recall safe of/], ["mix", "Invite"], ["scenes", "Store new scene"],
] as [string, string | RegExp][])("the window behind %s: %s breaks no rule, holds the focus, and gives it back at Escape", async (view, button) => {
  const page = await studio.open("mixer");
  await show(page, view === "rack" ? `rack/${guitar}/${eq}` : view);
  const opener = page.getByRole("button", { name: button, exact: typeof button === "string" }).first();
  await opener.focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  await dialog.waitFor();
  for (const look of ["dark", "light"]) {
    await page.evaluate((worn) => { document.documentElement.dataset["look"] = worn; }, look);
    expect(await violations(page), look).toEqual([]);
  }
  for (let i = 0; i < 40; ++i) await page.keyboard.press("Tab");
  expect(await dialog.evaluate((element) => element.contains(document.activeElement))).toBe(true);
  await page.keyboard.press("Escape");
  await expect.poll(() => page.getByRole("dialog").count()).toBe(0);
  await expect.poll(() => opener.evaluate((element) => element === document.activeElement)).toBe(true);
});

test("what is lit can be read under the mouse, too, and no control of a strip lies on its neighbour's", async () => {
  const page = await studio.open("system");
  for (const look of ["dark", "light"] as const) {
    await wear(page, look);
    await show(page, "system");
    await page.getByRole("tab", { name: "History" }).click();
    await page.getByRole("tab", { name: "History" }).hover();
    expect(await violations(page), look).toEqual([]);
    await show(page, "tracks");
    await page.getByRole("button", { name: "Add strips" }).hover();
    expect(await violations(page), look).toEqual([]);
  }
  const tablet = await studio.open("mixer", { viewport: { width: 1024, height: 768 }, ...touch });
  const outside = await tablet.evaluate(() => [...document.querySelectorAll(".strip")].flatMap((strip) => {
    const around = strip.getBoundingClientRect();
    return [...strip.querySelectorAll("button, a, [role=slider]")].filter((control) => {
      const box = control.getBoundingClientRect();
      return box.width > 0 && (box.left < around.left - 0.5 || box.right > around.right + 0.5);
    }).map((control) => control.getAttribute("aria-label"));
  }));
  expect(outside).toEqual([]);
});

/** What has the focus, by name. */
const focused = (page: Page): Promise<string> => page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent ?? "");

test("the look is kept on this device: dark at first whatever the system says, light after a reload once it was chosen", async () => {
  const page = await studio.open("mixer", { colorScheme: "light" });
  const metas = (): Promise<unknown[]> => page.evaluate(() => ["color-scheme", "theme-color"].map((name) => document.querySelector(`meta[name="${name}"]`)?.getAttribute("content")));
  const back = (): Promise<string> => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  expect([await back(), ...await metas()]).toEqual(["rgb(18, 20, 22)", "dark", "#121416"]);
  await wear(page, "light");
  const light = ["rgb(233, 237, 240)", "light", "#e9edf0"];
  expect([await back(), ...await metas()]).toEqual(light);
  // A meter that was drawn dark is drawn anew.
  await show(page, "mixer");
  const top = page.getByRole("meter").first();
  await expect.poll(() => top.evaluate((meter) => (meter as HTMLCanvasElement).getContext("2d")?.getImageData(0, 0, 1, 1).data.join())).toBe("219,225,230,255");
  await page.reload();
  await page.locator(".badge-live").waitFor();
  expect([await back(), ...await metas()]).toEqual(light);
});

test("a lane of the timeline says its strip's name, also when the mixer was looked at before", async () => {
  const page = await studio.open("mixer");
  await show(page, "timeline");
  await expect.poll(() => page.locator(".lane-name").evaluateAll((names) => names.map((name) => name.scrollWidth <= name.clientWidth && name.clientWidth > 0))).toEqual([true]);
  expect((await page.getByRole("button", { name: "mute Guitar" }).boundingBox())?.width).toBeGreaterThanOrEqual(28);
});

test("Tab alone reaches every control of a strip, and keys move them", async () => {
  const page = await studio.open("mixer");
  const wanted = ["send of Guitar to Hall", "pan of Guitar", "mute Guitar", "solo Guitar", "arm Guitar", "volume of Guitar", "settings of Guitar", "volume of Band", "volume of Master"];
  const reached = new Set<string>();
  for (let i = 0; i < 120; ++i) {
    await page.keyboard.press("Tab");
    reached.add(await focused(page));
  }
  expect(wanted.filter((name) => !reached.has(name))).toEqual([]);
  await page.getByRole("slider", { name: "volume of Guitar", exact: true }).focus();
  await page.keyboard.press("PageDown");
  await studio.client.until((project) => project.tracks.some((track) => track.id === guitar && track.volume === -3));
});

test("a wire is made and ended in the matrix by keys, and its latency is said", async () => {
  await studio.client.setParameter({ insert: studio.client.track("guitar").inserts[0]?.id ?? 0, parameter: "lookahead", value: 5 });
  const page = await studio.open("routing");
  await page.getByRole("button", { name: "show the matrix" }).click();
  const cell = page.getByRole("button", { name: /^Guitar to Hall/ });
  await expect.poll(() => cell.getAttribute("aria-label")).toBe("Guitar to Hall: send -12.0 dB 5.0 ms");
  await expect.poll(() => page.getByRole("button", { name: /^Hall to Master/ }).getAttribute("aria-label")).toBe("Hall to Master: output 5.0 ms");
  await page.getByRole("combobox", { name: "what a new wire is" }).selectOption("cable");
  await cell.focus();
  await page.keyboard.press("Enter");
  await studio.client.until((project) => project.connections.length === 1);
  await expect.poll(() => cell.getAttribute("aria-pressed")).toBe("true");
  await page.keyboard.press("Enter");
  await studio.client.until((project) => project.connections.length === 0);
});

test("inserts are put in another order by keys alone", async () => {
  const page = await studio.open(`rack/${guitar}`);
  const order = (): string[] => studio.client.track("guitar").inserts.map((insert) => insert.effect);
  expect(order()).toEqual(["compressor", "eq", "reverb"]);
  await page.getByRole("button", { name: "move Compressor", exact: true }).focus();
  for (const key of ["Space", "ArrowDown", "Space"]) {
    await page.keyboard.press(key);
    await page.waitForTimeout(400);
  }
  await expect.poll(order).toEqual(["eq", "compressor", "reverb"]);
});

test("what is safe in the rack survives a recall", async () => {
  const page = await studio.open(`rack/${guitar}/${eq}`);
  await studio.client.setParameter({ insert: eq, parameter: "band3Gain", value: 6 });
  await studio.client.setParameter({ insert: eq, parameter: "output", value: -3 });
  await page.getByRole("button", { name: /^recall safe of eq/ }).click();
  await page.getByRole("button", { name: "band 3 gain of eq is safe" }).click();
  await page.keyboard.press("Escape");
  await studio.client.until((project) => project.tracks.some((track) => track.inserts.some((insert) => insert.safe.includes("band3Gain"))));
  await studio.client.recallScene({ scene: studio.client.project.scenes[0]?.id ?? 0 });
  const value = (name: string): number | undefined => studio.client.track("guitar").inserts.find(({ id }) => id === eq)?.parameters.find((each) => each.name === name)?.value;
  await expect.poll(() => [value("band3Gain"), value("output")]).toEqual([6, 0]);
});
