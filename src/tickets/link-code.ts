import { posix } from "node:path";

import { hasSymbol, linkId } from "../core/code-link.ts";
import { updateCodeTable } from "../core/code-table.ts";
import { EpicError } from "../core/errors.ts";
import { didYouMean } from "../core/suggest.ts";
import { changeTicket } from "../core/ticket-change.ts";
import { readTicket } from "../core/ticket-record.ts";
import { readCriteria, readRequirements } from "../core/ticket-statements.ts";
import type { Clock } from "../ports/clock.ts";
import type { CodeHost, Repository } from "../ports/code-host.ts";
import type { SourceFiles } from "../ports/source-files.ts";
import type { TicketFiles } from "../ports/ticket-files.ts";
import { codePathSchema, type Link, type Ticket } from "../schema/ticket.ts";
import { codePath, projectPath } from "./code-paths.ts";
import { findTicket, type FoundTicket } from "./find-ticket.ts";

export interface LinkParts {
  readonly files: TicketFiles;
  readonly clock: Clock;
  readonly code: CodeHost;
  readonly sources: SourceFiles;
}

export interface LinkRequest {
  readonly key: string;
  /** Paths from the project, with slashes; `#` and a name in the file may follow. */
  readonly targets: readonly string[];
  readonly requirement?: string | undefined;
  readonly author: string;
}

export interface LinkResult {
  readonly ticket: Ticket;
  readonly linked: readonly Link[];
}

/**
 * Notes which code belongs to a ticket, or to a requirement of it; what is linked already is noted
 * anew. Throws NOT_FOUND for what is not there, INVALID_INPUT for what cannot be linked, and as
 * findTicket does.
 */
export async function linkCode(request: LinkRequest, parts: LinkParts): Promise<LinkResult> {
  const found = await findTicket(request.key, parts.files);
  checkRequirement(request.requirement, found);
  const repository = await parts.code.repository();
  const linked: Link[] = [];
  for (const target of request.targets) {
    linked.push(await linkTo(target, request, { ...parts, repository }));
  }
  const ids = new Set(linked.map(linkId));
  const kept = found.ticket.links.filter((link) => !ids.has(linkId(link)));
  const links = [...kept, ...linked];
  return { ticket: await saveLinks(found, links, repository?.folder ?? "", parts.files), linked };
}

/** The front matter keeps the links; the table of the README shows them to people. */
export async function saveLinks(
  { place, path, ticket, texts }: FoundTicket,
  links: readonly Link[],
  folder: string,
  files: TicketFiles,
): Promise<Ticket> {
  const before = texts["README.md"] ?? "";
  const table = { from: posix.join(folder, path), before: ticket.links, after: links };
  const after = updateCodeTable(changeTicket(before, { links }), table);
  await files.update(place, "README.md", { before, after });
  return readTicket(after);
}

function checkRequirement(id: string | undefined, { path, texts }: FoundTicket): void {
  if (id === undefined) return;
  const document = texts["FEATURE_REQUIREMENTS.md"] ?? "";
  const known = [...readRequirements(document), ...readCriteria(document)].map((one) => one.id);
  if (known.includes(id)) return;
  const message = `There is no requirement ${JSON.stringify(id)} in ${path}/FEATURE_REQUIREMENTS.md`;
  throw new EpicError("NOT_FOUND", message, {
    hint:
      didYouMean(id, known) ??
      (known.length === 0 ? "write the requirements first" : `it has ${known.join(", ")}`),
  });
}

interface Place extends LinkParts {
  readonly repository: Repository | undefined;
}

async function linkTo(
  target: string,
  { requirement, author }: LinkRequest,
  { repository, sources, clock }: Place,
): Promise<Link> {
  const { path, symbol } = await findTarget(target, repository?.folder ?? "", sources);
  return {
    path,
    ...(symbol !== undefined && { symbol }),
    ...(requirement !== undefined && { requirement }),
    ...(repository?.commit !== undefined && { commit: repository.commit }),
    at: new Date(clock.now()).toISOString(),
    by: author,
  };
}

interface Target {
  readonly path: string;
  readonly symbol?: string;
}

/** A file may have a `#` in its name: what is there as a whole is meant as a whole. */
async function findTarget(target: string, folder: string, sources: SourceFiles): Promise<Target> {
  const whole = checkPath(folder, target);
  const hash = target.lastIndexOf("#");
  const [source] = await sources.look([projectPath(folder, whole)]);
  if (source?.kind === "refused") throw refused(whole, source.problem);
  if (source) return { path: whole };
  if (hash <= 0) throw notThere(whole);
  const path = checkPath(folder, target.slice(0, hash));
  const symbol = target.slice(hash + 1);
  const [file] = await sources.look([projectPath(folder, path)]);
  if (!file) throw notThere(path);
  if (file.kind === "refused") throw refused(path, file.problem);
  checkSymbol(path, symbol, file.kind === "file" ? file.text : undefined);
  return { path, symbol };
}

function checkPath(folder: string, target: string): string {
  const path = codePath(folder, target);
  if (path === undefined) {
    throw new EpicError(
      "INVALID_INPUT",
      `${JSON.stringify(target)} lies outside of the repository`,
      {
        hint: "link files and folders of the repository that the ticket is in",
      },
    );
  }
  if (codePathSchema.safeParse(path).success) return path;
  throw new EpicError("INVALID_INPUT", `${JSON.stringify(target)} cannot be linked`, {
    hint: "name a file or folder, as in src/returns.ts",
  });
}

function checkSymbol(path: string, symbol: string, text: string | undefined): void {
  if (text !== undefined && symbol !== "" && hasSymbol(text, symbol)) return;
  const names = text?.match(/[\p{L}_$][\p{L}\p{N}_$]{2,}/gu) ?? [];
  const message = `There is no ${JSON.stringify(symbol)} in ${path}`;
  throw new EpicError("NOT_FOUND", message, {
    hint: didYouMean(symbol, new Set(names)) ?? "name a function, class or constant of the file",
  });
}

function notThere(path: string): EpicError {
  return new EpicError("NOT_FOUND", `There is no ${path} in the repository`, {
    hint: "give a path as it is seen from the current folder",
  });
}

function refused(path: string, problem: string): EpicError {
  return new EpicError("INVALID_INPUT", `${path} ${problem}`, {
    hint: "link the real file or folder",
  });
}
