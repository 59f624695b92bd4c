// fake_studio.ts: a controller in memory for tests of the page: it answers hello, keeps what it is asked, and pushes what it
// is told to. It knows no commands: the real one is tested in clients/node/tests/contract and by the page's own.  Side: test.
import { completed } from "corelogic/form";
import type { Change, Project, Track } from "corelogic/schema";
import type { Dial, LineEvents } from "corelogic/session";
import { connect } from "./connection";
import { emptyState, useStudio } from "./store";

type Json = Record<string, unknown>;

export const aTrack = (fields: Partial<Track>): Track => completed<Track>("Track", {
  kind: "audio", input: { none: null }, output: { track: 1 }, monitorOutput: { none: null }, ...fields,
});
export const aProject = (...tracks: Track[]): Project => completed<Project>("Project", {
  name: "test", monitor: { source: { master: null } }, nextId: 100,
  tracks: [...tracks, aTrack({ id: 1, kind: "master", name: "Master", output: { device: [1, 2] } })],
});

export class FakeStudio {
  /** Commands as they came: { setVolume: { track: 2, volume: -6 } }, with their gesture. */
  readonly asked: { command: Json; gesture: number; ends: boolean }[] = [];
  readonly touches: Json[] = [];
  readonly hellos: Json[] = [];
  /** What to answer to the next commands instead of done. */
  refuse: Json | undefined;
  silent = false;
  /** What to answer to questions: { dryRun: (question) => ({ dryRun: { … } }) }. */
  readonly answers: Record<string, (question: unknown) => Json> = {};
  revision = 1;
  private lines: LineEvents[] = [];

  constructor(public project: Project) {}

  readonly dial: Dial = (events) => {
    this.lines.push(events);
    queueMicrotask(() => events.opened());
    return { send: (text) => this.hear(events, JSON.parse(text) as Json), close: () => undefined };
  };
  private get line(): LineEvents { return this.lines[this.lines.length - 1] as LineEvents; }

  /** Connects the page to it; resolves when the page is live. */
  async start(): Promise<void> {
    useStudio.setState(emptyState, true);
    connect(this.dial);
    await settled();
  }
  /** Cuts the line; the page dials again by itself. */
  cut(): void { this.line.closed(); }

  /** A change by somebody else. */
  change(...changes: Change[]): void {
    ++this.revision;
    const set = { epoch: 1, revision: String(this.revision), client: "5", changes };
    this.line.heard(JSON.stringify({ sequence: "0", epoch: 1, revision: String(this.revision), changed: set }));
  }
  push(arm: Json): void {
    this.line.heard(JSON.stringify({ sequence: "0", epoch: 1, revision: String(this.revision), ...arm }));
  }

  private hear(events: LineEvents, request: Json): void {
    if (this.silent || request["gateway"]) return;
    const answer = (arm: Json): void =>
      queueMicrotask(() => events.heard(JSON.stringify({ sequence: String(request["sequence"]), epoch: 1, revision: String(this.revision), ...arm })));
    if (request["hello"]) {
      this.hellos.push(request["hello"] as Json);
      answer({ welcome: { protocolVersion: 1, role: "admin", project: this.project, user: "", strips: [], held: [] } });
    } else if (request["command"]) {
      this.asked.push({ command: request["command"] as Json, gesture: Number(request["gesture"] ?? 0), ends: request["gestureEnds"] === true });
      if (this.refuse) answer({ refused: this.refuse });
      else answer({ done: { ids: [] } });
    } else if (request["touch"]) {
      this.touches.push(request["touch"] as Json);
      answer({ done: { ids: [] } });
    } else {
      const arm = Object.keys(this.answers).find((name) => name in request);
      answer(arm ? (this.answers[arm] as (question: unknown) => Json)(request[arm]) : { alive: null });
    }
  }
}

/** Until all that was said has been heard, and the store has it. */
export const settled = (): Promise<void> => new Promise((resolve) => { setTimeout(resolve, 40); });
