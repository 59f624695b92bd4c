// vitest.config.ts: unit tests by themselves; those against the real programs when CORELOGIC_BIN says where they are.
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: [process.env["CORELOGIC_BIN"] ? "tests/contract/**/*.test.ts" : "tests/*.test.ts"],
    testTimeout: 20_000,
  },
});
