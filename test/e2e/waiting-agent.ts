import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";

import { expect } from "vitest";

import type { Sandbox } from "./epic.ts";

/** Notes whom it reviews for, waits for a file of that name below go/, and answers. */
const REVIEWER = `
import { appendFileSync, existsSync, readFileSync } from "node:fs";
const root = process.env.EPIC_PROJECT_ROOT;
if (process.env.STUBBORN) process.on("SIGTERM", () => appendFileSync(root + "/told", "again\\n"));
const { persona } = JSON.parse(readFileSync(0, "utf8"));
appendFileSync(root + "/asked", persona.name + " " + process.pid + "\\n");
while (!existsSync(root + "/go/" + persona.name) && !existsSync(root + "/go/all")) {
  await new Promise((resolve) => setTimeout(resolve, 10));
}
if (existsSync(root + "/fail/" + persona.name)) {
  console.error("not today");
  process.exit(1);
}
console.log(JSON.stringify({
  verdict: "READY",
  insights: [persona.name + " was asked by " + process.ppid],
  recommendations: [], questions: [],
  costAnalysis: { category: "design", amount: "0 USD" },
  confidence: 0.9,
}));
`;

export interface WaitingAgent {
  /** Lets everybody, or one persona, answer from now on. */
  readonly go: (persona?: string) => void;
  /** Lets a persona fail from now on. */
  readonly fail: (persona: string) => void;
  /** Lets it answer again. */
  readonly heal: (persona: string) => void;
  /** The personas that it was asked for so far, in order. */
  readonly asked: () => readonly string[];
  readonly pids: () => readonly number[];
  /** Until it was asked so often. */
  readonly askedTimes: (times: number) => Promise<void>;
}

export interface AgentOptions {
  /** Personas that it answers for; the rulebook does for the others. */
  readonly personas?: readonly string[];
  /** Notes in a file called told that it is asked to end, and does not. */
  readonly stubborn?: boolean;
  /** Further lines of the configuration. */
  readonly config?: string;
}

/** Puts an agent into a project that answers when the test says so. */
export function waitingAgent(
  box: Sandbox,
  { personas = ["architect"], stubborn = false, config = "" }: AgentOptions = {},
): WaitingAgent {
  const path = (...parts: string[]) => box.path(...parts);
  for (const folder of [".ai", "go", "fail"]) mkdirSync(path(folder), { recursive: true });
  writeFileSync(
    path("review.mjs"),
    stubborn ? REVIEWER.replace("process.env.STUBBORN", "true") : REVIEWER,
  );
  const answered = personas.map((name) => `  ${name}: { provider: reviewer }\n`).join("");
  const provider =
    "reviewer: { type: agent, command: [node, review.mjs], input: stdin, output: stdout }";
  writeFileSync(
    path(".ai/config.yml"),
    `providers: { ${provider} }\npersonas:\n${answered}${config}\n`,
  );
  box.trustAll();
  const lines = () =>
    existsSync(path("asked")) ? readFileSync(path("asked"), "utf8").trim().split("\n") : [];
  return {
    go: (persona = "all") => writeFileSync(path("go", persona), ""),
    fail: (persona) => writeFileSync(path("fail", persona), ""),
    heal: (persona) => rmSync(path("fail", persona)),
    asked: () => lines().map((line) => line.split(" ")[0] ?? ""),
    pids: () => lines().map((line) => Number(line.split(" ")[1])),
    askedTimes: async (times) => {
      await expect.poll(() => lines().length, { timeout: 30_000 }).toBeGreaterThanOrEqual(times);
    },
  };
}

/** Whether a process runs: what is dead and not yet reaped has no environment. */
export function isAlive(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/environ`, "latin1") !== "";
  } catch {
    return false;
  }
}
