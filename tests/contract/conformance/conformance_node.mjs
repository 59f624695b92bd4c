// conformance_node.mjs: the Node client's part of the conformance suite; README.md here says the form.
// Usage: node conformance_node.mjs DIR, the folder of the built package.
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const from = (file) => import(pathToFileURL(resolve(process.argv[2], "dist", file)).href);
const { openStudio, Refusal } = await from("index.js");
const { answers } = await from("commands.js");
const { env } = process;
const infinitiesAsText = (_key, value) => (typeof value === "number" && !Number.isFinite(value) ? String(value) : value);
const print = (answer) => console.log(JSON.stringify(answer, infinitiesAsText));
const printRefusal = (refusal) => {
  if (!(refusal instanceof Refusal)) throw refusal;
  print({ refused: [refusal.code, refusal.subject] });
};

let studio;
try {
  studio = await openStudio({
    name: "conformance", timeout: 1000 * Number(env.CONFORMANCE_TIMEOUT ?? 20),
    ...(env.CORELOGIC_CONNECT ? { endpoint: env.CORELOGIC_CONNECT, serverKey: env.CORELOGIC_SERVER_KEY, keyFile: env.CORELOGIC_KEY_FILE } : {}),
    ...(env.CORELOGIC_TOKEN ? { token: env.CORELOGIC_TOKEN } : {}),
  });
} catch (refusal) {
  printRefusal(refusal);
  process.exit(3);
}

/** By the methods that a user calls. */
async function answerTo(line) {
  if (line.ask) {
    const [[name, value]] = Object.entries(line.ask);
    if (name === "touch") return await studio.touch(value.control, value.held), { answer: { done: {} } };
    const answer = await (value === null ? studio[name]() : studio[name](value));
    if (name === "changeAccess") return { answer: answer ? { invitation: answer } : { done: {} } };
    return { answer: { [answers[name] ?? "done"]: answer } };
  }
  if (line.gesture) {
    const gesture = studio.gesture();
    for (const move of line.gesture) for (const [name, value] of Object.entries(move)) gesture.move[name](value);
    return { done: (await gesture.end()).ids };
  }
  const [[name, value]] = Object.entries(line.command);
  const terms = line.expected === undefined ? [] : [{ expectedRevision: line.expected }];
  return { done: (await (value === null ? studio[name](...terms) : studio[name](value, ...terms))).ids };
}

for await (const line of createInterface({ input: process.stdin })) {
  try {
    print(await answerTo(JSON.parse(line)));
  } catch (refusal) {
    printRefusal(refusal);
  }
}
const { revision } = await studio.getStatus();
await studio.until(() => studio.revision >= Number(revision), 20000);
print({ project: studio.project, hash: studio.hash() });
studio.close();
