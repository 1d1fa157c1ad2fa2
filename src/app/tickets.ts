import { homedir, userInfo } from "node:os";
import { fileURLToPath } from "node:url";

import { findProjectRoot } from "../adapters/files/places.ts";
import { findPackageRoot } from "../adapters/ticket-files/package-root.ts";
import { openTicketFiles } from "../adapters/ticket-files/ticket-files.ts";
import type { Environment } from "../core/config-environment.ts";
import type { EpicResponse } from "../schema/epic.ts";
import type { Ticket } from "../schema/ticket.ts";
import { type AdvanceRequest, advanceTicket } from "../tickets/advance-ticket.ts";
import { type InitRequest, type InitResult, initTicket } from "../tickets/init-ticket.ts";
import { judgeDocument, type JudgeRequest } from "../tickets/judge-document.ts";
import { listTickets, type TicketFilter } from "../tickets/list-tickets.ts";
import type { TicketEntry } from "../tickets/read-folder.ts";
import { recordEvidence, type RecordRequest } from "../tickets/record-evidence.ts";
import { showTicket, type TicketView } from "../tickets/show-ticket.ts";

export type { InitRequest, InitResult, JudgeRequest, TicketEntry, TicketFilter, TicketView };

/** Everything that `workflow` does: see the use-cases in tickets/ for what they throw. */
export interface TicketsApp {
  init(request: Omit<InitRequest, "author">): Promise<InitResult>;
  list(filter: TicketFilter): Promise<readonly TicketEntry[]>;
  show(key: string): Promise<TicketView>;
  advance(request: Omit<AdvanceRequest, "author">): Promise<Ticket>;
  judge(request: Omit<JudgeRequest, "author">): Promise<Ticket>;
  record(request: Omit<RecordRequest, "author">): Promise<Ticket>;
}

export interface TicketsOptions {
  /** Absolute. */
  readonly cwd: string;
  readonly env: Environment;
  /** Instead of the project's own file; matters where an epic is read. */
  readonly configFile?: string | undefined;
}

/** Where the port of the tickets meets its adapter. Epics, and their database, are opened when asked for. */
export function openTickets(options: TicketsOptions): TicketsApp {
  const root = findProjectRoot(options.cwd, options.env["HOME"] || homedir());
  const packageRoot = findPackageRoot(fileURLToPath(import.meta.url));
  const files = openTicketFiles({ root, packageRoot });
  const loadEpic = async (id: string) => await readEpic(id, options);
  const clock = { now: Date.now };
  const parts = { files, clock };
  return {
    init: async (request) => {
      const author = userName();
      return await initTicket({ ...request, author }, { ...parts, loadEpic });
    },
    list: async (filter) => await listTickets(filter, files),
    show: async (key) => await showTicket(key, files),
    advance: async (request) => await advanceTicket({ ...request, author: userName() }, parts),
    judge: async (request) => await judgeDocument({ ...request, author: userName() }, parts),
    record: async (request) => await recordEvidence({ ...request, author: userName() }, parts),
  };
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
