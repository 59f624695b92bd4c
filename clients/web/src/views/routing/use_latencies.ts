// use_latencies.ts: asks for what the latencies of wires are made of, again when something has changed that they depend on.
// Side: page.
import { effectNamed } from "corelogic/effects";
import type { Project, Track } from "corelogic/schema";
import { useEffect, useState } from "react";
import { ask } from "../../studio/connection";
import { useLive } from "../../studio/hooks";
import { ownLatencies, wireKey, wireLatencies, type WireLatencies } from "./latency";
import { allWires } from "./wires";

const none: WireLatencies = new Map();
const settledAfter = 250;  // ms: a value on its way is not asked about

const canBeLate = (track: Track): boolean => track.inserts.length > 0 || track.stage.safetyLimiter;

/** Where the sound goes, and every value that makes it late. */
export function latencyKey(project: Project): string {
  const values = project.tracks.map((track) => [track.stage.safetyLimiter, ...track.inserts.map((insert) => {
    const late = effectNamed(insert.effect)?.parameters.filter((parameter) => parameter.changesLatency).map(({ name }) => name) ?? [];
    return [insert.id, insert.effect, insert.postFader, ...insert.parameters.filter(({ name }) => late.includes(name)).map(({ value }) => value)].join();
  })].join());
  return [...allWires(project).map((wire) => wireKey(wire) + wire.tap), ...values].join(";");
}

export function useLatencies(project: Project): WireLatencies {
  const [latencies, setLatencies] = useState(none);
  const live = useLive();
  const key = latencyKey(project);
  useEffect(() => {
    if (!live) return undefined;
    let gone = false;
    const read = async (): Promise<void> => {
      const late = project.tracks.filter(canBeLate).map((track) => ask().explain(track.id));
      const [graph, status, ...explanations] = await Promise.all([ask().getGraph(), ask().getStatus(), ...late]);
      if (!gone) setLatencies(wireLatencies(allWires(project), graph, ownLatencies(explanations), status.outputLatencies));
    };
    const timer = setTimeout(() => void read().catch(() => undefined), settledAfter);
    return () => { gone = true; clearTimeout(timer); };
  }, [key, live]);
  return latencies;
}
