// page.e2e.ts: the page over the deaths of what it depends on, while JACK plays, and without a token.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { WholeStudio } from "./studio.js";

const studio = new WholeStudio("jack");
beforeAll(async () => {
  await studio.start();
  await studio.client.addTrack({ name: "Guitar" });
  await studio.client.play();
});
afterAll(() => studio.close());

/** The clock at the top goes on. */
async function rolls(page: Page): Promise<void> {
  const clock = page.getByLabel("position");
  await expect.poll(() => page.getByRole("button", { name: "stop" }).count()).toBe(1);
  const before = await clock.textContent();
  await expect.poll(() => clock.textContent()).not.toBe(before);
}

test.each(["corelogic-controller", "corelogic-gateway"] as const)("%s killed while it plays: the page says so, takes its controls away, and is live again with what is true", async (program) => {
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
  await rolls(page);
});

test("the engine killed while it plays: the page stays live, its meters go dark and come back", async () => {
  const page = await studio.open("mixer");
  const meter = page.getByRole("meter", { name: "level of Guitar" });
  await expect.poll(() => meter.getAttribute("aria-valuetext")).not.toBe("unknown");
  await studio.kill("corelogic-engine");
  await expect.poll(() => meter.getAttribute("aria-valuetext"), { timeout: 10_000 }).toBe("unknown");
  expect(await page.locator(".badge-live").count()).toBe(1);
  await studio.run("corelogic-engine");
  await expect.poll(() => meter.getAttribute("aria-valuetext"), { timeout: 10_000 }).not.toBe("unknown");
  await rolls(page);
});

test("without a right token the page says that it was not let in", async () => {
  const page = await studio.open("mixer");
  const stranger = await page.context().browser()?.newContext();
  const other = await (stranger as NonNullable<typeof stranger>).newPage();
  await other.goto(page.url().replace(/#.*/, "#/mixer?token=wrong"));
  await other.locator(".badge-refused").waitFor();
  expect(other.url()).not.toContain("wrong");
});
