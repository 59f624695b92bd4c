// polled.ts: an answer that is asked for again and again while a panel is on the screen and the line is live.  Side: page.
import { Refusal } from "corelogic/refusal";
import { useCallback, useEffect, useRef, useState } from "react";
import { useLive } from "../../studio/hooks";

export interface Polled<Answer> {
  answer: Answer | undefined;
  /** What the controller said instead. */
  refused: string;
  /** Asks at once. */
  again(): void;
}

export function usePolled<Answer>(ask: () => Promise<Answer>, everyMs: number): Polled<Answer> {
  const live = useLive();
  const [state, setState] = useState<{ answer: Answer | undefined; refused: string }>({ answer: undefined, refused: "" });
  const asking = useRef(ask);
  asking.current = ask;
  const gone = useRef(false);
  const once = useCallback(() => {
    asking.current().then(
      (answer) => { if (!gone.current) setState({ answer, refused: "" }); },
      (refusal: unknown) => { if (!gone.current) setState((before) => ({ ...before, refused: refusal instanceof Refusal ? refusal.message : String(refusal) })); });
  }, []);
  useEffect(() => {
    gone.current = false;
    if (!live) return () => { gone.current = true; };
    once();
    const timer = setInterval(() => { if (document.visibilityState === "visible") once(); }, everyMs);
    return () => { gone.current = true; clearInterval(timer); };
  }, [live, everyMs, once]);
  return { ...state, again: once };
}
