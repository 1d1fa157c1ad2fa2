import { quote } from "../../core/quote.ts";
import type { TemplateValue, TemplateValues } from "../../core/template.ts";
import type { NumberBook } from "../../core/ticket-numbers.ts";
import { outlineTicket } from "../../core/ticket-outline.ts";
import { ticketPath } from "../../core/ticket-path.ts";
import { writeTicket } from "../../core/ticket-record.ts";
import { inline } from "../../reports/markdown-text.ts";
import { oneLine } from "../../reports/terminal-text.ts";
import type { EpicResponse } from "../../schema/epic.ts";
import type { Ticket } from "../../schema/ticket.ts";
import { closingBlocks } from "./closing-blocks.ts";
import { designBlocks } from "./design-blocks.ts";
import { planBlocks } from "./plan-blocks.ts";
import { requirementBlocks } from "./requirement-blocks.ts";

/** Everything that a template may ask for. */
export function ticketValues(
  ticket: Ticket,
  author: string,
  epic: EpicResponse | undefined,
  book?: NumberBook,
): TemplateValues {
  const { ticket: key, team, title, createdAt } = ticket;
  const record = writeTicket(ticket);
  const texts = {
    ticket: key,
    title,
    team: team ?? "none",
    epic: ticket.epic ?? "none",
    state: ticket.state,
    author,
    date: createdAt.slice(0, 10),
    createdAt,
    branch: `feature/${key}`,
    path: ticketPath(team === undefined ? { key } : { key, team }),
  };
  return {
    texts: {
      ...Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, anyText(text)])),
      frontMatter: { markdown: inline(record), yaml: record, fenced: record },
    },
    blocks: { ...NO_BLOCKS, ...(epic && epicBlocks(epic, book)) },
  };
}

export function anyText(text: string): TemplateValue {
  // A diagram and a code fence know no escape that all of them share, so that signs are left out.
  const fenced = oneLine(text).replaceAll(/[^\p{L}\p{M}\p{N} .,:()'+/_-]+/gu, " ");
  return { markdown: inline(text), yaml: quote(text), fenced: fenced.trim() };
}

function epicBlocks(response: EpicResponse, book?: NumberBook) {
  const outline = outlineTicket(response.epic, book);
  return {
    ...closingBlocks(response, outline),
    ...requirementBlocks(response.epic, outline),
    ...designBlocks(response.epic, outline),
    ...planBlocks(response.epic, outline),
  };
}

type BlockName =
  | keyof ReturnType<typeof epicBlocks>
  | "code"
  | "delivered"
  | "codeAndTests"
  | "openEnds";

/** What the templates say for themselves, without an epic. */
const NO_BLOCKS: Readonly<Record<BlockName, undefined>> = {
  summary: undefined,
  code: undefined,
  problem: undefined,
  functional: undefined,
  business: undefined,
  integration: undefined,
  nonFunctional: undefined,
  acceptanceP0: undefined,
  acceptanceP1: undefined,
  acceptanceP2: undefined,
  assumptions: undefined,
  decisions: undefined,
  conflicts: undefined,
  security: undefined,
  performance: undefined,
  accessibility: undefined,
  operations: undefined,
  estimate: undefined,
  phases: undefined,
  tasks: undefined,
  risks: undefined,
  resources: undefined,
  deploymentTasks: undefined,
  requirementsMet: undefined,
  planned: undefined,
  traceability: undefined,
  delivered: undefined,
  codeAndTests: undefined,
  openEnds: undefined,
};
