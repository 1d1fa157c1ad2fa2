#!/usr/bin/env node
import { start } from "./start.ts";

start("workflow", async () => {
  const [{ runProgram }, { buildWorkflowProgram }] = await Promise.all([
    import("../cli/run-program.ts"),
    import("../cli/workflow/program.ts"),
  ]);
  return (host, env) => runProgram(buildWorkflowProgram, host, env);
});
