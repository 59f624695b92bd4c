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

export function nobodyAnswered(milliseconds: number): Refusal {
  return new Refusal({
    code: "notFound", subject: "controller",
    sentence: `Nobody answered for ${milliseconds / 1000} s; what was asked may have been done or not. Is the controller running?`,
  });
}

export function closedHere(): Refusal {
  return new Refusal({ code: "notFound", subject: "session", sentence: "This client was closed before an answer came." });
}
