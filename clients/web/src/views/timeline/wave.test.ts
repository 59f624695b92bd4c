// wave.test.ts: peaks of a picture written here, near and from afar, once and round and round.
import WaveformData from "waveform-data";
import { expect, test } from "vitest";
import { paintWave, Wave } from "./wave";

/** audiowaveform's .dat, version 2, 8 bits: 100 frames a pair at 1000 a second: a pair is a tenth of a second. */
function picture(pairs: readonly (readonly [number, number])[]): WaveformData {
  const bytes = new ArrayBuffer(24 + 2 * pairs.length);
  const view = new DataView(bytes);
  [2, 1, 1000, 100, pairs.length, 1].forEach((word, i) => view.setUint32(4 * i, word, true));
  pairs.forEach(([least, greatest], i) => { view.setInt8(24 + 2 * i, least); view.setInt8(25 + 2 * i, greatest); });
  return WaveformData.create(bytes);
}
const second = new Wave(picture([[0, 127], [-127, 0], [-64, 64], [0, 0], [0, 0], [0, 0], [0, 0], [0, 0], [0, 0], [-32, 32]]));

test("a second has its length, and its peaks where they are", () => {
  expect(second.seconds).toBeCloseTo(1, 9);
  expect(second.between(0, 0.1)).toEqual([0, 1]);
  expect(second.between(0.1, 0.2)).toEqual([-1, 0]);
  expect(second.between(0.3, 0.6)).toEqual([0, 0]);
  expect(second.between(1, 1.1)).toBeUndefined();
});

test("from afar no peak is lost, and one from outside does not come in", () => {
  const long = new Wave(picture(Array.from({ length: 4096 }, (_, i): readonly [number, number] => (i === 3000 ? [-100, 127] : [-1, 1]))));
  expect(long.between(256, 320)).toEqual([-100 / 127, 1]);
  expect(long.between(0, 200)?.[1]).toBeCloseTo(1 / 127, 9);
  expect(long.between(0, 410)).toEqual([-100 / 127, 1]);
});

test("round and round the end goes over into the beginning", () => {
  expect(second.round(3.9, 4)).toEqual([-32 / 127, 32 / 127]);
  expect(second.round(4, 4.1)).toEqual([0, 1]);
  expect(second.round(4.95, 5.05)?.[1]).toBe(1);
  expect(second.round(7, 9)).toEqual([-1, 1]);
});

test("it is drawn where it sounds, once to its end, or with a mark at each round", () => {
  const drawn: number[][] = [];
  const brush = { clearRect: () => { drawn.length = 0; }, fillRect: (...at: number[]) => { drawn.push(at); }, fillStyle: "" };
  // 100 frames a pixel of a project at 1000: a pixel a pair; from 5 pixels behind the beginning on
  const field = { span: { start: 0, framesPerPixel: 100 }, rate: 1000, left: 0, width: 30, height: 40, colour: "#fff" };
  paintWave(brush, second, { ...field, loop: false });
  expect(drawn.length).toBe(10);
  expect(drawn.slice(0, 2)).toEqual([[0, 0, 1, 20], [1, 20, 1, 20]]);
  paintWave(brush, second, { ...field, loop: true, left: 5 });
  expect(drawn.filter(([, , wide, high]) => wide === 1 && high === 2).map(([x]) => x)).toEqual([]);  // rounds are 10 pixels: too near for marks
  expect(drawn.find(([x]) => x === 5)).toEqual([5, 0, 1, 20]);
  paintWave(brush, second, { ...field, span: { start: 0, framesPerPixel: 50 }, loop: true, left: 0 });
  expect(drawn.filter(([, , , high]) => high === 2).every(([x]) => x === 20)).toBe(true);
  expect(drawn.filter(([, , , high]) => high === 2).length).toBe(10);
});
