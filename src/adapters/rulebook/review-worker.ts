import { parentPort, workerData } from "node:worker_threads";

import type { Config } from "../../schema/config.ts";
import { loadKnowledge } from "./load-knowledge.ts";
import { openRulebook } from "./rulebook.ts";
import type { Thought } from "./threaded-rulebook.ts";

/** A thread of the rulebook: it gets one thought after the other, and answers each. */
const knowledge = loadKnowledge();
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- whoever starts it passes it on
const rulebook = openRulebook(knowledge, workerData as Config["estimation"]);

async function think(thought: Thought): Promise<unknown> {
  if (thought.kind === "assess") return rulebook.assess(thought.request, thought.outputs);
  const { registration, input } = thought;
  const found =
    typeof registration === "string"
      ? knowledge.personas.find(({ name }) => name === registration)
      : registration;
  if (!found) throw new Error("The rulebook has no persona of that name");
  return await rulebook.adapterFor(found).execute(input, {
    signal: new AbortController().signal,
    taskId: "",
    idempotencyKey: "",
    report: () => {},
    admit: () => {},
    spend: () => {},
  });
}

/** To a thread, which has no origin as a window has one. */
function answer(message: object): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- see above
  parentPort?.postMessage(message);
}

parentPort?.on("message", (thought: Thought) => {
  think(thought).then(
    (value) => answer({ value }),
    (error: unknown) => answer({ error: error instanceof Error ? error.message : String(error) }),
  );
});
