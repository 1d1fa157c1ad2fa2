import type { TicketState } from "../schema/ticket.ts";
import { TICKET_STATES } from "../schema/words.ts";
import { displayWidth } from "./display-width.ts";
import type { Paint } from "./paint.ts";
import { oneLine } from "./terminal-text.ts";
import { clip, wrapAtMost } from "./wrap.ts";

export interface BoardCard {
  readonly key: string;
  readonly team?: string;
  readonly title: string;
  readonly state: TicketState;
}

export interface BoardView {
  readonly columns: number;
  readonly paint: Paint;
}

const GAP = "  ";
/** A narrower column shows only beginnings of words: then the states stand below each other. */
const NARROWEST = 14;
const TITLE_LINES = 2;

/** A board for each team, those without one first: columns by state, where the terminal is wide enough. */
export function renderBoard(cards: readonly BoardCard[], view: BoardView): string {
  const teams = [...new Set(cards.map(({ team }) => team))];
  return teams
    .map((team) => {
      const own = cards.filter((card) => card.team === team);
      const head = team === undefined ? [] : [view.paint("strong", oneLine(team))];
      return [...head, ...boardLines(own, view)].map((line) => `${line.trimEnd()}\n`).join("");
    })
    .join("\n");
}

interface Column {
  readonly state: TicketState;
  readonly cards: readonly BoardCard[];
}

function boardLines(cards: readonly BoardCard[], view: BoardView): readonly string[] {
  const all = TICKET_STATES.map((state): Column => {
    return { state, cards: cards.filter((card) => card.state === state) };
  });
  // The archive is shown where somebody asked for it.
  const columns = all.filter(({ state, cards: own }) => state !== "ARCHIVED" || own.length > 0);
  const room = view.columns - GAP.length * (columns.length - 1);
  const width = Math.min(30, Math.floor(room / columns.length));
  return width < NARROWEST ? stacked(columns, view) : sideBySide(columns, width, view.paint);
}

function sideBySide(columns: readonly Column[], width: number, paint: Paint): readonly string[] {
  const contents = columns.map(({ cards }) => cards.flatMap((card) => cardLines(card, width)));
  const height = Math.max(...contents.map((lines) => lines.length));
  const head = columns.map(({ state, cards }) => {
    return paint("strong", pad(clip(headOf(state, cards), width), width));
  });
  const rule = columns.map(() => "-".repeat(width));
  const rows = Array.from({ length: height }, (_, row) =>
    contents.map((lines) => pad(lines[row] ?? "", width)),
  );
  return [head, rule, ...rows].map((cells) => cells.join(GAP));
}

function cardLines({ key, title }: BoardCard, width: number): readonly string[] {
  const words = title === key ? [] : wrapAtMost(oneLine(title), width - 2, TITLE_LINES);
  const lines = words.map((line) => `  ${line}`);
  return [clip(key, width)].concat(lines, "");
}

function stacked(
  columns: readonly Column[],
  { columns: width, paint }: BoardView,
): readonly string[] {
  const shown = columns.filter(({ cards }) => cards.length > 0);
  return shown.flatMap(({ state, cards }) => {
    const lines = cards.map((card) => cardLine(card, width));
    return [paint("strong", headOf(state, cards))].concat(lines, "");
  });
}

function cardLine({ key, title }: BoardCard, width: number): string {
  const text = title === key ? key : `${key}  ${oneLine(title)}`;
  return `  ${clip(text, Math.max(10, width - 2))}`;
}

function headOf(state: TicketState, cards: readonly BoardCard[]): string {
  return `${state} ${cards.length}`;
}

function pad(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - displayWidth(text)));
}
