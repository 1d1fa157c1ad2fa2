// npm run chaos [-- <kills>]: the chaos suite as long as it takes: 120 kills at random moments, and one at
// every named point. Within `npm test` it is short. CHAOS_SEED=<number> repeats the moments of a run.
import { spawnSync } from "node:child_process";

const [kills = "120"] = process.argv.slice(2);
const { status } = spawnSync("node_modules/.bin/vitest", ["run", "test/chaos"], {
  stdio: "inherit",
  env: { ...process.env, CHAOS_KILLS: kills },
});
process.exitCode = status ?? 1;
