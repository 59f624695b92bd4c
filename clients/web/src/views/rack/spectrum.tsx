// spectrum.tsx: the live spectrum of a strip on a canvas. It asks for it while it is on the screen and not longer.
// Side: page.
import { useEffect, useRef } from "react";
import { nodeId, nodeRole } from "corelogic/strip_meters";
import { request } from "../../studio/connection";
import { useLive } from "../../studio/hooks";
import { drawEachFrame, meterFrame } from "../../studio/meters";
import { useStudio } from "../../studio/store";

const leaseEvery = 2000;  // ms; the controller watches for 5 s after the last request
const floor = -100, top = 0;  // dBFS

/** Which of the watched nodes belong to the strip: behind its fader or pan. */
const rolesOfStrip = [nodeRole.pan, nodeRole.fader, nodeRole.output, nodeRole.sum, nodeRole.input];

export interface SpectrumProps {
  track: number;
  /** Frequency at a share 0 … 1 of the width. */
  frequencyAt(share: number): number;
}

export function Spectrum({ track, frequencyAt }: SpectrumProps): React.JSX.Element {
  const canvas = useRef<HTMLCanvasElement>(null);
  const live = useLive();
  useEffect(() => {
    if (!live) return undefined;
    const lease = (): void => { request({ watchSpectrum: { track } }).catch(() => undefined); };
    lease();
    const timer = setInterval(lease, leaseEvery);
    return () => clearInterval(timer);
  }, [track, live]);
  useEffect(() => drawEachFrame(() => {
    const element = canvas.current;
    const context = element?.getContext("2d");
    if (!element || !context) return;
    const { clientWidth, clientHeight } = element;
    if (element.width !== clientWidth || element.height !== clientHeight) { element.width = clientWidth; element.height = clientHeight; }
    context.clearRect(0, 0, element.width, element.height);
    const frame = meterFrame();
    const bins = frame?.spectrumBins ?? 0;
    if (!frame || bins === 0) return;
    const at = frame.spectrumNodes.findIndex((node) => rolesOfStrip.some((role) => Number(node) === nodeId(track, role)));
    if (at < 0) return;
    const rate = useStudio.getState().project?.sampleRate ?? 48000;
    context.beginPath();
    context.moveTo(0, element.height);
    const level = (k: number): number => frame.spectra[at * bins + Math.min(bins - 1, k)] ?? floor;
    for (let x = 0; x <= element.width; ++x) {
      const from = (frequencyAt(x / element.width) / rate) * 2 * bins;
      const to = Math.min(bins, (frequencyAt((x + 1) / element.width) / rate) * 2 * bins);
      const below = Math.floor(from);
      // Where bins are farther apart than pixels, the line from one to the next; else the greatest of all in the pixel.
      let peak = level(below) + (from - below) * (level(below + 1) - level(below));
      for (let k = below + 1; k < to; ++k) peak = Math.max(peak, level(k));
      context.lineTo(x, element.height * (1 - Math.max(0, Math.min(1, (peak - floor) / (top - floor)))));
    }
    context.lineTo(element.width, element.height);
    context.fillStyle = getComputedStyle(element).getPropertyValue("--spectrum");
    context.fill();
  }), [track, frequencyAt]);
  return <canvas ref={canvas} className="eq-spectrum" aria-hidden="true" />;
}
