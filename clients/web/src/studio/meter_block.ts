// meter_block.ts: meters as the gateway sends them: a header of 80 bytes, then doubles, floats and whole numbers in rows,
// all little-endian; clients/gateway/README.md has the table. What does not fit is no frame.  Side: page; pure.
import type { MeterFrame } from "corelogic/meter_frame";

const magic = 0x314d4c43;  // "CLM1"
const headerBytes = 80;

export function readMeterBlock(bytes: ArrayBuffer): MeterFrame | undefined {
  if (bytes.byteLength < headerBytes) return undefined;
  const view = new DataView(bytes);
  if (view.getUint32(0, true) !== magic) return undefined;
  const size = (index: number): number => view.getUint32(48 + 4 * index, true);
  const [nodes, channels, detailed, wide, keys, costs, spectra, bins] = [0, 1, 2, 3, 4, 5, 6, 7].map(size) as
    [number, number, number, number, number, number, number, number];
  const doubles = nodes + keys + costs + spectra;
  const floats = 2 * channels + nodes + 2 * wide + 5 * detailed + keys + 3 * costs + spectra * bins;
  const wholes = nodes + channels + detailed;
  const known = headerBytes + 8 * doubles + 4 * floats + 4 * wholes;
  if (bytes.byteLength < known) return undefined;
  const dynamics = bytes.byteLength >= known + 4 ? view.getUint32(known, true) : 0;
  if (dynamics > 0 && bytes.byteLength < known + 4 + 8 * dynamics) return undefined;

  let at = headerBytes;
  const reals = (count: number): number[] => {
    const list = Array.from(new Float64Array(bytes, at, count));
    at += 8 * count;
    return list;
  };
  const singles = (count: number): number[] => {
    const list = Array.from(new Float32Array(bytes, at, count));
    at += 4 * count;
    return list;
  };
  const naturals = (count: number): number[] => {
    const list = Array.from(new Uint32Array(bytes, at, count));
    at += 4 * count;
    return list;
  };
  const frame: MeterFrame = {
    rolling: (view.getUint32(4, true) & 1) === 1, number: view.getFloat64(8, true), revision: view.getFloat64(16, true),
    position: view.getFloat64(24, true), xruns: view.getFloat64(32, true), epoch: view.getUint32(40, true),
    load: view.getFloat32(44, true), spectrumBins: bins,
    // In the order in which they lie.
    nodes: reals(nodes), keyNodes: reals(keys), costNodes: reals(costs), spectrumNodes: reals(spectra),
    peaks: singles(channels), rms: singles(channels), gains: singles(nodes), truePeaks: singles(wide),
    correlations: singles(detailed), vus: singles(wide), momentary: singles(detailed), shortTerm: singles(detailed),
    integrated: singles(detailed), ranges: singles(detailed), keyPeaks: singles(keys), costLeast: singles(costs),
    costMean: singles(costs), costMost: singles(costs), spectra: singles(spectra * bins),
    channels: naturals(nodes), clips: naturals(channels), detailed: naturals(detailed), detectors: [], detectorLevels: [],
  };
  if (dynamics === 0) return frame;
  at += 4;
  return { ...frame, detectors: naturals(dynamics), detectorLevels: singles(dynamics) };
}
