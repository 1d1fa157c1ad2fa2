import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    coverage: {
      include: ["src/**/*.ts"],
      // Seen from outside, by running the built binaries: coverage does not reach into these.
      exclude: ["src/bin/**", "src/cli/**", "src/index.ts", "src/ports/**"],
      reportOnFailure: true,
      reporter: [["text", { skipFull: true }]],
      thresholds: { "src/core/**": { 100: true }, "src/rulebook/**": { 100: true } },
    },
  },
});
