import { type ConfigLayer, isMapping, type Mapping } from "./config.ts";
import { SECRETS } from "./secrets.ts";

/** A sentence for each key that stands in a file which is there to be shared: any but the user's own. */
export function misplacedKeys(layers: readonly ConfigLayer[]): readonly string[] {
  return layers
    .filter(({ origin }) => !origin.startsWith("user file"))
    .flatMap(({ values, locate }) => {
      // Without lines it is no file.
      if (!locate) return [];
      return secretsIn(values, []).map(({ path, what }) => {
        const place = locate(path, "value");
        return `${place}: ${path.join(".")} looks like ${what}, and this file is shared: name a variable or a file instead (apiKeyEnv, apiKeyFile, \${NAME} in headers)`;
      });
    });
}

interface Found {
  readonly path: readonly PropertyKey[];
  readonly what: string;
}

function secretsIn(value: unknown, path: readonly PropertyKey[]): readonly Found[] {
  if (typeof value === "string") {
    const secret = SECRETS.find(({ pattern }) => pattern.test(value));
    return secret ? [{ path, what: secret.what }] : [];
  }
  const members = Array.isArray(value)
    ? [...value.entries()]
    : isMapping(value)
      ? entriesOf(value)
      : [];
  return members.flatMap(([key, member]) => secretsIn(member, [...path, key]));
}

const entriesOf = (value: Mapping): readonly (readonly [PropertyKey, unknown])[] =>
  Object.entries(value);
