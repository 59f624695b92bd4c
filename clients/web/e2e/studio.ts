// studio.ts: a whole studio for a test of the page: controller, engine (timer device, or a jackd of its own with the dummy
// driver), gateway with the built page, Chromium, and a Node client that sees what is true. Each in directories of its own.
// Side: test.
import { spawn, type ChildProcess } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openStudio, type Studio } from "corelogic/index";
import { chromium, type Browser, type BrowserContextOptions, type Page } from "playwright-core";
import { afterEach } from "vitest";

const binaries = process.env["CORELOGIC_BIN"] as string;
const built = fileURLToPath(new URL("../dist", import.meta.url));
const flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--no-first-run"];

export type Program = "corelogic-controller" | "corelogic-engine" | "corelogic-gateway";

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export class WholeStudio {
  readonly folder = mkdtempSync(join(tmpdir(), "cl"));
  readonly runtime = join(this.folder, "run");
  /** What is true, without a browser between. */
  client!: Studio;
  private readonly programs = new Map<Program, ChildProcess>();
  private browser: Browser | undefined;
  private port = 0;
  private jackd: ChildProcess | undefined;
  private readonly jackName = `clweb${process.pid}`;

  /** At the head of a file of tests: what a test has open is closed behind it, or thirty desks would be drawn beside the last. */
  constructor(private readonly device: "timer" | "jack" = "timer") {
    afterEach(async () => { for (const context of this.browser?.contexts() ?? []) await context.close(); });
  }

  async start(): Promise<void> {
    mkdirSync(this.runtime, { mode: 0o700 });
    if (this.device === "jack") {
      this.jackd = spawn("jackd", ["-r", "-n", this.jackName, "-d", "dummy", "-r", "48000", "-p", "256"],
        { stdio: "ignore", env: { ...process.env, JACK_NO_AUDIO_RESERVATION: "1" } });
      const ready = spawn("jack_wait", ["-s", this.jackName, "-w", "-t", "20"], { stdio: "ignore" });
      await new Promise((resolve) => ready.once("exit", resolve));
    }
    this.port = await freePort();
    await this.run("corelogic-controller");
    await this.run("corelogic-engine");
    await this.run("corelogic-gateway");
    this.client = await openStudio({
      name: "test", endpoint: `ipc://${this.runtime}/control`, telemetry: `ipc://${this.runtime}/telemetry`, timeout: 20_000,
    });
    this.browser = await chromium.launch({ executablePath: process.env["CORELOGIC_CHROMIUM"] ?? "/usr/bin/chromium", args: flags });
  }

  /** Starts a program, again if it was killed; resolves when it serves. */
  async run(name: Program): Promise<void> {
    const more = { "corelogic-controller": ["--data", join(this.folder, "data")], "corelogic-engine": this.device === "jack" ? ["--device", "jack"] : ["--device", "timer", "--block", "256"],
      "corelogic-gateway": ["--listen", `127.0.0.1:${this.port}`, "--page", built] }[name];
    const child = spawn(join(binaries, name), ["--runtime", this.runtime, ...more], {
      stdio: ["ignore", "ignore", "pipe"], env: { ...process.env, CORELOGIC_DATA_DIR: join(this.folder, "data"), CORELOGIC_RUNTIME_DIR: this.runtime, JACK_DEFAULT_SERVER: this.jackName, JACK_NO_START_SERVER: "1" },
    });
    this.programs.set(name, child);
    if (name === "corelogic-engine") return;
    let said = "";
    await new Promise<void>((resolve, reject) => {
      child.stderr?.on("data", (piece: Buffer) => { if ((said += piece.toString()).includes("ready")) resolve(); });
      child.once("exit", (code) => reject(new Error(`${name} ended with ${code}: ${said}`)));
    });
  }
  async kill(name: Program): Promise<void> {
    const child = this.programs.get(name);
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    child.kill("SIGKILL");
    await new Promise((resolve) => child.once("exit", resolve));
  }

  /** Stops it as a machine that hangs: its sockets stay open. `pause(name, false)` lets it go on. */
  pause(name: Program, paused = true): void {
    this.programs.get(name)?.kill(paused ? "SIGSTOP" : "SIGCONT");
  }

  /** A request as a script makes it, with the gateway's own token or another one. */
  fetch(path: string, { method = "GET", body, token = this.token }: { method?: string; body?: unknown; token?: string } = {}): Promise<Response> {
    const headers = { ...(token ? { Authorization: `Bearer ${token}` } : {}), ...(body === undefined ? {} : { "Content-Type": "application/json" }) };
    return fetch(`http://127.0.0.1:${this.port}${path}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  }
  private get token(): string { return readFileSync(join(this.runtime, "web-token"), "utf8").trim(); }

  /** A browser of its own with the page open at `view`, live. */
  open(view: string, options: BrowserContextOptions = {}): Promise<Page> {
    return this.visit(`http://127.0.0.1:${this.port}/#/${view}?token=${this.token}`, options);
  }
  /** The same at a link that somebody was given. What a page throws is a failure. */
  async visit(link: string, options: BrowserContextOptions = {}): Promise<Page> {
    const context = await (this.browser as Browser).newContext({ viewport: { width: 1280, height: 800 }, ...options });
    const page = await context.newPage();
    page.on("pageerror", (fault) => { throw fault; });
    await page.goto(link);
    await page.locator(".badge-live").waitFor();
    await page.locator("main > :not(.notice)").first().waitFor();
    return page;
  }

  async close(): Promise<void> {
    this.client?.close();
    await this.browser?.close();
    for (const name of ["corelogic-gateway", "corelogic-engine", "corelogic-controller"] as const) await this.kill(name);
    if (this.jackd && this.jackd.exitCode === null) {
      this.jackd.kill("SIGTERM");
      await new Promise((resolve) => this.jackd?.once("exit", resolve));
    }
    rmSync(this.folder, { recursive: true, force: true });
  }
}
