// document.e2e.ts: the OpenAPI document against the standard's own schema, and what the gateway answers against the document:
// every question of it, and every command refused, is asked of the real programs.
import { Validator } from "@seriousme/openapi-schema-validator";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeAll, expect, test } from "vitest";
import { WholeStudio } from "./studio.js";

interface Operation { summary: string; parameters?: { name?: string; in?: string; required?: boolean; $ref?: string }[]; requestBody?: unknown; security?: unknown[]; responses: Record<string, { content?: Record<string, { schema?: object }> }> }
interface Document { openapi: string; paths: Record<string, Record<string, Operation>>; components: { schemas: Record<string, object> } }

const studio = new WholeStudio();
let document: Document;
let ajv: Ajv2020;
beforeAll(async () => {
  await studio.start();
  document = (await (await studio.fetch("/openapi.json", { token: "" })).json()) as Document;
  ajv = new Ajv2020({ strict: false, validateFormats: false });
  ajv.addSchema({ $id: "document", ...document });
});
afterAll(() => studio.close());

/** "#/components/…" of the document, as the document's own. */
const within = (schema: object): object => JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"document#/')) as object;
function fits(schema: object, value: unknown): string {
  const check = ajv.compile(within(schema));
  return check(value) ? "" : JSON.stringify(check.errors?.slice(0, 3));
}
const operations = (): [path: string, method: string, operation: Operation][] =>
  Object.entries(document.paths).flatMap(([path, item]) => Object.entries(item).map(([method, operation]) => [path, method, operation] as [string, string, Operation]));

test("the document is OpenAPI 3.1 by the standard's schema", async () => {
  const { valid, errors } = await new Validator().validate(structuredClone(document) as unknown as Record<string, unknown>);
  expect(errors ?? []).toEqual([]);
  expect([valid, document.openapi]).toEqual([true, "3.1.0"]);
});

test("every question is answered as the document says", async () => {
  const { client } = studio;
  const { ids: [track] } = await client.addTrack({ name: "Guitar" });
  await client.addInsert({ track: track as number, effect: "limiter" });
  await client.storeScene({ name: "Verse" });
  const queries: Record<string, string> = { explain: `?track=${track as number}`, getPresets: "?effect=eq", getProjectAt: `?revision=${client.revision}`, getDiff: "?from=1" };
  const asked: string[] = [];
  for (const [path, method, operation] of operations()) {
    const schema = operation.responses["200"]?.content?.["application/json"]?.schema;
    if (method !== "get" || schema === undefined || path.includes("{")) continue;
    const response = await studio.fetch(path + (queries[operation.summary] ?? ""));
    expect(response.status, path).toBe(200);
    if (path !== "/openapi.json") expect(fits(schema, await response.json()), path).toBe("");
    asked.push(operation.summary);
  }
  expect(asked.length).toBeGreaterThan(15);
  expect(asked).toContain("getGraph");
});

test("every command and question that is refused is a problem as the document says, whatever was wrong", async () => {
  const problem = document.components.schemas["Problem"] as object;
  let count = 0;
  for (const [path, method, operation] of operations()) {
    if (method === "get" && !operation.parameters?.some(({ required }) => required)) continue;
    // An id that nobody has, and a field that no command has.
    const response = await studio.fetch(path.replaceAll(/\{\w+\}/g, "4000000"), { method: method.toUpperCase(), ...(method === "post" ? { body: { nobodyKnowsThis: 1 } } : {}) });
    const text = await response.text();
    expect(response.status, `${method} ${path}: ${text}`).toBeGreaterThanOrEqual(400);
    expect(response.status, `${method} ${path}: ${text}`).toBeLessThan(500);
    expect(response.headers.get("content-type"), path).toBe("application/problem+json");
    const said = JSON.parse(text) as { status: number; code: string; type: string; detail: string };
    expect(fits(problem, said), path).toBe("");
    expect([said.status, said.type], path).toEqual([response.status, `urn:corelogic:problem:${said.code}`]);
    expect(said.detail, path).toMatch(/\.$/);
    ++count;
  }
  expect(count).toBeGreaterThan(120);
  expect(studio.client.project.tracks.length, "nothing of it was done").toBe(2);
});

test("what needs a token says so, and what does not is free", async () => {
  for (const [path, method, operation] of operations()) {
    if (method !== "get") continue;
    const { status } = await studio.fetch(path.replaceAll(/\{\w+\}/g, "1"), { token: "" });
    if (operation.security?.length === 0) expect([200, 503], path).toContain(status);
    else expect(status, path).toBe(401);
  }
});
