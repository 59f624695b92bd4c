// commands.ts: every command of the schema as a method, alone, many as one, or as a gesture of a hand.
// It lists nothing itself: names and types come from the schema.  Side: any.
import { commandArms } from "./schema_table.js";
import type { CommandArmsGiven, CommandGiven, Done, OneOf, Reply, ReplyArms, RequestArmsGiven } from "./schema.js";
import type { Session, Terms } from "./session.js";

/** What a command answers: the revision it made, the ids of what is new, what a person should know. */
export interface Answer extends Done {
  revision: number;
}

export type CommandName = keyof CommandArmsGiven;
type Parameters<Name extends CommandName, Rest extends unknown[]> =
  CommandArmsGiven[Name] extends null ? Rest : [value: CommandArmsGiven[Name], ...rest: Rest];

/** setVolume({ track, volume }), undo(), … : each answered when it is durable. */
export type Commands = { [Name in CommandName]: (...given: Parameters<Name, [terms?: Terms]>) => Promise<Answer> };
/** The same words, kept instead of sent. */
export type Recorder = { [Name in CommandName]: (...given: Parameters<Name, []>) => void };

export const commandNames = Object.keys(commandArms) as CommandName[];

export function commandOf<Name extends CommandName>(name: Name, value: CommandArmsGiven[Name]): CommandGiven {
  return { [name]: value } as unknown as CommandGiven;
}

export async function sendCommand(session: Session, command: CommandGiven, terms?: Terms): Promise<Answer> {
  const reply = await session.request({ command }, terms);
  const done = "done" in reply ? reply.done : { ids: [], notes: [] };
  return { ...done, revision: Number(reply.revision) };
}

export function makeCommands(session: Session): Commands {
  const make = (name: CommandName) => (...given: unknown[]) => {
    const [value, terms] = commandArms[name] ? [null, given[0]] : [given[0], given[1]];
    return sendCommand(session, commandOf(name, value as never), terms as Terms | undefined);
  };
  return Object.fromEntries(commandNames.map((name) => [name, make(name)])) as unknown as Commands;
}

export function makeRecorder(keep: (command: CommandGiven) => void): Recorder {
  const make = (name: CommandName) => (value: unknown) => keep(commandOf(name, (commandArms[name] ? null : value) as never));
  return Object.fromEntries(commandNames.map((name) => [name, make(name)])) as unknown as Recorder;
}

/** Everything the recorder is told becomes one command: applied at one block edge, one undo step, or refused whole. */
export function asOne(session: Session, record: (batch: Recorder) => void, terms?: Terms): Promise<Answer> {
  const commands: CommandGiven[] = [];
  record(makeRecorder((command) => commands.push(command)));
  return sendCommand(session, { batch: { commands } }, terms);
}

const mostMovesOnTheWay = 2;

/** A continuous move of one or more controls: heard at once, one undo step. Moves that a slow line cannot carry are
 *  left out, the newest of each control never. */
export class Gesture {
  private static last = Math.floor(Math.random() * 0x7fff0000);
  readonly number = (Gesture.last = (Gesture.last % 0x7fffffff) + 1);
  /** Moves this gesture. */
  readonly move: Recorder;
  private readonly waiting = new Map<string, CommandGiven>();
  private newest: CommandGiven | undefined;
  private onTheWay = 0;
  private ended = false;
  private refusal: unknown;
  private idle: (() => void) | undefined;

  constructor(private readonly session: Session) {
    this.move = makeRecorder((command) => this.set(command));
  }

  set(command: CommandGiven): void {
    if (this.ended) return;
    this.newest = command;
    this.waiting.set(controlOf(command), command);
    this.pump();
  }

  /** The release. Resolves when all of it is on disk, with nothing if nothing was moved.
   *  Errors: rejects with the first Refusal of any of its moves. */
  async end(): Promise<Answer | undefined> {
    this.ended = true;
    if (!this.newest) return undefined;
    await this.allSent();
    if (this.refusal) throw this.refusal;
    return sendCommand(this.session, this.newest, { gesture: this.number, gestureEnds: true });
  }

  /** One of several controls is let go while others move on: resolves when this, its last value, is done. */
  rest(command: CommandGiven): Promise<Answer> {
    this.waiting.delete(controlOf(command));
    return sendCommand(this.session, command, { gesture: this.number });
  }

  private allSent(): Promise<void> {
    if (this.onTheWay === 0 && this.waiting.size === 0) return Promise.resolve();
    return new Promise((resolve) => { this.idle = resolve; });
  }

  private pump(): void {
    for (const [control, command] of this.waiting) {
      if (this.onTheWay >= mostMovesOnTheWay) return;
      this.waiting.delete(control);
      ++this.onTheWay;
      sendCommand(this.session, command, { gesture: this.number })
        .catch((refusal: unknown) => { this.refusal ??= refusal; })
        .finally(() => {
          --this.onTheWay;
          this.pump();
          if (this.onTheWay === 0) this.idle?.();
        });
    }
  }
}

/** The command with whatever names its target, without its value. */
function controlOf(command: CommandGiven): string {
  const [name, value] = Object.entries(command)[0] as [string, unknown];
  const { track, insert, send, parameter } = (value ?? {}) as Record<string, unknown>;
  return [name, track, insert, send, parameter].join("/");
}

/** Each question and the arm that answers it. */
export const answers = {
  getProject: "project", getGraph: "graph", getStatus: "status", getProjects: "projects", getHistory: "history",
  getPresets: "presets", getVersions: "versions", getProjectAt: "project", getDiff: "diff", dryRun: "dryRun",
  explain: "explanation", getWiring: "wiring", getClients: "clients", getAccess: "access", getAudit: "audit",
  getHash: "hash", getTemplates: "templates",
} as const;
type QuestionName = keyof typeof answers;
export type Questions = {
  [Name in QuestionName]: (...given: RequestArmsGiven[Name] extends null ? [] : [value: RequestArmsGiven[Name]]) =>
    Promise<ReplyArms[(typeof answers)[Name]]>;
};

export function makeQuestions(session: Session): Questions {
  const make = (name: QuestionName) => async (value: unknown) => {
    const reply: Reply = await session.request({ [name]: value ?? null } as unknown as OneOf<RequestArmsGiven>);
    return (reply as Record<string, unknown>)[answers[name]];
  };
  return Object.fromEntries(Object.keys(answers).map((name) => [name, make(name as QuestionName)])) as unknown as Questions;
}
