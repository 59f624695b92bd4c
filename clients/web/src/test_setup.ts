// test_setup.ts: what a browser has and jsdom lacks.  Side: test.
import { cleanup } from "@testing-library/react";
import { afterEach } from "vitest";

class SilentObserver {
  observe(): void { /* nothing is ever laid out here */ }
  unobserve(): void { /* as above */ }
  disconnect(): void { /* as above */ }
}
class TestPointerEvent extends MouseEvent {
  readonly pointerId: number;
  readonly pointerType: string;
  constructor(type: string, init: PointerEventInit = {}) {
    super(type, init);
    this.pointerId = init.pointerId ?? 1;
    this.pointerType = init.pointerType ?? "mouse";
  }
}
globalThis.PointerEvent ??= TestPointerEvent as unknown as typeof PointerEvent;
globalThis.ResizeObserver ??= SilentObserver as unknown as typeof ResizeObserver;
globalThis.IntersectionObserver ??= SilentObserver as unknown as typeof IntersectionObserver;
Element.prototype.setPointerCapture ??= () => undefined;
Element.prototype.releasePointerCapture ??= () => undefined;
Element.prototype.hasPointerCapture ??= () => false;
Element.prototype.scrollIntoView ??= () => undefined;
HTMLCanvasElement.prototype.getContext = (() => null) as typeof HTMLCanvasElement.prototype.getContext;

afterEach(() => cleanup());
