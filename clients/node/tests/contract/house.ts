// house.ts: the real controller and engine (on the timer device) in directories of their own.
import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStudio, type Studio, type StudioOptions } from "../../src/index.js";

const binaries = process.env["CORELOGIC_BIN"] as string;

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  await new Promise((resolve) => child.once("exit", resolve));
}

export class House {
  readonly folder = mkdtempSync(join(tmpdir(), "cl"));
  readonly runtime = join(this.folder, "run");
  readonly endpoint = `ipc://${this.runtime}/control`;
  readonly telemetry = `ipc://${this.runtime}/telemetry`;
  private controller: ChildProcess | undefined;
  private engine: ChildProcess | undefined;
  private readonly studios: Studio[] = [];

  async startController(): Promise<void> {
    this.controller = spawn(join(binaries, "corelogic-controller"),
      ["--runtime", this.runtime, "--data", join(this.folder, "data")], { stdio: ["ignore", "pipe", "pipe"] });
    await this.ready(this.controller, "ready with");
  }
  startEngine(): void {
    this.engine = spawn(join(binaries, "corelogic-engine"), ["--runtime", this.runtime, "--device", "timer"],
      { stdio: "ignore", env: { ...process.env, CORELOGIC_DATA_DIR: join(this.folder, "data") } });
  }
  async killController(): Promise<void> {
    this.controller?.kill("SIGKILL");
    if (this.controller) await ended(this.controller);
  }
  pauseController(paused: boolean): void { this.controller?.kill(paused ? "SIGSTOP" : "SIGCONT"); }

  async open(options: StudioOptions = {}): Promise<Studio> {
    const studio = await openStudio({ endpoint: this.endpoint, telemetry: this.telemetry, ...options });
    this.studios.push(studio);
    return studio;
  }

  async close(): Promise<void> {
    for (const studio of this.studios) studio.close();
    for (const child of [this.engine, this.controller]) {
      child?.kill("SIGTERM");
      if (child) await ended(child);
    }
    rmSync(this.folder, { recursive: true, force: true });
  }

  private ready(child: ChildProcess, words: string): Promise<void> {
    return new Promise((resolve, reject) => {
      let said = "";
      const hear = (piece: Buffer): void => {
        said += piece.toString();
        if (said.includes(words)) resolve();
      };
      child.stderr?.on("data", hear);
      child.stdout?.on("data", hear);
      child.once("exit", () => reject(new Error(`the controller ended: ${said}`)));
    });
  }
}
