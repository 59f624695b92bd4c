// insert_safe.tsx: what a scene recall leaves alone of one insert: all of it, its bypass, single parameters.  Side: page.
import { effectNamed } from "corelogic/effects";
import type { Insert } from "corelogic/schema";
import { useState } from "react";
import { act } from "../../studio/connection";
import { useLive } from "../../studio/hooks";
import { afterSwitch, isSafe } from "../../studio/recall_safe";
import { Dialog } from "../../widgets/dialog";
import { Toggle } from "../../widgets/toggle";
import { spoken } from "./parameter_values";

/** "", "safe", "2 of 16 safe" */
export function saySafe(safe: readonly string[], words: readonly string[]): string {
  const count = words.filter((word) => isSafe(safe, word)).length;
  return count === 0 ? "" : count === words.length ? "safe" : `${count} of ${words.length} safe`;
}

/** The names that Insert.safe may hold: of an effect that is not known here, those that it has values of. */
export const safeWordsOf = (insert: Insert): readonly string[] =>
  ["bypass", ...(effectNamed(insert.effect)?.parameters ?? insert.parameters).map(({ name }) => name)];

export function InsertSafe({ insert }: { insert: Insert }): React.JSX.Element {
  const live = useLive();
  const [open, setOpen] = useState(false);
  const words = safeWordsOf(insert);
  const said = saySafe(insert.safe, words);
  const choice = (word: string, name: string): React.JSX.Element => (
    <Toggle key={word} label={`${name} of ${insert.effect} is safe`} kind="on" on={isSafe(insert.safe, word)} live={live}
      set={(on) => act({ setInsertSafe: { insert: insert.id, safe: afterSwitch(words, insert.safe, word, on) } })}>{name}</Toggle>
  );
  return (
    <>
      <button type="button" className={`button${said ? " lit" : ""}`} aria-label={`recall safe of ${insert.effect}: ${said || "nothing is safe"}`}
        title="what a scene recall leaves alone" onClick={() => setOpen(true)}>{said || "Recall safe"}</button>
      <Dialog open={open} close={() => setOpen(false)} title={`Recall safe of ${effectNamed(insert.effect)?.title ?? insert.effect}`}
        about="What is lit stays as it is when a scene is recalled or morphed to.">
        <div className="choices" role="group" aria-label="all of it">{choice("all", "all")}{choice("bypass", "bypass")}</div>
        <div className="choices" role="group" aria-label="parameters">{words.slice(1).map((word) => choice(word, spoken(word)))}</div>
      </Dialog>
    </>
  );
}
