import { afterEach, beforeEach, expect, test, vi } from "vitest";

import type { ProgressEvent } from "../../src/app/open-app.ts";
import { openProgress } from "../../src/cli/progress.ts";
import { screenAfter } from "../fakes/screen.ts";
import { fakeTerminal, type FakeTerminalOptions } from "../fakes/terminal.ts";

const started: ProgressEvent = {
  kind: "run-started",
  taskId: "task-1",
  epicId: "epic-1",
  personas: ["product-owner", "architect"],
  completed: [],
  warnings: [],
};
const completed: ProgressEvent = {
  kind: "persona-completed",
  persona: "product-owner",
  verdict: "CONCERNS",
  recommendations: 7,
  blocking: 2,
  source: "cache",
  executionTimeMs: 12,
};
const damaged: ProgressEvent = {
  kind: "cache-damaged",
  persona: "product-owner",
  message: "object 1 is missing",
};
const failedAttempt: ProgressEvent = {
  kind: "attempt-failed",
  persona: "architect",
  attempt: 1,
  code: "TIMEOUT",
  message: "it took\ntoo \u001B[31mlong",
  retrying: true,
};
const failed: ProgressEvent = {
  kind: "persona-failed",
  persona: "architect",
  required: true,
  code: "TIMEOUT",
  message: "it took too long",
};
const stopped: ProgressEvent = {
  kind: "run-stopped",
  taskId: "task-1",
  status: "failed",
  code: "TIMEOUT",
  checkpointId: "cp-1",
};
const finished: ProgressEvent = {
  kind: "run-finished",
  taskId: "task-1",
  epicId: "epic-1",
  verdict: "BLOCKED",
  totalExecutionTimeMs: 61_000,
};
const work = (persona: string): ProgressEvent => ({ kind: "persona-started", persona });

beforeEach(() => void vi.useFakeTimers({ now: 0 }));
afterEach(() => void vi.useRealTimers());

function tell(events: readonly ProgressEvent[], options: FakeTerminalOptions = {}, quiet = false) {
  const terminal = fakeTerminal(options);
  const progress = openProgress(terminal, { quiet, plain: false });
  for (const event of events) progress.observe(event);
  progress[Symbol.dispose]();
  return terminal.err();
}

test("without a terminal every event is one plain line", () => {
  const events = [started, work("product-owner"), completed, failedAttempt, failed, stopped];
  expect(tell(events).split("\n")).toEqual([
    "task-1: 2 personas will review",
    "[1/2] product-owner: reviews",
    "[1/2] product-owner: CONCERNS, 7 recommendations (2 blocking), 12 ms, cached",
    "[2/2] architect: attempt 1 failed (TIMEOUT): it took too long; trying again",
    "[2/2] architect: failed (TIMEOUT): it took too long; it is required, so the run stops",
    "task-1: failed (TIMEOUT), saved as cp-1",
    "",
  ]);
});

test("a run that continues says how much is done", () => {
  expect(tell([{ ...started, completed: ["product-owner"] }, finished])).toBe(
    "task-1: continues, 1 of 2 personas have reviewed\ntask-1: BLOCKED after 1 min 1 s\n",
  );
});

test("what was noticed about the description comes first", () => {
  expect(tell([{ ...started, warnings: ["it holds a key"] }])).toMatch(
    /^warning: it holds a key\n/,
  );
});

test("checkpoints are no news", () => {
  expect(tell([{ kind: "checkpoint", checkpointId: "cp-1", reason: "after" }])).toBe("");
});

test("too much memory in use is told in megabytes", () => {
  const event = { kind: "memory-high", bytes: 3 * 1024 ** 2, limitBytes: 2 * 1024 ** 2 } as const;
  expect(tell([event])).toBe(
    "memory: 3 MB in use, more than the 2 MB of performance.memoryLimit\n",
  );
});

test("quiet is quiet", () => {
  expect(tell([started, completed, failed, stopped], { isTty: true }, true)).toBe("");
});

test("on a terminal there is one line per persona, drawn over itself", () => {
  const output = tell([started, work("product-owner"), completed, work("architect")], {
    isTty: true,
  });
  expect(screenAfter(output)).toEqual([
    "  product-owner  CONCERNS, 7 recommendations (2 blocking), 12 ms, cached",
    "  architect      reviews",
    "",
    "",
  ]);
});

test("the seconds that a persona thinks are counted", () => {
  const terminal = fakeTerminal({ isTty: true });
  using progress = openProgress(terminal, { quiet: false, plain: false });
  progress.observe(started);
  progress.observe(work("product-owner"));
  vi.advanceTimersByTime(3000);
  expect(screenAfter(terminal.err())[0]).toBe("  product-owner  reviews 3 s");
});

test("nothing is drawn once it is closed", () => {
  const terminal = fakeTerminal({ isTty: true });
  const progress = openProgress(terminal, { quiet: false, plain: false });
  progress.observe(started);
  progress[Symbol.dispose]();
  const before = terminal.err();
  expect(before).toMatch(/\n\n$/);
  vi.advanceTimersByTime(5000);
  expect(terminal.err()).toBe(before);
});

test("no line is as wide as the terminal", () => {
  const output = tell([started, completed, failedAttempt], { isTty: true, columns: 24 });
  expect(Math.max(...screenAfter(output).map((line) => line.length))).toBe(23);
});

test("a narrow terminal keeps the verdict and cuts notes between words", () => {
  const output = tell([started, completed, failedAttempt], { isTty: true, columns: 40 });
  expect(screenAfter(output).slice(0, 2)).toEqual([
    "  product-owner  CONCERNS",
    "  architect      reviews attempt 1...",
  ]);
});

test("closing twice leaves one empty line", () => {
  const terminal = fakeTerminal({ isTty: true });
  const progress = openProgress(terminal, { quiet: false, plain: false });
  progress.observe(started);
  progress.close();
  progress.close();
  expect(screenAfter(terminal.err()).slice(-2)).toEqual(["", ""]);
  expect(screenAfter(terminal.err())).toHaveLength(4);
});

test("a terminal lower than the block shows its end", () => {
  const output = tell([started, work("product-owner"), work("architect")], {
    isTty: true,
    rows: 2,
  });
  expect(screenAfter(output)).toEqual(["  architect      reviews", "", ""]);
});

test("a warning stays above the block", () => {
  const memory = { kind: "memory-high", bytes: 2 * 1024 ** 2, limitBytes: 1024 ** 2 } as const;
  const lines = screenAfter(tell([started, memory, completed], { isTty: true }));
  expect(lines[0]).toBe("memory: 2 MB in use, more than the 1 MB of performance.memoryLimit");
  expect(lines[1]).toMatch(/^ {2}product-owner {2}CONCERNS/);
  expect(lines).toHaveLength(5);
});

test("a run that stops leaves nobody at work", () => {
  const lines = screenAfter(tell([started, work("architect"), stopped], { isTty: true }));
  expect(lines[1]).toBe("  architect      waits");
});

test("colour marks the verdict and the failure", () => {
  const output = tell([started, completed, failed], { isTty: true, color: true });
  expect(output).toContain("\u001B[33m  product-owner  CONCERNS");
  expect(output).toContain("\u001B[31m  architect      failed (TIMEOUT)");
});

test("continuous integration gets plain lines even where it claims to be a terminal", () => {
  const terminal = fakeTerminal({ isTty: true });
  using progress = openProgress(terminal, { quiet: false, plain: true });
  progress.observe(started);
  expect(terminal.err()).toBe("task-1: 2 personas will review\n");
});

test("a cached review that is damaged is a warning beside its persona", () => {
  const events = [started, work("product-owner"), damaged];
  const warning = "warning: its cached review is damaged and not used: object 1 is missing";
  expect(tell(events)).toContain(`[1/2] product-owner: ${warning}\n`);
  expect(tell(events, { isTty: true, columns: 120 })).toContain(
    `product-owner  reviews ${warning}`,
  );
});
