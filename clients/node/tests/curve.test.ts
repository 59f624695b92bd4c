// curve.test.ts: key files as the other clients write them, and that nothing goes over the network in the clear.
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { curveOf, makeKeyFile, readKeyFile } from "../src/curve.js";
import { Refusal } from "../src/refusal.js";
import { telemetryBeside } from "../src/zeromq_line.js";

const folder = mkdtempSync(join(tmpdir(), "cl"));
afterAll(() => rmSync(folder, { recursive: true }));
const network = "tcp://127.0.0.1:9610";
const serverKey = "rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf7";

function refusalOf(act: () => unknown): Refusal {
  try {
    act();
  } catch (refusal) {
    expect(refusal).toBeInstanceOf(Refusal);
    expect((refusal as Refusal).sentence).toMatch(/\.$/);
    return refusal as Refusal;
  }
  throw new Error("it was not refused");
}

test("a pair is made once, in a file of one's own, and read again", () => {
  const path = join(folder, "my-key");
  const pair = makeKeyFile(path);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readFileSync(path, "utf8")).toBe(`public ${pair.publicKey}\nsecret ${pair.secretKey}\n`);
  expect(readKeyFile(path)).toEqual(pair);
  expect(refusalOf(() => makeKeyFile(path))).toMatchObject({ code: "duplicate", subject: path });
  expect(curveOf(network, { serverKey, keyFile: path }))
    .toEqual({ curveServerKey: serverKey, curvePublicKey: pair.publicKey, curveSecretKey: pair.secretKey });
});

test("a key file that others may read, that holds no pair or is not there is refused", () => {
  const path = join(folder, "open-key");
  writeFileSync(path, "public abc\nsecret def\n", { mode: 0o600 });
  expect(refusalOf(() => readKeyFile(path))).toMatchObject({ code: "invalid", subject: path });
  chmodSync(path, 0o644);
  expect(refusalOf(() => readKeyFile(path)).code).toBe("denied");
  expect(refusalOf(() => readKeyFile(join(folder, "none"))).code).toBe("storage");
  expect(refusalOf(() => makeKeyFile(join(folder, "none", "key"))).code).toBe("storage");
});

test("the network is never spoken to without keys", () => {
  const keys = makeKeyFile(join(folder, "key"));
  expect(refusalOf(() => curveOf(network, {}))).toMatchObject({ code: "invalid", subject: "serverKey" });
  expect(refusalOf(() => curveOf(network, { serverKey })).sentence).toContain("corelogic access key");
  expect(refusalOf(() => curveOf(network, { keys })).subject).toBe("serverKey");
  expect(refusalOf(() => curveOf(network, { serverKey: "short", keys })).subject).toBe("serverKey");
  expect(refusalOf(() => curveOf(network, { serverKey, keys: { ...keys, secretKey: "" } })).subject).toBe("keys");
  expect(curveOf("ipc:///run/corelogic/control", {})).toBeUndefined();
});

test("a libzmq without CURVE is told so, and what to do", () => {
  const keys = makeKeyFile(join(folder, "another key"));
  const no = refusalOf(() => curveOf(network, { serverKey, keys }, false));
  expect(no).toMatchObject({ code: "unsupported", subject: "curve" });
  expect(no.sentence).toContain("npm install zeromq");
  expect(refusalOf(() => makeKeyFile(join(folder, "never"), false)).code).toBe("unsupported");
  expect(curveOf("ipc:///run/corelogic/control", {}, false)).toBeUndefined();
});

test("the meters are beside the control line", () => {
  expect(telemetryBeside("ipc:///run/corelogic/control")).toBe("ipc:///run/corelogic/telemetry");
  expect(telemetryBeside("tcp://[::1]:9610")).toBe("tcp://[::1]:9611");
});
