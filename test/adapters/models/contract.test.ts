import { setTimeout as sleep } from "node:timers/promises";

import { type Behaviour, personaProviderContract } from "../../contracts/persona-provider.ts";
import type { ModelServer, Reply } from "../../wire/model-server.ts";
import { openBench, VENDORS } from "./model-bench.ts";

function replyOf(behaviour: Behaviour): Reply {
  switch (behaviour.kind) {
    case "answers":
      return { does: "answer", text: behaviour.text };
    case "refuses":
      return { does: "answer", text: behaviour.reason, end: "filtered" };
    case "hangs":
      return { does: "hang" };
    case "busy":
      return {
        does: "refuse",
        status: 429,
        headers: { "retry-after": String(behaviour.retryAfterSeconds) },
      };
    case "breaks-off":
      return { does: "cut", text: behaviour.text };
    case "floods":
      return { does: "flood", text: "x".repeat(4000) };
  }
}

for (const vendor of VENDORS) {
  personaProviderContract(`a model of ${vendor.name}`, async (behaviour, { timeoutMs } = {}) => {
    const { adapter, server } = await openBench(vendor, replyOf(behaviour), {
      settings: timeoutMs === undefined ? {} : { timeout: timeoutMs / 1000 },
    });
    return { adapter, isAtWork: () => stillOpen(server) };
  });
}

/** A server learns a moment later that nobody waits any more. */
async function stillOpen(server: ModelServer): Promise<boolean> {
  for (let look = 0; look < 50 && server.open() > 0; look += 1) await sleep(10);
  return server.open() > 0;
}
