// pending.ts: what was asked and not answered yet: sent again until it is, always under the same sequence, so that an
// effect happens exactly once. At most so many are on their way as the controller takes of one connection.
// It knows no socket and no clock: it is told what time it is.  Side: any.
import { nobodyAnswered, type Refusal } from "./refusal.js";
import type { Reply } from "./schema.js";

export interface Question {
  readonly sequence: number;
  readonly text: string;
  readonly since: number;
  readonly deadline: number;
  sentAt: number | undefined;
  /** A no that was no judgement: why it will have been refused, if its time is over. */
  putOff?: Refusal;
  resolve(reply: Reply): void;
  reject(refusal: Refusal): void;
}

const mostOnTheWay = 48;  // the controller refuses the 65th as busy
const sendAgainAfter = 1000;
const putOffFor = 50;

export class Pending {
  private readonly questions = new Map<number, Question>();  // in order of sequence

  add(question: Question): void { this.questions.set(question.sequence, question); }

  /** Who waits for this answer, once. */
  take(sequence: number): Question | undefined {
    const question = this.questions.get(sequence);
    this.questions.delete(sequence);
    return question;
  }

  /** It was not done and not judged: the same goes out again a little later. False: nobody asked. */
  putOff(sequence: number, refusal: Refusal, now: number): boolean {
    const question = this.questions.get(sequence);
    if (!question) return false;
    question.putOff = refusal;
    question.sentAt = now - sendAgainAfter + putOffFor;
    return true;
  }

  /** What must go out now, oldest first, marked as sent. */
  due(now: number): string[] {
    const texts: string[] = [];
    let onTheWay = 0;
    for (const question of this.questions.values()) {
      if (++onTheWay > mostOnTheWay) break;
      if (question.sentAt !== undefined && now - question.sentAt < sendAgainAfter) continue;
      question.sentAt = now;
      texts.push(question.text);
    }
    return texts;
  }

  /** The line is another one: nothing of what was sent is known to have arrived. */
  nothingArrived(): void {
    for (const question of this.questions.values()) question.sentAt = undefined;
  }

  giveUp(now: number): void {
    for (const question of this.questions.values()) {
      if (now < question.deadline) continue;
      this.questions.delete(question.sequence);
      question.reject(question.putOff ?? nobodyAnswered(question.deadline - question.since));
    }
  }

  /** Those that `concerned` is true of; else all. */
  reject(refusal: Refusal, concerned: (question: Question) => boolean = () => true): void {
    for (const question of this.questions.values()) {
      if (!concerned(question)) continue;
      this.questions.delete(question.sequence);
      question.reject(refusal);
    }
  }
}
