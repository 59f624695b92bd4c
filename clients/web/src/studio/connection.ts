// connection.ts: the page's one session with its studio; it writes the store, and asks on behalf of views.  Side: page.
import { makeCommands, makeQuestions, sendCommand, asOne as batchOf, type Answer, type Commands, type Questions, type Recorder } from "corelogic/commands";
import { Refusal } from "corelogic/refusal";
import type { CommandGiven, Touched } from "corelogic/schema";
import { Session, type Dial, type SessionState } from "corelogic/session";
import { readClientId } from "./client_id";
import { hearMeterBytes } from "./meters";
import { useStudio } from "./store";
import { readToken } from "./token";
import { showRefusal } from "./toasts";
import { socketAddress, webSocketTo } from "./web_line";

const metersPlease = JSON.stringify({ gateway: { meters: { rate: 30 } } });
const storeEvery = 16;  // ms: changes that come together are one rendering

let session: Session | undefined;
let commands: Commands | undefined;
let questions: Questions | undefined;
let storedAt = -Infinity;
let storing: ReturnType<typeof setTimeout> | undefined;

function store(): void {
  clearTimeout(storing);
  storing = undefined;
  storedAt = performance.now();
  if (session?.mirror.filled) useStudio.setState({ project: session.mirror.project, revision: session.mirror.revision });
}
function storeSoon(): void {
  if (storing !== undefined) return;
  const wait = storeEvery - (performance.now() - storedAt);
  if (wait <= 0) store();
  else storing = setTimeout(store, wait);
}

/** Not live: whatever is shown may be old, and nobody may act on it. */
export const isLive = (state: SessionState): boolean => state.kind === "live";

function hearTouch(touched: Touched): void {
  const held = { ...useStudio.getState().held };
  if (touched.held && touched.client !== session?.client) held[touched.control] = touched;
  else delete held[touched.control];
  useStudio.setState({ held });
}

/** Starts the page's session. `dial` is for tests. */
export function connect(dial: Dial = webSocketTo(socketAddress(), hearMeterBytes)): Session {
  session?.close();
  const token = readToken();
  session = new Session({
    dial, name: pageName(), ...readClientId(), ...(token ? { token } : {}), behindWelcome: metersPlease,
    events: {
      state: (connection) => useStudio.setState(connection.kind === "live" ? { connection } : { connection, held: {} }),
      replaced: store,
      changed: storeSoon,
      touched: hearTouch,
      welcomed: (welcome) => {
        const others = welcome.held.filter((touched) => touched.client !== session?.client);
        useStudio.setState({
          role: welcome.role, user: welcome.user, strips: welcome.strips,
          held: Object.fromEntries(others.map((touched) => [touched.control, touched])),
        });
      },
    },
  });
  useStudio.setState({ connection: session.state });  // the former one has just said that it is closed
  commands = makeCommands(session);
  questions = makeQuestions(session);
  addEventListener("online", hurry);
  document.addEventListener("visibilitychange", hurry);
  return session;
}

function hurry(): void {
  if (document.visibilityState === "visible") session?.hurry();
}

function pageName(): string {
  const touch = matchMedia?.("(pointer: coarse)").matches ? "tablet" : "browser";
  return `${touch} on ${navigator.platform || "the web"}`.slice(0, 60);
}

function offline(): Refusal {
  return new Refusal({
    code: "notFound", subject: "studio",
    sentence: "The studio is not connected right now; nothing was changed. Try again when the sign at the top says live.",
  });
}

/** The session, for gestures. Undefined while not live: a move made now would be heard who knows when. */
export const liveSession = (): Session | undefined =>
  session && isLive(session.state) ? session : undefined;

/** Sends one command. Refusals are shown to the person and rejected. Nothing is kept for later when not live. */
export async function send(command: CommandGiven): Promise<Answer> {
  try {
    const live = liveSession();
    if (!live) throw offline();
    const answer = await sendCommand(live, command);
    for (const note of answer.notes) showRefusal({ code: "invalid", subject: "", sentence: note }, "note");
    return answer;
  } catch (refusal) {
    if (refusal instanceof Refusal) showRefusal(refusal);
    throw refusal;
  }
}

/** As send(), for event handlers: the refusal has been shown, and that is all there is to do about it. */
export function act(command: CommandGiven): void {
  send(command).catch(() => undefined);
}

/** Everything the recorder is told, as one command and one undo step. */
export function actAsOne(record: (batch: Recorder) => void): void {
  const live = liveSession();
  const sent = live ? batchOf(live, record) : Promise.reject(offline());
  sent.catch((refusal: unknown) => { if (refusal instanceof Refusal) showRefusal(refusal); });
}

/** Questions and their answers: await ask().getStatus(). Requires: connect() was called. */
export function ask(): Questions {
  if (!questions) throw new Error("connect() comes first");
  return questions;
}
/** Commands with their answers, unshown refusals included: await command().addTrack({ name }). */
export function command(): Commands {
  if (!commands) throw new Error("connect() comes first");
  return commands;
}
/** The whole of what the protocol can ask: for touch, spectra, access. */
export function request(...given: Parameters<Session["request"]>): ReturnType<Session["request"]> {
  return session ? session.request(...given) : Promise.reject(offline());
}
