import type { ProgressEvent } from "../app/open-app.ts";
import { takeColumns } from "../reports/display-width.ts";
import { type Mark, type Paint } from "../reports/paint.ts";
import { oneLine } from "../reports/terminal-text.ts";
import { elapsed } from "../reports/words.ts";
import { clip } from "../reports/wrap.ts";
import type { Verdict } from "../schema/vocabulary.ts";
import { describePersona, type PersonaEvent } from "./progress-line.ts";

/** Where each persona stands, in the order of their work. */
export type Board = readonly Row[];

export interface Row {
  readonly persona: string;
  readonly state: RowState;
}

type RowState =
  | { readonly kind: "waiting" }
  | { readonly kind: "working"; readonly sinceMs: number; readonly note: string }
  | { readonly kind: "earlier" }
  | { readonly kind: "completed"; readonly verdict: Verdict; readonly note: string }
  | { readonly kind: "failed"; readonly note: string };

export function openBoard(event: Extract<ProgressEvent, { kind: "run-started" }>): Board {
  return event.personas.map((persona) => ({
    persona,
    state: { kind: event.completed.includes(persona) ? "earlier" : "waiting" },
  }));
}

/** Pure: events that concern no persona leave the board as it is. */
export function updateBoard(board: Board, event: ProgressEvent, nowMs: number): Board {
  if (event.kind === "run-stopped") {
    return board.map((row) =>
      row.state.kind === "working" ? { ...row, state: { kind: "waiting" } } : row,
    );
  }
  if (!("persona" in event)) return board;
  return board.map((row) =>
    row.persona === event.persona ? { ...row, state: nextState(row.state, event, nowMs) } : row,
  );
}

function nextState(state: RowState, event: PersonaEvent, nowMs: number): RowState {
  const sinceMs = state.kind === "working" ? state.sinceMs : nowMs;
  switch (event.kind) {
    case "persona-started":
      return { kind: "working", sinceMs, note: "" };
    case "persona-progress":
      return { kind: "working", sinceMs, note: event.progress };
    case "attempt-failed":
    case "fell-back":
    case "cache-damaged":
      return { kind: "working", sinceMs, note: describePersona(event) };
    case "persona-completed":
      return { kind: "completed", verdict: event.verdict, note: describePersona(event) };
    case "persona-waits":
      return { kind: "waiting" };
    case "persona-failed":
      return { kind: "failed", note: describePersona(event) };
  }
}

/** One line per persona, none of them longer than the terminal is wide. */
export function renderBoard(
  board: Board,
  view: { readonly columns: number; readonly paint: Paint; readonly nowMs: number },
): readonly string[] {
  const width = Math.max(...board.map(({ persona }) => persona.length));
  return board.map(({ persona, state }) => {
    const margin = `  ${persona.padEnd(width)}  `;
    // A line that fills the last column would wrap on some terminals.
    const columns = view.columns - 1;
    const note = shorten(state, oneLine(describe(state, view.nowMs)), columns - margin.length);
    return view.paint(markOf(state), takeColumns(margin + note, columns).trimEnd());
  });
}

/** A verdict comes first in its note and gives up what follows, piece by piece. */
function shorten({ kind }: RowState, note: string, columns: number): string {
  if (kind !== "completed") return clip(note, Math.max(0, columns));
  const pieces = note.split(", ");
  const fitting = pieces.map((_piece, index) => pieces.slice(0, index + 1).join(", "));
  return fitting.findLast((text) => text.length <= columns) ?? note;
}

function describe(state: RowState, nowMs: number): string {
  switch (state.kind) {
    case "waiting":
      return "waits";
    case "earlier":
      return "reviewed before";
    case "working":
      return `reviews${shownTime(nowMs - state.sinceMs)} ${state.note}`;
    case "completed":
    case "failed":
      return state.note;
  }
}

/** Nobody waits for what takes less than a second. */
function shownTime(milliseconds: number): string {
  return milliseconds < 1000 ? "" : ` ${elapsed(milliseconds)}`;
}

const VERDICT_MARKS = { READY: "good", CONCERNS: "warning", BLOCKED: "bad" } as const;

function markOf(state: RowState): Mark {
  if (state.kind === "completed") return VERDICT_MARKS[state.verdict];
  if (state.kind === "failed") return "bad";
  return state.kind === "working" ? "strong" : "faint";
}
