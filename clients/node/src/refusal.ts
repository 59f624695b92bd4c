// refusal.ts: a no, with its reason: the controller's code, subject and sentence, or that nobody answered.
// Side: any.
import type { RefusalCode, Refused } from "./schema.js";

export class Refusal extends Error {
  readonly code: RefusalCode;
  /** What it is about: "track 99", "setPan.pan", "controller". */
  readonly subject: string;
  /** For people: what was wrong, and what would be right. */
  readonly sentence: string;

  constructor(refused: Refused) {
    super(refused.sentence);
    this.name = "Refusal";
    this.code = refused.code;
    this.subject = refused.subject;
    this.sentence = refused.sentence;
  }
}

const nobody = (sentence: string): Refusal => new Refusal({ code: "notFound", subject: "controller", sentence });

export function nobodyAnswered(milliseconds: number): Refusal {
  return nobody(`Nobody answered for ${milliseconds / 1000} s; what was asked may have been done or not. Is the controller running?`);
}

/** Over the network who is not known is not even answered. */
export function nobodyWelcomed(endpoint: string, milliseconds: number): Refusal {
  return nobody(`No controller answered at ${endpoint} within ${milliseconds / 1000} s` + (endpoint.startsWith("tcp://")
    ? ": none runs there, serverKey is another one's, or your key is not on its access list (corelogic access list)."
    : "; start it with ./studio up."));
}

export function closedHere(): Refusal {
  return new Refusal({ code: "notFound", subject: "session", sentence: "This client was closed before an answer came." });
}
