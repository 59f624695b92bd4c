// commands.test.ts: every command is a method; a batch is one request; a gesture leaves out what a slow line cannot carry,
// never the last.
import { expect, test } from "vitest";
import { answers, asOne, commandNames, Gesture, makeCommands } from "../src/commands.js";
import { structs } from "../src/schema_table.js";
import { commandArms } from "../src/schema_table.js";
import type { OneOf, Reply, RequestArmsGiven } from "../src/schema.js";
import type { Session, Terms } from "../src/session.js";

class Listener {
  readonly asked: { body: OneOf<RequestArmsGiven>; terms: Terms | undefined; answer(): void }[] = [];
  readonly session = {
    request: (body: OneOf<RequestArmsGiven>, terms?: Terms): Promise<Reply> =>
      new Promise((resolve) => this.asked.push({
        body, terms, answer: () => resolve({ sequence: "1", epoch: 1, revision: "9", done: { ids: [3], notes: [] } }),
      })),
  } as unknown as Session;
}
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test("every command of the schema has its method, and says what it is given", async () => {
  const listener = new Listener();
  const commands = makeCommands(listener.session);
  expect(Object.keys(commands)).toEqual(Object.keys(commandArms));
  expect(commandNames.length).toBeGreaterThan(80);
  const answer = commands.setVolume({ track: 2, volume: -6 }, { expectedRevision: 8 });
  void commands.undo();
  expect(listener.asked.map((one) => one.body)).toEqual([{ command: { setVolume: { track: 2, volume: -6 } } }, { command: { undo: null } }]);
  expect(listener.asked[0]?.terms).toEqual({ expectedRevision: 8 });
  listener.asked[0]?.answer();
  expect(await answer).toEqual({ ids: [3], notes: [], revision: 9 });
});

test("every question is answered by an arm that the schema has", () => {
  const arms = structs["Reply"]?.arms ?? {};
  for (const arm of Object.values(answers)) expect(arms).toHaveProperty(arm);
});

test("many as one are one request", () => {
  const listener = new Listener();
  void asOne(listener.session, (batch) => { batch.setMute({ track: 2, mute: true }); batch.undo(); });
  expect(listener.asked.map((one) => one.body)).toEqual([{ command: { batch: { commands: [{ setMute: { track: 2, mute: true } }, { undo: null }] } } }]);
});

test("a gesture has two moves on the way, then the newest of each control, and ends with its last", async () => {
  const listener = new Listener();
  const gesture = new Gesture(listener.session);
  for (let i = 1; i <= 10; ++i) gesture.move.setVolume({ track: 2, volume: -i });
  gesture.move.setPan({ track: 2, pan: 1 });
  expect(listener.asked.length).toBe(2);
  const ended = gesture.end();
  for (let round = 0; round < 5; ++round) { listener.asked.forEach((one) => one.answer()); await settle(); }
  await ended;
  expect(listener.asked.map((one) => one.body)).toEqual([
    { command: { setVolume: { track: 2, volume: -1 } } }, { command: { setVolume: { track: 2, volume: -2 } } },
    { command: { setVolume: { track: 2, volume: -10 } } }, { command: { setPan: { track: 2, pan: 1 } } },
    { command: { setPan: { track: 2, pan: 1 } } },
  ]);
  const terms = listener.asked.map((one) => one.terms);
  expect(new Set(terms.map((one) => one?.gesture)).size).toBe(1);
  expect(terms.map((one) => one?.gestureEnds ?? false)).toEqual([false, false, false, false, true]);
  gesture.move.setVolume({ track: 2, volume: 0 });
  expect(listener.asked.length).toBe(5);
});

test("two gestures are two numbers, never 0", () => {
  const listener = new Listener();
  const [a, b] = [new Gesture(listener.session), new Gesture(listener.session)];
  expect(a.number).not.toBe(b.number);
  expect(a.number * b.number).not.toBe(0);
});
