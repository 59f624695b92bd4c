// mirror.ts: a replica of the project, kept by the changes that the controller pushes; the web page shares it.
// It asks nobody: it says when it must be asked for again. It knows neither sockets nor browsers.  Side: any.
import { applyChange } from "./apply_change.js";
import { completed } from "./form.js";
import type { ChangeSet, Project } from "./schema.js";
import { stateHash } from "./state_hash.js";

/** What became of a change set. "old": known already. "hole": changes before it are missing, or it is of another epoch:
 *  ask for what is missing. */
export type Taken = "applied" | "old" | "hole";

export class Mirror {
  private current: Project | undefined;
  private atEpoch = 0;
  private atRevision = 0;

  /** Forgets everything and starts here. */
  reset(project: object, epoch: number, revision: number): void {
    this.current = completed<Project>("Project", project);
    this.atEpoch = epoch;
    this.atRevision = revision;
  }

  /** As new: the next snapshot fills it. */
  forget(): void { this.current = undefined; }

  take(given: ChangeSet | object): Taken {
    const set = completed<ChangeSet>("ChangeSet", given);
    const revision = Number(set.revision);
    if (!this.current || set.epoch !== this.atEpoch) return "hole";
    if (revision <= this.atRevision) return "old";
    if (revision !== this.atRevision + 1) return "hole";
    this.current = set.changes.reduce(applyChange, this.current);
    this.atRevision = revision;
    return "applied";
  }

  get filled(): boolean { return this.current !== undefined; }
  /** A value: it never changes, the next one shares with it what is the same. Requires: filled. */
  get project(): Project {
    if (!this.current) throw new Error("The mirror is empty until the controller has welcomed this client.");
    return this.current;
  }
  get epoch(): number { return this.atEpoch; }
  get revision(): number { return this.atRevision; }
  /** As the controller's answer to getHash. */
  hash(): string { return stateHash(this.project); }
}
