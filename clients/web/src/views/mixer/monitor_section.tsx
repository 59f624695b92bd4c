// monitor_section.tsx: what the control room hears, how loud, and the last stage of the main output.  Side: page.
import type { Monitor, OutputStage, Track } from "corelogic/schema";
import { act } from "../../studio/connection";
import { useContinuous, useLive, useMaster, useTracks } from "../../studio/hooks";
import { useStudio } from "../../studio/store";
import { Knob } from "../../widgets/knob";
import { faderScale } from "../../widgets/scales";
import { Select } from "../../widgets/select";
import { Toggle } from "../../widgets/toggle";
import { decibelUnit } from "../../widgets/units";
import { sounds } from "./desk";

const steps = { fine: 0.1, normal: 0.5, coarse: 3 };

function Level({ master }: { master: Track }): React.JSX.Element {
  const level = useContinuous(`track/${master.id}/monitorLevel`, master.monitorLevel, (value) => ({ setMonitorLevel: { level: value } }));
  return <Knob label="monitor level" name="level" control={level} scale={faderScale} unit={decibelUnit} steps={steps} reset={0} heldBy={level.held?.name} />;
}

function Source({ monitor, live }: { monitor: Monitor; live: boolean }): React.JSX.Element {
  const tracks = useTracks();
  const choices = [{ value: 0, name: "Master" }, ...tracks.filter((track) => sounds(track) && track.kind !== "master").map((track) => ({ value: track.id, name: track.name }))];
  return (
    <Select label="monitor source" value={"track" in monitor.source ? monitor.source.track : 0} choices={choices} live={live}
      set={(track) => act({ setMonitor: { monitor: { ...monitor, source: track === 0 ? { master: null } : { track } } } })} />
  );
}

function Listening(): React.JSX.Element {
  const text = useStudio((state) => (state.project?.tracks ?? []).filter((track) => track.listen !== "off")
    .map((track) => `${track.listen.toUpperCase()} ${track.name}`).join(", "));
  return <p className={text ? "listening on" : "listening"} role="status">{text || "no PFL, no AFL"}</p>;
}

function MainStage({ master, live }: { master: Track; live: boolean }): React.JSX.Element {
  const set = (fields: Partial<OutputStage>): void => act({ setOutputStage: { stage: { ...master.stage, ...fields } } });
  const { stage } = master;
  return (
    <>
      <h2>Main output</h2>
      <div className="choices" role="group" aria-label="main output">
        <Toggle label={`safety limiter at ${stage.ceiling} dBTP`} on={stage.safetyLimiter} live={live} set={(safetyLimiter) => set({ safetyLimiter })}>Limiter</Toggle>
        <Toggle label={`dim the main output by ${-stage.dimLevel} dB`} on={stage.dim} live={live} set={(dim) => set({ dim })}>Dim</Toggle>
        <Toggle label="main output in mono" on={stage.mono} live={live} set={(mono) => set({ mono })}>Mono</Toggle>
      </div>
    </>
  );
}

export function MonitorSection(): React.JSX.Element | null {
  const monitor = useStudio((state) => state.project?.monitor);
  const master = useMaster();
  const live = useLive();
  if (!monitor || !master) return null;
  const set = (fields: Partial<Monitor>): void => act({ setMonitor: { monitor: { ...monitor, ...fields } } });
  const output = "device" in master.monitorOutput ? `to outputs ${master.monitorOutput.device.join(", ")}` : "has no output";
  return (
    <aside className="monitor" aria-label="monitor section">
      <h2>Monitor</h2>
      <p className="monitor-output">{output}</p>
      <Source monitor={monitor} live={live} />
      <Listening />
      <Level master={master} />
      <div className="choices" role="group" aria-label="monitor">
        <Toggle label={`dim the monitor by ${-monitor.dimLevel} dB`} on={monitor.dim} live={live} set={(dim) => set({ dim })}>Dim</Toggle>
        <Toggle label="monitor in mono" on={monitor.mono} live={live} set={(mono) => set({ mono })}>Mono</Toggle>
        <Toggle label="cut the monitor" kind="mute" on={monitor.cut} live={live} set={(cut) => set({ cut })}>Cut</Toggle>
      </div>
      <MainStage master={master} live={live} />
    </aside>
  );
}
