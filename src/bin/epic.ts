#!/usr/bin/env node
import { start } from "./start.ts";

start("epic", async () => {
  const [{ runProgram }, { buildProgram }] = await Promise.all([
    import("../cli/run-program.ts"),
    import("../cli/program.ts"),
  ]);
  return (host, env) => runProgram(buildProgram, host, env);
});
