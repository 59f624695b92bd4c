// curve.ts: the keys of a line over the network: pairs made and kept in files as `corelogic access key` writes them, and
// what a socket is told of them.  Side: node.
import { closeSync, fsyncSync, openSync, readFileSync, statSync, writeSync } from "node:fs";
import { capability, curveKeyPair } from "zeromq";
import { Refusal } from "./refusal.js";
import type { RefusalCode } from "./schema.js";

/** Z85, 40 letters each. */
export interface KeyPair {
  publicKey: string;
  secretKey: string;
}

/** What a socket wants to know. */
export interface CurveOptions {
  curveServerKey: string;
  curvePublicKey: string;
  curveSecretKey: string;
}

/** Whom a client comes as, over the network. */
export interface NetworkKeys {
  /** The controller's public key, as an invitation says it. */
  serverKey?: string;
  /** The own pair, in a file. */
  keyFile?: string;
  /** The own pair itself. */
  keys?: KeyPair;
}

const no = (code: RefusalCode, subject: string, sentence: string): Refusal => new Refusal({ code, subject, sentence });
const z85 = /^[0-9a-zA-Z.\-:+=^!/*?&<>()[\]{}@%$#]{40}$/;

/** A pair from a file of two lines, "public <key>" and "secret <key>".
 *  Errors: throws Refusal: storage, denied when others may read it, invalid when it holds no pair. */
export function readKeyFile(path: string): KeyPair {
  let text: string;
  try {
    if ((statSync(path).mode & 0o077) !== 0)
      throw no("denied", path, `Others may read the key file ${path}; make it your own: chmod 600, or make a new key.`);
    text = readFileSync(path, "utf8");
  } catch (fault) {
    throw fault instanceof Refusal ? fault : no("storage", path, `The key file ${path}: ${(fault as Error).message}.`);
  }
  const words = new Map(text.split("\n").map((line) => line.trim().split(/\s+/, 2) as [string, string]));
  const [publicKey, secretKey] = [words.get("public") ?? "", words.get("secret") ?? ""];
  if (!z85.test(publicKey) || !z85.test(secretKey))
    throw no("invalid", path, `${path} holds no pair of CURVE keys: a line "public <key>" and a line "secret <key>".`);
  return { publicKey, secretKey };
}

/** Makes a pair and keeps it in a file that nobody else may read; the public key is for an admin to add.
 *  Errors: throws Refusal: duplicate when the file is there, storage, unsupported without CURVE. */
export function makeKeyFile(path: string, capable = capability.curve === true): KeyPair {
  if (!capable) throw withoutCurve();
  const pair = curveKeyPair();
  try {
    const file = openSync(path, "wx", 0o600);
    try {
      writeSync(file, `public ${pair.publicKey}\nsecret ${pair.secretKey}\n`);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === "EEXIST")
      throw no("duplicate", path, `There is a file ${path} already; keys are never overwritten.`);
    throw no("storage", path, `The key file ${path}: ${(fault as Error).message}.`);
  }
  return pair;
}

/** How a socket comes in; nothing on this machine's own line.
 *  Errors: throws Refusal, before anything is sent in the clear. */
export function curveOf(endpoint: string, from: NetworkKeys, capable = capability.curve === true): CurveOptions | undefined {
  const serverKey = from.serverKey ?? "";
  if (!endpoint.startsWith("tcp://") && serverKey === "") return undefined;
  const pair = from.keys ?? (from.keyFile === undefined ? undefined : readKeyFile(from.keyFile));
  if (serverKey === "" || pair === undefined)
    throw no("invalid", "serverKey", "A controller over the network needs serverKey and keyFile (or keys); " +
      "corelogic access key FILE makes a pair, and an admin adds its public key.");
  if (!z85.test(serverKey))
    throw no("invalid", "serverKey", "serverKey is no CURVE key: 40 letters of Z85, as an invitation says them.");
  if (!z85.test(pair.publicKey) || !z85.test(pair.secretKey))
    throw no("invalid", "keys", "keys is no pair of CURVE keys: 40 letters of Z85 each.");
  if (!capable) throw withoutCurve();
  return { curveServerKey: serverKey, curvePublicKey: pair.publicKey, curveSecretKey: pair.secretKey };
}

function withoutCurve(): Refusal {
  return no("unsupported", "curve", "The libzmq in this installation of the package zeromq was built without CURVE, so there is " +
    "no safe line over the network. Install zeromq's own binary (npm install zeromq@6), build it where libsodium-dev is " +
    "installed (npm rebuild zeromq --build-from-source), or work on the controller's machine.");
}
