import { homedir, userInfo } from "node:os";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";

import { findPlaces, findProjectRoot, findTicketsRoot } from "../adapters/files/places.ts";
import { gitCodeHost } from "../adapters/git/git-code-host.ts";
import { sshSignatures } from "../adapters/signatures/ssh-keygen.ts";
import { findPackageRoot } from "../adapters/ticket-files/package-root.ts";
import { openTicketFiles } from "../adapters/ticket-files/ticket-files.ts";
import type { Environment } from "../core/config-environment.ts";
import type { CodeHost } from "../ports/code-host.ts";
import type { TicketRules } from "../schema/config.ts";
import type { EpicResponse } from "../schema/epic.ts";
import type { Ticket, Waiver } from "../schema/ticket.ts";
import { type Advanced, type AdvanceRequest, advanceTicket } from "../tickets/advance-ticket.ts";
import { type InitRequest, type InitResult, initTicket } from "../tickets/init-ticket.ts";
import { judgeDocument, type JudgeRequest } from "../tickets/judge-document.ts";
import { listTickets, type TicketFilter } from "../tickets/list-tickets.ts";
import type { TicketEntry } from "../tickets/read-folder.ts";
import type { TicketParts } from "../tickets/read-ground.ts";
import { recordEvidence, type RecordRequest } from "../tickets/record-evidence.ts";
import { showTicket, type TicketView } from "../tickets/show-ticket.ts";
import { type WaiveRequest, waiveRecommendation } from "../tickets/waive-recommendation.ts";
import { waiversInForce } from "../tickets/waivers-in-force.ts";

export type { InitRequest, InitResult, JudgeRequest, TicketEntry, TicketFilter, TicketView };

/** Everything that `workflow` does: see the use-cases in tickets/ for what they throw. */
export interface TicketsApp {
  init(request: Omit<InitRequest, "author">): Promise<InitResult>;
  list(filter: TicketFilter): Promise<readonly TicketEntry[]>;
  show(key: string): Promise<TicketView>;
  advance(request: Omit<AdvanceRequest, "author">): Promise<Advanced>;
  judge(request: Omit<JudgeRequest, "author">): Promise<Ticket>;
  record(request: Omit<RecordRequest, "author">): Promise<Ticket>;
  waive(request: Omit<WaiveRequest, "author">): Promise<Ticket>;
  /** What the ticket lets wait today; nothing where there is no such ticket. */
  waivers(key: string): Promise<readonly Waiver[]>;
}

export interface TicketsOptions {
  /** Absolute. */
  readonly cwd: string;
  readonly env: Environment;
  /** Instead of the project's own file; matters where an epic is read. */
  readonly configFile?: string | undefined;
}

/** Where the ports of the tickets meet their adapters. Epics, and their database, are opened when asked for. */
export function openTickets(options: TicketsOptions): TicketsApp {
  const { cwd, env } = options;
  const project = findProjectRoot(cwd, env["HOME"] || homedir());
  const root = findTicketsRoot(project);
  const packageRoot = findPackageRoot(fileURLToPath(import.meta.url));
  const files = openTicketFiles({ root, packageRoot });
  const clock = { now: Date.now };
  const loadEpic = async (id: string) => await readEpic(id, options);
  const codeHost = gitCodeHost({ cwd: root, env });
  const author = async () => await readAuthor(codeHost);
  const parts = async (): Promise<TicketParts> => {
    const rules = await loadRules(project, root, options);
    const allowedSigners = resolve(root, rules.allowedSigners);
    const signatures = sshSignatures({ allowedSigners, cwd });
    return { files, clock, rules, signatures, codeHost };
  };
  return {
    init: async (request) =>
      await initTicket({ ...request, author: await author() }, { files, clock, loadEpic }),
    list: async (filter) => await listTickets(filter, files),
    show: async (key) => await showTicket(key, await parts()),
    advance: async (request) =>
      await advanceTicket({ ...request, author: await author() }, await parts()),
    judge: async (request) =>
      await judgeDocument({ ...request, author: await author() }, await parts()),
    record: async (request) =>
      await recordEvidence({ ...request, author: await author() }, { files, clock }),
    waivers: async (key) => await waiversInForce(key, { files, clock }),
    waive: async (request) =>
      await waiveRecommendation({ ...request, author: await author() }, { files, clock }),
  };
}

/** Where planning is kept apart, its own configuration counts unless the project has one. */
async function loadRules(
  project: string,
  root: string,
  options: TicketsOptions,
): Promise<TicketRules> {
  const [{ loadConfig }, { config: defaults }] = await Promise.all([
    import("../adapters/files/load-config.ts"),
    import("#defaults"),
  ]);
  const own = findPlaces(root, options.env).projectConfig;
  const configFile = options.configFile ?? (root === project ? undefined : own);
  const { config } = await loadConfig({ ...options, defaults, configFile });
  return config.tickets;
}

/** As Git knows people, so that approvals and commits name them alike. */
async function readAuthor(codeHost: CodeHost): Promise<string> {
  const repository = await codeHost.repository().catch(() => undefined);
  return repository?.user.name ?? userName();
}

async function readEpic(id: string, options: TicketsOptions): Promise<EpicResponse> {
  const { openApp } = await import("./open-app.ts");
  await using app = await openApp({ ...options, access: "read" });
  return await app.coordinator.getEpic(id);
}

/** A container may run a user that has no name. */
function userName(): string {
  try {
    return userInfo().username || "unknown";
  } catch {
    return "unknown";
  }
}
