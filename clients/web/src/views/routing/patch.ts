// patch.ts: making and ending wires by command; what is refused comes back with its sentence, so that it can be shown where
// it would close.  Side: page.
import { Refusal } from "corelogic/refusal";
import type { CommandGiven } from "corelogic/schema";
import { send } from "../../studio/connection";
import type { Wire } from "./wires";

export type PatchKind = "output" | "send" | "cable";
export interface RefusedWire { from: number; to: number; sentence: string }

export const patchCommand = (kind: PatchKind, from: number, to: number): CommandGiven =>
  kind === "output" ? { setOutput: { track: from, output: { track: to } } }
    : kind === "send" ? { addSend: { track: from, destination: to } }
      : { connect: { source: from, destination: { track: to } } };

export const unpatchCommand = (wire: Wire): CommandGiven =>
  wire.kind === "output" ? { setOutput: { track: wire.from, output: { none: null } } }
    : wire.kind === "send" ? { removeSend: { send: wire.id } }
      : wire.kind === "key" ? { setKey: { insert: wire.id, track: 0 } }
        : wire.kind === "direct" ? { setDirectOut: { track: wire.from, directOut: { channels: [] } } }
          : { disconnect: { connection: wire.id } };

/** Resolves with what was refused, or nothing. The sentence has been shown already. */
export async function patch(kind: PatchKind, from: number, to: number): Promise<RefusedWire | undefined> {
  try {
    await send(patchCommand(kind, from, to));
    return undefined;
  } catch (refusal) {
    return refusal instanceof Refusal && refusal.code === "cycle" ? { from, to, sentence: refusal.message } : undefined;
  }
}
