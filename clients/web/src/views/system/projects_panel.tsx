// projects_panel.tsx: the projects of the house: open, new (from a template), a copy, out to a file and in from one.
// Side: page.
import { toJson } from "corelogic/form";
import { useRef, useState } from "react";
import { ask, send } from "../../studio/connection";
import { useLive, useMay, useProject } from "../../studio/hooks";
import { showRefusal } from "../../studio/toasts";
import { Select } from "../../widgets/select";
import { Naming } from "../mixer/naming";
import { usePolled } from "./polled";

type Asking = "new" | "copy" | "template" | undefined;

/** The document of a project, as `corelogic project export` writes it. */
function download(name: string, text: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = `${name}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

export function ProjectsPanel(): React.JSX.Element {
  const project = useProject();
  const live = useLive();
  const structure = useMay("structure") && live;
  const names = usePolled(() => ask().getProjects(), 5000);
  const templates = usePolled(() => ask().getTemplates(), 10000);
  const [asking, setAsking] = useState<Asking>();
  const [template, setTemplate] = useState("");
  const file = useRef<HTMLInputElement>(null);
  const done = (): void => { names.again(); templates.again(); };
  const take = (name: string): Promise<unknown> =>
    (asking === "new" ? send({ newProject: { name, ...(template ? { template } : {}) } }) : asking === "copy" ? send({ saveProject: { name } }) : send({ saveTemplate: { name } })).then(done);
  const bring = async (chosen: File | undefined): Promise<void> => {
    if (!chosen) return;
    try {
      await send({ importProject: { name: chosen.name.replace(/\.json$/i, "").slice(0, 64), project: JSON.parse(await chosen.text()) } });
      done();
    } catch (fault) {
      if (fault instanceof SyntaxError) showRefusal({ code: "invalid", subject: chosen.name, sentence: `${chosen.name} is no JSON document: ${fault.message}.` });
    }
  };
  return (
    <>
      <div className="tools">
        <button type="button" className="button primary" disabled={!structure} onClick={() => setAsking("new")}>New</button>
        {templates.answer && templates.answer.length > 0 && (
          <Select<string> label="template of a new project" value={template} choices={[{ value: "", name: "empty" }, ...templates.answer.map((name) => ({ value: name, name: `from ${name}` }))]} set={setTemplate} />
        )}
        <button type="button" className="button" disabled={!structure} onClick={() => setAsking("copy")}>Save a copy as</button>
        <button type="button" className="button" disabled={!structure} onClick={() => setAsking("template")}>Save as template</button>
        <button type="button" className="button" disabled={!live} onClick={() => { ask().getProject().then((whole) => download(whole.name, toJson(whole)), () => undefined); }}>Export</button>
        <button type="button" className="button" disabled={!structure} onClick={() => file.current?.click()}>Import</button>
        <input ref={file} type="file" accept="application/json,.json" hidden aria-label="project to import" onChange={(event) => { void bring(event.target.files?.[0]); event.target.value = ""; }} />
      </div>
      {names.refused && <p role="alert">{names.refused}</p>}
      <ul className="system-versions" aria-label="projects">
        {names.answer?.map((name) => (
          <li key={name}><button type="button" className="button" disabled={!structure || name === project?.name} onClick={() => { send({ openProject: { name } }).catch(() => undefined); }}>{name}</button>
            {name === project?.name ? <small>is open</small> : <button type="button" className="button danger" disabled={!structure} aria-label={`remove ${name}`}
              onClick={() => { if (confirm(`Remove the project ${name} with its history? This cannot be undone.`)) send({ removeProject: { name } }).then(done, () => undefined); }}>Remove</button>}</li>
        ))}
      </ul>
      {asking && <Naming title={asking === "new" ? "A new project" : asking === "copy" ? "Save a copy as" : "Save as a template"} label="its name" close={() => setAsking(undefined)} take={take} />}
    </>
  );
}
