// studio.ts: a studio as a Node program sees it: its commands as methods, its project, its changes, its meters.
// Side: node.
import { asOne, Gesture, makeCommands, makeQuestions, type Answer, type Commands, type Questions, type Recorder } from "./commands.js";
import { curveOf, type CurveOptions, type NetworkKeys } from "./curve.js";
import { readMeterFrame, type MeterFrame } from "./meter_frame.js";
import { nobodyAnswered, nobodyWelcomed, Refusal } from "./refusal.js";
import type { ChangeAccessGiven, ChangeSet, Done, Invitation, Project, Touched, Track, WatchSpectrumGiven } from "./schema.js";
import { Session, type SessionState, type Terms } from "./session.js";
import { controlEndpoint, dealerTo, subscribeTo, telemetryBeside } from "./zeromq_line.js";

export interface StudioOptions extends NetworkKeys {
  /** For people. */
  name?: string;
  /** Else this user's own controller on this machine. "tcp://host:9610" needs serverKey and keyFile (or keys). */
  endpoint?: string;
  /** Else beside the endpoint. */
  telemetry?: string;
  /** Whom it speaks for, on this machine's own line. */
  token?: string;
  /** To keep an undo stack over several runs: 64 random bits in decimal, and a sequence nobody has used. */
  client?: string;
  firstSequence?: number;
  /** ms that open() waits to be welcomed; default 5000. */
  timeout?: number;
}

export interface StudioEvents {
  change(set: ChangeSet): void;
  /** The whole project is another one: opened, imported, or a gap too wide to resume. */
  project(project: Project): void;
  state(state: SessionState): void;
  touch(touched: Touched): void;
}

class StudioCore {
  private readonly listeners: { [Name in keyof StudioEvents]: Set<StudioEvents[Name]> } =
    { change: new Set(), project: new Set(), state: new Set(), touch: new Set() };
  private readonly subscriptions = new Set<{ close(): void }>();
  readonly endpoint: string;
  private readonly curve: CurveOptions | undefined;
  readonly session: Session;

  constructor(private readonly options: StudioOptions) {
    this.endpoint = options.endpoint ?? controlEndpoint();
    this.curve = curveOf(this.endpoint, options);
    this.session = new Session({
      dial: dealerTo(this.endpoint, this.curve, (options.token ?? "") !== ""),
      name: options.name ?? "node client",
      ...(options.token !== undefined ? { token: options.token } : {}),
      ...(options.client !== undefined ? { client: options.client } : {}),
      ...(options.firstSequence !== undefined ? { firstSequence: options.firstSequence } : {}),
      events: {
        changed: (set) => this.listeners.change.forEach((listener) => listener(set)),
        replaced: () => this.listeners.project.forEach((listener) => listener(this.project)),
        state: (state) => this.listeners.state.forEach((listener) => listener(state)),
        touched: (touched) => this.listeners.touch.forEach((listener) => listener(touched)),
      },
    });
    Object.assign(this, makeCommands(this.session), makeQuestions(this.session));
  }

  /** As it is now; a value that never changes. */
  get project(): Project { return this.session.mirror.project; }
  get revision(): number { return this.session.mirror.revision; }
  get epoch(): number { return this.session.mirror.epoch; }
  get client(): string { return this.session.client; }
  get state(): SessionState { return this.session.state; }
  /** The hash of the replica, as getHash() answers it for the controller's project. */
  hash(): string { return this.session.mirror.hash(); }

  /** The track of that name, capitals and small letters alike if none is spelled just so; "master" for the master.
   *  Errors: throws Refusal unknownId. */
  track(name: string): Track {
    const { tracks } = this.project;
    const found = tracks.find((track) => track.name === name) ??
      tracks.find((track) => track.name.toLowerCase() === name.toLowerCase()) ??
      (name.toLowerCase() === "master" ? tracks.find((track) => track.kind === "master") : undefined);
    if (found) return found;
    throw new Refusal({
      code: "unknownId", subject: `track ${name}`,
      sentence: `There is no track "${name}"; there are ${tracks.map((track) => `"${track.name}"`).join(", ")}.`,
    });
  }

  /** All that the recorder is told, as one command: one block edge, one undo step, or refused whole. */
  asOne(record: (batch: Recorder) => void, terms?: Terms): Promise<Answer> { return asOne(this.session, record, terms); }
  /** A continuous move: gesture.move.setVolume(…) as often as the hand moves, then await gesture.end(). */
  gesture(): Gesture { return new Gesture(this.session); }
  /** Says that a control is held or let go, for all to see: "track/3/volume". */
  async touch(control: string, held: boolean): Promise<void> { await this.session.request({ touch: { control, held } }); }
  /** Its spectrum is in the meters for 5 s. */
  async watchSpectrum(what: WatchSpectrumGiven): Promise<Done> {
    const reply = await this.session.request({ watchSpectrum: what });
    return "done" in reply ? reply.done : { ids: [], notes: [] };
  }
  /** Lets somebody in, or shuts somebody out: answered with an invitation where there is one to hand over. */
  async changeAccess(change: ChangeAccessGiven): Promise<Invitation | undefined> {
    const reply = await this.session.request({ changeAccess: change });
    return "invitation" in reply ? reply.invitation : undefined;
  }

  /** Calls `listener` until the function it returns is called. */
  on<Name extends keyof StudioEvents>(name: Name, listener: StudioEvents[Name]): () => void {
    this.listeners[name].add(listener);
    return () => { this.listeners[name].delete(listener); };
  }

  /** Every frame of the meters, about 30 a second, until the function it returns is called. */
  meters(listener: (frame: MeterFrame) => void): () => void {
    const subscription = subscribeTo(this.options.telemetry ?? telemetryBeside(this.endpoint), this.curve, (bytes) => {
      const frame = readMeterFrame(bytes);
      if (frame) listener(frame);
    });
    this.subscriptions.add(subscription);
    return () => {
      subscription.close();
      this.subscriptions.delete(subscription);
    };
  }

  /** Resolves when `holds` is true of the project, now or after a change.
   *  Errors: rejects with notFound "controller" after `timeout` ms. */
  until(holds: (project: Project) => boolean, timeout = 5000): Promise<Project> {
    return new Promise((resolve, reject) => {
      const look = (): void => {
        if (this.session.mirror.filled && holds(this.project)) { end(); resolve(this.project); }
      };
      const ends = [this.on("change", look), this.on("project", look)];
      const timer = setTimeout(() => { end(); reject(nobodyAnswered(timeout)); }, timeout);
      const end = (): void => { clearTimeout(timer); ends.forEach((stop) => stop()); };
      look();
    });
  }

  close(): void {
    for (const subscription of this.subscriptions) subscription.close();
    this.subscriptions.clear();
    this.session.close();
  }
}

export type Studio = StudioCore & Commands & Questions;

/** Connects and waits for the project.
 *  Errors: rejects with Refusal: why the controller does not want this client, or notFound when nobody answers. */
export async function openStudio(options: StudioOptions = {}): Promise<Studio> {
  const studio = new StudioCore(options) as Studio;
  const timeout = options.timeout ?? 5000;
  try {
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(nobodyWelcomed(studio.endpoint, timeout)), timeout);
      studio.on("state", (state) => {
        if (state.kind !== "live" && state.kind !== "refused") return;
        clearTimeout(timer);
        if (state.kind === "live") resolve();
        else reject(state.refusal);
      });
    });
  } catch (refusal) {
    studio.close();
    throw refusal;
  }
  return studio;
}
