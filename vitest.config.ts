import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 60_000,
    coverage: {
      include: ["src/**/*.ts"],
      exclude: ["src/bin/**", "src/index.ts", "src/ports/**"],
      thresholds: { "src/core/**": { 100: true }, "src/rulebook/**": { 100: true } },
    },
  },
});
