import { isTestPath, linkText } from "../../core/code-link.ts";
import { lastWaivers, readRisks, requirementOutcomes } from "../../core/completion.ts";
import { bullets, code, inline, labelled } from "../../reports/markdown-text.ts";
import { count, enumerate, grouped } from "../../reports/words.ts";
import type { EvidenceKind, Ticket } from "../../schema/ticket.ts";
import type { ChangedPart, WorkFacts } from "../completion-facts.ts";
import { plainTable } from "./phrases.ts";

export interface SummarySource {
  readonly ticket: Ticket;
  readonly texts: Readonly<Record<string, string | undefined>>;
  readonly work: WorkFacts;
}

/** The regions of the completion summary that facts can fill, by name. */
export function summaryFacts(source: SummarySource): Readonly<Record<string, string>> {
  return {
    delivered: delivered(source),
    requirementsMet: requirementsMet(source),
    planned: actual(source),
    codeAndTests: codeAndTests(source),
    openEnds: openEnds(source),
  };
}

function delivered({ ticket, work: { commits } }: SummarySource): string {
  return bullets([
    labelled("Merged", evidenceText(ticket, "merge")),
    labelled("Tested", evidenceText(ticket, "tests")),
    labelled("Deployed", evidenceText(ticket, "deployment")),
    labelled("Commits", commitText(commits)),
  ]);
}

function evidenceText({ evidence }: Ticket, kind: EvidenceKind): string {
  const last = evidence.findLast((record) => record.kind === kind);
  if (!last) return "not recorded";
  return `${inline(last.note)} (${inline(last.by)}, ${last.at.slice(0, 10)})`;
}

function commitText(commits: WorkFacts["commits"]): string {
  const days = commits.map(({ at }) => at.slice(0, 10)).toSorted();
  const [first] = days;
  const last = days.at(-1);
  if (first === undefined || last === undefined) return "none that name the ticket";
  const authors = [...new Set(commits.map(({ author }) => inline(author)))].toSorted();
  const span = first === last ? `on ${first}` : `from ${first} to ${last}`;
  return `${count(commits.length, "commit")} by ${enumerate(authors)} ${span}`;
}

function requirementsMet({ ticket, texts }: SummarySource): string {
  const outcomes = requirementOutcomes(texts["FEATURE_REQUIREMENTS.md"] ?? "", ticket);
  return plainTable(
    ["Requirement", "Met", "Proof, or why not"],
    outcomes.map(({ id, text, met, code: own, tests, checked, criteria }) => {
      const proofs = [
        own.length === 0 ? "no linked code" : own.map((link) => code(linkText(link))).join(", "),
        tests.length === 0
          ? "no linked test"
          : `tested by ${tests.map((link) => code(linkText(link))).join(", ")}`,
        ...(criteria === 0 ? [] : [`${checked} of ${criteria} criteria checked`]),
      ];
      return [`${id} ${text}`, met, proofs.join("; ")];
    }),
  );
}

/** What was planned is in the table already; nobody can read money and reasons off the facts. */
function actual({ ticket, work: { commits } }: SummarySource): string {
  const begun = ticket.history.findLast(({ to }) => to === "IN_PROGRESS")?.at;
  const merged = ticket.evidence.findLast(({ kind }) => kind === "merge")?.at;
  const days = new Set(commits.map(({ at }) => at.slice(0, 10))).size;
  const people = new Set(commits.map(({ author }) => author)).size;
  const effort = `${count(commits.length, "commit")} on ${count(days, "day")} by ${grouped(people)} ${people === 1 ? "person" : "people"}`;
  const duration =
    begun === undefined || merged === undefined
      ? "not recorded"
      : `${begun.slice(0, 10)} to ${merged.slice(0, 10)}`;
  return plainTable(
    ["What", "Planned", "Actual", "Why different"],
    [
      ["Effort", "[[fill: person-days]]", effort, "[[fill: reason]]"],
      ["Duration", "[[fill: weeks]]", duration, "[[fill: reason]]"],
    ],
  );
}

function codeAndTests({ ticket, work: { parts } }: SummarySource): string {
  return plainTable(
    ["Part", "Code", "Tests", "Covers"],
    parts.map(({ folder, code: own, tests }) => {
      const covered = ticket.links
        .filter(({ path }) => path === folder || path.startsWith(`${folder}/`))
        .flatMap(({ requirement }) => requirement ?? []);
      return [
        code(folder),
        amountText(own),
        amountText(tests),
        [...new Set(covered)].toSorted().join(", "),
      ];
    }),
  );
}

function amountText({ files, added, removed }: ChangedPart["code"]): string {
  return files === 0 ? "" : `${count(files, "file")}, +${grouped(added)} -${grouped(removed)}`;
}

function openEnds({ ticket, texts }: SummarySource): string {
  const outcomes = requirementOutcomes(texts["FEATURE_REQUIREMENTS.md"] ?? "", ticket);
  const unmet = outcomes.filter(({ met }) => met !== "yes");
  const risks = readRisks(texts["IMPLEMENTATION_PLAN.md"] ?? "");
  const hasTests = ticket.links.some(({ path }) => isTestPath(path));
  const rows = [
    ...unmet.map(({ id, text, met }) => [
      `${id} ${text}`,
      met === "no" ? "not met" : "met in part",
      "",
      "",
    ]),
    ...risks.map(({ id, text, likelihood, impact, watchedBy }) => [
      `${id} ${text}`,
      `likelihood ${likelihood}, impact ${impact}`,
      watchedBy,
      "",
    ]),
    ...lastWaivers(ticket).map(({ recommendation, reason, by, until }) => [
      `${code(recommendation)} was waived: ${inline(reason)}`,
      "blocking",
      inline(by),
      until,
    ]),
    ...(hasTests ? [] : [["No tests are linked", "", "", ""]]),
  ];
  return rows.length === 0
    ? "None."
    : plainTable(["What", "Risk", "Who takes it", "By when"], rows);
}
