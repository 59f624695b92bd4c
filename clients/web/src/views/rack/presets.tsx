// presets.tsx: the presets of an effect: load, save under a name, remove. They are the house's, not the project's.  Side: page.
import type { Insert, Preset } from "corelogic/schema";
import { useCallback, useEffect, useState } from "react";
import { ask, send } from "../../studio/connection";
import { useLive } from "../../studio/hooks";
import { Dialog } from "../../widgets/dialog";

export function Presets({ insert }: { insert: Insert }): React.JSX.Element {
  const live = useLive();
  const [open, setOpen] = useState(false);
  const [presets, setPresets] = useState<readonly Preset[]>([]);
  const [name, setName] = useState("");
  const read = useCallback(() => { ask().getPresets(insert.effect).then((answer) => setPresets(answer), () => undefined); }, [insert.effect]);
  useEffect(() => { if (open && live) read(); }, [open, live, read]);
  const save = (): void => {
    const replace = presets.some((preset) => preset.name === name.trim());
    send({ savePreset: { insert: insert.id, name: name.trim(), replace } }).then(() => { setName(""); read(); }, () => undefined);
  };
  return (
    <>
      <button type="button" className="button" disabled={!live} onClick={() => setOpen(true)}>Presets</button>
      <Dialog open={open} close={() => setOpen(false)} title={`Presets of ${insert.effect}`}>
        <ul className="rack-presets">
          {presets.map((preset) => (
            <li key={preset.name}>
              <button type="button" className="button" disabled={!live} onClick={() => { send({ loadPreset: { insert: insert.id, name: preset.name } }).then(() => setOpen(false), () => undefined); }}>{preset.name}</button>
              <button type="button" className="button icon" aria-label={`remove preset ${preset.name}`} disabled={!live}
                onClick={() => { send({ removePreset: { effect: insert.effect, name: preset.name } }).then(read, () => undefined); }}>×</button>
            </li>
          ))}
          {presets.length === 0 && <li className="rack-empty">There is none yet.</li>}
        </ul>
        <form className="line" onSubmit={(event) => { event.preventDefault(); save(); }}>
          <input className="text" aria-label="name of the preset" required maxLength={64} value={name} onChange={(event) => setName(event.target.value)} />
          <button type="submit" className="button primary" disabled={!live}>Save</button>
        </form>
      </Dialog>
    </>
  );
}
