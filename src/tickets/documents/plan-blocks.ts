import type { TicketOutline } from "../../core/ticket-outline.ts";
import type { Task, TaskGroup } from "../../core/ticket-tasks.ts";
import { type Trace, traceTicket } from "../../core/ticket-trace.ts";
import { bullets, code, inline, labelled } from "../../reports/markdown-text.ts";
import { rationaleOf } from "../../reports/rationale.ts";
import { grouped, percent, range } from "../../reports/words.ts";
import type { EpicResponse } from "../../schema/epic.ts";
import { blockOf, effortText, evidenceOf, fill, idList, plainTable, source } from "./phrases.ts";
import { resources, risks } from "./plan-tables.ts";

type Traces = ReadonlyMap<string, Trace>;

export function planBlocks(epic: EpicResponse["epic"], outline: TicketOutline) {
  const traces = traceTicket(outline);
  return {
    estimate: estimate(epic),
    phases: blockOf(outline.tasks, phaseTable),
    tasks: blockOf(outline.tasks, (groups) => tasks(groups, traces)),
    risks: blockOf(outline.risks, (items) => risks(items, traces)),
    resources: resources(epic),
    deploymentTasks: deploymentSteps(outline),
  };
}

function estimate(epic: EpicResponse["epic"]): string {
  const { totalCostBreakdown, duration, confidence } = epic;
  return plainTable(
    ["Effort", "Duration", "Team", "Cost", "Confidence"],
    [
      [
        effortText(totalCostBreakdown.total.effort),
        inline(epic.estimatedDuration),
        `${grouped(duration.teamSize)} people`,
        inline(epic.budget),
        percent(confidence),
      ],
    ],
  );
}

function phaseTable(groups: readonly TaskGroup[]): string {
  return plainTable(
    ["Phase", "Ends when", "Tasks", "Effort", "Days"],
    groups.map((group) => {
      const { kind, phase, tasks: own } = group;
      const ids = own.map(({ id }) => id).join(", ");
      if (phase) {
        return [
          titleOf(group, groups),
          inline(phase.exit),
          ids,
          effortText(phase.effort),
          daysOf(phase),
        ];
      }
      const [exit, effort, days] =
        kind === "feature"
          ? ["all phases have ended", "part of the phases", "along with them"]
          : [fill("what must be true"), fill("person-days"), fill("from and to")];
      return [titleOf(group, groups), exit, ids, effort, days];
    }),
  );
}

function titleOf(group: TaskGroup, groups: readonly TaskGroup[]): string {
  const { kind, phase } = group;
  if (!phase) return kind === "feature" ? "The feature itself" : "In no phase yet";
  const phases = groups.filter((other) => other.kind === "phase");
  return `Phase ${phases.indexOf(group) + 1}: ${inline(phase.title)}`;
}

function daysOf({ startDay, endDay }: { startDay: number; endDay: number }): string {
  return range(Math.round(startDay), Math.round(endDay));
}

function tasks(groups: readonly TaskGroup[], traces: Traces): string {
  return groups
    .flatMap((group) => [
      `### ${titleOf(group, groups)}`,
      ...group.tasks.map((task) => taskSection(task, traces)),
    ])
    .join("\n\n");
}

function taskSection(task: Task, traces: Traces): string {
  const { title, value, details, done, from } = contentOf(task, traces);
  const points = [
    labelled("Value", value),
    labelled("Details", details),
    labelled("Done when", done),
    labelled("Effort", effortText(task.effort)),
    labelled("Depends on", idList(task.dependencies, "nothing")),
    labelled("Who", fill("name")),
    labelled("From", from),
  ];
  return `#### ${task.id}: ${title}\n\n${bullets(points)}`;
}

function contentOf({ advice, title, source: part }: Task, traces: Traces) {
  if (!advice) {
    return {
      title: inline(title ?? `Build this part of the feature: ${part.replace(/^base-/, "")}`),
      value: "this is the feature itself",
      details: fill("what to build, and where"),
      done: fill("acceptance criteria, as in AC-1"),
      from: `${code(part)} (estimate)`,
    };
  }
  const { recommendation } = advice;
  const trace = traces.get(recommendation.id);
  const evidence = evidenceOf(advice);
  const requirement = `meets ${trace?.requirement.id ?? fill("requirement")}`;
  const reason = inline(rationaleOf(recommendation));
  return {
    title: inline(recommendation.title),
    value: reason === "" ? requirement : `${requirement}: ${reason}`,
    details: evidence === "" ? fill("what to do, and where") : `the epic says ${evidence}`,
    done: trace?.criterion
      ? `${trace.criterion}: ${inline(recommendation.acceptance)}`
      : fill("acceptance criteria, as in AC-1"),
    from: source(advice),
  };
}

/** What DevOps wants to have, as steps that somebody still has to put in order. */
function deploymentSteps({ tasks: groups }: TicketOutline): string | undefined {
  const steps = groups
    .flatMap((group) => group.tasks)
    .filter(({ advice }) => advice?.persona === "devops-engineer");
  return blockOf(steps, (items) => {
    const prepared = items.map(({ id, advice }) => {
      const title = inline(advice?.recommendation.title ?? "");
      return `- [ ] ${id} is done: ${title}`;
    });
    return `${prepared.join("\n")}\n\n1. ${fill("step, who, how one sees that it worked")}`;
  });
}
