// vite.config.ts: how the page is built and tested; what it shares with the Node package comes from its sources.
import react from "@vitejs/plugin-react";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

const shared = fileURLToPath(new URL("../node/src/", import.meta.url));

/** For the service worker: what the build is made of. */
const listFiles: Plugin = {
  name: "list-files",
  generateBundle(_, bundle) {
    const files = Object.keys(bundle).filter((name) => name.startsWith("assets/")).sort();
    this.emitFile({ type: "asset", fileName: "files.json", source: JSON.stringify(files) });
  },
};

export default defineConfig({
  plugins: [react(), listFiles],
  base: "./",
  resolve: { alias: [{ find: /^corelogic\/(.*)$/, replacement: shared + "$1.ts" }] },
  build: { target: "es2022", sourcemap: false, chunkSizeWarningLimit: 600 },
  server: { proxy: { "/ws": { target: "ws://127.0.0.1:8420", ws: true } } },
  test: {
    environment: "jsdom",
    include: ["src/**/*.test.{ts,tsx}"],
    setupFiles: ["src/test_setup.ts"],
    restoreMocks: true,
    testTimeout: 20_000,
  },
});
