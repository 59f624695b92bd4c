// use_slider.ts: what faders and knobs share: drag (relative, so a touch never jumps), fine mode with shift, wheel, keys,
// double click, typing; one pointer a control, so ten fingers move ten.  Side: page.
import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent, type RefObject } from "react";
import type { Scale } from "./scales";
import { rounded, stepped, type Steps } from "./step";

/** A control of the studio: studio/hooks.ts makes them. */
export interface Movable {
  readonly value: number;
  readonly live: boolean;
  /** Returns false when it must not move now. */
  grasp(): unknown;
  move(value: number): void;
  release(): void;
  nudge(value: number): void;
}

export interface SliderOptions {
  control: Movable;
  scale: Scale;
  steps: Steps;
  /** What a double click and the Delete key set. */
  reset: number;
  /** Pixels of a drag over the whole way. */
  travel(element: HTMLElement): number;
  disabled: boolean;
  /** Dragged sideways; else up and down. */
  across?: boolean;
}

export interface Slider {
  ref: RefObject<HTMLDivElement | null>;
  /** What has been typed so far when it began ("" by a click); undefined: nobody types. */
  typing: string | undefined;
  startTyping(): void;
  stopTyping(): void;
  handlers: {
    onPointerDown(event: PointerEvent): void;
    onPointerMove(event: PointerEvent): void;
    onPointerUp(event: PointerEvent): void;
    onPointerCancel(event: PointerEvent): void;
    onDoubleClick(): void;
    onKeyDown(event: KeyboardEvent): void;
  };
}

const fineness = 8;
const doubleTap = 300;  // ms

interface Drag { pointer: number; at: number; position: number; moved: boolean }

export function useSlider({ control, scale, steps, reset, travel, disabled, across = false }: SliderOptions): Slider {
  const wayOf = (event: PointerEvent): number => (across ? event.clientX : -event.clientY);  // up and right are more
  const ref = useRef<HTMLDivElement>(null);
  const drag = useRef<Drag | undefined>(undefined);
  const tappedAt = useRef(-Infinity);
  const [typing, setTyping] = useState<string | undefined>(undefined);
  const latest = useRef({ control, scale, steps, disabled });
  latest.current = { control, scale, steps, disabled };

  // React's wheel listeners are passive; the page must not scroll under a fader that is turned.
  useEffect(() => {
    const element = ref.current;
    const turn = (event: WheelEvent): void => {
      const now = latest.current;
      if (now.disabled || Math.abs(event.deltaX) > Math.abs(event.deltaY)) return;  // sideways scrolls the bank
      event.preventDefault();
      const step = event.shiftKey ? now.steps.fine : now.steps.normal;
      now.control.nudge(stepped(now.control.value, event.deltaY < 0 ? 1 : -1, step, now.scale));
    };
    element?.addEventListener("wheel", turn, { passive: false });
    return () => element?.removeEventListener("wheel", turn);
  }, []);

  const end = (event: PointerEvent): void => {
    const now = drag.current;
    if (!now || now.pointer !== event.pointerId) return;
    drag.current = undefined;
    if (now.moved) control.release();
  };

  return {
    ref, typing,
    startTyping: () => { if (!disabled) setTyping(""); },
    stopTyping: () => setTyping(undefined),
    handlers: {
      onPointerDown: (event) => {
        if (disabled || drag.current || event.button > 0) return;
        if (event.pointerType === "touch") {
          // A double tap is no double click where touch-action is limited.
          const quick = event.timeStamp - tappedAt.current < doubleTap;
          tappedAt.current = event.timeStamp;
          if (quick) return control.nudge(reset);
        }
        drag.current = { pointer: event.pointerId, at: wayOf(event), position: scale.position(control.value), moved: false };
        event.currentTarget.setPointerCapture(event.pointerId);
        (event.currentTarget as HTMLElement).focus({ preventScroll: true });
      },
      onPointerMove: (event) => {
        const now = drag.current;
        if (!now || now.pointer !== event.pointerId) return;
        const pixels = wayOf(event) - now.at;
        if (!now.moved) {
          if (Math.abs(pixels) < 2) return;
          if (control.grasp() === false) { drag.current = undefined; return; }
          now.moved = true;
        }
        const way = pixels / travel(event.currentTarget as HTMLElement) / (event.shiftKey ? fineness : 1);
        now.at = wayOf(event);
        now.position = Math.min(1, Math.max(0, now.position + way));
        control.move(rounded(scale.value(now.position), steps.fine));
      },
      onPointerUp: end,
      onPointerCancel: end,
      onDoubleClick: () => { if (!disabled) control.nudge(reset); },
      onKeyDown: (event) => {
        if (disabled || typing !== undefined) return;
        const next = afterKey(event, control.value, scale, steps, reset);
        if (next !== undefined) {
          event.preventDefault();
          control.nudge(next);
        } else if (event.key === "Enter") {
          event.preventDefault();
          setTyping("");
        } else if (/^[0-9+.-]$/.test(event.key) && !event.ctrlKey && !event.metaKey && !event.altKey) {
          event.preventDefault();
          setTyping(event.key);
        }
      },
    },
  };
}

/** What a key makes of a value; undefined for keys that make nothing of it. */
export function afterKey(event: KeyboardEvent, value: number, scale: Scale, steps: Steps, reset: number): number | undefined {
  const step = event.shiftKey ? steps.fine : steps.normal;
  switch (event.key) {
    case "ArrowUp": case "ArrowRight": return stepped(value, 1, step, scale);
    case "ArrowDown": case "ArrowLeft": return stepped(value, -1, step, scale);
    case "PageUp": return stepped(value, 1, steps.coarse, scale);
    case "PageDown": return stepped(value, -1, steps.coarse, scale);
    case "Home": return scale.least;
    case "End": return scale.most;
    case "Delete": case "Backspace": return reset;
    default: return undefined;
  }
}
