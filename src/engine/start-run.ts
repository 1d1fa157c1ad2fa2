import { storedObject } from "../core/hash.ts";
import { VERSION } from "../core/version.ts";
import type { EpicRequest } from "../schema/request.ts";
import type { AdvanceParts } from "./advance.ts";
import { claimRun, type Journal, openJournal, type Started } from "./journal.ts";
import type { RunPlan } from "./plan-run.ts";

interface Beginning extends Pick<Started, "parent" | "saved"> {
  readonly plan: RunPlan["levels"];
  readonly warnings: readonly string[];
}

/** Claims a run that does not exist yet and saves its start. */
export async function startRun(
  request: EpicRequest,
  { plan, warnings, parent, saved }: Beginning,
  parts: AdvanceParts,
): Promise<Journal> {
  const { description, ...frame } = request;
  const stored = storedObject("description", description);
  const { configuration } = parts;
  const lease = await claimRun(parts.newId("task"), parts);
  const journal = openJournal(lease, undefined, parts);
  const event: Started = {
    kind: "started",
    epicId: parts.newId("epic"),
    request: frame,
    description: stored.hash,
    plan: plan.map((level) => level.slice()),
    configuration: configuration.hash,
    program: VERSION,
    warnings: warnings.slice(),
    ...(parent && { parent }),
    ...(saved && { saved }),
  };
  await journal.start(event, description, [stored, configuration]);
  return journal;
}
