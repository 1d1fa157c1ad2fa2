import { isTestPath, linkText } from "../code-link.ts";
import { readCriteria, readRequirements, readTasks, type Statement } from "../ticket-statements.ts";
import type { CheckedTicket } from "./checked-ticket.ts";
import { type CheckLevel, type CheckRule, type Finding, hasReached } from "./finding.ts";

const REQUIREMENTS = "FEATURE_REQUIREMENTS.md";
const PLAN = "IMPLEMENTATION_PLAN.md";

/** Requirements without code or test, tasks without requirement, and links to requirements that are not there. */
export function traceFindings(checked: CheckedTicket): readonly Finding[] {
  const { ticket, lines } = checked;
  const document = lines[REQUIREMENTS] ?? [];
  const requirements = readRequirements(document);
  const criteria = readCriteria(document);
  const known = new Set([...requirements, ...criteria].map(({ id }) => id));
  const strangers = ticket.links.filter(
    ({ requirement }) => requirement !== undefined && !known.has(requirement),
  );
  return [
    ...strangers.map((link) =>
      finding(checked, "unknown-requirement", "error", {
        message: `${linkText(link)} is linked for ${link.requirement}, which ${REQUIREMENTS} does not have`,
        hint: `workflow unlink ${ticket.ticket} ${link.path} takes the link out`,
      }),
    ),
    ...requirementFindings(checked, requirements, criteria),
    ...taskFindings(checked),
  ];
}

/** Before the work has begun there is nothing to be linked. */
function requirementFindings(
  checked: CheckedTicket,
  requirements: readonly Statement[],
  criteria: ReturnType<typeof readCriteria>,
): readonly Finding[] {
  const { ticket } = checked;
  if (!hasReached(ticket.state, "IN_PROGRESS")) return [];
  const level = hasReached(ticket.state, "REVIEW") ? "warning" : "note";
  return requirements.flatMap(({ id, line }): Finding[] => {
    // A criterion stands for the requirements that it proves.
    const ids = new Set([id]);
    for (const { id: own, requirements: proven } of criteria) if (proven.includes(id)) ids.add(own);
    const links = ticket.links.filter(({ requirement = "" }) => ids.has(requirement));
    const link = `workflow link ${ticket.ticket} <path> --requirement ${id}`;
    const at = { path: REQUIREMENTS, line };
    const tests = links.filter(({ path }) => isTestPath(path));
    const code = links.length > tests.length;
    return [
      ...(code
        ? []
        : [
            finding(checked, "unlinked-requirement", level, {
              ...at,
              message: `${id} has no linked code`,
              hint: link,
            }),
          ]),
      ...(tests.length > 0
        ? []
        : [
            finding(checked, "untested-requirement", level, {
              ...at,
              message: `${id} has no linked test`,
              hint: link,
            }),
          ]),
    ];
  });
}

function taskFindings(checked: CheckedTicket): readonly Finding[] {
  const tasks = readTasks(checked.lines[PLAN] ?? []);
  return tasks
    .filter(({ requirements }) => requirements.length === 0)
    .map(({ id, line }) =>
      finding(checked, "unplanned-task", "warning", {
        path: PLAN,
        line,
        message: `${id} names no requirement that it is for`,
        hint: "name a requirement or an acceptance criterion in it, as in FR-1 or AC-1",
      }),
    );
}

interface Details {
  /** File name; the README where absent. */
  readonly path?: string;
  readonly line?: number;
  readonly message: string;
  readonly hint: string;
}

function finding(
  { ticket, path }: CheckedTicket,
  rule: CheckRule,
  level: CheckLevel,
  { path: file = "README.md", ...details }: Details,
): Finding {
  return { rule, level, ticket: ticket.ticket, path: `${path}/${file}`, ...details };
}
