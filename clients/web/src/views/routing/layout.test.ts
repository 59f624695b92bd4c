// layout.test.ts: no wire crosses a strip that is not its end, whatever stands between.
import { expect, test } from "vitest";
import { boxesOf, curvesOf, into, meets, outOf, pathOf, routesOf, type Box, type Boxes, type Curve } from "./layout";
import type { Place } from "./wires";

interface Line { from: Place; to: Place }
const box = (boxes: Boxes, place: Place): Box => boxes.get(place) as Box;
function drawn(boxes: Boxes, wires: readonly Line[]): Curve[][] {
  return routesOf(boxes, wires).map((via, i) => curvesOf(outOf(box(boxes, (wires[i] as Line).from)), via, into(box(boxes, (wires[i] as Line).to))));
}
/** Which strips each wire touches on its way, its ends left out. */
function crossed(boxes: Boxes, wires: readonly Line[]): string[] {
  return drawn(boxes, wires).flatMap((curves, i) => {
    const { from, to } = wires[i] as Line;
    return [...boxes].filter(([place, other]) => place !== from && place !== to && curves.some((curve) => meets(curve, other, 2))).map(([place]) => `${from} -> ${to} behind ${place}`);
  });
}
const stand = (columns: Record<number, number>): Boxes => boxesOf(Object.keys(columns).map(Number), new Map(Object.entries(columns).map(([place, column]) => [Number(place), column])));

//  Guitar 2 ── send ──> Reverb 3 ──> Master 1
//           └─ output ─────────────────^
test("a wire that runs straight behind a strip goes around it, one that ends there does not", () => {
  const boxes = stand({ 2: 0, 3: 1, 1: 2 });
  const wires = [{ from: 2, to: 3 }, { from: 2, to: 1 }, { from: 3, to: 1 }];
  const [send, output, back] = routesOf(boxes, wires) as [unknown[], { y: number }[], unknown[]];
  expect([send.length, output.length, back.length]).toEqual([0, 2, 0]);
  expect(output[0]?.y).toBeGreaterThan(50);  // below Reverb, whose box is 50 high
  expect(crossed(boxes, wires)).toEqual([]);
  expect(pathOf((drawn(boxes, wires)[0]) as Curve[])).toBe("M150 25C220 25 220 25 290 25");
});

//  2 ─┐      ┌─ 5 ──> 1
//  3 ─┼──────┼─ 6 ──> 1      all of 2, 3, 4 to 1, past 5, 6, 7
//  4 ─┘      └─ 7 ──> 1
test("wires that pass side by side do not lie on each other", () => {
  const boxes = stand({ 2: 0, 3: 0, 4: 0, 5: 1, 6: 1, 7: 1, 1: 2 });
  const wires = [2, 3, 4].map((from) => ({ from, to: 1 }));
  expect(crossed(boxes, wires)).toEqual([]);
  const ys = routesOf(boxes, wires).flatMap((via) => via.slice(0, 1).map(({ y }) => y));
  expect(new Set(ys).size).toBe(ys.length);
});

//  2 ──> 3 ──> 4, and 4 ─ ─> 2 refused; 3 stands between, 5 and 6 beside the ends
test("a wire that would close a circle goes back around all, its own ends too", () => {
  const boxes = stand({ 2: 0, 5: 0, 3: 1, 4: 2, 6: 2 });
  for (const wire of [{ from: 4, to: 2 }, { from: 6, to: 5 }, { from: 5, to: 2 }, { from: 3, to: 3 }]) {
    expect(crossed(boxes, [wire])).toEqual([]);
    const [curves] = drawn(boxes, [wire]) as [Curve[]];
    // What leaves to the right and comes from the left: between, neither end is touched.
    for (const curve of curves.slice(1, -1)) for (const end of [wire.from, wire.to]) expect(meets(curve, box(boxes, end), 2)).toBe(false);
  }
});

test("no wire of two hundred drawn by lot crosses a strip", () => {
  let seed = 7;
  const lot = (most: number): number => (seed = (seed * 1103515245 + 12345) % 2 ** 31) % most;
  for (let round = 0; round < 10; ++round) {
    const columns = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [i + 1, lot(5)]));
    const boxes = stand(columns);
    const wires = Array.from({ length: 200 }, () => ({ from: 1 + lot(30), to: 1 + lot(30) }));
    expect(crossed(boxes, wires)).toEqual([]);
  }
});
