import type { Link, Ticket, Waiver } from "../schema/ticket.ts";
import { isTestPath } from "./code-link.ts";
import { cellsOf, documentLines } from "./document-lines.ts";
import { type Criterion, readCriteria, readRequirements } from "./ticket-statements.ts";

/** How far a requirement was carried out, as links and checked criteria tell. */
export interface RequirementOutcome {
  readonly id: string;
  readonly text: string;
  readonly met: "yes" | "partly" | "no";
  readonly code: readonly Link[];
  readonly tests: readonly Link[];
  /** Of its criteria. */
  readonly checked: number;
  readonly criteria: number;
}

/** Met where it has code and a test and all its criteria are checked; not, where it has nothing of it. */
export function requirementOutcomes(
  document: string,
  { links }: Pick<Ticket, "links">,
): readonly RequirementOutcome[] {
  const criteria = readCriteria(document);
  return readRequirements(document).map(({ id, text }) => {
    const own = criteria.filter(({ requirements }) => requirements.includes(id));
    const linked = links.filter((link) => speaksOf(link, id, own));
    const tests = linked.filter(({ path }) => isTestPath(path));
    const code = linked.filter(({ path }) => !isTestPath(path));
    const checked = own.filter(({ isChecked }) => isChecked).length;
    const signs = [code.length > 0, tests.length > 0, checked === own.length];
    const hasAny = linked.length > 0 || checked > 0;
    const met = signs.every(Boolean) ? "yes" : hasAny ? "partly" : "no";
    return { id, text, met, code, tests, checked, criteria: own.length };
  });
}

function speaksOf({ requirement }: Link, id: string, criteria: readonly Criterion[]): boolean {
  return requirement === id || criteria.some((criterion) => criterion.id === requirement);
}

/** A row of the plan's table of risks. */
export interface RiskLine {
  readonly id: string;
  readonly text: string;
  readonly likelihood: string;
  readonly impact: string;
  readonly watchedBy: string;
}

export function readRisks(plan: string): readonly RiskLine[] {
  return documentLines(plan).flatMap((line) => {
    const [id = "", text = "", likelihood = "", impact = "", , watchedBy = ""] = cellsOf(line.text);
    if (!/^R-\d+$/.test(id) || text.startsWith("[[fill:")) return [];
    return [{ id, text, likelihood, impact, watchedBy }];
  });
}

/** The last waiver of each recommendation. */
export function lastWaivers({ waivers }: Pick<Ticket, "waivers">): readonly Waiver[] {
  const byTime = waivers.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
  return [...new Map(byTime.map((waiver) => [waiver.recommendation, waiver])).values()];
}
