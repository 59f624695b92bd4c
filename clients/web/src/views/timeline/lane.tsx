// lane.tsx: a strip of the timeline: its switches at the left, what it plays beside them.  Side: page.
import { memo, useEffect, useMemo, useRef, type CSSProperties } from "react";
import { useLive, useTrack } from "../../studio/hooks";
import { useStudio } from "../../studio/store";
import { useWaveform } from "../../studio/waveforms";
import { useLook } from "../../theme/looks";
import { StripSwitches } from "../mixer/strip_switches";
import { blocksOf, type Block } from "./lane_blocks";
import { useTimeline } from "./settings";
import { xOf } from "./span";
import { paintWave, Wave } from "./wave";

const beyond = 16;  // pixels: an edge that is off the field is not seen

/** The sound in a block, from its visible left edge on. */
function WaveView({ wave, loop, left, width, colour }: { wave: Wave; loop: boolean; left: number; width: number; /** Of the strip: with the look it makes the ink. */ colour: string }): React.JSX.Element {
  const canvas = useRef<HTMLCanvasElement>(null);
  const look = useLook();
  const span = useTimeline((state) => state.span);
  const rate = useStudio((state) => state.project?.sampleRate ?? 48000);
  useEffect(() => {
    const element = canvas.current;
    const brush = element?.getContext("2d");
    if (!element || !brush) return;
    const scale = globalThis.devicePixelRatio || 1;
    const height = element.clientHeight || 1;
    [element.width, element.height] = [Math.round(width * scale), Math.round(height * scale)];
    brush.setTransform(scale, 0, 0, scale, 0, 0);
    paintWave(brush, wave, { span, rate, left, width, height, loop, colour: getComputedStyle(element).color });
  }, [wave, loop, left, width, colour, look, span, rate]);
  return <canvas ref={canvas} className="block-wave" aria-hidden="true" style={{ width }} />;
}

function BlockView({ block, colour, wave }: { block: Block; colour: string; wave: Wave | undefined }): React.JSX.Element | null {
  const span = useTimeline((state) => state.span);
  const width = useTimeline((state) => state.width);
  const left = Math.max(-beyond, xOf(span, block.from));
  const right = Math.min(width + beyond, block.to === undefined ? Infinity : xOf(span, block.to));
  if (right <= left || left > width) return null;
  return (
    <div className={`block block-${block.kind}`} style={{ left, width: right - left, paddingLeft: 8 + Math.max(0, -left), ...(colour ? { "--colour": colour } : {}) } as CSSProperties}>
      {wave && <WaveView wave={wave} loop={block.kind === "loop"} left={left} width={right - left} colour={colour} />}
      <span className="block-name">{block.kind === "loop" ? "↻ " : block.kind === "live" ? "● " : ""}{block.name}</span>
      <span className="block-about">{block.about}</span>
    </div>
  );
}

export interface LaneProps { id: number; index: number; count: number; top: number; height: number }

export const Lane = memo(function Lane({ id, index, count, top, height }: LaneProps): React.JSX.Element | null {
  const track = useTrack(id);
  const live = useLive();
  const file = track && "file" in track.input ? track.input.file.path : "";
  const picture = useWaveform(id, file);
  const rate = useStudio((state) => state.project?.sampleRate ?? 48000);
  const wave = useMemo(() => (typeof picture === "object" ? new Wave(picture) : undefined), [picture]);
  if (!track) return null;
  const blocks = blocksOf(track, wave ? { seconds: wave.seconds, rate } : typeof picture === "string" ? picture : undefined);
  return (
    <li className={`lane${track.recordArm ? " armed" : ""}${track.mute ? " muted" : ""}`} aria-label={track.name} aria-posinset={index + 1} aria-setsize={count} style={{ top, height }}>
      <div className="lane-head" style={track.colour ? { borderLeftColor: track.colour } : undefined}>
        <span className="lane-name" title={track.name}>{track.name}</span>
        <StripSwitches track={track} live={live} />
      </div>
      <div className="lane-field">
        {blocks.map((block, i) => <BlockView key={i} block={block} colour={track.colour} wave={wave} />)}
        {blocks.length === 0 && <span className="lane-empty">no input</span>}
      </div>
    </li>
  );
});
