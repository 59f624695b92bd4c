// readme.test.ts: every example of the package's page runs, as a user would run it: built, imported by its name, on node.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { House } from "./house.js";

const root = fileURLToPath(new URL("../../", import.meta.url));
const page = readFileSync(root + "README.md", "utf8");
const examples = [...page.matchAll(/```js\n([\s\S]*?)```/g)].map(([, code]) => code as string);
const house = new House();

beforeAll(async () => {
  execFileSync("npm", ["run", "build", "--silent"], { cwd: root });
  await house.startController();
  house.startEngine();
}, 60_000);
afterAll(() => house.close());

const said = ["-6\n", "unknownId | track 99 | ", "", "nodes, load", "40\nnotFound | No controller answered at tcp://"];

test("there are as many as are looked at", () => expect(examples.length).toBe(said.length));

test.each(examples.map((code, index) => [index, code] as const))("example %i", (index, code) => {
  mkdirSync(root + "dist/examples", { recursive: true });
  const path = `${root}dist/examples/${index}.mjs`;
  writeFileSync(path, code);
  const run = spawnSync(process.execPath, [path], { env: { ...process.env, CORELOGIC_RUNTIME_DIR: house.runtime }, timeout: 15_000, encoding: "utf8" });
  expect(run.stderr).toBe("");
  expect(run.stdout).toContain(said[index] as string);
  expect(run.status).toBe(0);
});
