// screenshots.ts: takes the picture of each view for its README: npm run screenshots -w corelogic-web (CORELOGIC_BIN as for
// e2e). Not a test: a picture is looked at by people.  Side: build.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { test } from "vitest";
import type { ProjectGiven } from "corelogic/schema";
import { WholeStudio } from "./studio.js";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const colours = ["#ffd24d", "#6db6ff", "#4fd07c", "#c98bff", "#ff9d4d"];

const studio = new WholeStudio();
test("a picture of each view", async () => {
  await studio.start();
  const { client } = studio;
  try {
    await client.importProject({ name: "demo", project: JSON.parse(readFileSync(root + "controller/apps/demo.json", "utf8")) as ProjectGiven });
    await client.until((project) => project.name === "demo");
    for (const name of ["Bass", "Keys", "Voice", "Choir"]) await client.addTrack({ name, channels: 1 });
    const { ids: [band] } = await client.addTrack({ name: "Band", kind: "vca" });
    await client.addMuteGroup({ name: "Singers" });
    const tracks = (await client.until((project) => project.muteGroups.length === 1)).tracks.filter((track) => track.kind === "audio");
    await client.asOne((batch) => tracks.forEach((track, i) => {
      batch.setLook({ track: track.id, colour: colours[i % colours.length] as string });
      if (i < 4) batch.setVcas({ track: track.id, vcas: [band as number] });
    }));
    await client.storeScene({ name: "Verse" });
    const guitar = client.track("guitar").id;
    await client.addInsert({ track: guitar, effect: "eq", position: 0, parameters: [
      { name: "band1On", value: 1 }, { name: "band1Frequency", value: 60 }, { name: "band3On", value: 1 }, { name: "band3Frequency", value: 350 },
      { name: "band3Gain", value: -5 }, { name: "band5On", value: 1 }, { name: "band5Frequency", value: 3200 }, { name: "band5Gain", value: 4 }] });
    await client.addInsert({ track: client.track("voice").id, effect: "limiter" });
    await client.play();
    const page = await studio.open("mixer", { viewport: { width: 1280, height: 760 } });
    await page.waitForTimeout(2000);
    for (const link of await page.getByRole("navigation", { name: "views" }).getByRole("link").all()) {
      const view = ((await link.getAttribute("href")) ?? "").replace("#/", "");
      await link.click();
      await page.waitForTimeout(2500);
      await page.screenshot({ path: `${root}clients/web/src/views/${view}/${view}.png` });
    }
    await page.getByRole("tab", { name: "Screen" }).click();
    await page.getByRole("combobox", { name: "look of this screen" }).selectOption("light");
    await page.getByRole("navigation", { name: "views" }).getByRole("link", { name: "Mixer", exact: true }).click();
    await page.waitForTimeout(2500);
    await page.screenshot({ path: `${root}clients/web/src/views/mixer/light.png` });
    await page.getByRole("navigation", { name: "views" }).getByRole("link", { name: "System", exact: true }).click();
    await page.getByRole("tab", { name: "Screen" }).click();
    await page.getByRole("combobox", { name: "look of this screen" }).selectOption("dark");
    const compressor = client.track("guitar").inserts.find(({ effect }) => effect === "compressor");
    await page.evaluate((place) => { location.hash = place; }, `#/rack/${guitar}/${compressor?.id ?? 0}`);
    await page.waitForTimeout(9000);
    await page.screenshot({ path: `${root}clients/web/src/views/rack/dynamics.png` });
    const phone = await studio.open("mix", { viewport: { width: 390, height: 844 }, deviceScaleFactor: 1, hasTouch: true, isMobile: true });
    await phone.waitForTimeout(1500);
    await phone.screenshot({ path: `${root}clients/web/src/views/mix/phone.png` });
  } finally {
    await studio.close();
  }
});
