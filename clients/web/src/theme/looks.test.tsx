// looks.test.tsx: dark to begin with, chosen in the system view, kept on this device; the document, its metas and the system's
// word follow.
import { fireEvent, render, screen } from "@testing-library/react";
import { readFileSync } from "node:fs";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

let system: { matches: boolean; change(light: boolean): void };
/** As a page that is loaded anew: what it keeps is read again. */
async function load(light = false): Promise<typeof import("./looks")> {
  vi.resetModules();
  const heard = new Set<(event: { matches: boolean }) => void>();
  system = { matches: light, change: (matches) => heard.forEach((hear) => hear({ matches })) };
  vi.stubGlobal("matchMedia", () => ({ matches: light, addEventListener: (_: string, hear: () => void) => heard.add(hear), removeEventListener: (_: string, hear: () => void) => heard.delete(hear) }));
  return import("./looks");
}
const worn = (): unknown[] => [document.documentElement.dataset["look"], ...["color-scheme", "theme-color"].map((name) => document.querySelector(`meta[name="${name}"]`)?.getAttribute("content"))];

beforeEach(() => {
  localStorage.clear();
  document.head.innerHTML = `<meta name="theme-color" content="#121416"><meta name="color-scheme" content="dark">
    <style>:root { --back: #121416 } :root[data-look="light"] { --back: #e9edf0 }</style>`;
});
afterEach(() => {
  document.head.innerHTML = "";
  vi.unstubAllGlobals();
});

test("it is dark until somebody chooses, whatever the system says", async () => {
  const looks = await load(true);
  const stop = looks.wearLook();
  expect(worn()).toEqual(["dark", "dark", "#121416"]);
  stop();
});

test("light is chosen in the system view, worn at once, and kept for the next time", async () => {
  const looks = await load();
  const stop = looks.wearLook();
  const { ScreenPanel } = await import("../views/system/screen_panel");
  render(<ScreenPanel />);
  fireEvent.change(screen.getByRole("combobox", { name: "look of this screen" }), { target: { value: "light" } });
  expect(worn()).toEqual(["light", "light", "#e9edf0"]);
  stop();
  const again = (await load()).wearLook();
  expect(worn()).toEqual(["light", "light", "#e9edf0"]);
  again();
});

test("as the system says: it follows while the page is open", async () => {
  const looks = await load();
  const stop = looks.wearLook();
  looks.chooseLook("system");
  expect(worn()[0]).toBe("dark");
  system.change(true);
  expect(worn()).toEqual(["light", "light", "#e9edf0"]);
  system.change(false);
  expect(worn()[0]).toBe("dark");
  stop();
});

test("a kept word that nobody knows is dark", async () => {
  localStorage.setItem("corelogic.look", JSON.stringify({ state: { choice: "purple" }, version: 1 }));
  const looks = await load(true);
  expect(looks.lookOf(looks.useLooks.getState())).toBe("dark");
});

const kept = (choice: string): string => JSON.stringify({ state: { choice }, version: 1 });
test.each([null, "", "null", "{", ...["dark", "light", "system", "purple"].map(kept)])(
  "look.js wears before anything is drawn what the page will wear: %s", async (words) => {
    for (const light of [false, true]) {
      if (words !== null) localStorage.setItem("corelogic.look", words);
      const looks = await load(light);
      delete document.documentElement.dataset["look"];
      new Function(readFileSync("public/look.js", "utf8"))();
      expect(document.documentElement.dataset["look"] ?? "dark").toBe(looks.lookOf(looks.useLooks.getState()));
    }
  });
