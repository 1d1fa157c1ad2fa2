import type { ProgressEvent } from "../app/open-app.ts";
import { paintFor } from "../reports/paint.ts";
import { printable } from "./printable.ts";
import { type Board, openBoard, renderBoard, updateBoard } from "./progress-board.ts";
import { progressLine } from "./progress-line.ts";
import type { Terminal } from "./terminal.ts";

/** Tells on standard error how a run goes. */
export interface Progress extends Disposable {
  observe(event: ProgressEvent): void;
  /** Whether this process did any of the run's work. */
  began(): boolean;
  /** Before the result is shown, which stands apart from it. Once is enough. */
  close(): void;
}

export interface ProgressOptions {
  readonly quiet: boolean;
  /** Continuous integration keeps what it is told as a file, where a live block is noise. */
  readonly plain: boolean;
}

export function openProgress(terminal: Terminal, options: ProgressOptions): Progress {
  let began = false;
  const live = !options.quiet && !options.plain && terminal.stderr.isTty;
  const teller = options.quiet ? SILENT : live ? liveTeller(terminal) : plainTeller(terminal);
  return {
    observe(event) {
      began ||= event.kind === "run-started";
      // Why the run stops is told in the end: it is no failure of the attempt that it befalls.
      if (event.kind === "attempt-failed" && STOPPED.has(event.code)) return;
      teller.tell(event);
    },
    began: () => began,
    close: () => teller.close(),
    [Symbol.dispose]: () => teller.close(),
  };
}

const STOPPED: ReadonlySet<string> = new Set(["CANCELLED", "BUDGET_EXCEEDED", "WAITING"]);

interface Teller {
  tell(event: ProgressEvent): void;
  close(): void;
}

const SILENT: Teller = { tell() {}, close() {} };

function plainTeller(terminal: Terminal): Teller {
  let personas: readonly string[] = [];
  return {
    tell(event) {
      if (event.kind === "run-started") {
        personas = event.personas;
        for (const warning of event.warnings) terminal.warn(`warning: ${printable(warning)}`);
      }
      const line = progressLine(event, personas);
      if (line !== undefined) terminal.warn(printable(line));
    },
    close() {},
  };
}

/** What is told once, above the block. */
const NOTES: ReadonlySet<ProgressEvent["kind"]> = new Set([
  "memory-high",
  "configuration-changed",
  "run-reopened",
  "checkpoint-passed",
  "plugin-failed",
  "plugin-said",
]);

const REDRAW_MS = 1000;
const TO_LINE_END = "\u001B[K";

/** A block of one line per persona, drawn over itself in one write, so that it does not flicker. */
function liveTeller(terminal: Terminal): Teller {
  const { stderr } = terminal;
  let board: Board = [];
  let drawn = 0;
  let timer: NodeJS.Timeout | undefined;

  function draw(above: readonly string[] = []): void {
    const { columns, rows, color } = stderr;
    const view = { columns, paint: paintFor(color), nowMs: Date.now() };
    // What has left the top of the terminal cannot be drawn over.
    const block = renderBoard(board, view).slice(1 - rows);
    const lines = [...above, ...block];
    const up = drawn > 0 ? `\u001B[${drawn}A` : "";
    stderr.write(`${up}${lines.map((line) => `\r${line}${TO_LINE_END}\n`).join("")}`);
    drawn = block.length;
  }

  return {
    tell(event) {
      if (event.kind === "run-started") {
        board = openBoard(event);
        draw(event.warnings.map((warning) => `warning: ${printable(warning)}`));
        // A second that passes is the only thing that happens while a persona thinks.
        timer = setInterval(draw, REDRAW_MS).unref();
        return;
      }
      const next = updateBoard(board, event, Date.now());
      const noted = NOTES.has(event.kind);
      if (next === board && !noted) return;
      board = next;
      const note = noted ? progressLine(event, []) : undefined;
      draw(note === undefined ? [] : [printable(note)]);
    },
    close() {
      clearInterval(timer);
      // What comes next stands apart from the block.
      if (drawn > 0) stderr.write("\n");
      drawn = 0;
    },
  };
}
