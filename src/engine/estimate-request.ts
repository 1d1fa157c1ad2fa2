import { screenDescription } from "../core/screen.ts";
import { estimateRun, type PlannedCall } from "../core/spending/estimate-run.ts";
import type { EpicRequest } from "../schema/request.ts";
import type { RunEstimate } from "../schema/spending.ts";
import type { AdvanceParts } from "./advance.ts";
import { planRun } from "./plan-run.ts";

/** What a run would take. Asks nobody, and neither reads nor writes the state. */
export async function estimateRequest(
  request: EpicRequest,
  parts: AdvanceParts,
): Promise<RunEstimate> {
  const { settings, maxRetries } = parts;
  const { description } = screenDescription(request.description, settings.descriptionBytes);
  const { levels, registrations } = planRun({ ...request, description }, parts);
  const calls: PlannedCall[] = [];
  for (const level of levels) {
    const upstream = calls.length;
    for (const persona of level) {
      const registration = registrations.find(({ name }) => name === persona);
      if (!registration) continue;
      const [{ provider, consumption }] = await parts.adaptersFor(registration);
      calls.push({ persona, provider: provider.name, consumption, upstream });
    }
  }
  return estimateRun({
    calls,
    descriptionBytes: Buffer.byteLength(JSON.stringify(description)),
    maxRetries,
    prices: await parts.prices(),
  });
}
