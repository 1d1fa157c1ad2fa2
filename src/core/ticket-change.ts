import type {
  Approval,
  EvidenceRecord,
  Link,
  TicketEvent,
  TicketState,
  Waiver,
} from "../schema/ticket.ts";
import { readFrontMatter } from "./front-matter.ts";
import { quote } from "./quote.ts";
import {
  readTicket,
  TICKET_LISTS,
  type TicketList,
  writeLink,
  writeMembers,
  writeNames,
} from "./ticket-record.ts";

/** What one step does to the record of a ticket; lists only grow, but for the links. */
export interface TicketChange {
  readonly state?: TicketState;
  readonly history?: TicketEvent[];
  readonly approvals?: Approval[];
  readonly evidence?: EvidenceRecord[];
  /** In place of those before: code moves and goes. */
  readonly links?: readonly Link[];
  readonly waivers?: Waiver[];
  /** In place of those before, as the epic that brought them. */
  readonly blocking?: readonly string[] | undefined;
  readonly epic?: string | undefined;
}

/**
 * The README with the change in its front matter. All other lines stay as people and tools have
 * written them, down to their line endings. Throws FrontMatterFault as readTicket does.
 */
export function changeTicket(readme: string, change: TicketChange): string {
  const { history, approvals, evidence, waivers } = readTicket(readme);
  const before = { history, approvals, evidence, waivers };
  const added = { history: [], approvals: [], evidence: [], waivers: [], ...change };
  let text = readme;
  for (const key of TICKET_LISTS) {
    const members = writeMembers(key, added);
    if (members.length > 0)
      text = extendList(text, key, [...writeMembers(key, before), ...members]);
  }
  if (change.links) text = replaceLinks(text, change.links);
  if (change.blocking) text = setKey(text, "blocking", writeNames(change.blocking));
  if (change.epic !== undefined) text = setKey(text, "epic", quote(change.epic));
  return change.state === undefined ? text : setKey(text, "state", change.state);
}

/** Where the key is, else below the state, which every ticket has. */
function setKey(text: string, key: "state" | "epic" | "blocking", value: string): string {
  const own = linesOf(text, key);
  const after = Math.max(...linesOf(text, "state"));
  const place =
    own.length === 0
      ? { from: after + 1, to: after }
      : { from: Math.min(...own), to: Math.max(...own) };
  return replaceLines(text, place, [`${key}: ${value}`]);
}

/** Links that stay keep their lines, so that a diff shows what came and went. */
function replaceLinks(text: string, links: readonly Link[]): string {
  const [key, ...own] = linesOf(text, "links");
  const members = links.map(writeLink);
  if (key === undefined) {
    const last = Math.max(...linesOf(text, "history"));
    return replaceLines(text, { from: last + 1, to: last }, linkList(members));
  }
  const end = own.at(-1);
  // On the line of its key, as people may write a short list.
  if (end === undefined) {
    return replaceLines(text, { from: key, to: key }, linkList(members));
  }
  const before = readTicket(text).links.map(writeLink);
  const come = members.filter((member) => !before.includes(member));
  const gone = own.filter((_line, index) => !members.includes(String(before[index])));
  const cut = members.length === 0 ? [key, ...gone] : gone;
  const grown = replaceLines(text, { from: end + 1, to: end }, indented(come, "  "));
  return cut.toReversed().reduce(withoutLine, grown);
}

function linkList(members: readonly string[]): readonly string[] {
  return members.length === 0 ? [] : ["links:", ...indented(members, "  ")];
}

function withoutLine(text: string, line: number): string {
  return replaceLines(text, { from: line, to: line }, []);
}

/** `members` are all of them, the new ones at the end. */
function extendList(text: string, key: TicketList, members: readonly string[]): string {
  const entry = readFrontMatter(text, [key]).get(key);
  if (!entry) return insertList(text, key, members);
  const [first, ...rest] = entry.lines;
  const last = rest.at(-1);
  // On the line of its key, as people may write a short list.
  if (last === undefined) {
    return replaceLines(text, { from: first, to: first }, [`${key}:`, ...indented(members, "  ")]);
  }
  const own = String(text.split("\n")[last - 1]);
  const indent = own.slice(0, own.indexOf("-"));
  return replaceLines(
    text,
    { from: last + 1, to: last },
    indented(members.slice(rest.length), indent),
  );
}

/** After the history, which every ticket has. */
function insertList(text: string, key: TicketList, members: readonly string[]): string {
  const last = Math.max(...linesOf(text, "history"));
  const lines = [`${key}:`, ...indented(members, "  ")];
  return replaceLines(text, { from: last + 1, to: last }, lines);
}

function indented(members: readonly string[], indent: string): string[] {
  return members.map((member) => `${indent}- ${member}`);
}

function linesOf(text: string, key: string): readonly number[] {
  return [...readFrontMatter(text, [key]).values()].flatMap(({ lines }) => lines);
}

/** Lines `from` to `to`, both counted from 1 and included; none where `to` comes before `from`. */
function replaceLines(
  text: string,
  { from, to }: { readonly from: number; readonly to: number },
  lines: readonly string[],
): string {
  const all = text.split("\n");
  const ending = /^[^\n]*\r\n/.test(text) ? "\r" : "";
  all.splice(from - 1, to - from + 1, ...lines.map((line) => line + ending));
  return all.join("\n");
}
