import type { FailOn } from "../schema/config.ts";
import type { EpicResponse } from "../schema/epic.ts";

/** Ids of the recommendations that the gate does not let pass. */
export function stoppedBy({ epic }: EpicResponse, failOn: FailOn): readonly string[] {
  const recommendations = epic.personas.flatMap((persona) => persona.recommendations);
  switch (failOn) {
    case "none":
      return [];
    case "blocking":
      return recommendations.filter(({ type }) => type === "blocking").map(({ id }) => id);
    case "critical":
      return recommendations.filter(({ priority }) => priority === "critical").map(({ id }) => id);
  }
}

export function describeGate(ids: readonly string[], failOn: FailOn): string {
  const noun = ids.length === 1 ? "recommendation stops" : "recommendations stop";
  return `gate: ${ids.length} ${failOn} ${noun} it: ${ids.join(", ")}`;
}
