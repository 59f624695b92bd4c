// screen_panel.tsx: how this device shows everything: dark or light. Nobody else's screen changes with it.  Side: page.
import { chooseLook, useLooks, type LookChoice } from "../../theme/looks";
import { Select } from "../../widgets/select";

const choices: readonly { value: LookChoice; name: string }[] = [
  { value: "dark", name: "dark" }, { value: "light", name: "light" }, { value: "system", name: "as the system says" },
];

export function ScreenPanel(): React.JSX.Element {
  const choice = useLooks((state) => state.choice);
  return (
    <label className="line">look of this screen
      <Select<LookChoice> label="look of this screen" value={choice} choices={choices} set={chooseLook} />
    </label>
  );
}
