// morph.tsx: a way between two scenes, and a slider on it. The project does not know where on the way it is, so this
// device remembers it while both scenes are chosen.  Side: page.
import type { Scene } from "corelogic/schema";
import { useEffect, useRef, useState } from "react";
import { useContinuous, type Continuous } from "../../studio/hooks";
import { useStudio } from "../../studio/store";
import { Bar } from "../../widgets/bar";
import { linearScale } from "../../widgets/scales";
import { Select } from "../../widgets/select";
import type { Unit } from "../../widgets/units";

const way = linearScale(0, 1);
const steps = { fine: 0.005, normal: 0.02, coarse: 0.1 };
const percent: Unit = {
  format: (value) => `${Math.round(value * 100)} %`,
  say: (value) => `${Math.round(value * 100)} % of the way`,
  parse: (text) => {
    const found = /^\s*(\d+(?:[.,]\d+)?)\s*%?\s*$/.exec(text);
    return found ? Number((found[1] as string).replace(",", ".")) / 100 : undefined;
  },
};

function Way({ from, to }: { from: Scene; to: Scene }): React.JSX.Element {
  const [amount, setAmount] = useState(0);
  const name = `scene/${from.id}/morph${to.id}`;
  const morph = useContinuous(name, amount, (value) => ({ morphScenes: { from: from.id, to: to.id, amount: value } }));
  // When the hand has let go and no revision came of it, it was refused: it stands where it stood.
  const before = useRef<{ amount: number; revision: number } | undefined>(undefined);
  const moving = useStudio((state) => name in state.local);
  useEffect(() => {
    if (moving || !before.current) return;
    if (useStudio.getState().revision === before.current.revision) setAmount(before.current.amount);
    before.current = undefined;
  }, [moving]);
  const keep = (value: number): void => {
    before.current ??= { amount, revision: useStudio.getState().revision };
    setAmount(value);
  };
  const kept: Continuous = {
    ...morph,
    move: (value) => { keep(value); morph.move(value); },
    nudge: (value) => { keep(value); morph.nudge(value); },
  };
  return (
    <Bar label={`morph from ${from.name} to ${to.name}`} name={`${from.name} → ${to.name}`} control={kept} scale={way} unit={percent} steps={steps}
      reset={0} heldBy={morph.held?.name} across />
  );
}

export function Morph({ scenes }: { scenes: readonly Scene[] }): React.JSX.Element | null {
  const [first, setFirst] = useState(0);
  const [second, setSecond] = useState(0);
  const from = scenes.find((scene) => scene.id === first) ?? scenes[0];
  const to = scenes.find((scene) => scene.id === second && scene !== from) ?? scenes.find((scene) => scene !== from);
  if (!from || !to) return null;
  const choices = scenes.map((scene, i) => ({ value: scene.id, name: `${i + 1} ${scene.name}` }));
  return (
    <section className="scene-morph" aria-label="morph">
      <h2>Morph</h2>
      <Select<number> label="morph from" value={from.id} choices={choices} set={(id) => { if (id === to.id) setSecond(from.id); setFirst(id); }} />
      <Way key={`${from.id} ${to.id}`} from={from} to={to} />
      <Select<number> label="morph to" value={to.id} choices={choices} set={(id) => { if (id === from.id) setFirst(to.id); setSecond(id); }} />
    </section>
  );
}
