import type { Traced } from "../../core/ticket-ids.ts";
import { type AcceptanceLevel, levelOf, type TicketOutline } from "../../core/ticket-outline.ts";
import { blockQuote, bullets, code, inline, labelled } from "../../reports/markdown-text.ts";
import { capital, personaTitle, personaWords } from "../../reports/words.ts";
import type { EpicResponse } from "../../schema/epic.ts";
import { blockOf, demand, fill, plainTable, requirementRow, source } from "./phrases.ts";

export function requirementBlocks(epic: EpicResponse["epic"], outline: TicketOutline) {
  return {
    problem: problem(epic),
    functional: requirements("Requirement", outline.functional),
    business: requirements("Rule", outline.business),
    integration: requirements("Requirement", outline.integration),
    nonFunctional: blockOf(outline.qualities, qualities),
    acceptanceP0: acceptance(outline, "P0"),
    acceptanceP1: acceptance(outline, "P1"),
    acceptanceP2: acceptance(outline, "P2"),
    assumptions: blockOf(outline.assumptions, assumptions),
  };
}

function problem({ id, description }: EpicResponse["epic"]): string {
  const origin = `As the epic ${code(id)} was described:`;
  const goal = labelled("Goal", fill("what will be different when this is done"));
  return `${origin}\n\n${blockQuote(description)}\n\n${bullets([goal])}`;
}

function requirements(title: string, items: readonly Traced[]): string | undefined {
  const titles = ["Id", title, "Level", "From"];
  return blockOf(items, (rows) => plainTable(titles, rows.map(requirementRow)));
}

function qualities(items: readonly Traced[]): string {
  return plainTable(
    ["Id", "Kind", "Requirement", "Level", "From"],
    items.map((traced) => [
      traced.id,
      KINDS[traced.persona] ?? inline(personaTitle(traced.persona)),
      demand(traced),
      levelOf(traced),
      source(traced),
    ]),
  );
}

const KINDS: Readonly<Record<string, string>> = {
  architect: "Architecture",
  "security-specialist": "Security",
  "performance-specialist": "Performance",
  "accessibility-advocate": "Accessibility",
  "devops-engineer": "Operations",
};

function acceptance({ criteria }: TicketOutline, level: AcceptanceLevel): string | undefined {
  if (criteria.length === 0) return undefined;
  const own = criteria.filter((criterion) => criterion.level === level);
  if (own.length === 0) return "None.";
  return own
    .map(({ id, requirement }) => {
      const check = inline(requirement.recommendation.acceptance);
      return `- [ ] **${id}** (${requirement.id}): ${check}`;
    })
    .join("\n");
}

function assumptions(items: TicketOutline["assumptions"]): string {
  const titles = [
    "Id",
    "Open question",
    "Until answered we assume",
    "Asked by",
    "Estimate depends on it",
  ];
  return plainTable(
    titles,
    items.map(({ id, question: { text, assumption, askedBy, blocksEstimate } }) => [
      id,
      inline(text),
      inline(assumption) || fill("what is assumed until this is answered"),
      inline(capital(personaWords(askedBy))),
      blocksEstimate ? "yes" : "no",
    ]),
  );
}
