// engine_sign.test.tsx: load and overruns as frames bring them; a new overrun stays marked, an old count does not mark.
import { expect, test } from "vitest";
import { EngineWatch } from "./engine_sign";

test("the greatest load since the last look counts", () => {
  const watch = new EngineWatch();
  expect(watch.look(0)).toBeUndefined();
  for (const load of [0.1, 0.7, 0.2]) watch.hear(load, 0, 0);
  expect(watch.look(0)?.load).toBe(0.7);
  watch.hear(0.3, 0, 1);
  expect(watch.look(1)?.load).toBe(0.3);
});

test("an overrun marks for ten seconds; those before the page was opened, or of a former engine, do not", () => {
  const watch = new EngineWatch();
  watch.hear(0.1, 5, 0);
  expect(watch.look(0)).toMatchObject({ xruns: 5, marked: false });
  watch.hear(0.1, 6, 1000);
  expect([watch.look(2000)?.marked, watch.look(10_999)?.marked, watch.look(11_001)?.marked]).toEqual([true, true, false]);
  watch.hear(0.1, 0, 12_000);
  expect(watch.look(12_000)).toMatchObject({ xruns: 0, marked: false });
});
