// app.tsx: the frame around every view: what is open, whether it is live, transport, undo, and the way to the views.
// Side: page.
import { Component, lazy, Suspense, useEffect, useMemo, useState, type ComponentType, type ErrorInfo, type ReactNode } from "react";
import { Toaster } from "sonner";
import { useLive, useProject } from "../studio/hooks";
import { useLook } from "../theme/looks";
import { ConnectionBadge } from "./connection_badge";
import { EngineSign } from "./engine_sign";
import { useRoute } from "./route";
import { Sign } from "./sign";
import { Transport } from "./transport";
import { redo, undo, useKeys } from "./undo";
import { views, type View, type ViewProps } from "./view";
import { useOffline, Waiting } from "./waiting";

const components = new Map<string, ComponentType<ViewProps>>();
function componentOf(view: View): ComponentType<ViewProps> {
  let component = components.get(view.path);
  if (!component) components.set(view.path, component = lazy(() => view.load()));
  return component;
}

/** The views that nobody has looked at yet, while there is a studio to get them from. */
function loadAllSoon(): () => void {
  const timer = setTimeout(() => views.forEach((view) => void view.load().catch(() => undefined)), 3000);
  return () => clearTimeout(timer);
}

/** A view that fails says so; the others go on. */
class Fence extends Component<{ children: ReactNode; name: string; again(): void }, { fault: Error | undefined }> {
  override state: { fault: Error | undefined } = { fault: undefined };
  static getDerivedStateFromError(fault: Error): { fault: Error } { return { fault }; }
  override componentDidCatch(fault: Error, info: ErrorInfo): void { console.error(fault, info.componentStack); }
  override render(): ReactNode {
    if (!this.state.fault) return this.props.children;
    return (
      <div className="notice" role="alert">
        <p>The {this.props.name} could not be shown: {this.state.fault.message}. The sound is not affected.</p>
        <button type="button" className="button" onClick={() => { this.props.again(); this.setState({ fault: undefined }); }}>Try again</button>
      </div>
    );
  }
}

function Navigation({ current }: { current: string }): React.JSX.Element {
  return (
    <nav className="navigation" aria-label="views">
      {views.map((view) => (
        <a key={view.path} href={`#/${view.path}`} aria-current={view.path === current ? "page" : undefined}>
          <svg viewBox="0 0 24 24" aria-hidden="true"><path d={view.icon} /></svg>
          <span>{view.name}</span>
        </a>
      ))}
    </nav>
  );
}

export function App(): React.JSX.Element {
  useKeys();
  const route = useRoute();
  const project = useProject();
  const live = useLive();
  const look = useLook();
  const offline = useOffline();
  const view = views.find((each) => each.path === route.path) ?? views[0];
  const [tries, setTries] = useState(0);
  const Content = useMemo(() => (view ? componentOf(view) : undefined), [view, tries]);
  useEffect(loadAllSoon, []);
  return (
    <div className={`app${live ? "" : " app-stale"}`}>
      <header className="top">
        <h1 className="top-name" title={project?.name}>{project?.name ?? "CoreLogic"}</h1>
        <Transport />
        <div className="top-undo" role="group" aria-label="undo and redo">
          <button type="button" className="button icon" aria-label="undo" title="undo (Ctrl+Z)" disabled={!live} onClick={undo}><Sign path="M8 4 3 9l5 5M3 9h11a6 6 0 0 1 0 12h-4" /></button>
          <button type="button" className="button icon" aria-label="redo" title="redo (Ctrl+Shift+Z)" disabled={!live} onClick={redo}><Sign path="M16 4l5 5-5 5M21 9H10a6 6 0 0 0 0 12h4" /></button>
        </div>
        <span className="top-space" />
        <EngineSign />
        <ConnectionBadge offline={offline} />
      </header>
      <Navigation current={view?.path ?? ""} />
      <main className="content" id="content" aria-label={view?.name}>
        {project && view && Content ? (
          <Fence key={view.path} name={view.name} again={() => { components.delete(view.path); setTries((count) => count + 1); }}>
            <Suspense fallback={<p className="notice" role="status">loading {view.name}</p>}><Content rest={route.rest} /></Suspense>
          </Fence>
        ) : <Waiting offline={offline} />}
      </main>
      <Toaster theme={look} position="bottom-right" richColors closeButton />
    </div>
  );
}
