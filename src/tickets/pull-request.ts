import { posix } from "node:path";

import { isTestPath, linkText } from "../core/code-link.ts";
import { sectionOf } from "../core/document-section.ts";
import { branchOf } from "../core/ticket-branch.ts";
import { readCriteria, readRequirements } from "../core/ticket-statements.ts";
import type { CodeHost, Commit } from "../ports/code-host.ts";
import type { TicketFiles } from "../ports/ticket-files.ts";
import { bullets, code, inline } from "../reports/markdown-text.ts";
import type { Link, Ticket } from "../schema/ticket.ts";
import { plainTable } from "./documents/phrases.ts";
import { findTicket, type FoundTicket } from "./find-ticket.ts";

export interface PullRequestText {
  readonly title: string;
  /** Markdown. */
  readonly body: string;
}

/**
 * What a reviewer needs to know of a ticket, from its record, its documents and the commits that are
 * on its branch and not yet on the main one. Throws as findTicket does.
 */
export async function describePullRequest(
  key: string,
  { files, code: host }: { readonly files: TicketFiles; readonly code: CodeHost },
): Promise<PullRequestText> {
  const found = await findTicket(key, files);
  const { ticket } = found;
  const title =
    ticket.title === ticket.ticket ? ticket.ticket : `${ticket.ticket}: ${ticket.title}`;
  const sections = [
    opening(found, (await host.repository())?.folder ?? ""),
    section("Requirements", requirementTable(found)),
    section("To check", checklist(found)),
    section("Approved", approvals(ticket)),
    section("Commits", commitList(await branchCommits(ticket.ticket, host))),
  ];
  return { title, body: `${sections.filter((text) => text !== "").join("\n\n")}\n` };
}

function opening({ path, ticket, texts }: FoundTicket, folder: string): string {
  const about = sectionOf(texts["README.md"] ?? "", "What it is about");
  const origin = `Documents: \`${posix.join(folder, path)}/\` · state: ${ticket.state}`;
  return about === "" || about.includes("[[fill:") ? origin : `${about}\n\n${origin}`;
}

function requirementTable({ ticket, texts }: FoundTicket): string {
  const requirements = readRequirements(texts["FEATURE_REQUIREMENTS.md"] ?? "");
  const linked = (id: string | undefined, tests: boolean) =>
    cell(ticket.links.filter((link) => link.requirement === id && isTestPath(link.path) === tests));
  const rows = requirements.map(({ id, text }) => [
    `${id} ${text}`,
    linked(id, false),
    linked(id, true),
  ]);
  const others = ticket.links.some(({ requirement }) => requirement === undefined)
    ? [["The ticket as a whole", linked(undefined, false), linked(undefined, true)]]
    : [];
  const all = [...rows, ...others];
  return all.length === 0 ? "" : plainTable(["Requirement", "Code", "Tests"], all);
}

function cell(links: readonly Link[]): string {
  return links.map((link) => code(linkText(link))).join(", ");
}

function checklist({ texts }: FoundTicket): string {
  return readCriteria(texts["FEATURE_REQUIREMENTS.md"] ?? "")
    .map(({ id, text, isChecked, requirements }) => {
      const proves = requirements.length === 0 ? "" : ` (${requirements.join(", ")})`;
      return `- [${isChecked ? "x" : " "}] **${id}**${proves}: ${text}`;
    })
    .join("\n");
}

function approvals({ approvals: all }: Ticket): string {
  const last = new Map(all.map((approval) => [`${approval.document} ${approval.role}`, approval]));
  return bullets(
    [...last.values()].map(({ document, verdict, role, by, at }) => {
      return `\`${document}\` ${verdict} by ${inline(by)} (${role}) on ${at.slice(0, 10)}`;
    }),
  );
}

async function branchCommits(key: string, host: CodeHost): Promise<readonly Commit[]> {
  const repository = await host.repository();
  const { branches = [], main } = repository ?? {};
  const commitOn = (name: string | undefined) =>
    branches.find((branch) => branch.name === name)?.commit;
  const from = commitOn(branchOf(key));
  const after = commitOn(main);
  return from === undefined || after === undefined ? [] : await host.commits({ from, after });
}

function commitList(commits: readonly Commit[]): string {
  return bullets(commits.map(({ hash, subject }) => `\`${hash.slice(0, 10)}\` ${inline(subject)}`));
}

function section(title: string, content: string): string {
  return content === "" ? "" : `## ${title}\n\n${content}`;
}
