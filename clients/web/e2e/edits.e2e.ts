// edits.e2e.ts: a mix made by hand in the page: a strip, an equaliser, a send, a wire, an invitation; undone step by step; what
// would go in a circle is refused where it would close; who was invited sees the own mix and nothing else.
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { WholeStudio } from "./studio.js";

const studio = new WholeStudio();
beforeAll(async () => {
  await studio.start();
  await studio.client.addTrack({ name: "Hall", kind: "aux" });
  await studio.client.addTrack({ name: "Plate", kind: "aux" });
});
afterAll(() => studio.close());

async function go(page: Page, place: string): Promise<void> {
  await page.evaluate((hash) => { location.hash = `#/${hash}`; }, place);
  await page.locator(`nav a[href="#/${place.split("/")[0]}"][aria-current="page"]`).waitFor();
}
const has = (name: string): boolean => studio.client.project.tracks.some((track) => track.name === name);

test("a strip, an equaliser and a send are made with the mouse, and undone one after the other", async () => {
  const page = await studio.open("tracks");
  await page.getByRole("button", { name: "Add strips" }).click();
  await page.getByRole("textbox", { name: "name of the new strips" }).fill("Voice");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await expect.poll(() => has("Voice")).toBe(true);
  const voice = studio.client.track("Voice").id;
  await go(page, `rack/${voice}`);
  await page.getByRole("combobox", { name: "add an effect to Voice" }).selectOption("eq");
  await page.getByRole("heading", { name: "Equaliser" }).waitFor();
  // Its third band is dragged up and to the right.
  const band = page.getByRole("slider", { name: "band 3 of eq" });
  await band.dblclick();
  await expect.poll(() => band.getAttribute("aria-valuetext")).not.toMatch(/^off/);
  const box = (await band.boundingBox()) as { x: number; y: number; width: number; height: number };
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 60, y - 50, { steps: 8 });
  await page.mouse.up();
  const gain = (): number => studio.client.track("Voice").inserts[0]?.parameters.find(({ name }) => name === "band3Gain")?.value ?? 0;
  await expect.poll(gain).toBeGreaterThan(3);
  await go(page, "mixer");
  await page.getByRole("combobox", { name: "faders move" }).selectOption({ label: "Sends to Hall" });
  await page.getByRole("button", { name: "add a send of Voice to Hall" }).click();
  await expect.poll(() => studio.client.track("Voice").sends.length).toBe(1);
  const undo = (): Promise<void> => page.getByRole("button", { name: "undo", exact: true }).click();
  await undo();
  await expect.poll(() => studio.client.track("Voice").sends.length).toBe(0);
  const on = (): number => studio.client.track("Voice").inserts[0]?.parameters.find(({ name }) => name === "band3On")?.value ?? 0;
  await undo();  // the whole drag, frequency and gain
  await expect.poll(gain).toBe(0);
  expect(on()).toBe(1);
  await undo();
  await expect.poll(on).toBe(0);
  await undo();
  await expect.poll(() => studio.client.track("Voice").inserts.length).toBe(0);
  await undo();
  await expect.poll(() => has("Voice")).toBe(false);
  await page.getByRole("button", { name: "redo", exact: true }).click();
  await expect.poll(() => has("Voice")).toBe(true);
});

test("what a solo silences is marked at its mute button, as the controller has it", async () => {
  const { client } = studio;
  const voice = client.track("Voice").id, hall = client.track("Hall").id;
  const { ids: [drums] } = await client.addTrack({ name: "Drums", kind: "group" });
  const { ids: [kick] } = await client.addTrack({ name: "Kick" });
  await client.setOutput({ track: kick as number, output: { track: drums as number } });
  const { ids: [send] } = await client.addSend({ track: voice, destination: hall });
  const page = await studio.open("mixer");
  for (const soloed of [voice, hall, drums as number]) {
    await client.setSolo({ track: soloed, solo: true });
    const names = client.project.tracks.filter(({ kind }) => kind !== "master").map(({ name }) => name);
    for (const name of names) {
      const { silent } = await client.explain(client.track(name).id);
      const bySolo = silent.some(({ sentence }) => sentence.includes("soloed"));
      const mark = page.getByRole("button", { name: `mute ${name}`, exact: true });
      await expect.poll(async () => ((await mark.getAttribute("class")) ?? "").includes("implied"), { message: `${name} while ${soloed} is soloed` }).toBe(bySolo);
    }
    await client.setSolo({ track: soloed, solo: false });
  }
  await client.removeSend({ send: send as number });
  await client.asOne((batch) => [kick, drums].forEach((track) => batch.removeTrack({ track: track as number })));
});

const handle = (page: Page, name: string, side: "source" | "target"): Locator => page.locator(".react-flow__node", { hasText: name }).locator(`.react-flow__handle.${side}`);
async function patch(page: Page, from: string, to: string): Promise<void> {
  const [a, b] = [await handle(page, from, "source").boundingBox(), await handle(page, to, "target").boundingBox()];
  if (!a || !b) throw new Error("it is not on the screen");
  await page.mouse.move(a.x + a.width / 2, a.y + a.height / 2);
  await page.mouse.down();
  await page.mouse.move((a.x + b.x) / 2, (a.y + b.y) / 2, { steps: 5 });
  await page.mouse.move(b.x + b.width / 2, b.y + b.height / 2, { steps: 5 });
  await page.mouse.up();
}

test("a send is patched by a drag from strip to strip, and one that would go in a circle is shown where it would close", async () => {
  const page = await studio.open("routing");
  await page.waitForTimeout(500);
  await patch(page, "Hall", "Plate");
  await expect.poll(() => studio.client.track("Hall").sends.map((send) => send.destination)).toEqual([studio.client.track("Plate").id]);
  await page.waitForTimeout(500);
  await patch(page, "Plate", "Hall");
  await page.locator(".graph-wire-refused").waitFor({ state: "attached" });
  expect(await page.getByRole("alert").first().textContent()).toContain("Hall");
  expect(studio.client.track("Plate").sends).toEqual([]);
});

test("no wire of the graph runs behind a strip that it does not feed", async () => {
  const page = await studio.open("routing");
  await page.locator(".react-flow__edge-path").first().waitFor({ state: "attached" });
  await page.waitForTimeout(500);
  // Hall ─ send ─> Plate ─> Master, and Hall and Voice to Master: their outputs go past what stands between.
  const behind = await page.evaluate(() => [...document.querySelectorAll<SVGPathElement>(".react-flow__edge")].flatMap((edge) => {
    const path = edge.querySelector<SVGPathElement>(".react-flow__edge-path") as SVGPathElement;
    const screen = path.getScreenCTM() as DOMMatrix;
    const length = path.getTotalLength();
    const points = Array.from({ length: 200 }, (_, i) => path.getPointAtLength((i / 199) * length).matrixTransform(screen));
    const inside = (box: DOMRect, { x, y }: DOMPoint): boolean => x > box.left && x < box.right && y > box.top && y < box.bottom;
    const ends = [points[0], points[199]] as DOMPoint[];
    return [...document.querySelectorAll(".graph-strip")].filter((strip) => {
      const box = strip.getBoundingClientRect();
      const near = new DOMRect(box.left - 12, box.top, box.width + 24, box.height);
      return !ends.some((end) => inside(near, end)) && points.some((point) => inside(box, point));
    }).map((strip) => `${edge.getAttribute("aria-label")} behind ${strip.textContent}`);
  }));
  expect(behind).toEqual([]);
  expect(await page.locator(".react-flow__edge-path").count()).toBeGreaterThan(4);
});

test("a musician comes in by the link of the invitation, has the own mix only, and others see it move", async () => {
  const hall = studio.client.track("Hall").id, voice = studio.client.track("Voice").id;
  await studio.client.addSend({ track: voice, destination: hall, level: -20 });
  const desk = await studio.open(`mix/${hall}`);
  await desk.getByRole("button", { name: "Invite" }).click();
  await desk.getByRole("textbox", { name: "name of the person" }).fill("Ann");
  await desk.getByRole("dialog").getByRole("button", { name: "Invite" }).click();
  const link = await desk.getByRole("textbox", { name: "link" }).inputValue();
  await desk.getByRole("img", { name: `QR code of ${link}` }).locator("svg").waitFor();
  const phone = await studio.visit(link, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  expect(phone.url()).not.toContain("token");
  const fader = phone.getByRole("slider", { name: /Voice/ }).and(phone.locator(".fader-way"));
  await fader.focus();
  await phone.keyboard.press("PageUp");
  await studio.client.until((project) => project.tracks.some((track) => track.id === voice && track.sends[0]?.level === -18));
  // What is not hers is refused by the controller, whatever a page shows.
  await go(phone, "mixer");
  await phone.getByRole("button", { name: "mute Voice" }).click();
  await phone.locator("[data-sonner-toast]").first().waitFor();
  expect(studio.client.track("Voice").mute).toBe(false);
});
