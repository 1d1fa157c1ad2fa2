import type { Environment } from "../config-environment.ts";
import { EpicError } from "../errors.ts";

/** Headers with their `${NAME}` filled in. Throws INVALID_INPUT for a variable that is not set. */
export function fillHeaders(
  headers: Readonly<Record<string, string>>,
  env: Environment,
  provider: string,
): { readonly headers: Record<string, string>; readonly secrets: readonly string[] } {
  const secrets: string[] = [];
  const filled = Object.entries(headers).map(([name, template]) => {
    const text = template.replaceAll(VARIABLE, (whole, variable: string) => {
      const value = env[variable];
      if (!value) throw missing(provider, name, whole);
      secrets.push(value);
      return value;
    });
    return [name, text] as const;
  });
  return { headers: Object.fromEntries(filled), secrets };
}

const VARIABLE = /\$\{(\w+)\}/g;

/** The names of the variables that headers speak of. */
export function variablesIn(headers: Readonly<Record<string, string>>): readonly string[] {
  return Object.values(headers).flatMap((template) =>
    [...template.matchAll(VARIABLE)].map(([, name]) => String(name)),
  );
}

function missing(provider: string, header: string, placeholder: string): EpicError {
  return new EpicError(
    "INVALID_INPUT",
    `The header ${header} of ${provider} needs ${placeholder}, and that variable is not set`,
    { hint: `set it, or change providers.${provider}.headers` },
  );
}
