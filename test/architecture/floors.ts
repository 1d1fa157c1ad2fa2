/** What the files of one floor may reach. */
export interface Floor {
  /** Other floors. Its own files it may always import. */
  readonly floors: readonly string[];
  /** Packages, and `#` imports of compiled data. */
  readonly packages: readonly string[];
  /** Modules of Node; absent where any may be used. */
  readonly builtins?: readonly string[];
}

const PURE: readonly string[] = [];
const BELOW_ADAPTERS = ["schema", "core", "ports"];

/**
 * The table of the architecture: a folder or file below src/ to what it may import. The longest key
 * that a file lies below is its floor. Changing the table is an architecture decision.
 */
export const FLOORS: Readonly<Record<string, Floor>> = {
  schema: { floors: [], packages: ["zod"], builtins: PURE },
  core: { floors: ["schema"], packages: ["zod"], builtins: PURE },
  "core/hash.ts": { floors: ["core", "schema"], packages: [], builtins: ["node:crypto"] },
  rulebook: { floors: ["schema", "core"], packages: ["stemmer"], builtins: PURE },
  ports: { floors: ["schema", "core"], packages: [], builtins: PURE },
  reports: { floors: ["schema", "core"], packages: [], builtins: PURE },
  engine: { floors: ["schema", "core", "ports"], packages: ["p-timeout"] },
  // The documents of a ticket are written with the words and the Markdown of the reports.
  tickets: { floors: ["schema", "core", "ports", "reports"], packages: [] },
  // An adapter never imports the engine, the tickets or another adapter, but for tickets, which are files.
  "adapters/agents": { floors: BELOW_ADAPTERS, packages: [] },
  "adapters/cassettes": { floors: BELOW_ADAPTERS, packages: ["yaml", "zod"] },
  "adapters/fault": { floors: BELOW_ADAPTERS, packages: [] },
  "adapters/files": { floors: BELOW_ADAPTERS, packages: ["yaml", "#defaults"] },
  "adapters/git": { floors: BELOW_ADAPTERS, packages: [] },
  "adapters/host": { floors: BELOW_ADAPTERS, packages: [] },
  "adapters/models": {
    floors: BELOW_ADAPTERS,
    packages: [
      "@ai-sdk/anthropic",
      "@ai-sdk/google",
      "@ai-sdk/openai",
      "@ai-sdk/openai-compatible",
      "ai",
    ],
  },
  "adapters/log": { floors: BELOW_ADAPTERS, packages: ["pino"] },
  "adapters/memory": { floors: BELOW_ADAPTERS, packages: [] },
  "adapters/people": { floors: BELOW_ADAPTERS, packages: [] },
  "adapters/personas": { floors: [...BELOW_ADAPTERS, "adapters/files"], packages: [] },
  "adapters/plugins": { floors: BELOW_ADAPTERS, packages: [] },
  "adapters/rulebook": { floors: [...BELOW_ADAPTERS, "rulebook"], packages: [] },
  "adapters/signatures": { floors: BELOW_ADAPTERS, packages: [] },
  "adapters/sqlite": { floors: BELOW_ADAPTERS, packages: ["better-sqlite3"] },
  "adapters/workers": { floors: BELOW_ADAPTERS, packages: [] },
  "adapters/ticket-files": { floors: [...BELOW_ADAPTERS, "adapters/files"], packages: [] },
  app: {
    floors: [...BELOW_ADAPTERS, "rulebook", "engine", "tickets", "reports", "adapters"],
    packages: ["#defaults", "#prices"],
  },
  // What `workflow` needs: it opens the rest only where a ticket is filled from an epic.
  "app/tickets.ts": {
    floors: [...BELOW_ADAPTERS, "tickets", "adapters", "app/open-app.ts", "app/ticket-parts.ts"],
    packages: [],
  },
  // Tickets and the code that belongs to them.
  "app/ticket-code.ts": {
    floors: [
      ...BELOW_ADAPTERS,
      "tickets",
      "adapters",
      "app/ticket-parts.ts",
      "app/ticket-overview.ts",
    ],
    packages: [],
  },
  "app/ticket-overview.ts": {
    floors: [
      ...BELOW_ADAPTERS,
      "tickets",
      "adapters",
      "app/ticket-parts.ts",
      "app/open-app.ts",
      "app/epic-sources.ts",
    ],
    packages: [],
  },
  "app/ticket-parts.ts": {
    floors: [...BELOW_ADAPTERS, "tickets", "adapters", "app/team-rules.ts"],
    packages: [],
  },
  "app/team-rules.ts": {
    floors: [...BELOW_ADAPTERS, "tickets", "adapters"],
    packages: ["#defaults"],
  },
  // What sets up a project, before there are tickets.
  "app/setup.ts": {
    floors: [...BELOW_ADAPTERS, "tickets", "adapters", "app/ticket-parts.ts"],
    packages: [],
  },
  // What commands need that only look: it opens no run and creates nothing.
  "app/inspect.ts": {
    floors: [...BELOW_ADAPTERS, "adapters", "app/project-trust.ts"],
    packages: ["#defaults"],
  },
  cli: {
    floors: ["schema", "core", "reports", "app"],
    packages: ["commander", "zod"],
  },
  bin: { floors: ["core", "cli"], packages: [] },
  // Another process, which loads what it is told to: a plugin.
  "bin/plugin-host.ts": { floors: ["adapters/plugins", "core"], packages: ["a computed path"] },
  // Named exports, nothing else: it may show what is below, and hold no code of its own.
  "index.ts": {
    floors: [...BELOW_ADAPTERS, "engine", "reports", "adapters", "app"],
    packages: [],
  },
};

/** A thing that every process has one of, and the only files or folders that may touch it. */
export const GLOBALS: Readonly<Record<string, readonly string[]>> = {
  "process.env": ["bin"],
  "process.exit": ["bin"],
  "process.exitCode": ["bin"],
  console: [],
};
