// session.test.ts: hello, heartbeat, resume and exactly-once over a line in memory, with time in the test's hand.
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Refusal } from "../src/refusal.js";
import type { ChangeSet, Touched } from "../src/schema.js";
import { Session, type LineEvents, type SessionOptions } from "../src/session.js";
import { sampleProject } from "./samples.js";

type Json = Record<string, unknown>;

let lines: { events: LineEvents; sent: Json[]; closed: boolean }[];
let session: Session;
let log: string[];
const line = (): (typeof lines)[number] => lines[lines.length - 1] as (typeof lines)[number];
const sentOf = (arm: string): Json[] => line().sent.filter((request) => arm in request);
const say = (arm: Json, more: Json = {}): void =>
  line().events.heard(JSON.stringify({ sequence: "0", epoch: 1, revision: "5", ...more, ...arm }));
const welcome = (more: Json = {}, at: Json = {}): void => {
  const hello = sentOf("hello").pop() as Json;
  say({ welcome: { role: "admin", project: sampleProject(), ...more } }, { sequence: String(hello["sequence"]), ...at });
};
const change = (revision: number, value = -6): Json =>
  ({ changed: { epoch: 1, revision: String(revision), changes: [{ volumeSet: { id: 2, value } }] } });

function start(options: Partial<SessionOptions> = {}): void {
  lines = [];
  log = [];
  session = new Session({
    dial: (events) => {
      const mine = { events, sent: [] as Json[], closed: false };
      lines.push(mine);
      return { send: (text) => mine.sent.push(JSON.parse(text) as Json), close: () => { mine.closed = true; } };
    },
    name: "test",
    events: {
      state: (state) => log.push(state.kind), replaced: () => log.push("replaced"),
      changed: (set: ChangeSet) => log.push(`changed ${set.revision}`), touched: (touched: Touched) => log.push(`touched ${touched.control}`),
    },
    ...options,
  });
  line().events.opened();
}
beforeEach(() => { vi.useFakeTimers(); start(); });
afterEach(() => { session.close(); vi.useRealTimers(); });

test("an open line is greeted, and a welcome fills the replica", () => {
  expect(sentOf("hello")[0]?.["hello"]).toEqual({ name: "test", subscribe: true });
  welcome();
  expect([session.state.kind, session.mirror.revision, log]).toEqual(["live", 5, ["replaced", "live"]]);
});

test("a hello that is not answered is said again", () => {
  vi.advanceTimersByTime(1500);
  expect(sentOf("hello").length).toBe(2);
});

test("a heartbeat goes once a second", () => {
  welcome();
  for (let second = 0; second < 5; ++second) { vi.advanceTimersByTime(1000); say({ alive: null }); }
  expect(sentOf("heartbeat").length).toBeGreaterThanOrEqual(4);
  expect(sentOf("heartbeat").length).toBeLessThanOrEqual(5);
});

test("three seconds of silence are a lost line; the next one resumes where the replica is", () => {
  welcome();
  say(change(6), { revision: "6" });
  vi.advanceTimersByTime(3000);
  expect(session.state).toEqual({ kind: "reconnecting", since: expect.any(Number) as number });
  vi.advanceTimersByTime(200);
  line().events.opened();
  expect(sentOf("hello")[0]?.["hello"]).toMatchObject({ resumeEpoch: 1, resumeRevision: "6" });
  welcome({ resumed: true, project: {}, changes: [{ epoch: 1, revision: "7", changes: [{ volumeSet: { id: 2, value: -7 } }] }] }, { revision: "7" });
  expect([session.state.kind, session.mirror.revision, session.mirror.project.tracks[0]?.volume]).toEqual(["live", 7, -7]);
});

test("a resume that does not reach the controller's revision is not believed: all of it is asked for", () => {
  welcome();
  line().events.closed();
  vi.advanceTimersByTime(200);
  line().events.opened();
  welcome({ resumed: true, project: {}, changes: [] }, { revision: "9" });
  expect(session.state.kind).toBe("reconnecting");
  expect(sentOf("hello").pop()?.["hello"]).not.toHaveProperty("resumeEpoch");
});

test("an unanswered request is sent again under its sequence, on the same line and on the next, and is answered once", async () => {
  welcome();
  const answer = session.request({ command: { setMute: { track: 2, mute: true } } });
  const [first] = sentOf("command");
  vi.advanceTimersByTime(1250);
  expect(sentOf("command")).toEqual([first, first]);
  line().events.closed();
  vi.advanceTimersByTime(200);
  line().events.opened();
  expect(sentOf("command")).toEqual([]);
  welcome();
  expect(sentOf("command")).toEqual([first]);
  say({ done: { ids: [] } }, { sequence: String(first?.["sequence"]), revision: "6" });
  say({ done: { ids: [] } }, { sequence: String(first?.["sequence"]), revision: "6" });
  expect((await answer).revision).toBe("6");
});

test("what nobody answers is given up, in words, and not sent any more", async () => {
  welcome();
  const answer = session.request({ getStatus: null }, { timeout: 2000 }).catch((refusal: unknown) => refusal);
  vi.advanceTimersByTime(2250);
  expect(await answer).toMatchObject({ code: "notFound", subject: "controller" });
  const before = sentOf("getStatus").length;
  say({ alive: null });
  vi.advanceTimersByTime(2000);
  expect(sentOf("getStatus").length).toBe(before);
});

test("no more are on their way than the controller takes of one connection", () => {
  welcome();
  for (let i = 0; i < 100; ++i) void session.request({ getStatus: null }).catch(() => undefined);
  expect(sentOf("getStatus").length).toBe(48);
  say({ status: {} }, { sequence: String(sentOf("getStatus")[0]?.["sequence"]) });
  expect(sentOf("getStatus").length).toBe(49);
});

const no = (code: string, subject: string, request: Json | undefined): void =>
  say({ refused: { code, subject, sentence: "No." } }, { sequence: String(request?.["sequence"]) });

test("busy is no judgement: the same goes out again, and is told only when its time is over", async () => {
  welcome();
  const answer = session.request({ getStatus: null }, { timeout: 2000 }).catch((refusal: unknown) => refusal);
  no("busy", "client", sentOf("getStatus")[0]);
  vi.advanceTimersByTime(250);
  expect(sentOf("getStatus").length).toBe(2);
  expect(new Set(sentOf("getStatus").map((one) => one["sequence"])).size).toBe(1);
  no("busy", "client", sentOf("getStatus")[1]);
  vi.advanceTimersByTime(2250);
  expect(await answer).toMatchObject({ code: "busy", subject: "client" });
});

test("a controller that does not know yet who this is gets the token first, and then the same again", async () => {
  session.close();
  start({ token: "abc" });
  welcome();
  const answer = session.request({ getStatus: null });
  no("denied", "hello.token", sentOf("getStatus")[0]);
  expect(sentOf("hello").length).toBe(2);
  welcome({}, { epoch: 2 });
  expect(sentOf("getStatus").length).toBe(2);
  say({ status: {} }, { sequence: String(sentOf("getStatus")[1]?.["sequence"]) });
  expect(await answer).toHaveProperty("status");
});

test("a token that was revoked ends what was put off for it", async () => {
  session.close();
  start({ token: "abc" });
  welcome();
  const answer = session.request({ getStatus: null }).catch((refusal: unknown) => refusal);
  no("denied", "hello.token", sentOf("getStatus")[0]);
  no("denied", "hello.token", sentOf("hello")[1]);
  expect(await answer).toMatchObject({ code: "denied", subject: "hello.token" });
  expect(session.state.kind).toBe("refused");
});

test("nothing but hello goes before the welcome", () => {
  void session.request({ getStatus: null }).catch(() => undefined);
  expect(line().sent.every((request) => "hello" in request)).toBe(true);
  welcome();
  expect(sentOf("getStatus").length).toBe(1);
});

test("a hole, another epoch and a heartbeat that is refused ask for what is missing", () => {
  welcome();
  say(change(9), { revision: "9" });
  expect([session.state.kind, sentOf("hello").length]).toEqual(["reconnecting", 2]);
  welcome({}, { revision: "9" });
  say({ alive: null }, { epoch: 2 });
  expect(sentOf("hello").length).toBe(3);
  welcome({}, { revision: "9" });
  say({ refused: { code: "notFound", subject: "session", sentence: "Who are you?" } }, { sequence: "77" });
  expect(sentOf("hello").length).toBe(4);
});

test("one alive ahead of the replica is patience, three are a lost change", () => {
  welcome();
  say({ alive: null }, { revision: "6" });
  say({ alive: null }, { revision: "6" });
  expect(sentOf("hello").length).toBe(1);
  say({ alive: null }, { revision: "6" });
  expect(sentOf("hello").length).toBe(2);
});

test("changes of before the welcome are not applied to it", () => {
  welcome();
  line().events.closed();
  vi.advanceTimersByTime(200);
  line().events.opened();
  say(change(6), { revision: "6" });
  expect(session.mirror.revision).toBe(5);
});

test("a change this version does not know makes it ask for the whole project", () => {
  welcome();
  say({ changed: { epoch: 1, revision: "6", changes: [{ moonSet: 1 }] } }, { revision: "6" });
  expect(sentOf("hello").pop()?.["hello"]).not.toHaveProperty("resumeEpoch");
});

test("a refused hello is a state with its reason, asked again after a while", () => {
  say({ refused: { code: "denied", subject: "hello.token", sentence: "Not you." } }, { sequence: "0" });
  expect(session.state).toMatchObject({ kind: "refused", refusal: { code: "denied" } });
  line().events.closed();
  vi.advanceTimersByTime(4000);
  expect(lines.length).toBe(1);
  vi.advanceTimersByTime(1500);
  expect(lines.length).toBe(2);
});

test("a token, a name and the line's own words are said", () => {
  session.close();
  start({ token: "abc", behindWelcome: '{"gateway":{}}' });
  expect(sentOf("hello")[0]?.["hello"]).toMatchObject({ token: "abc" });
  welcome();
  expect(sentOf("gateway").length).toBe(1);
});

test("touches are told, a reset replaces, and a line that speaks nonsense is dropped", () => {
  welcome();
  say({ touched: { client: "9", control: "track/2/volume", held: true } });
  say({ reset: { ...sampleProject(), name: "other" } }, { epoch: 2, revision: "0" });
  expect([session.mirror.project.name, session.mirror.epoch]).toEqual(["other", 2]);
  expect(log).toEqual(["replaced", "live", "touched track/2/volume", "replaced"]);
  line().events.heard("hello?");
  expect(session.state.kind).toBe("reconnecting");
});

test("closing says goodbye and answers everybody who waits", async () => {
  welcome();
  const answer = session.request({ getStatus: null }).catch((refusal: unknown) => refusal);
  session.close();
  expect(await answer).toBeInstanceOf(Refusal);
  expect(sentOf("goodbye").length).toBe(1);
  expect(line().closed).toBe(true);
  await expect(session.request({ getStatus: null })).rejects.toMatchObject({ subject: "session" });
});
