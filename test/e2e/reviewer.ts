import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";

import type { Sandbox } from "./epic.ts";

/**
 * An agent as somebody would write it. It notes each time that it is asked in the file `asked`, and
 * says what its answer took.
 */
const REVIEWER = `
import { appendFileSync, readFileSync } from "node:fs";
const { epic, persona } = JSON.parse(readFileSync(0, "utf8"));
appendFileSync(ASKED, persona.name + "\\n");
console.log(JSON.stringify({
  verdict: "CONCERNS",
  insights: [persona.name + " was shown " + epic.previousPersonas.length + " reviews"],
  recommendations: [], questions: [],
  costAnalysis: { category: "review", amount: "0 USD" },
  confidence: 0.9,
  usage: USAGE,
}));
`;

/** Three cents for each answer. */
export const USAGE = { model: "claude-sonnet-5-5", inputTokens: 10_000, outputTokens: 1000 };

export const PERSONAS = [
  "product-owner",
  "architect",
  "security-specialist",
  "performance-specialist",
  "accessibility-advocate",
  "devops-engineer",
];

export interface ReviewerOptions {
  /** Who is answered for by it; the rulebook answers for the others. */
  readonly personas?: readonly string[];
  /** What it says that it took; nothing where null. */
  readonly usage?: object | null;
  /** Further lines of the configuration. */
  readonly config?: string;
}

/** Lets the reviewer answer in a sandbox. Gives what it was asked so far, in order. */
export function installReviewer(
  sandbox: Sandbox,
  { personas = PERSONAS, usage = USAGE, config = "" }: ReviewerOptions = {},
): () => readonly string[] {
  const asked = sandbox.path("asked");
  mkdirSync(sandbox.path(".ai"), { recursive: true });
  const script = REVIEWER.replace("USAGE", usage === null ? "undefined" : JSON.stringify(usage));
  writeFileSync(sandbox.path("review.mjs"), script.replace("ASKED", JSON.stringify(asked)));
  const answered = personas.map((name) => `  ${name}: { provider: reviewer }\n`).join("");
  writeFileSync(
    sandbox.path(".ai/config.yml"),
    `providers: { reviewer: { type: agent, command: [node, review.mjs] } }\npersonas:\n${answered}${config}`,
  );
  sandbox.trustAll();
  return () => (existsSync(asked) ? readFileSync(asked, "utf8").trim().split("\n") : []);
}
