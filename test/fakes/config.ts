import type { Config } from "../../src/schema/config.ts";

/** A valid configuration with round numbers, independent of what ships. */
export const CONFIG: Config = {
  coordination: {
    defaultMode: "standard",
    defaultTimeout: 300,
    workflowTimeout: 1800,
    agentTimeout: 240,
    networkTimeout: 30,
    maxRetries: 3,
    cacheTTL: 86_400,
    allowStale: false,
    personas: "all",
    order: "fixed",
    leaseTimeout: 30,
  },
  personas: { architect: { required: true, timeout: 240 }, "devops-engineer": { required: false } },
  providers: {},
  plugins: [],
  performance: { maxConcurrentPersonas: 3, memoryLimit: "1GB", checkpointInterval: 60_000 },
  limits: { descriptionBytes: "1MB", cacheBytes: "1MB" },
  estimation: { currency: "USD", dayRate: 800, dayRates: {}, teamExperience: "known" },
  prices: {},
  gate: { failOn: "none" },
  tickets: {
    approvals: { requirements: ["stakeholder"], design: ["tech-lead"], plan: ["team"] },
    people: {},
    requireSigned: false,
    allowedSigners: ".ai/allowed_signers",
  },
  log: { level: "silent" },
};
