// What it costs to look at a thousand tickets, in a real repository with their code.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { median } from "./figures.mjs";
import { cpuMsOf, withFolder } from "./processes.mjs";

const WORKFLOW = fileURLToPath(new URL("../dist/bin/workflow.js", import.meta.url));
const TEMPLATES = fileURLToPath(new URL("../templates/", import.meta.url));
const TICKETS = 1000;
const COMMITS = 100;
const TARGET_MS = { "check --all": 3000, list: 300 };

/** Rows of the table, as CPU time of the program and of the Git that it starts. */
export function measureTickets(rounds) {
  return withFolder((folder) => {
    makeProject(folder);
    const run = (...args) => cpuMsOf([WORKFLOW, ...args], { cwd: folder, encoding: "utf8" });
    const start = median(Array.from({ length: rounds }, () => run("--version")));
    return Object.entries(TARGET_MS).map(([command, target]) => {
      const times = Array.from({ length: rounds }, () => run(...command.split(" "), "--json"));
      // What `list` takes beyond the start of the program; a check is waited for as a whole.
      const isList = command === "list";
      const ms = median(times) - (isList ? start : 0);
      return {
        what: `\`workflow ${command}\` with ${TICKETS} tickets${isList ? ", beyond start-up" : ""}`,
        figure: `${Math.round(ms)} ms`,
        target: `${target} ms`,
        met: ms <= target,
      };
    });
  });
}

/** Tickets in review with all their documents, approvals and links; links are as of many commits. */
function makeProject(folder) {
  const git = (...args) =>
    execFileSync("git", args, { cwd: folder, stdio: "pipe", encoding: "utf8" });
  git("init", "--quiet", "--initial-branch=main");
  git("config", "user.name", "Bench");
  git("config", "user.email", "bench@example.org");
  const commits = Array.from({ length: COMMITS }, (_, index) => {
    write(folder, `src/part-${index}/code.ts`, `export const open = ${index};\n`.repeat(40));
    write(folder, `tests/part-${index}.test.ts`, `// ${index}\n`);
    git("add", "--all");
    git("commit", "--quiet", "-m", `AEC-${index + 1}: part ${index}`);
    return git("rev-parse", "HEAD").trim();
  });
  for (let number = 1; number <= TICKETS; number += 1) makeTicket(folder, number, commits);
}

const DOCUMENTS = readdirSync(TEMPLATES).filter((name) => name.endsWith(".md"));
const APPROVED = {
  "FEATURE_REQUIREMENTS.md": "stakeholder",
  "SYSTEM_DESIGN.md": "tech-lead",
  "IMPLEMENTATION_PLAN.md": "team",
};
const AT = "2026-11-20T09:00:00.000Z";

function makeTicket(folder, number, commits) {
  const key = `AEC-${number}`;
  const part = number % COMMITS;
  const commit = commits[part];
  const texts = Object.fromEntries(DOCUMENTS.map((name) => [name, filled(name, key)]));
  const approvals = Object.entries(APPROVED).map(([name, role]) => {
    const hash = createHash("sha256").update(texts[name]).digest("hex");
    return `  - { at: ${AT}, document: ${name}, verdict: approved, role: ${role}, by: "ann", hash: "${hash}" }`;
  });
  const states = ["CREATED", "PLANNING", "APPROVED", "IN_PROGRESS", "REVIEW"];
  const record = [
    'schemaVersion: "2.0"',
    `ticket: ${key}`,
    `title: "Ticket ${number}"`,
    "state: REVIEW",
    `createdAt: ${AT}`,
    "documents:",
    "  - FEATURE_REQUIREMENTS.md",
    "history:",
    ...states.map(
      (to, at) => `  - { at: ${AT}, from: ${states[at - 1] ?? "null"}, to: ${to}, by: "ann" }`,
    ),
    "approvals:",
    ...approvals,
    "evidence:",
    ...["branch", "code", "tests"].map(
      (kind) => `  - { at: ${AT}, kind: ${kind}, note: "x", by: "ann" }`,
    ),
    "links:",
    `  - { path: "src/part-${part}/code.ts", symbol: "open", requirement: FR-1, commit: "${commit}", at: ${AT}, by: "ann" }`,
    `  - { path: "tests/part-${part}.test.ts", requirement: FR-1, commit: "${commit}", at: ${AT}, by: "ann" }`,
  ].join("\n");
  texts["README.md"] = texts["README.md"].replace("{{frontMatter}}", record);
  for (const [name, text] of Object.entries(texts))
    write(folder, `.ai/workflow/${key}/${name}`, text);
}

/** A template in which every place is filled. */
function filled(name, key) {
  return readFileSync(join(TEMPLATES, name), "utf8")
    .replaceAll(/\[\[fill:([^\]]*)\]\]/g, "what was asked for:$1")
    .replaceAll(/\{\{(?:block \w+|end)\}\}\n/g, "")
    .replaceAll(/\{\{(?!frontMatter)\w+\}\}/g, key);
}

function write(folder, path, text) {
  const file = join(folder, path);
  mkdirSync(join(file, ".."), { recursive: true });
  writeFileSync(file, text);
}
