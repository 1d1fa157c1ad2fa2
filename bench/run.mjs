// npm run bench [-- --quick] [--write]: ratios within one run, medians of several runs.
// --write puts the tables into docs/performance.md.
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { measureBatch } from "./batch.mjs";
import { describeMachine } from "./machine.mjs";
import { measureOrchestration } from "./orchestration.mjs";
import { measureStart } from "./start.mjs";
import { measureTickets } from "./tickets.mjs";

const { values } = parseArgs({
  options: { quick: { type: "boolean" }, write: { type: "boolean" } },
});

const sections = [
  ["Start and review", measureStart(values.quick ? 5 : 21)],
  ["Many reviews", measureBatch()],
  ["Orchestration, without the rulebook", measureOrchestration(values.quick ? 50 : 200)],
  ["Tickets", measureTickets(values.quick ? 3 : 7)],
];
const tables = sections.map(([title, rows]) => `## ${title}\n\n${table(rows)}\n`).join("\n");
const machine = `Measured on ${describeMachine()}.`;

process.stdout.write(`${machine}\n\n${tables}`);
if (values.write) writeDocument(fileURLToPath(new URL("../docs/performance.md", import.meta.url)));
if (sections.some(([, rows]) => rows.some(({ met }) => met === false))) process.exitCode = 1;

function table(rows) {
  const lines = rows.map(({ what, figure, target = "", met }) => {
    const answer = met === undefined ? "" : met ? "yes" : "no";
    return `| ${what} | ${figure} | ${target} | ${answer} |`;
  });
  return ["| what | measured | at most | met |", "|---|---|---|---|", ...lines].join("\n");
}

function writeDocument(file) {
  writeFileSync(file, performanceDocument());
  const formatter = fileURLToPath(new URL("../node_modules/.bin/oxfmt", import.meta.url));
  spawnSync(formatter, [file], { stdio: "inherit" });
}

function performanceDocument() {
  return `# Performance

Written by \`npm run bench -- --write\`. ${machine}

Times of different machines say little, so the figures that count are ratios: each contender runs next
to its floor, in the same rounds, and the median of the rounds is kept. CPU is user and system time of
the whole process. The rulebook answers for all personas; the description has 300 words, the mode is
enterprise. For the orchestration, scripted personas answer with 4 KB each, all different, so that
nothing is saved by storing equal reviews once; the floor writes twelve rows (one before, one after
each step) with better-sqlite3 alone, in WAL mode at \`synchronous=FULL\`, each in its own transaction.
Growth is the exponent between two sizes: 1 is linear, 2 quadratic. The tickets are in review, each with
six filled documents, three approvals and two links into a Git repository of a hundred commits; their
figures are CPU time, Git included.

${tables}`;
}
