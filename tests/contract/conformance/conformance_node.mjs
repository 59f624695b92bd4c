// conformance_node.mjs: the Node client's part of the conformance suite; README.md here says the form.
// Usage: node conformance_node.mjs DIR, the folder of the built package.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const { openStudio, Refusal } = await import(pathToFileURL(resolve(process.argv[2], "dist/index.js")).href);
const studio = await openStudio({ name: "conformance", timeout: 20000 });
let revision = 0;
for (const line of readFileSync(0, "utf8").split("\n").filter(Boolean)) {
  const [name, value] = Object.entries(JSON.parse(line).command)[0];
  try {
    const done = await (value === null ? studio[name]() : studio[name](value));
    revision = done.revision;
    console.log(JSON.stringify({ done: done.ids }));
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    console.log(JSON.stringify({ refused: [refusal.code, refusal.subject] }));
  }
}
await studio.until(() => studio.revision >= revision, 20000);
const infinitiesAsText = (_key, value) => (typeof value === "number" && !Number.isFinite(value) ? String(value) : value);
console.log(JSON.stringify({ project: studio.project, hash: studio.hash() }, infinitiesAsText));
studio.close();
