// meter_block.test.ts: the gateway's block, written here by its table, is read number by number; what does not fit is none.
import { expect, test } from "vitest";
import { readMeterBlock } from "./meter_block";

function block(change: (view: DataView) => void = () => undefined, cut = 0, behind: readonly (readonly [number, number])[] = []): ArrayBuffer {
  // two nodes of 2 and 1 channels, the second detailed; one key; one cost; one spectrum of 2 bins
  const counts = [2, 3, 1, 1, 1, 1, 1, 2];
  const reals = [515, 516, 1027, 515, 516];
  const singles = [0.5, 0.25, 1, 0.1, 0.2, 0.3, 0, -6, 1.5, 0.75, 0.4, -23, -22, -21, 4, 0.9, 0.01, 0.02, 0.03, -40, -50];
  const naturals = [2, 1, 0, 7, 9, 1];
  const tail = behind.length > 0 ? 4 + 8 * behind.length : 0;
  const bytes = new ArrayBuffer(80 + 8 * reals.length + 4 * singles.length + 4 * naturals.length + tail);
  const view = new DataView(bytes);
  view.setUint32(0, 0x314d4c43, true);
  view.setUint32(4, 1, true);
  [17, 42, 96000, 3].forEach((value, i) => view.setFloat64(8 + 8 * i, value, true));
  view.setUint32(40, 5, true);
  view.setFloat32(44, 0.25, true);
  counts.forEach((value, i) => view.setUint32(48 + 4 * i, value, true));
  let at = 80;
  for (const value of reals) { view.setFloat64(at, value, true); at += 8; }
  for (const value of singles) { view.setFloat32(at, value, true); at += 4; }
  for (const value of naturals) { view.setUint32(at, value, true); at += 4; }
  if (behind.length > 0) { view.setUint32(at, behind.length, true); at += 4; }
  for (const [index] of behind) { view.setUint32(at, index, true); at += 4; }
  for (const [, level] of behind) { view.setFloat32(at, level, true); at += 4; }
  change(view);
  return bytes.slice(0, bytes.byteLength - cut);
}

test("every list is where the table says", () => {
  const frame = readMeterBlock(block());
  expect(frame).toMatchObject({
    rolling: true, number: 17, revision: 42, position: 96000, xruns: 3, epoch: 5, load: 0.25, spectrumBins: 2,
    nodes: [515, 516], keyNodes: [1027], costNodes: [515], spectrumNodes: [516],
    peaks: [0.5, 0.25, 1], gains: [0, -6], truePeaks: [1.5], correlations: [0.75], momentary: [-23], integrated: [-21], ranges: [4],
    channels: [2, 1], clips: [0, 7, 9], detailed: [1], spectra: [-40, -50],
  });
  expect(frame?.rms[2]).toBeCloseTo(0.3);
  expect([frame?.keyPeaks[0], frame?.costLeast[0], frame?.costMean[0], frame?.costMost[0]].map((value) => value?.toFixed(2))).toEqual(["0.90", "0.01", "0.02", "0.03"]);
});

test("what detectors heard lies behind, if there are any", () => {
  expect(readMeterBlock(block(undefined, 0, [[1, 0.5], [0, 0.25]]))).toMatchObject({ detailed: [1], detectors: [1, 0], detectorLevels: [0.5, 0.25] });
  expect(readMeterBlock(block())).toMatchObject({ detectors: [], detectorLevels: [] });
  expect(readMeterBlock(block(undefined, 4, [[1, 0.5]]))).toBeUndefined();
});

test("what is cut off, too long in its header, or something else is no frame", () => {
  expect(readMeterBlock(block(undefined, 4))).toBeUndefined();
  expect(readMeterBlock(block((view) => view.setUint32(48, 4000000000, true)))).toBeUndefined();
  expect(readMeterBlock(block((view) => view.setUint32(0, 1, true)))).toBeUndefined();
  expect(readMeterBlock(new ArrayBuffer(8))).toBeUndefined();
});
