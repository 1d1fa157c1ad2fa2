import type { Traced } from "./ticket-ids.ts";
import type { TicketOutline } from "./ticket-outline.ts";

/** What follows from one piece of advice. */
export interface Trace {
  readonly requirement: Traced;
  /** Ids; absent where nothing of the kind follows. */
  readonly criterion: string | undefined;
  readonly decision: string | undefined;
  readonly task: string | undefined;
}

/** By the id of the recommendation, in the order of the requirements. */
export function traceTicket(outline: TicketOutline): ReadonlyMap<string, Trace> {
  const { functional, business, integration, qualities, criteria, decisions } = outline;
  const criterionOf = new Map(criteria.map(({ id, requirement }) => [requirement.id, id]));
  const decisionOf = new Map(decisions.map(({ id, recommendation }) => [recommendation.id, id]));
  const tasks = outline.tasks.flatMap((group) => group.tasks);
  const taskOf = new Map(tasks.map(({ id, source }) => [source, id]));
  return new Map(
    [...functional, ...business, ...integration, ...qualities].map((requirement) => {
      const source = requirement.recommendation.id;
      const trace: Trace = {
        requirement,
        criterion: criterionOf.get(requirement.id),
        decision: decisionOf.get(source),
        task: taskOf.get(source),
      };
      return [source, trace];
    }),
  );
}
