// vitest.config.ts: tests of the built page in Chromium against the real programs; one after the other, for they share a
// machine.  Side: test.
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig(({ mode }) => ({
  root: fileURLToPath(new URL(".", import.meta.url)),
  resolve: { alias: [{ find: /^corelogic\/(.*)$/, replacement: fileURLToPath(new URL("../../node/src/", import.meta.url)) + "$1.ts" }] },
  test: { include: [mode === "screenshots" ? "screenshots.ts" : "*.e2e.ts"], testTimeout: 120_000, hookTimeout: 60_000, fileParallelism: false, retry: 0 },
}));
