// session.ts: one client's talk with the controller over any line that carries text: hello, heartbeat, requests sent
// until answered, the replica kept, resume after a lost line. The web page shares it; it knows no socket.  Side: any.
//
//   connecting ──welcome──▶ live ──line closed, or 3 s of silence──▶ reconnecting ──welcome (resumed or whole)──▶ live
import { completed, toJson } from "./form.js";
import { Mirror } from "./mirror.js";
import { Pending } from "./pending.js";
import { closedHere, Refusal } from "./refusal.js";
import type { ChangeSet, OneOf, Refused, Reply, RequestArmsGiven, Touched, Welcome, Whole64Given } from "./schema.js";

/** A line to the controller. It says when it is open, what came and when it is gone; a closed one says nothing more. */
export interface Line {
  send(text: string): void;
  close(): void;
}
export interface LineEvents {
  opened(): void;
  heard(text: string): void;
  closed(): void;
}
export type Dial = (events: LineEvents) => Line;

export type SessionState =
  | { readonly kind: "connecting" }
  | { readonly kind: "live" }
  /** Whatever is shown is as it was at `since` (ms, Date.now()). */
  | { readonly kind: "reconnecting"; readonly since: number }
  /** The controller does not want this client: wrong token, wrong version. It is asked again every 5 s. */
  | { readonly kind: "refused"; readonly refusal: Refusal }
  | { readonly kind: "closed" };

export interface SessionEvents {
  state(state: SessionState): void;
  /** The whole replica is another one, or was resumed after a gap of at least one change. */
  replaced(): void;
  /** One revision further. */
  changed(set: ChangeSet): void;
  welcomed(welcome: Welcome): void;
  touched(touched: Touched): void;
}

export interface SessionOptions {
  dial: Dial;
  /** For people: "front of house tablet". */
  name: string;
  token?: string;
  /** 64 random bits in decimal, kept for as long as the undo stack should be; with it a sequence nobody has used. */
  client?: string;
  firstSequence?: number;
  /** Said on the line behind each welcome, as it is: words for whoever carries the line. */
  behindWelcome?: string;
  events?: Partial<SessionEvents>;
}

/** What a request may ask beyond its body. */
export interface Terms {
  expectedEpoch?: number;
  expectedRevision?: Whole64Given;
  gesture?: number;
  gestureEnds?: boolean;
  /** ms until it is given up; default 5000. */
  timeout?: number;
}

const heartbeatEvery = 1000;
const silenceMost = 3000;
const helloAgain = 1000;
const refusedAgain = 5000;
const dialAgain = [100, 250, 500, 1000, 2000];
const defaultTimeout = 5000;

const isStranger = ({ code, subject }: Pick<Refused, "code" | "subject">): boolean => code === "denied" && subject === "hello.token";

export function randomClient(): string {
  const half = (): bigint => BigInt(Math.floor(Math.random() * 0x100000000));
  return ((half() << 32n) | half() | 1n).toString();
}

export class Session {
  readonly mirror = new Mirror();
  readonly client: string;
  private current: SessionState = { kind: "connecting" };
  private line: Line | undefined;
  private readonly pending = new Pending();
  private sequence: number;
  private welcomed = false;  // on this line
  private helloAt = -Infinity;
  private helloSequence = 0;
  private beatAt = 0;
  private heardAt = 0;
  private alivesAhead = 0;
  private dials = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private redial: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly options: SessionOptions) {
    this.client = options.client ?? randomClient();
    this.sequence = (options.firstSequence ?? 1) - 1;
    this.dial();
    this.tick();
  }

  get state(): SessionState { return this.current; }
  /** When the controller was last heard, ms. */
  get lastHeard(): number { return this.heardAt; }

  /** Asks, and asks again under the same sequence until it is answered or given up.
   *  Errors: rejects with Refusal: the controller's, or notFound "controller" when nobody answers. */
  request(body: OneOf<RequestArmsGiven>, terms: Terms = {}): Promise<Reply> {
    if (this.current.kind === "closed") return Promise.reject(closedHere());
    const { timeout = defaultTimeout, ...rest } = terms;
    const sequence = ++this.sequence;
    const now = Date.now();
    return new Promise<Reply>((resolve, reject) => {
      const text = toJson({ client: this.client, sequence, ...rest, ...body });
      this.pending.add({ sequence, text, since: now, deadline: now + timeout, sentAt: undefined, resolve, reject });
      this.flush();
    });
  }

  close(): void {
    if (this.current.kind === "closed") return;
    if (this.welcomed) this.say({ goodbye: null });
    clearTimeout(this.timer);
    clearTimeout(this.redial);
    this.line?.close();
    this.line = undefined;
    this.become({ kind: "closed" });
    this.pending.reject(closedHere());
  }

  /** The network is back, or the page is looked at again: do not wait for the next attempt. */
  hurry(): void {
    if (this.current.kind === "closed" || this.welcomed) return;
    this.dials = 0;
    this.dial();
  }

  private dial(): void {
    clearTimeout(this.redial);
    this.line?.close();
    this.welcomed = false;
    let mine: Line | undefined;
    const isMine = (): boolean => this.line === mine && mine !== undefined;
    let openedEarly = false;
    mine = this.options.dial({
      opened: () => { if (mine === undefined) openedEarly = true; else if (isMine()) this.hello(); },
      heard: (text) => { if (isMine()) this.hear(text); },
      closed: () => { if (isMine()) this.lost(); },
    });
    this.line = mine;
    this.heardAt = Date.now();
    if (openedEarly) this.hello();
  }

  private lost(): void {
    this.line?.close();
    this.line = undefined;
    if (this.welcomed) this.become({ kind: "reconnecting", since: this.heardAt });
    this.welcomed = false;
    const patience = dialAgain[Math.min(this.dials++, dialAgain.length - 1)] as number;
    const wait = this.current.kind === "refused" ? refusedAgain : patience;
    this.redial = setTimeout(() => this.dial(), wait);
  }

  private say(body: OneOf<RequestArmsGiven>): number {
    const sequence = ++this.sequence;
    this.line?.send(toJson({ client: this.client, sequence, ...body }));
    return sequence;
  }

  private hello(): void {
    this.welcomed = false;
    this.alivesAhead = 0;
    this.helloAt = Date.now();
    const known = this.mirror.filled ? { resumeEpoch: this.mirror.epoch, resumeRevision: String(this.mirror.revision) } : {};
    const token = this.options.token ? { token: this.options.token } : {};
    this.helloSequence = this.say({ hello: { name: this.options.name, subscribe: true, ...token, ...known } });
  }

  private flush(): void {
    if (!this.welcomed) return;
    for (const text of this.pending.due(Date.now())) this.line?.send(text);
  }

  private tick(): void {
    const now = Date.now();
    this.pending.giveUp(now);
    if (this.line && now - this.heardAt >= silenceMost) this.lost();
    const helloWait = this.current.kind === "refused" ? refusedAgain : helloAgain;
    if (this.line && !this.welcomed && now - this.helloAt >= helloWait && this.helloSequence > 0) this.hello();
    if (this.welcomed && now - this.beatAt >= heartbeatEvery) {
      this.beatAt = now;
      this.say({ heartbeat: null });
    }
    this.flush();
    if (this.current.kind !== "closed") this.timer = setTimeout(() => this.tick(), 250);
  }

  private hear(text: string): void {
    let reply: Reply;
    try {
      reply = completed<Reply>("Reply", JSON.parse(text) as object);
    } catch {
      return this.lost();  // what is no reply is no controller
    }
    this.heardAt = Date.now();
    if ("welcome" in reply) return this.welcome(reply.welcome, reply);
    if ("changed" in reply) return this.takeChange(reply.changed);
    if ("reset" in reply) return this.takeWhole(reply.reset, reply);
    if ("touched" in reply) return this.options.events?.touched?.(reply.touched);
    if ("alive" in reply) this.takeAlive(reply);
    this.answer(reply);
  }

  private answer(reply: Reply): void {
    const sequence = Number(reply.sequence);
    if ("refused" in reply && this.isNoJudgement(reply.refused) &&
        this.pending.putOff(sequence, new Refusal(reply.refused), Date.now())) {
      // A controller that was started anew is told first who this is.
      if (reply.refused.code === "denied" && this.welcomed) this.askAgain();
      return;
    }
    const question = this.pending.take(sequence);
    if (!("refused" in reply)) {
      question?.resolve(reply);
    } else if (question) {
      question.reject(new Refusal(reply.refused));
    } else if (!this.welcomed && (sequence === this.helloSequence || sequence === 0)) {
      const refusal = new Refusal(reply.refused);
      if (isStranger(refusal)) this.pending.reject(refusal, (one) => one.putOff !== undefined && isStranger(one.putOff));
      this.become({ kind: "refused", refusal });
    } else if (this.welcomed && reply.refused.code === "notFound") {
      this.askAgain();  // of a heartbeat: it does not know us
    }
    this.flush();
  }

  private isNoJudgement(refused: Refused): boolean {
    return refused.code === "busy" || (isStranger(refused) && (this.options.token ?? "") !== "");
  }

  private welcome(welcome: Welcome, reply: Reply): void {
    if (this.welcomed) return;  // a hello that was sent twice is answered twice
    const epoch = reply.epoch;
    const before = this.mirror.filled ? this.mirror.revision : -1;
    if (welcome.resumed && this.mirror.filled) {
      for (const set of welcome.changes) this.mirror.take(set);
      if (this.mirror.epoch !== epoch || this.mirror.revision < Number(reply.revision)) {
        this.mirror.forget();
        return this.hello();
      }
    } else {
      this.mirror.reset(welcome.project, epoch, Number(reply.revision));
    }
    this.welcomed = true;
    this.dials = 0;
    this.beatAt = Date.now();
    this.pending.nothingArrived();
    this.options.events?.welcomed?.(welcome);
    if (!welcome.resumed || this.mirror.revision !== before) this.options.events?.replaced?.();
    this.become({ kind: "live" });
    if (this.options.behindWelcome !== undefined) this.line?.send(this.options.behindWelcome);
    this.flush();
  }

  private takeWhole(project: object, reply: Reply): void {
    this.mirror.reset(project, reply.epoch, Number(reply.revision));
    this.options.events?.replaced?.();
  }

  private takeChange(set: ChangeSet): void {
    if (!this.welcomed) return;
    let taken: ReturnType<Mirror["take"]>;
    try {
      taken = this.mirror.take(set);
    } catch {
      this.mirror.forget();  // a change this version does not know: the whole project may still be readable
      return this.askAgain();
    }
    if (taken === "hole") this.askAgain();
    if (taken === "applied") this.options.events?.changed?.(set);
  }

  /** A change may be on its way behind one alive, but not behind three. */
  private takeAlive(reply: Reply): void {
    if (!this.welcomed) return;
    if (reply.epoch !== this.mirror.epoch) return this.askAgain();
    this.alivesAhead = Number(reply.revision) > this.mirror.revision ? this.alivesAhead + 1 : 0;
    if (this.alivesAhead > 2) this.askAgain();
  }

  private askAgain(): void {
    if (this.welcomed) this.become({ kind: "reconnecting", since: Date.now() });
    this.hello();
  }

  private become(state: SessionState): void {
    this.current = state;
    this.options.events?.state?.(state);
  }
}
