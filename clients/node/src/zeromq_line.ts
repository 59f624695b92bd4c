// zeromq_line.ts: the only file that sees zeromq: a DEALER to the controller, a SUB to the meters, and where they are.
// Side: node.
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { Dealer, Subscriber } from "zeromq";
import type { CurveOptions } from "./curve.js";
import type { Dial } from "./session.js";

/** As schema/wire/endpoints.h has it. */
export function runtimeDirectory(): string {
  const own = process.env["CORELOGIC_RUNTIME_DIR"];
  if (own) return own;
  const user = process.env["XDG_RUNTIME_DIR"];
  return user ? join(user, "corelogic") : "/run/corelogic";
}
export const controlEndpoint = (): string => `ipc://${join(runtimeDirectory(), "control")}`;
/** Where the meters of the controller at this endpoint are: beside it, or at the next port. */
export function telemetryBeside(control: string): string {
  const port = /^(tcp:.*:)(\d+)$/.exec(control);
  return port ? `${port[1]}${Number(port[2]) + 1}` : control.replace(/[^/]*$/, "telemetry");
}

/** Over the network one frame has at most 64 KiB: a larger request is one message of many. */
export function pieces(frame: Buffer, most = 32 * 1024): Buffer[] {
  const all: Buffer[] = [];
  for (let at = 0; at < frame.length; at += most) all.push(frame.subarray(at, at + most));
  return all;
}

/** A line that is a DEALER. libzmq connects by itself when somebody listens, so it is open at once.
 *  A guest is nobody until its token was understood: a controller that comes back must not take it for the machine's own. */
export function dealerTo(endpoint: string, curve: CurveOptions | undefined, guest: boolean): Dial {
  return (events) => {
    const socket = new Dealer({
      linger: 200, sendHighWaterMark: 1000, receiveHighWaterMark: 0, ...curve,
      ...(guest ? { routingId: `guest-${randomBytes(12).toString("hex")}` } : {}),
    });
    const texts: string[] = [];
    let open = true;
    let sending = false;
    socket.connect(endpoint);
    const pump = async (): Promise<void> => {
      if (sending) return;  // one send at a time, or zeromq.js throws
      sending = true;
      try {
        for (let text = texts.shift(); text !== undefined && !socket.closed; text = texts.shift())
          await socket.send(curve ? pieces(Buffer.from(text)) : text);
      } catch { /* closed meanwhile */ }
      sending = false;
      if (!open && !socket.closed) socket.close();
    };
    const listen = async (): Promise<void> => {
      try {
        for await (const [frame] of socket) if (open && frame) events.heard(frame.toString("utf8"));
      } catch {
        if (open) events.closed();
      }
    };
    void listen();
    queueMicrotask(() => { if (open) events.opened(); });
    return {
      send: (text) => { texts.push(text); void pump(); },
      close: () => {
        open = false;
        if (!sending && !socket.closed) socket.close();
      },
    };
  };
}

/** Every frame of the meters until `close` of what it returns; frames may be missing. */
export function subscribeTo(endpoint: string, curve: CurveOptions | undefined, hear: (bytes: Uint8Array) => void): { close(): void } {
  const socket = new Subscriber({ linger: 0, receiveHighWaterMark: 8, ...curve });
  socket.connect(endpoint);
  socket.subscribe();
  const listen = async (): Promise<void> => {
    try {
      for await (const parts of socket) hear(parts[parts.length - 1] as Uint8Array);
    } catch { /* closed */ }
  };
  void listen();
  return { close: () => socket.close() };
}
