import type { DoctorCheck } from "../../core/doctor.ts";
import { refuseEgress } from "../../core/models/egress.ts";
import type { ModelSettings } from "../../core/models/model-settings.ts";
import { readApiKey } from "./api-key.ts";
import type { ModelHost } from "./model-host.ts";

/**
 * What a model needs before it is asked: a key, and a server that answers. Where the server of a
 * vendor is meant, only asking tells. Throws as `readApiKey` does.
 */
export async function probeModel(
  settings: ModelSettings,
  host: Pick<ModelHost, "env" | "root" | "networkTimeoutMs" | "allowEgress">,
): Promise<Omit<DoctorCheck, "name">> {
  const { model, baseUrl, type, name } = settings;
  const { value, from } = await readApiKey(settings, host);
  const key = value === undefined ? "no key" : `key from ${from}`;
  if (baseUrl === undefined) {
    if (!host.allowEgress) refuseEgress(name, { hostname: `the servers of ${type}` });
    return { status: "ok", detail: `${model}, ${key}` };
  }
  if (!host.allowEgress) refuseEgress(name, new URL(baseUrl));
  try {
    const signal = AbortSignal.timeout(host.networkTimeoutMs);
    const { status } = await fetch(`${baseUrl}/models`, { signal, redirect: "error" });
    return { status: "ok", detail: `${model}, ${key}; ${baseUrl} answers (${status})` };
  } catch (error) {
    return {
      status: "failed",
      detail: `${baseUrl} does not answer: ${reasonOf(error)}`,
      hint: `start the server, or mend providers.${name}.baseUrl`,
    };
  }
}

/** fetch says only that it failed; why is in the cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
