import type { Approval, EvidenceKind } from "../schema/ticket.ts";
import type { Requirement, Transition } from "./lifecycle.ts";
import { type ApprovalName, lastApprovals } from "./ticket-approval.ts";
import type { Ground, TicketContent } from "./ticket-evidence.ts";
import { isInForce, waiverOf } from "./ticket-waiver.ts";

/** What a step rests on, for the history: who approved what, and what was recorded. */
export function stepEvidence(
  { needs }: Pick<Transition, "needs">,
  content: TicketContent,
  ground: Ground,
): string | undefined {
  const parts = needs.flatMap((need) => TELL[need](content, ground));
  return parts.length === 0 ? undefined : parts.join("; ");
}

type Tell = (content: TicketContent, ground: Ground) => readonly string[];

const TELL: Readonly<Record<Requirement, Tell>> = {
  documents: () => ["the documents are there"],
  requirements: approved("requirements"),
  design: approved("design"),
  plan: approved("plan"),
  blockers: waived,
  branch: (content, ground) =>
    ground.code ? [`branch ${ground.code.branch}`] : recorded("branch")(content, ground),
  code: (content, ground) => [...linked(content), ...recorded("code")(content, ground)],
  tests: recorded("tests"),
  review: recorded("review"),
  merge: recorded("merge"),
  deployment: recorded("deployment"),
  summary: () => ["the completion summary is written"],
};

function waived({ ticket }: TicketContent, { now }: Ground): readonly string[] {
  return ticket.blocking.flatMap((id) => {
    const waiver = waiverOf(ticket, id);
    return waiver && isInForce(waiver, now) ? `${id} waived until ${waiver.until}` : [];
  });
}

function linked({ ticket: { links } }: TicketContent): readonly string[] {
  if (links.length === 0) return [];
  return [links.length === 1 ? "code 1 link" : `code ${links.length} links`];
}

function approved(name: ApprovalName): Tell {
  return ({ ticket }, { steps }) =>
    lastApprovals(steps[name], ticket).map((last) => `${name} approved by ${told(last)}`);
}

/** The beginning of the hash is enough to tell one version of a document from another. */
function told({ by, hash }: Approval): string {
  return `${by} (${hash.slice(0, 8)})`;
}

function recorded(kind: EvidenceKind): Tell {
  return ({ ticket }) => {
    const own = ticket.evidence.filter((one) => one.kind === kind);
    return own.slice(-1).map(({ note }) => `${kind} ${note}`);
  };
}
