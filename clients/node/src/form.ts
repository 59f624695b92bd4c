// form.ts: messages between their JSON form and what JavaScript likes: every field there, infinities as numbers.
// It judges no value: the controller did.  Side: any; pure.
import { structs } from "./schema_table.js";

type Json = Record<string, unknown>;

function readScalar(type: string, value: unknown): unknown {
  if (type.startsWith("float") && typeof value === "string") {
    if (value === "-Infinity") return -Infinity;
    return value === "Infinity" ? Infinity : NaN;
  }
  return value;
}

function readValue(type: string, value: unknown): unknown {
  if (type.startsWith("list ")) {
    const of = type.slice(5);
    const items = (value ?? []) as unknown[];
    return of.startsWith("struct ") || of.startsWith("float") ? items.map((item) => readValue(of, item)) : items;
  }
  if (type.startsWith("struct ")) return completed(type.slice(7), (value ?? {}) as Json);
  return readScalar(type, value);
}

/** The message with every field of its struct: those the writer left out (null pointers) at their defaults. A union
 *  without an arm reads as `unspecified`. Fields of a newer schema stay as they came. */
export function completed<Message = Json>(struct: string, message: object): Message {
  const table = structs[struct];
  if (!table) throw new Error(`The schema has no struct ${struct}.`);
  const given = message as Json;
  const read: Json = { ...given };
  for (const [name, type, initial] of table.fields) {
    const value = given[name];
    read[name] = value === undefined && !type.startsWith("struct ") ? initial : readValue(type, value);
  }
  if (table.arms) {
    const arm = Object.keys(given).find((key) => table.arms && key in table.arms);
    if (arm === undefined) read["unspecified"] = null;
    else read[arm] = readValue(table.arms[arm] as string, given[arm]);
  }
  return read as Message;
}

/** JSON text as the controller reads it: an infinity is the word it has for it. */
export function toJson(message: unknown): string {
  return JSON.stringify(message, (_key, value: unknown) => {
    if (typeof value === "bigint") return value.toString();
    if (typeof value !== "number" || Number.isFinite(value)) return value;
    return Number.isNaN(value) ? "NaN" : value < 0 ? "-Infinity" : "Infinity";
  });
}

/** The one arm of a union's object and its value. */
export function armOf<Arms extends object>(union: { [Arm in keyof Arms]: { [Key in Arm]: Arms[Key] } }[keyof Arms],
  arms: readonly string[]): { arm: keyof Arms & string; value: unknown } | undefined {
  const arm = Object.keys(union as object).find((key) => arms.includes(key));
  return arm === undefined ? undefined : { arm: arm as keyof Arms & string, value: (union as Json)[arm] };
}
