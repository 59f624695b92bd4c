// state_hash.ts: the hash of a state, the same in all clients and in the controller: schema/README.md says how.
// Side: any; pure.
import { completed } from "./form.js";
import type { Project } from "./schema.js";

/** FNV-1a, 64 bits, in two halves: BigInt would be thirty times slower. */
class Fnv64 {
  private high = 0xcbf29ce4;
  private low = 0x84222325;

  byte(value: number): void {
    const low = (this.low ^ value) >>> 0;
    // times 2^40 + 0x1b3; 2^32 · 0x1b3 is exact in a double
    const product = low * 0x1b3;
    const high = Math.imul(this.high, 0x1b3) + Math.floor(product / 0x100000000) + (low << 8);
    this.low = product >>> 0;
    this.high = high >>> 0;
  }
  letters(text: string): void {
    for (let i = 0; i < text.length; ++i) this.byte(text.charCodeAt(i));
  }
  digits(): string {
    return ((BigInt(this.high) << 32n) | BigInt(this.low)).toString();
  }
}

const utf8 = new TextEncoder();
const real = new DataView(new ArrayBuffer(8));
const hex8 = (value: number): string => value.toString(16).padStart(8, "0");

function text(hash: Fnv64, value: string): void {
  const bytes = utf8.encode(value);
  hash.letters("s" + hex8(bytes.length));
  for (const byte of bytes) hash.byte(byte);
}

function number(hash: Fnv64, value: number): void {
  real.setFloat64(0, value === 0 ? 0 : value);
  hash.letters("n" + hex8(real.getUint32(0)) + hex8(real.getUint32(4)));
}

function walk(hash: Fnv64, value: unknown): void {
  if (value === null || value === undefined) hash.letters("0");
  else if (value === true) hash.letters("t");
  else if (value === false) hash.letters("f");
  else if (typeof value === "number") number(hash, value);
  else if (typeof value === "string") text(hash, value);
  else if (Array.isArray(value)) {
    hash.letters("[");
    for (const item of value) walk(hash, item);
    hash.letters("]");
  } else {
    hash.letters("{");
    // Names of the schema are ASCII: the order of UTF-16 is that of bytes.
    for (const key of Object.keys(value as object).sort()) {
      text(hash, key);
      walk(hash, (value as Record<string, unknown>)[key]);
    }
    hash.letters("}");
  }
}

/** The hash of any value in JSON form whose infinities are numbers already. */
export function hashOf(value: unknown): string {
  const hash = new Fnv64();
  walk(hash, value);
  return hash.digits();
}

/** Of a project, as the controller's answer to getHash says it: decimal digits. */
export function stateHash(project: Project): string {
  return hashOf(completed("Project", project));
}
