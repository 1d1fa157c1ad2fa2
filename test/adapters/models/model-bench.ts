import { readFileSync } from "node:fs";

import { onTestFinished } from "vitest";

import type { ModelHost } from "../../../src/adapters/models/model-host.ts";
import { modelPersona } from "../../../src/adapters/models/model-persona.ts";
import { type ModelSettings, modelSettings } from "../../../src/core/models/model-settings.ts";
import type { PersonaAdapter } from "../../../src/ports/persona-adapter.ts";
import type { ModelProvider } from "../../../src/schema/model-provider.ts";
import type { PersonaRegistration } from "../../../src/schema/registration.ts";
import { registration, review } from "../../fakes/review.ts";
import { anthropic } from "../../wire/anthropic.ts";
import { google } from "../../wire/google.ts";
import { KEY, type ModelServer, openModelServer, type Reply } from "../../wire/model-server.ts";
import { openai, openaiCompatible } from "../../wire/openai.ts";
import type { Vendor } from "../../wire/vendor.ts";

export const VENDORS: readonly Vendor[] = [anthropic, openai, google, openaiCompatible];

const MODELS: Readonly<Record<Vendor["name"], string>> = {
  anthropic: "claude-opus-4-5",
  openai: "gpt-4.1",
  google: "gemini-2.5-pro",
  "openai-compatible": "llama3.1",
};

export interface Bench {
  readonly server: ModelServer;
  readonly adapter: PersonaAdapter;
  /** Texts that were kept for people, by name. */
  readonly kept: Map<string, string>;
}

export interface BenchOptions {
  readonly settings?: Partial<ModelSettings>;
  readonly host?: Partial<ModelHost>;
  readonly registration?: PersonaRegistration;
}

const template = (name: string) => {
  const origin = `templates/prompts/${name}.md`;
  return { origin, text: readFileSync(origin, "utf8") };
};

/** A persona, and the server that its model is on, which is closed when the test is over. */
export async function openBench(
  vendor: Vendor,
  script: readonly Reply[] | Reply,
  options: BenchOptions = {},
): Promise<Bench> {
  const server = await openModelServer(vendor, script);
  onTestFinished(() => server[Symbol.asyncDispose]());
  const kept = new Map<string, string>();
  const host: ModelHost = {
    root: "/nowhere",
    env: { TEST_KEY: KEY },
    isCommitted: () => Promise.resolve(false),
    networkTimeoutMs: 30_000,
    maxBytes: 2_000_000,
    allowEgress: true,
    rate: { currency: "USD", dayRate: 800 },
    templates: {
      system: template("system"),
      review: template("review"),
      repair: template("repair"),
    },
    citations: () => ["WCAG 2.2 SC 1.4.3"],
    ground: () => Promise.resolve(review("rulebook")),
    groundFingerprint: "rules",
    exchange: (_question, ask) => ask(),
    keep(taskId, name, text) {
      kept.set(name, text);
      return Promise.resolve(`kept/${taskId}/${name}`);
    },
    ...options.host,
  };
  const provider: ModelProvider = {
    type: vendor.name,
    model: MODELS[vendor.name],
    baseUrl: server.baseUrl,
    apiKeyEnv: "TEST_KEY",
  };
  const settings = { ...modelSettings("house", provider, undefined), ...options.settings };
  const asked = options.registration ?? registration("architect");
  return { server, adapter: modelPersona(asked, settings, host), kept };
}
