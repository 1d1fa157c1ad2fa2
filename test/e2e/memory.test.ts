import { spawnSync } from "node:child_process";
import { resolve } from "node:path";

import { expect, test } from "vitest";

import { openSandbox, type Sandbox } from "./epic.ts";

const BIG_REVIEWS = resolve(import.meta.dirname, "big-reviews.mjs");

/** 96 reviews of half a megabyte each: 48 MB that the last persona and the epic need. */
const STEPS = 96;
const KILOBYTES = 500;

/** Room for all of them once, and not twice. */
const HEAP_MB = 80;

function inLittleMemory(box: Sandbox, task: "run" | "resume", failing = "none"): unknown {
  const args = [BIG_REVIEWS, box.cwd, task, String(STEPS), String(KILOBYTES), failing];
  const child = spawnSync(process.execPath, [`--max-old-space-size=${HEAP_MB}`, ...args], {
    encoding: "utf8",
  });
  return child.status === 0 ? JSON.parse(child.stdout) : child.stderr;
}

test("a long run holds each review once, up to its epic", () => {
  using box = openSandbox();
  expect(inLittleMemory(box, "run")).toEqual({ personas: STEPS, insights: KILOBYTES });
});

test("so does one that is resumed at its last step", () => {
  using box = openSandbox();
  const last = String(STEPS - 1);
  const message = `persona-${last}: interrupted on purpose`;
  expect(inLittleMemory(box, "run", last)).toEqual({ message });
  expect(inLittleMemory(box, "resume")).toEqual({ personas: STEPS, insights: KILOBYTES });
});
