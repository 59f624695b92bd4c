// insert_panel.tsx: one insert opened: bypass, A and B, presets, key, place, and its values as its kind shows them.
// Side: page.
import { effectNamed } from "corelogic/effects";
import type { Insert, Track } from "corelogic/schema";
import { act, actAsOne } from "../../studio/connection";
import { useLive, useMay, useTracks } from "../../studio/hooks";
import { Select } from "../../widgets/select";
import { TextField } from "../../widgets/text_field";
import { Toggle } from "../../widgets/toggle";
import { hasCurve } from "./dynamics_curve";
import { DynamicsView } from "./dynamics_view";
import { EqEditor } from "./eq_editor";
import { InsertSafe } from "./insert_safe";
import { ParameterControl } from "./parameter_control";
import { Presets } from "./presets";

interface PanelProps { insert: Insert; track: Track }

function KeyChoice({ insert, track }: PanelProps): React.JSX.Element {
  const tracks = useTracks();
  const live = useLive();
  const choices = [{ value: 0, name: "its own input" }, ...tracks.filter((each) => each.id !== track.id && each.kind !== "vca").map((each) => ({ value: each.id, name: each.name }))];
  return (
    <>
      <label className="rack-choice">key
        <Select<number> label={`key of ${insert.effect}`} value={insert.key.track} choices={choices} live={live}
          set={(key) => act({ setKey: { insert: insert.id, track: key, preFader: insert.key.preFader } })} />
      </label>
      {insert.key.track !== 0 && (
        <Toggle label="key before its fader" on={insert.key.preFader} live={live}
          set={(preFader) => act({ setKey: { insert: insert.id, track: insert.key.track, preFader } })}>pre</Toggle>
      )}
    </>
  );
}

function CopyTo({ insert, track }: PanelProps): React.JSX.Element {
  const tracks = useTracks();
  const live = useLive();
  const targets = tracks.filter((each) => each.kind !== "vca");
  return (
    <Select<number> label={`copy ${insert.effect} to a strip`} value={-1} live={live}
      choices={[{ value: -1, name: "copy to …" }, ...targets.map((each) => ({ value: each.id, name: each.id === track.id ? `${each.name} (here)` : each.name }))]}
      set={(to) => { if (to > 0) act({ copyInsert: { insert: insert.id, track: to } }); }} />
  );
}

function Head({ insert, track }: PanelProps): React.JSX.Element {
  const live = useLive();
  const structure = useMay("structure");
  const effect = effectNamed(insert.effect);
  return (
    <header className="rack-head">
      <h2>{effect?.title ?? `${insert.effect} (not known here)`}</h2>
      <Toggle label={`${insert.effect} is on`} kind="on" on={!insert.bypass} live={live} set={(on) => act({ setInsertBypass: { insert: insert.id, bypass: !on } })}>on</Toggle>
      <div className="tools" role="group" aria-label="A and B">
        <Toggle label="side A is heard" on={!insert.sideB} live={live} set={(on) => { if (on) act({ switchSide: { insert: insert.id } }); }}>A</Toggle>
        <Toggle label="side B is heard" on={insert.sideB} live={live} set={(on) => { if (on) act({ switchSide: { insert: insert.id } }); }}>B</Toggle>
        <button type="button" className="button" disabled={!live} title="copy what is heard to the other side" onClick={() => act({ copySide: { insert: insert.id } })}>{insert.sideB ? "B → A" : "A → B"}</button>
      </div>
      {effect && <Presets insert={insert} />}
      <InsertSafe insert={insert} />
      {structure && (
        <>
          <Toggle label={`${insert.effect} stands behind the fader`} on={insert.postFader} live={live}
            set={(postFader) => act({ setInsertPostFader: { insert: insert.id, postFader } })}>post fader</Toggle>
          <CopyTo insert={insert} track={track} />
          <button type="button" className="button danger" disabled={!live} onClick={() => act({ removeInsert: { insert: insert.id } })}>Remove</button>
        </>
      )}
    </header>
  );
}

export function InsertPanel({ insert, track }: PanelProps): React.JSX.Element {
  const live = useLive();
  const effect = effectNamed(insert.effect);
  const reset = (): void => actAsOne((batch) => effect?.parameters.forEach((parameter) =>
    batch.setParameter({ insert: insert.id, parameter: parameter.name, value: parameter.initial })));
  return (
    <section className={`rack-panel${insert.bypass ? " bypassed" : ""}`} aria-label={effect?.title ?? insert.effect}>
      <Head insert={insert} track={track} />
      {!effect && <p className="notice">This effect is not known here. It keeps its place and its {insert.parameters.length} values, and passes the sound through.</p>}
      {insert.effect === "eq" && <EqEditor insert={insert} track={track} />}
      {hasCurve(insert.effect) && <DynamicsView insert={insert} />}
      <div className="rack-knobs">
        {effect?.keyed && <KeyChoice insert={insert} track={track} />}
        {effect?.playsFile && <label className="rack-choice rack-file">sound file<TextField label={`sound file of ${insert.effect}`} value={insert.file} most={4096} live={live} placeholder="halls/great.flac" set={(path) => act({ setInsertFile: { insert: insert.id, path } })} /></label>}
        {insert.effect !== "eq" && effect?.parameters.map((parameter) => <ParameterControl key={parameter.name} insert={insert} parameter={parameter} />)}
        {effect && <button type="button" className="button" disabled={!live} onClick={reset}>Reset</button>}
      </div>
    </section>
  );
}
