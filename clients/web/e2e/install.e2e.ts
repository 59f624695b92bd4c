// install.e2e.ts: the page can be installed as Chromium sees it: a manifest without fault, icons that are what it says of them, a
// worker that controls the page; and without a studio it opens all the same and says that it is offline.
import { afterAll, beforeAll, expect, test } from "vitest";
import { WholeStudio } from "./studio.js";

const studio = new WholeStudio();
beforeAll(() => studio.start());
afterAll(() => studio.close());

test("the manifest has what an installation needs, and Chromium finds no fault in it", async () => {
  const page = await studio.open("mixer");
  const devtools = await page.context().newCDPSession(page);
  const { errors, data } = await devtools.send("Page.getAppManifest");
  expect(errors).toEqual([]);
  const manifest = JSON.parse(data as string) as { name: string; short_name: string; start_url: string; display: string; icons: { src: string; sizes: string; purpose: string }[] };
  expect(manifest).toMatchObject({ name: "CoreLogic Studio", short_name: "CoreLogic", start_url: "./", display: "standalone" });
  for (const icon of manifest.icons.filter(({ sizes }) => sizes !== "any")) {
    const size = await page.evaluate(async (src) => { const image = new Image(); image.src = src; await image.decode(); return `${image.naturalWidth}x${image.naturalHeight}`; }, icon.src);
    expect(size, icon.src).toBe(icon.sizes);
  }
  expect(manifest.icons.some(({ purpose, sizes }) => purpose === "maskable" && sizes === "512x512")).toBe(true);
  await page.evaluate(() => navigator.serviceWorker.ready);
  const { installabilityErrors } = await devtools.send("Page.getInstallabilityErrors");
  // A browser that is not for people says that it is one; nothing else may be missing.
  expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== "in-incognito")).toEqual([]);
});

test("without its studio the page opens from the worker's spare, says so, and is live by itself when it is back", async () => {
  const page = await studio.open("mixer");
  await page.evaluate(() => navigator.serviceWorker.ready);
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
  await studio.kill("corelogic-gateway");
  await page.reload();
  await page.locator(".badge-offline").waitFor();
  expect(await page.getByRole("main").textContent()).toContain("Offline. No studio answers");
  await studio.run("corelogic-gateway");
  await page.locator(".badge-live").waitFor();
  // Each view is there, none of them was opened before.
  await studio.kill("corelogic-gateway");
  await page.locator(".badge-reconnecting").waitFor();
  for (const view of ["rack", "routing", "system"]) {
    await page.evaluate((path) => { location.hash = `#/${path}`; }, view);
    await page.locator(`.${view}`).first().waitFor();
  }
  await studio.run("corelogic-gateway");
  await page.locator(".badge-live").waitFor();
});
