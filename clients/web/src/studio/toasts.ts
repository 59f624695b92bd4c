// toasts.ts: what a person is told in passing: why something was refused. The same sentence twice is shown once.
// Side: page.
import type { Refused } from "corelogic/schema";
import { toast } from "sonner";

export function showRefusal(refused: Pick<Refused, "code" | "subject" | "sentence">, kind: "refusal" | "note" = "refusal"): void {
  const show = kind === "note" ? toast.info : toast.error;
  show(refused.sentence, { id: refused.sentence, duration: 6000 });
}
export function showNote(sentence: string): void {
  toast.info(sentence, { id: sentence, duration: 4000 });
}
