// parameter_control.tsx: one parameter of an insert as the catalogue describes it: a knob, a switch or a list.  Side: page.
import type { Parameter } from "corelogic/effects";
import type { Insert } from "corelogic/schema";
import { useMemo } from "react";
import { act } from "../../studio/connection";
import { useContinuous, useLive } from "../../studio/hooks";
import { Knob } from "../../widgets/knob";
import { Select } from "../../widgets/select";
import { Toggle } from "../../widgets/toggle";
import { scaleOf, spoken, stepsOf, unitOf, valueOf } from "./parameter_values";

export interface ParameterProps { insert: Insert; parameter: Parameter; /** Above the control, else its own name. */ name?: string }

export const setParameter = (insert: number, parameter: string, value: number): void => act({ setParameter: { insert, parameter, value } });

function ParameterKnob({ insert, parameter, name }: ParameterProps): React.JSX.Element {
  const control = useContinuous(`insert/${insert.id}/${parameter.name}`, valueOf(insert, parameter), (value) =>
    ({ setParameter: { insert: insert.id, parameter: parameter.name, value } }));
  const scale = useMemo(() => scaleOf(parameter), [parameter]);
  const middle = parameter.least < 0 && parameter.most > 0 && Number.isFinite(parameter.least) ? { from: 0 } : {};
  return (
    <Knob label={`${spoken(parameter.name)} of ${insert.effect}`} name={name ?? spoken(parameter.name)} control={control} scale={scale} unit={unitOf(parameter)}
      steps={stepsOf(parameter)} reset={parameter.initial} heldBy={control.held?.name} {...middle} />
  );
}

export function ParameterControl(props: ParameterProps): React.JSX.Element {
  const { insert, parameter, name } = props;
  const live = useLive();
  const value = valueOf(insert, parameter);
  const label = `${spoken(parameter.name)} of ${insert.effect}`;
  if (parameter.scale === "switch")
    return <Toggle label={label} on={value !== 0} live={live} set={(on) => setParameter(insert.id, parameter.name, on ? 1 : 0)}>{name ?? spoken(parameter.name)}</Toggle>;
  if (parameter.scale === "choice")
    return (
      <label className="rack-choice">{name ?? spoken(parameter.name)}
        <Select<number> label={label} value={value} live={live} choices={(parameter.choices ?? []).map((word, i) => ({ value: i, name: spoken(word) }))}
          set={(chosen) => setParameter(insert.id, parameter.name, chosen)} />
      </label>
    );
  return <ParameterKnob {...props} />;
}
