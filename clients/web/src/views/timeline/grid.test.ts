// grid.test.ts: spans, marks of the ruler, snapping, blocks of lanes, and what is painted where.
import { expect, test } from "vitest";
import { aTrack } from "../../studio/fake_studio";
import { barMarks, positionText, snapped, timeMarks, timeText } from "./grid";
import { blocksOf } from "./lane_blocks";
import { paintPlayhead, paintRuler, type Brush, type Colours } from "./paint";
import { frameAt, leastZoom, mostZoom, pinched, revealing, scrolled, xOf, zoomed, type Span } from "./span";

const clock = { rate: 48000, tempo: 120 };  // a beat is 24000 frames, a bar 96000
const span: Span = { start: 96000, framesPerPixel: 480 };
const strong = (marks: ReturnType<typeof barMarks>): [number, string][] => marks.filter((mark) => mark.strong).map(({ frame, label }) => [frame, label]);

test("what is under the cursor stays there when it is zoomed, and nothing is before the beginning", () => {
  const far = { start: 960000, framesPerPixel: 480 };
  for (const factor of [0.5, 2, 3]) expect(frameAt(zoomed(far, factor, 300), 300)).toBeCloseTo(frameAt(far, 300), 6);
  expect(zoomed({ start: 0, framesPerPixel: 10 }, 0.1, 500).start).toBe(0);
  expect(scrolled(span, -1000).start).toBe(0);
  expect(zoomed(span, 1e9, 0).framesPerPixel).toBe(leastZoom);
  expect(zoomed(span, 1e-9, 0).framesPerPixel).toBe(mostZoom);
});

test("two fingers keep the frames they touched", () => {
  const frames = [frameAt(span, 200), frameAt(span, 400)] as const;
  const next = pinched(span, frames, [150, 550]);
  expect([xOf(next, frames[0]), xOf(next, frames[1])].map(Math.round)).toEqual([150, 550]);
  expect(pinched(span, frames, [300, 300])).toBe(span);
});

test("a page is turned only when the playhead has left it", () => {
  expect(revealing(span, 96000 + 480 * 500, 1000)).toBe(span);
  expect(xOf(revealing(span, 96000 + 480 * 990, 1000), 96000 + 480 * 990)).toBeCloseTo(100, 6);
  expect(revealing(span, 0, 1000).start).toBe(0);
});

test("marks in time have as many digits as their step", () => {
  expect(strong(timeMarks({ start: 0, framesPerPixel: 480 }, 400, 48000))).toEqual([[0, "0:00"], [48000, "0:01"], [96000, "0:02"], [144000, "0:03"], [192000, "0:04"]]);
  expect(timeMarks({ start: 48000, framesPerPixel: 5 }, 1000, 48000).find((mark) => mark.strong)?.label).toBe("0:01.00");
  expect([timeText(62.25, 3), timeText(3600, 0), timeText(59.999, 0)]).toEqual(["1:02.250", "1:00:00", "1:00"]);
});

test("marks in bars begin with bar 1 and follow the tempo", () => {
  expect(strong(barMarks({ start: 0, framesPerPixel: 960 }, 300, clock))).toEqual([[0, "1"], [96000, "2"], [192000, "3"], [288000, "4"]]);
  expect(strong(barMarks({ start: 0, framesPerPixel: 900 }, 300, { rate: 48000, tempo: 60 }))).toEqual([[0, "1"], [48000, "1.2"], [96000, "1.3"], [144000, "1.4"], [192000, "2"], [240000, "2.2"]]);
  expect(strong(barMarks({ start: 96000, framesPerPixel: 100 }, 150, clock)).map(([, label]) => label)).toEqual(["2", "2.1.2", "2.1.3", "2.1.4"]);
  for (const framesPerPixel of [leastZoom, 1, 50, 3000, 60000, mostZoom]) {
    const marks = barMarks({ start: 1e6, framesPerPixel }, 1500, clock);
    expect(marks.length).toBeLessThan(200);
    const apart = strong(marks).map(([frame]) => frame / framesPerPixel);
    for (let i = 1; i < apart.length; ++i) expect((apart[i] as number) - (apart[i - 1] as number)).toBeGreaterThanOrEqual(52);
  }
});

test("a click snaps to the nearest line", () => {
  expect([snapped(35000, "beat", clock), snapped(36001, "beat", clock), snapped(50000, "bar", clock), snapped(1234.6, "off", clock)]).toEqual([24000, 48000, 96000, 1235]);
  expect(snapped(-50, "beat", clock)).toBe(0);
});

test("a position is said in time and in bars", () => {
  expect(positionText(0, clock)).toBe("0:00.0, bar 1 beat 1");
  expect(positionText(96000 + 24000 * 3, clock)).toBe("0:03.5, bar 2 beat 4");
});

test("a lane draws files from the beginning, loops without end, and live inputs with their state", () => {
  expect(blocksOf(aTrack({ id: 2 }))).toEqual([]);
  expect(blocksOf(aTrack({ id: 2, input: { file: { path: "a/take.wav", loop: false } } }))).toMatchObject([{ kind: "file", from: 0, to: undefined, name: "take.wav" }]);
  expect(blocksOf(aTrack({ id: 2, input: { file: { path: "a/take.wav", loop: true } } }))).toMatchObject([{ kind: "loop", name: "take.wav", about: "round and round" }]);
  expect(blocksOf(aTrack({ id: 2, input: { device: [3] }, recordArm: true, monitoring: "auto" })))
    .toMatchObject([{ kind: "live", name: "in 3", about: "armed, heard while armed" }]);
});

const colours: Colours = { text: "text", dim: "dim", line: "line", strong: "strong", playhead: "playhead" };
class Sketch {
  fillStyle: Brush["fillStyle"] = ""; font = ""; textBaseline: CanvasTextBaseline = "top";
  readonly texts: [string, number, number][] = [];
  readonly rects: [unknown, number, number, number][] = [];
  clearRect(): void { this.rects.length = this.texts.length = 0; }
  fillRect(x: number, _y: number, width: number, height: number): void { this.rects.push([this.fillStyle, x, width, height]); }
  fillText(text: string, x: number, y: number): void { this.texts.push([text, x, y]); }
  beginPath(): void { /* paths are not kept */ }
  closePath(): void { /* as above */ }
  moveTo(): void { /* as above */ }
  lineTo(): void { /* as above */ }
  fill(): void { /* as above */ }
}

test("the ruler has bars above and time below", () => {
  const sketch = new Sketch();
  paintRuler(sketch, { span: { start: 0, framesPerPixel: 960 }, width: 300, height: 46, clock }, colours);
  expect(sketch.texts.filter(([, , y]) => y < 22).map(([text, x]) => [text, x])).toEqual([["1", 4], ["2", 104], ["3", 204], ["4", 304]]);
  expect(sketch.texts.filter(([, , y]) => y > 22).map(([text]) => text)).toContain("0:02");
});

test("the playhead is painted where it is, and not while it is unknown; a wish is dashed", () => {
  const sketch = new Sketch();
  const field = { span, width: 1000, height: 100, clock };
  paintPlayhead(sketch, field, 96000 + 4800, undefined, colours);
  expect(sketch.rects).toEqual([["playhead", 10, 1, 100]]);
  paintPlayhead(sketch, field, undefined, undefined, colours);
  expect(sketch.rects).toEqual([]);
  paintPlayhead(sketch, field, undefined, 96000, colours);
  expect(sketch.rects.length).toBe(13);
  expect(new Set(sketch.rects.map(([, x]) => x))).toEqual(new Set([0]));
});
