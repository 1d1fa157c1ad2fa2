import type { EpicResponse } from "../schema/epic.ts";
import type { Ticket, Waiver } from "../schema/ticket.ts";
import { type Advanced, type AdvanceRequest, advanceTicket } from "../tickets/advance-ticket.ts";
import { type InitRequest, type InitResult, initTicket } from "../tickets/init-ticket.ts";
import { judgeDocument, type JudgeRequest } from "../tickets/judge-document.ts";
import { listTickets, type TicketFilter } from "../tickets/list-tickets.ts";
import { type PlanRequest, type PlanResult, planTicket } from "../tickets/plan-ticket.ts";
import type { TicketEntry } from "../tickets/read-folder.ts";
import { recordEvidence, type RecordRequest } from "../tickets/record-evidence.ts";
import { type RepairRequest, type RepairResult, repairTicket } from "../tickets/repair-ticket.ts";
import { showTicket, type TicketView } from "../tickets/show-ticket.ts";
import { type WaiveRequest, waiveRecommendation } from "../tickets/waive-recommendation.ts";
import { waiversInForce } from "../tickets/waivers-in-force.ts";
import { openTicketParts, type TicketsOptions } from "./ticket-parts.ts";

export type {
  InitRequest,
  InitResult,
  JudgeRequest,
  PlanResult,
  RepairResult,
  TicketEntry,
  TicketFilter,
  TicketView,
};

/** `requireSigned` asks for signatures even where the configuration does not. */
type AdvanceOptions = Omit<AdvanceRequest, "author"> & { readonly requireSigned?: boolean };

/** Everything that `workflow` does: see the use-cases in tickets/ for what they throw. */
export interface TicketsApp {
  init(request: Omit<InitRequest, "author">): Promise<InitResult>;
  list(filter: TicketFilter): Promise<readonly TicketEntry[]>;
  plan(request: Omit<PlanRequest, "author">): Promise<PlanResult>;
  show(key: string): Promise<TicketView>;
  advance(request: AdvanceOptions): Promise<Advanced>;
  judge(request: Omit<JudgeRequest, "author">): Promise<Ticket>;
  record(request: Omit<RecordRequest, "author">): Promise<Ticket>;
  waive(request: Omit<WaiveRequest, "author">): Promise<Ticket>;
  repair(request: Omit<RepairRequest, "author">): Promise<RepairResult>;
  /** What the ticket lets wait today; nothing where there is no such ticket. */
  waivers(key: string): Promise<readonly Waiver[]>;
}

/** Where the ports of the tickets meet their adapters. Epics, and their database, are opened when asked for. */
export function openTickets(options: TicketsOptions): TicketsApp {
  const { files, memory, clock, author, inProject, judging: parts } = openTicketParts(options);
  const loadEpic = async (id: string) => await readEpic(id, options);
  return {
    init: async (request) => {
      const own = { files, memory, clock, loadEpic };
      return inProject(await initTicket({ ...request, author: await author() }, own));
    },
    plan: async (request) => {
      const own = { ...(await parts()), memory, loadEpic };
      return inProject(await planTicket({ ...request, author: await author() }, own));
    },
    list: async (filter) => (await listTickets(filter, files)).map(inProject),
    show: async (key) => inProject(await showTicket(key, await parts())),
    advance: async ({ requireSigned, ...request }) => {
      const own = await parts();
      const rules: typeof own.rules = (team) =>
        requireSigned ? { ...own.rules(team), requireSigned } : own.rules(team);
      return await advanceTicket({ ...request, author: await author() }, { ...own, rules });
    },
    judge: async (request) =>
      await judgeDocument({ ...request, author: await author() }, await parts()),
    record: async (request) =>
      await recordEvidence({ ...request, author: await author() }, { files, clock }),
    repair: async (request) =>
      inProject(await repairTicket({ ...request, author: await author() }, { files, clock })),
    waivers: async (key) => await waiversInForce(key, { files, clock }),
    waive: async (request) =>
      await waiveRecommendation({ ...request, author: await author() }, { files, clock }),
  };
}

async function readEpic(id: string, options: TicketsOptions): Promise<EpicResponse> {
  const { openApp } = await import("./open-app.ts");
  await using app = await openApp({ ...options, access: "read" });
  return await app.coordinator.getEpic(id);
}
