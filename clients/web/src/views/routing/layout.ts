// layout.ts: where strips stand when they are drawn, and the way of each wire between them: straight when nothing stands there,
// else around what it does not feed, so that no wire looks as if it ended behind a strip.  Side: page; pure.
import type { Place } from "./wires";

export const boxWidth = 150, boxHeight = 50;  // pixels, as routing.css has them
const columnWidth = 290, rowHeight = 84;
const beside = 12, above = 6;  // pixels between a box and a wire that passes it
const apart = 6;               // pixels between wires that pass side by side, where there is room

export interface Point { x: number; y: number }
/** Its upper left corner, and which column and row that is. */
export interface Box extends Point { column: number; row: number }
export type Boxes = ReadonlyMap<Place, Box>;
/** A cubic Bézier curve: its ends, and between them what they are drawn to. */
export type Curve = readonly [Point, Point, Point, Point];

export function boxesOf(places: readonly Place[], columns: ReadonlyMap<Place, number>): Boxes {
  const rows = new Map<number, number>();
  return new Map(places.map((place) => {
    const column = columns.get(place) ?? 0, row = rows.get(column) ?? 0;
    rows.set(column, row + 1);
    return [place, { column, row, x: column * columnWidth, y: row * rowHeight }];
  }));
}

export const outOf = (box: Box): Point => ({ x: box.x + boxWidth, y: box.y + boxHeight / 2 });
export const into = (box: Box): Point => ({ x: box.x, y: box.y + boxHeight / 2 });

/** From end to end by way of what `routesOf` gives: pairs of points, in and out of a column. */
export function curvesOf(from: Point, via: readonly Point[], to: Point): Curve[] {
  const points = [from, ...via, to];
  // Wires leave and arrive to the right; a column may be passed to the left.
  const way = points.map((point, i) => (i === 0 || i === points.length - 1 ? 1 : Math.sign(i % 2 === 1 ? (points[i + 1] as Point).x - point.x : point.x - (points[i - 1] as Point).x)));
  return points.slice(1).map((end, i): Curve => {
    const start = points[i] as Point;
    const reach = Math.max(30, Math.abs(end.x - start.x) / 2);
    return [start, { x: start.x + (way[i] as number) * reach, y: start.y }, { x: end.x - (way[i + 1] as number) * reach, y: end.y }, end];
  });
}

export const pathOf = (curves: readonly Curve[]): string =>
  curves.map(([a, b, c, d], i) => `${i === 0 ? `M${a.x} ${a.y}` : ""}C${b.x} ${b.y} ${c.x} ${c.y} ${d.x} ${d.y}`).join("");

export function pointAt([a, b, c, d]: Curve, t: number): Point {
  const s = 1 - t;
  const mix = (axis: "x" | "y"): number => s ** 3 * a[axis] + 3 * s * s * t * b[axis] + 3 * s * t * t * c[axis] + t ** 3 * d[axis];
  return { x: mix("x"), y: mix("y") };
}

/** Whether a point of the curve is in the box or close beside it. */
export function meets(curve: Curve, box: Point, margin: number): boolean {
  const [left, right, top, foot] = [box.x - margin, box.x + boxWidth + margin, box.y - margin, box.y + boxHeight + margin];
  // A curve stays among the four points that make it.
  if (curve.every(({ y }) => y <= top) || curve.every(({ y }) => y >= foot) || curve.every(({ x }) => x <= left) || curve.every(({ x }) => x >= right)) return false;
  for (let i = 0; i <= 32; ++i) {
    const { x, y } = pointAt(curve, i / 32);
    if (x > left && x < right && y > top && y < foot) return true;
  }
  return false;
}

/** Of one wire past one column: through which gap (0: above all boxes), and where it would like to. */
interface Passage { wire: number; column: number; gap: number; y: number }

/** The gap of a column of `rows` boxes that is nearest to `y`; of two equal ones the lower, for words stand above wires. */
function nearestGap(y: number, rows: number): { gap: number; y: number } {
  let best = { gap: rows, y: Math.max(y, gapEnds(rows, rows).low) };
  for (let gap = rows - 1; gap >= 0; --gap) {
    const { low, high } = gapEnds(gap, rows);
    const there = Math.min(high, Math.max(low, y));
    if (Math.abs(there - y) < Math.abs(best.y - y)) best = { gap, y: there };
  }
  return best;
}
function gapEnds(gap: number, rows: number): { low: number; high: number } {
  return { low: gap === 0 ? -Infinity : (gap - 1) * rowHeight + boxHeight + above, high: gap === rows ? Infinity : gap * rowHeight - above };
}

/** Lays wires of one gap side by side, in the order in which they come: outside of all boxes there is room for any number. */
function spread(passages: Passage[], rows: number): void {
  passages.sort((a, b) => a.y - b.y || a.wire - b.wire);
  const { low, high } = gapEnds((passages[0] as Passage).gap, rows);
  if (high === Infinity) passages.forEach((one, i) => { one.y = Math.max(one.y, i > 0 ? (passages[i - 1] as Passage).y + apart : low); });
  else if (low === -Infinity) passages.reverse().forEach((one, i) => { one.y = Math.min(one.y, i > 0 ? (passages[i - 1] as Passage).y - apart : high); });
  else {
    const step = Math.min(apart, (high - low) / Math.max(1, passages.length - 1));
    passages.forEach((one, i) => { one.y = (low + high) / 2 + (i - (passages.length - 1) / 2) * step; });
  }
}

/** The columns a wire must pass, in its order; backwards, as only a refused circle goes, also those of its ends. */
function columnsBetween(from: Box, to: Box): number[] {
  if (to.column > from.column) return Array.from({ length: to.column - from.column - 1 }, (_, i) => from.column + 1 + i);
  return Array.from({ length: from.column - to.column + 1 }, (_, i) => from.column - i);
}

/** For each wire the points by way of which it goes, none for a straight one.
 *  Cost: O(wires · boxes in the columns between). */
export function routesOf(boxes: Boxes, wires: readonly { from: Place; to: Place }[]): Point[][] {
  const columns = new Map<number, Box[]>();
  for (const box of boxes.values()) columns.set(box.column, [...(columns.get(box.column) ?? []), box]);
  const rowsOf = (column: number): number => columns.get(column)?.length ?? 0;
  const passages: Passage[] = [];
  const passed = wires.map((wire, index): Passage[] => {
    const from = boxes.get(wire.from), to = boxes.get(wire.to);
    if (!from || !to) return [];
    const between = columnsBetween(from, to);
    const [straight] = curvesOf(outOf(from), [], into(to));
    if (to.column > from.column && !between.some((column) => columns.get(column)?.some((box) => meets(straight as Curve, box, above)))) return [];
    const own = between.map((column): Passage => {
      const share = to.column === from.column ? 0 : (column - from.column) / (to.column - from.column);
      return { wire: index, column, ...nearestGap(from.y + boxHeight / 2 + share * (to.y - from.y), rowsOf(column)) };
    });
    passages.push(...own);
    return own;
  });
  const groups = new Map<string, Passage[]>();
  for (const one of passages) {
    const key = `${one.column} ${one.gap}`;
    const group = groups.get(key);
    if (group) group.push(one); else groups.set(key, [one]);
  }
  for (const group of groups.values()) spread(group, rowsOf((group[0] as Passage).column));
  return passed.map((own, index) => own.flatMap(({ column, y }): Point[] => {
    const left = { x: column * columnWidth - beside, y }, right = { x: column * columnWidth + boxWidth + beside, y };
    const { from, to } = wires[index] as { from: Place; to: Place };
    return (boxes.get(to) as Box).column > (boxes.get(from) as Box).column ? [left, right] : [right, left];
  }));
}
