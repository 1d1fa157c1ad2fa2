import { describe } from "vitest";

import { codeHostContract } from "../contracts/code-host.ts";
import { memoryProject } from "../fakes/memory-project.ts";

describe("in memory", () => {
  codeHostContract(async () => memoryProject());
});
