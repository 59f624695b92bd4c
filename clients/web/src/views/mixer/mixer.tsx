// mixer.tsx: the desk: toolbar, a row of strips of which only those on the screen exist, the master, the monitor section.
// Side: page.
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useMemo, useRef } from "react";
import { useMaster, useTracks } from "../../studio/hooks";
import { stripsOf } from "./desk";
import { MonitorSection } from "./monitor_section";
import { changeMixer, useHidden, useMixerSettings } from "./settings";
import { Strip } from "./strip";
import { Toolbar } from "./toolbar";
import "./mixer.css";

const wideStrip = 104, narrowStrip = 76;  // pixels, with the gap

function Row({ ids }: { ids: readonly number[] }): React.JSX.Element {
  const scroller = useRef<HTMLDivElement>(null);
  const narrow = useMixerSettings((state) => state.narrow);
  const size = narrow ? narrowStrip : wideStrip;
  const row = useVirtualizer({
    horizontal: true, count: ids.length, overscan: 4, getScrollElement: () => scroller.current, estimateSize: () => size,
    getItemKey: (index) => ids[index] as number, initialRect: { width: 1280, height: 600 },
  });
  useEffect(() => row.measure(), [row, size]);
  const page = (direction: number): void =>
    scroller.current?.scrollBy({ left: direction * Math.max(size, Math.floor(scroller.current.clientWidth / size) * size), behavior: "smooth" });
  return (
    <div className="row">
      <button type="button" className="row-page" aria-label="previous bank of strips" onClick={() => page(-1)}>‹</button>
      <div ref={scroller} className="row-scroll">
        <div className="row-inner" style={{ width: row.getTotalSize() }}>
          {row.getVirtualItems().map((item) => (
            <div key={item.key} className="row-place" style={{ transform: `translateX(${item.start}px)`, width: size - 4 }}>
              <Strip id={ids[item.index] as number} />
            </div>
          ))}
        </div>
        {ids.length === 0 && <p className="notice">No strip is shown in this bank. Strips are added and hidden in the track list.</p>}
      </div>
      <button type="button" className="row-page" aria-label="next bank of strips" onClick={() => page(1)}>›</button>
    </div>
  );
}

export default function Mixer(): React.JSX.Element {
  const tracks = useTracks();
  const master = useMaster();
  const { bank, sendsTo, shown } = useMixerSettings();
  const hidden = useHidden();
  const key = stripsOf(tracks, bank, hidden).join();
  const ids = useMemo(() => (key === "" ? [] : key.split(",").map(Number)), [key]);

  // What this device remembers may be of another project.
  useEffect(() => {
    if (sendsTo !== 0 && !tracks.some((track) => track.id === sendsTo)) changeMixer({ sendsTo: 0 });
    if (bank.startsWith("vca ") && !tracks.some((track) => track.id === Number(bank.slice(4)))) changeMixer({ bank: "all" });
  }, [tracks, sendsTo, bank]);

  return (
    <div className="mixer">
      <Toolbar />
      <Row ids={ids} />
      {master && <div className="mixer-master"><Strip id={master.id} /></div>}
      {shown.monitor && <MonitorSection />}
    </div>
  );
}
