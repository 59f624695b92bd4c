// generate_schema.mjs: writes src/schema.ts (types) and src/schema_table.ts (the same at run time) from schema/*.capnp.
// It asks capnp's own compiler and parses only the text form of its answer.  Side: build.
//
//   node generate_schema.mjs           writes both
//   node generate_schema.mjs --check   exit 1 if what is there is not what it would write
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const schemaFolder = join(here, "../../schema");
const noArm = 65535;

// Without an explicit default in the schema, yet nothing a caller should have to say: empty means "none" there.
const mayBeLeftOut = new Set([
  "AddInsert.parameters", "SetOutput.map", "Connect.map", "NewProject.template", "ImportProject.name",
  "StoreScene.scene", "StoreScene.name", "Hello.token", "GetAudit.who", "SetLook.icon", "SetLook.comment",
  "AccessEntry.strips", "AccessEntry.publicKey", "AccessEntry.hasToken", "AccessEntry.created", "AccessEntry.lastSeen",
]);

/** capnp's text form: ( name = value, … ), [ … ], "text", numbers and words. */
function parseText(text) {
  const token = /\s*(?:([()[\],=])|"((?:[^"\\]|\\.)*)"|<([^>]*)>|([^\s()[\],="]+))/gy;
  let now = null;
  const next = () => (now = token.exec(text));
  const value = () => {
    if (now[1] === "(") return struct();
    if (now[1] === "[") return list();
    if (now[2] !== undefined) {
      const read = JSON.parse(`"${now[2].replace(/\\'/g, "'")}"`);
      next();
      return read;
    }
    const word = now[3] ?? now[4];
    next();
    return word;
  };
  const struct = () => {
    const read = {};
    next();
    while (now[1] !== ")") {
      const name = now[4];
      next();
      if (now[1] !== "=") throw new Error(`no "=" behind ${name}`);
      next();
      read[name] = value();
      if (now[1] === ",") next();
    }
    next();
    return read;
  };
  const list = () => {
    const read = [];
    next();
    while (now[1] !== "]") {
      read.push(value());
      if (now[1] === ",") next();
    }
    next();
    return read;
  };
  next();
  return value();
}

function readSchema() {
  const files = readdirSync(schemaFolder).filter((name) => name.endsWith(".capnp")).sort();
  const request = execFileSync("capnp", ["compile", "--src-prefix=" + schemaFolder, "-I" + schemaFolder, "-o-",
    ...files.map((name) => join(schemaFolder, name))]);
  const capnpSchema = ["/usr/include/capnp/schema.capnp", "/usr/local/include/capnp/schema.capnp"].find((path) => {
    try { return readFileSync(path).length > 0; } catch { return false; }
  });
  if (!capnpSchema) throw new Error("capnp/schema.capnp is not installed (Debian: libcapnp-dev)");
  const text = execFileSync("capnp", ["convert", "binary:text", capnpSchema, "CodeGeneratorRequest"],
    { input: request, maxBuffer: 1 << 26 });
  return parseText(text.toString());
}

const { nodes, sourceInfo } = readSchema();
const byId = new Map(nodes.map((node) => [node.id, node]));
const docs = new Map(sourceInfo.map((info) => [info.id, info]));
const nameOf = (id) => byId.get(id).displayName.split(":")[1];
const sortedBy = (kind) => nodes.filter((node) => node[kind] && node.displayName.includes(".capnp:") &&
  !node.displayName.startsWith("capnp/")).sort((a, b) => (nameOf(a.id) < nameOf(b.id) ? -1 : 1));
const structs = sortedBy("struct");
const enums = sortedBy("enum");

const numbers = new Set(["int8", "int16", "int32", "uint8", "uint16", "uint32", "float32", "float64"]);
/** [kind, name]: kind is a scalar's name, "enum", "struct" or "list of <kind>". */
function typeOf(type) {
  const kind = Object.keys(type)[0];
  if (kind === "enum" || kind === "struct") return { kind, name: nameOf(type[kind].typeId) };
  if (kind === "list") return { kind, of: typeOf(type.list.elementType) };
  return { kind };
}
function tsType(type, given) {
  if (type.kind === "list") {
    const of = tsType(type.of, given);
    return given ? `readonly ${/^\w+$/.test(of) ? of : `(${of})`}[]` : `${/^\w+$/.test(of) ? of : `(${of})`}[]`;
  }
  if (type.kind === "struct") return given && differs(type.name) ? type.name + "Given" : type.name;
  if (type.kind === "enum") return type.name;
  if (type.kind === "int64" || type.kind === "uint64") return given ? "Whole64Given" : "Whole64";
  if (numbers.has(type.kind)) return "number";
  return { bool: "boolean", text: "string", void: "null" }[type.kind];
}
/** How the table says it: "float64", "enum Tap", "struct Track", "list struct Track". */
function tableType(type) {
  if (type.kind === "list") return "list " + tableType(type.of);
  return type.name ? type.kind + " " + type.name : type.kind;
}

const model = new Map(structs.map((node) => {
  const members = docs.get(node.id)?.members ?? [];
  const fields = (node.struct.fields ?? []).map((field, index) => {
    const type = typeOf(field.slot.type);
    const initial = Object.values(field.slot.defaultValue)[0];
    return {
      name: field.name, order: Number(field.codeOrder), type, arm: Number(field.discriminantValue) !== noArm,
      unspecified: Number(field.discriminantValue) === 0, offset: Number(field.slot.offset), initial,
      explicit: field.slot.hadExplicitDefault === "true",
      doc: (members[index]?.docComment ?? "").trim().replace(/\s*\n\s*/g, " "),
    };
  }).sort((a, b) => a.order - b.order);
  const name = nameOf(node.id);
  return [name, { name, fields, words: Number(node.struct.dataWordCount), doc: (docs.get(node.id)?.docComment ?? "").trim() }];
}));
const optional = (struct, field) => !field.arm && (field.explicit || mayBeLeftOut.has(`${struct.name}.${field.name}`));

const known = new Map();
/** Whether what may be given differs from what is read. */
function differs(name) {
  if (known.has(name)) return known.get(name);
  known.set(name, false);  // while a struct holds itself
  const struct = model.get(name);
  const inside = (type) => type.kind === "list" ? true : type.kind === "struct" ? differs(type.name)
    : type.kind === "int64" || type.kind === "uint64";
  const answer = struct.fields.some((field) => optional(struct, field) || inside(field.type));
  known.set(name, answer);
  return answer;
}
for (let round = 0; round < 3; ++round) { known.clear(); for (const name of model.keys()) differs(name); }

function reachable(start) {
  const seen = new Set();
  const visit = (name) => {
    if (seen.has(name)) return;
    seen.add(name);
    for (const { type } of model.get(name).fields) {
      let inner = type;
      while (inner.kind === "list") inner = inner.of;
      if (inner.kind === "struct") visit(inner.name);
    }
  };
  visit(start);
  return seen;
}

const comment = (text, indent) => (text ? `${indent}/** ${text.replace(/\*\//g, "* /")} */\n` : "");
function memberLine(struct, field, given, indent = "  ") {
  const mark = given && optional(struct, field) ? "?" : "";
  return `${comment(field.doc, indent)}${indent}${field.name}${mark}: ${tsType(field.type, given)};\n`;
}
function writeStruct(struct, given) {
  const name = struct.name + (given ? "Given" : "");
  const plain = struct.fields.filter((field) => !field.arm);
  const arms = struct.fields.filter((field) => field.arm && !field.unspecified);
  const body = plain.map((field) => memberLine(struct, field, given)).join("");
  const doc = comment(struct.doc.replace(/\s*\n\s*/g, " "), "");
  if (arms.length === 0) return `${doc}export interface ${name} {\n${body}}\n`;
  const armsName = name.replace(/Given$/, "") + "Arms" + (given ? "Given" : "");
  const cases = arms.map((field) => memberLine(struct, field, given)).join("");
  const fields = plain.length > 0 ? `{\n${body}} & ` : "";
  return `export interface ${armsName} {\n${cases}}\n${doc}export type ${name} = ${fields}OneOf<${armsName}>;\n`;
}

const head = (name, purpose) => `// ${name}: ${purpose}\n` +
  "// Written by generate_schema.mjs from schema/*.capnp; change those, and run `npm run schema`.\n\n";

function writeTypes() {
  const asked = reachable("Request");
  const said = new Set([...reachable("Reply"), ...reachable("Project"), ...reachable("MeterFrame")]);
  let out = head("schema.ts", "the words of the protocol as types: what is read, and (…Given) what may be sent.");
  out += "/** A 64-bit number, which JavaScript cannot hold: its decimal digits. */\nexport type Whole64 = string;\n";
  out += "export type Whole64Given = string | number;\n";
  out += "/** An object with exactly one key. */\n";
  out += "export type OneOf<Arms> = { [Arm in keyof Arms]: { [Key in Arm]: Arms[Key] } }[keyof Arms];\n\n";
  for (const node of enums) {
    const words = node.enum.enumerants.map((each) => `"${each.name}"`).filter((word) => word !== '"unspecified"');
    out += `export type ${nameOf(node.id)} = ${words.join(" | ")};\n`;
  }
  out += "\n";
  for (const [name, struct] of model) {
    if (!asked.has(name) && !said.has(name)) continue;
    if (said.has(name) || !differs(name)) out += writeStruct(struct, false) + "\n";
    if (asked.has(name) && differs(name)) out += writeStruct(struct, true) + "\n";
  }
  return out.trimEnd() + "\n";
}

function initialOf(field) {
  const { kind } = field.type;
  if (kind === "bool") return field.initial === "true";
  if (kind === "text") return typeof field.initial === "string" && !field.initial.startsWith("opaque") ? field.initial : "";
  if (kind === "int64" || kind === "uint64") return String(field.initial);
  if (numbers.has(kind)) return Number(field.initial);
  if (kind === "enum") return enums.find((node) => nameOf(node.id) === field.type.name).enum.enumerants[Number(field.initial)].name;
  if (kind === "list") return [];
  return null;  // of a struct: its fields' own
}

function writeTable() {
  const used = reachable("Reply");
  let out = head("schema_table.ts", "the schema at run time: each struct's fields, arms and defaults, and where meters lie.");
  out += "/** A field: its name, its type (\"float64\", \"enum Tap\", \"list struct Track\") and its default. */\n";
  out += "export type FieldRow = readonly [name: string, type: string, initial: unknown];\n";
  out += "export interface StructTable { readonly fields: readonly FieldRow[]; readonly arms?: Readonly<Record<string, string>> }\n\n";
  out += "export const structs: Readonly<Record<string, StructTable>> = {\n";
  for (const [name, struct] of model) {
    if (!used.has(name)) continue;
    const fields = struct.fields.filter((field) => !field.arm)
      .map((field) => `    ["${field.name}", "${tableType(field.type)}", ${JSON.stringify(initialOf(field))}],\n`).join("");
    const arms = struct.fields.filter((field) => field.arm)
      .map((field) => `      ${field.name}: "${tableType(field.type)}",\n`).join("");
    const armsText = arms ? `    arms: {\n${arms}    },\n` : "";
    const rows = fields ? "\n" + fields.replace(/^/gm, "  ").trimEnd() + "\n    " : "";
    out += `  ${name}: {\n    fields: [${rows}],\n${armsText}  },\n`;
  }
  out += "};\n\n";
  const commands = model.get("Command").fields.filter((field) => !field.unspecified);
  out += "/** Every command, and whether it carries nothing. */\n";
  out += `export const commandArms = {\n${commands.map((field) => `  ${field.name}: ${field.type.kind === "void"},\n`).join("")}} as const;\n\n`;
  const frame = model.get("MeterFrame");
  out += "/** Where a MeterFrame keeps its fields: of scalars the offset in multiples of their size, of lists that of the pointer. */\n";
  out += `export const meterFrame = {\n  words: ${frame.words},\n  fields: [\n`;
  for (const field of frame.fields) out += `    ["${field.name}", "${tableType(field.type)}", ${field.offset}],\n`;
  out += "  ],\n} as const;\n";
  return out;
}

const outputs = { "src/schema.ts": writeTypes(), "src/schema_table.ts": writeTable() };
for (const [name, content] of Object.entries(outputs)) {
  const path = join(here, name);
  if (!process.argv.includes("--check")) {
    writeFileSync(path, content);
  } else if (readFileSync(path, "utf8") !== content) {
    console.error(`${name} is not what schema/*.capnp say now; run \`npm run schema\` in clients/node.`);
    process.exitCode = 1;
  }
}
