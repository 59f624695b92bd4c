// lane.tsx: a strip of the timeline: its switches at the left, what it plays beside them.  Side: page.
import { memo } from "react";
import { useLive, useTrack } from "../../studio/hooks";
import { StripSwitches } from "../mixer/strip_switches";
import { blocksOf, type Block } from "./lane_blocks";
import { useTimeline } from "./settings";
import { xOf } from "./span";

const beyond = 16;  // pixels: an edge that is off the field is not seen

function BlockView({ block, colour }: { block: Block; colour: string }): React.JSX.Element | null {
  const span = useTimeline((state) => state.span);
  const width = useTimeline((state) => state.width);
  const left = Math.max(-beyond, xOf(span, block.from));
  const right = Math.min(width + beyond, block.to === undefined ? Infinity : xOf(span, block.to));
  if (right <= left || left > width) return null;
  return (
    <div className={`block block-${block.kind}`} style={{ left, width: right - left, paddingLeft: 8 + Math.max(0, -left), ...(colour ? { borderColor: colour } : {}) }}>
      <span className="block-name">{block.kind === "loop" ? "↻ " : block.kind === "live" ? "● " : ""}{block.name}</span>
      <span className="block-about">{block.about}</span>
    </div>
  );
}

export interface LaneProps { id: number; index: number; count: number; top: number; height: number }

export const Lane = memo(function Lane({ id, index, count, top, height }: LaneProps): React.JSX.Element | null {
  const track = useTrack(id);
  const live = useLive();
  if (!track) return null;
  const blocks = blocksOf(track);
  return (
    <li className={`lane${track.recordArm ? " armed" : ""}${track.mute ? " muted" : ""}`} aria-label={track.name} aria-posinset={index + 1} aria-setsize={count} style={{ top, height }}>
      <div className="lane-head" style={track.colour ? { borderLeftColor: track.colour } : undefined}>
        <span className="lane-name" title={track.name}>{track.name}</span>
        <StripSwitches track={track} live={live} />
      </div>
      <div className="lane-field">
        {blocks.map((block, i) => <BlockView key={i} block={block} colour={track.colour} />)}
        {blocks.length === 0 && <span className="lane-empty">no input</span>}
      </div>
    </li>
  );
});
