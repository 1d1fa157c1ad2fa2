import { readFile } from "node:fs/promises";
import { resolve } from "node:path";

import type { Environment } from "../../core/config-environment.ts";
import { EpicError } from "../../core/errors.ts";
import type { ModelSettings } from "../../core/models/model-settings.ts";

export interface ApiKey {
  readonly value: string | undefined;
  /** For people: "OPENAI_API_KEY", "the file key.txt". */
  readonly from: string;
}

/** Throws INVALID_INPUT saying which variable or file is to hold the key, and where that is said. */
export async function readApiKey(
  { name, key, type }: ModelSettings,
  { env, root }: { readonly env: Environment; readonly root: string },
): Promise<ApiKey> {
  if (key.file !== undefined) {
    return {
      value: await readKeyFile(name, resolve(root, key.file), key.file),
      from: `the file ${key.file}`,
    };
  }
  const variable = key.variables.find((candidate) => env[candidate]?.trim());
  const value = env[variable ?? ""]?.trim();
  if (variable !== undefined && value) return { value, from: variable };
  const [wanted] = key.variables;
  if (!key.required || wanted === undefined) return { value: undefined, from: `providers.${name}` };
  throw new EpicError(
    "INVALID_INPUT",
    `${name} needs a key, and ${key.variables.join(" or ")} is not set`,
    {
      hint: `export ${wanted}=…, or name another variable in providers.${name}.apiKeyEnv or a file in apiKeyFile (type: ${type})`,
    },
  );
}

async function readKeyFile(name: string, path: string, shown: string): Promise<string> {
  const hint = `providers.${name}.apiKeyFile names it; it holds the key and nothing else`;
  const text = await readFile(path, "utf8").catch((cause: unknown) => {
    const message = `The key of ${name} cannot be read from ${shown}`;
    throw new EpicError("INVALID_INPUT", message, { cause, hint });
  });
  const key = text.trim();
  if (key !== "" && !/\s/.test(key)) return key;
  const fault = key === "" ? "is empty" : "holds more than a key";
  throw new EpicError("INVALID_INPUT", `${shown}, which is to hold the key of ${name}, ${fault}`, {
    hint,
  });
}
