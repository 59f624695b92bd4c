// engine_panel.tsx: how the engine is: load over the last minute, what each strip costs, overruns and whose fault they were,
// latencies, warnings.  Side: page.
import type { Status } from "corelogic/schema";
import { useEffect, useRef, useState } from "react";
import { ask } from "../../studio/connection";
import { useProject } from "../../studio/hooks";
import { drawEachFrame, onMeterFrame } from "../../studio/meters";
import { useStudio } from "../../studio/store";
import { nodeName, stripCosts, type StripCost } from "./costs";
import { usePolled } from "./polled";

const minute = 60 * 30;  // frames of meters
const tops = [0.05, 0.1, 0.25, 0.5, 1];  // shares of the period: what the picture's upper edge may be

/** The least of the upper edges that holds all of it. */
export const topOf = (loads: readonly number[]): number => {
  const most = loads.reduce((greatest, load) => Math.max(greatest, load), 0);
  return tops.find((top) => most <= top) ?? 1;
};

function LoadHistory(): React.JSX.Element {
  const canvas = useRef<HTMLCanvasElement>(null);
  const loads = useRef<number[]>([]);
  const edge = useRef<HTMLSpanElement>(null);
  useEffect(() => onMeterFrame((frame) => {
    loads.current.push(frame.load);
    if (loads.current.length > minute) loads.current.shift();
  }), []);
  useEffect(() => drawEachFrame(() => {
    const context = canvas.current?.getContext("2d");
    if (!context) return;
    const { width, height } = context.canvas;
    const style = getComputedStyle(context.canvas);
    context.fillStyle = style.getPropertyValue("--meter-back");
    context.fillRect(0, 0, width, height);
    const top = topOf(loads.current);
    if (edge.current) edge.current.textContent = `${top * 100} %`;
    context.strokeStyle = style.getPropertyValue("--accent");
    context.beginPath();
    loads.current.forEach((load, i) => context.lineTo(width - (loads.current.length - i) * (width / minute), (height - 1) * (1 - Math.min(1, load / top)) + 0.5));
    context.stroke();
  }), []);
  return (
    <div className="system-past">
      <canvas ref={canvas} className="system-load" width={600} height={90} role="img" aria-label="load of the last minute" />
      <span ref={edge} className="system-edge" aria-hidden="true" /><span className="system-ago" aria-hidden="true">1 min ago</span>
    </div>
  );
}

const percent = (share: number): string => `${(share * 100).toFixed(share < 0.1 ? 2 : 1)} %`;

function Costs(): React.JSX.Element {
  const [costs, setCosts] = useState<StripCost[]>([]);
  useEffect(() => onMeterFrame((frame) => {
    const project = useStudio.getState().project;
    if (project && frame.costNodes.length > 0) setCosts(stripCosts(project, frame));
  }), []);
  const dearest = costs[0]?.mean || 1;
  return (
    <table className="system-table" aria-label="cost of each strip">
      <thead><tr><th scope="col">strip</th><th scope="col">mean</th><th scope="col">most</th><th scope="col"><span className="unseen">share</span></th></tr></thead>
      <tbody>
        {costs.slice(0, 40).map(({ track, mean, most }) => (
          <tr key={track.id}><th scope="row">{track.name}</th><td>{percent(mean)}</td><td>{percent(most)}</td>
            <td className="system-bar"><span style={{ width: `${(mean / dearest) * 100}%` }} /></td></tr>
        ))}
        {costs.length === 0 && <tr><td colSpan={4}>The engine tells once a second; nothing has come yet.</td></tr>}
      </tbody>
    </table>
  );
}

function Facts({ status }: { status: Status }): React.JSX.Element {
  const project = useProject();
  const guilty = Number(status.guiltyNode);
  const ms = (frames: number): string => `${((frames / (status.sampleRate || 48000)) * 1000).toFixed(2)} ms`;
  return (
    <dl className="system-facts">
      <dt>device</dt><dd>{status.engineConnected ? `${status.device}, ${status.sampleRate} Hz, ${status.blockFrames} frames` : "no engine"}</dd>
      <dt>load</dt><dd>{percent(status.load)}</dd>
      <dt>overruns</dt><dd>{String(status.xruns)}{guilty !== 0 && project ? `, the last by ${nodeName(project, guilty)}` : ""}</dd>
      <dt>late branches</dt><dd>{String(status.lateBranches)}</dd>
      <dt>added latency</dt><dd>{status.addedLatencyFrames} frames, {ms(status.addedLatencyFrames)}</dd>
      {project && status.outputLatencies.map((latency) => (
        <div key={String(latency.node)} className="system-fact"><dt>{nodeName(project, Number(latency.node))}</dt><dd>{latency.frames} frames, {ms(latency.frames)}</dd></div>
      ))}
      <dt>plan</dt><dd>revision {String(status.installedRevision)}{status.graphHash === status.engineHash ? "" : ", on its way to another"}</dd>
      {project && status.mutedNodes.length > 0 && <><dt>muted: not a number</dt><dd>{status.mutedNodes.map((node) => nodeName(project, Number(node))).join(", ")}</dd></>}
    </dl>
  );
}

export function EnginePanel(): React.JSX.Element {
  const { answer: status, refused } = usePolled(() => ask().getStatus(), 1000);
  return (
    <>
      <LoadHistory />
      {refused && <p role="alert">{refused}</p>}
      {status?.warnings.map((warning) => <p key={warning} className="system-warning">{warning}</p>)}
      {status && <Facts status={status} />}
      <Costs />
    </>
  );
}
