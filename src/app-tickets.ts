import { homedir, userInfo } from "node:os";
import { fileURLToPath } from "node:url";

import { findProjectRoot } from "./adapters/files/places.ts";
import { findPackageRoot } from "./adapters/ticket-files/package-root.ts";
import { openTicketFiles } from "./adapters/ticket-files/ticket-files.ts";
import type { Environment } from "./core/config-environment.ts";
import type { EpicResponse } from "./schema/epic.ts";
import { type InitRequest, type InitResult, initTicket } from "./tickets/init-ticket.ts";
import { listTickets, type TicketFilter } from "./tickets/list-tickets.ts";
import type { TicketEntry } from "./tickets/read-folder.ts";
import { showTicket, type TicketView } from "./tickets/show-ticket.ts";

export type { InitRequest, InitResult, TicketEntry, TicketFilter, TicketView };

/** Everything that `workflow` does: see the use-cases in tickets/ for what they throw. */
export interface TicketsApp {
  init(request: Omit<InitRequest, "author">): Promise<InitResult>;
  list(filter: TicketFilter): Promise<readonly TicketEntry[]>;
  show(key: string): Promise<TicketView>;
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
  return {
    init: async (request) =>
      await initTicket(
        { ...request, author: userName() },
        { files, clock: { now: Date.now }, loadEpic },
      ),
    list: async (filter) => await listTickets(filter, files),
    show: async (key) => await showTicket(key, files),
  };
}

async function readEpic(id: string, options: TicketsOptions): Promise<EpicResponse> {
  const { openApp } = await import("./app.ts");
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
