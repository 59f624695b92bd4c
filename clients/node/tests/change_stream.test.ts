// change_stream.test.ts: the replica over a recorded session of the desk, which the mirrors of all clients are held against.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { completed } from "../src/form.js";
import { Mirror } from "../src/mirror.js";
import type { Project } from "../src/schema.js";
import { stateHash } from "../src/state_hash.js";

interface Told {
  epoch: number;
  revision: string;
  welcome?: { project: object };
  reset?: object;
  changed?: object;
  project?: object;
}

test("it is the controller's project wherever it was looked at", () => {
  const stream = readFileSync(new URL("../../../tests/golden/change_stream/stream.jsonl", import.meta.url), "utf8");
  const mirror = new Mirror();
  let looks = 0;
  stream.trimEnd().split("\n").forEach((text, index) => {
    const told = JSON.parse(text) as Told;
    if (told.changed) {
      expect(mirror.take(told.changed), `line ${index + 1}`).toBe("applied");
    } else if (told.project) {
      ++looks;
      const project = completed<Project>("Project", told.project);
      expect([mirror.epoch, String(mirror.revision)]).toEqual([told.epoch, told.revision]);
      expect(mirror.project, `line ${index + 1}`).toEqual(project);
      expect(mirror.hash()).toBe(stateHash(project));
    } else {
      mirror.reset((told.welcome?.project ?? told.reset) as object, told.epoch, Number(told.revision));
    }
  });
  expect(looks).toBeGreaterThan(5);
});
