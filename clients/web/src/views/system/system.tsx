// system.tsx: the machine room: engine, JACK wiring, people, history, projects, log, this screen; one panel at a time, named in the
// address: #/system/wiring.  Side: page.
import type { ComponentType, KeyboardEvent } from "react";
import { navigate } from "../../shell/route";
import type { ViewProps } from "../../shell/view";
import { EnginePanel } from "./engine_panel";
import { HistoryPanel } from "./history_panel";
import { LogPanel } from "./log_panel";
import { PeoplePanel } from "./people_panel";
import { ProjectsPanel } from "./projects_panel";
import { ScreenPanel } from "./screen_panel";
import { WiringPanel } from "./wiring_panel";
import "./system.css";

const panels: readonly { path: string; name: string; Panel: ComponentType }[] = [
  { path: "engine", name: "Engine", Panel: EnginePanel }, { path: "wiring", name: "JACK", Panel: WiringPanel }, { path: "people", name: "People", Panel: PeoplePanel },
  { path: "history", name: "History", Panel: HistoryPanel }, { path: "projects", name: "Projects", Panel: ProjectsPanel }, { path: "log", name: "Log", Panel: LogPanel },
  { path: "screen", name: "Screen", Panel: ScreenPanel },
];

export default function System({ rest }: ViewProps): React.JSX.Element {
  const at = Math.max(0, panels.findIndex((panel) => panel.path === rest));
  const { path, name, Panel } = panels[at] as (typeof panels)[number];
  const step = (event: KeyboardEvent): void => {
    const move = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const next = move === undefined ? undefined : panels[(at + move + panels.length) % panels.length];
    if (!next) return;
    navigate("system", next.path);
    document.getElementById(`system-tab-${next.path}`)?.focus();
  };
  return (
    <div className="system">
      <div className="system-tabs" role="tablist" aria-label="system" onKeyDown={step}>
        {panels.map((panel) => (
          <button key={panel.path} id={`system-tab-${panel.path}`} type="button" role="tab" className="button" aria-selected={panel.path === path} aria-controls="system-panel"
            tabIndex={panel.path === path ? 0 : -1} onClick={() => navigate("system", panel.path)}>{panel.name}</button>
        ))}
      </div>
      <section id="system-panel" role="tabpanel" aria-label={name} className="system-panel" tabIndex={0}><Panel key={path} /></section>
    </div>
  );
}
