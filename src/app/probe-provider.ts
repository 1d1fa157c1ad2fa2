import { agentSettings } from "../core/agent-presets.ts";
import type { DoctorCheck } from "../core/doctor.ts";
import type { ProviderChoice } from "../core/providers.ts";
import type { PersonaRegistration } from "../schema/registration.ts";
import { providerOf } from "./open-provider.ts";
import type { ProviderParts } from "./providers.ts";

/** Whether a provider could be asked, as far as that can be told without asking it. */
export async function probeProvider(
  registration: PersonaRegistration,
  { name, model }: ProviderChoice,
  parts: ProviderParts,
): Promise<Omit<DoctorCheck, "name">> {
  const provider = providerOf(registration, name, parts);
  switch (provider.type) {
    case "agent": {
      const { probeAgent } = await import("../adapters/agents/probe-agent.ts");
      return await probeAgent(agentSettings(provider), { ...parts.places, env: parts.env });
    }
    case "human":
      return { status: "ok", detail: `a person${provider.who ? ` (${provider.who})` : ""}` };
    case "anthropic":
    case "openai":
    case "google":
    case "openai-compatible": {
      const { probeModel } = await import("../adapters/models/probe-model.ts");
      const { modelSettings } = await import("../core/models/model-settings.ts");
      const { env, places, settings, allowEgress } = parts;
      const { networkTimeoutMs } = settings;
      const host = { env, root: places.root, networkTimeoutMs, allowEgress };
      return await probeModel(modelSettings(name, provider, model), host);
    }
  }
}
