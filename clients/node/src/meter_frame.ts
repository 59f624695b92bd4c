// meter_frame.ts: a MeterFrame out of Cap'n Proto bytes: scalars and lists of scalars, over any number of segments.
// Every offset and length is checked: what does not fit is no frame.  Side: any; pure.
import { meterFrame } from "./schema_table.js";

/** Levels as the engine published them; schema/telemetry.capnp says what each is. Node ids have 40 bits at most. */
export interface MeterFrame {
  number: number; epoch: number; revision: number; position: number; rolling: boolean; xruns: number; load: number;
  nodes: number[]; channels: number[]; peaks: number[]; gains: number[]; rms: number[]; clips: number[];
  detailed: number[]; truePeaks: number[]; correlations: number[]; vus: number[]; momentary: number[];
  shortTerm: number[]; integrated: number[]; ranges: number[];
  keyNodes: number[]; keyPeaks: number[];
  costNodes: number[]; costLeast: number[]; costMean: number[]; costMost: number[];
  spectrumNodes: number[]; spectrumBins: number; spectra: number[];
  detectors: number[]; detectorLevels: number[];
}

class NoFrame extends Error {}
interface Place { segment: DataView; word: number }

function segmentsOf(bytes: Uint8Array): DataView[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = view.getUint32(0, true) + 1;
  if (count > 512) throw new NoFrame("too many segments");
  let at = (4 + 4 * count + 7) & ~7;
  const segments: DataView[] = [];
  for (let i = 0; i < count; ++i) {
    const size = view.getUint32(4 + 4 * i, true) * 8;
    if (at + size > view.byteLength) throw new NoFrame("a segment is cut off");
    segments.push(new DataView(bytes.buffer, bytes.byteOffset + at, size));
    at += size;
  }
  return segments;
}

/** A pointer's two halves and the place its offset counts from; far pointers are followed. */
function follow(segments: DataView[], at: Place): { low: number; high: number; from: Place } | undefined {
  const low = at.segment.getUint32(at.word * 8, true);
  const high = at.segment.getUint32(at.word * 8 + 4, true);
  if (low === 0 && high === 0) return undefined;
  if ((low & 3) !== 2) return { low, high, from: { segment: at.segment, word: at.word + 1 + ((low | 0) >> 2) } };
  const pad: Place = { segment: segmentAt(segments, high), word: low >>> 3 };
  if ((low & 4) === 0) {
    const inner = pad.segment.getUint32(pad.word * 8, true);
    return {
      low: inner, high: pad.segment.getUint32(pad.word * 8 + 4, true),
      from: { segment: pad.segment, word: pad.word + 1 + ((inner | 0) >> 2) },
    };
  }
  // Two words: where it lies, and what it is.
  const where = pad.segment.getUint32(pad.word * 8, true);
  return {
    low: pad.segment.getUint32(pad.word * 8 + 8, true), high: pad.segment.getUint32(pad.word * 8 + 12, true),
    from: { segment: segmentAt(segments, pad.segment.getUint32(pad.word * 8 + 4, true)), word: where >>> 3 },
  };
}
function segmentAt(segments: DataView[], index: number): DataView {
  const segment = segments[index];
  if (!segment) throw new NoFrame("a pointer leads nowhere");
  return segment;
}

const readers: Readonly<Record<string, readonly [bytes: number, read: (view: DataView, at: number) => number]>> = {
  uint64: [8, (view, at) => view.getUint32(at, true) + view.getUint32(at + 4, true) * 0x100000000],
  float32: [4, (view, at) => view.getFloat32(at, true)],
  uint32: [4, (view, at) => view.getUint32(at, true)],
  uint16: [2, (view, at) => view.getUint16(at, true)],
};
const sizeCodes: Readonly<Record<number, number>> = { 2: 1, 3: 2, 4: 4, 5: 8 };  // capnp's element sizes, in bytes

function readList(segments: DataView[], at: Place, type: string): number[] {
  const pointer = follow(segments, at);
  if (!pointer) return [];
  const [bytes, read] = readers[type] as (typeof readers)[string];
  if ((pointer.low & 3) !== 1 || sizeCodes[pointer.high & 7] !== bytes) throw new NoFrame("a list is of another kind");
  const count = pointer.high >>> 3;
  const start = pointer.from.word * 8;
  if (start < 0 || start + count * bytes > pointer.from.segment.byteLength) throw new NoFrame("a list is cut off");
  const list = new Array<number>(count);
  for (let i = 0; i < count; ++i) list[i] = read(pointer.from.segment, start + i * bytes);
  return list;
}

function readScalar(view: DataView, start: number, words: number, type: string, offset: number): number | boolean {
  const has = (bytes: number): boolean => (offset + 1) * bytes <= words * 8;  // else an older writer: its default
  switch (type) {
    case "bool": return offset < words * 64 && ((view.getUint8(start + (offset >> 3)) >> (offset & 7)) & 1) === 1;
    case "uint64": return has(8) ? Number(view.getBigUint64(start + offset * 8, true)) : 0;
    case "int64": return has(8) ? Number(view.getBigInt64(start + offset * 8, true)) : 0;
    case "uint32": return has(4) ? view.getUint32(start + offset * 4, true) : 0;
    case "uint16": return has(2) ? view.getUint16(start + offset * 2, true) : 0;
    default: return has(4) ? view.getFloat32(start + offset * 4, true) : 0;
  }
}

/** Returns: the frame; undefined if the bytes are none. */
export function readMeterFrame(bytes: Uint8Array): MeterFrame | undefined {
  try {
    const segments = segmentsOf(bytes);
    const root = follow(segments, { segment: segmentAt(segments, 0), word: 0 });
    if (!root || (root.low & 3) !== 0) return undefined;
    const words = root.high & 0xffff;
    const pointers = root.high >>> 16;
    const { segment, word } = root.from;
    if (word < 0 || (word + words + pointers) * 8 > segment.byteLength) return undefined;
    const frame: Record<string, unknown> = {};
    for (const [name, type, offset] of meterFrame.fields) {
      if (!type.startsWith("list ")) frame[name] = readScalar(segment, word * 8, words, type, offset);
      else if (offset >= pointers) frame[name] = [];
      else frame[name] = readList(segments, { segment, word: word + words + offset }, type.slice(5));
    }
    return frame as unknown as MeterFrame;
  } catch (fault) {
    if (fault instanceof NoFrame || fault instanceof RangeError) return undefined;
    throw fault;
  }
}
