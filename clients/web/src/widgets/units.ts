// units.ts: values as engineers say and type them: "-6.0", "-inf", "L30", "80 Hz", "1.2k". What cannot be read is
// undefined.  Side: page; pure.
import { clampTo } from "./step";

export interface Unit {
  /** "-6.0" */
  format(value: number): string;
  /** "-6.0 dB", for readers of the screen and titles. */
  say(value: number): string;
  parse(text: string): number | undefined;
  /** What stands behind a written value where there is room: "dB". */
  sign?: string;
}

const minus = /[−–]/g;
function readNumber(text: string): { number: number; rest: string } | undefined {
  const found = /^\s*([+-]?\d*[.,]?\d+)\s*(.*?)\s*$/.exec(text.replace(minus, "-"));
  return found ? { number: Number((found[1] as string).replace(",", ".")), rest: (found[2] as string).toLowerCase() } : undefined;
}

const fixed = (value: number, digits: number): string => {
  const text = value.toFixed(digits);
  return Number(text) === 0 ? (0).toFixed(digits) : text;  // no -0.0
};

export const decibelUnit: Unit = {
  sign: "dB",
  format: (value) => (value === -Infinity ? "-∞" : value > 0 ? "+" + fixed(value, 1) : fixed(value, 1)),
  say: (value) => (value === -Infinity ? "silent" : `${fixed(value, 1)} dB`),
  parse: (text) => {
    if (/^\s*[-−–]?\s*(∞|inf(inity)?|off)\s*(db)?\s*$/i.test(text)) return -Infinity;
    const read = readNumber(text);
    return read && (read.rest === "" || read.rest === "db") ? read.number : undefined;
  },
};

export const panUnit: Unit = {
  format: (value) => (Math.abs(value) < 0.005 ? "C" : `${value < 0 ? "L" : "R"}${Math.round(Math.abs(value) * 100)}`),
  say: (value) => (Math.abs(value) < 0.005 ? "centre" : `${Math.round(Math.abs(value) * 100)} % ${value < 0 ? "left" : "right"}`),
  parse: (text) => {
    if (/^\s*(c|centre|center)\s*$/i.test(text)) return 0;
    const side = /^\s*([lr])\s*(\d+(?:[.,]\d+)?)\s*%?\s*$/i.exec(text);
    if (side) return (Number((side[2] as string).replace(",", ".")) / 100) * ((side[1] as string).toLowerCase() === "l" ? -1 : 1);
    const read = readNumber(text);
    if (!read || (read.rest !== "" && read.rest !== "%")) return undefined;
    return Math.abs(read.number) > 1 || read.rest === "%" ? read.number / 100 : read.number;
  },
};

export const hertzUnit: Unit = {
  sign: "Hz",
  format: (value) => (value === 0 ? "off" : value >= 1000 ? `${fixed(value / 1000, value >= 10000 ? 1 : 2)}k` : fixed(value, value < 100 ? 1 : 0)),
  say: (value) => (value === 0 ? "off" : `${value >= 1000 ? fixed(value / 1000, 2) + " kHz" : fixed(value, 0) + " Hz"}`),
  parse: (text) => {
    if (/^\s*off\s*$/i.test(text)) return 0;
    const read = readNumber(text);
    if (!read || !["", "hz", "k", "khz"].includes(read.rest)) return undefined;
    return read.number * (read.rest.startsWith("k") ? 1000 : 1);
  },
};

/** Any other: a number and what it is of. */
export const plainUnit = (name: string, digits = 1): Unit => ({
  sign: name,
  format: (value) => fixed(value, digits),
  say: (value) => `${fixed(value, digits)} ${name}`.trim(),
  parse: (text) => {
    const read = readNumber(text);
    return read && (read.rest === "" || read.rest === name.toLowerCase()) ? read.number : undefined;
  },
});

/** What was typed, within the scale; undefined if it is no value. */
export function readTyped(text: string, unit: Unit, least: number, most: number): number | undefined {
  const value = unit.parse(text);
  return value === undefined ? undefined : clampTo(value, least, most);
}
